// The stage: one scene, one clock, several panels. Python is asked only when an edit is committed.
import { createBond } from "./bond.js";
import { createCards } from "./cards.js";
import { clockFor } from "./clock.js";
import { createHistory, createPost, documentOf, followAddress, writeAddress } from "./commit.js";
import { createEditor } from "./editor.js";
import { createExplainer } from "./explainer.js";
import { followPage, growOnFullScreen } from "./fit.js";
import { domNode } from "./icons.js";
import { createInspector } from "./inspector.js";
import { listenToKeys } from "./keys.js";
import { createMultipliersPanel } from "./kktpanels.js";
import { createMapPanel } from "./map.js";
import { stagesOn } from "./neighbours.js";
import { busyUntil, createScene, decodePayload, fillScene, largestDifference, readOut, rerun } from "./scene.js";
import { giveLink } from "./share.js";
import { createSurfacePanel } from "./surface3d.js";
import { label } from "./symbols.js";
import { createTangentsPanel } from "./tangentspanel.js";
import { applyTheme, readTheme } from "./theme.js";
import { createTransport } from "./transport.js";
import { createViewsPanel } from "./views.js";

const PANELS = {
  map: createMapPanel, tangents: createTangentsPanel, surface: createSurfacePanel, multipliers: createMultipliersPanel, curve: createViewsPanel,
  inspector: createInspector, explainer: createExplainer,
};
const PLACES = [...Object.keys(PANELS), "transport", "cards"];
const READABLE = 100; // milliseconds that the numbers on the cards stand still while the clock runs
const REST = 250; // milliseconds without a move after which the clock has come to rest

/**
 * Builds a stage inside an element or shadow root. It shows nothing until its first payload.
 * @param {HTMLElement|ShadowRoot} parent
 * @param {{send?: (doc: object) => void, save?: (stage: object) => void}} outside what the stage can ask of the page around it
 */
