"""Experiments with equations: links, documents, starts, and that they never meet what is minimised."""

from __future__ import annotations

import pytest

from experiments import Experiment, Message, RootExperiment, kind_of_link, missing
from experiments.merge import merged
from experiments.roots_link import from_tangents
from optim_core import METHODS, ROOT_METHODS
from surfaces import ROOTS, SURFACES

LINKS = [
    "",
    "equation=sqrt2&start=3&run=halley&steps=12&at=4",
    "equation=z3_minus_1&start=-1,0.5&run=newton_raphson(times=1.5)&run=secant(hidden)",
    "equation=triple_root&run=newton_raphson&run=newton_raphson(times=3)&seed=4",
]


def read(link: str) -> RootExperiment:
    experiment, notes = RootExperiment.from_query(link)
    assert [str(note) for note in notes] == []
    return experiment


@pytest.mark.parametrize("link", LINKS)
def test_a_link_survives_the_round_trip(link):
    experiment = read(link)
    assert read(experiment.to_query()) == experiment
    assert read(experiment.to_query(RootExperiment())) == experiment
    assert RootExperiment.from_document(experiment.to_document()) == (experiment, [])


def test_a_start_is_one_number_unless_the_unknown_is_complex():
    assert read("equation=sqrt2&start=3").to_query() == "equation=sqrt2&start=3"
    assert read("equation=z3_minus_1&start=1,0.5").to_query() == "equation=z3_minus_1&start=1,0.5"
    assert read("equation=z3_minus_1&start=2").start == (2, 0)
    assert RootExperiment("sqrt2", start=(1.0, 2.0)).start == (1, 0)


def test_an_experiment_with_an_equation_always_names_it():
    assert read("").to_query() == "equation=arctan"
    assert kind_of_link(read("").to_query()) is RootExperiment
    assert kind_of_link("surface=beale&run=newton") is Experiment


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("equation=arctn", "arctan"), ("run=halle", "halley"), ("run=newton_raphson(time=2)", "times"),
        ("start=a", "start"), ("equation=sqrt2&start=1,2", "only the first"), ("stepz=3", "steps"),
        ("formula=x^2-2", "chosen from the list"), ("run=newton_raphson(times=99)", "between"),
    ],
)  # fmt: skip
def test_each_bad_part_of_a_link_is_named_and_the_rest_is_kept(link, word):
    experiment, notes = RootExperiment.from_query(f"{link}&at=7")
    assert notes and all(isinstance(note, Message) for note in notes)
    assert any(word in str(note) for note in notes)
    assert experiment.at == 7 and experiment.entries


def test_links_never_lead_from_one_kind_of_problem_to_the_other():
    for key in ROOTS:
        experiment, (note,) = Experiment.from_query(f"surface={key}")
        assert experiment == Experiment() and "is an equation" in str(note)
    for key in ROOT_METHODS:
        experiment, (note,) = Experiment.from_query(f"run={key}&run=adam")
        assert [entry.method for entry in experiment.entries] == ["adam"] and "looks for a root" in str(note)
        assert missing(key, SURFACES["sphere"]) == ["image"]
    for key in METHODS:
        experiment, (note,) = RootExperiment.from_query(f"run={key}&run=secant")
        assert [entry.method for entry in experiment.entries] == ["secant"] and "looks for a minimum" in str(note)


@pytest.mark.parametrize("key", ROOTS)
def test_every_method_runs_on_every_equation(key):
    experiment = read(f"equation={key}&steps=3&" + "&".join(f"run={method}" for method in ROOT_METHODS))
    assert [entry.method for entry in experiment.entries] == list(ROOT_METHODS)
    assert all(trace.x.shape == (4, 2) for trace in experiment.run())


def test_two_hands_on_one_equation_are_merged():
    base = read("equation=sqrt2&start=3")
    theirs, ours = read("equation=sqrt2&start=2"), read("equation=sqrt2&start=3&run=halley")
    assert merged(base, theirs, ours) == read("equation=sqrt2&start=2&run=halley")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("arctan(1.5)", "equation=arctan&start=1.5"), ("sqrt2", "equation=sqrt2"), ("ln(2", "equation=ln&start=2"),
        (" cbrt ( -0.5 )", "equation=cbrt&start=-0.5"),
    ],
)  # fmt: skip
def test_what_named_tangents_once_names_an_equation(old, new):
    assert from_tangents(old) == new


@pytest.mark.parametrize("text", ["", "(", "))((", "a&b=c(1)", "arctan(1)(2)", "x" * 5000])
def test_nonsense_in_place_of_tangents_is_only_a_wrong_name(text):
    experiment, notes = RootExperiment.from_query(from_tangents(text))
    assert experiment.surface in ROOTS
    assert notes or text == "arctan(1)(2)"
