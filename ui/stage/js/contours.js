// The ground of the map: a grid of heights, painted in even bands with contour lines between them.
import { colourScale, formatNumber, surfaceRange } from "./scale.js";
import { fillColour } from "./palette.js";

const CELL = 2; // css pixels between two samples of the surface
const COARSE = 7; // css pixels between two samples of what is drawn in every frame
const LEVELS = 16; // contour lines over the whole scale
const FLOOR_LINES = 6; // at most, within the lowest band of a bowl
const SMALLEST_FLOOR = 60; // samples: a line around fewer says nothing that the mark of the minimum does not
const CROWDED = 1; // levels within one square, two pixels wide, above which no line and no band can be told from the next

/**
 * Heights on a grid over the view, on the surface's own colour scale (0 lowest .. 1 highest, NaN where undefined).
 * @param {object} surface
 * @param {[[number, number], [number, number]]} view
 * @param {number} width css pixels
 * @param {number} height
 * @returns {{u: Float64Array, columns: number, rows: number, scale: object, bowl: boolean}} rows from top to bottom;
 *   in a bowl the lowest band holds a minimum, and most of what a method does near the end
 */
export function heightGrid(surface, view, width, height) {
  const columns = Math.max(2, Math.ceil(width / CELL) + 1);
  const rows = Math.max(2, Math.ceil(height / CELL) + 1);
  const [lowest, highest] = surfaceRange({ ...surface, domain: widest(surface.domain, view) });
  const scale = colourScale(surface, lowest, highest);
  const bowl = surface.colour === "linear" && (surface.minima ?? []).some(([, , f]) => f - lowest <= 1e-9 * (highest - lowest));
  const [[left, right], [bottom, top]] = view;
  const u = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    const y = top + ((bottom - top) * j) / (rows - 1);
    for (let i = 0; i < columns; i += 1) u[j * columns + i] = scale.to(surface.value(left + ((right - left) * i) / (columns - 1), y));
  }
  return { u, columns, rows, scale, bowl };
}

/** The domain, or more of it when a person has zoomed out. */
function widest(domain, view) {
  return domain.map(([low, high], axis) => [Math.min(low, view[axis][0]), Math.max(high, view[axis][1])]);
}

/**
 * Evenly spaced levels for what is in sight: the same lines as in the whole picture, and more between them when zoomed in.
 * In a bowl the lowest band is divided further, each line a quarter as high as the one around it: about half as wide.
 * @param {{u: Float64Array, bowl: boolean}} grid
 * @returns {{step: number, first: number, count: number, floor: number[]}}
 */
export function levelsInSight({ u, bowl }) {
  let low = 1;
  let high = 0;
  for (const height of u) {
    if (height < low) low = height;
    if (height > high) high = height;
  }
  let step = 1 / LEVELS;
  while ((high - low) / step < LEVELS / 2 && step > 1e-5) step /= 2;
  const first = Math.floor(low / step) + 1;
  return { step, first, count: Math.max(0, Math.ceil(high / step) - first), floor: bowl ? floorLevels(u, step) : [] };
}

function floorLevels(u, step) {
  const levels = Array.from({ length: FLOOR_LINES }, (_, i) => step / 4 ** (i + 1));
  return levels.filter((level) => u.reduce((below, height) => below + (height < level), 0) > SMALLEST_FLOOR);
}

/**
 * The bands between the levels as an image, one pixel per css pixel; undefined ground is hatched.
 * @returns {ImageData}
 */
export function bandImage({ u, columns, rows }, { step }, width, height, dark) {
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const band = bandColours(step, dark);
  const smooth = bandColours(1 / 1023, dark);
  const hatch = [packedColour(fillColour(NaN, dark)), packedColour(fillColour(NaN, !dark))];
  for (let py = 0; py < height; py += 1) {
    const v = (py / (height - 1)) * (rows - 1);
    const j = Math.min(rows - 2, Math.floor(v));
    const b = v - j;
    for (let px = 0; px < width; px += 1) {
      const h = (px / (width - 1)) * (columns - 1);
      const i = Math.min(columns - 2, Math.floor(h));
      const a = h - i;
      const k = j * columns + i;
      const upper = u[k] + (u[k + 1] - u[k]) * a;
      const lower = u[k + columns] + (u[k + columns + 1] - u[k + columns]) * a;
      const here = upper + (lower - upper) * b;
      const flows = crowded(u[k], u[k + 1], u[k + columns + 1], u[k + columns], step);
      if (!(here >= 0)) pixels[py * width + px] = hatch[(px + py) % 9 === 0 ? 1 : 0];
      else pixels[py * width + px] = flows ? smooth[Math.floor(here * 1023)] : band[Math.floor(here / step)];
    }
  }
  return image;
}

