"""A run may follow a schedule: in links and documents, with its own knobs, ending when the run ends."""

from dataclasses import replace

import numpy as np
import pytest

from experiments import END, Entry, Experiment
from experiments.comparison import Comparison
from experiments.defaults import STEPS
from experiments.merge import merged
from experiments.pacing import KNOB, knobs_under, usual_plan
from experiments.tuning import can_be_tuned, tuned
from optim_core import METHODS, knobs_of, run
from optim_core.schedules import SCHEDULES, can_follow, scheduled
from surfaces import SURFACES

COSINE = "run=adam(lr=0.2,schedule=cosine,horizon=150)"


def notes_of(query):
    return [str(note) for note in Experiment.from_query(query)[1]]


def test_a_link_names_a_schedule_and_its_knobs():
    experiment, notes = Experiment.from_query(COSINE)
    assert notes == []
    assert experiment.entries == (Entry("adam", {"lr": 0.2, "schedule": "cosine", "horizon": 150}),)
    assert experiment.method(0) == scheduled(METHODS["adam"](lr=0.2), SCHEDULES["cosine"](horizon=150))
    assert experiment.to_query() == COSINE


def test_it_runs_as_the_core_runs_it():
    (trace,) = Experiment.from_query(f"surface=himmelblau&start=-1,-1&{COSINE}&steps=80")[0].run()
    method = scheduled(METHODS["adam"](lr=0.2), SCHEDULES["cosine"](horizon=150))
    assert trace.x == pytest.approx(run(method, SURFACES["himmelblau"], (-1.0, -1.0), 80).x, rel=1e-12)
    assert trace.info["lr"][0] == 0.2 and np.all(np.diff(trace.info["lr"][: trace.last]) < 0)


def test_without_a_schedule_the_method_is_the_plain_one():
    for query in ("run=adam", "run=adam(schedule=constant)"):
        experiment, notes = Experiment.from_query(query)
        assert notes == [] and experiment.entries == (Entry("adam"),)
        assert experiment.method(0) == METHODS["adam"]() and experiment.values(0)["schedule"] == "constant"


LENGTHS = [
    ("polynomial", "horizon", 90, 510),
    ("cosine", "horizon", 90, 510),
    ("piecewise_linear", "t2", 90, 510),
    ("piecewise_linear", "t1", 6, 34),
    ("step_decay", "every", 30, 170),
    ("warm_restarts", "period", 15, 85),
    ("linear_warm_up", "warm", 6, 34),
]


@pytest.mark.parametrize(("key", "name", "short", "long"), LENGTHS)
def test_a_schedule_fits_the_length_of_the_run_unless_somebody_says_otherwise(key, name, short, long):
    link = f"run=adam(schedule={key})&steps=90"
    experiment = Experiment.from_query(link)[0]
    assert experiment.values(0)[name] == short and experiment.to_query() == link
    assert experiment.with_steps(510).values(0)[name] == long
    said = replace(experiment, entries=(Entry("adam", {"schedule": key, name: 60}),))
    assert said.with_steps(510).values(0)[name] == 60


def test_what_fits_the_usual_run_is_what_a_schedule_declares():
    for key, plan in SCHEDULES.items():
        assert usual_plan(plan, STEPS) == {name: knob.default for name, knob in knobs_of(plan).items()}, key


def test_the_end_of_a_very_short_run_is_the_earliest_end_a_schedule_can_have():
    low = knobs_under(METHODS["adam"], "cosine")["horizon"].low
    assert Experiment.from_query("run=adam(schedule=cosine)&steps=3")[0].values(0)["horizon"] == low > 3


def test_every_method_with_a_step_size_offers_every_schedule_and_no_other_method_does():
    for key, kind in METHODS.items():
        assert ("schedule" in knobs_under(kind)) == can_follow(kind), key
    assert KNOB.options == tuple(SCHEDULES) and len(KNOB.options) == 10


def test_no_method_and_no_schedule_has_a_knob_of_that_name():
    for kind in METHODS.values():
        for plan in SCHEDULES if can_follow(kind) else ():
            assert list(knobs_under(kind, plan)).count("schedule") == 1
            assert knobs_under(kind, plan)["schedule"] is KNOB


def test_a_schedule_that_does_not_exist_is_named_with_the_nearest_that_does():
    (note,) = notes_of("run=adam(schedule=cosin)")
    assert "cosin;" in note and "nearest name is cosine" in note
    assert Experiment.from_query("run=adam(schedule=cosin)")[0].entries == (Entry("adam"),)
    assert notes_of("run=adam( Schedule = Cosine )") == []


