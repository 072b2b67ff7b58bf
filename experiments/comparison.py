"""Side by side: several experiments under one budget, on one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from experiments import limits
from experiments.budget import COST, Weights, weights_of
from experiments.comparison_link import LETTERS, NO, PARTS, read_rules, texts_of
from experiments.defaults import SEED, STEPS
from experiments.experiment import END, Experiment
from experiments.message import Message, Notes
from experiments.tuning import tuned

BOWL = "surface=quadratic(kappa=100,angle={angle})&run=adagrad&run=adam"
FIRST_SIGHT = tuple(Experiment.from_query(BOWL.format(angle=angle))[0] for angle in (0, 45))

SHARED = ("steps", "seed", "at")  # parts of a panel's link that the comparison says once for all

Placed = list[tuple[str, Message]]  # the panel a message is about, "" for all of them


@dataclass(frozen=True)
class Comparison:
    """Panels that share budget, seed and clock. `amount` is how much of the budget every run may spend."""

    panels: tuple[Experiment, ...] = FIRST_SIGHT
    budget: str = "steps"
    amount: int = STEPS
    cost: Weights = COST
    tuned: str = ""  # letters of the panels whose step sizes are searched
    starts: int = 0  # in a band; 0 for none
    seed: int = SEED
    linked: bool = True  # starts and views move together where the surface is the same
    at: int = END

    def __post_init__(self) -> None:
        panels = (replace(panel, steps=self.amount, seed=self.seed, at=END) for panel in self.panels)
        object.__setattr__(self, "panels", tuple(panels))
        object.__setattr__(self, "tuned", "".join(x for x in self.letters if x in self.tuned))
        object.__setattr__(self, "at", min(self.at, self.amount))

    @property
    def letters(self) -> str:
        return LETTERS[: len(self.panels)]

    @property
    def weights(self) -> Weights | None:
        return weights_of(self.budget, self.cost)

    def shown(self, i: int) -> Experiment:
        """What panel i runs: the experiment, with its step sizes searched if it is a tuned one."""
        panel = replace(self.panels[i], at=self.at)
        return tuned(panel, self.weights) if self.letters[i] in self.tuned else panel

    def with_panel(self, i: int, panel: Experiment, before: Experiment) -> Comparison:
        """Panel i after somebody changed what it showed `before`; a start moves the others along if they are linked.

        Who turns a knob of a tuned panel takes over: its step sizes stay as shown, and are no longer searched.
        """
        free = self.tuned
        if self.letters[i] in self.tuned:
            changed = panel.entries != before.entries
            free = self.tuned.replace(self.letters[i], "") if changed else self.tuned
            panel = panel if changed else replace(panel, entries=self.panels[i].entries)
        panels = [*self.panels[:i], panel, *self.panels[i + 1 :]]
        if self.linked and panel.start != before.start:
            panels = [replace(p, start=panel.start) if same_ground(p, panel) else p for p in panels]
        return replace(self, panels=tuple(panels), tuned=free)

    def without_panel(self, i: int) -> Comparison:
        """One panel less; the others move up, and so do their letters."""
        kept = [(p, x in self.tuned) for p, x in zip(self.panels, self.letters, strict=True) if p is not self.panels[i]]
        letters = "".join(LETTERS[k] for k, (_, was_tuned) in enumerate(kept) if was_tuned)
        return replace(self, panels=tuple(p for p, _ in kept), tuned=letters)

    def to_query(self) -> str:
        """`a=surface=beale;run=adam&b=surface=beale;run=bfgs&budget=gradient`: only what is not default."""
        plain = Comparison()
        said = {} if self.panels == replace(plain, amount=self.amount, seed=self.seed).panels else self._panel_texts()
        scalars = ("budget", "amount", "tuned", "starts", "seed")
        said |= {name: str(getattr(self, name)) for name in scalars if getattr(self, name) != getattr(plain, name)}
        said |= {"cost": ",".join(map(str, self.cost))} if self.cost != COST else {}
        said |= {} if self.linked else {"linked": NO}
        said |= {"at": str(self.at)} if self.at != self.amount else {}
        return "&".join(f"{name}={quote_plus(said[name], safe='(),=;')}" for name in PARTS if name in said)

    def _panel_texts(self) -> dict[str, str]:
        return {letter: panel_text(panel) for letter, panel in zip(LETTERS, self.panels, strict=False)}

    @classmethod
    def from_query(cls, query: str | Mapping[str, Any]) -> tuple[Comparison, Placed]:
        """The comparison a link stands for, and a message for each part that could not be used. Never raises."""
        notes: Notes = []
        given = texts_of(query, notes)
        rules = read_rules(given, notes)
        panels, placed = read_panels(given, rules.get("amount", STEPS))
        comparison = cls(panels, **rules)
        return comparison, ([("", note) for note in notes] + placed)[: limits.NOTES]


def same_ground(a: Experiment, b: Experiment) -> bool:
    """Whether a point of one map is a point of the other: the same surface, whatever its knobs."""
    return a.problem().key == b.problem().key and a.problem().latex == b.problem().latex


def panel_text(panel: Experiment) -> str:
    """A panel as a link says it: what all panels share is left out."""
    said = [f"{name}={text}" for name, text in parse_qsl(panel.to_query()) if name not in SHARED]
    return ";".join(said) or f"surface={panel.surface}"


def read_panels(given: Mapping[str, str], steps: int) -> tuple[tuple[Experiment, ...], Placed]:
    """As many panels as were given, two at least: what is missing is what the page shows by itself."""
    panels: list[Experiment] = []
    placed: Placed = []
    for letter in filter(given.__contains__, LETTERS):
        parts: dict[str, list[str]] = {}
        for piece in filter(None, given[letter].split(";")):
            name, _, text = piece.partition("=")
            parts.setdefault(name.strip(), []).append(text.strip())
        panel, notes = Experiment.from_query(parts | {"steps": [str(steps)]})
        panels.append(panel)
        placed += [(letter, note) for note in notes]
    return (*panels, *FIRST_SIGHT[len(panels) :]), placed
