// The geometry of one step, in the coordinates of the surface: what a person may lay over the map.
import { stepExplained } from "./anatomy.js";
import { unknownIn } from "./equation.js";
import { constraintsIn } from "./kkt.js";
import { balanceArrows, furthestCorner, pathOfMinima, pointBeforeProjection, pullArrows, linearisedConstraints } from "./kktgeometry.js";
import { internalsOf, playedBy, pointAt, questionsOf, trueHessian } from "./internals.js";
import { bendsUp, dot2, inverse2, quadratic2, times2 } from "./linear2.js";
import { hessianKnown, preconditionerOf } from "./preconditioner.js";
import { wayToStep } from "./trustpath.js";

/** The kinds of geometry, in the order of the menu. */
export const GEOMETRY_KINDS = {
  pulls: pullArrows,
  balance: balanceArrows,
  gradient: slopeArrow,
  momentum: momentumArrow,
  step: stepTaken,
  linearised: linearisedConstraints,
  path: pathOfMinima,
  trial: pointBeforeProjection,
  corner: furthestCorner,
  ellipse: stepEllipse,
  accumulators: accumulatedScale,
  model: quadraticModel,
  region: trustRegion,
  directions: searchDirections,
  points: namedPoints,
  questions: askedPoints,
  box: decayBox,
};

const BETWEEN_CONSTRAINTS = ["pulls", "balance", "linearised", "path", "trial", "corner"];
const EVERYWHERE = ["gradient", "step", "questions"];
const OF_AN_EQUATION = ["step", "questions"];
const OF_THE_ITERATE = ["pulls", "balance"]; // not of the step: there is one more of them

/** The kinds that can say something about this problem. */
export function kindsHere(scene) {
  if (unknownIn(scene)) return OF_AN_EQUATION;
  const constrained = Boolean(constraintsIn(scene));
  return Object.keys(GEOMETRY_KINDS).filter((kind) => EVERYWHERE.includes(kind) || BETWEEN_CONSTRAINTS.includes(kind) === constrained);
}

/**
 * All wanted kinds for the step that is explained while the clock stands at `at`; a kind without data is left out.
 * @param {object} scene
 * @param {object} run
 * @param {number} at
 * @param {Iterable<string>} wanted
 * @returns {{k: number, x: [number, number]}} and one entry per kind
 */
export function geometryOf(scene, run, at, wanted) {
  const insides = internalsOf(scene, run);
  const k = stepExplained(run.record, at);
  const step = { scene, run, insides, at, k, x: pointAt(run, insides, Math.max(0, k)), next: pointAt(run, insides, k + 1) };
  const found = { k, x: step.x };
  for (const kind of wanted) {
    if (k < 0 && !OF_THE_ITERATE.includes(kind)) continue;
    const drawing = GEOMETRY_KINDS[kind](step);
    if (drawing) found[kind] = drawing;
  }
  return found;
}

/** Which kinds a run has anything to show for. */
export function kindsOf(run) {
  const plays = (...roles) => roles.some((role) => run.roles?.[role]);
  const curved = plays("inverse_hessian", "pairs_s", "hessian");
  const scaled = plays("scale", "rate", "second_moment", "diagonal");
  return Object.keys(GEOMETRY_KINDS).filter((kind) => ({
    momentum: plays("momentum"), ellipse: curved || scaled || plays("preconditioner"), accumulators: scaled,
    region: plays("radius"), directions: plays("direction"), points: POINT_ROLES.some((role) => plays(role)), box: plays("box"),
    questions: run.live, linearised: plays("linearised"), path: plays("barrier", "penalty"), trial: plays("trial"), corner: plays("corner"),
  })[kind] ?? true);
}

/** −∇f, where the method asked for it: on a look-ahead point if it has one. */
function slopeArrow({ scene, run, insides, k, x }) {
  const own = playedBy(run, insides, "gradient", k);
  const from = own ? playedBy(run, insides, "look_ahead", k) ?? x : x;
  const g = own ?? scene.surface.grad(...x);
  return { from, vector: [-g[0], -g[1]] };
}

function momentumArrow({ run, insides, k, x }) {
  const m = playedBy(run, insides, "momentum", k);
  return m && { from: x, vector: [-m[0], -m[1]], symbol: momentumSymbol(run.roles.momentum) };
}

function momentumSymbol(path) {
  return { m_hat: "−m̂", b: "−b", m: "−m" }[path.split(":")[1]] ?? "−m";
}

function stepTaken({ x, next }) {
  return { from: x, to: next };
}