function bandColours(step, dark) {
  const count = Math.ceil(1 / step) + 1;
  return Uint32Array.from({ length: count }, (_, i) => packedColour(fillColour(Math.min(1, (i + 0.5) * step), dark)));
}

function packedColour([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Contour lines by marching squares, in css pixels of a plot of this size.
 * @returns {Path2D}
 */
export function contourLines(grid, { step, first, count, floor }, width, height) {
  const { u, columns, rows } = grid;
  const path = new Path2D();
  const [dx, dy] = [width / (columns - 1), height / (rows - 1)];
  for (let j = 0; j < rows - 1; j += 1) {
    for (let i = 0; i < columns - 1; i += 1) {
      const k = j * columns + i;
      const [a, b, c, d] = [u[k], u[k + 1], u[k + columns + 1], u[k + columns]]; // clockwise from the upper left
      const lowest = Math.min(a, b, c, d);
      for (const level of floor) if (lowest < level && level < Math.max(a, b, c, d)) crossSquare(path, [a, b, c, d], level, i * dx, j * dy, dx, dy);
      const n = Math.floor(lowest / step) + 1; // the only level that can pass through an uncrowded square
      if (!(n * step < Math.max(a, b, c, d)) || n < first || n >= first + count || crowded(a, b, c, d, step)) continue;
      crossSquare(path, [a, b, c, d], n * step, i * dx, j * dy, dx, dy);
    }
  }
  return path;
}

/**
 * Adds the lines of a few levels of any function of the plane to a path, as fine as can be had in every frame.
 * @param {Path2D} path
 * @param {object} frame
 * @param {(point: [number, number]) => number} rise
 * @param {number[]} levels
 */
export function addLevels(path, frame, rise, levels) {
  const columns = Math.ceil(frame.width / COARSE), rows = Math.ceil(frame.height / COARSE);
  const [dx, dy] = [frame.width / columns, frame.height / rows];
  const row = (j) => Array.from({ length: columns + 1 }, (_, i) => rise([frame.fromX(frame.left + i * dx), frame.fromY(frame.top + j * dy)]));
  for (let j = 0, upper = row(0); j < rows; j += 1) {
    const lower = row(j + 1);
    for (let i = 0; i < columns; i += 1) {
      const corners = [upper[i], upper[i + 1], lower[i + 1], lower[i]];
      for (const level of levels) crossSquare(path, corners, level, frame.left + i * dx, frame.top + j * dy, dx, dy);
    }
    upper = lower;
  }
}

/** Whether so many levels pass through one square that lines would only be a smear. */
function crowded(a, b, c, d, step) {
  return Math.max(a, b, c, d) - Math.min(a, b, c, d) > CROWDED * step;
}

/** The line of one level through one square: from edge to edge, in the order the corners go round. */
export function crossSquare(path, corners, level, x, y, dx, dy) {
  const ends = [];
  for (let edge = 0; edge < 4; edge += 1) {
    const [a, b] = [corners[edge], corners[(edge + 1) % 4]];
    if (a >= level === b >= level) continue;
    const t = (level - a) / (b - a);
    if (edge === 0) ends.push([x + t * dx, y]);
    else if (edge === 1) ends.push([x + dx, y + t * dy]);
    else if (edge === 2) ends.push([x + dx - t * dx, y + dy]);
    else ends.push([x, y + dy - t * dy]);
  }
  // A square with four crossings is a saddle: its middle decides which corners hang together.
  const middleAbove = corners[0] + corners[1] + corners[2] + corners[3] >= 4 * level;
  if (ends.length === 4 && middleAbove === corners[0] >= level) ends.push(ends.shift());
  for (let i = 0; i + 1 < ends.length; i += 2) {
    path.moveTo(...ends[i]);
    path.lineTo(...ends[i + 1]);
  }
}

/** The legend of the ground: its bands from lowest to highest, with the values at both ends, ending at `right`. */
export function drawLegend(ctx, { scale }, right, middle, theme) {
  const band = 7;
  const words = [scale.from(0), scale.from(1)].map((f) => formatNumber(Number(f.toPrecision(2))));
  ctx.font = `13px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  ctx.fillStyle = theme.muted;
  ctx.fillText(words[1], right, middle);
  const left = right - ctx.measureText(words[1]).width - 8 - LEVELS * band;
  for (let i = 0; i < LEVELS; i += 1) {
    ctx.fillStyle = `rgb(${fillColour((i + 0.5) / LEVELS, theme.dark).join(",")})`;
    ctx.fillRect(left + i * band, middle - 6, band, 12);
  }
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.grid;
  ctx.strokeRect(left - 0.5, middle - 6.5, LEVELS * band + 1, 13);
  ctx.fillStyle = theme.muted;
  ctx.fillText(`f  ${words[0]}`, left - 8, middle);
}
