"""One experiment is the truth of a page; address bar, widgets and stage are three hands that change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qs

import streamlit as st

from experiments import Experiment, Message
from experiments.link import OF_THE_PAGE
from experiments.merge import merged
from ui.stage import edit_of

Query = dict[str, list[str]]
E = TypeVar("E", bound=Experiment)


@dataclass(frozen=True)
class Bench(Generic[E]):
    """The experiment of one page in one visitor's session.

    Whoever asks first in a run, a widget's callback or the page itself, first takes in what has arrived: the address
    (a link, the back button), then the last edit from the stage. A widget then changes what is there, so an edit that
    arrives in the same run as another one, or before the answer to an earlier one, is merged and not lost.
    """

    page: str
    home: E  # what an address without a query stands for

    @property
    def stage_key(self) -> str:
        return f"{self.page}.stage"

    def experiment(self) -> E:
        """The experiment as it stands now."""
        self._read_address()
        self._read_stage()
        here: E = self._get("experiment")
        return here

    def messages(self) -> list[Message]:
        """What could not be used of the last link or edit."""
        return self._get("messages", [])

    def change(self, how: Callable[[E], E]) -> None:
        """Let a widget change the experiment as it stands now; what cannot be run then is said like anything else."""
        self._put(*type(self.home).from_document(how(self.experiment()).to_document()))

    def refuse(self, message: Message) -> None:
        """Leave the experiment as it is, and say why."""
        self._put(self.experiment(), [message])

    def write_address(self) -> None:
        """Let the address say what is on the page, if it says something else."""
        experiment = self.experiment()
        if self._read(self._get("address"))[0] != experiment:
            others = {name: st.query_params.get_all(name) for name in st.query_params if name in OF_THE_PAGE}
            st.query_params.from_dict(others | parse_qs(experiment.to_query(self.home)))
            self._set("address", address())

    def _read_address(self) -> None:
        here, seen, now = self._get("experiment"), self._get("address"), address()
        self._set("address", now)
        returns = not now and self.stage_key not in st.session_state  # from another page, by a menu without queries
        if here is None and not now:
            self._put(self.home, [])
        elif here is None or (now != seen and not returns):
            said, messages = self._read(now)
            self._put(said if here is None else merged(self._read(seen)[0], said, here), messages)

    def _read(self, address: Query) -> tuple[E, list[Message]]:
        return type(self.home).from_query(address, self.home)

    def _read_stage(self) -> None:
        edit, last = edit_of(self.stage_key), self._get("edit")
        if edit is None or edit == last:
            return
        here = self._get("experiment")
        said, messages = type(self.home).from_document(edit)
        self._put(merged(basis(edit, last, type(self.home)) or here, said, here), messages)
        self._set("edit", edit)

    def _put(self, experiment: E, messages: list[Message]) -> None:
        self._set("experiment", experiment)
        self._set("messages", messages)

    def _get(self, name: str, default: Any = None) -> Any:
        return st.session_state.get(f"{self.page}.{name}", default)

    def _set(self, name: str, value: Any) -> None:
        st.session_state[f"{self.page}.{name}"] = value


def address() -> Query:
    """What the address bar says about an experiment, right or wrong; the rest is the page's own."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OF_THE_PAGE}


def basis(
    edit: Mapping[str, Any],
    last: Mapping[str, Any] | None,
    kind: type[E] = Experiment,  # type: ignore[assignment]
) -> E | None:
    """What the browser showed when this edit was made: the payload it names, with the edit before on top of it."""
    if edit.get("base") is None:
        return None
    if last is not None and last.get("base") == edit["base"]:
        return kind.from_document(last)[0]
    return kind.from_query(str(edit["base"]))[0]
