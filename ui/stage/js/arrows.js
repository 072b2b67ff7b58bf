// Arrows and their names on the map: dark on light, light on dark, always with a halo, told apart by stroke and word.
import { runHalo } from "./palette.js";

const HEAD_LENGTH = 13;
const NAME_HEIGHT = 20;

/**
 * An arrow between two points of the screen.
 * @param {{colour: string, width: number, dash?: number[], open?: boolean, dark: boolean}} look
 */
export function drawStemArrow(ctx, [ax, ay], [bx, by], look) {
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length > 1) || length > 1e6) return;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const head = Math.min(HEAD_LENGTH, 0.55 * length), half = 0.5 * head;
  const [nx, ny] = [bx - head * ux, by - head * uy];
  const stem = new Path2D(), tip = new Path2D();
  stem.moveTo(ax, ay);
  stem.lineTo(look.open ? bx : nx + ux, look.open ? by : ny + uy);
  tip.moveTo(nx - half * uy, ny + half * ux);
  tip.lineTo(bx, by);
  tip.lineTo(nx + half * uy, ny - half * ux);
  if (!look.open) tip.closePath();
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.setLineDash([]);
  ctx.strokeStyle = runHalo(look.dark);
  ctx.lineWidth = look.width + 3;
  ctx.stroke(stem);
  ctx.stroke(tip);
  ctx.strokeStyle = ctx.fillStyle = look.colour;
  ctx.lineWidth = look.width;
  ctx.setLineDash(look.dash ?? []);
  ctx.lineCap = look.dash?.length ? "butt" : "round";
  ctx.stroke(stem);
  ctx.setLineDash([]);
  if (look.open) ctx.stroke(tip);
  else ctx.fill(tip);
}

/** A line or curve with a halo. */
export function strokeWithHalo(ctx, path, { colour, width, dash, dark, thin }) {
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.setLineDash([]);
  ctx.strokeStyle = runHalo(dark);
  ctx.lineWidth = width + (thin ? 1.2 : 2.4);
  ctx.stroke(path);
  ctx.lineCap = dash?.length ? "butt" : "round";
  ctx.setLineDash(dash ?? []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
  ctx.setLineDash([]);
}

/**
 * Names to write, each near its place; they move aside rather than cover one another or leave the frame.
 * @param {Array<{words: string, x: number, y: number, towards?: [number, number], colour: string}>} names
 * @param {[number, number]} head where the run stands: no name covers it
 * @returns {Array<{words: string, left: number, top: number, width: number, height: number}>}
 */
export function drawNames(ctx, frame, names, head, theme) {
  ctx.font = `600 15px ${theme.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const keepClear = [...names.map(({ x, y }) => clearing(x, y, 4)), clearing(...head, 10)];
  const boxes = [];
  for (const { words, x, y, towards = [1, -1], colour } of names) {
    if (!frame.contains(x, y)) continue;
    const box = roomFor({ words, width: ctx.measureText(words).width, height: NAME_HEIGHT }, x, y, towards, frame, [...keepClear, ...boxes]);
    boxes.push(box);
    ctx.strokeStyle = theme.dark ? "rgba(10,12,18,0.85)" : "rgba(255,255,255,0.92)";
    ctx.lineWidth = 5;
    ctx.strokeText(words, box.left, box.top + NAME_HEIGHT / 2);
    ctx.fillStyle = colour;
    ctx.fillText(words, box.left, box.top + NAME_HEIGHT / 2);
  }
  return boxes;
}

/** The first free place around a point, beginning in the given direction. */
function roomFor(box, x, y, [ux, uy], frame, taken) {
  const angle = Math.atan2(uy, ux);
  let last = null;
  for (const reach of [11, 18, 32]) {
    for (const turn of [0, 0.7, -0.7, 1.4, -1.4, 2.2, -2.2, Math.PI]) {
      const [cx, cy] = [Math.cos(angle + turn), Math.sin(angle + turn)];
      const left = x + cx * reach + (beside(cx) - 1) * box.width / 2;
      const top = y + cy * reach + (beside(cy) - 1) * NAME_HEIGHT / 2;
      last = {
        ...box, left: Math.max(frame.left + 4, Math.min(frame.right - box.width - 4, left)),
        top: Math.max(frame.top + 2, Math.min(frame.bottom - NAME_HEIGHT - 2, top)),
      };
      if (!taken.some((other) => namesTouch(last, other))) return last;
    }
  }
  return last;
}

/** Diagonally from a point a name begins at its corner, else at the middle of a side. */
function beside(part) {
  return Math.max(-1, Math.min(1, 1.6 * part));
}

function clearing(x, y, radius) {
  return { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
}

function namesTouch(a, b) {
  return a.left < b.left + b.width + 3 && b.left < a.left + a.width + 3 && a.top < b.top + b.height && b.top < a.top + a.height;
}
