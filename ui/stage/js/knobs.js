// A knob on the stage: a slider, a few words to choose from, or a switch, made from the knob's own declaration.
import { domNode, iconNode, setTextWhenNew } from "./icons.js";
import { knobHead } from "./knobwords.js";
import { createNumberKnob } from "./numberknob.js";
import { label } from "./symbols.js";

/**
 * @typedef {{name: string, label: string, symbol: string, mathml?: string, says: string, low: number, high: number, log: boolean,
 *   kind: "number"|"whole"|"choice"|"switch", options?: Array<[string, string]>}} KnobSpec
 * @typedef {(name: string, value: number|string|boolean, final: boolean) => void} KnobChange
 * @typedef {{element: HTMLElement, show: (value: any, home: any) => void, active: () => boolean}} KnobWidget
 */

const KEPT_IN_SIGHT = 3; // an owner with more knobs than this shows the first and folds the rest
const WORDS_IN_A_ROW = 14; // letters that fit side by side; longer choices become a list

let knobSerial = 0;

/**
 * All knobs of one owner, in declared order; the later ones fold away when there are many.
 * A knob that a person is holding or typing into is never touched or rebuilt.
 * @param {HTMLElement} host
 * @param {KnobChange} change
 * @param {number} [most] how many stay in sight before they fold
 */
export function createKnobList(host, change, most = KEPT_IN_SIGHT) {
  const widgets = new Map();
  const rest = domNode("div", { class: "knob-rest" });
  const summary = domNode("span", { class: "knob-summary" });
  const fold = domNode("details", { class: "knob-fold" }, domNode("summary", {}, iconNode("more"), summary), rest);
  let built = ""; // the declarations that the widgets were made from
  let seen = []; // and who brought them: asked first, since most updates bring the same

  function build(knobs, words, frozen) {
    widgets.clear();
    for (const knob of knobs) widgets.set(knob.name, createKnob(knob, words, frozen, change));
    const elements = knobs.map((knob) => widgets.get(knob.name).element);
    const shown = knobs.length > most ? 1 : knobs.length;
    rest.replaceChildren(...elements.slice(shown));
    host.replaceChildren(...elements.slice(0, shown), ...(shown < knobs.length ? [fold] : []));
  }

  return {
    /** @param {KnobSpec[]} knobs */
    update(knobs, values, homes, words, frozen) {
      const wanted = knobs === seen[0] && frozen === seen[1] ? built : JSON.stringify([knobs, frozen]);
      const held = [...widgets.values()].some((widget) => widget.active());
      if (wanted !== built && !held) {
        build(knobs, words, frozen);
        built = wanted;
      }
      if (wanted === built) seen = [knobs, frozen];
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
  const still = frozen || (knob.structural && words.alone); // another structure is another program, which only Python prints
  if (knob.kind === "switch") return createSwitchKnob(knob, id, still, change);
  if (knob.kind === "choice") return createChoiceKnob(knob, id, still, change);
  return createNumberKnob(knob, id, words, still, change);
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
  return { control, show: (value) => { if (control.value !== value) control.value = value; } }; // a menu that is set is laid out again
}
