// The curvature along a path, as numbers: eigenvalues of the true Hessian, their ratio, and how far what was learned is off.
import { internalsOf, pointAt, trueHessian } from "./internals.js";
import { eigen2, product2 } from "./linear2.js";
import { inverseHessianOf } from "./preconditioner.js";

const knownCurvature = new WeakMap();

/**
 * For every step of a run up to its last one; kept until the run is another.
 * @returns {{high: Float64Array, low: Float64Array, condition: Float64Array, error: Float64Array|null}}
 *   error is ‖H ∇²f(x) − I‖ (Frobenius) where a method learns an inverse Hessian H; NaN where there is no number
 */
export function curvatureOf(scene, run) {
  const known = knownCurvature.get(run.record);
  if (known?.surfaceVersion === scene.surfaceVersion) return known;
  const insides = internalsOf(scene, run);
  const count = run.record.last + 1;
  const [high, low, condition] = [0, 1, 2].map(() => new Float64Array(count));
  const learns = Boolean(insides) && run.family === "quasi-Newton";
  const error = learns ? new Float64Array(count) : null;
  for (let k = 0; k < count; k += 1) {
    const B = trueHessian(scene, pointAt(run, insides, k));
    const found = eigen2(B);
    [high[k], low[k]] = [found.high, found.low];
    const [small, large] = [Math.abs(found.low), Math.abs(found.high)].sort((a, b) => a - b);
    condition[k] = large / small;
    if (learns) error[k] = distanceToIdentity(inverseHessianOf(run, insides, k), B);
  }
  const curvature = { surfaceVersion: scene.surfaceVersion, high, low, condition, error };
  knownCurvature.set(run.record, curvature);
  return curvature;
}

function distanceToIdentity(H, B) {
  if (!H) return NaN;
  const [a, b, c, d] = product2(H, B);
  return Math.hypot(a - 1, b, c, d - 1);
}
