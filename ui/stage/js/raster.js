// A small renderer: triangles become pixels, and the nearest one wins (a depth buffer).
import { fillColour } from "./palette.js";

const BANDS = 16; // between lines of equal height, as on the map

/**
 * Draws a height field as seen in a view.
 * @param {object} field see sampleHeights
 * @param {object} view see viewOf; its positions are in css pixels
 * @param {number} width of the picture in css pixels
 * @param {number} height
 * @param {number} fineness pixels per css pixel
 * @param {boolean} dark
 * @returns {{image: ImageData, depth: Float32Array, columns: number, rows: number, fineness: number}}
 */
export function renderField(field, view, width, height, fineness, dark) {
  const columns = Math.max(1, Math.round(width * fineness)), rows = Math.max(1, Math.round(height * fineness));
  const target = {
    columns, rows, fineness,
    depth: new Float32Array(columns * rows).fill(-Infinity),
    level: new Float32Array(columns * rows),
    light: new Float32Array(columns * rows),
  };
  fillTriangles(target, field, placeNodes(field, view, fineness));
  return { image: paintPixels(target, dark), depth: target.depth, columns, rows, fineness };
}

/** Per node: screen x, screen y, nearness, level, brightness. */
function placeNodes({ cells, height, level, normal }, view, fineness) {
  const row = cells + 1, nodes = new Float32Array(5 * row * row);
  const lamp = [0, 1, 2].map((c) => 0.45 * view.eye[c] - 0.5 * view.right[c] + 0.55 * view.up[c]);
  const strength = 1 / Math.hypot(...lamp);
  for (let n = 0; n < row * row; n += 1) {
    view.look(2 * (n % row) / cells - 1, 2 * Math.floor(n / row) / cells - 1, height[n]);
    const facing = normal[3 * n] * lamp[0] + normal[3 * n + 1] * lamp[1] + normal[3 * n + 2] * lamp[2];
    nodes[5 * n] = view.sx * fineness;
    nodes[5 * n + 1] = view.sy * fineness;
    nodes[5 * n + 2] = view.depth;
    nodes[5 * n + 3] = level[n];
    nodes[5 * n + 4] = facing * strength;
  }
  return nodes;
}

function fillTriangles(target, { cells }, nodes) {
  const row = cells + 1;
  for (let j = 0; j < cells; j += 1) {
    for (let i = 0; i < cells; i += 1) {
      const n = i + j * row;
      fillTriangle(target, nodes, 5 * n, 5 * (n + 1), 5 * (n + row + 1));
      fillTriangle(target, nodes, 5 * n, 5 * (n + row + 1), 5 * (n + row));
    }
  }
}

/** Every pixel whose centre lies in the triangle, if nothing nearer is there; its numbers are barycentric means. */
function fillTriangle(target, p, a, b, c) {
  const ax = p[a], ay = p[a + 1], bx = p[b], by = p[b + 1], cx = p[c], cy = p[c + 1];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (!(area !== 0)) return; // a hole (NaN) or seen edge-on
  const { columns, rows, depth, level, light } = target;
  const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5)), x1 = Math.min(columns - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
  const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5)), y1 = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  const bStepX = (cy - ay) / area, bStepY = (ax - cx) / area, cStepX = (ay - by) / area, cStepY = (bx - ax) / area;
  for (let y = y0; y <= y1; y += 1) {
    let wb = bStepX * (x0 + 0.5 - ax) + bStepY * (y + 0.5 - ay), wc = cStepX * (x0 + 0.5 - ax) + cStepY * (y + 0.5 - ay);
    for (let x = x0, at = y * columns + x0; x <= x1; x += 1, at += 1, wb += bStepX, wc += cStepX) {
      const wa = 1 - wb - wc;
      if (wa < -1e-6 || wb < -1e-6 || wc < -1e-6) continue;
      const near = wa * p[a + 2] + wb * p[b + 2] + wc * p[c + 2];
      if (near <= depth[at]) continue;
      depth[at] = near;
      level[at] = wa * p[a + 3] + wb * p[b + 3] + wc * p[c + 3];
      light[at] = wa * p[a + 4] + wb * p[b + 4] + wc * p[c + 4];
    }
  }
}

/** Colour by level, brightness by slope, and a line wherever the level passes a contour. */
function paintPixels({ columns, rows, depth, level, light }, dark) {
  const image = new ImageData(columns, rows), pixels = image.data;
  const [ambient, diffuse, line] = dark ? [0.62, 0.85, 1.5] : [0.72, 0.34, 0.8];
  for (let y = 0, at = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1, at += 1) {
      if (depth[at] === -Infinity) continue;
      const band = level[at] * BANDS | 0;
      const crossed = (x + 1 < columns && depth[at + 1] > -Infinity && (level[at + 1] * BANDS | 0) !== band)
        || (y + 1 < rows && depth[at + columns] > -Infinity && (level[at + columns] * BANDS | 0) !== band);
      const bright = (ambient + diffuse * Math.max(0, light[at])) * (crossed ? line : 1);
      const colour = fillColour(level[at], dark);
      pixels[4 * at] = colour[0] * bright;
      pixels[4 * at + 1] = colour[1] * bright;
      pixels[4 * at + 2] = colour[2] * (0.3 + 0.7 * bright); // shadows are a little blue
      pixels[4 * at + 3] = 255;
    }
  }
  return image;
}
