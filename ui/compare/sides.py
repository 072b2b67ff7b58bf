"""One comparison is the truth of the page; address bar, widgets and every stage are hands that change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from experiments import Experiment
from experiments.comparison import Comparison, Placed
from experiments.comparison_link import LETTERS
from experiments.merge import merged
from ui.bench import address, basis
from ui.stage import edit_of

PAGE = "compare"


class Sides:
    """The comparison in one visitor's session; whoever asks first in a run takes in what has arrived."""

    def comparison(self) -> Comparison:
        """The comparison as it stands now."""
        here, seen, now = self._get("comparison"), self._get("address"), address()
        returns = not now and side_key(0) not in st.session_state  # from another page, by a menu without queries
        if here is None or (now != seen and not returns):
            self._put(*Comparison.from_query(now))
        self._set("address", now)
        for i in range(len(self._get("comparison").panels)):
            self._read_stage(i)
        return self._get("comparison")

    def messages(self) -> Placed:
        """What could not be used of the last link or edit, and in which panel."""
        return self._get("messages", [])

    def change(self, how: Callable[[Comparison], Comparison]) -> None:
        """Let a widget change the comparison as it stands now."""
        self._put(how(self.comparison()), [])

    def write_address(self) -> None:
        """Let the address say what is on the page, if it says something else."""
        comparison = self.comparison()
        if Comparison.from_query(self._get("address"))[0] != comparison:
            others = {name: st.query_params.get_all(name) for name in st.query_params if name == "lang"}
            st.query_params.from_dict(others | parse_qs(comparison.to_query()))
            self._set("address", address())

    def _read_stage(self, i: int) -> None:
        edit, last = edit_of(side_key(i)), self._get(f"edit{i}")
        if edit is None or edit == last:
            return
        self._set(f"edit{i}", edit)
        comparison = self._get("comparison")
        here = comparison.shown(i)
        said, notes = Experiment.from_document(edit)
        after = merged(basis(edit, last) or here, said, here)
        self._put(comparison.with_panel(i, after, here), [(LETTERS[i], note) for note in notes])

    def _put(self, comparison: Comparison, messages: Placed) -> None:
        self._set("comparison", comparison)
        self._set("messages", messages)

    def _get(self, name: str, default: Any = None) -> Any:
        return st.session_state.get(f"{PAGE}.{name}", default)

    def _set(self, name: str, value: Any) -> None:
        st.session_state[f"{PAGE}.{name}"] = value


@dataclass(frozen=True)
class Side:
    """One panel, for the widgets that change an experiment."""

    sides: Sides
    i: int

    @property
    def page(self) -> str:
        return f"{PAGE}.{LETTERS[self.i]}"

    def change(self, how: Callable[[Experiment], Experiment]) -> None:
        def changed(comparison: Comparison) -> Comparison:
            before = comparison.shown(self.i)
            after, _ = Experiment.from_document(how(before).to_document())
            return comparison.with_panel(self.i, after, before)

        self.sides.change(changed)


def side_key(i: int) -> str:
    """The stage of panel i."""
    return f"{PAGE}.{LETTERS[i]}.stage"
