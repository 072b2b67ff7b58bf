// The insides of a step: what a method remembered before it, computed in it, and remembered after it.
import { evaluated, numbersFor, programOf } from "./programs.js";
import { makeOracle } from "./runner.js";
import { aboutOf } from "./schedules.js";

/**
 * @typedef {{name: string, shape: number[], from: number, size: number}} Field a named part of a flat array
 * @typedef {{state: Field[], info: Field[], program: object, K: number[], states: ArrayLike<number>[], infos: ArrayLike<number>[]}} Insides
 */

/**
 * States and infos of every step of a run: as recorded, else found again by running it here; null where only Python can.
 * @param {object} scene
 * @param {object} run
 * @returns {Insides|null}
 */
export function insidesOf(scene, run) {
  const program = programOf(scene, run);
  if (!program) return null;
  const K = numbersFor(program, run);
  const { states, infos } = run.record.states ? run.record : replay(scene, run, program, K);
  return { state: fieldsOf(program.state), info: fieldsOf(program.info), program, K, states, infos };
}

function replay(scene, run, program, K) {
  const oracle = makeOracle(scene.surface.compiled, scene.surface.S);
  const states = [program.init(scene.start[0], scene.start[1], K, oracle)];
  const infos = [];
  while (infos.length < run.record.last) {
    const [state, info] = program.step(states[infos.length], K, oracle);
    states.push(state);
    infos.push(info);
  }
  return { states, infos };
}

function fieldsOf(layout) {
  let from = 0;
  return layout.map(([name, shape]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    from += size;
    return { name, shape, from: from - size, size };
  });
}

/**
 * The numbers of one field at step k: "state" before the step, "info" in it, "next" after it.
 * @param {Insides} insides
 * @param {"state"|"info"|"next"} part
 * @param {string} name
 * @param {number} k
 * @returns {{shape: number[], numbers: number[]}|null}
 */
export function fieldAt(insides, part, name, k) {
  const field = (part === "info" ? insides.info : insides.state).find((one) => one.name === name);
  const flat = part === "info" ? insides.infos[k] : insides.states[part === "next" ? k + 1 : k];
  if (!field || !flat) return null;
  return { shape: field.shape, numbers: Array.from({ length: field.size }, (_, i) => flat[field.from + i]) };
}

/** A knob of a run as a number of the step. */
export function knobValue(run, name) {
  return { shape: [], numbers: [run.values[name]] };
}

/**
 * Reads every named number of step k: as `fieldAt` does, and also a "knob" and what is "local" to the step or to the
 * "plan" of its schedule, which nobody records: it is computed here, once, when it is first asked for.
 * @param {object} scene
 * @param {object} run
 * @param {Insides} insides
 * @param {number} k
 * @returns {(part: string, name: string) => {shape: number[], numbers: Array<number|boolean|string>}|null}
 */
export function readerOfStep(scene, run, insides, k) {
  const [before, after, info] = [insides.states[k], insides.states[k + 1], insides.infos[k]];
  const { program, K } = insides;
  const about = aboutOf(scene, run);
  const asked = {
    local: () => computed(about?.numbers, before, after, info, program.within?.(K, before) ?? K),
    plan: () => computed(about?.plan, [0, 0, before.at(-1)], [0, 0, after.at(-1)], info, program.ofPlan(K)),
  };
  const known = {};

  function computed(text, ...given) {
    if (!text) return { fields: [], flat: [] };
    const { layout, at } = evaluated(text);
    return { fields: fieldsOf(layout), flat: at(...given, makeOracle(scene.surface.compiled, scene.surface.S)) };
  }

  return (part, name) => {
    if (part === "knob") return knobValue(run, name);
    if (!(part in asked)) return fieldAt(insides, part, name, k);
    const { fields, flat } = known[part] ??= asked[part]();
    const field = fields.find((one) => one.name === name);
    return field ? { shape: field.shape, numbers: flat.slice(field.from, field.from + field.size) } : null;
  };
}

/**
 * The step that is explained while the clock stands at k: the one about to be taken, at the end of the run the last one.
 * @returns {number} its number, counted from 0; −1 if the run never took a step
 */
export function stepExplained(record, k) {
  return Math.min(k, record.last - 1);
}

/**
 * A rough LaTeX symbol for a name in code, where nothing better was declared: "m_hat" → `\hat{m}`, "beta1" → `\beta_1`.
 * @param {string} name
 */
export function symbolOfName(name) {
  if (name === "fx") return "f(x)";
  const accented = name.match(/^([A-Za-z]+)_(hat|bar|tilde)$/);
  if (accented) return `\\${accented[2]}{${symbolOfName(accented[1])}}`;
  const [, letters, digits, rest] = name.match(/^([A-Za-z]+?)(\d*)(?:_(\w+))?$/) ?? [null, name, "", undefined];
  const greek = /^(alpha|beta|gamma|delta|eta|kappa|lambda|mu|nu|phi|rho|sigma|tau|theta)$/i.test(letters);
  const low = [digits, rest?.replaceAll("_", " ")].filter(Boolean).join(" ");
  return `${greek ? "\\" : ""}${letters}${low ? `_{${low}}` : ""}`;
}
