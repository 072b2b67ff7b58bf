// Pointing at the convergence curve: read every run's value there, drag to move through the steps.
import { unknownIn } from "./equation.js";
import { gapOf, spent, stepAt } from "./gaps.js";
import { unitWords } from "./pace.js";
import { runColour } from "./palette.js";
import { pointOn } from "./pointer.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";

/**
 * Follows the pointer over the curve panel.
 * @param {object} panel the curve panel's parts: layers, plot, scene, pointer, readout
 * @param {{seek?: function(number), redraw: function()}} events
 * @returns {function()} stops listening
 */
export function listenToCurve(panel, events) {
  const canvas = panel.layers.top, listening = new AbortController(), options = { signal: listening.signal };
  let dragging = false;
  const seek = () => {
    if (panel.scene?.axis === "steps" && panel.plot) events.seek?.(Math.round(amountAt(panel)));
  };
  const follow = (event) => {
    const [x, y] = pointOn(canvas, event);
    panel.pointer = { x, y };
    if (dragging) seek();
    else showGaps(panel);
  };
  canvas.addEventListener("pointermove", follow, options);
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragging = true;
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  }, options);
  const release = () => {
    dragging = false;
  };
  const leave = () => {
    panel.pointer = null;
    panel.readout.hide();
  };
  canvas.addEventListener("pointerup", release, options);
  canvas.addEventListener("pointercancel", () => { release(); leave(); }, options);
  canvas.addEventListener("pointerleave", leave, options);
  return () => listening.abort();
}

/** The place on the x axis under the pointer, between its two ends. */
function amountAt({ plot, pointer }) {
  const { box, right } = plot;
  return right * Math.min(1, Math.max(0, (pointer.x - box.left) / (box.right - box.left)));
}

/** Shows what each run had reached there. */
export function showGaps(panel) {
  const { scene, plot, pointer, readout } = panel;
  if (!plot || !scene) return;
  const amount = Math.round(amountAt(panel)), values = { amount: formatNumber(amount) };
  const titles = {
    steps: label(scene, "after {amount} steps", values),
    gradient: unknownIn(scene)
      ? label(scene, "after {amount} derivative evaluations", values)
      : label(scene, "after {amount} gradient evaluations", values),
    value: label(scene, "after {amount} function evaluations", values),
  };
  const unit = unitWords(scene);
  readout.show(pointer.x, pointer.y, unit ? `${values.amount} ${unit}` : titles[scene.axis], plot.lines.map(({ run }) => {
    const k = stepAt(run.record, scene.axis, amount), gap = gapOf(scene, run.record.fx[k], plot.base.value);
    return { name: run.caption ?? run.title, value: gapText(scene, run.record, k, gap, amount), colour: runColour(run, scene.theme.dark) };
  }));
}

/** The gap in words: the number, or what became of a run that ended before. */
function gapText(scene, record, k, gap, amount) {
  const ended = amount > spent(record, scene.axis, record.last);
  if (ended && record.status === "diverged") return label(scene, "diverged");
  if (ended && record.status === "undefined") return label(scene, "undefined");
  return formatNumber(gap, 3);
}
