// A small plot with two axes: where numbers lie, the frame, the ticks.
import { formatNumber, niceTicks, superscript } from "./scale.js";

/** A scale from numbers to pixels, straight. */
export function straightScale(low, high, from, to) {
  const span = high - low || 1;
  const digits = Math.min(12, 2 + Math.max(1, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / span)))); // neighbours differ
  return { of: (v) => from + (to - from) * (v - low) / span, ticks: (count) => niceTicks(low, high, count), words: (v) => formatNumber(v, digits) };
}

/** A scale of powers of ten; what is not above zero lies at the foot. */
export function powerScale(low, high, from, to) {
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const of = (v) => from + (to - from) * (Math.max(first, Math.log10(Math.max(v, Number.MIN_VALUE))) - first) / (last - first || 1);
  return { of, ticks: (count) => decades(Math.ceil(first - 1e-9), Math.floor(last + 1e-9), count).map((e) => 10 ** e), words: (v) => tenTo(Math.round(Math.log10(v))) };
}

/** Powers of ten on both sides of zero, and zero itself; straight between −small and small. */
export function bothSidesScale(low, high, from, to, small) {
  const bent = (v) => Math.sign(v) * Math.log10(1 + Math.abs(v) / small);
  const [bottom, top] = [bent(low), bent(high)];
  const of = (v) => from + (to - from) * (bent(v) - bottom) / (top - bottom || 1);
  const ticks = (count) => {
    const first = Math.round(Math.log10(small)) + 1;
    const side = (reach) => (reach > small ? decades(first, Math.floor(Math.log10(reach) + 1e-9), Math.max(2, count / 2)) : []).map((e) => 10 ** e);
    return [...side(-low).map((v) => -v), 0, ...side(high)].filter((v) => v >= low && v <= high);
  };
  const words = (v) => (v === 0 ? "0" : `${v < 0 ? "−" : ""}${tenTo(Math.round(Math.log10(Math.abs(v))))}`);
  return { of, ticks, words };
}

function decades(first, last, count) {
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const found = [];
  for (let e = last; e >= first; e -= stride) found.unshift(e);
  return found;
}

function tenTo(e) {
  return e === 0 ? "1" : e === 1 ? "10" : `10${superscript(e)}`;
}

/**
 * Frame, grid and numbers of a plot.
 * @param {{left: number, right: number, top: number, bottom: number}} box
 * @param {object|null} x a scale, or null for a plot whose numbers stand under another one
 */
export function drawChartFrame(ctx, box, x, y, theme) {
  ctx.lineWidth = 1;
  ctx.font = `13px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  const written = [];
  for (const value of y.ticks(Math.max(2, (box.bottom - box.top) / 34)).sort((a, b) => (b === 0) - (a === 0))) {
    const py = Math.round(y.of(value)) + 0.5;
    if (written.some((other) => Math.abs(other - py) < 15)) continue;
    written.push(py);
    chartLine(ctx, box.left, py, box.right, py, value === 0 ? theme.muted : theme.grid);
    ctx.fillStyle = theme.text;
    ctx.fillText(y.words(value), box.left - 7, py);
  }
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  for (const value of x?.ticks(Math.max(2, (box.right - box.left) / 80)) ?? []) {
    const px = Math.round(x.of(value)) + 0.5;
    chartLine(ctx, px, box.top, px, box.bottom, theme.grid);
    ctx.fillStyle = theme.text;
    ctx.fillText(x.words(value), px, box.bottom + 6);
  }
  ctx.strokeStyle = theme.muted;
  ctx.strokeRect(box.left + 0.5, box.top + 0.5, box.right - box.left, box.bottom - box.top);
}

/** A straight line in css pixels. */
export function chartLine(ctx, ax, ay, bx, by, colour, width = 1, dash = []) {
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(bx, by);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** What a panel says when it has nothing to draw. */
export function drawMessage(ctx, width, height, words, theme) {
  ctx.fillStyle = theme.muted;
  ctx.font = `15px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(words, width / 2, height / 2, width - 24);
}
