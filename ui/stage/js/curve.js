// The convergence curve: how far each run is above the best known value, against what it has spent.
import { listenToCurve, showGaps } from "./curvepointer.js";
import { unknownIn } from "./equation.js";
import { addPiece, createAxisSwitch, createReadout } from "./furniture.js";
import { baseValue, gapOf, gapWindow, spent } from "./gaps.js";
import { constraintsIn } from "./kkt.js";
import { createLayers } from "./layers.js";
import { drawMarker, strokePath } from "./markers.js";
import { headRim, runColour } from "./palette.js";
import { isLost } from "./paths.js";
import { formatNumber, logTicks, niceTicks, superscript } from "./scale.js";
import { label } from "./symbols.js";

const CURVE_MARGIN = { left: 54, right: 14, top: 34, bottom: 26 };
const FLOOR_HEIGHT = 28; // room under the lowest decade for gaps of exactly zero

/**
 * Puts the convergence curve into `host`.
 * @param {HTMLElement} host
 * @param {{setAxis: function(string), seek?: function(number), redraw: function()}} events
 */
export function createCurvePanel(host, events) {
  const frame = addPiece(host, "div", "panel-frame curve-panel");
  const layers = createLayers(frame);
  layers.top.setAttribute("role", "img");
  const axisSwitch = createAxisSwitch(frame, events.setAxis);
  const readout = createReadout(layers.root);
  const panel = { layers, readout, scene: null, plot: null, key: "", pointer: null };
  const stopListening = listenToCurve(panel, events);

  function drawGround(scene) {
    panel.scene = scene;
    panel.plot = layOut(panel, scene);
    panel.key = curveKey(scene);
    if (panel.plot) drawCurveAxes(layers, panel.plot, scene);
  }

  return {
    resize() {
      if (layers.fit()) panel.key = "";
    },
    background(scene) {
      layers.fit();
      axisSwitch.show(scene);
      layers.top.setAttribute("aria-label", label(scene, "Convergence of the runs"));
      drawGround(scene);
    },
    overlay(scene) {
      if (panel.key !== curveKey(scene)) drawGround(scene);
      if (!panel.plot) return;
      panel.scene = scene;
      drawCurves(layers, panel.plot, scene);
      if (panel.pointer) showGaps(panel);
    },
    destroy() {
      stopListening();
      frame.remove();
    },
  };
}

/** Everything the layout depends on, apart from size, theme and surface. */
function curveKey(scene) {
  return [scene.surfaceVersion, scene.runsVersion, scene.axis, scene.steps, ...scene.runs.map((run) => +run.hidden)].join();
}

/** Where everything goes: the window, the two scales, and every run as screen points. */
function layOut({ layers }, scene) {
  const { width, height } = layers;
  if (width < 120 || height < 90) return null;
  const runs = scene.runs.filter((run) => !run.hidden && run.record);
  const base = baseValue(scene, runs);
  const { low, high, right, zeros, tiny } = gapWindow(scene, runs, base.value);
  const margin = CURVE_MARGIN;
  const box = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const deepest = box.bottom - (zeros ? FLOOR_HEIGHT : 0);
  const xOf = (amount) => box.left + (box.right - box.left) * amount / right;
  const yOf = (gap) => {
    if (Number.isNaN(gap)) return NaN;
    if (!(gap >= 10 ** low * 0.999)) return box.bottom - FLOOR_HEIGHT / 3;
    return Math.max(box.top - 8, deepest - (deepest - box.top) * (Math.log10(gap) - low) / (high - low));
  };
  const lines = runs.map((run) => ({ run, points: curvePoints(scene, run.record, base.value, xOf, yOf) }));
  return { box, base, low, high, right, zeros, tiny, xOf, yOf, lines, deepest };
}

function curvePoints(scene, record, base, xOf, yOf) {
  const points = new Float64Array(2 * (record.last + 1));
  for (let k = 0; k <= record.last; k += 1) {
    points[2 * k] = xOf(spent(record, scene.axis, k));
    points[2 * k + 1] = yOf(gapOf(scene, record.fx[k], base));
  }
  return points;
}

function drawCurveAxes(layers, plot, scene) {
  const { back: ctx, width } = layers, { box } = plot, { theme } = scene;
  layers.clear(ctx);
  ctx.lineWidth = 1;
  ctx.font = `13px ${theme.font}`;
  drawDecades(ctx, plot, theme);
  drawAmounts(ctx, plot, theme);
  ctx.strokeStyle = theme.muted;
  ctx.strokeRect(box.left + 0.5, box.top + 0.5, box.right - box.left, box.bottom - box.top);
  ctx.fillStyle = theme.text;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  const title = unknownIn(scene) ? label(scene, "|f|: at a root it is zero") : constraintsIn(scene) ? label(scene, "distance of f from its value at the solution") : plot.base.known ? label(scene, "loss above the best known value") : label(scene, "loss above the lowest value of these runs");
  ctx.fillText(title, 6, 17, width - 12);
}

