// A plot over the steps of the inspected run: lines that follow the clock, and their numbers at the step it shows.
import { chartLine, drawChartFrame, drawMessage, straightScale } from "./chart.js";
import { drawMarker, strokePath } from "./markers.js";
import { headRim } from "./palette.js";
import { createStepPanel } from "./steppanel.js";

const STEP_MARGIN = { left: 56, right: 14, bottom: 24 };
const LINE_HEIGHT = 19; // of the words above the plot

/**
 * @typedef {{words: string, numbers: ArrayLike<number>, colour: string, dash: number[], marker: string, level?: number}} StepLine
 *   `level` is a value drawn as a thin line from side to side: where the line should end
 * @typedef {{title: string, lines: StepLine[], scale: (from: number, to: number) => object, empty?: string, drawn: object}} StepPicture
 * @param {HTMLElement} host
 * @param {{seek?: (k: number) => void}} events
 * @param {(scene: object, run: object) => StepPicture} pictureOf what to draw; asked again when a run or the problem has changed
 * @param {(scene: object) => string} nameOf for those who cannot see it
 */
export function createStepChart(host, events, pictureOf, nameOf) {
  return createStepPanel(host, events, {
    className: "step-chart", leastHeight: 90, drawGround: drawChartGround, drawLines: drawStepLines, nameOf,
    layOut: (layers, scene, run) => layOutChart(layers, scene, run, pictureOf(scene, run)),
  });
}

function layOutChart({ back: ctx, width, height }, scene, run, picture) {
  ctx.font = `600 14px ${scene.theme.font}`;
  const legend = placeWords(ctx, picture.lines, width - 16);
  const top = 12 + LINE_HEIGHT * (1 + (legend.at(-1)?.row ?? 0) + 1);
  const box = { left: STEP_MARGIN.left, right: width - STEP_MARGIN.right, top, bottom: height - STEP_MARGIN.bottom };
  if (picture.empty) return { run, empty: picture.empty };
  const x = straightScale(0, scene.steps, box.left, box.right), y = picture.scale(box.bottom, box.top);
  const points = picture.lines.map(({ numbers }) => Float64Array.from({ length: 2 * numbers.length }, (_, i) => (i % 2 ? y.of(numbers[i >> 1]) : x.of(i >> 1))));
  return { run, box, x, y, points, legend, steps: scene.steps, ...picture };
}

/** Where each line's words stand: beside one another while there is room. */
function placeWords(ctx, lines, room) {
  let [left, row] = [0, 0];
  return lines.map(({ words, roomFor = 70 }) => {
    const width = 34 + ctx.measureText(words).width + roomFor;
    if (left > 0 && left + width > room) [left, row] = [0, row + 1];
    left += width;
    return { left: left - width, row };
  });
}

function drawChartGround({ back: ctx, width, height }, plot, scene) {
  const { theme } = scene;
  if (plot.empty) return drawMessage(ctx, width, height, plot.empty, theme);
  drawChartFrame(ctx, plot.box, { ...plot.x, ticks: (count) => plot.x.ticks(count).filter((v) => v % 1 === 0) }, plot.y, theme);
  for (const { level, colour, dash } of plot.lines) {
    if (!Number.isFinite(level)) continue;
    const py = plot.y.of(level);
    ctx.globalAlpha = 0.75;
    chartLine(ctx, plot.box.left, py, plot.box.right, py, colour, 1.4, dash.length ? [2, 5] : [6, 5]);
    ctx.globalAlpha = 1;
  }
}

function drawStepLines(ctx, plot, scene) {
  if (plot.empty) return null;
  const { theme } = scene, { box, run, lines, points } = plot;
  const k = Math.min(scene.at, run.record.last);
  const px = plot.x.of(Math.min(scene.at, scene.steps));
  chartLine(ctx, px, box.top, px, box.bottom, theme.muted, 1.5);
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left - 8, box.top - 8, box.right - box.left + 16, box.bottom - box.top + 16);
  ctx.clip();
  lines.forEach(({ colour, dash }, i) => {
    ctx.globalAlpha = 0.35;
    strokePath(ctx, points[i], k, run.record.last, { colour, dash, width: 1.6 });
    ctx.globalAlpha = 1;
    strokePath(ctx, points[i], 0, k, { colour, dash, width: 3, halo: theme.background });
  });
  ctx.strokeStyle = headRim(theme.dark);
  ctx.lineWidth = 1.8;
  lines.forEach(({ colour, marker }, i) => {
    ctx.fillStyle = colour;
    if (Number.isFinite(points[i][2 * k + 1])) drawMarker(ctx, marker, points[i][2 * k], points[i][2 * k + 1], 12);
  });
  ctx.restore();
  return { ...writeChart(ctx, plot, scene, k), run: run.id, k };
}

/** Above the plot: which run and step, then every line as it is drawn, with its number. */
function writeChart(ctx, { box, lines, legend, title, say }, { theme }, k) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = `600 14px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText(title(k), 8, 14, box.right - 8);
  const written = lines.map((line, i) => {
    const [left, middle] = [8 + legend[i].left, 14 + LINE_HEIGHT * (1 + legend[i].row)];
    chartLine(ctx, left, middle, left + 26, middle, line.colour, 3, line.dash);
    ctx.fillStyle = line.colour;
    ctx.strokeStyle = headRim(theme.dark);
    ctx.lineWidth = 1.4;
    drawMarker(ctx, line.marker, left + 13, middle, 9);
    ctx.fillStyle = theme.text;
    const words = `${line.words} ${say(line.numbers[k], line)}`;
    ctx.fillText(words, left + 32, middle);
    return words;
  });
  return { words: written, numbers: lines.map(({ numbers }) => numbers[k]), levels: lines.map(({ level }) => level ?? null) };
}
