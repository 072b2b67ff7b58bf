"""A knob is declared once; the slider, the link, the validation and the sweep are derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache, wraps
from typing import Any, TypeVar

Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Knob:
    """One hyperparameter, as its owner declared it.

    `kind` is "number", "whole" (an integer), "choice" (one of `options`) or "switch" (yes or no).
    A `structural` knob changes the shape of the computation (how many pairs are kept, which rule is
    used), so code has to be printed anew for each of its values; all others are plain numbers in it.
    `scale` is "length" for a step that is as long on a gentle slope as on a steep one, "gradient" for what
    the gradient itself is multiplied by: two sizes that depend on what is minimised.
    """

    name: str
    default: Any
    low: float | None
    high: float | None
    symbol: str  # LaTeX, without dollar signs
    says: str  # one line of plain English, translated where it is shown
    log: bool = False
    kind: str = "number"
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of the options, as a person reads them
    structural: bool = False
    scale: str = ""
    also: str = ""  # a second name
    words: tuple[tuple[str, str], ...] = ()  # second names of options, each with the option that is meant

    @property
    def spellings(self) -> dict[str, str]:
        """The option that each word means, in small letters."""
        return {word.lower(): option for word, option in (*self.words, *zip(self.options, self.options, strict=True))}

    def meant(self, word: Any) -> str:
        """The option that a word names, in any case. Raises `ValueError` for other words: no rule is guessed."""
        if word in self.options:
            return word
        known = self.spellings
        if str(word).lower() in known:
            return known[str(word).lower()]
        near = get_close_matches(str(word).lower(), known, 1)
        hint = f"; did you mean {known[near[0]]!r}?" if near else ""
        raise ValueError(f"{self.name} is one of {', '.join(self.options)}, not {word!r}{hint}")


def knob(
    default: float,
    low: float,
    high: float,
    symbol: str,
    says: str,
    log: bool = False,
    structural: bool = False,
    scale: str = "",
    also: str = "",
) -> Any:
    """Declare a numeric field of a frozen dataclass; an integer default makes a whole-number knob."""
    kind = "whole" if isinstance(default, int) else "number"
    made = Knob("", default, low, high, symbol, says, log, kind, structural=structural, scale=scale, also=also)
    return field(default=default, metadata={"knob": made})


def choice(
    default: str,
    options: tuple[str, ...] | Mapping[str, str],
    symbol: str,
    says: str,
    also: str = "",
    words: Mapping[str, str] | None = None,
) -> Any:
    """Declare a field that holds one of a few words; a mapping gives each word the name a person reads."""
    names = tuple(options.values()) if isinstance(options, Mapping) else tuple(options)
    more = tuple((words or {}).items())
    made = Knob("", default, None, None, symbol, says, False, "choice", tuple(options), names, True, "", also, more)
    return field(default=default, metadata={"knob": made})


def switch(default: bool, symbol: str, says: str) -> Any:
    """Declare a yes-or-no field."""
    made = Knob("", default, None, None, symbol, says, False, "switch", structural=True)
    return field(default=default, metadata={"knob": made})


def knobs_of(owner: Any) -> Mapping[str, Knob]:
    """The knobs of a dataclass (or an instance of one), by name, in the order of declaration."""
    return {f.name: replace(f.metadata["knob"], name=f.name) for f in fields(owner) if "knob" in f.metadata}


@cache
def choices_of(owner: type) -> tuple[Knob, ...]:
    """Those knobs of a class that hold one of a few words."""
    return tuple(knob for knob in knobs_of(owner).values() if knob.kind == "choice")


def second_names(knobs: Mapping[str, Knob]) -> dict[str, str]:
    """The knob that is meant by each second name."""
    return {knob.also: name for name, knob in knobs.items() if knob.also}


def also_called(owner: type[Owner]) -> type[Owner]:
    """Let a class take its knobs by their second names, where a text or an older script uses these."""
    init, names = owner.__init__, second_names(knobs_of(owner))
    if not names:
        return owner

    @wraps(init)
    def named(self: Owner, *values: Any, **knobs: Any) -> None:
        init(self, *values, **{names.get(name, name): value for name, value in knobs.items()})

    owner.__init__ = named  # type: ignore[assignment]
    return owner
