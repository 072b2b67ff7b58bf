// The line search of the step: φ(α), the trials in the order they were asked, what is asked of α, and what was accepted.
import { drawChartFrame, chartLine, drawMessage, straightScale } from "./chart.js";
import { addPiece } from "./furniture.js";
import { inspectedRun } from "./inspector.js";
import { createLayers } from "./layers.js";
import { drawMarker, strokePath } from "./markers.js";
import { bySteps, stepOf } from "./pace.js";
import { headRim, runColour } from "./palette.js";
import { formatNumber } from "./scale.js";
import { sampledSearch, searchesLine, searchOf } from "./search.js";
import { label } from "./symbols.js";

const SEARCH_MARGIN = { left: 62, right: 16, top: 46, bottom: 40 };

/**
 * Puts the line-search panel into `host`. `drawn` holds the numbers of what is shown.
 * @param {HTMLElement} host
 */
export function createSearchPanel(host) {
  const root = addPiece(host, "div", "panel-frame search-panel");
  const layers = createLayers(root);
  layers.top.setAttribute("role", "img");
  let key = "";
  const panel = {
    drawn: null,
    resize() { if (layers.fit()) key = ""; },
    background(scene) {
      layers.fit();
      key = "";
      panel.overlay(scene);
    },
    /** Draws only when the step, the run or the surface is another one. */
    overlay(scene) {
      const run = searchingRun(scene);
      const wanted = [run?.id, scene.at, scene.runsVersion, scene.surfaceVersion, layers.width, layers.height].join();
      if (wanted === key || layers.width < 120 || layers.height < 90) return;
      key = wanted;
      panel.drawn = drawSearch(layers, scene, run);
      layers.top.setAttribute("aria-label", label(scene, "Line search of the step"));
    },
    destroy() { root.remove(); },
  };
  return panel;
}

/** The inspected run if it searches, else the first in sight that does. */
export function searchingRun(scene) {
  const inspected = inspectedRun(scene);
  return inspected && searchesLine(inspected) ? inspected : scene.runs.find((run) => !run.hidden && searchesLine(run));
}

function drawSearch(layers, scene, run) {
  const { back: ctx, width, height } = layers, { theme } = scene;
  layers.clear(ctx);
  const search = run && searchOf(scene, bySteps(run), stepOf(run.record, scene.at));
  if (!search?.trials.length || !Number.isFinite(search.slope)) {
    drawMessage(ctx, width, height, label(scene, "No search along a line in this step."), theme);
    return null;
  }
  const drawn = { run: run.id, ...search, ...sampledSearch(scene, search) };
  const plot = layOutSearch(drawn, width, height);
  drawn.range = plot.range;
  const colour = runColour(run, theme.dark);
  drawAccepted(ctx, plot, drawn, colour);
  drawChartFrame(ctx, plot.box, plot.x, plot.y, theme);
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.box.left, plot.box.top, plot.box.right - plot.box.left, plot.box.bottom - plot.box.top);
  ctx.clip();
  drawBounds(ctx, plot, drawn, theme);
  const points = drawn.alphas.flatMap((a, i) => [plot.x.of(a), plot.y.of(drawn.values[i])]);
  strokePath(ctx, points, 0, drawn.alphas.length - 1, { colour, width: 3, halo: theme.background });
  ctx.restore();
  drawTrials(ctx, plot, drawn, scene, colour);
  writeSearch(ctx, plot, drawn, scene, run);
  return drawn;
}

/** Heights: all of φ below its start, and some of what is above. */
function layOutSearch({ f0, values, trials, reach, alpha }, width, height) {
  const near = trials.filter((trial) => trial.alpha <= reach).map((trial) => trial.f);
  const finite = [...values, ...near].filter(Number.isFinite);
  const lowest = Math.min(f0, ...finite), highest = Math.max(f0, ...finite);
  const drop = f0 - lowest || (highest - f0) || 1;
  const range = [lowest - 0.12 * drop, Math.min(highest + 0.08 * drop, f0 + 1.1 * drop)];
  const box = { left: SEARCH_MARGIN.left, right: width - SEARCH_MARGIN.right, top: SEARCH_MARGIN.top, bottom: height - SEARCH_MARGIN.bottom };
  return { box, range, x: straightScale(0, reach, box.left, box.right), y: straightScale(...range, box.bottom, box.top), alpha };
}

function drawAccepted(ctx, { box, x }, { accepted }, colour) {
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = colour;
  for (const [from, to] of accepted) ctx.fillRect(x.of(from), box.top, Math.max(2, x.of(to) - x.of(from)), box.bottom - box.top);
  ctx.globalAlpha = 1;
}

