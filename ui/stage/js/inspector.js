// Why this step: the rule of the selected run, term by term, with the numbers of the step the clock shows.
import { fieldAt, insidesOf, knobValue, readerOfStep, stepExplained, symbolOfName } from "./anatomy.js";
import { createLine } from "./anatomyrow.js";
import { asNumber } from "./complexnumber.js";
import { unknownIn } from "./equation.js";
import { domNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { bySteps, stepOf } from "./pace.js";
import { runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { aboutOf } from "./schedules.js";
import { label, mathNode } from "./symbols.js";

const TELLING = [4, 7, 10, 13, 17]; // digits: as many as two values need to differ
const READING = 160; // milliseconds that numbers stand still while the clock runs, so that they can be read

/**
 * @typedef {{name: string, symbol?: string, formula?: string, says?: string, field: ["info"|"state"|"next"|"local", string]}} AnatomyRow
 * @param {HTMLElement} host
 * @param {object} events callbacks to the stage
 * @returns {{background: Function, overlay: Function, resize: Function, destroy: Function, pending: boolean}}
 */
export function createInspector(host, events) {
  const heading = domNode("h3", { class: "anatomy-heading" });
  const pick = domNode("select", { class: "anatomy-pick" });
  const title = domNode("h4", { class: "anatomy-title" });
  const sentence = domNode("p", { class: "anatomy-summary" });
  const rule = domNode("div", { class: "anatomy-rule" });
  const rows = domNode("ol", { class: "anatomy-rows", tabindex: 0 });
  const root = domNode("section", { class: "anatomy" }, domNode("div", { class: "anatomy-head" }, heading, pick), title, sentence, rule, rows);
  let built = ""; // what the rows were made for
  let explained = null;
  let filled = ""; // what the numbers were written for
  let filledAt = 0;
  let waiting = 0;
  let inSight = true; // what nobody sees is not typeset
  let lines = [];
  let insides = null;
  let known = "";
  let source = null; // the scene that was looked at
  host.append(root);
  const sight = new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    if (inSight) events.redraw?.();
  }, { rootMargin: "200px", scrollMargin: "200px" });
  sight.observe(root);
  pick.addEventListener("change", () => events.select?.(pick.value));
  pick.addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); });

  /** States are found again only when the runs have changed, not when the clock moves. */
  function look(scene, run) {
    const version = `${run.id} ${scene.runsVersion} ${scene.surfaceVersion}`;
    if (version !== known || scene !== source) insides = insidesOf(scene, run);
    [known, source] = [version, scene];
  }

  function build(scene, run) {
    const about = aboutOf(scene, run);
    const wanted = JSON.stringify([run.id, run.program, insides?.state, insides?.info]);
    if (wanted === built && about === explained) return;
    built = wanted;
    explained = about;
    filled = "";
    const math = about?.rule ? mathNode(about.rule) : null;
    rule.replaceChildren(...(math ? [math] : []));
    fitRule();
    lines = (about?.rows ?? (insides ? plainRows(insides) : [])).map((row) => createLine(row, about?.symbols ?? {}));
    rows.replaceChildren(...lines.map((line) => line.element));
  }

  /** A rule too long for its box is scrolled by the keyboard too. */
  function fitRule() {
    setWhenNew(rule, "tabindex", rule.scrollWidth > rule.clientWidth ? 0 : null);
  }

  function background(scene) {
    filled = "";
    heading.textContent = label(scene, "Why this step?");
    pick.setAttribute("aria-label", label(scene, "Run to explain"));
    pick.replaceChildren(...scene.runs.map((run) => domNode("option", { value: run.id }, run.caption ?? run.title)));
    overlay(scene);
  }

  function overlay(scene) {
    const shown = inspectedRun(scene);
    root.hidden = !shown;
    if (!shown || host.hidden || !inSight) return;
    const run = bySteps(shown), at = stepOf(shown.record, scene.at);
    look(scene, run);
    build(scene, run);
    const k = stepExplained(run.record, at);
    const wanted = `${known} ${k} ${at >= run.record.last}`;
    if (wanted === filled) return;
    if (filled.startsWith(`${known} `) && performance.now() - filledAt < READING) {
      waiting ||= setTimeout(() => { waiting = 0; events.redraw?.(); }, READING);
      return;
    }
    filled = wanted;
    filledAt = performance.now();
    root.style.setProperty("--run", runColour(run, Boolean(scene.theme?.dark)));
    if (pick.value !== run.id) pick.value = run.id;
    pick.hidden = scene.runs.length < 2;
    setTextWhenNew(title, titleWords(scene, run, k, at));
    setTextWhenNew(sentence, insides ? stepWords(scene, run, k) : absenceWords(scene, run));
    const readExact = insides && k >= 0 ? readerOfStep(scene, run, insides, k) : (part, name) => (part === "knob" ? knobValue(run, name) : null);
    const read = (part, name) => asNumber(scene, readExact(part, name));
    const readAt = (part, name, step) => asNumber(scene, fieldAt(insides, part, name, step));
    const words = { ...namedValues(scene, run, insides, k), yes: label(scene, "yes"), no: label(scene, "no") };
    for (const line of lines) line.fill(readAt, k, read, words);
  }

  function destroy() {
    sight.disconnect();
    clearTimeout(waiting);
    root.remove();
  }

  return { background, overlay, resize: fitRule, destroy, get pending() { return waiting !== 0; } };
}

