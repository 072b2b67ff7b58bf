"""What the README promises is tried here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments import ConstrainedExperiment, Experiment
from experiments.comparison import Comparison
from optim_core.schedules import SCHEDULES
from ui.constrained.desk import VIEWS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_python_in_the_readme_runs(capsys: pytest.CaptureFixture[str]):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code, {})
    assert "converged" in capsys.readouterr().out


def test_the_link_in_the_readme_is_understood_in_every_part():
    query, *_ = re.findall(r"`/playground\?(.*?)`", README)
    experiment, messages = Experiment.from_query(query)
    assert messages == []
    assert (experiment.surface, experiment.steps, experiment.at) == ("quadratic", 200, 40)
    assert [entry.method for entry in experiment.entries] == ["adam", "bfgs"]


def test_the_link_to_a_problem_with_constraints_is_understood_and_all_views_are_named():
    (query,) = re.findall(r"`/constrained\?(.*?)`", README)
    experiment, messages = ConstrainedExperiment.from_query(query)
    assert messages == []
    assert (experiment.surface, experiment.surface_knobs) == ("half_disk", {"b1": -0.5})
    (listed,) = re.findall(r"what stands below the stage: (.*?) \|", README)
    assert re.findall(r"`(\w+)`", listed) == list(VIEWS)
    (own,) = re.findall(r"`(min=.*?)`", README)
    assert ConstrainedExperiment.from_query(own) == (ConstrainedExperiment.from_query(own)[0], [])


def test_the_schedules_in_the_readme_are_all_there_are():
    _, query = re.findall(r"`/playground\?(.*?)`", README)
    experiment, messages = Experiment.from_query(query)
    assert messages == []
    assert experiment.values(0) | {"lr": 0.2, "schedule": "cosine", "horizon": 150} == experiment.values(0)
    listed = README.split("There are ")[1].split(";")[0]
    assert {"constant", *re.findall(r"`(\w+)`", listed)} == set(SCHEDULES)


def test_every_make_command_in_the_readme_exists():
    named = set(re.findall(r"\bmake ([a-z-]+)", README.split("```python")[0] + README.split("## Tests")[1]))
    assert {"run", "test"} <= named
    assert [name for name in named if not re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)] == []


def test_every_file_named_in_the_readme_exists():
    named = {*re.findall(r"`((?:\w+/)+\w+\.(?:py|po))`", README), "app.py", "requirements.txt", "requirements-dev.txt"}
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "make test" in README


def test_the_comparison_in_the_readme_is_understood_in_every_part():
    (query,) = re.findall(r"`/compare\?(.*?)`", README)
    comparison, messages = Comparison.from_query(query)
    assert messages == []
    assert (comparison.budget, comparison.tuned, comparison.starts, len(comparison.panels)) == ("cost", "a", 100, 2)