/** All steps that cost as much as the one taken, measured by P⁻¹: {p : pᵀ P⁻¹ p = r²}, scaled to pass through the step. */
function stepEllipse({ run, insides, k, x, next }) {
  const P = preconditionerOf(run, insides, k);
  const inverse = P && inverse2(P.matrix);
  if (!inverse) return null;
  const radius = Math.sqrt(quadratic2(inverse, [next[0] - x[0], next[1] - x[1]]));
  return { centre: x, matrix: P.matrix, radius, symbol: P.symbol, source: P.source };
}

/** Per coordinate, the size of past slopes: √v, or what else the slope is divided by; and its range over the whole run. */
function accumulatedScale({ run, insides, k }) {
  const role = ["scale", "second_moment", "diagonal", "rate"].find((name) => run.roles?.[name]);
  const sized = (i) => playedBy(run, insides, role, i)?.map((v) => (role === "second_moment" ? Math.sqrt(v) : v));
  const values = role && sized(k);
  if (!values) return null;
  accumulatedScale.ranges ??= new WeakMap();
  const ranges = accumulatedScale.ranges;
  if (!ranges.has(run.record)) ranges.set(run.record, positiveRange(run.record.last, sized));
  const symbol = { scale: "√v", second_moment: "√v", diagonal: "h", rate: "η" }[role];
  return { values, range: ranges.get(run.record), source: role, symbol };
}

function positiveRange(last, sized) {
  let [low, high] = [Infinity, 0];
  for (let k = 0; k < last; k += 1) {
    for (const value of sized(k) ?? []) {
      if (value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return [low, high];
}

/**
 * The parabola f + gᵀp + ½ pᵀB p about x: with the Hessian the method knows, else with the true one.
 * `flat` is where it is flat: its minimiser if B bends up.
 */
function quadraticModel({ scene, run, insides, k, x }) {
  const known = hessianKnown(run, insides, k) ?? { matrix: trueHessian(scene, x), source: "surface" };
  const g = scene.surface.grad(...x);
  const cube = playedBy(run, insides, "cube", k)?.[0];
  if (cube > 0) return cubicModel(known.matrix, g, cube, playedBy(run, insides, "direction", k), x);
  const B = known.matrix;
  const inverse = inverse2(B);
  if (![...B, ...g].every(Number.isFinite) || !inverse) return null;
  const [px, py] = times2(inverse, g);
  return { centre: x, g, B, flat: [x[0] - px, x[1] - py], drop: dot2(g, [px, py]) / 2, minimum: bendsUp(B), source: known.source };
}

/** f + gᵀp + ½ pᵀB p + M/6 ‖p‖³: never without a lowest point, which is the step tried. */
function cubicModel(B, g, cube, step, x) {
  const rise = (p) => dot2(g, p) + quadratic2(B, p) / 2 + (cube * Math.hypot(...p) ** 3) / 6;
  return { centre: x, g, B, cube, rise, flat: [x[0] + step[0], x[1] + step[1]], drop: -rise(step), minimum: true, source: "cubic" };
}

/** The region the model is trusted in, and the way from its centre to the step. */
function trustRegion({ run, insides, k, x }) {
  const radius = playedBy(run, insides, "radius", k)?.[0];
  if (!(radius > 0)) return null;
  const [g, B, p] = ["gradient", "hessian", "direction"].map((role) => playedBy(run, insides, role, k));
  const path = g && B && p ? wayToStep(p, g, B, playedBy(run, insides, "shift", k)?.[0]).map(([px, py]) => [x[0] + px, x[1] + py]) : [];
  return { centre: x, radius, path };
}

/** The direction of this step and of the one before, and how conjugate they are with respect to the true Hessian. */
function searchDirections({ scene, run, insides, k, x }) {
  const now = playedBy(run, insides, "direction", k);
  if (!now) return null;
  const before = k > 0 ? playedBy(run, insides, "direction", k - 1) : null;
  const H = trueHessian(scene, x);
  const cosine = before && dot2(before, times2(H, now)) / Math.sqrt(Math.abs(quadratic2(H, before) * quadratic2(H, now)));
  return { centre: x, now, before, cosine: Number.isFinite(cosine) ? cosine : null };
}

const POINT_ROLES = ["classic", "look_ahead", "probe", "slow", "base"];

function namedPoints({ run, insides, k }) {
  const points = POINT_ROLES.map((name) => ({ name, at: playedBy(run, insides, name, k) })).filter(({ at }) => at);
  return points.length ? points : null;
}

/** Where the step asked for values, gradients and Hessians, in order. */
function askedPoints({ scene, run, insides, k }) {
  const asked = questionsOf(scene, run, insides, k);
  return asked.length ? asked : null;
}

/** The box |x| ≤ 1/λ: with decay apart from the sign, no point outside it can be kept. */
function decayBox({ run }) {
  const decay = playedBy(run, null, "box", 0)?.[0];
  return decay > 0 ? { half: 1 / decay } : null;
}
