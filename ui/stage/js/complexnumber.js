// A point of the plane that stands for a number is written as one: 1.3 on the real axis, 1.3 + 0.5i beside it.
import { unknownIn } from "./equation.js";
import { formatNumber } from "./scale.js";

/** A complex number; as a text it is written with four digits. */
export class ComplexNumber {
  constructor(a, b) {
    Object.assign(this, { a, b });
  }

  toString() {
    const size = formatNumber(Math.abs(this.b), 4);
    const imaginary = size === "1" ? "i" : `${size}i`;
    if (this.a === 0) return this.b < 0 ? `−${imaginary}` : imaginary;
    return `${formatNumber(this.a, 4)} ${this.b < 0 ? "−" : "+"} ${imaginary}`;
  }
}

/** A complex number as it is written: without an imaginary part where it has none. */
export function complexWords(a, b) {
  return b === 0 ? formatNumber(a, 4) : String(new ComplexNumber(a, b));
}

/**
 * A field of a step as it is shown: where an equation is solved, two coordinates are one number.
 * @param {object} scene
 * @param {{shape: number[], numbers: Array}|null} value
 */
export function asNumber(scene, value) {
  if (!unknownIn(scene) || value?.shape.length !== 1) return value;
  const [a, b] = value.numbers;
  return { shape: [], numbers: [b === 0 ? a : new ComplexNumber(a, b)] };
}

/** Whether two entries of a step are the same, bit for bit. */
export function sameEntry(one, other) {
  if (one instanceof ComplexNumber && other instanceof ComplexNumber) return Object.is(one.a, other.a) && Object.is(one.b, other.b);
  return Object.is(one, other);
}
