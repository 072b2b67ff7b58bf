// Formulas with their leaves: each named number stands there as its symbol, or as what it is at the step.
import { ComplexNumber } from "./complexnumber.js";
import { formatNumber } from "./scale.js";
import { mathElement, mathNode } from "./symbols.js";

const MOST_ENTRIES = 9; // a larger array keeps its symbol
const PRODUCT_SPACE = "0.167em"; // stands between two factors

/**
 * A formula with its symbols.
 * @param {string} text MathML whose leaves say which field they are: `<mi data-field="state m">`
 * @param {Object<string, string>} symbols field → MathML
 */
export function formulaWithSymbols(text, symbols) {
  const formula = mathNode(text);
  for (const leaf of namedLeaves(formula)) leaf.replaceChildren(...leafSymbol(symbols[leaf.dataset.field]));
  for (const table of formula.querySelectorAll("mtable")) braceTable(table);
  return formula;
}

/** The brace of a choice is drawn as a line, so that it is as tall as the choice in every font. */
function braceTable(table) {
  if (table.previousElementSibling?.textContent !== "{") return;
  table.previousElementSibling.remove();
  table.classList.add("math-cases");
}

/** The lines of a formula that is nothing but a choice. */
export function linesOfChoice(formula) {
  let inner = formula;
  while (inner.childElementCount === 1) inner = inner.firstElementChild;
  const table = inner.localName === "mtr" ? inner.parentElement : inner;
  return table?.classList.contains("math-cases") ? [...table.children] : [];
}

/**
 * The same formula with numbers in place of symbols; `fill` writes those of a step. Of a choice only the line that
 * counts is shown, where it is the same for all coordinates.
 * @param {string} text
 * @param {Object<string, string>} symbols
 * @returns {{element: Element, fill: (read: Function, line?: number) => void}}
 */
export function formulaWithNumbers(text, symbols) {
  const element = formulaWithSymbols(text, symbols);
  for (const space of element.querySelectorAll("mspace")) {
    if (space.getAttribute("width") === PRODUCT_SPACE) space.replaceWith(mathElement("mo", {}, "·"));
  }
  const leaves = namedLeaves(element).map((leaf) => ({ leaf, field: leaf.dataset.field.split(" "), shown: "" }));
  const choices = linesOfChoice(element);
  function fill(read, line) {
    for (const one of leaves) {
      const value = read(...one.field);
      if (!value || value.numbers.length > MOST_ENTRIES) continue;
      const wanted = JSON.stringify([value.shape, value.numbers.map(entryWords)]);
      if (wanted === one.shown) continue;
      one.shown = wanted;
      one.leaf.replaceChildren(leafNumber(value, isBracketed(one.leaf)));
    }
    choices.forEach((row, i) => row.classList.toggle("is-out", line !== undefined && line !== i + 1));
    choices[0]?.parentElement.classList.toggle("is-decided", line !== undefined);
  }
  return { element, fill };
}

/** A number, a truth or a word as it is written in a formula. */
export function entryWords(value) {
  if (typeof value === "boolean") return value ? "✓" : "✗";
  return typeof value === "number" ? formatNumber(value, 4) : String(value);
}

function namedLeaves(formula) {
  return formula ? [...formula.querySelectorAll("[data-field]")] : [];
}

function leafSymbol(text) {
  return text ? [...mathNode(text).childNodes] : [];
}

/** Whether brackets stand around the leaf already: f(x) becomes f(1, 2). */
function isBracketed(leaf) {
  return leaf.previousElementSibling?.textContent === "(" && leaf.nextElementSibling?.textContent === ")";
}

function leafNumber({ shape, numbers }, alone) {
  if (shape.length === 2) return leafMatrix(shape[1], numbers);
  const entries = numbers.map((value) => mathElement(typeof value === "number" ? "mn" : "mtext", {}, entryWords(value)));
  const listed = entries.flatMap((entry, i) => (i ? [mathElement("mo", { separator: "true" }, ","), entry] : [entry]));
  const bare = alone || (shape.length === 0 && !(numbers[0] < 0) && !(numbers[0] instanceof ComplexNumber));
  return mathElement("mrow", {}, ...(bare ? listed : [mathElement("mo", {}, "("), ...listed, mathElement("mo", {}, ")")]));
}

function leafMatrix(width, numbers) {
  const rows = Array.from({ length: numbers.length / width }, (_, i) =>
    mathElement("mtr", {}, ...numbers.slice(i * width, (i + 1) * width).map((value) => mathElement("mtd", {}, mathElement("mn", {}, entryWords(value))))));
  return mathElement("mtable", { class: "math-matrix" }, ...rows);
}
