// What may not be left: the edge of every constraint, and the ground beyond it washed out and hatched.
import { crossSquare } from "./contours.js";
import { constraintNames, constraintsIn } from "./kkt.js";
import { formatNumber } from "./scale.js";

const EDGE_CELL = 3; // css pixels between two samples of the constraints
const HATCH = 12; // css pixels between two lines of the hatching

/**
 * Lays the constraints over the ground of the map.
 * @returns {Array<{words: string, left: number, top: number, width: number, height: number}>} the names that were written
 */
export function drawConstraints(ctx, frame, scene) {
  const grids = constraintGrids(scene, frame);
  const { equalities } = constraintsIn(scene);
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  if (grids.fields.length > equalities) drawForbidden(ctx, frame, grids, equalities, scene.theme);
  ctx.translate(frame.left, frame.top);
  const edges = grids.fields.map((field) => edgeOf(field, grids));
  const ink = scene.theme.dark ? "#e6eaf0" : "#1c2530";
  ctx.lineCap = ctx.lineJoin = "round";
  edges.forEach(({ path }, i) => {
    for (const [colour, width] of [[edgeHalo(scene.theme), 4], [ink, i < equalities ? 2.8 : 2.2]]) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = i < equalities ? width + 0.6 : width;
      ctx.stroke(path);
    }
  });
  ctx.restore();
  return nameEdges(ctx, frame, edges, scene, ink);
}

function edgeHalo(theme) {
  return theme.dark ? "rgba(10,12,18,0.7)" : "rgba(255,255,255,0.8)";
}

/** The values of every constraint on a grid over the view, rows from top to bottom. */
function constraintGrids({ surface }, frame) {
  const columns = Math.max(2, Math.ceil(frame.width / EDGE_CELL) + 1), rows = Math.max(2, Math.ceil(frame.height / EDGE_CELL) + 1);
  const [[left, right], [bottom, top]] = frame.view;
  const count = surface.constraints(left, bottom).length;
  const fields = Array.from({ length: count }, () => new Float64Array(columns * rows));
  for (let j = 0; j < rows; j += 1) {
    const y = top + ((bottom - top) * j) / (rows - 1);
    for (let i = 0; i < columns; i += 1) {
      const c = surface.constraints(left + ((right - left) * i) / (columns - 1), y);
      for (let n = 0; n < count; n += 1) fields[n][j * columns + i] = c[n];
    }
  }
  return { columns, rows, fields, dx: frame.width / (columns - 1), dy: frame.height / (rows - 1) };
}

/** Where some g > 0 the ground is washed out, and hatched. */
function drawForbidden(ctx, frame, { columns, rows, fields }, equalities, theme) {
  const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
  const worst = new Float64Array(columns * rows).fill(-Infinity);
  for (const field of fields.slice(equalities)) field.forEach((v, k) => { worst[k] = Number.isNaN(v) ? Infinity : Math.max(worst[k], v); });
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer); // little-endian: alpha, blue, green, red
  const [wash, line] = theme.dark ? [0xb0120e0c, 0x58a09a94] : [0x8cf4f2f0, 0x3c403830];
  const across = Float64Array.from({ length: width }, (_, px) => (px / Math.max(1, width - 1)) * (columns - 1));
  const row = new Float64Array(columns);
  for (let py = 0; py < height; py += 1) {
    const v = (py / Math.max(1, height - 1)) * (rows - 1), j = Math.min(rows - 2, Math.floor(v)), b = v - j;
    for (let i = 0, k = j * columns; i < columns; i += 1, k += 1) row[i] = worst[k] + (worst[k + columns] - worst[k]) * b;
    for (let px = 0, at = py * width; px < width; px += 1, at += 1) {
      const i = Math.min(columns - 2, across[px] | 0);
      if (!(row[i] + (row[i + 1] - row[i]) * (across[px] - i) <= 0)) pixels[at] = (px + py) % HATCH === 0 ? line : wash;
    }
  }
  const ground = new OffscreenCanvas(width, height);
  ground.getContext("2d").putImageData(image, 0, 0);
  ctx.drawImage(ground, frame.left, frame.top, frame.width, frame.height);
}

/** The line c = 0 as a path from the corner of the plot, and the points it passes. */
function edgeOf(field, { columns, rows, dx, dy }) {
  const path = new Path2D(), passes = [];
  for (let j = 0; j < rows - 1; j += 1) {
    for (let i = 0; i < columns - 1; i += 1) {
      const k = j * columns + i;
      const corners = [field[k], field[k + 1], field[k + columns + 1], field[k + columns]]; // clockwise from the upper left
      if (!corners.every(Number.isFinite) || corners.every((v) => v >= 0) || corners.every((v) => v < 0)) continue;
      crossSquare(path, corners, 0, i * dx, j * dy, dx, dy);
      passes.push([i * dx, j * dy]);
    }
  }
  return { path, passes };
}

/** Each name on its line, where there is room: not at the rim, and far from the names before it. */
function nameEdges(ctx, frame, edges, scene, ink) {
  const levels = Object.values(scene.surface.values ?? {});
  ctx.font = `600 15px ${scene.theme.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const written = [];
  constraintNames(scene).forEach(({ name, equality }, i) => {
    const words = `${name} ${equality ? "=" : "≤"} ${formatNumber(levels[i] || 0, 3)}`;
    const width = ctx.measureText(words).width;
    const place = roomiest(edges[i].passes, frame, width, written);
    if (!place) return;
    const box = { words, left: frame.left + place[0] + 8, top: frame.top + place[1] - 10, width, height: 20 };
    written.push(box);
    ctx.strokeStyle = edgeHalo(scene.theme);
    ctx.lineWidth = 4.5;
    ctx.strokeText(words, box.left, box.top + 10);
    ctx.fillStyle = ink;
    ctx.fillText(words, box.left, box.top + 10);
  });
  return written;
}

function roomiest(passes, frame, width, written) {
  let [best, most] = [null, -Infinity];
  for (const [x, y] of passes) {
    const toRim = Math.min(x, frame.width - x - width - 12, y, frame.height - y);
    if (toRim < 14) continue;
    const toNames = Math.min(...written.map((box) => Math.hypot(box.left - frame.left - x, box.top - frame.top - y)), 240);
    const room = Math.min(toRim, 60) + toNames;
    if (room > most) [best, most] = [[x, y], room];
  }
  return best;
}
