// The run cards: one for each run, and one for the surface; together they are the legend and the controls.
import { domNode, iconNode, setTextWhenNew } from "./icons.js";
import { constraintsIn } from "./kkt.js";
import { createKnobList } from "./knobs.js";
import { createRunCard, runTitles } from "./runcard.js";
import { label } from "./symbols.js";

const MOST_RUNS = 8;

/**
 * @typedef {object} CardEvents
 * @property {(runId: string) => void} select the run that is looked at closely
 * @property {(runId: string, name: string, value: any, final: boolean) => void} knob moved, or let go (final)
 * @property {(name: string, value: any, final: boolean) => void} surfaceKnob
 * @property {(runId: string, shown: boolean) => void} show
 * @property {(runId: string) => void} duplicate
 * @property {(runId: string) => void} reset all knobs of the run to their defaults
 * @property {(runId: string) => void} remove
 */

/**
 * `update` is for anything that changed but the step, `tick` for every frame. What a person holds is left alone.
 * @param {HTMLElement} host
 * @param {CardEvents} events
 * @returns {{update: (scene: object, header?: object) => void, tick: (scene: object) => void, destroy: () => void}}
 */
export function createCards(host, events) {
  const cards = new Map();
  const list = domNode("ul", { class: "run-cards" });
  const surface = createSurfaceCard(events);
  let titled = -1; // the version of the runs that the titles speak of
  host.append(list);
  list.addEventListener("keydown", keepKeys);
  list.addEventListener("keyup", keepKeys);

  function update(scene, header = scene.header) {
    const focused = host.getRootNode().activeElement;
    const frozen = header?.editable === false;
    const titles = runTitles(scene.runs);
    list.setAttribute("aria-label", label(scene, "Runs"));
    dropCards(scene.runs, focused);
    const shown = [];
    if (scene.surface?.knobs?.length) {
      surface.update(scene, frozen);
      shown.push(surface.element);
    }
    for (const run of scene.runs) {
      if (!cards.has(run.id)) cards.set(run.id, createRunCard(run, scene, events));
      const facts = { title: titles.get(run.id), selected: scene.selected === run.id, frozen, roomLeft: scene.runs.length < MOST_RUNS };
      cards.get(run.id).update(scene, run, facts);
      shown.push(cards.get(run.id).element);
    }
    arrange(list, shown);
    titled = -1;
    if (focused?.isConnected && host.contains(focused)) focused.focus({ preventScroll: true });
    tick(scene);
  }

  function dropCards(runs, focused) {
    const kept = new Set(runs.map((run) => run.id));
    const order = [...cards.keys()];
    for (const [id, card] of [...cards]) {
      if (kept.has(id)) continue;
      if (card.element.contains(focused)) handOverFocus(order, order.indexOf(id), kept);
      card.element.remove();
      cards.delete(id);
    }
  }

  /** The card under the focus is going away: its neighbour takes the focus, so that the keyboard is not lost. */
  function handOverFocus(order, place, kept) {
    const neighbour = [...order.slice(place + 1), ...order.slice(0, place).reverse()].find((id) => kept.has(id));
    if (neighbour) cards.get(neighbour).handle.focus();
  }

  function tick(scene) {
    if (titled !== scene.runsVersion) {
      const titles = runTitles(scene.runs);
      for (const run of scene.runs) cards.get(run.id)?.retitle(run, titles.get(run.id));
      titled = scene.runsVersion;
    }
    for (const run of scene.runs) cards.get(run.id)?.tick(scene, run);
  }

  return { update, tick, destroy() { list.remove(); cards.clear(); } };
}

/** Put the elements into this order, moving only what is out of place. */
function arrange(list, elements) {
  for (const extra of [...list.children]) if (!elements.includes(extra)) extra.remove();
  elements.forEach((element, i) => { if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null); });
}

/**
 * Keys that a focused control needs do not reach the shortcuts of the stage; undo and redo do, except while typing.
 * @param {KeyboardEvent} event
 */
function keepKeys(event) {
  const typing = event.target.matches("input[type=text]");
  const control = event.target.matches(event.key === " " ? "input:not([type=range]), select" : "input, select");
  const presses = event.target.matches("button, summary") && (event.key === " " || event.key === "Enter");
  if (typing || (control && !event.ctrlKey && !event.metaKey) || presses) event.stopPropagation();
}

function createSurfaceCard(events) {
  const titleId = "surface-card-title";
  const title = domNode("span", { class: "card-title", id: titleId });
  const knobs = domNode("div", { class: "card-knobs" });
  const knobList = createKnobList(knobs, (name, value, final) => events.surfaceKnob(name, value, final));
  const badge = domNode("span", { class: "card-badge" }, iconNode("surface"));
  const element = domNode("li", { class: "run-card surface-card" }, domNode("div", { class: "card-frame", role: "group", "aria-labelledby": titleId },
    domNode("div", { class: "card-head" }, badge, title), knobs));
  return {
    element,
    update(scene, frozen) {
      const { name, values, defaults } = scene.surface;
      setTextWhenNew(title, constraintsIn(scene) ? label(scene, "Problem: {name}", { name }) : label(scene, "Surface: {name}", { name }));
      knobList.update(scene.surface.knobs, values, defaults, scene, frozen);
    },
  };
}
