// The runs on the map: where they went, where they are, where they will go.
import { label } from "./symbols.js";
import { stepOf } from "./pace.js";
import { runColour } from "./palette.js";
import { drawMarker, strokePath } from "./markers.js";

const MARGIN = 60; // css pixels of path kept beyond the frame
const MARKER_EVERY = 56; // css pixels of path between two markers
const HEAD_SIZE = 17;

/** Draws all visible runs up to step `at`: faint futures first, then the ways gone, so that no past is hidden by a future. */
export function drawPaths(ctx, frame, scene) {
  const shown = scene.runs.filter((run) => !run.hidden);
  for (const run of shown) {
    const path = screenPath(run.record, frame);
    const here = path.ends[Math.min(scene.at, path.ends.length - 1)];
    ctx.globalAlpha = run.stale ? 0.15 : 0.45;
    strokePath(ctx, path.points, here, path.ends.at(-1), { colour: runColour(run, scene.theme.dark), width: 1.6, dash: run.dash });
  }
  for (const run of shown) drawPast(ctx, frame, run, scene);
  ctx.globalAlpha = 1;
}

function drawPast(ctx, frame, run, scene) {
  const path = screenPath(run.record, frame);
  const k = Math.min(scene.at, path.ends.length - 1);
  const colour = runColour(run, scene.theme.dark);
  ctx.globalAlpha = run.stale ? 0.3 : 1;
  const look = { colour, width: run.id === scene.selected ? 3.6 : 2.6, dash: run.dash, halo: pathHalo(scene.theme), haloWidth: 1.3 };
  strokePath(ctx, path.points, 0, path.ends[k], look);
  ctx.fillStyle = colour;
  ctx.strokeStyle = pathHalo(scene.theme);
  ctx.lineWidth = 2;
  for (const [step, px, py] of path.markers) {
    if (step > k) break;
    drawMarker(ctx, run.marker, px, py, 8);
  }
}

/**
 * The heads of all visible runs; one that has left the frame is an arrow at its edge, with words if it has diverged,
 * `lower` by so many css pixels.
 * @returns {Array<{words: string, left: number, top: number, width: number, height: number}>} the labels drawn
 */
export function drawHeads(ctx, frame, scene, lower = 0) {
  const labels = [];
  for (const run of scene.runs) {
    if (run.hidden) continue;
    ctx.globalAlpha = run.stale ? 0.4 : 1;
    const head = headOf(run.record, frame, scene.at);
    ctx.fillStyle = runColour(run, scene.theme.dark);
    ctx.strokeStyle = scene.theme.dark ? "#fff" : "#14171f";
    ctx.lineWidth = 2;
    if (head.inside) {
      drawMarker(ctx, run.marker, head.px, head.py, HEAD_SIZE);
    } else {
      drawEdgeArrow(ctx, head);
      if (scene.at >= run.record.last && isLost(run.record)) labels.push(edgeLabel(ctx, frame, { px: head.px, py: head.py + lower }, run, scene));
    }
  }
  ctx.globalAlpha = 1;
  for (const [i, box] of labels.entries()) drawEdgeLabel(ctx, frame, box, labels.slice(0, i), scene.theme);
  return labels;
}

/**
 * Where a run stands at a step, as drawn: browser tests read this back.
 * @returns {{step: number, x: number, y: number, px: number, py: number, inside: boolean, angle: number}}
 */
export function headOf(record, frame, at) {
  let step = Math.min(at, record.last);
  while (step > 0 && !(Number.isFinite(record.x[2 * step]) && Number.isFinite(record.x[2 * step + 1]))) step -= 1;
  const [x, y] = [record.x[2 * step], record.x[2 * step + 1]];
  const [trueX, trueY] = [frame.toX(x), frame.toY(y)];
  const inside = frame.contains(trueX, trueY);
  const px = inside ? trueX : Math.max(frame.left + 12, Math.min(frame.right - 12, trueX));
  const py = inside ? trueY : Math.max(frame.top + 12, Math.min(frame.bottom - 12, trueY));
  return { step, x, y, px, py, inside, angle: Math.atan2(trueY - py, trueX - px) };
}

/** Whether a run ended in numbers that are none, or too far away. */
export function isLost(record) {
  return record.status === "diverged" || record.status === "undefined";
}

const screenPaths = new WeakMap();

/**
 * A record in css pixels, cut at a margin around the frame, so that no run can reach beyond what a canvas can draw.
 * @returns {{points: Float32Array, ends: Int32Array, markers: Array<[number, number, number]>}}
 *   `ends[k]` is the last point that belongs to steps 0..k; a pair of NaN lifts the pen
 */
