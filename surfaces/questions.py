"""What a problem can be asked, as plain functions of x, y and its knobs: the one form that is printed everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from surfaces.pair import Pair

if TYPE_CHECKING:
    from sympy import Expr

    from surfaces.equation import Equation
    from surfaces.kernels import Kernels
    from surfaces.regions import Region

Answer = Callable[..., Any]


class Questions(Mapping[str, Answer]):
    """name -> function `(x, y, *knob values)` that answers with a number or a tuple of numbers, row by row.

    A function is derived and compiled when it is first called. One of these serves all values of the knobs.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def __init__(
        self, knobs: tuple[str, ...], answers: Mapping[str, Answer], residuals: int = 0, constraints: int = 0,
        equalities: int = 0,
    ) -> None:  # fmt: skip
        self.knobs, self._answers = knobs, dict(answers)
        self.residuals, self.constraints, self.equalities = residuals, constraints, equalities

    def __getitem__(self, name: str) -> Answer:
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


@lru_cache(maxsize=512)
def of_surface(formula: Expr, knobs: tuple[str, ...], squares: tuple[Expr, ...], fisher: tuple[Expr, ...]) -> Questions:
    """Value, gradient, Hessian; of a sum of squares its residuals, of a log-likelihood its Fisher matrix."""
    answers = of_formula(formula, knobs)
    if squares:
        parts = [of_formula(part, knobs) for part in squares]
        answers |= {"residuals": in_turn(parts, "value"), "jacobian": in_turn(parts, "grad")}
    if fisher:
        answers["fisher"] = in_turn([of_formula(entry, knobs) for entry in fisher], "value")
    return Questions(knobs, answers, residuals=len(squares))


@lru_cache(maxsize=512)
def of_constrained(
    objective: Expr, constraints: tuple[Expr, ...], equalities: int, region: Region | None, levels: tuple[str, ...]
) -> Questions:
    """The knobs are the levels: constraint i is h = bᵢ or g ≤ bᵢ."""
    parts = [of_formula(part, ()) for part in constraints]
    answers = {name: levelled(answer) for name, answer in of_formula(objective, ()).items()}

    def above_levels(x: Any, y: Any, *b: Any) -> tuple[Any, ...]:
        return tuple(part["value"](x, y) - level for part, level in zip(parts, b, strict=True))

    answers["constraints"] = above_levels
    answers |= {"jacobian": levelled(in_turn(parts, "grad")), "curvatures": levelled(in_turn(parts, "hess"))}
    if region:
        answers["project"] = on_region(region, "project")
        if region.bounded:
            answers["extreme"] = on_region(region, "extreme")
    return Questions(levels, answers, constraints=len(constraints), equalities=equalities)


@lru_cache(maxsize=64)
def of_equation(equation: Equation) -> Questions:
    """f and its derivatives as points of the plane, and |f|; a complex formula is worked out on pairs of numbers."""

    def answered(kernel: Answer) -> Answer:
        return (lambda x, y: tuple(kernel(Pair(x, y)))) if equation.is_complex else (lambda x, y: (kernel(x), 0 * y))

    image, derivative, second = map(answered, equation.kernels)

    def value(x: Any, y: Any) -> Any:
        a, b = image(x, y)
        return np.sqrt(a * a + b * b) if equation.is_complex else np.abs(a)

    return Questions((), {"value": value, "image": image, "derivative": derivative, "second": second})


def of_formula(formula: Expr, knobs: tuple[str, ...]) -> dict[str, Answer]:
    """Value, gradient and Hessian of one formula."""
    from surfaces.kernels import kernels_of

    kernels: Kernels = kernels_of(formula, knobs)

    def hess(*at: Any) -> tuple[Any, ...]:
        xx, xy, yy = kernels.hess(*at)
        return xx, xy, xy, yy

    return {"value": lambda *at: kernels.value(*at), "grad": lambda *at: kernels.grad(*at), "hess": hess}


def in_turn(parts: Sequence[Mapping[str, Answer]], name: str) -> Answer:
    """The same question to several formulas, their answers one after the other."""

    def answer(*at: Any) -> tuple[Any, ...]:
        answers = [part[name](*at) for part in parts]
        return tuple(number for one in answers for number in (one if isinstance(one, tuple) else (one,)))

    return answer


def levelled(answer: Answer) -> Answer:
    """An answer that is the same at all levels."""
    return lambda x, y, *_levels: answer(x, y)


def on_region(region: Any, name: str) -> Answer:
    """Where a region sends a point when every constraint is at its level."""

    def answer(x: Any, y: Any, *levels: Any) -> tuple[Any, ...]:
        return tuple(getattr(region.raised(*levels), name)(np.stack([x, y])))

    return answer
