"""The only loop of the lab: step, judge, record, until every run is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from optim_core.constrained.door import oracle_for
from optim_core.knob import knobs_of
from optim_core.method import Array, Info, Method
from optim_core.oracle import KINDS, Oracle, Problem
from optim_core.rules import CONVERGED, DIVERGED, FAR, RUNNING, STILL, UNDEFINED, escaped, flat, settled
from optim_core.standing import answered, unrest
from optim_core.trace import Trace, pile

CHUNK = 16384  # runs that go together when only the ends are kept: their arrays stay in the processor's cache


def run(method: Method, problem: Problem, x0: Any, steps: int, seed: int = 0, record: str = "everything") -> Trace:
    """Take `steps` steps from every start in `x0 (n, *runs)` and return the `Trace`.

    A knob of the method may hold one number per run, `(*runs)`; starts and knobs are broadcast together.
    A run that converges, leaves for infinity or hits NaN is frozen there: an outcome, never an exception.
    `record` is "everything", "path" (iterates and counts) or "final" (for maps: only where each run ends).
    """
    if record not in ("everything", "path", "final"):
        raise ValueError(f'record is "everything", "path" or "final", not {record!r}')
    x0 = _starts(x0, method)
    with np.errstate(all="ignore"):
        if record == "final":
            return _ends(method, problem, x0, steps, seed)
        return _history(method, problem, x0, steps, seed, record == "everything")


def _starts(x0: Any, method: Method) -> Array:
    x0 = np.asarray(x0, float)
    if x0.ndim == 0:
        raise ValueError("a start is an array of coordinates (n, *runs), not a single number")
    shapes = [np.shape(getattr(method, name)) for name in knobs_of(method)]
    runs = np.broadcast_shapes(x0.shape[1:], *shapes)
    lifted = x0.reshape(len(x0), *[1] * (len(runs) - x0.ndim + 1), *x0.shape[1:])
    return np.broadcast_to(lifted, (len(x0), *runs)).copy()


def _history(method: Method, problem: Problem, x0: Array, steps: int, seed: int, everything: bool) -> Trace:
    runs = x0.shape[1:]
    f = oracle_for(problem, runs, seed)
    codes = np.where(escaped(x0), DIVERGED, RUNNING)
    last = np.zeros(runs, int)
    s = method.init(x0, f)
    states, infos, counts = [s], [], [f.counts()]
    f.asking = None if not codes.any() else codes == RUNNING
    for _ in range(steps if f.asking is None or f.asking.any() else 0):
        new, info = method.step(s, f)
        verdict = judge(problem, s.x, new.x)
        if verdict is None and f.asking is None:
            s, last = new, last + 1
        else:
            codes, last, s, info = _settle(s, new, info, codes, last, verdict)
            f.asking = codes == RUNNING
        states.append(s)
        infos.append(info)
        counts.append(f.counts())
        if f.asking is not None and not f.asking.any():
            break
    taken = len(states) - 1
    codes = np.where((codes == RUNNING) & ~np.isfinite(problem.value(s.x)), UNDEFINED, codes)
    fields = s._fields if everything else ("x",)
    state = {name: _held(pile([getattr(each, name) for each in states]), steps - taken) for name in fields}
    info = (
        {name: _blank(pile([each[name] for each in infos]), steps - taken) for name in infos[0]}
        if infos and everything
        else {}
    )
    asked = {
        kind: np.broadcast_to(_held(pile([c[i] for c in counts]), steps - taken).T, (*runs[::-1], steps + 1)).T
        for i, kind in enumerate(KINDS)
    }
    return _sealed(Trace(method, problem, state["x"], np.asarray(codes), np.asarray(last), asked, state, info))


def _settle(s: Any, new: Any, info: Info, codes: Array, last: Array, verdict: Array | None) -> tuple[Any, ...]:
    """Note the verdict on the step from s to new, and take the step back for runs that were over already."""
    over = codes != RUNNING
    codes = np.where(over, codes, RUNNING if verdict is None else verdict)
    stay = over | ~np.isfinite(new.x).all(0)
    kept = type(new)(*[_where(stay, old, fresh) for old, fresh in zip(s, new, strict=True)])
    return codes, last + ~stay, kept, {name: _where(over, np.nan, v) for name, v in info.items()}


def judge(problem: Problem, old: Array, new: Array) -> Array | None:
    """The status of every run after a step, `(*runs)`; None, quickly, when all of them are simply on their way."""
    if _under_way(old, new):
        return None
    gone, still = escaped(new), settled(old, new)
    codes = np.where(gone, DIVERGED, RUNNING)
    if still.any():
        codes = np.where(still & ~gone & flat(unrest(problem, new)), CONVERGED, codes)
    if gone.any():
        codes = np.where(gone & ~np.isfinite(new).all(0) & ~answered(problem, old), UNDEFINED, codes)
    return codes


def _under_way(old: Array, new: Array) -> bool:
    """No run has escaped or settled, for sure; in plain floats when there is one run, where NumPy's calls cost most."""
    if new.ndim == 1:
        a, b = old.tolist(), new.tolist()
        size, moved = max(map(abs, b)), max(abs(p - q) for p, q in zip(a, b, strict=True))
        return size <= FAR and moved > STILL * max(1, size) and all(c == c for c in b)
    size, moved = np.abs(new).max(), np.abs(new - old).max(0).min()
    return bool(size <= FAR and moved > STILL * max(1, size))