export function screenPath(record, frame) {
  const known = screenPaths.get(record);
  if (known?.frame === frame) return known;
  const points = [];
  const ends = new Int32Array(record.last + 1);
  const markers = [];
  let [px, py, since] = [NaN, NaN, MARKER_EVERY / 2];
  for (let k = 0; k <= record.last; k += 1) {
    const [qx, qy] = [within(frame.toX(record.x[2 * k])), within(frame.toY(record.x[2 * k + 1]))];
    if (k === 0) points.push(qx, qy);
    const cut = k > 0 && cutSegment(px, py, qx, qy, frame);
    if (cut) {
      if (cut[0] !== points.at(-2) || cut[1] !== points.at(-1)) points.push(NaN, NaN, cut[0], cut[1]);
      points.push(cut[2], cut[3]);
      since += Math.hypot(cut[2] - cut[0], cut[3] - cut[1]);
      if (since >= MARKER_EVERY && frame.contains(qx, qy)) {
        markers.push([k, qx, qy]);
        since = 0;
      }
    }
    ends[k] = points.length / 2 - 1;
    if (Number.isFinite(qx) && Number.isFinite(qy)) [px, py] = [qx, qy];
  }
  const path = { frame, points: Float32Array.from(points), ends, markers };
  screenPaths.set(record, path);
  return path;
}

function within(pixel) {
  return Math.max(-1e9, Math.min(1e9, pixel));
}

/** The part of a segment inside the margin around the frame (Liang and Barsky, 1984), or null. */
export function cutSegment(px, py, qx, qy, frame) {
  let [from, to] = [0, 1];
  const [dx, dy] = [qx - px, qy - py];
  const sides = [
    [-dx, px - frame.left + MARGIN], [dx, frame.right + MARGIN - px], [-dy, py - frame.top + MARGIN], [dy, frame.bottom + MARGIN - py],
  ];
  for (const [rate, room] of sides) {
    if (Number.isNaN(rate) || (rate === 0 && room < 0)) return null;
    if (rate < 0) from = Math.max(from, room / rate);
    else if (rate > 0) to = Math.min(to, room / rate);
  }
  if (from > to) return null;
  const start = from === 0 ? [px, py] : [px + from * dx, py + from * dy];
  return [...start, ...(to === 1 ? [qx, qy] : [px + to * dx, py + to * dy])];
}

function pathHalo(theme) {
  return theme.dark ? "rgba(10,12,18,0.75)" : "rgba(255,255,255,0.85)";
}

function drawEdgeArrow(ctx, { px, py, angle }) {
  ctx.save();
  ctx.translate(px, py);
  ctx.rotate(angle);
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(10, 0);
  ctx.lineTo(-6, 8);
  ctx.lineTo(-2, 0);
  ctx.lineTo(-6, -8);
  ctx.closePath();
  ctx.stroke();
  ctx.fill();
  ctx.restore();
}

function edgeLabel(ctx, frame, { px, py }, run, scene) {
  const words = run.record.status === "diverged"
    ? label(scene, "{run}: diverged at step {step}", { run: run.caption, step: stepOf(run.record, run.record.last) })
    : label(scene, "{run}: undefined at step {step}", { run: run.caption, step: stepOf(run.record, run.record.last) });
  ctx.font = `600 13px ${scene.theme.font}`;
  const width = Math.min(frame.width - 40, ctx.measureText(words).width + 14);
  const left = px + 16 + width < frame.right ? px + 16 : px - 16 - width;
  return { words, left: Math.max(frame.left + 2, left), top: py - 12, width, height: 24, colour: runColour(run, scene.theme.dark) };
}

/** A label on its own ground, moved up or down until it covers no other. */
function drawEdgeLabel(ctx, frame, box, placed, theme) {
  const up = box.top > frame.top + frame.height / 2;
  box.top = Math.max(frame.top + 2, Math.min(frame.bottom - box.height - 2, box.top));
  while (placed.some((other) => overlaps(box, other))) box.top += up ? -4 : 4;
  ctx.fillStyle = theme.background;
  ctx.strokeStyle = box.colour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(box.left, box.top, box.width, box.height, 6);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(box.words, box.left + 7, box.top + box.height / 2 + 0.5, box.width - 14);
}

function overlaps(a, b) {
  return a.left < b.left + b.width + 2 && b.left < a.left + a.width + 2 && a.top < b.top + b.height + 2 && b.top < a.top + a.height + 2;
}
