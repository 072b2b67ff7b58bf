"""What every test may lean on: properties without a stopwatch, and a real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.server import Server, running

slow_is_fine = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("here", **slow_is_fine)
settings.register_profile("ci", derandomize=True, print_blob=True, **slow_is_fine)
settings.load_profile("ci" if os.environ.get("CI") else "here")

SHELL = Path(__file__).parent.parent / "ui" / "shell.py"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, started once as its user starts it, and stopped at the end."""
    with running(tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """The app on a server that nobody has visited yet."""
    with running(tmp_path / "log.txt") as started:
        yield started