export function mountStage(parent, outside = {}) {
  const places = {};
  for (const name of PLACES) places[name] = domNode("div", { class: `stage-${name}` });
  const side = domNode("div", { class: "stage-side" }, places.surface, places.multipliers, places.curve);
  const root = domNode("div", { class: "stage", role: "region", tabindex: -1 },
    domNode("div", { class: "stage-grid" }, places.map, places.tangents, places.transport, side, places.inspector, places.explainer, places.cards));
  parent.append(root);

  const scene = createScene();
  const story = createHistory();
  const post = createPost(outside);
  const panels = {};
  const due = { rerun: false, ground: false, facts: false };
  let clock = null;
  let frame = 0;
  let resting = 0;
  let toldAt = 0; // when the cards said the last numbers
  let lastAt;
  let lastView;
  let forgetClock = () => {};
  let held = null; // an answer that came while a person was holding something

  const editor = createEditor(scene, { changed: invalidate, commit });
  const { select } = editor.events;
  const stage = { root, scene, story, panels, get clock() { return clock; }, get pending() { return stillDue(); }, update, retheme, destroy, outside, select };
  const bond = createBond(scene, { startMoved: () => invalidate("rerun"), viewMoved: () => invalidate("ground") });
  const events = {
    ...editor.events,
    hover(info) { scene.pointer = info; },
    setAxis(name) { scene.axis = name; invalidate("ground"); },
    setView(view) { scene.view = view; bond.moveView(view); invalidate("ground"); },
    moveStart(x, y, final) { editor.events.moveStart(x, y, final); bond.moveStart(scene.start); },
    readOut: (x, y) => readOut(scene, x, y),
    redraw: () => invalidate(),
  };
  const moves = {
    seek: (k) => clock?.seek(k), step: (by) => clock?.step(by), toggle: () => clock?.toggle(), speed: (factor) => { clock.speed = factor; },
    undo: () => restore(story.undo()), redo: () => restore(story.redo()),
    copyLink, fullScreen, save: outside.save && (() => outside.save(stage)),
  };
  const cards = createCards(places.cards, events);
  const transport = createTransport(places.transport, moves);
  const forgetKeys = listenToKeys(root, moves);
  const around = followPage(root, places.transport), forgetScreen = growOnFullScreen(root);
  const sizes = new ResizeObserver(() => {
    for (const panel of Object.values(panels)) panel.resize();
    invalidate("ground");
  });
  for (const name of Object.keys(PANELS)) sizes.observe(places[name]);
  const unseen = new Set(); // places that are scrolled away: nothing moves there
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) unseen[isIntersecting ? "delete" : "add"](target);
    invalidate();
  }, { scrollMargin: "150px" });
  for (const name of PLACES) sight.observe(places[name]);

  /** Takes a payload from Python. */
  function update(bytes) {
    const { header, blob } = decodePayload(bytes);
    const doc = documentOfHeader(header);
    const kind = clock ? post.kindOf(doc) : "first";
    if (kind === "old") return;
    if (kind === "answer" && editor.holding) held = { header, blob };
    else take(header, blob, kind, doc);
  }

  function take(header, blob, kind, doc) {
    held = null;
    if (kind === "answer") header.runs.forEach((run, i) => { run.id = scene.runs[i].id; }); // the same runs, by the same names
    scene.alone = !outside.send; // a saved page: nobody listens
    fillScene(scene, header, blob);
    story.push(doc);
    if (!clock) {
      clock = clockFor(header.link, header.steps, header.at ?? header.steps);
      const forgetListener = clock.listen(onClock);
      forgetClock = () => { forgetListener(); clock.forget(stage); };
    } else if (kind === "news" && header.at !== lastAt && header.at !== undefined && header.at !== null) clock.seek(header.at);
    lastAt = header.at;
    bond.join(header.bond);
    setLength();
    arrangePanels(header.panels ?? ["map", "surface", "curve"]);
    if (header.view !== lastView) panels.curve?.choose(header.view);
    lastView = header.view;
    retheme();
    transport.showDifference(header.dev ? largestDifference(scene) : null);
    if (outside.send && kind === "news" && header.address !== undefined) followAddress(header.address);
    settle();
  }

  function arrangePanels(wanted) {
    for (const [name, create] of Object.entries(PANELS)) {
      const shown = wanted.includes(name);
      places[name].hidden = !shown;
      if (shown) panels[name] ??= create(places[name], { ...events, seek: moves.seek });
    }
    const { link, without = [] } = scene.header;
    root.dataset.panels = wanted.join(" ");
    root.toggleAttribute("data-linked", Boolean(link));
    places.transport.hidden = without.includes("transport");
    root.toggleAttribute("data-whole", (wanted.includes("map") || wanted.includes("tangents")) && !places.transport.hidden);
    places.cards.hidden = scene.runs.length === 0 || without.includes("cards");
  }

  /** Tells the clock how far this stage goes; one that shows no run of its own has nothing to wait for. */
  function setLength() {
    clock.setSteps(scene.steps, scene.header.link && !scene.runs.length ? 0 : busyUntil(scene), stage);
  }

  /** Reads the page's colours again and redraws everything in them. */
  function retheme() {
    if (!clock) return;
    scene.theme = readTheme(root);
    applyTheme(root, scene.theme);
    root.setAttribute("aria-label", nameOfStage(scene));
    invalidate("ground");
  }

  /** Asks for a frame: "rerun" computes the live runs first, "ground" redraws backgrounds, "facts" the cards. */
  function invalidate(what) {
    if (what) due[what] = true;
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (!clock) return;
    const changed = due.rerun || due.ground || due.facts;
    if (due.rerun) {
      rerun(scene);
      setLength();
    }
    const ground = due.ground || draw.surfaceVersion !== scene.surfaceVersion;
    Object.assign(due, { rerun: false, ground: false, facts: false });
    draw.surfaceVersion = scene.surfaceVersion;
    scene.at = Math.min(clock.at, scene.steps);
    for (const [name, panel] of Object.entries(panels)) {
      if (ground) panel.background(scene);
      if (changed || !unseen.has(places[name])) panel.overlay(scene);
    }
    drawControls(changed);
  }

  function drawControls(changed) {
    if (changed) {
      cards.update(scene, scene.header);
      transport.update(scene, story);
      tellPage();
    } else if (!clock.playing || performance.now() - toldAt > READABLE) {
      toldAt = performance.now();
      if (!unseen.has(places.cards)) cards.tick(scene);
    }
    if (!places.transport.hidden) transport.tick(scene, clock.playing);
  }

  /** What was asked for and has not happened yet: a frame, the words of a clock at rest, a panel that waits for its turn. */
  function stillDue() {
    const own = { frame: frame !== 0, rest: resting !== 0, size: around.pending };
    return [...Object.keys(own).filter((name) => own[name]), ...Object.keys(panels).filter((name) => panels[name].pending)];
  }

  /** Whoever speaks of this stage elsewhere on the page looks again. */
  function tellPage() {
    root.dispatchEvent(new Event("stagechange", { bubbles: true, composed: true }));
  }

  function onClock() {
    invalidate();
    settle();
  }

  function settle() {
    clearTimeout(resting);
    resting = clock.playing ? 0 : setTimeout(rest, REST);
  }

  /** The clock stands still: the step goes into the address, and into words; of several stages the player speaks. */
  function rest() {
    resting = 0;
    scene.at = Math.min(clock.at, scene.steps);
    if (outside.send) writeAddress(clock.at, scene.steps);
    if (!places.transport.hidden) transport.speak(scene, stagesOn(scene.header.link));
  }

  function commit() {
    const doc = documentOf(scene, clock.at);
    if (story.push(doc)) post.send(doc);
    else if (held) take(held.header, held.blob, "answer", documentOfHeader(held.header));
    held = null;
    invalidate("facts");
    settle();
  }

  function restore(doc) {
    if (!doc || !scene.header.editable) return;
    editor.apply(doc);
    post.send({ ...doc, base: scene.header.query, at: clock.at });
  }

  function copyLink() {
    clearTimeout(resting);
    rest();
    return giveLink(root);
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else (scene.header.link ? document.documentElement : root).requestFullscreen(); // of several stages, all
  }

  function destroy() {
    tellPage();
    forgetClock();
    bond.leave();
    forgetKeys();
    around.stop();
    forgetScreen();
    sizes.disconnect();
    sight.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(resting);
    for (const panel of Object.values(panels)) panel.destroy();
    cards.destroy();
    root.remove();
  }

  root.stage = stage;
  return stage;
}

/** What a screen reader calls a stage; one that only serves others has the name of what it shows. */
function nameOfStage(scene) {
  const { header, surface } = scene;
  if (header.letter) return label(scene, "Panel {letter}: {surface}", { letter: header.letter, surface: surface.name });
  if (header.panels.includes("explainer")) return label(scene, "Why this step?");
  return header.panels.length ? label(scene, "Stage: {surface}", { surface: surface.name }) : label(scene, "Player");
}

/** The document a payload answers: what Python holds to be the experiment. */
function documentOfHeader(header) {
  const { surface, start, steps, runs } = header;
  return documentOf({ surface, start, steps, runs, header }, header.at ?? steps);
}
