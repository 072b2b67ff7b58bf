// Curvature along the path of the inspected run: above the eigenvalues of the Hessian, below their ratio and the error of what was learned.
import { bothSidesScale, chartLine, drawChartFrame, drawMessage, powerScale, straightScale } from "./chart.js";
import { curvatureOf } from "./curvature.js";
import { drawMarker, strokePath } from "./markers.js";
import { bySteps, stepOf } from "./pace.js";
import { headRim, runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { createStepPanel } from "./steppanel.js";
import { label } from "./symbols.js";

const CURVATURE_MARGIN = { left: 56, right: 14, top: 26, gap: 30, bottom: 24 };
const DECADES = 5; // of eigenvalues shown around zero

/**
 * Puts the curvature panel into `host`. `drawn` holds the numbers of what is shown.
 * @param {HTMLElement} host
 * @param {{seek?: (k: number) => void}} events
 */
export function createCurvaturePanel(host, events) {
  return createStepPanel(host, events, {
    className: "curvature-panel", leastHeight: 120, layOut: layOutCurvature, drawGround: drawCurvatureAxes, drawLines: drawCurvature,
    nameOf: (scene) => label(scene, "Curvature along the path"),
  });
}

function layOutCurvature({ width, height }, scene, run) {
  const curvature = curvatureOf(scene, bySteps(run));
  const margin = CURVATURE_MARGIN;
  const middle = margin.top + 0.56 * (height - margin.top - margin.bottom - margin.gap);
  const upper = { left: margin.left, right: width - margin.right, top: margin.top, bottom: middle };
  const lower = { ...upper, top: middle + margin.gap, bottom: height - margin.bottom };
  const eigenvalues = [...curvature.high, ...curvature.low].filter(Number.isFinite);
  const ratios = [...curvature.condition, ...(curvature.error ?? [])].filter((v) => v > 0 && v < Infinity);
  if (eigenvalues.length === 0) return { run, empty: true };
  const x = straightScale(0, scene.steps, upper.left, upper.right);
  const largest = Math.max(...eigenvalues.map(Math.abs)) || 1;
  const small = 10 ** (Math.ceil(Math.log10(largest)) - DECADES);
  const reach = (v) => (v > 0 ? 2 * Math.max(v, small) : 0);
  const y = bothSidesScale(-reach(-Math.min(...eigenvalues)), reach(Math.max(...eigenvalues)), upper.bottom, upper.top, small);
  const [least, most] = ratios.length ? [Math.min(...ratios), Math.max(...ratios)] : [1, 10];
  const z = powerScale(Math.max(1e-9, 10 ** Math.floor(Math.log10(least))), 10 ** Math.max(Math.ceil(Math.log10(most)), Math.floor(Math.log10(least)) + 1), lower.bottom, lower.top);
  const ticks = run.record.last + 1;
  const line = (numbers, scale) => Float64Array.from({ length: 2 * ticks }, (_, i) => (i % 2 ? scale.of(numbers[stepOf(run.record, i >> 1)]) : x.of(i >> 1)));
  const lines = {
    high: line(curvature.high, y), low: line(curvature.low, y),
    condition: line(curvature.condition, z), error: curvature.error && line(curvature.error, z),
  };
  return { run, curvature, box: upper, lower, x, y, z, lines, steps: scene.steps };
}

function drawCurvatureAxes({ back: ctx, width, height }, plot, scene) {
  const { theme } = scene;
  if (plot.empty) return drawMessage(ctx, width, height, label(scene, "No curvature here: the Hessian is not a number."), theme);
  drawChartFrame(ctx, plot.box, null, plot.y, theme);
  drawChartFrame(ctx, plot.lower, { ...plot.x, ticks: (count) => plot.x.ticks(count).filter((v) => v % 1 === 0) }, plot.z, theme);
}

const CURVE_LOOKS = { high: { width: 3 }, low: { width: 3, dash: [9, 5] }, condition: { width: 3 }, error: { width: 2.6, dash: [3, 4] } };

function drawCurvature(ctx, plot, scene) {
  if (plot.empty) return null;
  const { run, curvature, box: upper, lower, lines } = plot, { theme } = scene;
  const at = Math.min(scene.at, run.record.last), k = stepOf(run.record, at);
  const colour = runColour(run, theme.dark), ink = headRim(theme.dark);
  const px = plot.x.of(Math.min(scene.at, scene.steps));
  chartLine(ctx, px, upper.top, px, upper.bottom, theme.muted, 1.5);
  chartLine(ctx, px, lower.top, px, lower.bottom, theme.muted, 1.5);
  for (const [name, points] of Object.entries(lines)) {
    if (!points) continue;
    const look = { ...CURVE_LOOKS[name], colour: name === "error" ? ink : colour };
    ctx.globalAlpha = 0.35;
    strokePath(ctx, points, at, run.record.last, { ...look, width: 1.6 });
    ctx.globalAlpha = 1;
    strokePath(ctx, points, 0, at, { ...look, halo: theme.background });
  }
  for (const [name, points] of Object.entries(lines)) {
    if (!points || !Number.isFinite(points[2 * at + 1])) continue;
    ctx.fillStyle = name === "error" ? ink : colour;
    ctx.strokeStyle = name === "error" ? theme.background : ink;
    ctx.lineWidth = 1.8;
    drawMarker(ctx, name === "low" || name === "error" ? "diamond" : "circle", points[2 * at], points[2 * at + 1], 12);
  }
  const drawn = { run: run.id, k, high: curvature.high[k], low: curvature.low[k], condition: curvature.condition[k], error: curvature.error?.[k] };
  writeCurvature(ctx, plot, drawn, scene, run);
  return drawn;
}

/** Above each plot what its lines are, with their numbers at this step: ━ and ┅ as they are drawn. */
function writeCurvature(ctx, { box: upper, lower }, { k, high, low, condition, error }, scene, run) {
  const { theme } = scene;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.font = `600 14px ${theme.font}`;
  ctx.fillStyle = theme.text;
  const first = label(scene, "{run}, step {k}: eigenvalues of ∇²f  ━ {high}  ┅ {low}", { run: run.caption ?? run.title, k, high: formatNumber(high, 3), low: formatNumber(low, 3) });
  ctx.fillText(first, 8, upper.top - 10, upper.right - 8);
  const ratio = label(scene, "condition ━ {number}", { number: formatNumber(condition, 3) });
  const wrong = error === undefined ? "" : `   ${label(scene, "error ‖H∇²f − I‖ ┅ {number}", { number: formatNumber(error, 3) })}`;
  ctx.fillText(ratio + wrong, 8, lower.top - 9, lower.right - 8);
}
