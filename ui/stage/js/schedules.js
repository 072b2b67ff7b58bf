// Following a schedule: which knobs a run then has, what it starts with, and how its formulas read.
import { evaluated, planOf } from "./programs.js";

const CHOICE = "schedule"; // the knob that names one

/** Whether a run has a step size that a schedule could change. */
export function canFollow(run) {
  return CHOICE in run.values;
}

/**
 * Gives a run the knobs it has under the schedule that its values name, each with its default and a value.
 * @param {object} scene
 * @param {object} run as it came from Python: with the knobs of its method
 */
export function dressRun(scene, run) {
  const choice = scene.header?.schedules?.knob;
  run.own ??= { knobs: run.knobs, defaults: run.defaults };
  if (!choice || !canFollow(run)) return run;
  const plan = planOf(scene, run);
  const kept = run.own.knobs.filter(({ name }) => !plan?.decides.includes(name));
  const homes = { ...run.own.defaults, ...plan?.defaults };
  run.knobs = [...kept, choice, ...(plan?.knobs ?? [])];
  run.defaults = Object.fromEntries(run.knobs.map(({ name }) => [name, homes[name]]));
  run.values = Object.fromEntries(run.knobs.map(({ name }) => [name, run.values[name] ?? homes[name]]));
  return run;
}

/** Turns a knob of a run. Another schedule begins with its usual knobs; those of the method stay where they are. */
export function turnKnob(scene, run, name, value) {
  run.values[name] = value;
  if (name !== CHOICE) return;
  const own = run.own.knobs.filter((knob) => knob.name in run.values).map((knob) => [knob.name, run.values[knob.name]]);
  run.values = { ...Object.fromEntries(own), [CHOICE]: value };
  dressRun(scene, run);
}

const knownParts = new WeakMap();

/**
 * The knobs of a run in three parts: those of its method, the one that names its schedule, and those of the schedule.
 * The same knobs give the same arrays, so that a list sees at once that nothing has changed.
 */
export function partsOfKnobs(knobs) {
  if (!knownParts.has(knobs)) {
    const at = knobs.findIndex(({ name }) => name === CHOICE);
    knownParts.set(knobs, at < 0 ? [knobs, [], []] : [knobs.slice(0, at), knobs.slice(at, at + 1), knobs.slice(at + 1)]);
  }
  return knownParts.get(knobs);
}

const aboutsUnder = new WeakMap();

/**
 * What the inspector needs about the program of a run: that of its method, where the schedule's rows go first.
 * @param {object} scene
 * @param {object} run
 */
export function aboutOf(scene, run) {
  const about = scene.header.programs_about?.[run.program];
  const plan = planOf(scene, run);
  if (!about || !plan?.about) return about;
  if (!aboutsUnder.has(about)) aboutsUnder.set(about, new Map());
  const known = aboutsUnder.get(about);
  if (!known.has(plan)) known.set(plan, aboutUnder(about, plan, run.own?.knobs ?? run.knobs));
  return known.get(plan);
}

function aboutUnder(about, plan, knobs) {
  const set = evaluated(plan.program).info.map(([name]) => name).filter((name) => `knob ${name}` in about.symbols);
  const symbols = { ...plan.about.symbols, ...about.symbols };
  for (const name of set) symbols[`info ${name}`] = atTime(about.symbols[`knob ${name}`]);
  const letters = knobs.filter(({ name }) => set.includes(name)).map(({ symbol }) => symbol);
  const shown = plan.about.rows.filter(({ field: [part, name] }) => part !== "info" || set.includes(name));
  return { ...about, symbols, rows: [...shown, ...about.rows.map((row) => readingInfos(row, set, letters))], plan: plan.about.numbers };
}

/** η becomes η with a small t: the step size of this step. */
function atTime(symbol) {
  return symbol.replace("<math>", "<math><msub>").replace("</math>", "<mi>t</mi></msub></math>");
}

/** The row of a method, reading what the schedule has set in this step; the letters in its sentence get their t too. */
function readingInfos(row, set, letters) {
  const read = (text) => set.reduce((now, name) => now.replaceAll(`data-field="knob ${name}"`, `data-field="info ${name}"`)
    .replaceAll(`{knob.${name}}`, `{info.${name}}`).replaceAll(`{knob.${name}:`, `{info.${name}:`), text);
  return { ...row, formula: row.formula && read(row.formula), says: row.says && atTimes(read(row.says), letters) };
}

/** A sentence, in whose formulas each of these LaTeX letters stands for its value at this step. */
function atTimes(sentence, letters) {
  const timed = (formula) => letters.reduce((now, letter) => now.split(letter).map((rest, i) => (i && !/^[A-Za-z_]/.test(rest) ? "_t" : "") + rest).join(letter), formula);
  return sentence.split("$").map((piece, i) => (i % 2 ? timed(piece) : piece)).join("$");
}
