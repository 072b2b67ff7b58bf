// Frame, ticks and known points of the map.
import { formatNumber, niceTicks } from "./scale.js";

/**
 * The frame of a plot: where data coordinates lie on the screen.
 * @param {[[number, number], [number, number]]} view
 * @param {{left: number, top: number, width: number, height: number}} plot in css pixels
 */
export function mapFrame(view, plot) {
  const [[x0, x1], [y0, y1]] = view;
  return {
    view, ...plot, right: plot.left + plot.width, bottom: plot.top + plot.height,
    toX: (x) => plot.left + ((x - x0) / (x1 - x0)) * plot.width,
    toY: (y) => plot.top + ((y1 - y) / (y1 - y0)) * plot.height,
    fromX: (px) => x0 + ((px - plot.left) / plot.width) * (x1 - x0),
    fromY: (py) => y1 - ((py - plot.top) / plot.height) * (y1 - y0),
    contains: (px, py) => px >= plot.left && px <= plot.left + plot.width && py >= plot.top && py <= plot.top + plot.height,
  };
}

const HEADROOM = 36; // above the plot: read-out, legend of the ground, zoom
const MOST_POINTS = 40; // known points shown at once; with more in sight only the important ones are

/** Room for numbers and axis names around a plot in a panel of this size. */
export function plotWithin(width, height) {
  const left = width < 420 ? 38 : 50;
  return { left, top: HEADROOM, width: Math.max(40, width - left - 10), height: Math.max(40, height - HEADROOM - 38) };
}

/** The domain and more of it, so that a unit is as long across as up and right angles look right; but not of a very long one. */
export function squareView([[x0, x1], [y0, y1]], plot) {
  const [wide, high] = [x1 - x0, y1 - y0];
  if (wide > 2.5 * high || high > 2.5 * wide) return [[x0, x1], [y0, y1]];
  const unit = Math.max(wide / plot.width, high / plot.height);
  const [moreWide, moreHigh] = [(unit * plot.width - wide) / 2, (unit * plot.height - high) / 2];
  return [[x0 - moreWide, x1 + moreWide], [y0 - moreHigh, y1 + moreHigh]];
}

/** Ticks, their numbers, and the names of both axes. */
export function drawAxes(ctx, frame, theme, names = ["x", "y"]) {
  ctx.strokeStyle = theme.muted;
  ctx.fillStyle = theme.text;
  ctx.lineWidth = 1;
  ctx.font = `13px ${theme.font}`;
  ctx.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
  ctx.beginPath();
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const x of niceTicks(...frame.view[0], frame.width / 80)) {
    const px = Math.round(frame.toX(x)) + 0.5;
    ctx.moveTo(px, frame.bottom);
    ctx.lineTo(px, frame.bottom + 5);
    ctx.fillText(formatNumber(x, 6), px, frame.bottom + 8);
  }
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const y of niceTicks(...frame.view[1], frame.height / 60)) {
    const py = Math.round(frame.toY(y)) + 0.5;
    ctx.moveTo(frame.left - 5, py);
    ctx.lineTo(frame.left, py);
    ctx.fillText(formatNumber(y, 6), frame.left - 8, py);
  }
  ctx.stroke();
  drawAxisNames(ctx, frame, theme, names);
}

function drawAxisNames(ctx, frame, theme, [along, up]) {
  ctx.font = `italic 15px ${theme.font}`;
  ctx.fillStyle = theme.muted;
  ctx.textAlign = "right";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(along, frame.right, frame.bottom + 34);
  ctx.textAlign = up.length > 1 ? "left" : "right";
  ctx.fillText(up, up.length > 1 ? 4 : frame.left - 8, frame.top - 14);
}

/**
 * Minima as a ringed dot, saddles as a cross, maxima as a small peak: quiet, and never a shape that moves.
 */
export function drawKnownPoints(ctx, frame, surface, theme) {
  const { minima, saddles, maxima } = pointsInSight(frame, surface);
  const shapes = new Path2D();
  for (const [px, py] of minima) {
    shapes.moveTo(px + 7, py);
    shapes.arc(px, py, 7, 0, 2 * Math.PI);
    shapes.moveTo(px + 1.2, py);
    shapes.arc(px, py, 1.2, 0, 2 * Math.PI);
  }
  for (const [px, py] of saddles) {
    for (const turn of [1, -1]) {
      shapes.moveTo(px - 5, py - 5 * turn);
      shapes.lineTo(px + 5, py + 5 * turn);
    }
  }
  for (const [px, py] of maxima) {
    shapes.moveTo(px - 6, py + 4);
    shapes.lineTo(px, py - 6);
    shapes.lineTo(px + 6, py + 4);
    shapes.closePath();
  }
  ctx.lineCap = ctx.lineJoin = "round";
  for (const [colour, width] of [[theme.background, 4.5], [theme.muted, 1.8]]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke(shapes);
  }
}

/** Known points on the screen; where they crowd, minima alone, and at last only the lowest. */
function pointsInSight(frame, surface) {
  const onScreen = ([x, y, f]) => [frame.toX(x), frame.toY(y), f];
  const inSight = (points) => (points ?? []).map(onScreen).filter(([px, py]) => frame.contains(px, py));
  const [minima, saddles, maxima] = [surface.minima, surface.saddles, surface.maxima].map(inSight);
  if (minima.length + saddles.length + maxima.length <= MOST_POINTS) return { minima, saddles, maxima };
  const lowest = Math.min(...minima.map(([, , f]) => f));
  const important = minima.length <= MOST_POINTS ? minima : minima.filter(([, , f]) => f <= lowest + 1e-9 * (1 + Math.abs(lowest)));
  return { minima: important, saddles: [], maxima: [] };
}
