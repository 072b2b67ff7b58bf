// Two by two matrices, written row by row as four numbers.

/** @typedef {[number, number, number, number]} Matrix2 */

/** @param {Matrix2} m @param {ArrayLike<number>} v */
export function times2([a, b, c, d], [x, y]) {
  return [a * x + b * y, c * x + d * y];
}

/** @param {Matrix2} m @param {Matrix2} n */
export function product2([a, b, c, d], [e, f, g, h]) {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

/** The inverse, or null where there is none. */
export function inverse2([a, b, c, d]) {
  const det = a * d - b * c;
  return Number.isFinite(1 / det) ? [d / det, -b / det, -c / det, a / det] : null;
}

export function dot2([a, b], [c, d]) {
  return a * c + b * d;
}

/** pᵀ M p */
export function quadratic2(m, p) {
  return dot2(p, times2(m, p));
}

/**
 * Eigenvalues of a symmetric matrix, the larger one first, and the direction that belongs to it; the other is at a right angle.
 * @returns {{high: number, low: number, along: [number, number]}}
 */
export function eigen2([a, b, c, d]) {
  const off = (b + c) / 2, mean = (a + d) / 2, half = (a - d) / 2;
  const reach = Math.hypot(half, off);
  const angle = Math.atan2(off, half) / 2;
  return { high: mean + reach, low: mean - reach, along: [Math.cos(angle), Math.sin(angle)] };
}

/** Whether a symmetric matrix bends up in every direction. */
export function bendsUp(m) {
  return eigen2(m).low > 0;
}
