// Marks on a canvas: the shape of each run's head, and polylines with a halo.

/** Outlines as corners on the unit circle's scale; plus and cross are thick so that they can be filled. */
const OUTLINES = {
  square: regularPolygon(4, Math.PI / 4, 1.15),
  triangle: regularPolygon(3, -Math.PI / 2, 1.25),
  diamond: regularPolygon(4, 0, 1.25),
  pentagon: regularPolygon(5, -Math.PI / 2, 1.12),
  star: starPolygon(5, 1.35, 0.55),
  plus: plusPolygon(1.15, 0.4, 0),
  cross: plusPolygon(1.25, 0.42, Math.PI / 4),
};

function regularPolygon(corners, turn, radius) {
  return Array.from({ length: corners }, (_, i) => polarPoint(radius, turn + 2 * Math.PI * i / corners));
}

function starPolygon(tips, outer, inner) {
  return Array.from({ length: 2 * tips }, (_, i) => polarPoint(i % 2 ? inner : outer, Math.PI * (i / tips - 0.5)));
}

function plusPolygon(arm, half, turn) {
  const corner = [[half, half], [half, arm], [-half, arm]];
  return [0, 1, 2, 3].flatMap((quarter) => corner.map(([x, y]) =>
    polarPoint(Math.hypot(x, y), Math.atan2(y, x) + turn + quarter * Math.PI / 2)));
}

function polarPoint(radius, angle) {
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Begin the outline of a marker about (x, y); `size` is its diameter in css pixels. */
export function markerPath(ctx, shape, x, y, size) {
  const outline = OUTLINES[shape], radius = size / 2;
  ctx.beginPath();
  if (!outline) ctx.arc(x, y, radius, 0, 2 * Math.PI);
  else for (const [dx, dy] of outline) ctx.lineTo(x + radius * dx, y + radius * dy);
  ctx.closePath();
}

/** Fill a marker with `ctx.fillStyle` over a rim of `ctx.strokeStyle` and `ctx.lineWidth`. */
export function drawMarker(ctx, shape, x, y, size) {
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  markerPath(ctx, shape, x, y, size);
  ctx.stroke();
  ctx.fill();
}

/**
 * Draw the polyline through points first..last; a point that is not finite breaks the line.
 * Points closer than half a pixel to the last one drawn are left out.
 * @param {CanvasRenderingContext2D} ctx
 * @param {ArrayLike<number>} points screen positions, interleaved x0, y0, x1, y1, ..
 * @param {number} first
 * @param {number} last
 * @param {{colour: string, width: number, dash?: number[], halo?: string, haloWidth?: number}} look
 */
export function strokePath(ctx, points, first, last, look) {
  if (last <= first) return;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.beginPath();
  tracePolyline(ctx, points, first, last);
  if (look.halo) {
    ctx.setLineDash([]);
    ctx.strokeStyle = look.halo;
    ctx.lineWidth = look.width + 2 * (look.haloWidth ?? 1.5);
    ctx.stroke();
  }
  if (look.dash?.length) ctx.lineCap = "butt";
  ctx.setLineDash(look.dash ?? []);
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = look.width;
  ctx.stroke();
  ctx.setLineDash([]);
}

function tracePolyline(ctx, points, first, last) {
  let down = false, px = 0, py = 0;
  for (let i = first; i <= last; i++) {
    const x = points[2 * i], y = points[2 * i + 1];
    if (!(Math.abs(x) < 1e5 && Math.abs(y) < 1e5)) down = false;
    else if (!down) {
      ctx.moveTo(px = x, py = y);
      down = true;
    } else if (i === last || Math.abs(x - px) + Math.abs(y - py) > 0.5) ctx.lineTo(px = x, py = y);
  }
}
