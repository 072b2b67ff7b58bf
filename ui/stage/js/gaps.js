// The numbers behind the convergence curve: how far each run still is above the best known value.
import { constraintsIn } from "./kkt.js";

/** Gaps below this are the floor of the plot: no picture of double precision needs more. */
const SMALLEST_GAP = 1e-18;

/**
 * The value the curves are measured from: the surface's best known value, or, where none is known (or a run went
 * below it), the lowest value that a shown run has on the map.
 * @returns {{value: number, known: boolean}}
 */
export function baseValue(scene, runs) {
  const known = scene.surface.lowest;
  if (constraintsIn(scene)) { // what is lower is not allowed
    const ends = runs.map(({ record }) => record.fx[record.last]).filter(Number.isFinite);
    return Number.isFinite(known ?? NaN) ? { value: known, known: true } : { value: Math.min(...ends, Infinity) || 0, known: false };
  }
  let seen = Infinity;
  for (const { record } of runs) {
    for (let k = 0; k <= record.last; k++) {
      if (record.fx[k] < seen && insideDomain(scene.surface.domain, record.x[2 * k], record.x[2 * k + 1])) {
        seen = record.fx[k];
      }
    }
  }
  if (Number.isFinite(known ?? NaN)) return { value: Math.min(known, seen), known: true };
  return { value: Number.isFinite(seen) ? seen : 0, known: false };
}

/** How far a value is above the base; between constraints, where a lower value is no better, how far away from it. */
export function gapOf(scene, f, base) {
  return constraintsIn(scene) ? Math.abs(f - base) : f - base;
}

function insideDomain([[left, right], [bottom, top]], x, y) {
  return x >= left && x <= right && y >= bottom && y <= top;
}

/** What a run has spent after step k, in the unit of the x axis. */
export function spent(record, axis, k) {
  return axis === "steps" ? k : record[axis][k];
}

/**
 * The window of the plot, in whole decades so that it holds still while things move.
 * Runs that diverge do not stretch it: they leave at the top.
 * @returns {{low: number, high: number, right: number, zeros: boolean, tiny: boolean}} powers of ten from low to high;
 *   `zeros`: some gap lies below them, `tiny`: and is not exactly zero
 */
export function gapWindow(scene, runs, base) {
  let least = Infinity, most = 0, first = 0, right = 1, zeros = false, tiny = false;
  for (const { record } of runs) {
    const lost = record.status !== "running" && record.status !== "converged";
    const begins = gapOf(scene, record.fx[0], base);
    if (begins < Infinity) first = Math.max(first, begins);
    for (let k = 0; k <= record.last; k++) {
      const gap = gapOf(scene, record.fx[k], base);
      if (gap < SMALLEST_GAP) [zeros, tiny] = [true, tiny || gap > 0];
      else if (gap < least) least = gap;
      if (!lost && gap < Infinity && gap > most) most = gap;
    }
    right = Math.max(right, scene.axis === "steps" ? scene.steps : spent(record, scene.axis, record.last));
  }
  const high = Math.ceil(Math.log10((Math.max(most, first) || 1) * 1.3));
  const deep = tiny ? 6 : 2; // decades at least, so that a fall out of sight looks like a fall
  const low = Math.min(Math.floor(Math.log10(Math.min(least, 10 ** high)) + 1e-9), high - deep);
  return { low, high, right, zeros, tiny };
}

/** The last step at which a run has spent at most `amount`. */
export function stepAt(record, axis, amount) {
  if (axis === "steps") return Math.max(0, Math.min(record.last, Math.round(amount)));
  let low = 0, high = record.last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (record[axis][middle] <= amount) low = middle;
    else high = middle - 1;
  }
  return low;
}
