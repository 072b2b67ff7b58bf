// One unknown on a blackboard: the curve, the axis, and every line from its point down to the axis and up again.
import { stepExplained } from "./anatomy.js";
import { drawAxes, drawKnownPoints, mapFrame, plotWithin } from "./axes.js";
import { chartLine } from "./chart.js";
import { functionCurve } from "./functioncurve.js";
import { mapGestures } from "./gestures.js";
import { createBasinGround } from "./grounds.js";
import { domNode } from "./icons.js";
import { inspectedRun } from "./inspector.js";
import { createLayers } from "./layers.js";
import { drawMarker } from "./markers.js";
import { headRim, runColour } from "./palette.js";
import { cutSegment, drawHeads } from "./paths.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";
import { linesOf } from "./tangents.js";

const FOOTPRINT = 26; // css pixels around the name of a point that no other name may touch

/**
 * The panel of a real equation.
 * @param {HTMLElement} host
 * @param {{moveStart: Function, hover: Function, setView: Function, redraw: Function}} events
 */
export function createTangentsPanel(host, events) {
  const layers = createLayers(host);
  layers.root.classList.add("map-plane");
  layers.top.setAttribute("role", "img");
  const panel = {
    frame: null,
    scene: null,
    labels: [],
    ground: layers.back.canvas,
    front: layers.top,
    /** Which root a start leads to. */
    fate: (x) => basins.fate(x, 0),
    get pending() { return basins.pending; },
    /** The lines as they were drawn last. */
    drawn: {},
    resize() { if (layers.fit()) panel.frame = null; },
    background,
    overlay,
    destroy() { basins.destroy(); gestures.destroy(); host.replaceChildren(); },
  };
  const basins = createBasinGround(() => events.redraw(), true);
  const onAxis = (x, _y, final) => events.moveStart(x, 0, final);
  const gestures = mapGestures(layers.root, panel, { ...events, moveStart: onAxis, hover: showReadout });
  const tools = layers.root.querySelector(".map-tools");
  const readout = layers.root.appendChild(domNode("output", { class: "map-readout", hidden: true }));

  function background(scene) {
    panel.scene = scene;
    layers.fit();
    if (layers.width < 80 || layers.height < 80) return;
    panel.frame = mapFrame(scene.view ?? scene.surface.domain, plotWithin(layers.width, layers.height));
    const { frame } = panel, { theme, surface } = scene, ctx = layers.back;
    layers.clear(ctx);
    insideFrame(ctx, frame, () => {
      const [axis, upright] = [Math.round(frame.toY(0)) + 0.5, Math.round(frame.toX(0)) + 0.5];
      chartLine(ctx, upright, frame.top, upright, frame.bottom, theme.grid);
      chartLine(ctx, frame.left, axis, frame.right, axis, theme.text, 1.6);
      ctx.strokeStyle = theme.text;
      ctx.lineWidth = 2.8;
      ctx.lineJoin = "round";
      ctx.stroke(functionCurve((x) => surface.image(x, 0)[0], frame));
      basins.draw(ctx, frame, scene);
    });
    basins.legend(ctx, scene, layers.width - tools.offsetWidth - 22, 17);
    drawKnownPoints(ctx, frame, surface, theme);
    drawAxes(ctx, frame, theme, ["x", "f(x)"]);
    gestures.translate(scene);
    layers.top.setAttribute("aria-label", label(scene, "Curve of {surface} and the lines down to its axis", { surface: surface.name }));
  }

  function overlay(scene) {
    panel.scene = scene;
    if (!panel.frame) return;
    if (basins.behind(panel.frame, scene)) background(scene);
    const ctx = layers.front;
    layers.clear(ctx);
    insideFrame(ctx, panel.frame, () => { panel.drawn = drawRuns(ctx, panel.frame, scene); });
    panel.labels = drawHeads(ctx, panel.frame, scene, panel.frame.height); // words at the foot: on the axis are the names of the points
    gestures.place(scene);
  }

  /** What the curve says where the pointer is. */
  function showReadout(point) {
    readout.hidden = !point;
    events.hover(point && { x: point.x, f: panel.scene.surface.image(point.x, 0)[0] });
    if (!point) return;
    const { surface } = panel.scene;
    const numbers = [["x", point.x], ["f", surface.image(point.x, 0)[0]], ["f′", surface.derivative(point.x, 0)[0]]];
    readout.replaceChildren(...numbers.map(([name, value]) => domNode("span", {}, `${name} ${formatNumber(value)}`)));
  }

  return panel;
}

/** Draws with nothing beyond the frame. */
function insideFrame(ctx, frame, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  draw();
  ctx.restore();
}

