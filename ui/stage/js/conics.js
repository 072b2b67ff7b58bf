// Ellipses and hyperbolas given by a matrix, as paths on the screen.
import { eigen2 } from "./linear2.js";

/** Pixels per unit along x and y (y points down). */
export function pixelsPerUnit(frame) {
  const [[x0, x1], [y0, y1]] = frame.view;
  return [frame.width / (x1 - x0), -frame.height / (y1 - y0)];
}

/**
 * The half axes on the screen of {p : pᵀ M⁻¹ p = 1}, in pixels.
 * @returns {{long: number, short: number, angle: number}}
 */
export function screenAxes(frame, [a, b, c, d]) {
  const [sx, sy] = pixelsPerUnit(frame);
  const { high, low, along } = eigen2([a * sx * sx, b * sx * sy, c * sx * sy, d * sy * sy]);
  return { long: Math.sqrt(Math.max(0, high)), short: Math.sqrt(Math.max(0, low)), angle: Math.atan2(along[1], along[0]) };
}

/** Adds {p : pᵀ M⁻¹ p = radius²} about a centre to a path. */
export function addEllipse(path, frame, [x, y], axes, radius) {
  const [long, short] = [axes.long * radius, axes.short * radius];
  if (!(long < 1e6)) return;
  const [px, py] = [frame.toX(x), frame.toY(y)];
  path.moveTo(px + long * Math.cos(axes.angle), py + long * Math.sin(axes.angle));
  path.ellipse(px, py, long, short, axes.angle, 0, 2 * Math.PI);
}

/** Adds both branches of {p : ½ pᵀ B p = level} about a centre, for a B that bends up one way and down the other. */
export function addHyperbola(path, frame, [x, y], B, level) {
  const { high, low, along: [cos, sin] } = eigen2(B);
  const [u, v] = [Math.sqrt(2 * Math.abs(level) / high), Math.sqrt(2 * Math.abs(level) / -low)];
  const [[x0, x1], [y0, y1]] = frame.view;
  const reach = Math.asinh(2 * (Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x - (x0 + x1) / 2, y - (y0 + y1) / 2)) / Math.min(u, v));
  for (const side of [1, -1]) {
    for (let i = 0; i <= 80; i += 1) {
      const t = reach * (i / 40 - 1), [ch, sh] = [Math.cosh(t), Math.sinh(t)];
      const [p, q] = level > 0 ? [side * u * ch, v * sh] : [u * sh, side * v * ch];
      const [px, py] = [frame.toX(x + p * cos - q * sin), frame.toY(y + p * sin + q * cos)];
      if (i === 0) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
  }
}
