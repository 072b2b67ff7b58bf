// The line search of one step, as numbers: φ along the direction, the trials in order, what was asked of a length.
import { stepExplained } from "./anatomy.js";
import { internalsOf, playedBy, pointAt, questionsOf } from "./internals.js";
import { dot2 } from "./linear2.js";

const SAMPLES = 240;
const FAR = 6; // trials beyond so many accepted lengths are named at the edge instead of drawn

/** Whether the steps of a run search along a line: they have a direction and a length, and ask for values. */
export function searchesLine(run) {
  return Boolean(run.live && run.roles?.direction && run.roles?.length && run.record.value[run.record.last] > 0);
}

/**
 * The search of the step that is explained while the clock stands at `at`, or null.
 * @returns {{k: number, x: number[], d: number[], f0: number, slope: number, alpha: number, trials: Array<{alpha: number, f: number, slope?: number}>,
 *   asks: string[], c1: number, c2: number}|null}
 */
export function searchOf(scene, run, at) {
  const insides = internalsOf(scene, run);
  const k = stepExplained(run.record, at);
  const d = playedBy(run, insides, "direction", k);
  const alpha = playedBy(run, insides, "length", k)?.[0];
  if (!d || alpha === undefined || !run.roles.conditions) return null;
  const x = pointAt(run, insides, k);
  const slope = dot2(playedBy(run, insides, "gradient", k) ?? scene.surface.grad(...x), d);
  const trials = trialsAlong(questionsOf(scene, run, insides, k), x, d);
  const { c1 = NaN, c2 = NaN } = run.values;
  return { k, x, d, f0: scene.surface.value(...x), slope, alpha, trials, asks: run.roles.conditions.split(" "), c1, c2 };
}

/** Questions on the line, one trial per length; value and slope of the same length belong together. */
function trialsAlong(asked, x, d) {
  const size = dot2(d, d), trials = [];
  for (const { question, at, answer } of asked) {
    if (question !== "value" && question !== "grad") continue;
    const way = [at[0] - x[0], at[1] - x[1]];
    const alpha = dot2(way, d) / size;
    const off = Math.hypot(way[0] - alpha * d[0], way[1] - alpha * d[1]);
    const blur = 1e-9 * Math.hypot(...way) + 4e-16 * Math.hypot(...x);
    if (alpha === 0 || Number.isNaN(alpha) || off > blur) continue;
    let trial = trials.find((known) => Math.abs(known.alpha - alpha) <= 1e-12 * Math.abs(alpha));
    if (!trial) trials.push(trial = { alpha });
    if (question === "value") trial.f = answer;
    else trial.slope = dot2(answer, d);
  }
  return trials.filter((trial) => trial.f !== undefined);
}

/**
 * φ sampled where it matters, and the lengths that fulfil all conditions.
 * @returns {{reach: number, alphas: number[], values: number[], accepted: Array<[number, number]>}}
 */
export function sampledSearch(scene, search) {
  const { x, d, alpha, trials } = search;
  const longest = Math.max(...trials.map((trial) => trial.alpha), alpha);
  const reach = (alpha > 0 && longest > FAR * alpha ? 3 * alpha : 1.15 * longest) || 1;
  const alphas = Array.from({ length: SAMPLES + 1 }, (_, i) => reach * i / SAMPLES);
  const values = alphas.map((a) => scene.surface.value(x[0] + a * d[0], x[1] + a * d[1]));
  const fits = alphas.map((a, i) => i > 0 && fulfils(search, a, values[i], () => dot2(scene.surface.grad(x[0] + a * d[0], x[1] + a * d[1]), d)));
  return { reach, alphas, values, accepted: stretches(alphas, fits) };
}

/** Whether a length fulfils what this search asks (Nocedal & Wright 2006, section 3.1). */
export function fulfils({ asks, f0, slope, c1, c2 }, a, f, slopeAt) {
  return asks.every((condition) => ({
    armijo: () => f <= f0 + c1 * a * slope,
    goldstein: () => f >= f0 + (1 - c1) * a * slope,
    weak: () => slopeAt() >= c2 * slope,
    strong: () => Math.abs(slopeAt()) <= -c2 * slope,
    flat: () => Math.abs(slopeAt()) <= -0.02 * slope, // an exact search takes one point: shown as wide as a line
  })[condition]());
}

function stretches(alphas, fits) {
  const found = [];
  for (let i = 0; i < alphas.length; i += 1) {
    if (fits[i] && !fits[i - 1]) found.push([alphas[i], alphas[i]]);
    if (fits[i]) found.at(-1)[1] = alphas[i];
  }
  return found;
}
