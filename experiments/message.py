"""What was wrong with a link, said so that it can be put right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from experiments import limits


@dataclass(frozen=True)
class Message:
    """An English sentence with `{named}` places and what goes into them: it is translated where it is shown."""

    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


Notes = list[Message]


def printed(value: Any) -> str:
    """A knob's value as a link writes it: the shortest text that reads back as the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def shown(given: Any) -> str:
    """Somebody's text, short and harmless enough to be repeated to them."""
    try:
        text = ",".join(map(str, given)) if isinstance(given, list) else printed(given)
    except ValueError:  # an integer of thousands of digits
        text = "…"
    text = "".join(c if c.isprintable() else "?" for c in text[: limits.SHOWN + 1])
    return text if len(text) <= limits.SHOWN else text[: limits.SHOWN] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is spelled most like this one."""
    return get_close_matches(name[: limits.WORD].lower(), list(known), 1, 0.0)[0]


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that is this one, whatever the spaces around it and the size of its letters."""
    word, known = name.strip(), list(known)
    return word if word in known else next((each for each in known if each.lower() == word.lower()), None)