@pytest.mark.parametrize("key", ["bfgs", "rprop", "steepest_descent"])
def test_a_method_without_a_step_size_takes_no_schedule(key):
    experiment, notes = Experiment.from_query(f"run={key}(schedule=cosine)")
    assert experiment.entries == (Entry(key),)
    assert f"{key} takes no schedule" in str(notes[0]) and len(notes) == 1


def test_a_knob_of_a_schedule_is_kept_within_its_limits():
    experiment, (note,) = Experiment.from_query("run=adam(schedule=cosine,low=7)")
    assert experiment.values(0)["low"] == 1.0 and "adam(low) lies between 0 and 1" in str(note)


def test_a_knob_of_another_schedule_is_ignored_and_said():
    (note,) = notes_of("run=adam(schedule=cosine,drop=0.5)")
    assert note == "drop belongs to a schedule that adam does not follow: step_decay, exponential."
    (note,) = notes_of("run=adam(horizon=200)")
    assert note.endswith("does not follow: polynomial, cosine.")
    assert "adam has no knob dorp" in notes_of("run=adam(schedule=cosine,dorp=0.5)")[0]
    assert "bfgs has no knob horizon" in notes_of("run=bfgs(horizon=200)")[0]


def test_amos_decay_takes_the_place_of_the_knobs_that_it_sets():
    experiment, notes = Experiment.from_query("run=lion(lr=0.3,weight_decay=0.1,schedule=amos_decay,kappa=0.1)")
    assert experiment.entries == (Entry("lion", {"schedule": "amos_decay", "kappa": 0.1}),)
    assert [str(note).split(";")[0] for note in notes] == [
        "amos_decay sets lr by itself",
        "amos_decay sets weight_decay by itself",
    ]
    assert list(experiment.values(0)) == ["beta1", "beta2", "schedule", "alpha0", "sigma", "kappa", "q"]


@pytest.mark.parametrize("nonsense", [None, 3, True, [], {"key": "cosine"}, "", "9" * 500])
def test_a_document_with_a_schedule_of_nonsense_is_answered_with_a_message(nonsense):
    document = {"runs": [{"method": "adam", "values": {"schedule": nonsense}}]}
    experiment, notes = Experiment.from_document(document)
    assert experiment.entries == (Entry("adam"),) and len(notes) == 1 and len(str(notes[0])) < 200


def test_a_schedule_chosen_on_the_stage_and_more_steps_chosen_beside_it_are_both_kept():
    base = Experiment("himmelblau", entries=(Entry("adam"),))
    theirs = replace(base, entries=(Entry("adam", {"schedule": "cosine"}),))
    both = merged(base, theirs, base.with_steps(500))
    assert both.values(0) | {"schedule": "cosine", "horizon": 500} == both.values(0) and both.steps == 500


def test_a_comparison_keeps_the_end_of_a_schedule_that_is_not_that_of_its_runs():
    panel = Experiment(entries=(Entry("adam", {"schedule": "cosine", "horizon": 300}),), steps=500)
    comparison = Comparison((panel, panel), amount=500)
    again, notes = Comparison.from_query(comparison.to_query())
    assert notes == [] and again == comparison
    assert again.panels[0].values(0)["horizon"] == 300
    ending = Comparison((replace(panel, entries=(Entry("adam", {"schedule": "cosine"}),)),) * 2, amount=500)
    assert "horizon" not in ending.to_query() and Comparison.from_query(ending.to_query())[0] == ending


def test_a_step_size_under_a_schedule_can_be_searched_but_not_one_that_the_schedule_sets():
    steep = Experiment(
        "quadratic", {"kappa": 30}, entries=(Entry("gradient_descent", {"schedule": "cosine"}),), steps=60
    )
    best = tuned(steep, None)
    assert best.entries[0].knobs["schedule"] == "cosine" and best.entries[0].knobs["lr"] != steep.values(0)["lr"]
    assert best.run()[0].fx[-1] <= steep.run()[0].fx[-1]
    assert not can_be_tuned(Entry("lion", {"schedule": "amos_decay"}))


def test_signsgd_hovers_and_with_a_decay_in_the_same_link_it_arrives():
    hovering, arriving = Experiment.from_query(
        "surface=quadratic(kappa=10)&run=signsgd(lr=0.1)&run=signsgd(lr=0.1,schedule=polynomial)"
    )[0].run()
    assert arriving.fx[-1] < 1e-3 * hovering.fx[-1]


def test_a_document_says_the_schedule_among_the_knobs():
    experiment = Experiment.from_query(COSINE)[0]
    document = experiment.to_document()
    assert document["runs"][0]["values"] == {"lr": 0.2, "schedule": "cosine", "horizon": 150}
    assert Experiment.from_document(document) == (experiment, [])
    assert experiment.at == min(END, experiment.steps)
