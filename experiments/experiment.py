"""An experiment is a document: where, from which point, with which methods, for how long."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from experiments import limits
from experiments.catalogue import FREE, Catalogue
from experiments.defaults import METHOD_OF, SEED, STEPS, SURFACE, defaults
from experiments.document import read_document
from experiments.entry import Entry, Values, turned
from experiments.link import parse_link, print_link
from experiments.message import Message
from experiments.pacing import kind_of, knobs_under, schedule_of
from experiments.play import play
from experiments.typed import WINDOW, Window, part_of_document, squeezed
from optim_core import Method, Trace, knobs_of
from surfaces import Surface

FIRST_SIGHT = tuple(Entry(key) for key in ("gradient_descent", "heavy_ball", "adam", "newton", "bfgs"))
OWN_START = (math.nan, math.nan)  # stands for the first start of the surface
END = limits.STEPS  # stands for the last step, however many there are


@dataclass(frozen=True)
class Experiment:
    """What to run. Equal experiments give equal runs; a link, a preset and an exported script are all one of these.

    Only what differs from the defaults is kept, so `Experiment()` is the one an empty link stands for.
    """

    catalogue: ClassVar[Catalogue] = FREE
    STEPS: ClassVar[int] = STEPS  # where nobody says otherwise

    surface: str = SURFACE
    surface_knobs: Mapping[str, Any] = field(default_factory=Values)
    start: tuple[float, float] = OWN_START
    steps: int = STEPS
    seed: int = SEED
    entries: tuple[Entry, ...] = FIRST_SIGHT
    at: int = END  # the step on show
    formula: str = ""  # what was typed, if that is the surface
    window: Window = WINDOW  # on the formula; other surfaces have their own

    def __post_init__(self) -> None:
        self._fix("formula", squeezed(self.formula))
        named = self._typed(self.window) if self.formula else self.catalogue.surfaces[self.surface]
        usual = {name: knob.default for name, knob in named.knobs.items()}
        self._fix("surface_knobs", turned({**named.values, **self.surface_knobs}, named.knobs, usual))
        self._fix("surface", named.key)  # a nickname, such as quad_k100, stands for a surface with its knobs set
        (x0, x1), (y0, y1) = self.window if self.formula else WINDOW
        self._fix("window", ((x0 + 0.0, x1 + 0.0), (y0 + 0.0, y1 + 0.0)))  # no minus before a zero
        surface = self.problem()
        x, y = self.usual_start() if self.start is OWN_START else self.start
        self._fix("start", (float(x) + 0.0, float(y) + 0.0))
        self._fix("at", min(self.at, self.steps))
        self._fix("entries", tuple(on_surface(entry, surface, self.steps) for entry in self.entries))

    def _fix(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def problem(self) -> Surface:
        """The surface with its knobs set."""
        if self.formula:
            return self._typed(self.window, tuple(self.surface_knobs.items()))
        known = self.catalogue.surfaces[self.surface]
        return known(**self.surface_knobs) if self.surface_knobs else known

    def _typed(self, window: Window, values: tuple[tuple[str, float], ...] = ()) -> Surface:
        surface: Surface = self.catalogue.door.surface(self.formula, window, values)
        return surface

    def usual_start(self) -> tuple[float, float]:
        """Where the runs begin if nobody says otherwise."""
        return self.problem().starts[0]

    def ground(self) -> dict[str, Any]:
        """The parts that say which surface it is."""
        return {name: getattr(self, name) for name in ("surface", "surface_knobs", "formula", "window")}

    def values(self, i: int) -> dict[str, Any]:
        """The value of every knob of run i, turned or not."""
        entry = self.entries[i]
        return usual(entry, self.problem(), self.steps) | dict(entry.knobs)

    def method(self, i: int) -> Method:
        """The method of run i under its schedule, ready to run."""
        kind = self.catalogue.methods[self.entries[i].method]
        return made(kind_of(kind, schedule_of(self.entries[i].knobs)), self.values(i))

    def unscheduled(self, i: int) -> Method:
        """The method of run i by itself."""
        return made(self.catalogue.methods[self.entries[i].method], self.values(i))

    def only(self, i: int) -> Self:
        """Run i by itself: the same trace, whatever else is on the stage and whichever step is on show."""
        return replace(self, entries=(replace(self.entries[i], hidden=False),), at=END)

    def run(self) -> list[Trace]:
        """One trace per entry, hidden or not."""
        problem = self.problem()
        return [play(self.method(i), problem, self.start, self.steps, self.seed) for i in range(len(self.entries))]

    def with_surface(self, key: str) -> Self:
        """The same methods on another surface, from that surface's own start."""
        return replace(self, surface=key, surface_knobs={}, start=OWN_START, formula="", window=WINDOW)

    def with_formula(self, text: str, window: Window | None = None) -> Self:
        """The same methods on a sound formula, or through another window on it.

        Parameters that it shares with the one before keep their values, and a start that somebody chose stays.
        """
        window = window or self.window
        known = self.catalogue.door.surface(squeezed(text), window, ()).knobs
        kept = {name: value for name, value in self.surface_knobs.items() if self.formula and name in known}
        moved = self.formula and self.start != self.usual_start()
        start = self.start if moved else OWN_START
        return replace(
            self, surface=self.catalogue.door.key, surface_knobs=kept, start=start, formula=text, window=window
        )

    def with_steps(self, steps: int) -> Self:
        """Longer or shorter; what stood at the end still stands at the end."""
        return replace(self, steps=steps, at=END if self.at == self.steps else self.at)

    def to_document(self) -> dict[str, Any]:
        """As plain data: what the stage sends after an edit, and what `from_document` reads."""
        runs = [
            {"id": f"r{i}", "method": e.method, "values": dict(e.knobs), "hidden": e.hidden}
            for i, e in enumerate(self.entries, 1)
        ]
        surface: dict[str, Any] = {"key": self.surface, "values": dict(self.surface_knobs)}
        if self.formula:
            surface = part_of_document(self.surface, self.formula, self.window, self.surface_knobs)
        parts = {"surface": surface, "start": list(self.start), "steps": self.steps, "seed": self.seed, "at": self.at}
        return parts | {"runs": runs}

    @classmethod
    def from_document(cls, document: Any, home: Self | None = None) -> tuple[Self, list[Message]]:
        """The experiment in a document, and a message for each part of it that could not be used. Never raises.

        A surface that cannot be used is replaced by the one of `home`.
        """
        home = home or cls()
        parts, notes = read_document(document, home)
        ground = {} if "surface" in parts else home.ground()
        return cls(**ground, **parts), notes

    def to_query(self, home: Self | None = None) -> str:
        """The readable part of a link, `surface=himmelblau&start=0,0&run=adam(lr=0.05)`: only what is not default.

        What is default is said by `home`, the experiment an empty link stands for.
        """
        own, plain = self.to_document(), (home or type(self)()).to_document()
        plain["at"] = self.steps
        if not home or own["surface"] != plain["surface"]:
            plain["start"] = list(self.usual_start())
        return print_link({part: own[part] for part in own if own[part] != plain[part]})

    @classmethod
    def from_query(cls, query: str | Mapping[str, Any], home: Self | None = None) -> tuple[Self, list[Message]]:
        """The experiment a link stands for, and a message for each part that could not be used. Never raises.

        Parts that are not in the link are those of `home`; but another surface brings its own start.
        """
        document, notes = parse_link(query)
        usual = home.to_document() if home else {}
        left_out = {"at", "start"} if "surface" in document else {"at"}
        document = {part: usual[part] for part in usual if part not in left_out} | document
        experiment, more = cls.from_document(document, home)
        return experiment, notes + more


def made(kind: type[Method], values: Mapping[str, Any]) -> Method:
    """A method with those of the values that belong to it."""
    return kind(**{name: value for name, value in values.items() if name in knobs_of(kind)})


def usual(entry: Entry, surface: Surface, steps: int) -> dict[str, Any]:
    """The defaults of a run's method on this surface, under the run's schedule."""
    return defaults(entry.method, surface, schedule_of(entry.knobs), steps)


def on_surface(entry: Entry, surface: Surface, steps: int) -> Entry:
    """The entry without the knobs that already stand at their default on this surface."""
    knobs = knobs_under(METHOD_OF[entry.method], schedule_of(entry.knobs))
    return replace(entry, knobs=turned(entry.knobs, knobs, usual(entry, surface, steps)))
