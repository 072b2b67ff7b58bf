"""`make bench`, or `python -m benchmarks core` for a part of it."""

from __future__ import annotations

import sys

from benchmarks import core, counts, formula, stage

PARTS = {"counts": counts.main, "core": core.main, "formula": formula.main, "stage": stage.main}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
