// Two panels about a run between constraints: its multipliers, and how far the conditions still are from holding.
import { powerScale, straightScale } from "./chart.js";
import { conditionsOf, constraintNames, constraintsIn, nearestSolution } from "./kkt.js";
import { formatNumber } from "./scale.js";
import { createStepChart } from "./stepchart.js";
import { label } from "./symbols.js";

const LINE_COLOURS = { light: ["#7a2e8c", "#b34700", "#0b67a3", "#00704f", "#5b5b66"], dark: ["#e0a3f0", "#ffb070", "#6cc1ff", "#5fd6a6", "#c9cdd6"] };
const LINE_DASHES = [[], [9, 5], [3, 4], [12, 4, 3, 4], [16, 4]];
const LINE_MARKERS = ["circle", "square", "diamond", "triangle", "star"];
const LOWEST = 1e-16; // of a residual: what is left of it beyond is rounding

/** Colour, dash and marker of the i-th line. */
function lineLook(scene, i) {
  const n = i % LINE_MARKERS.length;
  return { colour: LINE_COLOURS[scene.theme.dark ? "dark" : "light"][n], dash: LINE_DASHES[n], marker: LINE_MARKERS[n] };
}

/**
 * The multipliers over the steps; thin lines where they are at the nearest known solution.
 * @param {HTMLElement} host
 * @param {object} events
 */
export function createMultipliersPanel(host, events) {
  return createStepChart(host, events, multipliersPicture, (scene) => label(scene, "Multipliers over the steps"));
}

function multipliersPicture(scene, run) {
  const { multipliers } = conditionsOf(scene, run);
  const solved = nearestSolution(scene, run);
  const lines = constraintNames(scene).map(({ multiplier }, i) => ({
    ...lineLook(scene, i), words: multiplier, numbers: multipliers.map((lam) => lam[i]), level: solved?.multipliers[i],
  }));
  for (const line of lines) line.roomFor = lines.length > 2 ? 70 : solved ? 150 : 70;
  const [low, high] = reachOf(lines);
  const crowded = lines.length > 2;
  const say = (value, { words, level }) => `= ${formatNumber(value, crowded ? 3 : 4)}${level === undefined || crowded ? "" : `,  ${words}* = ${formatNumber(level, 4)}`}`;
  const said = (k) => ({ run: run.caption ?? run.title, k });
  const title = (k) => (solved ? label(scene, "{run}, step {k}: multipliers (thin: at the solution)", said(k)) : label(scene, "{run}, step {k}: multipliers", said(k)));
  const empty = Number.isFinite(low) ? "" : label(scene, "No multipliers here: the gradients of the constraints depend on each other.");
  return { lines, title, say, empty, scale: (from, to) => straightScale(low, high, from, to) };
}

/** What is shown: where the line should end and most of where it goes; a line that runs away leaves the picture. */
function reachOf(lines) {
  const all = lines.flatMap(({ numbers }) => numbers).filter(Number.isFinite);
  const levels = lines.map(({ level }) => level).filter(Number.isFinite);
  if (all.length + levels.length === 0) return [NaN, NaN];
  const sizes = all.map(Math.abs).sort((a, b) => a - b);
  const usual = Math.max(4 * (sizes[Math.floor(0.5 * sizes.length)] ?? 0), ...levels.map((v) => 4 * Math.abs(v)), 1e-3);
  const near = [...all.filter((v) => Math.abs(v) <= usual), ...levels, 0];
  const [low, high] = [Math.min(...near), Math.max(...near)];
  const room = 0.08 * (high - low || 1);
  return [low - room, high + room];
}

/**
 * Feasibility, stationarity and complementarity over the steps, on a scale of powers of ten.
 * @param {HTMLElement} host
 * @param {object} events
 */
export function createConditionsPanel(host, events) {
  return createStepChart(host, events, conditionsPicture, (scene) => label(scene, "Residuals of the conditions over the steps"));
}

function conditionsPicture(scene, run) {
  const found = conditionsOf(scene, run);
  const { count, equalities } = constraintsIn(scene);
  const names = { stationarity: label(scene, "stationarity"), feasibility: label(scene, "feasibility"), complementarity: label(scene, "complementarity") };
  const wanted = Object.entries(names).filter(([name]) => name !== "complementarity" || count > equalities);
  const lines = wanted.map(([name, words], i) => ({ ...lineLook(scene, i), words, numbers: found[name] }));
  const all = lines.flatMap(({ numbers }) => [...numbers]).filter((v) => v > 0 && v < Infinity);
  const low = Math.max(LOWEST, Math.min(1e-2, ...all)), high = Math.min(1e6, Math.max(1, ...all));
  const scale = (from, to) => powerScale(10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high)), from, to);
  const title = (k) => label(scene, "{run}, step {k}: residuals of the KKT conditions", { run: run.caption ?? run.title, k });
  return { lines, title, say: (value) => formatNumber(value, 2), scale };
}
