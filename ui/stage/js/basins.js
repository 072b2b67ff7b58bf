// Which root does a start lead to? Found by taking the steps of a run from there, a little at a time so that nothing stalls.
import { inspectedRun } from "./inspector.js";
import { evaluated, numbersFor, programOf } from "./programs.js";

const MOST_STEPS = 120; // from one start; whoever has not arrived by then counts as lost
const NEARBY = 1e-3; // so near to a root, and coming nearer still, a run has arrived
const CELLS = [16, 8, 4, 2, 1]; // css pixels: the picture is coarse at first
const SLICE = 7; // milliseconds of work between two frames

/** The label of a start that cycles, runs away or has no line to follow. */
export const NO_ROOT = 255;

/** The label of a start that comes to rest at a root which is not among the known ones. */
export const OTHER_ROOT = 254;

/**
 * The fate of a start under the steps of a run.
 * @param {object} scene
 * @param {object} run
 * @returns {((x: number, y: number) => {root: number, steps: number})|null} the number of the root, OTHER_ROOT or
 *   NO_ROOT; null where only Python can run the method
 */
export function fateUnder(scene, run) {
  const program = programOf(scene, run);
  if (!program) return null;
  const K = numbersFor(program, run);
  const { minima: roots, compiled, S } = scene.surface;
  const { settled } = evaluated(scene.header.rules);
  const oracle = Object.fromEntries(Object.keys(compiled.counts).map((question) => [question, (x, y) => compiled[question](x, y, S)]));
  const missed = (s, [x, y]) => Math.hypot(s[0] - x, s[1] - y);

  return (x, y) => {
    let s = program.init(x, y, K, oracle);
    for (let steps = 0; steps <= MOST_STEPS; steps += 1) {
      const root = roots.findIndex((one) => missed(s, one) < NEARBY);
      const [next] = program.step(s, K, oracle);
      if (root >= 0 && missed(next, roots[root]) <= missed(s, roots[root])) return { root, steps };
      if (!Number.isFinite(next[0] + next[1])) break;
      if (settled(s[0], s[1], next[0], next[1]) && compiled.rests(next[0], next[1], S)) return { root: OTHER_ROOT, steps };
      s = next;
    }
    return { root: NO_ROOT, steps: MOST_STEPS };
  };
}

/**
 * A map of fates that grows finer from frame to frame.
 * @param {() => void} finer called when there is more to see
 */
export function createBasins(finer) {
  let known = { key: "" };
  let frame = 0;

  /** The map for the inspected run on this view; what is not known yet is coarse. */
  function follow(scene, view, width, height) {
    const run = inspectedRun(scene);
    const key = JSON.stringify([scene.surface.program, run?.program, run?.values, view, width, height]);
    if (key === known.key) return known;
    const fate = run && fateUnder(scene, run);
    const [roots, steps] = [new Uint8Array(width * height).fill(NO_ROOT), new Uint8Array(width * height)];
    known = { key, view, width, height, fate, roots, steps, run, version: 0, pass: fate ? 0 : CELLS.length, row: 0 };
    if (fate) work(CELLS[0]); // at once, so that no frame is empty
    frame ||= known.pass < CELLS.length ? requestAnimationFrame(goOn) : 0;
    return known;
  }

  function goOn() {
    frame = 0;
    const until = performance.now() + SLICE;
    const { pass } = known;
    while (known.pass < CELLS.length && performance.now() < until) row(CELLS[known.pass]);
    if (known.pass !== pass) finer();
    if (known.pass < CELLS.length) frame = requestAnimationFrame(goOn);
  }

  /** A whole pass. */
  function work(cell) {
    while (CELLS[known.pass] === cell) row(cell);
  }

  /** One row of squares; those whose corner a coarser pass has asked already keep their answer. */
  function row(cell) {
    const { view: [[left, right], [bottom, top]], width, height, fate, roots, steps } = known;
    const j = known.row, coarser = known.pass ? CELLS[known.pass - 1] : 0;
    for (let i = 0; i < width; i += cell) {
      if (coarser && i % coarser === 0 && j % coarser === 0) continue;
      const found = fate(left + ((i + 0.5) / width) * (right - left), top - ((j + 0.5) / height) * (top - bottom));
      for (let y = j; y < Math.min(height, j + cell); y += 1) {
        roots.fill(found.root, y * width + i, y * width + Math.min(width, i + cell));
        steps.fill(found.steps, y * width + i, y * width + Math.min(width, i + cell));
      }
    }
    known.row += cell;
    if (known.row < height) return;
    known.row = 0;
    known.pass += 1;
    known.version += 1;
  }

  return { follow, get pending() { return frame !== 0; }, destroy: () => cancelAnimationFrame(frame) };
}