def _where(mask: Array, a: Any, b: Any) -> Any:
    """`np.where` per run; a counter shared by all runs of a batch is left alone."""
    if np.ndim(mask) == 0:
        return a if mask else b
    return np.where(mask, a, b) if np.ndim(b) >= np.ndim(mask) else b


def _held(rows: Array, more: int) -> Array:
    return np.concatenate([rows, np.repeat(rows[-1:], more, 0)]) if more else rows


def _blank(rows: Array, more: int) -> Array:
    return np.concatenate([rows, np.full((more, *rows.shape[1:]), np.nan)]) if more else rows


def _sealed(trace: Trace) -> Trace:
    for array in (trace.x, trace.codes, trace.last, *trace.state.values(), *trace.info.values()):
        array.flags.writeable = False
    return trace


def _ends(method: Method, problem: Problem, x0: Array, steps: int, seed: int) -> Trace:
    """Only where each run ends: in chunks, and runs that are over are dropped on the way."""
    n, runs = len(x0), x0.shape[1:]
    starts = x0.reshape(n, -1)
    total = starts.shape[1]
    knobs = {
        k: np.broadcast_to(getattr(method, k), runs).ravel() for k in knobs_of(method) if np.ndim(getattr(method, k))
    }
    x, codes, last = starts.copy(), np.zeros(total, int), np.zeros(total, int)
    asked = {kind: np.zeros(total, int) for kind in KINDS}
    for lo in range(0, total, CHUNK):
        cell = np.arange(lo, min(lo + CHUNK, total))
        _chase(method, knobs, problem, starts, steps, seed, cell, (x, codes, last, asked))
    shaped = {kind: counts.reshape(1, *runs) for kind, counts in asked.items()}
    ends = x.reshape(1, n, *runs)
    return _sealed(Trace(method, problem, ends, codes.reshape(runs), last.reshape(runs), shaped, {"x": ends}, {}))


def _chase(
    method: Method,
    knobs: dict[str, Array],
    problem: Problem,
    starts: Array,
    steps: int,
    seed: int,
    cell: Array,
    out: Any,
) -> None:
    """Run the starts named by `cell` to their ends and write these to `out`."""
    x, codes, last, asked = out
    here = replace(method, **{k: v[cell] for k, v in knobs.items()})
    f = oracle_for(problem, cell.shape, seed)
    s = here.init(np.take(starts, cell, -1), f)
    on = ~escaped(s.x)  # not over yet
    codes[cell[~on]] = DIVERGED
    for k in range(steps):
        if k % 10 == 0 and not on.all():
            if not on.any():
                return
            f.drop(on)
            s = type(s)(*[np.compress(on, v, -1) if np.shape(v)[-1:] == on.shape else v for v in s])
            cell, on = cell[on], on[on]
            here = replace(method, **{k: v[cell] for k, v in knobs.items()})
        new, _ = here.step(s, f)
        verdict = judge(problem, s.x, new.x)
        if verdict is not None and (over := on & (verdict != RUNNING)).any():
            finite = np.isfinite(new.x).all(0)
            _write(out, f, cell, over, np.where(finite, new.x, s.x), verdict, k + finite)
            on = on & ~over
            f.asking = on
        s = new
    _write(
        out, f, cell, on, s.x, np.where(np.isfinite(problem.value(s.x)), RUNNING, UNDEFINED), np.full(cell.shape, steps)
    )


def _write(out: Any, f: Oracle, cell: Array, which: Array, ends: Array, verdict: Array, steps: Array) -> None:
    x, codes, last, asked = out
    to = cell[which]
    x[:, to], codes[to], last[to] = ends[:, which], verdict[which], steps[which]
    for kind, counts in zip(KINDS, f.counts(), strict=True):
        asked[kind][to] = np.broadcast_to(counts, cell.shape)[which]
