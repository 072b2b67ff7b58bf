// Why this step: the rule of the selected run, term by term, with the numbers of the step the clock shows.
import { fieldAt, insidesOf, knobValue, readerOfStep, stepExplained, symbolOfName } from "./anatomy.js";
import { asNumber, sameEntry } from "./complexnumber.js";
import { unknownIn } from "./equation.js";
import { domNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { bySteps, stepOf } from "./pace.js";
import { runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { aboutOf } from "./schedules.js";
import { entryWords, formulaWithNumbers, formulaWithSymbols, linesOfChoice } from "./substitute.js";
import { label, mathNode, symbolNode } from "./symbols.js";

const MOST_ROWS = 6; // of a matrix; the rest is counted, not shown
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

const PLACE = /\{(?:(\w+)\.)?(\w+)(?::(\w+))?\}/g;

/** A translated sentence with numbers put in: {knob.beta1} as it is, {knob.beta1:percent} as a share, {local.up:answer} as yes or no. */
function spokenRow(says, read, words) {
  return says.replace(PLACE, (place, part, name, form) => {
    const value = part ? read(part, name) : words[name]?.();
    if (!value) return part ? "…" : place;
    const [first] = value.numbers;
    if (form === "answer") return value.numbers.map((one) => (one ? words.yes : words.no)).join(", ");
    return form === "percent" ? `${formatNumber(100 * first, 3)} %` : plainValue(value);
  });
}

/** Text with formulas between dollar signs, as nodes. */
function sentenceNodes(pieces) {
  return pieces.map((piece, i) => (i % 2 ? symbolNode({ symbol: piece }) : document.createTextNode(piece)));
}

function plainValue({ shape, numbers }) {
  if (shape.length === 0) return entryWords(numbers[0]);
  if (shape.length === 1) return `(${numbers.map(entryWords).join(", ")})`;
  const width = numbers.length / shape[0];
  return `(${Array.from({ length: shape[0] }, (_, i) => plainValue({ shape: shape.slice(1), numbers: numbers.slice(i * width, (i + 1) * width) })).join(", ")})`;
}

/** One term of the rule: symbol, formula, the same with numbers, what comes out, and what it means. */
function createLine(row, symbols) {
  const [part, name] = row.field;
  const symbol = symbolNode({ mathml: row.symbol ?? symbols[row.field.join(" ")], symbol: row.symbolText ?? symbolOfName(name) });
  const formula = row.formula ? formulaWithSymbols(row.formula, symbols) : null;
  const numbers = row.formula?.includes("data-field") && !row.closed ? formulaWithNumbers(row.formula, symbols) : null;
  const value = createValue();
  const says = domNode("p", { class: "anatomy-says" });
  const term = (sign, ...what) => domNode("span", { class: "anatomy-term" }, domNode("span", { class: "anatomy-equals" }, sign), ...what);
  const written = (math) => domNode("span", { class: "anatomy-formula" }, math);
  const left = domNode("span", { class: "anatomy-left" }, symbol, formula ? term(part === "next" ? "←" : "=", written(formula)) : null);
  const right = domNode("span", { class: "anatomy-right" }, numbers ? term("=", written(numbers.element)) : null, term("=", value.element));
  const element = domNode("li", { class: formula ? "anatomy-row" : "anatomy-row is-plain", "data-field": `${part} ${name}` },
    domNode("div", { class: "anatomy-equation" }, left, right), row.says ? says : null);
  const lines = formula ? linesOfChoice(formula) : [];
  let said = "";

  /** Which line of a choice counts; undefined where that differs between coordinates. */
  function lineThatCounts(read) {
    const numbers = row.line ? read(...row.line.split("."))?.numbers ?? [] : [];
    return numbers.length && numbers.every((number) => number === numbers[0]) ? numbers[0] : undefined;
  }

  return {
    element,
    fill(readAt, k, read, words) {
      const now = read(part, name);
      const before = !now || part === "local" || part === "plan" ? null : part === "next" ? readAt("state", name, k) : readAt(part, name, k - 1);
      element.hidden = !now && !formula;
      right.hidden = !now;
      if (now) value.show(now, before);
      const line = lineThatCounts(read);
      lines.forEach((one, i) => one.classList.toggle("is-out", line !== undefined && line !== i + 1));
      if (now) numbers?.fill(read, line);
      if (!row.says) return;
      const pieces = row.says.split("$").map((piece, i) => (i % 2 ? piece : spokenRow(piece, read, words)));
      if (pieces.join("$") !== said) says.replaceChildren(...sentenceNodes(pieces));
      said = pieces.join("$");
    },
  };
}

/** A number, a vector (a, b) or a small matrix; entries that the step before already had are quiet. */
function createValue() {
  const element = domNode("span", { class: "anatomy-value" });
  let entries = [];
  let built = "";

  function build({ shape, numbers }) {
    entries = numbers.map(() => domNode("span", { class: "anatomy-entry" }));
    element.classList.toggle("is-matrix", shape.length >= 2);
    if (shape.length < 2) {
      const parts = entries.flatMap((entry, i) => (i ? [", ", entry] : [entry]));
      element.replaceChildren(...(shape.length ? ["(", ...parts, ")"] : parts));
      return;
    }
    const width = numbers.length / shape[0];
    const shown = Math.min(shape[0], MOST_ROWS);
    element.style.setProperty("--columns", String(width));
    const rest = shape[0] > shown ? [domNode("span", { class: "anatomy-rest" }, `⋮ ${shape[0]} × ${width}`)] : [];
    element.replaceChildren(...entries.slice(0, shown * width), ...rest);
  }

  return {
    element,
    show(now, before) {
      const shape = now.shape.join(" ") + "/" + now.numbers.length;
      if (shape !== built) build(now);
      built = shape;
      now.numbers.forEach((number, i) => {
        setTextWhenNew(entries[i], entryWords(number));
        entries[i].classList.toggle("is-new", !before || !sameEntry(before.numbers[i], number));
      });
    },
  };
}
