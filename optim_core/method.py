"""What a method is: hyperparameters in a frozen dataclass, `init` and `step` on an explicit state.

Written so that one source runs on one point, on a million points and on symbols: branch only by
`np.where`, loop only by `f.loop`, linear algebra only through `optim_core.algebra`, nothing in place,
counters in the state.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

import numpy as np

from optim_core.knob import choices_of

if TYPE_CHECKING:
    from optim_core.oracle import Oracle

Array = np.ndarray
Info = dict[str, Any]
State = TypeVar("State", bound=tuple)


class About(NamedTuple):
    """The card of a method: what a reader wants to know before trusting the picture."""

    name: str
    family: str
    update: str  # the rule, in LaTeX
    source: str  # paper or book, with equation or algorithm number
    memory: int | None = None  # numbers kept for each coordinate, beyond x and g; None where nobody counts
    cost: str = "1 gradient per step"
    variant: str = ""  # which convention, where the field has several
    trouble: str = ""  # what goes wrong with it, in one line
    matrices: int = 0  # how many n × n arrays it keeps or forms


@dataclass(frozen=True)
class Method(ABC, Generic[State]):
    """A rule that turns one state into the next. Subclasses are frozen dataclasses whose fields are knobs.

    `init` and `step` are pure but for asking the oracle `f`. A state is a NamedTuple whose first field is
    `x (n, *runs)`; it holds what must be remembered. The info holds what only a picture needs.
    """

    about: ClassVar[About]
    key: ClassVar[str] = ""  # given by the registry: the name of the file
    needs: ClassVar[tuple[str, ...]] = ()  # what a problem must offer besides value, gradient and Hessian
    paced: ClassVar[bool] = True  # whether every step has the length of lr, if there is one

    def __post_init__(self) -> None:
        for knob in choices_of(type(self)):
            object.__setattr__(self, knob.name, knob.meant(getattr(self, knob.name)))

    @abstractmethod
    def init(self, x: Array, f: Oracle) -> State:
        """The state before the first step, at the start `x (n, *runs)`."""

    @abstractmethod
    def step(self, s: State, f: Oracle) -> tuple[State, Info]:
        """The next state, and what happened on the way."""
