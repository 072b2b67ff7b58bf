// The box around the surface: floor, two back walls, and few ticks that can be read.
import { BOX_HEIGHT } from "./camera.js";
import { boxOf } from "./heightfield.js";
import { formatNumber, logTicks, niceTicks, superscript } from "./scale.js";

/**
 * Draws floor, back walls, ticks and axis names; the surface comes on top.
 * @param {CanvasRenderingContext2D} ctx
 * @param {object} view
 * @param {object} scene
 * @param {{scale: object, lowest: number, highest: number}} heights
 */
export function drawBox(ctx, view, scene, heights) {
  const { theme, surface: { domain } } = scene;
  const front = view.eye.map((c) => (c >= 0 ? 1 : -1));
  const pen = { ctx, view, theme, taken: [] };
  ctx.lineWidth = 1;
  const [xOf, yOf] = boxOf(domain);
  const xs = niceTicks(...domain[0], 4).map((v) => [xOf(v), formatNumber(v)]);
  const ys = niceTicks(...domain[1], 4).map((v) => [yOf(v), formatNumber(v)]);
  const zs = heightTicks(scene.surface, heights).map(([u, text]) => [u * BOX_HEIGHT, text]);
  drawWalls(pen, front, xs, ys, zs);
  ctx.fillStyle = theme.text;
  ctx.textBaseline = "middle";
  drawHeights(pen, front, zs, scene, heights);
  ctx.font = `13px ${theme.font}`;
  const [fx, fy] = front;
  for (const [x, text] of xs) writeOutside(pen, [x, fy, 0], [0, fy], 17, text);
  for (const [y, text] of ys) writeOutside(pen, [fx, y, 0], [fx, 0], 17, text);
  ctx.font = `italic 600 14px ${theme.font}`;
  writeOutside(pen, [0, fy, 0], [0, fy], 38, "x");
  writeOutside(pen, [fx, 0, 0], [fx, 0], 38, "y");
}

function drawWalls({ ctx, view, theme }, [fx, fy], xs, ys, zs) {
  const top = BOX_HEIGHT, line = (colour, ...corners) => {
    ctx.strokeStyle = colour;
    ctx.beginPath();
    for (const [x, y, z] of corners) {
      view.look(x, y, z);
      ctx.lineTo(view.sx, view.sy);
    }
    ctx.stroke();
  };
  for (const [x] of xs) line(theme.grid, [x, fy, 0], [x, -fy, 0], [x, -fy, top]);
  for (const [y] of ys) line(theme.grid, [fx, y, 0], [-fx, y, 0], [-fx, y, top]);
  for (const [z] of zs) line(theme.grid, [fx, -fy, z], [-fx, -fy, z], [-fx, fy, z]);
  line(theme.muted, [fx, -fy, 0], [fx, fy, 0], [-fx, fy, 0]);
  line(theme.grid, [fx, -fy, 0], [-fx, -fy, 0], [-fx, fy, 0], [-fx, fy, top], [-fx, -fy, top], [fx, -fy, top], [fx, -fy, 0]);
  line(theme.grid, [-fx, -fy, 0], [-fx, -fy, top]);
}

/** Heights are written along the upright edge that is leftmost on the screen. */
function drawHeights(pen, [fx, fy], zs, scene, heights) {
  const { ctx, view, theme } = pen;
  const edges = [[fx, -fy], [-fx, fy]].map(([x, y]) => {
    view.look(x, y, 0);
    return { x, y, sx: view.sx };
  });
  const { x, y } = edges[0].sx < edges[1].sx ? edges[0] : edges[1];
  ctx.font = `13px ${theme.font}`;
  for (const [z, text] of zs) {
    view.look(x, y, z);
    writeOnce(pen, text, view.sx - 8 - ctx.measureText(text).width / 2, view.sy);
  }
  view.look(x, y, BOX_HEIGHT);
  ctx.font = `italic 600 14px ${theme.font}`;
  const relative = scene.surface.colour === "log" && Math.abs(heights.lowest) > 1e-9, name = relative ? "f − min f" : "f";
  writeOnce(pen, name, Math.max(6 + ctx.measureText(name).width / 2, view.sx - 12), view.sy - 16);
}

/** A word outside the box, pushed away from the edge it belongs to. */
function writeOutside(pen, [x, y, z], [dx, dy], distance, text) {
  const { view } = pen;
  view.look(x, y, z);
  const { sx, sy } = view;
  view.look(x + dx * 0.1, y + dy * 0.1, z);
  const length = Math.hypot(view.sx - sx, view.sy - sy) || 1;
  writeOnce(pen, text, sx + distance * (view.sx - sx) / length, sy + distance * (view.sy - sy) / length);
}

/** A word about a point, left out where it would run into an earlier one. */
function writeOnce({ ctx, taken }, text, x, y) {
  const half = ctx.measureText(text).width / 2 + 3;
  if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 14)) return;
  taken.push({ x, y, half });
  ctx.textAlign = "center";
  ctx.fillText(text, x, y);
}

/** Few round values on the height scale: [place 0..1, text]. */
function heightTicks(surface, { scale, lowest, highest }) {
  if (surface.colour === "log") {
    const ticks = logTicks(scale.from(0.02) - lowest || Number.MIN_VALUE, highest - lowest, 4);
    return ticks.map((gap) => [scale.to(lowest + gap), `10${superscript(Math.round(Math.log10(gap)))}`]);
  }
  const values = surface.colour === "symlog" ? symlogTicks(lowest, highest) : niceTicks(lowest, highest, 4);
  return values.map((v) => [scale.to(v), formatNumber(v)]);
}

function symlogTicks(lowest, highest) {
  const decades = (limit) => (limit > 1 ? logTicks(1, limit, 3).filter((v) => v > 1) : []);
  return [...decades(-lowest).map((v) => -v), ...(lowest <= 0 && highest >= 0 ? [0] : []), ...decades(highest)];
}
