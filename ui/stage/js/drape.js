// Paths laid on the surface: every straight step on the map follows the ground beneath it.
import { boxOf, heightAt } from "./heightfield.js";

const LIFT = 0.012; // so that a path is not swallowed by the ground it lies on
const LONGEST_PIECE = 0.05; // of the box, whose side is 2
const HIDDEN_DEPTH = 0.035; // how far behind the ground a point must be to count as hidden

/**
 * The path of one run over the drawn surface, in box coordinates; NaN where it leaves the picture.
 * @returns {{spots: number[], firsts: Uint32Array}} x, y, z in turn; `firsts[k]` is the spot of step k
 */
export function drapePath(record, domain, field) {
  const [xOf, yOf] = boxOf(domain), spots = [], firsts = new Uint32Array(record.last + 1);
  const place = (x, y) => spots.push(x, y, heightAt(field, x, y) + LIFT);
  for (let k = 0; k <= record.last; k += 1) {
    const x = xOf(record.x[2 * k]), y = yOf(record.x[2 * k + 1]);
    if (k > 0) drapeStep(place, xOf(record.x[2 * k - 2]), yOf(record.x[2 * k - 1]), x, y);
    firsts[k] = spots.length / 3;
    place(x, y);
  }
  return { spots, firsts };
}

/** The part of a step that lies inside the box, cut into pieces; its far end is left to the next step. */
function drapeStep(place, x0, y0, x1, y1) {
  const [enter, leave] = insideBox(x0, y0, x1, y1);
  if (!(enter < leave)) return;
  const pieces = Math.ceil((leave - enter) * Math.hypot(x1 - x0, y1 - y0) / LONGEST_PIECE);
  const at = (t) => place(x0 + t * (x1 - x0), y0 + t * (y1 - y0));
  for (let i = enter > 0 ? 0 : 1; i < pieces + (leave < 1 ? 1 : 0); i += 1) at(enter + (leave - enter) * i / pieces);
}

/** Liang and Barsky: the share of the segment, from t to t, inside −1..1 on both axes. */
function insideBox(x0, y0, x1, y1) {
  let enter = 0, leave = 1;
  for (const [from, way] of [[x0, x1 - x0], [y0, y1 - y0]]) {
    const a = (-0.999999 - from) / way, b = (0.999999 - from) / way;
    if (way === 0) {
      if (Math.abs(from) > 1) return [1, 0];
      continue;
    }
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return [enter, leave];
}

/**
 * A draped path on the screen.
 * @returns {{all: Float32Array, seen: Float32Array}} x, y in turn; in `seen` what the surface hides is NaN
 */
export function projectPath({ spots }, view, picture) {
  const count = spots.length / 3, all = new Float32Array(2 * count), seen = new Float32Array(2 * count);
  for (let n = 0; n < count; n += 1) {
    view.look(spots[3 * n], spots[3 * n + 1], spots[3 * n + 2]);
    all[2 * n] = view.sx;
    all[2 * n + 1] = view.sy;
    const visible = isSeen(view, picture);
    seen[2 * n] = visible ? view.sx : NaN;
    seen[2 * n + 1] = visible ? view.sy : NaN;
  }
  return { all, seen };
}

/** Whether the point the view looked at last lies before the surface (or beside it) in the picture. */
export function isSeen({ sx, sy, depth: near }, { depth, columns, rows, fineness }) {
  const x = sx * fineness | 0, y = sy * fineness | 0;
  if (x < 0 || y < 0 || x >= columns || y >= rows) return true;
  return near + HIDDEN_DEPTH >= depth[y * columns + x];
}
