// A number in the hand: a slider on the declared scale, a field for the exact value, and the way back to the default.
import { domNode, iconButton, setTextWhenNew, setWhenNew } from "./icons.js";
import { knobPosition, knobValueAt, nudgedKnobValue, typedNumber } from "./knobscale.js";
import { knobHead, knobPhrase, typedProblem } from "./knobwords.js";
import { label } from "./symbols.js";

/** @returns {import("./knobs.js").KnobWidget} */
export function createNumberKnob(knob, id, words, frozen, change) {
  const parts = numberParts(knob, id, words, frozen);
  const { element, slider, field, message } = parts;
  const held = { value: knob.low, home: undefined, unsent: false, pressed: false }; // unsent: moved, but not yet told as final

  function paint(position = knobPosition(knob, held.value)) {
    const text = String(held.value);
    if (Number(slider.value) !== position) slider.value = String(position);
    if (field.value !== text && !typing()) field.value = text;
    setWhenNew(slider, "aria-valuetext", text);
    element.style.setProperty("--at", String(position));
    element.classList.toggle("is-changed", held.home !== undefined && held.value !== held.home);
  }

  function put(next, final, position) {
    held.value = next;
    held.unsent = !final;
    paint(position);
    setTextWhenNew(message, "");
    change(knob.name, next, final);
  }

  const typing = () => field.matches(":focus") && field.value !== field.defaultValue;
  const goHome = () => { if (held.home !== undefined) put(held.home, true); };
  parts.reset.addEventListener("click", () => { goHome(); slider.focus(); });
  slider.addEventListener("dblclick", goHome);
  listenToPointer(knob, slider, held, put, paint);
  listenToSliderKeys(knob, slider, element, held, put);
  listenToField(knob, field, message, words, held, put);

  return {
    element,
    show(value, home) {
      Object.assign(held, { value, home });
      if (home !== undefined) element.style.setProperty("--home", String(knobPosition(knob, home)));
      element.classList.toggle("has-home", home !== undefined);
      paint();
      if (field.defaultValue !== field.value) field.defaultValue = field.value;
    },
    active: () => held.pressed || held.unsent || typing(),
  };
}

function numberParts(knob, id, words, frozen) {
  const { head, help, described } = knobHead(knob, id, `${id}-slider`);
  const slider = domNode("input", { type: "range", class: "knob-slider", id: `${id}-slider`, min: 0, max: 1, step: "any",
    disabled: frozen, "aria-describedby": described });
  const field = domNode("input", { type: "text", class: "knob-field", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
    disabled: frozen, "aria-label": label(words, "{name}, exact value", { name: knobPhrase(knob) }), "aria-describedby": `${id}-message` });
  const message = domNode("span", { class: "knob-message", id: `${id}-message`, role: "status" });
  const reset = iconButton("reset", label(words, "Reset to default"), () => {});
  reset.classList.add("knob-reset");
  reset.disabled = frozen;
  const element = domNode("div", { class: "knob knob-number", "data-knob": knob.name },
    head, domNode("span", { class: "knob-entry" }, reset, field), domNode("span", { class: "knob-track" }, slider), help, message);
  return { element, slider, field, message, reset };
}

/** Every move is told at once; letting go tells the last one again, as final. */
function listenToPointer(knob, slider, held, put, paint) {
  function letGo() {
    held.pressed = false;
    if (held.unsent) put(held.value, true);
    paint();
  }
  slider.addEventListener("pointerdown", () => {
    held.pressed = true;
    window.addEventListener("pointerup", letGo, { once: true });
    window.addEventListener("pointercancel", letGo, { once: true });
  });
  slider.addEventListener("input", () => {
    const position = Number(slider.value);
    put(knobValueAt(knob, position, held.home), false, position);
  });
  slider.addEventListener("change", letGo);
  slider.addEventListener("blur", letGo);
}

function listenToSliderKeys(knob, slider, element, held, put) {
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Escape") element.classList.add("is-quiet"); // puts the tooltip away
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : keyedKnobValue(knob, event.key, held.value, held.home);
    if (next === null) return;
    event.preventDefault();
    if (next !== held.value) put(next, false);
  });
  slider.addEventListener("keyup", () => { if (held.unsent) put(held.value, true); });
  slider.addEventListener("blur", () => element.classList.remove("is-quiet"));
}

function keyedKnobValue(knob, key, value, home) {
  if (key === "ArrowRight" || key === "ArrowUp") return nudgedKnobValue(knob, value, 1, false, home);
  if (key === "ArrowLeft" || key === "ArrowDown") return nudgedKnobValue(knob, value, -1, false, home);
  if (key === "PageUp") return nudgedKnobValue(knob, value, 1, true, home);
  if (key === "PageDown") return nudgedKnobValue(knob, value, -1, true, home);
  return key === "Home" ? knob.low : key === "End" ? knob.high : null;
}

/** Enter, or leaving the field, reads it; Escape brings the old value back. */
function listenToField(knob, field, message, words, held, put) {
  const restore = () => { field.value = field.defaultValue = String(held.value); };

  function read() {
    const typed = field.value;
    const problem = typedProblem(knob, typed, words, held.value);
    restore();
    setTextWhenNew(message, problem ?? "");
    if (!problem && typedNumber(typed) !== held.value) put(typedNumber(typed), true);
    restore();
  }

  field.addEventListener("focus", () => { field.defaultValue = field.value; field.select(); });
  field.addEventListener("blur", () => { if (field.value !== field.defaultValue) read(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") restore();
    if (event.key === "Enter") { read(); field.select(); }
  });
}