/**
 * All visible runs: ways to come faint, ways gone strong, and of the inspected run the line of the step that is explained.
 * @returns {object} what was drawn of the inspected run: its lines, and the step that is explained
 */
function drawRuns(ctx, frame, scene) {
  const inspected = inspectedRun(scene);
  let drawn = {};
  for (const run of scene.runs) {
    if (run.hidden) continue;
    const pen = { ctx, frame, scene, run, colour: runColour(run, scene.theme.dark), lines: linesOf(scene, run) };
    const taken = Math.min(scene.at, run.record.last);
    for (let k = run.record.last - 1; k >= taken; k -= 1) drawStepDown(pen, k, 0.28, 1.4);
    for (let k = 0; k < taken; k += 1) drawStepDown(pen, k, 0.85, 2.2);
    ctx.globalAlpha = 1;
    drawWayUp(pen, 0);
    if (run === inspected && !run.stale) drawn = drawExplained(pen, taken);
    drawTouching(pen, taken);
  }
  return drawn;
}

/** The part of a straight line that is on the paper, from one point of the picture to another. */
function strokeBetween({ ctx, frame }, [ax, ay], [bx, by], colour, width, dash) {
  const part = cutSegment(frame.toX(ax), frame.toY(ay), frame.toX(bx), frame.toY(by), frame);
  if (part) chartLine(ctx, ...part, colour, width, dash);
}

/** One step: down the line to the axis, along it where the step goes on or falls short, and up to the curve. */
function drawStepDown(pen, k, alpha, width) {
  const { ctx, run, colour, lines } = pen;
  const { x, height, meets } = lines[k];
  if (meets === null) return;
  ctx.globalAlpha = run.stale ? alpha / 3 : alpha;
  strokeBetween(pen, [x, height], [meets, 0], colour, width, run.dash);
  if (lines[k + 1].x !== meets) strokeBetween(pen, [meets, 0], [lines[k + 1].x, 0], colour, 2.5 * width);
  drawWayUp(pen, k + 1);
}

/** From an iterate on the axis up (or down) to the curve. */
function drawWayUp(pen, k) {
  const { x, height } = pen.lines[k];
  strokeBetween(pen, [x, 0], [x, height], pen.colour, 1.6, [2, 4]);
}

/** The points where the lines touch the curve, up to the one the clock is at. */
function drawTouching({ ctx, frame, scene, colour, lines }, taken) {
  ctx.fillStyle = colour;
  ctx.strokeStyle = headRim(scene.theme.dark);
  for (let k = 0; k <= taken; k += 1) {
    ctx.lineWidth = k === taken ? 2 : 1;
    const [px, py] = [frame.toX(lines[k].x), frame.toY(lines[k].height)];
    if (frame.contains(px, py)) drawMarker(ctx, "circle", px, py, k === taken ? 11 : 7);
  }
}

/** The step that is explained: its whole line across the picture, the piece that is followed, and the names of the points. */
function drawExplained(pen, taken) {
  const { frame, run, colour, lines } = pen;
  const last = run.record.last;
  const k = lines[taken].slope !== null ? taken : stepExplained(run.record, taken);
  const line = lines[k];
  if (line?.slope !== null && k >= 0) {
    const across = frame.view[0].map((x) => [x, line.height + line.slope * (x - line.x)]);
    strokeBetween(pen, ...across, colour, 1.4, [9, 6]);
    strokeBetween(pen, [line.x, line.height], [line.meets, 0], colour, 4);
  }
  nameIterates(pen, k, Math.max(taken, Math.min(k + 1, last)));
  return { run: run.id, k, at: pen.scene.at, lines: lines.slice(0, Math.min(taken + 1, last) + 1) };
}

/** x₀, x₁, … on the axis: first those of the step that is explained, then the others where there is room. */
function nameIterates({ ctx, frame, scene, colour, lines }, k, reached) {
  const order = [k, k + 1, ...Array.from({ length: reached + 1 }, (_, i) => i)].filter((i) => i >= 0 && i <= reached);
  const taken = [];
  ctx.font = `italic 600 17px ${scene.theme.font}`;
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  for (const i of new Set(order)) {
    const { x, height } = lines[i];
    const [px, axis] = [frame.toX(x), frame.toY(0)];
    if (!frame.contains(px, axis) || taken.some((other) => Math.abs(other - px) < FOOTPRINT)) continue;
    taken.push(px);
    const below = height > 0;
    ctx.textBaseline = below ? "top" : "bottom";
    ctx.lineWidth = 4;
    ctx.strokeStyle = scene.theme.background;
    ctx.fillStyle = colour;
    const words = `x${String(i).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit])}`;
    ctx.strokeText(words, px, axis + (below ? 15 : -15));
    ctx.fillText(words, px, axis + (below ? 15 : -15));
  }
}
