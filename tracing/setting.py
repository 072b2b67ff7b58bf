"""What a program must know of its problem before it can be written down: how long the answers are."""

from __future__ import annotations

from typing import Any, NamedTuple

from optim_core.method import Method

Shape = tuple[int, ...]


class Setting(NamedTuple):
    """A surface is the usual one: it has a value, a gradient and a Hessian, and these are as long as the point."""

    residuals: int = 0  # of a sum of squares
    constraints: int = 0  # equalities first
    equalities: int = 0

    def shape(self, question: str, n: int) -> Shape:
        """The shape of the answer to a question about a point with n coordinates."""
        rows = self.constraints or self.residuals
        shapes: dict[str, Shape] = {
            "value": (), "grad": (n,), "hess": (n, n), "fisher": (n, n), "residuals": (self.residuals,),
            "jacobian": (rows, n), "constraints": (rows,), "curvatures": (rows, n, n), "project": (n,), "extreme": (n,),
            "image": (n,), "derivative": (n,), "second": (n,),
        }  # fmt: skip
        return shapes[question]


def setting_of(kind: type[Method], problem: Any) -> Setting:
    """The setting of a method on a problem; residuals are counted only for methods that ask for them."""
    asked = problem.questions
    residuals = asked.residuals if "residuals" in kind.needs else 0
    return Setting(residuals, asked.constraints, asked.equalities)
