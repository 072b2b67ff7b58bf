// From an easy problem to a hard one: the minimum for one weight is where the search for the next begins.
import { dot2, eigen2 } from "./linear2.js";

const MOST_NEWTON = 60;
const SAME = 1e-14; // relative: a promised decrease below this is none

/**
 * The minima of merit(·, ·, weight) for one weight after another; it ends where none is found.
 * @param {(x: number, y: number, weight: number) => {value: number, slope: number[], H: number[]}} merit
 * @param {number[]} weights
 * @param {[number, number]} from
 * @returns {Array<{weight: number, at: [number, number]}>}
 */
export function followMinima(merit, weights, from) {
  const found = [];
  let at = from;
  for (const weight of weights) {
    at = minimumNear((x, y) => merit(x, y, weight), at);
    if (!at) break;
    found.push({ weight, at });
  }
  return found;
}

/** Newton's method with a bowl for a model and steps halved until they pay; null where it finds no minimum. */
function minimumNear(merit, [x, y]) {
  for (let i = 0; i < MOST_NEWTON; i += 1) {
    const { value, slope, H } = merit(x, y);
    if (![value, ...slope, ...H].every(Number.isFinite)) return null;
    const step = stepInBowl(H, slope), promised = dot2(step, slope);
    if (!(promised < -SAME * (1 + Math.abs(value)))) return [x, y];
    let share = 1;
    while (!(merit(x + share * step[0], y + share * step[1]).value <= value + 1e-4 * share * promised)) {
      share /= 2;
      if (share < 1e-12) return [x, y];
    }
    [x, y] = [x + share * step[0], y + share * step[1]];
  }
  return null;
}

/** −|H|⁻¹ slope: both eigenvalues by their size, none too small. */
function stepInBowl(H, slope) {
  const { high, low, along: [cos, sin] } = eigen2(H);
  const least = Math.max(1e-10, 1e-10 * Math.max(Math.abs(high), Math.abs(low)));
  const [first, second] = [cos * slope[0] + sin * slope[1], cos * slope[1] - sin * slope[0]];
  const [p, q] = [-first / Math.max(Math.abs(high), least), -second / Math.max(Math.abs(low), least)];
  return [cos * p - sin * q, sin * p + cos * q];
}
