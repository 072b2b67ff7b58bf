// A knob on the stage: a slider, a few words to choose from, or a switch, made from the knob's own declaration.
import { domNode, iconButton, iconNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { knobPosition, knobValueAt, nudgedKnobValue, typedNumber } from "./knobscale.js";
import { formatNumber } from "./scale.js";
import { label, symbolNode, symbolText } from "./symbols.js";

/**
 * @typedef {{name: string, label: string, symbol: string, mathml?: string, says: string, low: number, high: number, log: boolean,
 *   kind: "number"|"whole"|"choice"|"switch", options?: Array<[string, string]>}} KnobSpec
 * @typedef {(name: string, value: number|string|boolean, final: boolean) => void} KnobChange
 * @typedef {{element: HTMLElement, show: (value: any, home: any) => void, active: () => boolean}} KnobWidget
 */

const KEPT_IN_SIGHT = 3; // a card with more knobs than this shows the first and folds the rest
const WORDS_IN_A_ROW = 14; // letters that fit side by side; longer choices become a list

let knobSerial = 0;

/**
 * All knobs of one owner, in declared order; the later ones fold away when there are many.
 * A knob that a person is holding or typing into is never touched or rebuilt.
 * @param {HTMLElement} host
 * @param {KnobChange} change
 */
export function createKnobList(host, change) {
  const widgets = new Map();
  const rest = domNode("div", { class: "knob-rest" });
  const summary = domNode("span", { class: "knob-summary" });
  const fold = domNode("details", { class: "knob-fold" }, domNode("summary", {}, iconNode("more"), summary), rest);
  let built = "";

  function build(knobs, words, frozen) {
    widgets.clear();
    for (const knob of knobs) widgets.set(knob.name, createKnob(knob, words, frozen, change));
    const elements = knobs.map((knob) => widgets.get(knob.name).element);
    const shown = knobs.length > KEPT_IN_SIGHT ? 1 : knobs.length;
    rest.replaceChildren(...elements.slice(shown));
    host.replaceChildren(...elements.slice(0, shown), ...(shown < knobs.length ? [fold] : []));
  }

  return {
    /** @param {KnobSpec[]} knobs */
    update(knobs, values, homes, words, frozen) {
      const wanted = JSON.stringify([knobs, frozen]);
      const held = [...widgets.values()].some((widget) => widget.active());
      if (wanted !== built && !held) {
        build(knobs, words, frozen);
        built = wanted;
      }
      for (const [name, widget] of widgets) {
        if (name in values && !widget.active()) widget.show(values[name], homes?.[name]);
      }
      const folded = knobs.slice(1).filter(({ name }) => homes && name in homes && values[name] !== homes[name]).length;
      const count = label(words, "{n} more", { n: knobs.length - 1 });
      setTextWhenNew(summary, folded ? `${count} · ${label(words, "{n} changed", { n: folded })}` : count);
    },
  };
}

/** @returns {KnobWidget} */
function createKnob(knob, words, frozen, change) {
  const id = `knob-${++knobSerial}`;
  if (knob.kind === "switch") return createSwitchKnob(knob, id, frozen, change);
  if (knob.kind === "choice") return createChoiceKnob(knob, id, frozen, change);
  return createNumberKnob(knob, id, words, frozen, change);
}

/**
 * Symbol and plain words of a knob, and the whole sentence that explains it: a tooltip for the eye, a description for the ear.
 * The name that code and links use stands at its end.
 */
function knobHead(knob, id, target) {
  const symbol = (knob.symbol || knob.mathml) && !isWordSymbol(knob.symbol) ? symbolNode(knob) : null;
  const words = domNode("span", { class: "knob-name" }, knobPhrase(knob));
  const head = domNode(target ? "label" : "span", { class: "knob-head", id: `${id}-name`, for: target }, symbol, " ", words);
  const help = domNode("span", { class: "knob-help", id: `${id}-help`, role: "tooltip" }, knob.says, " · ", domNode("code", {}, knob.name));
  return { head, help, described: help.id };
}

/** What a knob is called in plain words: its label, or the sentence about it up to the first stop. */
function knobPhrase(knob) {
  return knob.label && knob.label !== knob.name ? knob.label : knob.says?.split(/[:：;；,，(（]/)[0].trim() || knob.name;
}

/** A symbol that is only a word says nothing that the plain words do not say better. */
function isWordSymbol(symbol) {
  return /^\\text\{/.test(symbol ?? "");
}

/** @returns {KnobWidget} */
function createSwitchKnob(knob, id, frozen, change) {
  const { head, help, described } = knobHead(knob, id, `${id}-box`);
  const box = domNode("input", { type: "checkbox", class: "knob-box", id: `${id}-box`, disabled: frozen, "aria-describedby": described });
  box.addEventListener("change", () => change(knob.name, box.checked, true));
  return {
    element: domNode("div", { class: "knob knob-switch", "data-knob": knob.name }, box, head, help),
    show(value) { box.checked = Boolean(value); },
    active: () => false,
  };
}

/** @returns {KnobWidget} */
function createChoiceKnob(knob, id, frozen, change) {
  const letters = knob.options.reduce((sum, [, name]) => sum + name.length, 0);
  const inARow = knob.options.length <= 3 && letters <= WORDS_IN_A_ROW * 2;
  const { head, help, described } = knobHead(knob, id, inARow ? null : `${id}-list`);
  const chosen = (value) => change(knob.name, value, true);
  const parts = { id, frozen, described, chosen };
  const { control, show } = inARow ? choiceRow(knob, parts) : choiceMenu(knob, parts);
  return { element: domNode("div", { class: "knob knob-choice", "data-knob": knob.name }, head, control, help), show, active: () => false };
}

function choiceRow(knob, { id, frozen, described, chosen }) {
  const boxes = knob.options.map(([value]) => domNode("input", { type: "radio", name: id, value, disabled: frozen }));
  const segments = knob.options.map(([, name], i) => domNode("label", { class: "knob-segment" }, boxes[i], domNode("span", {}, name)));
  const control = domNode("div", { class: "knob-row", role: "radiogroup", "aria-labelledby": `${id}-name`, "aria-describedby": described }, ...segments);
  control.addEventListener("change", (event) => chosen(event.target.value));
  return { control, show: (value) => boxes.forEach((box) => { box.checked = box.value === value; }) };
}

function choiceMenu(knob, { id, frozen, described, chosen }) {
  const options = knob.options.map(([value, name]) => domNode("option", { value }, name));
  const control = domNode("select", { class: "knob-menu", id: `${id}-list`, disabled: frozen, "aria-describedby": described }, ...options);
  control.addEventListener("change", () => chosen(control.value));
  return { control, show: (value) => { control.value = value; } };
}

/** A slider on the declared scale, a field for the exact number, and the way back to the default. @returns {KnobWidget} */
function createNumberKnob(knob, id, words, frozen, change) {
  const { head, help, described } = knobHead(knob, id, `${id}-slider`);
  const slider = domNode("input", { type: "range", class: "knob-slider", id: `${id}-slider`, min: 0, max: 1, step: "any",
    disabled: frozen, "aria-describedby": described });
  const field = domNode("input", { type: "text", class: "knob-field", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
    disabled: frozen, "aria-label": label(words, "{name}, exact value", { name: knobPhrase(knob) }), "aria-describedby": `${id}-message` });
  const message = domNode("span", { class: "knob-message", id: `${id}-message`, role: "status" });
  const reset = iconButton("reset", label(words, "Reset to default"), () => { put(home, true); slider.focus(); });
  reset.classList.add("knob-reset");
  let value = knob.low;
  let home;
  let unsent = false; // the value has moved since the last final one was told
  let pressed = false; // a pointer holds the slider

  function paint(position = knobPosition(knob, value)) {
    const text = String(value);
    if (Number(slider.value) !== position) slider.value = String(position);
    if (field.value !== text && !typing()) field.value = text;
    setWhenNew(slider, "aria-valuetext", text);
    element.style.setProperty("--at", String(position));
    element.classList.toggle("is-changed", home !== undefined && value !== home);
  }

  function put(next, final, position) {
    value = next;
    unsent = !final;
    paint(position);
    setTextWhenNew(message, "");
    change(knob.name, value, final);
  }

  const typing = () => field.matches(":focus") && field.value !== field.defaultValue;
  const settle = () => { if (unsent) put(value, true); };

  function letGo() {
    pressed = false;
    settle();
    paint();
  }

  slider.addEventListener("pointerdown", () => {
    pressed = true;
    window.addEventListener("pointerup", letGo, { once: true });
    window.addEventListener("pointercancel", letGo, { once: true });
  });
  slider.addEventListener("input", () => {
    const position = Number(slider.value);
    put(knobValueAt(knob, position, home), false, position);
  });
  slider.addEventListener("change", letGo);
  slider.addEventListener("blur", () => { letGo(); element.classList.remove("is-quiet"); });
  slider.addEventListener("dblclick", () => { if (home !== undefined) put(home, true); });
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Escape") element.classList.add("is-quiet"); // puts the tooltip away
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : keyedKnobValue(knob, event.key, value, home);
    if (next === null) return;
    event.preventDefault();
    if (next !== value) put(next, false);
  });
  slider.addEventListener("keyup", settle);

  function readField() {
    const typed = field.value;
    const problem = typedProblem(knob, typed, words, value);
    const next = typedNumber(typed);
    field.defaultValue = field.value = String(value);
    if (problem) setTextWhenNew(message, problem);
    else if (next !== value) put(next, true);
    else setTextWhenNew(message, "");
    field.defaultValue = field.value = String(value);
  }

  field.addEventListener("focus", () => { field.defaultValue = field.value; field.select(); });
  field.addEventListener("blur", () => { if (field.value !== field.defaultValue) readField(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.value = field.defaultValue = String(value);
    if (event.key === "Enter") { readField(); field.select(); }
  });

  const element = domNode("div", { class: "knob knob-number", "data-knob": knob.name },
    head, domNode("span", { class: "knob-entry" }, reset, field), domNode("span", { class: "knob-track" }, slider), help, message);
  return {
    element,
    show(next, nextHome) {
      home = nextHome;
      value = next;
      if (home !== undefined) element.style.setProperty("--home", String(knobPosition(knob, home)));
      element.classList.toggle("has-home", home !== undefined);
      paint();
      field.defaultValue = field.value;
    },
    active: () => pressed || unsent || typing(),
  };
}

function keyedKnobValue(knob, key, value, home) {
  if (key === "ArrowRight" || key === "ArrowUp") return nudgedKnobValue(knob, value, 1, false, home);
  if (key === "ArrowLeft" || key === "ArrowDown") return nudgedKnobValue(knob, value, -1, false, home);
  if (key === "PageUp") return nudgedKnobValue(knob, value, 1, true, home);
  if (key === "PageDown") return nudgedKnobValue(knob, value, -1, true, home);
  return key === "Home" ? knob.low : key === "End" ? knob.high : null;
}

/** What is wrong with a typed value, in a sentence; null when nothing is. */
function typedProblem(knob, typed, words, old) {
  const number = typedNumber(typed);
  const symbol = symbolText(knob.symbol) || knobPhrase(knob);
  if (!Number.isFinite(number)) return label(words, "“{typed}” is not a number: {symbol} stays {old}.", { typed, symbol, old });
  if (knob.kind === "whole" && !Number.isInteger(number)) return label(words, "{symbol} is a whole number: it stays {old}.", { symbol, old });
  if (number >= knob.low && number <= knob.high) return null;
  const [low, high] = [formatNumber(knob.low), formatNumber(knob.high)];
  return label(words, "{symbol} lies between {low} and {high}: it stays {old}.", { symbol, low, high, old });
}
