// Why this step: the rule of the selected run, term by term, with the numbers of the step the clock shows.
import { fieldAt, insidesOf, stepExplained, symbolOfName } from "./anatomy.js";
import { domNode, setTextWhenNew } from "./icons.js";
import { runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { label, mathNode, symbolNode } from "./symbols.js";

const MOST_ROWS = 6; // of a matrix; the rest is counted, not shown

/**
 * @typedef {{name: string, symbol?: string, formula?: string, says?: string, field: ["info"|"state"|"next", string]}} AnatomyRow
 * @param {HTMLElement} host
 * @param {object} events callbacks to the stage
 * @returns {{background: Function, overlay: Function, resize: Function, destroy: Function}}
 */
export function createInspector(host, events) {
  const title = domNode("h3", { class: "anatomy-title" });
  const sentence = domNode("p", { class: "anatomy-summary" });
  const rule = domNode("div", { class: "anatomy-rule" });
  const rows = domNode("ol", { class: "anatomy-rows" });
  const root = domNode("section", { class: "anatomy" }, title, sentence, rule, rows);
  let built = ""; // what the rows were made for
  let filled = ""; // what the numbers were written for
  let lines = [];
  let insides = null;
  let known = "";
  host.append(root);

  /** States are found again only when the runs have changed, not when the clock moves. */
  function look(scene, run) {
    const version = `${run.id} ${scene.runsVersion} ${scene.surfaceVersion}`;
    if (version !== known) insides = insidesOf(scene, run);
    known = version;
  }

  function build(scene, run) {
    const about = scene.header.programs_about?.[run.program];
    const wanted = JSON.stringify([run.id, run.program, about, insides?.state, insides?.info]);
    if (wanted === built) return;
    built = wanted;
    filled = "";
    const math = about?.rule ? mathNode(about.rule) : null;
    rule.replaceChildren(...(math ? [math] : []));
    lines = insides ? (about?.rows ?? plainRows(insides)).map((row) => createLine(scene, row)) : [];
    rows.replaceChildren(...lines.map((line) => line.element));
  }

  function background(scene) {
    filled = "";
    overlay(scene);
  }

  function overlay(scene) {
    const run = inspectedRun(scene);
    root.hidden = !run;
    if (!run || host.hidden) return;
    look(scene, run);
    build(scene, run);
    const k = stepExplained(run.record, scene.at);
    const wanted = `${known} ${k} ${scene.at >= run.record.last}`;
    if (wanted === filled) return;
    filled = wanted;
    root.style.setProperty("--run", runColour(run, Boolean(scene.theme?.dark)));
    setTextWhenNew(title, titleWords(scene, run, k));
    setTextWhenNew(sentence, insides ? stepWords(scene, run, k) : label(scene, "The numbers of this run come with the next answer of the server."));
    const values = namedValues(scene, run, insides, k);
    for (const line of lines) line.fill(insides, k, values);
  }

  return { background, overlay, resize() {}, destroy() { root.remove(); } };
}

/** The run a person has selected, else the first one in sight. */
export function inspectedRun(scene) {
  return scene.runs.find((run) => run.id === scene.selected) ?? scene.runs.find((run) => !run.hidden) ?? scene.runs[0];
}

function titleWords(scene, run, k) {
  const name = run.caption ?? run.title;
  if (k < 0) return label(scene, "{run}: no step was taken", { run: name });
  const step = { run: name, k, next: k + 1 };
  return scene.at >= run.record.last && run.record.status !== "running"
    ? label(scene, "{run}: the last step, {k} → {next}", step)
    : label(scene, "{run}: step {k} → {next}", step);
}

function stepWords(scene, run, k) {
  if (k < 0) return "";
  const [from, to] = [run.record.fx[k], run.record.fx[k + 1]];
  const said = { from: formatNumber(from), to: formatNumber(to) };
  if (!Number.isFinite(to)) return label(scene, "f leaves the numbers: from {from} to {to}.", said);
  if (to === from) return label(scene, "f stays at {from}.", said);
  return to < from ? label(scene, "f falls from {from} to {to}.", said) : label(scene, "f rises from {from} to {to}.", said);
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
  const read = (part) => ({ name }) => [name, () => fieldAt(insides, part, name, k)];
  const knobs = Object.entries(run.values).map(([name, value]) => [name, () => ({ shape: [], numbers: [value] })]);
  return Object.fromEntries([...knobs, ...insides.state.map(read("state")), ...insides.info.map(read("info")),
    ["k", () => ({ shape: [], numbers: [k] })], ["f", () => ({ shape: [], numbers: [run.record.fx[k]] })]]);
}

/** A translated sentence with numbers put in: {beta1} as it is, {beta1:percent} as a share. */
function spokenRow(says, values) {
  return says.replace(/\{(\w+)(?::(\w+))?\}/g, (place, name, form) => {
    const value = values[name]?.();
    if (!value) return place;
    const [first] = value.numbers;
    return form === "percent" ? `${formatNumber(100 * first, 3)} %` : plainValue(value);
  });
}

function plainValue({ shape, numbers }) {
  if (shape.length === 0) return entryText(numbers[0]);
  if (shape.length === 1) return `(${numbers.map(entryText).join(", ")})`;
  const width = numbers.length / shape[0];
  return `(${Array.from({ length: shape[0] }, (_, i) => plainValue({ shape: shape.slice(1), numbers: numbers.slice(i * width, (i + 1) * width) })).join(", ")})`;
}

function entryText(value) {
  if (typeof value === "boolean") return value ? "✓" : "✗";
  return typeof value === "number" ? formatNumber(value, 4) : String(value);
}

/** One term of the rule: symbol, formula, numbers, and what it means. */
function createLine(scene, row) {
  const symbol = symbolNode({ mathml: row.symbol, symbol: row.symbolText ?? symbolOfName(row.name) });
  const formula = row.formula ? mathNode(row.formula) : null;
  const value = createValue();
  const says = domNode("p", { class: "anatomy-says" });
  const [part, name] = row.field;
  const equals = () => domNode("span", { class: "anatomy-equals" }, part === "next" ? "←" : "=");
  const element = domNode("li", { class: formula ? "anatomy-row" : "anatomy-row is-plain", "data-field": `${part} ${name}` },
    domNode("div", { class: "anatomy-equation" }, domNode("span", { class: "anatomy-left" }, symbol, ...(formula ? [equals(), formula] : [])),
      domNode("span", { class: "anatomy-right" }, formula ? domNode("span", { class: "anatomy-equals" }, "=") : equals(), value.element)),
    row.says ? says : null);
  return {
    element,
    fill(insides, k, values) {
      const now = k < 0 ? null : fieldAt(insides, part, name, k);
      const before = k < 0 ? null : part === "next" ? fieldAt(insides, "state", name, k) : fieldAt(insides, part, name, k - 1);
      element.hidden = !now;
      if (now) value.show(now, before);
      if (now && row.says) setTextWhenNew(says, spokenRow(row.says, values));
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
        setTextWhenNew(entries[i], entryText(number));
        entries[i].classList.toggle("is-new", !before || !Object.is(before.numbers[i], number));
      });
    },
  };
}
