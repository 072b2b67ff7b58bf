// The geometry of a step between constraints: pulls that balance, linearised constraints, paths that lead to the edge.
import { followMinima } from "./homotopy.js";
import { playedBy, pointAt } from "./internals.js";
import { constraintNames, constraintsAt, constraintsIn, conditionsOf, pulled } from "./kkt.js";

/** ∇f and every λ∇c at the iterate: at a solution their sum is zero. */
export function pullArrows(step) {
  if (!constraintsIn(step.scene)) return null;
  const { here, g, rows, lam } = balanceAt(step);
  const holds = constraintNames(step.scene).map(({ name, multiplier }, i) => (
    { from: here, vector: rows[i].map((part) => lam[i] * part), symbol: `${multiplier}∇${name}`, look: "hold" }
  ));
  return [{ from: here, vector: g, symbol: "∇f", look: "slope" }, ...holds.filter(({ vector }) => Math.hypot(...vector) > 0)];
}

/** −∇f against Σ λ∇c: at a solution the two arrows are one. */
export function balanceArrows(step) {
  if (!constraintsIn(step.scene)) return null;
  const { here, g, rows, lam } = balanceAt(step);
  const [down, hold] = [g.map((part) => -part), pulled(rows, lam)];
  return [
    { from: here, vector: down, symbol: "−∇f", look: "downhill" },
    { from: here, vector: hold, symbol: "Σλ∇c", look: "sum", gap: [hold[0] - down[0], hold[1] - down[1]] },
  ];
}

/** What pulls at the iterate the clock shows, which at the end is the last one. */
function balanceAt({ scene, run, insides, at }) {
  const k = Math.min(at, run.record.last);
  const here = pointAt(run, insides, k);
  return { here, lam: conditionsOf(scene, run).multipliers[k], ...constraintsAt(scene, here) };
}

/** Every constraint as it looks from x, c + ∇c·d = 0, and the step the model asks for. */
export function linearisedConstraints({ scene, run, insides, k, x }) {
  const wanted = playedBy(run, insides, "linearised", k);
  if (!wanted) return null;
  const { c, rows } = constraintsAt(scene, x);
  const lines = constraintNames(scene).map(({ name }, i) => ({ name, value: c[i], gradient: rows[i] }));
  return { centre: x, lines: lines.filter(({ gradient }) => Math.hypot(...gradient) > 0), wanted };
}

/** The point before the projection, and where it was sent. */
export function pointBeforeProjection({ run, insides, k, x, next }) {
  const at = playedBy(run, insides, "trial", k);
  return at && { from: x, at, to: next };
}

/** The corner of the set that lies furthest downhill. */
export function furthestCorner({ run, insides, k, x }) {
  const at = playedBy(run, insides, "corner", k);
  return at && { from: x, at };
}

const knownPaths = new WeakMap();

/** The minima of the penalised (or barred) f for one weight after another, and the one the method aims at now. */
export function pathOfMinima({ scene, run, insides, k }) {
  const role = ["barrier", "penalty"].find((name) => run.roles?.[name]);
  const weight = role && playedBy(run, insides, role, k)?.[0];
  if (!(weight > 0)) return null;
  if (knownPaths.get(run.record)?.surfaceVersion !== scene.surfaceVersion) {
    const first = playedBy(run, insides, role, 0)[0];
    knownPaths.set(run.record, { surfaceVersion: scene.surfaceVersion, points: minimaFor(scene, role, first) });
  }
  const { points } = knownPaths.get(run.record);
  if (points.length === 0) return null;
  const away = (point) => Math.abs(Math.log(point.weight / weight));
  const aim = points.reduce((best, point) => (away(point) < away(best) ? point : best));
  return { role, weight, points, aim: aim.at };
}

const WEIGHTS_PER_DECADE = 8;

/** A barrier falls to 1e-9 and is followed from inside; a penalty grows to 1e8 and is followed from the start. */
function minimaFor(scene, role, first) {
  const { equalities } = constraintsIn(scene);
  const inside = ([x, y]) => [...scene.surface.constraints(x, y)].slice(equalities).every((v) => v < 0);
  if (role === "barrier" && equalities > 0) return [];
  const from = role === "penalty" || inside(scene.start) ? scene.start : scene.header.surface.inside;
  if (!from || (role === "barrier" && !inside(from))) return [];
  const decades = role === "barrier" ? Math.log10(first) + 9 : 8 - Math.log10(first);
  const factor = 10 ** ((role === "barrier" ? -1 : 1) / WEIGHTS_PER_DECADE);
  const weights = Array.from({ length: Math.max(1, Math.round(decades * WEIGHTS_PER_DECADE)) }, (_, i) => first * factor ** i);
  return followMinima(role === "barrier" ? barredBy(scene) : penalisedBy(scene, equalities), weights, from);
}

/** f − μ Σ log(−g) with its gradient and Hessian. */
function barredBy({ surface }) {
  return (x, y, weight) => {
    const c = [...surface.constraints(x, y)];
    const force = c.map((v) => weight / -v);
    const value = surface.value(x, y) - weight * c.reduce((sum, v) => sum + Math.log(-v), 0);
    return { value, ...derivatives(surface, x, y, force, force.map((v, i) => v / -c[i])) };
  };
}

/** f + μ/2 Σ violation² with its gradient and Hessian. */
function penalisedBy({ surface }, equalities) {
  return (x, y, weight) => {
    const c = [...surface.constraints(x, y)].map((v, i) => (i < equalities || v > 0 ? v : 0));
    const value = surface.value(x, y) + (weight / 2) * c.reduce((sum, v) => sum + v * v, 0);
    return { value, ...derivatives(surface, x, y, c.map((v) => weight * v), c.map((v) => (v === 0 ? 0 : weight))) };
  };
}

/** ∇f + Σ forceᵢ ∇cᵢ, and ∇²f + Σ forceᵢ ∇²cᵢ + Σ stiffnessᵢ ∇cᵢ∇cᵢᵀ. */
function derivatives(surface, x, y, force, stiffness) {
  const [slope, H] = [[...surface.grad(x, y)], [...surface.hess(x, y)]];
  const [rows, bends] = [surface.jacobian(x, y), surface.curvatures(x, y)];
  force.forEach((push, i) => {
    const row = [rows[2 * i], rows[2 * i + 1]];
    for (const a of [0, 1]) {
      slope[a] += push * row[a];
      for (const b of [0, 1]) H[2 * a + b] += push * bends[4 * i + 2 * a + b] + stiffness[i] * row[a] * row[b];
    }
  });
  return { slope, H };
}
