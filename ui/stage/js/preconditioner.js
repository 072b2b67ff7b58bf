// One language for all curvature: the matrix that turns a slope into a step.
import { playedBy } from "./internals.js";
import { bendsUp, dot2, inverse2, product2 } from "./linear2.js";

/**
 * The preconditioner P of a step, p = −P g up to a length: the inverse Hessian, or what stands for it.
 * @returns {{matrix: number[], symbol: string, source: string}|null} null where a method has none, or where it does not bend up
 */
export function preconditionerOf(run, insides, k) {
  for (const [role, symbol, build] of SOURCES) {
    const numbers = playedBy(run, insides, role, k);
    const matrix = numbers && build(numbers, run, insides, k);
    if (matrix) return matrix.every(Number.isFinite) && bendsUp(matrix) ? { matrix, symbol: run.roles[role].endsWith(":B") ? "B⁻¹" : symbol, source: role } : null;
  }
  return null;
}

/** The Hessian a method works with: asked for, or the inverse of what it has learned. */
export function hessianKnown(run, insides, k) {
  const asked = playedBy(run, insides, "hessian", k);
  if (asked) return { matrix: asked, source: "hessian" };
  const learned = inverseHessianOf(run, insides, k);
  const matrix = learned && inverse2(learned);
  return matrix ? { matrix, source: "inverse_hessian" } : null;
}

/** The inverse Hessian that a quasi-Newton method has learned. */
export function inverseHessianOf(run, insides, k) {
  const learned = playedBy(run, insides, "inverse_hessian", k) ?? inversePlayed(run, insides, k);
  return learned ?? pairsMatrix(playedBy(run, insides, "pairs_s", k), run, insides, k);
}

function inversePlayed(run, insides, k) {
  const B = run.family === "quasi-Newton" ? playedBy(run, insides, "hessian", k) : null;
  return B && inverse2(B);
}

const diagonal2 = (a, b) => [a, 0, 0, b];

const SOURCES = [
  ["curvatures", "|H|⁻¹", alongAxes],
  ["inverse_hessian", "H", (H) => H],
  ["pairs_s", "H", pairsMatrix],
  ["hessian", "∇²f⁻¹", (B) => inverse2(B)],
  ["preconditioner", "P", (P) => P],
  ["scale", "P", ([a, b]) => diagonal2(1 / a, 1 / b)],
  ["rate", "P", ([a, b]) => diagonal2(a, b)],
  ["second_moment", "P", secondMomentMatrix],
  ["diagonal", "P", ([a, b]) => diagonal2(1 / a, 1 / b)],
];

/** What the slope is divided by along axes of their own. */
function alongAxes([a, b], run, insides, k) {
  return alongColumns(diagonal2(1 / a, 1 / b), playedBy(run, insides, "axes", k));
}

/** A matrix given along the columns of Q; along the axes of the map if there is no Q. */
function alongColumns(P, Q) {
  return Q ? product2(product2(Q, P), [Q[0], Q[2], Q[1], Q[3]]) : P;
}

/** 1 / √v along the axes it is kept in: those of the map, or turned ones (columns of Q). */
function secondMomentMatrix([a, b], run, insides, k) {
  return alongColumns(diagonal2(1 / Math.sqrt(a), 1 / Math.sqrt(b)), playedBy(run, insides, "axes", k));
}

/** What the last steps s and turns y of the gradient amount to: the matrix that L-BFGS never writes down. */
function pairsMatrix(S, run, insides, k) {
  const Y = S && playedBy(run, insides, "pairs_y", k);
  const scale = S && playedBy(run, insides, "pairs_scale", k);
  if (!Y || !scale) return null;
  let H = diagonal2(scale[0], scale[0]);
  for (let i = S.length - 2; i >= 0; i -= 2) H = inverseUpdate2(H, [S[i], S[i + 1]], [Y[i], Y[i + 1]]);
  return H;
}

/** V H Vᵀ + ρ s sᵀ with V = I − ρ s yᵀ and ρ = 1 / sᵀy (Nocedal & Wright 2006, eq. 6.17); an empty pair changes nothing. */
function inverseUpdate2(H, [a, b], [c, d]) {
  const rho = 1 / dot2([a, b], [c, d]);
  if (!Number.isFinite(rho)) return H;
  const V = [1 - rho * a * c, -rho * a * d, -rho * b * c, 1 - rho * b * d];
  const turned = product2(product2(V, H), [V[0], V[2], V[1], V[3]]);
  return [turned[0] + rho * a * a, turned[1] + rho * a * b, turned[2] + rho * a * b, turned[3] + rho * b * b];
}
