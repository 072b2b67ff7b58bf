// One row of the inspector: a formula, the same with its numbers, what comes out, and a sentence about it.
import { symbolOfName } from "./anatomy.js";
import { sameEntry } from "./complexnumber.js";
import { domNode, setTextWhenNew } from "./icons.js";
import { formatNumber } from "./scale.js";
import { entryWords, formulaWithNumbers, formulaWithSymbols, linesOfChoice } from "./substitute.js";
import { symbolNode } from "./symbols.js";

const MOST_ROWS = 6; // of a matrix; the rest is counted, not shown
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

/**
 * One term of the rule: symbol, formula, the same with numbers, what comes out, and what it means.
 * @param {object} row what the server says of it, or its name alone
 * @param {Object<string, string>} symbols MathML of every name
 * @returns {{element: HTMLElement, fill: (readAt: Function, k: number, read: Function, words: object) => void}}
 *   `readAt(part, name, k)` gives what was recorded of any step, `read(part, name)` of the one on show
 */
export function createLine(row, symbols) {
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
