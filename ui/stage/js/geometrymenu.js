// The menu at the head of the map: which geometry of the inspected step is shown.
import { kindsHere, kindsOf } from "./geometry.js";
import { domNode, iconNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { inspectedRun } from "./inspector.js";
import { label } from "./symbols.js";

/**
 * Puts the menu into `host`.
 * @param {HTMLElement} host
 * @param {() => object} sceneNow the scene, whose `geometry` says what is shown
 * @param {() => void} redraw
 */
export function createGeometryMenu(host, sceneNow, redraw) {
  const button = domNode("button", { type: "button", class: "icon-button geometry-button", "aria-expanded": "false" }, iconNode("geometry"));
  const title = domNode("div", { class: "geometry-title" });
  const rows = new Map();
  const list = domNode("div", { class: "geometry-list", hidden: true }, title);
  const root = domNode("div", { class: "geometry-menu" }, button, list);
  host.prepend(root);

  function open(shown) {
    list.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    list.style.maxHeight = `${host.parentElement.clientHeight - 44}px`;
    if (shown) show();
  }

  const away = (event) => { if (!list.hidden && !event.composedPath().includes(root)) open(false); };
  button.addEventListener("click", () => open(list.hidden));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", away);

  function choose(kind, on) {
    const { geometry } = sceneNow();
    geometry.chosen = true;
    if (on) geometry.kinds.add(kind);
    else geometry.kinds.delete(kind);
    redraw();
  }

  function rowOf(kind) {
    if (!rows.has(kind)) {
      const box = domNode("input", { type: "checkbox", "data-kind": kind });
      const words = domNode("span", {});
      box.addEventListener("change", () => choose(kind, box.checked));
      const element = domNode("label", { class: "geometry-row" }, box, words);
      list.append(element);
      rows.set(kind, { element, box, words });
    }
    return rows.get(kind);
  }

  /** Writes the rows for the run that is inspected now; what it has nothing to show for is greyed. */
  function show() {
    const scene = sceneNow();
    const run = scene && inspectedRun(scene);
    setWhenNew(button, "title", label(scene, "Geometry of the step"));
    setWhenNew(button, "aria-label", label(scene, "Geometry of the step"));
    if (!run || list.hidden) return;
    setTextWhenNew(title, run.caption ?? run.title);
    const has = kindsOf(run), words = kindWords(scene);
    for (const kind of kindsHere(scene)) {
      const row = rowOf(kind);
      setTextWhenNew(row.words, words[kind]);
      row.box.checked = scene.geometry.kinds.has(kind);
      row.box.disabled = !has.includes(kind);
      row.element.classList.toggle("is-absent", !has.includes(kind));
    }
  }

  return { show, destroy: () => document.removeEventListener("pointerdown", away) };
}

function kindWords(scene) {
  return {
    pulls: label(scene, "∇f and every λ∇c"),
    balance: label(scene, "−∇f against Σλ∇c"),
    linearised: label(scene, "linearised constraints and full step"),
    path: label(scene, "path of the minima for all μ"),
    trial: label(scene, "point before the projection"),
    corner: label(scene, "corner furthest downhill"),
    gradient: label(scene, "slope −∇f"),
    momentum: label(scene, "momentum"),
    step: label(scene, "step taken"),
    ellipse: label(scene, "ellipse of the preconditioner"),
    accumulators: label(scene, "size of past slopes"),
    model: label(scene, "quadratic model"),
    region: label(scene, "trust region and its path"),
    directions: label(scene, "search directions"),
    points: label(scene, "look-ahead and other points"),
    questions: label(scene, "where it asked"),
    box: label(scene, "box of the weight decay"),
  };
}
