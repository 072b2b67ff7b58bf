// The program of a run: a printed method, and a printed schedule put around it. Neither of the two knows of the other.

const evaluatedTexts = new Map();

/** A printed program, evaluated once. The text comes from Python's printer, never from a person. */
export function evaluated(text) {
  if (!evaluatedTexts.has(text)) evaluatedTexts.set(text, new Function(`return (${text})`)());
  return evaluatedTexts.get(text);
}

/** The schedule that a run follows; undefined where its step size is constant. */
export function planOf(scene, run) {
  return scene.header?.schedules?.plans?.[run.values.schedule];
}

/**
 * What takes the steps of a run: its method, under its schedule if it follows one; null where only Python can.
 * @param {object} scene
 * @param {object} run
 * @returns {{state: Array, info: Array, knobs: string[], init: Function, step: Function, within?: Function}|null}
 */
export function programOf(scene, run) {
  const text = scene.header.programs?.[run.program];
  if (!run.live || run.replaced || !text || !scene.surface.compiled) return null;
  const plan = planOf(scene, run);
  return plan ? underSchedule(evaluated(text), evaluated(plan.program)) : evaluated(text);
}

/** The values of a run's knobs in the order in which its program takes them. */
export function numbersFor(program, run) {
  return program.knobs.map((name) => Number(run.values[name]));
}

const pairedPrograms = new WeakMap();

/**
 * A method under a schedule: one more state, the clock, and a note of every knob that the schedule has set in the step.
 * The same composition as `Scheduled` in `optim_core/schedules/scheduled.py`.
 * @param {object} method a printed method
 * @param {object} pace a printed schedule: a method that stands still, whose info are the knobs it sets
 */
export function underSchedule(method, pace) {
  if (!pairedPrograms.has(method)) pairedPrograms.set(method, new Map());
  const known = pairedPrograms.get(method);
  if (!known.has(pace)) known.set(pace, pairedProgram(method, pace));
  return known.get(pace);
}

function pairedProgram(method, pace) {
  const told = pace.info.map(([name]) => name);
  const set = told.filter((name) => method.knobs.includes(name));
  const kept = method.knobs.filter((name) => !set.includes(name) || pace.knobs.includes(name)); // the rest it decides
  const knobs = [...kept, ...pace.knobs.filter((name) => !kept.includes(name))];
  const pick = (names) => names.map((name) => knobs.indexOf(name));
  const [ofMethod, ofPace] = [pick(method.knobs), pick(pace.knobs)];
  const [setKnobs, setInfos] = [set.map((name) => method.knobs.indexOf(name)), set.map((name) => told.indexOf(name))];
  const picked = (places, K) => places.map((place) => K[place]);
  let last = null; // the knobs stay the same for a whole run: they are parted once
  let parts = null;

  const partsOf = (K) => {
    if (K !== last) [last, parts] = [K, { own: picked(ofMethod, K), plan: picked(ofPace, K) }];
    return parts;
  };

  /** The method's own knobs in the step from the state s. */
  function within(K, s) {
    const { own, plan } = partsOf(K);
    const values = pace.step([0, 0, s[s.length - 1]], plan, null)[1];
    for (let i = 0; i < setKnobs.length; i += 1) own[setKnobs[i]] = values[setInfos[i]];
    return own;
  }

  return {
    state: [...method.state, ["clock", []]],
    info: [...method.info, ...set.map((name) => [name, []])],
    knobs, within,
    setAt: (K, t) => picked(setInfos, pace.step([0, 0, t], partsOf(K).plan, null)[1]),
    ofPlan: (K) => partsOf(K).plan,
    init(x0, x1, K, f) {
      const s = method.init(x0, x1, picked(ofMethod, K), f);
      s.push(0);
      return s;
    },
    step(s, K, f) {
      const own = within(K, s);
      const [next, info] = method.step(s, own, f);
      next.push(s[s.length - 1] + 1);
      for (const place of setKnobs) info.push(own[place]);
      return [next, info];
    },
  };
}
