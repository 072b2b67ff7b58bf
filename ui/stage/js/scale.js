// Scales: which number belongs to which height, colour or tick.

/**
 * The lowest and highest finite value of a surface on its domain, seen on a grid.
 * The known lowest value joins in, so that the floor of a log scale is the true minimum.
 * @returns {[number, number]}
 */
export function surfaceRange(surface, cells = 96) {
  const [[left, right], [bottom, top]] = surface.domain;
  let lowest = Infinity, highest = -Infinity;
  for (let i = 0; i <= cells; i++) {
    for (let j = 0; j <= cells; j++) {
      const f = surface.value(left + (right - left) * i / cells, bottom + (top - bottom) * j / cells);
      if (!Number.isFinite(f)) continue;
      if (f < lowest) lowest = f;
      if (f > highest) highest = f;
    }
  }
  if (lowest > highest) return [0, 1];
  for (const minimum of surface.minima ?? []) if (minimum[2] < lowest) lowest = minimum[2];
  return [lowest, highest];
}

/** The two directions of each kind of scale: value -> stretched value -> value. */
const STRETCHES = {
  linear: () => [(f) => f, (s) => s],
  log: (lowest, eps) => [(f) => Math.log10(Math.max(f - lowest, 0) + eps), (s) => 10 ** s - eps + lowest],
  symlog: () => [
    (f) => Math.sign(f) * Math.log10(1 + Math.abs(f)),
    (s) => Math.sign(s) * (10 ** Math.abs(s) - 1),
  ],
};

/**
 * The colour scale of a surface between two values.
 * @param {{colour: "linear"|"log"|"symlog"}} surface
 * @param {number} lowest
 * @param {number} highest
 * @returns {{to: (f: number) => number, from: (u: number) => number, levels: (n: number) => number[]}}
 *   `to` clips to 0..1 and keeps NaN; `from` is its inverse; `levels(n)` are n values evenly spaced in between.
 */
export function colourScale(surface, lowest, highest) {
  return stretchedScale(surface, lowest, highest, Math.min(1e-6 * (highest - lowest), 1e-3));
}

/** The same for heights: a log scale starts higher, so that a minimum is a bowl and not a needle. */
export function heightScale(surface, lowest, highest) {
  return stretchedScale(surface, lowest, highest, 1e-4 * (highest - lowest));
}

function stretchedScale(surface, lowest, highest, eps) {
  const [stretch, relax] = (STRETCHES[surface.colour] ?? STRETCHES.linear)(lowest, eps || Number.MIN_VALUE);
  const low = stretch(lowest), span = stretch(highest) - low || 1;
  const from = (u) => relax(low + u * span);
  return {
    to: (f) => Math.min(1, Math.max(0, (stretch(f) - low) / span)),
    from,
    levels: (n) => Array.from({ length: n }, (_, i) => from((i + 1) / (n + 1))),
  };
}

/** Round numbers (1, 2 or 5 times a power of ten apart) between low and high, about `count` of them. */
export function niceTicks(low, high, count = 5) {
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const rough = (high - low) / Math.max(1, count);
  const power = Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((m) => m * 10 ** power >= rough * 0.999);
  const step = factor * 10 ** power, digits = Math.max(0, -power);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    ticks.push(digits <= 100 ? Number((i * step).toFixed(digits)) + 0 : i * step);
  }
  return ticks;
}

/** Powers of ten between low and high (both positive), thinned to at most `count`. */
export function logTicks(low, high, count = 6) {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / count));
  const ticks = [];
  for (let e = Math.ceil(first / stride) * stride; e <= last; e += stride) ticks.push(Number(`1e${e}`));
  return ticks;
}

/** A whole number in raised digits: -3 gives ⁻³. */
export function superscript(n) {
  return String(n).replace(/[-\d]/g, (c) => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]);
}

/**
 * A number as a person writes it: 0.05, −1.2, 12300, 1.2×10⁻⁵, 10⁻³, ∞.
 * @param {number} v
 * @param {number} [digits] significant digits at most
 */
export function formatNumber(v, digits = 4) {
  if (Number.isNaN(v)) return "NaN";
  if (v === 0) return "0";
  const sign = v < 0 ? "−" : "", size = Math.abs(v);
  if (size === Infinity) return sign + "∞";
  const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
  const e = Number(exponent);
  if (e >= -3 && e < 5) return sign + Number(e < digits - 1 ? size.toPrecision(digits) : size.toFixed(0));
  const m = Number(mantissa);
  return `${sign}${m === 1 ? "" : m + "×"}10${superscript(e)}`;
}
