// One run card: the legend of its line, where the run stands at step k, and its knobs.
import { unknownIn } from "./equation.js";
import { domNode, iconButton, iconNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { createKnobList } from "./knobs.js";
import { isWordSymbol, knobPhrase } from "./knobwords.js";
import { drawMarker, strokePath } from "./markers.js";
import { stepOf } from "./pace.js";
import { runColour } from "./palette.js";
import { createPlanPart } from "./plancard.js";
import { formatNumber } from "./scale.js";
import { partsOfKnobs } from "./schedules.js";
import { label, symbolText } from "./symbols.js";

const SWATCH = { width: 46, height: 20 };

let cardSerial = 0;

/**
 * The titles of the runs, by id; runs of one method are told apart by the knobs that differ, else by a number.
 * @param {Array<{id: string, title: string, method: string, knobs: object[], values: Object<string, any>}>} runs
 * @returns {Map<string, string>}
 */
export function runTitles(runs) {
  const titles = new Map();
  for (const run of runs) {
    const twins = runs.filter((other) => other.title === run.title);
    const differing = run.knobs.filter(({ name }) => twins.some((twin) => name in twin.values && twin.values[name] !== run.values[name]));
    const marks = differing.map((knob) => knobMark(knob, run.values[knob.name]));
    titles.set(run.id, [run.title, ...(marks.length ? [marks.join(", ")] : [])].join(" "));
  }
  for (const [id, title] of titles) {
    const alike = runs.filter((run) => titles.get(run.id) === title);
    if (alike.length > 1) alike.forEach((run, i) => titles.set(run.id, `${title} (${i + 1})`));
  }
  return titles;
}

/** A schedule is known by its name alone. */
function knobMark(knob, value) {
  const text = knobValueText(knob, value);
  if (knob.name === "schedule") return text;
  return `${isWordSymbol(knob.symbol) ? knobPhrase(knob) : symbolText(knob.symbol) || knob.label}\u00a0=\u00a0${text}`;
}

function knobValueText(knob, value) {
  if (knob.kind === "switch") return value ? "✓" : "✗";
  return knob.kind === "choice" ? knob.options.find(([word]) => word === value)?.[1] ?? value : String(value);
}

/**
 * Where a run stands at step k: its value there, and in words what has become of it.
 * @param {object} source scene or text
 * @param {{fx: ArrayLike<number>, last: number, status: string}} record
 * @param {number} k
 * @returns {{value: string, words: string, state: "running"|"converged"|"diverged"|"undefined"}}
 */
export function runStatus(source, record, k) {
  const value = `${unknownIn(source) ? "|f|" : "f"} = ${formatNumber(record.fx[Math.min(k, record.fx.length - 1)])}`;
  const ended = k >= record.last && record.status !== "running";
  if (!ended) return { value, words: label(source, "step {k}", { k: stepOf(record, k) }), state: "running" };
  return { value, words: endWords(source, record), state: record.status };
}

function endWords(source, record) {
  const { status } = record;
  const last = stepOf(record, record.last);
  if (status === "diverged") return label(source, "diverged at step {k}", { k: last });
  if (status === "undefined") return label(source, "no value at step {k}", { k: last });
  if (last === 0) return label(source, "converged at the start");
  return last === 1 ? label(source, "converged after one step") : label(source, "converged after {k} steps", { k: last });
}

/**
 * @param {object} run a run of the scene
 * @param {object} source the scene, for its words
 * @param {object} events see createCards
 */
export function createRunCard(run, source, events) {
  const id = run.id;
  const titleId = `run-card-${++cardSerial}`;
  const swatch = domNode("canvas", { class: "card-swatch", "aria-hidden": "true" });
  const name = domNode("span", {});
  const marks = domNode("span", { class: "card-marks" });
  const title = domNode("button", { type: "button", class: "card-title", id: titleId }, name, marks);
  const value = domNode("span", { class: "card-value" });
  const words = domNode("span", { class: "card-words" });
  const note = domNode("span", { class: "card-note" });
  const knobs = domNode("div", { class: "card-knobs" });
  const turned = (name, next, final) => events.knob(id, name, next, final);
  const knobList = createKnobList(knobs, turned);
  const plan = createPlanPart(turned);
  let hidden = Boolean(run.hidden);
  const eye = iconButton("eye", "", () => events.show(id, hidden));
  const copy = iconButton("copy", label(source, "Duplicate"), () => events.duplicate(id));
  const reset = iconButton("reset", label(source, "Reset to defaults"), () => events.reset(id));
  const remove = iconButton("remove", label(source, "Remove"), () => events.remove(id));
  const tools = domNode("span", { class: "card-tools" }, copy, reset, remove);
  const element = domNode("li", { class: "run-card", "data-run": id }, domNode("div", { class: "card-frame", role: "group", "aria-labelledby": titleId },
    domNode("div", { class: "card-head" }, swatch, title, eye),
    domNode("div", { class: "card-line" }, domNode("span", { class: "card-status" }, value, words), tools), note, knobs, plan.element));

  title.addEventListener("click", () => events.select(id));
  element.addEventListener("click", (event) => {
    const onControl = event.composedPath().some((node) => node instanceof Element && node.matches("button, input, select, label, summary"));
    if (!onControl) events.select(id);
  });

  return {
    element,
    handle: title, // where the focus goes when a neighbour is removed
    update(scene, now, facts) {
      hidden = Boolean(now.hidden);
      setWhenNew(title, "aria-pressed", String(facts.selected));
      element.classList.toggle("is-selected", facts.selected);
      element.classList.toggle("is-hidden", hidden);
      const eyeWords = hidden ? label(scene, "Show") : label(scene, "Hide");
      setWhenNew(eye, "aria-label", `${eyeWords}: ${facts.title}`);
      setWhenNew(eye, "title", eyeWords);
      const face = hidden ? "eyeOff" : "eye";
      if (eye.dataset.face !== face) eye.replaceChildren(iconNode(face));
      eye.dataset.face = face;
      tools.hidden = facts.frozen;
      copy.disabled = !facts.roomLeft;
      setTextWhenNew(note, now.live ? "" : label(scene, "runs on the server: redrawn on release"));
      drawSwatch(swatch, now, scene.theme);
      element.style.setProperty("--run", runColour(now, Boolean(scene.theme?.dark)));
      knobList.update(partsOfKnobs(now.knobs)[0], now.values, now.defaults, scene, facts.frozen);
      plan.update(scene, now, facts.frozen);
    },
    /** What a moving knob changes, many times a second. */
    retitle(now, words) {
      setTextWhenNew(name, now.title);
      setTextWhenNew(marks, words.slice(now.title.length));
      reset.disabled = now.knobs.every(({ name }) => now.values[name] === now.defaults[name]);
    },
    tick(scene, now) {
      const status = runStatus(scene, now.record, scene.at);
      setTextWhenNew(value, status.value);
      setTextWhenNew(words, status.words);
      setWhenNew(element, "data-state", status.state);
      plan.tick(scene, now);
    },
  };
}

/** The line of the run as the panels draw it: colour, dash and marker. */
function drawSwatch(canvas, run, theme) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const dark = Boolean(theme?.dark);
  const look = JSON.stringify([run.colour, run.dash, run.marker, theme?.background, ratio]);
  if (canvas.dataset.look === look) return;
  canvas.dataset.look = look;
  canvas.width = SWATCH.width * ratio;
  canvas.height = SWATCH.height * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const middle = SWATCH.height / 2;
  strokePath(pen, [1, middle, SWATCH.width - 1, middle], 0, 1, { colour: runColour(run, dark), width: 2.6, dash: run.dash });
  pen.fillStyle = runColour(run, dark);
  pen.strokeStyle = theme?.background ?? "#fff";
  pen.lineWidth = 3;
  drawMarker(pen, run.marker, SWATCH.width / 2, middle, 11);
}
