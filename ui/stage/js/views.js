// One place, several views of the same runs: convergence, line search, curvature, the conditions between constraints.
import { createCurvaturePanel } from "./curvaturepanel.js";
import { createCurvePanel } from "./curve.js";
import { unknownIn } from "./equation.js";
import { domNode, setTextWhenNew } from "./icons.js";
import { constraintsIn } from "./kkt.js";
import { createConditionsPanel } from "./kktpanels.js";
import { createSearchPanel, searchingRun } from "./searchpanel.js";
import { label } from "./symbols.js";

const VIEWS = { conditions: createConditionsPanel, convergence: createCurvePanel, search: createSearchPanel, curvature: createCurvaturePanel };

/**
 * Puts tabs and the panel behind the chosen one into `host`; it is itself a panel.
 * @param {HTMLElement} host
 * @param {object} events
 */
export function createViewsPanel(host, events) {
  const tabs = domNode("div", { class: "view-tabs", role: "tablist" });
  const views = {};
  for (const name of Object.keys(VIEWS)) {
    const tab = domNode("button", { type: "button", class: "view-tab", role: "tab", "data-view": name });
    const place = domNode("div", { class: "view-place", role: "tabpanel", hidden: true });
    tab.addEventListener("click", () => choose(name));
    tabs.append(tab);
    views[name] = { tab, place, panel: null };
  }
  const root = domNode("div", { class: "views" }, tabs, ...Object.values(views).map(({ place }) => place));
  host.append(root);
  let scene = null;
  let shown = "";

  /** Shows a view; its panel is built the first time. */
  function choose(name) {
    if (shown === name) return;
    shown = name;
    for (const [other, view] of Object.entries(views)) {
      view.place.hidden = other !== name;
      view.tab.setAttribute("aria-selected", String(other === name));
      view.tab.tabIndex = other === name ? 0 : -1;
    }
    views[name].panel ??= VIEWS[name](views[name].place, events);
    views[name].panel.resize();
    if (scene) draw();
  }

  function draw() {
    views[shown].panel.background(scene);
    views[shown].panel.overlay(scene);
  }

  tabs.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const open = Object.entries(views).filter(([, { tab }]) => !tab.hidden).map(([name]) => name);
    const next = open[(open.indexOf(shown) + by + open.length) % open.length];
    event.preventDefault();
    choose(next);
    views[next].tab.focus();
  });

  /** Tabs in words; line search only while a run in sight searches along a line. */
  function nameTabs() {
    const constrained = Boolean(constraintsIn(scene));
    const minimised = !constrained && !unknownIn(scene);
    const words = { conditions: label(scene, "Conditions"), convergence: label(scene, "Convergence"), search: label(scene, "Line search"), curvature: label(scene, "Curvature") };
    for (const [name, { tab }] of Object.entries(views)) setTextWhenNew(tab, words[name]);
    tabs.setAttribute("aria-label", label(scene, "Views of the runs"));
    views.conditions.tab.hidden = !constrained;
    views.search.tab.hidden = !minimised || !searchingRun(scene);
    views.curvature.tab.hidden = !minimised;
    tabs.hidden = Boolean(unknownIn(scene)); // one view needs no tab
    if (views[shown].tab.hidden) choose("convergence");
  }

  choose("convergence");
  return {
    choose,
    get shown() { return shown; },
    /** The panel of a view, once it has been shown. */
    view: (name) => views[name].panel,
    resize: () => views[shown].panel.resize(),
    background(next) {
      scene = next;
      nameTabs();
      views[shown].panel.background(scene);
    },
    overlay(next) {
      if (scene !== next) this.background(next);
      if (nameTabs.version !== scene.runsVersion) nameTabs();
      nameTabs.version = scene.runsVersion;
      views[shown].panel.overlay(scene);
    },
    destroy() {
      for (const { panel } of Object.values(views)) panel?.destroy();
      root.remove();
    },
  };
}
