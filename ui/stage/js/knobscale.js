// The scale of a slider: a position between 0 and 1, and the short number that stands there.

const POINTER_SNAP = 0.005; // about one pixel of a slider: close enough to mean the default itself
const FINE_MOVES = 400; // arrow keys cross a logarithmic slider in this many presses
const COARSE_MOVES = 20; // page keys

/** Whether the knob moves on a logarithmic scale; that needs positive ends. */
function isLogKnob(knob) {
  return Boolean(knob.log) && knob.low > 0;
}

/**
 * Where a value stands on its slider, from 0 (low) to 1 (high).
 * @param {{low: number, high: number, log?: boolean}} knob
 * @param {number} value
 */
export function knobPosition(knob, value) {
  const { low, high } = knob;
  const position = isLogKnob(knob) ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, position));
}

/**
 * The value at a position: short enough for a link, both ends exact, and the default within reach of a pointer.
 * @param {{low: number, high: number, log?: boolean, kind?: string}} knob
 * @param {number} position from 0 to 1
 * @param {number} [home] the default
 */
export function knobValueAt(knob, position, home) {
  const { low, high } = knob;
  if (position <= 0) return low;
  if (position >= 1) return high;
  if (home !== undefined && Math.abs(knobPosition(knob, home) - position) < POINTER_SNAP) return home;
  return shortKnobValue(knob, isLogKnob(knob) ? low * (high / low) ** position : low + (high - low) * position);
}

/** Three significant digits on a logarithmic scale, a round grain on a linear one, whole numbers where they are due. */
function shortKnobValue(knob, value) {
  let short = Math.round(value);
  if (knob.kind !== "whole") {
    const grain = knobGrain(knob);
    short = isLogKnob(knob) ? Number(value.toPrecision(3)) : Number((Math.round(value / grain) * grain).toPrecision(12));
  }
  return Math.min(knob.high, Math.max(knob.low, short));
}

/** The smallest useful move of a linear knob: a power of ten, 200 to 2000 of them on the slider. */
function knobGrain(knob) {
  return knob.kind === "whole" ? 1 : 10 ** Math.floor(Math.log10((knob.high - knob.low) / 200));
}

/**
 * The value after a key press; a move never jumps over the default but stops there once.
 * @param {{low: number, high: number, log?: boolean, kind?: string}} knob
 * @param {number} value
 * @param {1|-1} direction
 * @param {boolean} coarse
 * @param {number} [home] the default
 */
export function nudgedKnobValue(knob, value, direction, coarse, home) {
  const moved = isLogKnob(knob) ? movedByRatio(knob, value, direction, coarse) : movedByGrain(knob, value, direction, coarse);
  const passesHome = home !== undefined && (home - value) * direction > 0 && (moved - home) * direction > 0;
  return passesHome ? home : moved;
}

function movedByGrain(knob, value, direction, coarse) {
  const grain = knobGrain(knob);
  const move = coarse ? Math.max(2 * grain, (knob.high - knob.low) / COARSE_MOVES) : grain;
  return shortKnobValue(knob, value + direction * move);
}

function movedByRatio(knob, value, direction, coarse) {
  const ratio = (knob.high / knob.low) ** (direction / (coarse ? COARSE_MOVES : FINE_MOVES));
  const moved = shortKnobValue(knob, value * ratio);
  if (moved !== value) return moved;
  const smallest = knob.kind === "whole" ? 1 : 10 ** (Math.floor(Math.log10(value)) - 2);
  return shortKnobValue(knob, value + direction * smallest);
}

/**
 * The number a person typed; NaN if it is none. Accepts a decimal comma, a true minus sign and full-width digits.
 * @param {string} typed
 */
export function typedNumber(typed) {
  const plain = typed.normalize("NFKC").trim().replaceAll("−", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
