"""The one door between a method and a problem: it answers, and counts what each run has asked."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Protocol

import numpy as np

from optim_core.method import Array

KINDS = ("value", "gradient", "hessian")

# What a problem can be asked, and what an answer counts as: by the order of derivatives in it. "" is free.
COUNTED_AS = {
    "value": "value", "residuals": "value", "constraints": "value",
    "grad": "gradient", "jacobian": "gradient",
    "hess": "hessian", "fisher": "hessian", "curvatures": "hessian",
    "project": "", "extreme": "",
    "image": "value", "derivative": "gradient", "second": "hessian",
}  # fmt: skip

GIVEN_AS = {"residuals": "a sum of squares", "jacobian": "a sum of squares", "fisher": "a negative log-likelihood"}
GIVEN_AS |= dict.fromkeys(("image", "derivative", "second"), "an equation")


SHAPES: dict[str, Callable[[Array], tuple[int, ...]]] = {  # of an answer that nobody waits for
    "value": lambda x: x.shape[1:],
    "grad": lambda x: x.shape,
    "hess": lambda x: (len(x), *x.shape),
    "jacobian": lambda x: x.shape,  # or a row of it
}


class Problem(Protocol):
    """Anything that can be minimised: three functions of points `(n, *runs)`."""

    def value(self, p: Array) -> Array:
        """One number per run, `(*runs)`."""

    def grad(self, p: Array) -> Array:
        """The gradient, `(n, *runs)`."""

    def hess(self, p: Array) -> Array:
        """The Hessian, `(n, n, *runs)`."""


class Squares(Problem, Protocol):
    """A sum of squares f = ‖r‖², for methods that need its parts; other problems have no `residuals`, or None."""

    def residuals(self, p: Array) -> Array:
        """The residuals r, `(m, *runs)`."""

    def jacobian(self, p: Array) -> Array:
        """Their derivatives, `(m, n, *runs)`."""


class Oracle:
    """Answers `f(x)`, `f.grad(x)`, `f.hess(x)`, counts every answer per run, and holds the random stream.

    `where=mask` asks for some runs only: they alone are counted, the others get NaN. A population
    `(n, size, *runs)` counts `size` answers.
    """

    def __init__(self, problem: Problem, runs: tuple[int, ...] = (), seed: int = 0) -> None:
        self.problem = problem
        self.runs = runs
        self.asking: Array | None = None  # (*runs) who is asking now; None means everyone
        self.rng = np.random.default_rng(seed)
        self._asked: dict[str, Array | int] = dict.fromkeys(KINDS, 0)  # one number while all ask alike

    def __call__(self, x: Array, where: Array | None = None) -> Array:
        """The value at x."""
        return self._ask("value", self.problem.value, x, where)

    def grad(self, x: Array, where: Array | None = None) -> Array:
        """The gradient at x."""
        return self._ask("grad", self.problem.grad, x, where)

    def hess(self, x: Array, where: Array | None = None) -> Array:
        """The Hessian at x."""
        return self._ask("hess", self.problem.hess, x, where)

    def residuals(self, x: Array, where: Array | None = None) -> Array:
        """The residuals at x of a sum of squares, `(m, *runs)`; counted as a value."""
        return self._ask("residuals", self._offered("residuals"), x, where)

    def jacobian(self, x: Array, where: Array | None = None) -> Array:
        """The Jacobian of the residuals at x, `(m, n, *runs)`; counted as a gradient."""
        return self._ask("jacobian", self._offered("jacobian"), x, where)

    def fisher(self, x: Array, where: Array | None = None) -> Array:
        """The Fisher matrix at x of a negative log-likelihood, `(n, n, *runs)`; counted as a Hessian."""
        return self._ask("fisher", self._offered("fisher"), x, where)

    def image(self, x: Array, where: Array | None = None) -> Array:
        """The number that an equation wants to be zero, at x, `(2, *runs)`; counted as a value."""
        return self._ask("image", self._offered("image"), x, where)

    def derivative(self, x: Array, where: Array | None = None) -> Array:
        """Its derivative at x, `(2, *runs)`; counted as a gradient."""
        return self._ask("derivative", self._offered("derivative"), x, where)

    def second(self, x: Array, where: Array | None = None) -> Array:
        """Its second derivative at x, `(2, *runs)`; counted as a Hessian."""
        return self._ask("second", self._offered("second"), x, where)

    def _offered(self, name: str) -> Callable[[Array], Array]:
        answer = getattr(self.problem, name, None)
        if answer is None:
            title = getattr(self.problem, "name", type(self.problem).__name__)
            raise ValueError(f"{title} has no {name}: this method needs a problem given as {GIVEN_AS[name]}")
        return answer

    def _ask(self, question: str, answer: Callable[[Array], Array], x: Array, where: Array | None) -> Array:
        kind = COUNTED_AS[question]
        if not kind:
            return answer(x)
        mask = self.asking
        if where is not None:
            mask = where if mask is None else mask & where
        points = prod(x.shape[1 : x.ndim - len(self.runs)])
        self._asked[kind] = self._asked[kind] + (points if mask is None else points * mask)
        if where is None:
            return answer(x)
        single = np.ndim(where) == 0
        someone = where if single else where.any()
        if question in SHAPES and not someone:
            return np.full(SHAPES[question](x), np.nan)
        return answer(x) if single and someone else np.where(where, answer(x), np.nan)

    def counts(self) -> tuple[Array | int, ...]:
        """Values, gradients and Hessians asked for so far: one number, or one per run once they differ."""
        return tuple(self._asked.values())

    def loop(
        self, condition: Callable[..., Array], body: Callable[..., tuple], state: tuple, given: tuple = ()
    ) -> tuple:
        """`while condition(*state, *given): state = body(*state, *given)`, for every run on its own.

        A run leaves when its condition fails; from then on it keeps its state and asks no more. What a loop only
        reads may be `given` to it: a batch then computes each round for the runs still in it, and for no others.
        """
        everyone = self.asking
        alive = condition(*state, *given)
        if everyone is not None:
            alive = alive & everyone
        if np.ndim(alive) == 0:  # one run
            while alive:
                state = body(*state, *given)
                alive = condition(*state, *given)
            return state
        if given and np.ndim(alive) == 1:
            return self._dwindle(condition, body, state, given, np.flatnonzero(alive))
        while np.any(alive):
            self.asking = alive
            state = tuple(np.where(alive, new, old) for new, old in zip(body(*state, *given), state, strict=True))
            alive = alive & condition(*state, *given)
        self.asking = everyone
        return state

    def _dwindle(self, condition: Callable, body: Callable, state: tuple, given: tuple, still: Array) -> tuple:
        """The loop of a flat batch, on the runs whose numbers are `still` in it."""
        runs, asking, asked = self.runs, self.asking, self._asked
        whole = [np.array(np.broadcast_to(v, (*np.shape(v)[:-1], *runs))) for v in state]
        more = {kind: np.zeros(runs, int) for kind in KINDS}
        self.asking = None
        while still.size:
            self.runs, self._asked = still.shape, dict.fromkeys(KINDS, 0)
            here = [np.take(v, still, -1) if np.shape(v)[-1:] == runs else v for v in given]
            new = body(*[np.take(v, still, -1) for v in whole], *here)
            for old, fresh in zip(whole, new, strict=True):
                old[..., still] = fresh
            on = np.broadcast_to(condition(*new, *here), still.shape)
            for kind, count in self._asked.items():
                more[kind][still] += count
            still = still[on]
        self.runs, self.asking, self._asked = runs, asking, {kind: asked[kind] + more[kind] for kind in KINDS}
        return tuple(whole)

    def drop(self, keep: Array) -> None:
        """Go on with the runs that `keep (*runs)` names; for flat batches."""
        self.runs, self.asking = (int(keep.sum()),), None
        self._asked = {kind: n if np.ndim(n) == 0 else np.asarray(n)[keep] for kind, n in self._asked.items()}
