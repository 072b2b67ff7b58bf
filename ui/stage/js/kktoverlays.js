// Pulls, linearised constraints, paths of minima and projections, drawn on the map.
import { drawStemArrow, strokeWithHalo } from "./arrows.js";
import { pixelsPerUnit } from "./conics.js";
import { drawMarker } from "./markers.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";

const PULL_COLOURS = { slope: ["#0b67a3", "#6cc1ff"], hold: ["#7a2e8c", "#e0a3f0"] };

/** How an arrow that takes part in the balance looks: the slope in blue, what the constraints add in purple. */
export function pullLook(look, dark) {
  const [slope, hold] = [PULL_COLOURS.slope[+dark], PULL_COLOURS.hold[+dark]];
  return {
    slope: { colour: slope, width: 3.6 }, hold: { colour: hold, width: 3.6, dash: [9, 5] },
    downhill: { colour: slope, width: 7, open: true }, sum: { colour: hold, width: 3, dash: [9, 5] },
  }[look];
}

const pixelOf = (frame, [x, y]) => [frame.toX(x), frame.toY(y)];

/** Σ λ∇c ends where −∇f ends, but for this: ∇L. */
export function drawGapOfPulls({ ctx, frame, dark, ink, names }, arrow) {
  if (!arrow.screen) return;
  const [sx, sy] = pixelsPerUnit(frame);
  const [px, py] = arrow.screen.to;
  const end = [px - arrow.scale * sx * arrow.gap[0], py - arrow.scale * sy * arrow.gap[1]];
  const length = Math.hypot(end[0] - px, end[1] - py);
  if (!(length > 8 && length < 1e5)) return;
  const line = new Path2D();
  line.moveTo(px, py);
  line.lineTo(...end);
  strokeWithHalo(ctx, line, { colour: ink, width: 2, dark, dash: [3, 4] });
  names.push({ words: "∇L", x: (px + end[0]) / 2, y: (py + end[1]) / 2, towards: [end[1] - py, px - end[0]], colour: ink });
}

/** The lines c + ∇c·d = 0, and the whole step where only a part of it is taken. */
export function drawLinearised({ ctx, frame, dark, ink, names }, { centre, lines, wanted }) {
  const reach = 3 * Math.hypot(frame.width, frame.height);
  const [sx, sy] = pixelsPerUnit(frame);
  for (const { name, value, gradient: [gx, gy] } of lines) {
    const size = gx * gx + gy * gy;
    const [px, py] = pixelOf(frame, [centre[0] - (value * gx) / size, centre[1] - (value * gy) / size]);
    const [tx, ty] = [-gy * sx, gx * sy], length = Math.hypot(tx, ty);
    const line = new Path2D();
    line.moveTo(px - (reach * tx) / length, py - (reach * ty) / length);
    line.lineTo(px + (reach * tx) / length, py + (reach * ty) / length);
    strokeWithHalo(ctx, line, { colour: ink, width: 2.2, dark, dash: [12, 6] });
    names.push({ words: `${name} + ∇${name}·d = 0`, ...nearEdge(frame, [px, py], [tx / length, ty / length]), colour: ink });
  }
  const [from, to] = [pixelOf(frame, centre), pixelOf(frame, [centre[0] + wanted[0], centre[1] + wanted[1]])];
  drawStemArrow(ctx, from, to, { colour: ink, width: 2.4, dash: [4, 4], open: true, dark });
  names.push({ words: "x + d", x: to[0], y: to[1], towards: [to[0] - from[0], to[1] - from[1]], colour: ink });
}

/** A place for a name on a line: a little way along it, inside the frame. */
function nearEdge(frame, [px, py], [ux, uy]) {
  const far = 0.3 * Math.min(frame.width, frame.height);
  const places = [far, -far, far / 2, -far / 2, 0].map((t) => ({ x: px + t * ux, y: py + t * uy, towards: [-uy, ux] }));
  return places.find(({ x, y }) => frame.contains(x, y)) ?? places[4];
}

/** The central path of a barrier, or the path of the minima of a penalty; a ring where the method aims now. */
export function drawPathOfMinima({ ctx, frame, scene, dark, ink, names }, { role, weight, points, aim }) {
  const way = new Path2D();
  points.forEach(({ at }, i) => (i ? way.lineTo(...pixelOf(frame, at)) : way.moveTo(...pixelOf(frame, at))));
  strokeWithHalo(ctx, way, { colour: ink, width: 2.6, dark, dash: [2, 5] });
  const [px, py] = pixelOf(frame, aim);
  ctx.strokeStyle = ink;
  ctx.fillStyle = scene.theme.background;
  ctx.lineWidth = 2.5;
  drawMarker(ctx, "circle", px, py, 12);
  const named = { mu: formatNumber(weight, 2) };
  const words = role === "barrier" ? label(scene, "central path, μ = {mu}", named) : label(scene, "minimum for μ = {mu}", named);
  names.push({ words, x: px, y: py, towards: [1, 1], colour: ink });
}

/** Downhill to a point outside, and from there to the nearest point of the set. */
export function drawProjection({ ctx, frame, scene, dark, ink, names }, { from, at, to }) {
  markedPoint({ ctx, frame, scene, dark, ink }, from, at);
  const back = new Path2D();
  back.moveTo(...pixelOf(frame, at));
  back.lineTo(...pixelOf(frame, to));
  strokeWithHalo(ctx, back, { colour: ink, width: 2.4, dark, dash: [2, 5] });
  const [px, py] = pixelOf(frame, at);
  names.push({ words: label(scene, "before the projection"), x: px, y: py, towards: [1, -1], colour: ink });
}

/** The corner s, and the line to it on which the step stops somewhere. */
export function drawCorner({ ctx, frame, scene, dark, ink, names }, { from, at }) {
  markedPoint({ ctx, frame, scene, dark, ink }, from, at);
  const [px, py] = pixelOf(frame, at);
  names.push({ words: "s", x: px, y: py, towards: [1, -1], colour: ink });
}

function markedPoint({ ctx, frame, scene, dark, ink }, from, at) {
  const line = new Path2D();
  line.moveTo(...pixelOf(frame, from));
  line.lineTo(...pixelOf(frame, at));
  strokeWithHalo(ctx, line, { colour: ink, width: 2.2, dark, dash: [10, 5] });
  ctx.strokeStyle = ink;
  ctx.fillStyle = scene.theme.background;
  ctx.lineWidth = 2.5;
  drawMarker(ctx, "diamond", ...pixelOf(frame, at), 13);
}
