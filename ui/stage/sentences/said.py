"""A sentence before it is spoken: an English template, and what goes into its places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ui.language import N_


class Said(NamedTuple):
    """An English template, and what goes into its places: text, or something said in its turn."""

    template: str
    values: Mapping[str, str | Said] = {}


TERM = N_("the term in the formula")  # a part that is too long for a sentence


def spoken(said: Said | str, translate: Callable[[str], str]) -> str:
    """The sentence in a language. Formulas stay between dollar signs, and `{part.name}` is left for the browser."""
    if isinstance(said, str):
        return said
    places = {name: spoken(value, translate) for name, value in said.values.items()}
    return translate(said.template).format(**places)


def readable(says: str) -> bool:
    """Whether a docstring is a sentence for everyone."""
    return bool(says) and not any(mark in says for mark in "`{}")