/** The run a person has selected, else the first one in sight. */
export function inspectedRun(scene) {
  return scene.runs.find((run) => run.id === scene.selected) ?? scene.runs.find((run) => !run.hidden) ?? scene.runs[0];
}

/** Why nothing can be explained now. */
function absenceWords(scene, run) {
  if (run.replaced) return label(scene, "The numbers of this run come with the next answer of the server.");
  return label(scene, "This method runs on the server only: here are its formulas, without the numbers of the step.");
}

function titleWords(scene, run, k, at) {
  const name = run.caption ?? run.title;
  if (k < 0) return label(scene, "{run}: no step was taken", { run: name });
  const step = { run: name, k, next: k + 1 };
  return at >= run.record.last && run.record.status !== "running"
    ? label(scene, "{run}: the last step, {k} → {next}", step)
    : label(scene, "{run}: step {k} → {next}", step);
}

function stepWords(scene, run, k) {
  if (k < 0) return "";
  const [from, to] = [run.record.fx[k], run.record.fx[k + 1]];
  const digits = TELLING.find((many) => formatNumber(from, many) !== formatNumber(to, many));
  const said = { from: formatNumber(from, digits), to: formatNumber(to, digits) };
  if (unknownIn(scene)) return sizeWords(scene, from, to, said);
  if (!Number.isFinite(to)) return label(scene, "f leaves the numbers: from {from} to {to}.", said);
  if (to === from) return label(scene, "f stays at {from}.", said);
  return to < from ? label(scene, "f falls from {from} to {to}.", said) : label(scene, "f rises from {from} to {to}.", said);
}

/** The same of an equation, where what counts is how far f is from zero. */
function sizeWords(scene, from, to, said) {
  if (!Number.isFinite(to)) return label(scene, "|f| leaves the numbers: from {from} to {to}.", said);
  if (to === from) return label(scene, "|f| stays at {from}.", said);
  return to < from ? label(scene, "|f| falls from {from} to {to}.", said) : label(scene, "|f| rises from {from} to {to}.", said);
}

/** Without declared rows: what was computed in the step, then what is remembered after it. */
function plainRows(insides) {
  const row = (part) => ({ name }) => ({ name, symbolText: symbolOfName(name), field: [part, name] });
  const computed = insides.info.filter(({ name }) => !insides.state.some((field) => field.name === name));
  return [...computed.map(row("info")), ...insides.state.map(row("next"))];
}

/** What the {places} of a sentence may name: knobs, fields of the step, the step itself. */
function namedValues(scene, run, insides, k) {
  if (!insides || k < 0) return {};
  const read = (part) => ({ name }) => [name, () => asNumber(scene, fieldAt(insides, part, name, k))];
  const knobs = Object.entries(run.values).map(([name, value]) => [name, () => ({ shape: [], numbers: [value] })]);
  return Object.fromEntries([...knobs, ...insides.state.map(read("state")), ...insides.info.map(read("info")),
    ["share", () => ({ shape: [], numbers: [fieldAt(insides, "info", "lr", k)?.numbers[0] / run.values.lr] })], // what a schedule leaves
    ["k", () => ({ shape: [], numbers: [k] })], ["f", () => ({ shape: [], numbers: [run.record.fx[k]] })]]);
}
