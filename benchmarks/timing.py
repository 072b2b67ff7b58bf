"""Timing by the best of several repeats, and rows that line up."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def best(work: Callable[[], object], repeats: int = 5, number: int = 1) -> float:
    """Seconds for one call: the best of `repeats`, each the mean of `number` calls; the rest is noise."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        for _ in range(number):
            work()
        times.append((time.perf_counter() - start) / number)
    return min(times)


def spread(milliseconds: list[float]) -> str:
    """Median and 95th percentile of measured waits."""
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"median {statistics.median(ordered):.0f} ms, p95 {p95:.0f} ms ({len(ordered)} times)"


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def row(what: str, value: str, note: str = "") -> None:
    print(f"{what:<62} {value:>16}  {note}".rstrip(), flush=True)
