"""What the browser is told of a problem: all it may ask, what an answer counts as, and not too much of it."""

from __future__ import annotations

import json
import re

import pytest

from experiments.constrained import ConstrainedExperiment
from optim_core import CONSTRAINED_METHODS, METHODS
from optim_core.constrained.verdict import lacks
from optim_core.oracle import COUNTED_AS
from surfaces import CONSTRAINED, SURFACES
from tracing.program import structure_of
from tracing.setting import Setting
from ui.stage.payload import build_payload, name_of, print_method
from ui.stage.surface_facts import print_surface

CROWDED = max(CONSTRAINED, key=lambda key: len(print_surface(CONSTRAINED[key])))


@pytest.mark.parametrize("name", ["rosenbrock", "normal_fit", "nw_disk", "hs14"])
def test_a_printed_problem_says_what_each_answer_counts_as(name):
    problem = CONSTRAINED[name] if name in CONSTRAINED else SURFACES[name]
    text = print_surface(problem)
    counts = json.loads(re.findall(r"counts: (\{.*?\})", text)[0])
    assert counts == {question: COUNTED_AS[question] for question in problem.questions}
    for question in (*counts, "rests"):
        assert f"\n{question}(x, y, S)" in text


def test_one_text_serves_all_levels():
    problem = CONSTRAINED["hs14"]
    assert print_surface(problem(b1=0.3)) == print_surface(problem)


def test_programs_for_problems_of_different_sizes_have_different_names():
    kind = CONSTRAINED_METHODS["descent_ascent"]
    settings = [Setting(), *(Setting(constraints=k, equalities=m) for k in range(1, 6) for m in range(k + 1))]
    assert len({name_of(kind, (), setting) for setting in settings}) == len(settings)


def test_every_method_is_printed():
    for key, kind in METHODS.items():
        setting = Setting(residuals=3) if "residuals" in kind.needs else Setting()
        assert print_method(kind, structure_of(kind()), setting), key
    for key, kind in CONSTRAINED_METHODS.items():
        for k, m in ((1, 0), (1, 1), (2, 1), (5, 0)):
            assert print_method(kind, structure_of(kind()), Setting(constraints=k, equalities=m)), key


def test_eight_methods_on_the_longest_problem_travel_in_less_than_400_kilobytes():
    keys = [key for key, kind in CONSTRAINED_METHODS.items() if not lacks(kind, CONSTRAINED[CROWDED])][:8]
    experiment, notes = ConstrainedExperiment.from_query(f"problem={CROWDED}&" + "&".join(f"run={key}" for key in keys))
    assert not notes and len(experiment.entries) == 8
    assert len(build_payload(experiment, experiment.run())) < 400_000
