// The schedule on a run card: which one, its knobs, and the step size that it makes, drawn over the steps.
import { domNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { createKnobList } from "./knobs.js";
import { stepOf } from "./pace.js";
import { numbersFor, planOf, programOf } from "./programs.js";
import { formatNumber } from "./scale.js";
import { partsOfKnobs } from "./schedules.js";
import { label, symbolText } from "./symbols.js";

const CURVE = { width: 200, height: 30, samples: 400 };
const MOST_KNOBS = 4; // of a schedule: all of them stay in sight

/**
 * The part of a run card below the method's own knobs.
 * @param {(name: string, value: any, final: boolean) => void} change
 */
export function createPlanPart(change) {
  const choice = domNode("div", { class: "plan-choice" });
  const line = svgNode("path", { class: "plan-line" });
  const drawing = svgNode("svg", { viewBox: `0 0 ${CURVE.width} ${CURVE.height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const dot = domNode("span", { class: "plan-dot" });
  const curve = domNode("div", { class: "plan-curve", role: "img" }, drawing, dot);
  const now = domNode("span", { class: "plan-now" });
  const knobs = domNode("div", { class: "plan-knobs" });
  const element = domNode("div", { class: "card-plan" }, choice, domNode("div", { class: "plan-sizes" }, curve, now), knobs);
  const lists = [createKnobList(choice, change), createKnobList(knobs, change, MOST_KNOBS)];
  let sizes = [];
  let top = 1; // the largest of them
  let drawn = "";
  drawing.append(line);

  function draw(scene, run) {
    const wanted = JSON.stringify([run.values, scene.steps]);
    if (wanted === drawn) return;
    drawn = wanted;
    sizes = stepSizes(scene, run);
    top = Math.max(...sizes) || 1;
    line.setAttribute("d", outline(sizes, top));
    const [first, last] = [formatNumber(sizes[0], 3), formatNumber(sizes.at(-1), 3)];
    setWhenNew(curve, "aria-label", label(scene, "The step size over the steps: {first} in the first, {last} in the last", { first, last }));
  }

  return {
    element,
    update(scene, run, frozen) {
      const [, chosen, own] = partsOfKnobs(run.knobs);
      element.hidden = chosen.length === 0;
      if (element.hidden) return;
      lists[0].update(chosen, run.values, run.defaults, scene, frozen);
      lists[1].update(own, run.values, run.defaults, scene, frozen);
      element.classList.toggle("is-constant", !planOf(scene, run));
    },
    /** Where the run stands on the curve. */
    tick(scene, run) {
      if (element.hidden || !planOf(scene, run)) return;
      draw(scene, run);
      const t = Math.min(stepOf(run.record, scene.at), sizes.length - 1);
      const symbol = symbolText(run.own.knobs.find(({ name }) => name === "lr")?.symbol);
      dot.style.left = `${100 * t / Math.max(1, sizes.length - 1)}%`;
      dot.style.top = `${100 * heightOf(sizes[t], top) / CURVE.height}%`;
      setTextWhenNew(now, `${symbol} = ${formatNumber(sizes[t], 3)}`);
    },
  };
}

/** The step size of every step, as the schedule sets it. */
function stepSizes(scene, run) {
  const program = programOf(scene, run);
  if (!program?.setAt) return [];
  const K = numbersFor(program, run);
  return Array.from({ length: Math.max(1, scene.steps) }, (_, t) => program.setAt(K, t)[0]);
}

const heightOf = (size, top) => CURVE.height - 2 - (CURVE.height - 4) * size / top;

/** The sizes as a path of at most so many points. */
function outline(sizes, top) {
  const count = Math.min(sizes.length, CURVE.samples);
  const points = Array.from({ length: count }, (_, i) => {
    const t = Math.round(i * (sizes.length - 1) / Math.max(1, count - 1));
    return `${(CURVE.width * t / Math.max(1, sizes.length - 1)).toFixed(2)} ${heightOf(sizes[t], top).toFixed(2)}`;
  });
  return `M${points.join("L")}`;
}

function svgNode(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
