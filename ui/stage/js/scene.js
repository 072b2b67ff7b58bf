// The scene: the one object every panel reads. Built from a payload, and changed in the hand.
import { paced } from "./pace.js";
import { evaluated, numbersFor, programOf } from "./programs.js";
import { runTitles } from "./runcard.js";
import { runLive } from "./runner.js";
import { dressRun } from "./schedules.js";

/**
 * Splits the bytes from Python: a length, a JSON header, and the numbers it points to.
 * @param {Uint8Array|ArrayBuffer} bytes
 * @returns {{header: object, blob: ArrayBuffer}}
 */
export function decodePayload(bytes) {
  const own = new Uint8Array(bytes).slice(); // its own buffer, so that the numbers are aligned
  const length = new DataView(own.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + length)));
  return { header, blob: own.buffer.slice(4 + length) };
}

/** An empty scene, waiting for its first payload. */
export function createScene() {
  return {
    surface: null, runs: [], start: [0, 0], steps: 0, at: 0, axis: "steps", view: null, selected: null,
    surfaceVersion: 0, runsVersion: 0, theme: null, text: {},
  };
}

/**
 * Takes over what Python computed: its records replace the browser's.
 * @param {object} scene
 * @param {object} header
 * @param {ArrayBuffer} blob
 */
export function fillScene(scene, header, blob) {
  const sameView = scene.surface?.program === header.surface.program && sameValues(scene.surface?.domain, header.surface.domain);
  const told = sameValues(scene.header?.surface, header.surface);
  scene.header = header;
  scene.text = header.text ?? {};
  scene.start = [...header.start];
  scene.steps = header.steps;
  if (!told || !sameValues(scene.surface.values, header.surface.values)) bindSurface(scene, header.surface.values);
  if (!sameView) scene.view = null;
  scene.runs = header.runs.map((run) => dressRun(scene, {
    ...run, values: { ...run.values }, stale: false, record: paced(readRecord(run.record, blob, header.steps), header.budget, header.steps),
  }));
  nameRuns(scene);
  scene.runsVersion += 1;
}

/** Gives every run a caption that tells it from its twins: the title, and the knobs in which they differ. */
export function nameRuns(scene) {
  const captions = runTitles(scene.runs);
  for (const run of scene.runs) run.caption = captions.get(run.id);
}

/**
 * The surface with these knob values in force: every question it was printed with is a plain function of x and y,
 * `value(x, y)`, `grad(x, y)`, …; answers with several numbers are flat, row by row.
 * @param {object} scene
 * @param {Object<string, number>} values
 */
export function bindSurface(scene, values) {
  const { program, ...facts } = scene.header.surface;
  const S = facts.knobs.map((knob) => Number(values[knob.name]));
  const compiled = program ? evaluated(program) : null;
  const nothing = { value: () => NaN, grad: () => [NaN, NaN], hess: () => [NaN, NaN, NaN, NaN] };
  const questions = Object.keys(compiled?.counts ?? {}).map((name) => [name, (x, y) => compiled[name](x, y, S)]);
  scene.surface = { ...facts, program, values: { ...values }, compiled, S, ...nothing, ...Object.fromEntries(questions) };
  scene.surfaceVersion += 1;
}

/**
 * Runs again, here and now, every run the browser can run; the others keep their old record, marked stale.
 * @param {object} scene
 */
export function rerun(scene) {
  for (const run of scene.runs) {
    const record = recordHere(scene, run);
    run.stale = !record;
    if (record) run.record = record;
  }
  scene.runsVersion += 1;
}

/**
 * One run computed in the browser, or null where only Python can.
 * @param {object} scene
 * @param {object} run
 */
export function recordHere(scene, run) {
  const program = programOf(scene, run);
  if (!program) return null;
  const rules = evaluated(scene.header.rules);
  const record = runLive(program, numbersFor(program, run), scene.surface.compiled, scene.surface.S, rules, scene.start, scene.steps);
  return paced(record, scene.header.budget, scene.steps);
}

/**
 * Value, gradient and its length at a point, for a person who points at it.
 * @param {object} scene
 * @returns {{x: number, y: number, f: number, slope: number, grad: [number, number]}}
 */
export function readOut(scene, x, y) {
  const grad = scene.surface.grad(x, y);
  return { x, y, f: scene.surface.value(x, y), grad, slope: Math.hypot(grad[0], grad[1]) };
}

/** The step after which no visible run moves any more. */
export function busyUntil(scene) {
  return scene.runs.reduce((latest, run) => (run.hidden ? latest : Math.max(latest, run.record.last)), 0) || scene.steps;
}

/**
 * The largest difference between Python's iterates and the browser's, relative to their size: shown while developing.
 * @param {object} scene
 */
export function largestDifference(scene) {
  let worst = 0;
  for (const run of scene.runs) {
    const here = recordHere(scene, run);
    if (!here) continue;
    for (let i = 0; i < here.x.length; i += 1) {
      const [a, b] = [run.record.x[i], here.x[i]];
      if (a !== b && !(Number.isNaN(a) && Number.isNaN(b))) worst = Math.max(worst, Math.abs(a - b) / (1 + Math.abs(a)));
    }
    if (here.status !== run.record.status || here.last !== run.record.last) worst = Math.max(worst, 1);
  }
  return worst;
}

const NUMBER_ARRAYS = { f64: Float64Array, f32: Float32Array, u32: Uint32Array, d8: Uint8Array };

function readRecord(record, blob, steps) {
  const { last, status } = record;
  const numbers = (place, Kind, width = 1) => frozenTo(width * (steps + 1), width, readNumbers(place, blob, Kind));
  const counts = Object.fromEntries(["value", "gradient", "hessian"].map((kind) => [kind, numbers(record[kind], Uint32Array)]));
  return { x: numbers(record.x, Float64Array, 2), fx: numbers(record.fx, Float64Array), ...counts, last, status };
}

/** An array of the payload: `plus` is added to each number, and "d8" holds the increments of a count. */
function readNumbers([offset, count, kind, plus], blob, Kind) {
  const sent = new NUMBER_ARRAYS[kind](blob, offset, count);
  let sum = 0;
  if (kind === "d8") return Kind.from(sent, (growth) => (sum += growth));
  return plus ? Kind.from(sent, (number) => number + plus) : Kind.from(sent);
}

/** A record that stops early is continued by its last entry: the run is frozen there. */
function frozenTo(length, width, numbers) {
  const whole = new numbers.constructor(length);
  whole.set(numbers.subarray(0, length));
  for (let i = numbers.length; i < length; i += 1) whole[i] = whole[i - width];
  return whole;
}

function sameValues(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
