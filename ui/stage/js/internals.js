// What a run knows at a step, asked for by the part it plays; Python says which field plays which part.
import { fieldAt, insidesOf } from "./anatomy.js";

const knownInternals = new WeakMap();

/** The insides of a run, found once per record; null where only Python can run it. */
export function internalsOf(scene, run) {
  if (!knownInternals.has(run.record)) knownInternals.set(run.record, run.roles ? insidesOf(scene, run) : null);
  return knownInternals.get(run.record);
}

/**
 * The numbers that play a part at step k, or null.
 * @param {object} run
 * @param {object|null} insides
 * @param {string} role as declared in `optim_core/roles.py`
 * @param {number} k
 * @returns {number[]|null}
 */
export function playedBy(run, insides, role, k) {
  const path = run.roles?.[role];
  if (!path) return null;
  const [part, name] = path.split(":");
  if (part === "knob" && name in run.values) return [Number(run.values[name])]; // else a schedule sets it
  const numbers = insides && k >= 0 ? fieldAt(insides, part === "knob" ? "info" : part, name, k)?.numbers : null;
  return numbers?.every((number) => typeof number !== "number" || Number.isFinite(number)) ? numbers : null;
}

/** Where a run stood at step k, in full precision where it is known. */
export function pointAt(run, insides, k) {
  const state = insides?.states[k];
  return state ? [state[0], state[1]] : [run.record.x[2 * k], run.record.x[2 * k + 1]];
}

/** The Hessian of the surface itself, row by row. */
export function trueHessian(scene, [x, y]) {
  return scene.surface.hess(x, y);
}

/**
 * Every question a step asks that counts, in order: found by taking this one step again. `kind` is what it counts as.
 * @param {object} scene
 * @param {object} run
 * @param {object|null} insides
 * @param {number} k
 * @returns {Array<{question: string, kind: "value"|"gradient"|"hessian", at: [number, number], answer: number|number[]}>}
 */
export function questionsOf(scene, run, insides, k) {
  if (!insides || k < 0 || !insides.states[k]) return [];
  const { counts } = scene.surface.compiled;
  const asked = [];
  const noted = (question) => (x, y) => {
    const answer = scene.surface[question](x, y);
    if (counts[question]) asked.push({ question, kind: counts[question], at: [x, y], answer });
    return answer;
  };
  const listening = Object.fromEntries(Object.keys(counts).map((question) => [question, noted(question)]));
  insides.program.step(insides.states[k], insides.K, listening);
  return asked;
}