/** The tangent at 0, and the lines a value must lie under (or over). */
function drawBounds(ctx, { x, y }, { asks, f0, slope, c1, reach }, theme) {
  const line = (factor, width, dash) => chartLine(ctx, x.of(0), y.of(f0), x.of(reach), y.of(f0 + factor * slope * reach), headRim(theme.dark), width, dash);
  line(1, 1.4, [2, 4]);
  if (asks.includes("armijo")) line(c1, 2.4, [9, 5]);
  if (asks.includes("goldstein")) line(1 - c1, 2.4, [9, 5]);
}

/** Trials as numbered discs; one that is out of the picture is named at its edge; the accepted one has a ring. */
function drawTrials(ctx, { box, x, y }, drawn, scene, colour) {
  const { theme } = scene;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const last = drawn.trials.findLastIndex((trial) => Math.abs(trial.alpha - drawn.alpha) <= 1e-9 * Math.abs(drawn.alpha));
  drawn.acceptedTrial = last;
  const beyond = drawn.trials.flatMap((trial, i) => (i !== last && x.of(trial.alpha) > box.right + 1 ? [i] : []));
  if (beyond.length) writeBeyond(ctx, box, beyond, theme);
  const order = drawn.trials.map((_, i) => i).filter((i) => i !== last && !beyond.includes(i)).concat(last < 0 ? [] : [last]);
  for (const i of order) {
    const trial = drawn.trials[i];
    const px = Math.min(box.right - 11, x.of(trial.alpha)), py = Math.max(box.top + 11, Math.min(box.bottom - 11, y.of(trial.f)));
    const out = y.of(trial.f) < box.top - 1 || !Number.isFinite(trial.f);
    trial.screen = [px, out && !Number.isFinite(py) ? box.top + 11 : py];
    ctx.globalAlpha = out ? 0.6 : 1;
    ctx.fillStyle = i === last ? colour : theme.background;
    ctx.strokeStyle = i === last ? headRim(theme.dark) : theme.text;
    ctx.lineWidth = i === last ? 3 : 1.8;
    drawMarker(ctx, "circle", ...trial.screen, 21);
    ctx.font = `700 13px ${theme.font}`;
    ctx.fillStyle = i === last ? theme.dark ? "#10131a" : "#ffffff" : theme.text;
    ctx.fillText(String(i + 1), trial.screen[0], trial.screen[1] + 0.5);
    ctx.globalAlpha = 1;
  }
}

/** The numbers of the trials that lie farther to the right than the picture reaches: 1–8 → */
function writeBeyond(ctx, box, beyond, theme) {
  const whole = beyond.at(-1) - beyond[0] === beyond.length - 1 && beyond.length > 2;
  const numbers = whole ? `${beyond[0] + 1}–${beyond.at(-1) + 1}` : beyond.map((i) => i + 1).join(", ");
  ctx.font = `700 14px ${theme.font}`;
  ctx.textAlign = "right";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  ctx.strokeText(`${numbers} →`, box.right - 6, box.bottom - 14);
  ctx.fillStyle = theme.text;
  ctx.fillText(`${numbers} →`, box.right - 6, box.bottom - 14);
  ctx.textAlign = "center";
}

function writeSearch(ctx, { box }, { k, alpha, trials, asks, c1, c2 }, scene, run) {
  const { theme } = scene;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = theme.text;
  ctx.font = `600 14px ${theme.font}`;
  const values = { run: run.caption ?? run.title, k, next: k + 1, alpha: formatNumber(alpha, 3), count: trials.length };
  const words = trials.length === 1
    ? label(scene, "{run}, {k} → {next}: α = {alpha} after 1 trial", values)
    : label(scene, "{run}, {k} → {next}: α = {alpha} after {count} trials", values);
  ctx.fillText(words, 8, 16, box.right - 8);
  ctx.font = `13px ${theme.font}`;
  ctx.fillStyle = theme.muted;
  ctx.fillText(asks.map((condition) => conditionWords(scene, condition, formatNumber(c1, 2), formatNumber(c2, 2))).join("   "), 8, 36, box.right - 8);
  ctx.textAlign = "right";
  ctx.font = `italic 15px ${theme.font}`;
  ctx.fillText("α", box.right, box.bottom + 34);
  ctx.textAlign = "left";
  ctx.fillText("φ(α)", box.left + 6, box.top + 18);
}

function conditionWords(scene, condition, c1, c2) {
  return {
    armijo: `φ(α) ≤ φ(0) + ${c1} α φ′(0)`,
    goldstein: `φ(α) ≥ φ(0) + (1 − ${c1}) α φ′(0)`,
    weak: `φ′(α) ≥ ${c2} φ′(0)`,
    strong: `|φ′(α)| ≤ ${c2} |φ′(0)|`,
    flat: label(scene, "exact: φ′(α) = 0"),
  }[condition];
}
