// A panel over the steps of the inspected run: laid out when the run changes, drawn with the clock, dragged to turn it.
import { addPiece } from "./furniture.js";
import { inspectedRun } from "./inspector.js";
import { createLayers } from "./layers.js";
import { pointOn } from "./pointer.js";

const LEAST_WIDTH = 120; // css pixels; below that nothing is drawn

/**
 * @typedef {{steps: number, box?: {left: number, right: number}}} StepPlot what was laid out; without a box there is nothing to drag
 * @param {HTMLElement} host
 * @param {{seek?: (k: number) => void}} events
 * @param {object} kind
 * @param {string} kind.className
 * @param {number} kind.leastHeight
 * @param {(layers: object, scene: object, run: object) => StepPlot} kind.layOut
 * @param {(layers: object, plot: StepPlot, scene: object) => void} kind.drawGround
 * @param {(ctx: object, plot: StepPlot, scene: object) => object|null} kind.drawLines gives the numbers it has drawn
 * @param {(scene: object) => string} kind.nameOf for those who cannot see it
 */
export function createStepPanel(host, events, { className, leastHeight, layOut, drawGround, drawLines, nameOf }) {
  const root = addPiece(host, "div", `panel-frame curve-panel ${className}`);
  const layers = createLayers(root);
  layers.top.setAttribute("role", "img");
  let plot = null;
  let key = "";
  const panel = {
    /** The numbers at the step on show, as they were drawn last. */
    drawn: null,
    resize() { if (layers.fit()) key = ""; },
    background(scene) {
      layers.fit();
      layers.top.setAttribute("aria-label", nameOf(scene));
      prepare(scene, inspectedRun(scene));
    },
    overlay(scene) {
      const run = inspectedRun(scene);
      if (key !== stepKey(scene, run)) prepare(scene, run);
      layers.clear(layers.front);
      panel.drawn = plot && drawLines(layers.front, plot, scene);
    },
    destroy() { root.remove(); },
  };

  function prepare(scene, run) {
    key = stepKey(scene, run);
    layers.clear(layers.back);
    plot = run && layers.width >= LEAST_WIDTH && layers.height >= leastHeight ? layOut(layers, scene, run) : null;
    if (plot) drawGround(layers, plot, scene);
  }

  const seek = (event) => {
    if (!plot?.box || !(event.buttons & 1)) return;
    const { left, right } = plot.box, [x] = pointOn(layers.top, event);
    events.seek?.(Math.round(plot.steps * Math.max(0, Math.min(1, (x - left) / (right - left)))));
  };
  layers.top.addEventListener("pointerdown", seek);
  layers.top.addEventListener("pointermove", seek);
  return panel;
}

/** Everything the layout depends on, apart from size and theme. */
function stepKey(scene, run) {
  return [run?.id, scene.runsVersion, scene.surfaceVersion, scene.steps].join();
}
