// Runs a printed method on a printed surface: the same steps, the same verdicts and the same counts as Python's `run`.

/**
 * The one door between a method and a problem: it answers every question the problem was printed with, and counts.
 * @param {{counts: Object<string, string>}} problem a printed problem: functions (x, y, S), and what an answer counts as
 * @param {number[]} S the values of its knobs
 */
export function makeOracle(problem, S) {
  const asked = { value: 0, gradient: 0, hessian: 0, "": 0 };
  const oracle = { asked };
  for (const [question, kind] of Object.entries(problem.counts)) {
    oracle[question] = (x, y) => {
      asked[kind] += 1;
      return problem[question](x, y, S);
    };
  }
  return oracle;
}

/**
 * One run: steps until it is over or `steps` are done; what follows the last step repeats it.
 * @param {object} method a printed method: {state, info, knobs, init, step}
 * @param {number[]} K the values of its knobs
 * @param {object} surface a printed surface
 * @param {number[]} S the values of the surface's knobs
 * @param {{escaped: Function, settled: Function}} rules the printed rules that end any run
 * @param {[number, number]} start
 * @param {number} steps
 * @returns {{x: Float64Array, fx: Float64Array, value: Uint32Array, gradient: Uint32Array, hessian: Uint32Array,
 *   last: number, status: string, states: number[][], infos: number[][]}}
 */
export function runLive(method, K, surface, S, rules, start, steps) {
  const f = makeOracle(surface, S);
  const record = emptyRecord(steps);
  let s = method.init(start[0], start[1], K, f);
  note(record, 0, s, f, surface, S);
  record.status = rules.escaped(s[0], s[1]) ? "diverged" : "running";
  while (record.status === "running" && record.last < steps) {
    const [next, info] = method.step(s, K, f);
    const lost = !(Number.isFinite(next[0]) && Number.isFinite(next[1]));
    if (lost) {
      record.status = answers(surface, S, s) ? "diverged" : "undefined";
      break;
    }
    record.last += 1;
    record.infos.push(info);
    note(record, record.last, next, f, surface, S);
    if (rules.escaped(next[0], next[1])) record.status = "diverged";
    else if (rules.settled(s[0], s[1], next[0], next[1]) && surface.rests(next[0], next[1], S)) record.status = "converged";
    s = next;
  }
  if (record.status === "running" && !Number.isFinite(record.fx[record.last])) record.status = "undefined";
  freeze(record, steps, f.asked);
  return record;
}

function emptyRecord(steps) {
  const counts = () => new Uint32Array(steps + 1);
  const [x, fx] = [new Float64Array(2 * (steps + 1)), new Float64Array(steps + 1)];
  return { x, fx, value: counts(), gradient: counts(), hessian: counts(), last: 0, status: "running", states: [], infos: [] };
}

function note(record, k, s, f, surface, S) {
  record.states.push(s);
  record.x[2 * k] = s[0];
  record.x[2 * k + 1] = s[1];
  record.fx[k] = surface.value(s[0], s[1], S);
  for (const kind of ["value", "gradient", "hessian"]) record[kind][k] = f.asked[kind];
}

/**
 * Whether the surface has a value and a slope where the run stood: if not, it left the domain of the formula. Of an
 * equation it is never so: a line that meets the axis nowhere is no answer.
 */
function answers(surface, S, s) {
  return !surface.image && [surface.value(s[0], s[1], S), ...surface.grad(s[0], s[1], S)].every(Number.isFinite);
}

/** After the last step nothing moves; a step that was taken back has still asked its questions. */
function freeze(record, steps, asked) {
  const k = record.last;
  for (let i = k + 1; i <= steps; i += 1) {
    record.x[2 * i] = record.x[2 * k];
    record.x[2 * i + 1] = record.x[2 * k + 1];
    record.fx[i] = record.fx[k];
    for (const kind of ["value", "gradient", "hessian"]) record[kind][i] = asked[kind];
  }
}
