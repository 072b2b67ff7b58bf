// The lines of a run that looks for a root: at each iterate the line that was followed down to the axis.
import { internalsOf, playedBy, pointAt } from "./internals.js";
import { makeOracle } from "./runner.js";

const knownLines = new WeakMap();

/**
 * One entry for each iterate of a run.
 * @param {object} scene
 * @param {object} run
 * @returns {Array<{x: number, height: number, slope: number|null, meets: number|null}>} where it stands, what f is
 *   there, how steep the line is that the step follows (null after the last one), and where that meets the axis
 */
export function linesOf(scene, run) {
  const known = knownLines.get(run.record);
  if (known?.surface === scene.surface) return known.lines;
  const insides = internalsOf(scene, run);
  const lines = Array.from({ length: run.record.last + 1 }, (_, k) => {
    const [x] = pointAt(run, insides, k);
    const [height] = scene.surface.image(x, 0);
    const slope = slopeAt(scene, run, insides, k);
    return { x, height, slope, meets: slope === null ? null : height === 0 ? x : x - height / slope };
  });
  knownLines.set(run.record, { surface: scene.surface, lines });
  return lines;
}

/** How steep the line of step k is; where the run ended because no step leads on, that of the step it could not take. */
function slopeAt(scene, run, insides, k) {
  if (k < run.record.last) return playedBy(run, insides, "slope", k)?.[0] ?? null;
  const field = insides?.info.find(({ name }) => name === "slope");
  if (run.record.status !== "undefined" || !field) return null;
  const oracle = makeOracle(scene.surface.compiled, scene.surface.S);
  const slope = insides.program.step(insides.states[k], insides.K, oracle)[1][field.from];
  return Number.isFinite(slope) ? slope : null;
}
