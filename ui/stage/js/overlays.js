// The geometry of the chosen step, laid over the map; what was drawn can be read back as numbers.
import { drawNames, drawStemArrow, strokeWithHalo } from "./arrows.js";
import { addEllipse, addHyperbola, pixelsPerUnit, screenAxes } from "./conics.js";
import { addLevels } from "./contours.js";
import { drawGauge } from "./gauge.js";
import { unknownIn } from "./equation.js";
import { geometryOf } from "./geometry.js";
import { inspectedRun } from "./inspector.js";
import { constraintsIn } from "./kkt.js";
import { drawCorner, drawGapOfPulls, drawPathOfMinima, drawProjection, drawLinearised, pullLook } from "./kktoverlays.js";
import { inverse2 } from "./linear2.js";
import { drawMarker } from "./markers.js";
import { bySteps, stepOf } from "./pace.js";
import { headRim, runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";

const SHORTEST_STEP = 30; // css pixels: a shorter step is drawn enlarged, and says how much
const LOST = 1e-10; // pixels: what is left of such a step is rounding, and that points nowhere
const SLIMMEST = 7; // css pixels: half the width of an ellipse
const SHORTEST_SLOPE = 34; // css pixels
const SMALLEST_MODEL = 70; // css pixels: half the long axis of the contours of a model

/**
 * What is shown until a person chooses: the slope and the step of a run that was selected, while it moves;
 * between constraints always the pulls, which are what it is about, and what leads the method to the edge.
 */
export function firstGeometry(scene) {
  if (unknownIn(scene)) return { kinds: new Set(["step"]), chosen: false };
  return constraintsIn(scene) ? { kinds: new Set(["pulls", "step", "path", "trial", "corner"]), chosen: true } : { kinds: new Set(["gradient", "step"]), chosen: false };
}

/**
 * Draws the geometry of the inspected run.
 * @returns {object} what was drawn: for each kind its numbers, and where it lies on the screen
 */
export function drawGeometry(ctx, frame, scene) {
  const { kinds, chosen } = scene.geometry;
  const run = inspectedRun(scene);
  const unasked = !chosen && !(scene.selected && scene.at < run?.record.last); // at rest the picture stays calm
  if (!run || run.hidden || run.stale || kinds.size === 0 || unasked) return {};
  const drawn = geometryOf(scene, bySteps(run), stepOf(run.record, scene.at), kinds);
  const pen = { ctx, frame, scene, run, dark: scene.theme.dark, ink: headRim(scene.theme.dark), colour: runColour(run, scene.theme.dark), names: [] };
  ctx.save();
  for (const kind of ["model", "box", "ellipse", "directions", "path", "linearised", "trial", "corner"]) if (drawn[kind]) DRAW_KIND[kind](pen, drawn[kind]);
  drawSlopes(pen, drawn);
  for (const kind of ["step", "region", "questions", "points", "accumulators"]) if (drawn[kind]) DRAW_KIND[kind](pen, drawn[kind]);
  drawn.names = drawNames(ctx, frame, pen.names, onScreen(frame, drawn.x), scene.theme);
  ctx.restore();
  return { run: run.id, ...drawn };
}

const DRAW_KIND = {
  step: drawStep, ellipse: drawStepEllipse, model: drawModel, region: drawRegion, directions: drawDirections,
  path: drawPathOfMinima, linearised: drawLinearised, trial: drawProjection, corner: drawCorner,
  points: drawNamedPoints, questions: drawQuestions, box: drawDecayBox, accumulators: drawGauge,
};

const onScreen = (frame, [x, y]) => [frame.toX(x), frame.toY(y)];

/** The step; a short one is enlarged, so that it can be seen at all. */
function drawStep({ ctx, frame, scene, dark, colour, names }, step) {
  const from = onScreen(frame, step.from);
  const [px, py] = onScreen(frame, step.to);
  const length = Math.hypot(px - from[0], py - from[1]);
  step.screen = { from, to: from };
  step.factor = 1;
  if (!(length > LOST)) return;
  const lens = length < SHORTEST_STEP ? SHORTEST_STEP / length : 1;
  step.factor = lens;
  step.screen = { from, to: [from[0] + lens * (px - from[0]), from[1] + lens * (py - from[1])] };
  drawStemArrow(ctx, from, step.screen.to, { colour, width: 4.5, dark });
  const words = lens > 1 ? label(scene, "step × {factor}", { factor: formatNumber(lens, 2) }) : label(scene, "step");
  names.push({ words, x: step.screen.to[0], y: step.screen.to[1], towards: [px - from[0], py - from[1]], colour });
}

/** Slope, momentum and pulls on one scale: the longest has a fixed length, since their units are not those of the map. */
function drawSlopes(pen, { gradient, momentum, pulls = [], balance = [] }) {
  const { frame } = pen;
  const arrows = [gradient, momentum, ...balance, ...pulls].filter(Boolean);
  const [sx, sy] = pixelsPerUnit(frame);
  const length = ({ vector: [x, y] }) => Math.hypot(x * sx, y * sy);
  const scale = Math.max(64, Math.min(110, 0.17 * Math.min(frame.width, frame.height))) / Math.max(...arrows.map(length));
  if (!(scale > 0) || scale === Infinity) return;
  for (const arrow of arrows) {
    arrow.scale = scale;
    arrow.factor = arrow.look ? 1 : Math.max(1, SHORTEST_SLOPE / (scale * length(arrow))); // pulls are there to be compared
    if (Number.isFinite(arrow.factor)) drawSlope(pen, arrow, [scale * arrow.factor * sx, scale * arrow.factor * sy], arrow === momentum);
  }
  for (const arrow of balance) if (arrow.gap) drawGapOfPulls(pen, arrow);
}

function drawSlope({ ctx, frame, dark, ink, names }, arrow, [sx, sy], remembered) {
  const [a, b] = onScreen(frame, arrow.from);
  const towards = [sx * arrow.vector[0], sy * arrow.vector[1]];
  arrow.screen = { from: [a, b], to: [a + towards[0], b + towards[1]] };
  const look = arrow.look ? pullLook(arrow.look, dark) : { colour: ink, width: 2.8, ...(remembered ? { dash: [8, 5], open: true } : {}) };
  drawStemArrow(ctx, arrow.screen.from, arrow.screen.to, { ...look, dark });
  if (Math.hypot(...towards) > 6) names.push({ words: arrow.symbol ?? "−∇f", x: arrow.screen.to[0], y: arrow.screen.to[1], towards, colour: look.colour });
}

/** The ellipse through the step; where that would be a speck or a needle it is enlarged, and dashed. */
function drawStepEllipse({ ctx, frame, dark, colour, names }, ellipse) {
  const axes = screenAxes(frame, ellipse.matrix);
  const [long, short] = [axes.long * ellipse.radius, axes.short * ellipse.radius];
  const widest = 0.36 * Math.min(frame.width, frame.height) / long;
  const factor = Math.max(1, SHORTEST_STEP / long, Math.min(SLIMMEST / short, widest));
  if (!Number.isFinite(factor)) return;
  ellipse.factor = factor;
  ellipse.screen = { long: long * factor, short: short * factor, angle: axes.angle };
  const path = new Path2D();
  addEllipse(path, frame, ellipse.centre, axes, ellipse.radius * factor);
  ctx.globalAlpha = 0.18;
  ctx.fillStyle = colour;
  ctx.fill(path);
  ctx.globalAlpha = 1;
  strokeWithHalo(ctx, path, { colour, width: 2.6, dark, dash: factor > 1 ? [10, 4] : [] });
  const [px, py] = onScreen(frame, ellipse.centre);
  const side = Math.sin(axes.angle) > 0 ? -1 : 1; // the upper end of the long axis
  const [ux, uy] = [side * Math.cos(axes.angle), side * Math.sin(axes.angle)];
  const words = factor > 1 ? `${ellipse.symbol} × ${formatNumber(factor, 2)}` : ellipse.symbol;
  names.push({ words, x: px + ux * ellipse.screen.long, y: py + uy * ellipse.screen.long, towards: [ux, uy], colour });
}

/** Contours of the model: one through the point it was made at, others inside and outside; and where it is flat. */
function drawModel({ ctx, frame, scene, dark, ink, names }, model) {
  const path = new Path2D();
  const inverse = inverse2(model.B);
  const bends = model.minimum ? 1 : -1;
  const round = Boolean(model.rise) || model.B[0] * model.B[3] - model.B[1] * model.B[2] > 0;
  if (model.rise) {
    const levels = [-0.75, 0, 1.25].map((share) => share * model.drop); // as far apart as those of a parabola
    addLevels(path, frame, ([x, y]) => model.rise([x - model.centre[0], y - model.centre[1]]), levels);
  } else if (round) {
    const axes = screenAxes(frame, inverse.map((part) => bends * part));
    const own = Math.sqrt(2 * Math.abs(model.drop));
    model.factor = Math.max(1, SMALLEST_MODEL / (axes.long * own));
    for (const share of [0.5, 1, 1.5]) addEllipse(path, frame, model.flat, axes, share * own * model.factor);
  } else {
    for (const share of [1 / 4, 1, 4]) for (const side of [1, -1]) addHyperbola(path, frame, model.flat, model.B, side * share * Math.abs(model.drop));
  }
  strokeWithHalo(ctx, path, { colour: ink, width: 1.6, dark, thin: true });
  const [px, py] = onScreen(frame, model.flat);
  model.screen = [px, py];
  ctx.strokeStyle = ink;
  ctx.fillStyle = scene.theme.background;
  ctx.lineWidth = 2.5;
  drawMarker(ctx, round ? "circle" : "cross", px, py, 12);
  const words = !round ? label(scene, "model: saddle") : model.minimum ? label(scene, "model: lowest") : label(scene, "model: highest");
  names.push({ words, x: px, y: py, colour: ink });
}

function drawRegion({ ctx, frame, dark, ink, names }, region) {
  const [sx, sy] = pixelsPerUnit(frame);
  const [px, py] = onScreen(frame, region.centre);
  const path = new Path2D();
  if (region.radius * Math.max(sx, -sy) < 1e6) path.ellipse(px, py, region.radius * sx, -region.radius * sy, 0, 0, 2 * Math.PI);
  region.screen = { radiusX: region.radius * sx, radiusY: -region.radius * sy };
  strokeWithHalo(ctx, path, { colour: ink, width: 2.8, dark });
  const way = new Path2D();
  region.path.forEach((point, i) => (i ? way.lineTo(...onScreen(frame, point)) : way.moveTo(...onScreen(frame, point))));
  strokeWithHalo(ctx, way, { colour: ink, width: 2.4, dark });
  ctx.fillStyle = ink;
  for (const corner of region.path.length > 3 ? region.path.slice(-1) : region.path.slice(1)) drawMarker(ctx, "circle", ...onScreen(frame, corner), 7);
  names.push({ words: "Δ", x: px + region.radius * sx * Math.SQRT1_2, y: py + region.radius * sy * Math.SQRT1_2, colour: ink });
}

/** Lines through the point: this direction, and thinner the one before. */
function drawDirections({ ctx, frame, scene, dark, ink, names }, { centre, now, before, cosine }) {
  const reach = 2 * Math.hypot(frame.width, frame.height);
  const [sx, sy] = pixelsPerUnit(frame);
  const [px, py] = onScreen(frame, centre);
  for (const [direction, width, dash] of [[before, 1.8, [3, 5]], [now, 2.6, [12, 5]]]) {
    if (!direction) continue;
    const size = Math.hypot(direction[0] * sx, direction[1] * sy);
    if (!(size > 0)) continue;
    const [ux, uy] = [direction[0] * sx / size, direction[1] * sy / size];
    const line = new Path2D();
    line.moveTo(px - reach * ux, py - reach * uy);
    line.lineTo(px + reach * ux, py + reach * uy);
    strokeWithHalo(ctx, line, { colour: ink, width, dark, dash });
    const far = 0.3 * Math.min(frame.width, frame.height);
    names.push({ words: direction === now ? "d" : "d₋₁", x: px + far * ux, y: py + far * uy, towards: [-uy, ux], colour: ink });
  }
  if (cosine === null) return;
  const words = label(scene, "conjugacy {number}", { number: formatNumber(Math.abs(cosine) < 1e-4 ? 0 : cosine, 2) });
  names.push({ words, x: px, y: py + 16, towards: [0, 1], colour: ink });
}

function drawNamedPoints({ ctx, frame, scene, run, ink, names }, points) {
  const words = {
    classic: label(scene, "classic point"), look_ahead: label(scene, "look-ahead"), probe: label(scene, "probe"),
    slow: label(scene, "slow point"), base: "z",
  };
  const here = onScreen(frame, run.record ? [run.record.x[2 * scene.at], run.record.x[2 * scene.at + 1]] : points[0].at);
  for (const point of points) {
    const [px, py] = onScreen(frame, point.at);
    point.screen = [px, py];
    ctx.strokeStyle = ink;
    ctx.fillStyle = scene.theme.background;
    ctx.lineWidth = 2.5;
    drawMarker(ctx, "diamond", px, py, 13);
    names.push({ words: words[point.name], x: px, y: py, towards: [px - here[0] || 1, py - here[1] || -1], colour: ink });
  }
}

/** Values as small squares, gradients as small dots, numbered where they are few. */
function drawQuestions({ ctx, frame, scene, ink, names }, asked) {
  asked.forEach((question, i) => {
    const [px, py] = onScreen(frame, question.at);
    question.screen = [px, py];
    ctx.strokeStyle = ink;
    ctx.fillStyle = question.kind === "value" ? scene.theme.background : ink;
    ctx.lineWidth = 2;
    drawMarker(ctx, question.kind === "value" ? "square" : question.kind === "hessian" ? "triangle" : "circle", px, py, 9);
    const repeated = asked.slice(0, i).some((earlier) => Math.hypot(earlier.screen[0] - px, earlier.screen[1] - py) < 4);
    if (asked.length <= 12 && !repeated) names.push({ words: String(i + 1), x: px, y: py, towards: [0, 1], colour: ink });
  });
}

function drawDecayBox({ ctx, frame, dark, ink, names }, { half }) {
  const [left, top] = onScreen(frame, [-half, half]);
  const [right, bottom] = onScreen(frame, [half, -half]);
  const path = new Path2D();
  path.rect(Math.max(-1e4, left), Math.max(-1e4, top), Math.min(2e4, right - left), Math.min(2e4, bottom - top));
  strokeWithHalo(ctx, path, { colour: ink, width: 3, dark, dash: [14, 4, 3, 4] });
  const [x, y] = [Math.max(frame.left + 4, left), Math.min(frame.bottom - 4, bottom)];
  names.push({ words: `|x| ≤ 1/λ = ${formatNumber(half, 3)}`, x, y, towards: [1, -1], colour: ink });
}
