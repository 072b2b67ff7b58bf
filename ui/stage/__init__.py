"""The stage plays recorded runs in the browser; Python hears only what a person has let go of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
LABEL = re.compile(r"""\blabel\(\s*[\w.?]+,\s*"((?:[^"\\]|\\.)*)\"""")


def joined(folder: Path, ending: str) -> str:
    """All files of one kind in a folder as one text, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{ending}")))


def as_one_script(modules: str) -> str:
    """ES modules as a single one: all names are unique, so imports and exports can simply go."""
    return EXPORT.sub("", IMPORT.sub("", modules))


SCRIPT = as_one_script(joined(HERE / "js", "js"))
STYLE = joined(HERE / "css", "css")
TEXT = tuple(sorted(set(LABEL.findall(SCRIPT))))  # every English label the script shows; the payload brings translations

_stage = st.components.v2.component("descent_lab.stage", css=STYLE, js=SCRIPT)


def edit_of(key: str) -> dict[str, Any] | None:
    """The last edit a person committed on the stage `key`; known before the stage is mounted in this run."""
    return (st.session_state.get(key) or {}).get("edit")


def stage(payload: bytes, key: str) -> dict[str, Any] | None:
    """Show the runs in `payload`; returns the last committed edit, None before the first."""
    return _stage(key=key, data=payload, on_edit_change=lambda: None).edit
