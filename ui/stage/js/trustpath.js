// The way through a trust region: from its centre, as the radius grows, to the step that the method took.
import { dot2, inverse2, quadratic2, times2 } from "./linear2.js";

const SAMPLES_OF_WAY = 32;

/**
 * The points of the way to the step p, from 0: along the curve of exact solutions where the method knows their shift,
 * else straight, or by a corner: the Cauchy point, of the dogleg as of Steihaug's conjugate gradients on a plane.
 * @param {[number, number]} p
 * @param {[number, number]} g
 * @param {number[]} B
 * @param {number|undefined} shift λ in (B + λI) p = −g
 * @returns {Array<[number, number]>}
 */
export function wayToStep(p, g, B, shift) {
  if (shift !== undefined) return curveOfSolutions(p, g, B, shift);
  const slope = Math.hypot(...g);
  const downhill = g.map((part) => -part / slope);
  const straight = dot2(p, downhill);
  const off = Math.hypot(p[0] - straight * downhill[0], p[1] - straight * downhill[1]);
  if (!(off > 1e-6 * straight)) return [[0, 0], p];
  const length = slope / quadratic2(B, downhill);
  return [[0, 0], downhill.map((part) => part * length), p];
}

/** (B + λI) p = −g for λ from far away down to the one that gives p. */
function curveOfSolutions(p, g, B, shift) {
  const unit = Math.hypot(...g) / Math.hypot(...p);
  const way = [[0, 0]];
  for (let i = 1; i < SAMPLES_OF_WAY; i += 1) {
    const more = shift + unit * (SAMPLES_OF_WAY / i - 1);
    const inverse = inverse2([B[0] + more, B[1], B[2], B[3] + more]);
    if (inverse) way.push(times2(inverse, g).map((part) => -part));
  }
  return [...way, p];
}
