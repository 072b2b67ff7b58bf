"""What the code calls its results: local names and helper functions, seen while the code runs."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, NamedTuple


class Call(NamedTuple):
    """One call of a function, after it has returned."""

    function: Callable[..., Any]
    arguments: Mapping[str, Any]  # as they came in, in order
    locals: Mapping[str, Any]  # as they were when it returned
    result: Any


def watched(run: Callable[[], Any], rooms: frozenset[str]) -> tuple[Any, list[Call]]:
    """The result of `run()`, and the calls of functions from these packages, in the order in which they returned."""
    entered: dict[FrameType, dict[str, Any]] = {}
    calls: list[Call] = []

    def note(frame: FrameType, event: str, result: Any) -> None:
        if event == "call" and frame.f_globals.get("__name__", "").split(".")[0] in rooms:
            entered[frame] = dict(frame.f_locals)
        elif event == "return" and frame in entered:
            arguments = entered.pop(frame)
            if function := function_of(frame, arguments):
                calls.append(Call(function, arguments, dict(frame.f_locals), result))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        return run(), calls
    finally:
        sys.setprofile(before)


def function_of(frame: FrameType, arguments: Mapping[str, Any]) -> Callable[..., Any] | None:
    """The function or method that a frame belongs to; None for a nested one, which has no name outside."""
    name = frame.f_code.co_name
    owner = arguments.get("self")
    for found in (frame.f_globals.get(name), getattr(type(owner), name, None)):
        if inspect.isfunction(found) and found.__code__ is frame.f_code:
            return found
    return None