function drawDecades(ctx, { box, low, high, yOf, zeros, tiny, deepest, base }, theme) {
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  const most = Math.max(2, Math.floor((deepest - box.top) / 34));
  for (const gap of logTicks(10 ** low, 10 ** high, most)) {
    const y = Math.round(yOf(gap)) + 0.5;
    horizontal(ctx, box, y, theme.grid);
    ctx.fillStyle = theme.text;
    ctx.fillText(`10${superscript(Math.round(Math.log10(gap)))}`, box.left - 8, y);
  }
  if (!zeros) return;
  horizontal(ctx, box, Math.round(deepest) + 0.5, theme.muted, [2, 4]);
  ctx.fillStyle = theme.text;
  ctx.fillText(tiny ? `<10${superscript(low)}` : base.known ? "0" : "≤ 0", box.left - 8, yOf(0));
}

function horizontal(ctx, box, y, colour, dash = []) {
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(box.left, y);
  ctx.lineTo(box.right, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawAmounts(ctx, { box, right, xOf }, theme) {
  ctx.textBaseline = "top";
  ctx.strokeStyle = theme.grid;
  for (const amount of niceTicks(0, right, Math.max(2, (box.right - box.left) / 80))) {
    if (amount % 1) continue; // steps and evaluations are counted in whole numbers
    const x = Math.round(xOf(amount)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, box.top);
    ctx.lineTo(x, box.bottom);
    ctx.stroke();
    ctx.fillStyle = theme.text;
    ctx.textAlign = x > box.right - 16 ? "right" : "center";
    ctx.fillText(formatNumber(amount), Math.min(x, box.right + 8), box.bottom + 7);
  }
}

/** The overlay: cursor, thin future, strong past, heads, and the words for runs that left the picture. */
function drawCurves(layers, plot, scene) {
  const { front: ctx } = layers;
  const { box, lines, xOf } = plot, { theme } = scene;
  layers.clear(ctx);
  if (scene.axis === "steps") drawCursor(ctx, box, xOf(Math.min(scene.at, plot.right)), theme);
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left - 7, box.top - 7, box.right - box.left + 14, box.bottom - box.top + 14);
  ctx.clip();
  const reached = (run) => Math.min(scene.at, run.record.last);
  for (const { run, points } of lines) {
    ctx.globalAlpha = run.stale ? 0.15 : 0.4;
    strokePath(ctx, points, reached(run), run.record.last, { colour: runColour(run, theme.dark), width: 1.5, dash: run.dash });
  }
  for (const { run, points } of lines) {
    ctx.globalAlpha = run.stale ? 0.35 : 1;
    const width = run.id === scene.selected ? 3.6 : 2.6;
    strokePath(ctx, points, 0, reached(run), { colour: runColour(run, theme.dark), width, dash: run.dash, halo: theme.background });
  }
  ctx.restore();
  const words = [];
  for (const line of lines) drawEnd(ctx, plot, line, scene, words);
  for (const line of lines) drawCurveHead(ctx, line, scene);
  drawWords(ctx, box, words, theme);
}

function drawCursor(ctx, box, x, theme) {
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, box.top);
  ctx.lineTo(x, box.bottom);
  ctx.stroke();
}

/** The end of a run: a ⊥ where it converged to the last bit, an arrow where it left the picture. */
function drawEnd(ctx, { box, zeros, base }, { run, points }, scene, words) {
  const { last, status, fx } = run.record, colour = runColour(run, scene.theme.dark);
  const x = points[2 * last], reached = scene.at >= last;
  ctx.globalAlpha = reached ? 1 : 0.5;
  if (zeros && fx[last] === base.value) {
    const y = points[2 * last + 1];
    strokePath(ctx, [x, y - 12, x, y, x - 7, y, x + 7, y], 0, 3, { colour, width: 2.2 });
  }
  if (isLost(run.record)) {
    const below = !constraintsIn(scene) && (fx[last] < base.value || fx[Math.max(0, last - 1)] < base.value);
    ctx.fillStyle = colour;
    drawArrow(ctx, x, below ? box.bottom - 1 : box.top + 1, below ? 10 : -10);
    if (reached) words.push({ x, below, colour, text: status === "diverged" ? label(scene, "diverged") : label(scene, "undefined") });
  }
  ctx.globalAlpha = 1;
}

function drawArrow(ctx, x, y, reach) {
  ctx.beginPath();
  ctx.moveTo(x - 6, y);
  ctx.lineTo(x + 6, y);
  ctx.lineTo(x, y + reach);
  ctx.fill();
}

/** The words beside the arrows, each in the first row where it hides no other. */
function drawWords(ctx, box, words, theme) {
  ctx.font = `600 13px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  const taken = [];
  for (const { x, below, colour, text } of words) {
    const wide = ctx.measureText(text).width, left = x + 12 + wide < box.right ? x + 10 : x - 10 - wide;
    let row = 0;
    while (taken.some((t) => t.row === row && t.below === below && t.left < left + wide + 8 && left < t.left + t.wide + 8)) row += 1;
    taken.push({ row, below, left, wide });
    const y = below ? box.bottom - 40 - 17 * row : box.top + 13 + 17 * row;
    ctx.strokeText(text, left, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, left, y);
  }
}

function drawCurveHead(ctx, { run, points }, scene) {
  const at = Math.min(scene.at, run.record.last);
  if (Number.isNaN(points[2 * at + 1])) return;
  ctx.fillStyle = runColour(run, scene.theme.dark);
  ctx.strokeStyle = headRim(scene.theme.dark);
  ctx.lineWidth = 2;
  drawMarker(ctx, run.marker, points[2 * at], points[2 * at + 1], 13);
}
