// The curve of a function of one unknown, with gaps where it has no value and where it jumps.

const OFF_PAPER = 1e5; // css pixels: no canvas draws beyond

/**
 * The curve in css pixels.
 * @param {(x: number) => number} f
 * @param {object} frame see mapFrame
 * @returns {Path2D}
 */
export function functionCurve(f, frame) {
  const path = new Path2D();
  const count = Math.ceil(2 * frame.width);
  let before = NaN; // the height before, in css pixels
  for (let i = 0; i <= count; i += 1) {
    const px = frame.left + (frame.width * i) / count;
    const py = Math.max(-OFF_PAPER, Math.min(OFF_PAPER, frame.toY(f(frame.fromX(px)))));
    if (Number.isNaN(py)) before = NaN;
    else {
      if (Number.isNaN(before) || jumps(before, py, frame)) path.moveTo(px, py);
      else path.lineTo(px, py);
      before = py;
    }
  }
  return path;
}

/** Whether the curve left on one side of the picture and came back on the other: a pole lies between. */
function jumps(before, py, frame) {
  return (before < frame.top && py > frame.bottom) || (before > frame.bottom && py < frame.top);
}
