"""The stage plays recorded runs in the browser; Python hears only what a person has let go of."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from ui.stage.script import LOADER, SCRIPT, STYLE, TEXT, as_one_script

__all__ = ["SCRIPT", "STYLE", "TEXT", "as_one_script", "edit_of", "stage"]


@cache
def _component() -> Any:
    return st.components.v2.component("descent_lab.stage", css=STYLE, js=LOADER)


def edit_of(key: str) -> dict[str, Any] | None:
    """The last edit a person committed on the stage `key`; known before the stage is mounted in this run."""
    return (st.session_state.get(key) or {}).get("edit")


def stage(payload: bytes, key: str) -> dict[str, Any] | None:
    """Show the runs in `payload`; returns the last committed edit, None before the first."""
    return _component()(key=key, data=payload, on_edit_change=lambda: None).edit
