// The surface as a grid of heights: sampled once, then looked at from anywhere.
import { BOX_HEIGHT } from "./camera.js";

/**
 * Samples a surface on its domain.
 * @param {object} surface
 * @param {{to: function(number): number}} heights scale of the heights: 0 lowest .. 1 highest
 * @param {{to: function(number): number}} colours scale of the colours
 * @param {number} cells along each side
 * @returns {{cells: number, height: Float32Array, level: Float32Array, normal: Float32Array}} node i + j*(cells+1),
 *   i along x and j along y, has a height in the box and a colour level 0..1 (both NaN in a hole) and a normal
 */
export function sampleHeights(surface, heights, colours, cells) {
  const [[left, right], [bottom, top]] = surface.domain, row = cells + 1;
  const height = new Float32Array(row * row), level = new Float32Array(row * row);
  for (let j = 0; j < row; j += 1) {
    const y = bottom + (top - bottom) * j / cells;
    for (let i = 0; i < row; i += 1) {
      const f = surface.value(left + (right - left) * i / cells, y);
      height[i + j * row] = heights.to(f) * BOX_HEIGHT;
      level[i + j * row] = colours.to(f);
    }
  }
  return { cells, height, level, normal: normalsOf(height, cells) };
}

function normalsOf(height, cells) {
  const row = cells + 1, normal = new Float32Array(3 * row * row), half = cells / 4;
  const slope = (a, b, wide) => (height[b] - height[a]) * half * (wide ? 1 : 2) || 0;
  for (let j = 0; j < row; j += 1) {
    for (let i = 0; i < row; i += 1) {
      const n = i + j * row, w = i > 0 ? n - 1 : n, e = i < cells ? n + 1 : n;
      const s = j > 0 ? n - row : n, t = j < cells ? n + row : n;
      const gx = slope(w, e, e - w === 2), gy = slope(s, t, t - s === 2 * row);
      const size = 1 / Math.sqrt(gx * gx + gy * gy + 1);
      normal[3 * n] = -gx * size;
      normal[3 * n + 1] = -gy * size;
      normal[3 * n + 2] = size;
    }
  }
  return normal;
}

/** Height of the drawn surface over a point of the box (−1..1), NaN over a hole or outside. */
export function heightAt({ cells, height }, x, y) {
  const u = (x + 1) * cells / 2, v = (y + 1) * cells / 2;
  if (!(u >= 0 && v >= 0 && u <= cells && v <= cells)) return NaN;
  const i = Math.min(cells - 1, u | 0), j = Math.min(cells - 1, v | 0), s = u - i, t = v - j;
  const n = i + j * (cells + 1), m = n + cells + 1;
  // The same two triangles that are drawn: the cell is cut from its lower left to its upper right corner.
  return s >= t
    ? height[n] + s * (height[n + 1] - height[n]) + t * (height[m + 1] - height[n + 1])
    : height[n] + t * (height[m] - height[n]) + s * (height[m + 1] - height[m]);
}

/** A function that carries x of the domain to the box, and one for y. */
export function boxOf([[left, right], [bottom, top]]) {
  return [(x) => 2 * (x - left) / (right - left) - 1, (y) => 2 * (y - bottom) / (top - bottom) - 1];
}
