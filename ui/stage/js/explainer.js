// One place for several stages on one clock: it says why the stage that was touched last took its step.
import { domNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { createInspector } from "./inspector.js";
import { stagesOn } from "./neighbours.js";
import { label } from "./symbols.js";

/**
 * Puts the shared inspector into `host`. What it explains belongs to other stages: those on the page with its clock.
 * @param {HTMLElement} host
 * @param {{redraw: function()}} events
 */
export function createExplainer(host, events) {
  const tabs = domNode("div", { class: "explainer-tabs", role: "group" });
  const place = domNode("div", {});
  const inspector = createInspector(place, { ...events, select: (id) => chosen?.select(id) });
  let own = null;
  let chosen = null; // the stage that is explained: the first one, until a person touches another
  let touched = false;
  let stale = true; // a tab, or the list of runs, may say something old
  let written = [];
  host.append(tabs, place);

  const stages = () => stagesOn(own?.header.link);

  function choose(stage) {
    touched = true;
    stale ||= stage !== chosen;
    chosen = stage;
    events.redraw();
  }

  function onTouch(event) {
    const root = event.composedPath().find((node) => node.classList?.contains("stage"));
    if (root && stages().includes(root.stage)) choose(root.stage);
  }

  function onChange() {
    stale = true;
    events.redraw();
  }

  const listening = [["pointerdown", onTouch], ["focusin", onTouch], ["stagechange", onChange]];
  for (const [name, listener] of listening) document.addEventListener(name, listener, true);

  function showTabs() {
    const shown = stages();
    if (!touched || !shown.includes(chosen)) chosen = shown[0] ?? null;
    while (tabs.children.length > shown.length) tabs.lastChild.remove();
    shown.forEach((stage, i) => {
      const tab = tabs.children[i] ?? tabs.appendChild(domNode("button", { type: "button", class: "axis-choice" }));
      tab.onclick = () => choose(stage);
      setTextWhenNew(tab, nameOf(stage.scene));
      setWhenNew(tab, "aria-pressed", String(stage === chosen));
    });
    tabs.hidden = shown.length < 2;
    if (chosen) writeRuns(chosen.scene);
    setWhenNew(tabs, "aria-label", label(own, "Panel to explain"));
  }

  /** The inspector lists the runs anew only when they, or their names, are others. */
  function writeRuns(scene) {
    const { text, theme } = scene;
    const next = [scene, text, theme, ...scene.runs.map((run) => run.id + run.caption)];
    if (next.length !== written.length || next.some((part, i) => part !== written[i])) inspector.background(scene);
    written = next;
  }

  return {
    get pending() { return inspector.pending; },
    resize() {},
    background(scene) {
      own = scene;
      stale = true;
    },
    overlay(scene) {
      own = scene;
      if (stale || !chosen?.root.isConnected) {
        stale = false;
        showTabs();
      }
      if (!chosen) return;
      chosen.scene.at = Math.min(chosen.clock.at, chosen.scene.steps);
      inspector.overlay(chosen.scene);
    },
    destroy() {
      for (const [name, listener] of listening) document.removeEventListener(name, listener, true);
      inspector.destroy();
      host.replaceChildren();
    },
  };
}

/** A stage among others, in a few words. */
function nameOf({ header, surface }) {
  return [header.letter, surface.name].filter(Boolean).join(" · ");
}
