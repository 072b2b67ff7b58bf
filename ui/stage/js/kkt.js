// The conditions of Karush, Kuhn and Tucker at the iterates of a run: multipliers, and how far each condition is from holding.
import { internalsOf, playedBy, pointAt } from "./internals.js";

const ACTIVE_WITHIN = 1e-5; // an inequality this close to zero may carry a multiplier

/**
 * How many constraints a problem has, equalities first; null for a surface without any.
 * @param {object} scene
 * @returns {{count: number, equalities: number}|null}
 */
export function constraintsIn(scene) {
  return scene.header?.surface?.constraints ?? null;
}

/**
 * Names of the constraints and of their multipliers: h and λ, g and μ, numbered where there are several.
 * @param {object} scene
 * @returns {Array<{name: string, multiplier: string, equality: boolean}>}
 */
export function constraintNames(scene) {
  const { count, equalities } = constraintsIn(scene);
  return Array.from({ length: count }, (_, i) => {
    const equality = i < equalities;
    const [many, place] = equality ? [equalities, i] : [count - equalities, i - equalities];
    const number = many > 1 ? "₁₂₃₄₅₆₇₈₉"[place] : "";
    return { name: (equality ? "h" : "g") + number, multiplier: (equality ? "λ" : "μ") + number, equality };
  });
}

/**
 * Everything the conditions speak of, at one point.
 * @returns {{g: number[], c: number[], rows: number[][]}} ∇f, the constraints, and their gradients
 */
export function constraintsAt(scene, [x, y]) {
  const flat = scene.surface.jacobian(x, y);
  const c = [...scene.surface.constraints(x, y)];
  return { g: scene.surface.grad(x, y), c, rows: c.map((_, i) => [flat[2 * i], flat[2 * i + 1]]) };
}

/** Σ λ ∇c */
export function pulled(rows, lam) {
  return [0, 1].map((axis) => rows.reduce((sum, row, i) => sum + lam[i] * row[axis], 0));
}

/**
 * The multipliers that leave the least of ∇f + Σ λ∇c, with λ ≥ 0 for inequalities and 0 where they are not active.
 * Every possible active set is tried. A gradient that depends on those before it gets 0.
 */
export function bestMultipliers({ g, c, rows }, equalities) {
  let [best, least] = [c.map(() => NaN), Infinity];
  for (const active of activeSets(c.length, equalities)) {
    const lam = c.map(() => 0);
    leastSquares(active.map((i) => rows[i]), g).forEach((value, j) => { lam[active[j]] = value; });
    const allowed = lam.every((v, i) => i < equalities || v === 0 || (v > 0 && c[i] >= -ACTIVE_WITHIN));
    const hold = pulled(rows, lam);
    const left = Math.max(Math.abs(g[0] + hold[0]), Math.abs(g[1] + hold[1]));
    if (allowed && left < least) [best, least] = [lam, left];
  }
  return best;
}

/** All equalities with every choice of at most two inequalities. */
function activeSets(count, equalities) {
  const always = Array.from({ length: equalities }, (_, i) => i);
  const rest = Array.from({ length: count - equalities }, (_, i) => equalities + i);
  const pairs = rest.flatMap((i) => rest.filter((j) => i < j).map((j) => [...always, i, j]));
  return [always, ...rest.map((i) => [...always, i]), ...pairs];
}

const REPEATED = 1e-13; // what is left of a dependent pivot, relative to it

/** The λ of these rows with the least |g + Σ λ row|: elimination on their products, row by row. */
function leastSquares(rows, g) {
  const lam = rows.map((row) => -(row[0] * g[0] + row[1] * g[1]));
  const gram = rows.map((a) => rows.map((b) => a[0] * b[0] + a[1] * b[1]));
  const first = gram.map((row, k) => row[k]);
  for (let k = 0; k < rows.length; k += 1) {
    const free = gram[k][k] > REPEATED * first[k], pivot = gram[k][k];
    gram[k] = gram[k].map((v) => (free ? v / pivot : 0));
    lam[k] = free ? lam[k] / pivot : 0;
    for (let i = k + 1; i < rows.length; i += 1) {
      const factor = gram[i][k];
      gram[i] = gram[i].map((v, j) => v - factor * gram[k][j]);
      lam[i] -= factor * lam[k];
    }
  }
  for (let k = rows.length - 1; k >= 0; k -= 1) for (let j = k + 1; j < rows.length; j += 1) lam[k] -= gram[k][j] * lam[j];
  return lam;
}

const knownConditions = new WeakMap();

/**
 * For every step of a run up to its last one; kept until the run or the problem is another.
 * The multipliers are the method's own, else the best ones.
 * @returns {{multipliers: number[][], feasibility: Float64Array, stationarity: Float64Array, complementarity: Float64Array}}
 */
export function conditionsOf(scene, run) {
  const known = knownConditions.get(run.record);
  if (known?.surfaceVersion === scene.surfaceVersion) return known;
  const insides = internalsOf(scene, run);
  const { equalities } = constraintsIn(scene);
  const count = run.record.last + 1;
  const found = { surfaceVersion: scene.surfaceVersion, multipliers: [] };
  for (const name of ["feasibility", "stationarity", "complementarity"]) found[name] = new Float64Array(count);
  for (let k = 0; k < count; k += 1) {
    const at = constraintsAt(scene, pointAt(run, insides, k));
    const lam = playedBy(run, insides, "multipliers", k) ?? bestMultipliers(at, equalities);
    const hold = pulled(at.rows, lam);
    found.multipliers.push(lam);
    found.feasibility[k] = largestOf(at.c.map((v, i) => (i < equalities ? Math.abs(v) : Math.max(v, 0))));
    found.stationarity[k] = largestOf([at.g[0] + hold[0], at.g[1] + hold[1]]);
    found.complementarity[k] = largestOf(lam.slice(equalities).map((v, i) => v * at.c[equalities + i]));
  }
  knownConditions.set(run.record, found);
  return found;
}

function largestOf(numbers) {
  return numbers.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}

const FOUND = 1e-3; // of the window: a run that rests farther away has found another point

/**
 * The known point of the problem that is nearest to where a run ends, with its exact multipliers; null where none is
 * known, or where the run rests on a point that is not among them.
 * @param {object} scene
 * @param {object} run
 */
export function nearestSolution(scene, run) {
  const points = knownSolutions(scene).filter(({ multipliers }) => multipliers.length);
  const { x, last } = run.record;
  const distance = (p) => Math.hypot(p.x - x[2 * last], p.y - x[2 * last + 1]);
  const nearest = points.reduce((best, p) => (!best || distance(p) < distance(best) ? p : best), null);
  const [[x0, x1], [y0, y1]] = scene.surface.domain;
  return nearest && run.record.status === "converged" && distance(nearest) > FOUND * Math.hypot(x1 - x0, y1 - y0) ? null : nearest;
}

/** The points Python knows to meet the conditions, at the levels it was told; while a level is in the hand there are none. */
export function knownSolutions(scene) {
  const { solutions = [], values } = scene.header?.surface ?? {};
  return JSON.stringify(values) === JSON.stringify(scene.surface.values) ? solutions : [];
}
