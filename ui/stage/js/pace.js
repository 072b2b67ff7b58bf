// What a tick of the clock means: one step of every run, or one unit of a budget that all runs spend at their own pace.
import { label } from "./symbols.js";

/**
 * What a run has spent after each step: its questions, weighed. A step counts as one unit at least, so that
 * a method which asks for nothing that is counted moves on by steps. The same rule as `experiments/budget.py`.
 * @param {object} record
 * @param {{value: number, gradient: number, hessian: number}} weights
 * @returns {Float64Array}
 */
export function spentOf(record, weights) {
  const price = (k) => weights.value * record.value[k] + weights.gradient * record.gradient[k] + weights.hessian * record.hessian[k];
  const spent = new Float64Array(record.last + 1);
  spent[0] = price(0);
  for (let k = 1; k <= record.last; k += 1) spent[k] = spent[k - 1] + Math.max(1, price(k) - price(k - 1));
  return spent;
}

/**
 * A record told by the budget: entry j is where the run stood when it could afford j units.
 * @param {object|null} record told by steps
 * @param {{name: string, weights: object}|null|undefined} budget without one, a tick is a step
 * @param {number} ticks
 */
export function paced(record, budget, ticks) {
  if (!record || !budget) return record;
  const spent = spentOf(record, budget.weights);
  const steps = new Uint32Array(ticks + 1);
  for (let j = 0, k = 0; j <= ticks; j += 1) {
    while (k < record.last && spent[k + 1] <= j) k += 1;
    steps[j] = k;
  }
  const arrives = steps[ticks] === record.last;
  const told = (numbers) => numbers.constructor.from(steps, (k) => numbers[k]);
  const x = Float64Array.from({ length: 2 * (ticks + 1) }, (_, i) => record.x[2 * steps[i >> 1] + (i & 1)]);
  return {
    x, fx: told(record.fx), value: told(record.value), gradient: told(record.gradient), hessian: told(record.hessian),
    last: arrives ? Math.min(ticks, Math.ceil(spent[record.last])) : ticks, status: arrives ? record.status : "running",
    steps, whole: arrives ? record : { ...record, last: steps[ticks], status: "running" }, // no step that it cannot afford
  };
}

/** The step that a run has taken at a tick. */
export function stepOf(record, tick) {
  return record.steps ? record.steps[Math.min(tick, record.steps.length - 1)] : tick;
}

/** The run with its record told by steps, whatever the clock counts. */
export function bySteps(run) {
  return run.record.whole ? { ...run, record: run.record.whole } : run;
}

/** What the clock of this scene counts, in words; empty where it is steps. */
export function unitWords(scene) {
  const words = {
    gradient: label(scene, "gradient evaluations"), value: label(scene, "function evaluations"), cost: label(scene, "units of cost"),
  };
  return words[scene.header?.budget?.name] ?? "";
}
