// How large past slopes were, for each coordinate: two marks on one logarithmic scale, in a corner of the map.
import { formatNumber } from "./scale.js";

const GAUGE = { width: 214, height: 66, inset: 10 };

/** Draws the accumulators of a step; the scale spans what the whole run has seen. */
export function drawGauge({ ctx, frame, scene, ink, colour }, gauge) {
  const { theme } = scene;
  const [left, top] = [frame.left + GAUGE.inset, frame.bottom - GAUGE.inset - GAUGE.height];
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = theme.background;
  ctx.beginPath();
  ctx.roundRect(left, top, GAUGE.width, GAUGE.height, 8);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.font = `600 14px ${theme.font}`;
  ctx.textBaseline = "middle";
  const [low, high] = gauge.range.map((value) => Math.log10(value));
  const [from, to] = [left + 40, left + GAUGE.width - 74];
  gauge.screen = gauge.values.map((value, i) => {
    const y = top + 20 + 27 * i;
    const share = high > low ? (Math.log10(value) - low) / (high - low) : 0.5;
    const x = from + Math.max(0, Math.min(1, share)) * (to - from);
    ctx.fillStyle = theme.text;
    ctx.textAlign = "left";
    ctx.fillText(`${gauge.symbol}${"₁₂"[i]}`, left + 10, y);
    ctx.fillStyle = theme.grid;
    ctx.fillRect(from, y - 3, to - from, 6);
    ctx.fillStyle = colour;
    ctx.fillRect(from, y - 3, x - from, 6);
    ctx.fillStyle = ink;
    ctx.fillRect(x - 1.5, y - 8, 3, 16);
    ctx.fillStyle = theme.text;
    ctx.textAlign = "right";
    ctx.fillText(formatNumber(value, 3), left + GAUGE.width - 10, y);
    return [x, y];
  });
}
