"""An experiment keeps what differs from the defaults, runs, and says what it could not use."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments import Entry, Experiment, limits, missing
from optim_core import METHODS, knobs_of, run
from surfaces import SURFACES


def notes_of(query):
    return [str(note) for note in Experiment.from_query(query)[1]]


def test_an_empty_link_is_the_default_experiment():
    assert Experiment.from_query("") == (Experiment(), [])
    assert Experiment().to_query() == ""


def test_the_first_sight_is_rosenbrock_with_five_different_methods():
    first = Experiment()
    assert first.surface == "rosenbrock" and first.start == (-1.2, 1.0) and first.at == first.steps
    assert len({entry.method for entry in first.entries}) == len(first.entries) == 5


def test_an_experiment_runs_each_of_its_methods_as_the_core_would():
    entries = (Entry("adam", {"lr": 0.05}), Entry("bfgs"))
    adam, bfgs = Experiment("himmelblau", start=(0.5, -1), steps=20, entries=entries).run()
    alone = run(METHODS["adam"](lr=0.05), SURFACES["himmelblau"], np.array([0.5, -1.0]), 20)
    assert np.array_equal(adam.x, alone.x)
    assert bfgs.x.shape == (21, 2)


def test_equal_experiments_are_one_key_of_a_cache():
    said = Experiment("quadratic", {"kappa": 10}, (-3.6, -0.6), entries=(Entry("adam", {"lr": 0.1}),))
    unsaid = Experiment("quadratic", entries=(Entry("adam"),))
    assert said == unsaid and hash(said) == hash(unsaid)
    assert len({said, unsaid, replace(said, steps=7)}) == 2


def test_a_step_size_nobody_set_follows_the_surface_and_one_that_was_set_stays():
    experiment = Experiment(entries=(Entry("gradient_descent"), Entry("gradient_descent", {"lr": 0.0123})))
    moved = experiment.with_surface("himmelblau")
    assert experiment.method(0).lr == SURFACES["rosenbrock"].rate
    assert moved.method(0).lr == SURFACES["himmelblau"].rate
    assert experiment.method(1).lr == moved.method(1).lr == 0.0123


def test_a_surface_known_by_a_nickname_is_that_surface_with_its_knobs_set():
    assert Experiment("quad_k100") == Experiment("quadratic", {"kappa": 100, "angle": 0})


def test_a_knob_that_does_not_exist_is_an_error_in_code():
    with pytest.raises(ValueError, match="no knob 'momentun'"):
        Experiment(entries=(Entry("heavy_ball", {"momentun": 0.5}),))


def test_the_end_stays_the_end_when_a_run_gets_longer():
    assert Experiment(steps=100).with_steps(200).at == 200
    assert Experiment(steps=100, at=40).with_steps(200).at == 40
    assert Experiment(steps=100, at=40).with_steps(20).at == 20


def test_a_run_by_itself_does_not_know_its_neighbours():
    several = Experiment(entries=(Entry("adam"), Entry("bfgs", hidden=True)), at=5)
    assert several.only(1) == Experiment(entries=(Entry("bfgs"),))
    assert several.only(0) == replace(several, at=77).only(0)


def test_the_readable_link_of_the_manual_is_read_as_it_says():
    experiment, notes = Experiment.from_query(
        "?surface=quadratic(kappa=100,angle=45)&start=-1.2,1&run=adam(lr=0.05)&run=bfgs&steps=200&seed=7&at=40&lang=zh"
    )
    entries = (Entry("adam", {"lr": 0.05}), Entry("bfgs"))
    assert experiment == Experiment("quadratic", {"kappa": 100, "angle": 45}, (-1.2, 1), 200, 7, entries, 40)
    assert notes == []


def test_a_link_says_only_what_differs():
    experiment = Experiment("himmelblau", entries=(Entry("adam", {"lr": 0.05}), Entry("bfgs", hidden=True)), at=40)
    assert experiment.to_query() == "surface=himmelblau&run=adam(lr=0.05)&run=bfgs(hidden)&at=40"
    assert Experiment(entries=()).to_query() == "run=none"


def test_numbers_in_a_link_are_as_short_as_they_can_be_without_changing():
    experiment = Experiment(start=(0.1 + 0.2, -0.0), entries=(Entry("gradient_descent", {"lr": 1e-5}),))
    assert experiment.to_query() == "start=0.30000000000000004,0&run=gradient_descent(lr=1e-05)"


@pytest.mark.parametrize(
    ("link", "named", "nearest"),
    [
        ("surface=rosenbrok", "rosenbrok", "rosenbrock"),
        ("run=nestrov", "nestrov", "nesterov"),
        ("run=heavy_ball(momentun=0.5)", "momentun", "momentum"),
        ("surface=quadratic(kapa=3)", "kapa", "kappa"),
        ("step=20", "step", "steps"),
        ("run=nonlinear_cg(search=strong_wolf)", "strong_wolf", "strong_wolfe"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest_right_spelling(link, named, nearest):
    (note,) = notes_of(link)
    assert named in note and nearest in note


@pytest.mark.parametrize("bad", ["start=nan,1", "start=inf,1", "start=1e999,1", "start=a,1", "start=,1"])
def test_a_start_that_is_no_number_is_replaced_coordinate_by_coordinate(bad):
    experiment, notes = Experiment.from_query(bad)
    assert experiment.start == (-1.2, 1.0) and len(notes) == 1


@pytest.mark.parametrize("bad", ["start=1", "start=1,2,3", "start="])
def test_a_start_that_is_no_pair_is_replaced(bad):
    experiment, notes = Experiment.from_query(bad)
    assert experiment == Experiment() and len(notes) == 1


def test_a_billion_steps_are_cut_to_the_limit():
    experiment, notes = Experiment.from_query("steps=1000000000")
    assert experiment.steps == limits.STEPS
    assert str(limits.STEPS) in str(notes[0]) and "1000000000" in str(notes[0])


def test_a_knob_beyond_its_limits_is_set_to_the_limit():
    experiment, notes = Experiment.from_query("run=adam(lr=1e6,beta1=-1)")
    lr, beta1 = (knobs_of(METHODS["adam"])[name] for name in ("lr", "beta1"))
    assert (experiment.method(0).lr, experiment.method(0).beta1) == (lr.high, beta1.low)
    assert len(notes) == 2


def test_a_knob_that_is_no_number_keeps_its_default():
    experiment, notes = Experiment.from_query("run=adam(lr=nan,beta1=0.5)")
    assert experiment.entries == (Entry("adam", {"beta1": 0.5}),) and len(notes) == 1


def test_the_ninth_run_is_left_out():
    experiment, notes = Experiment.from_query("&".join(["run=adam"] * (limits.RUNS + 1)))
    assert len(experiment.entries) == limits.RUNS and len(notes) == 1


def test_the_same_method_may_run_twice():
    experiment, notes = Experiment.from_query("run=adam&run=adam(lr=0.05)")
    assert [entry.method for entry in experiment.entries] == ["adam", "adam"] and notes == []


NEEDY = [key for key in METHODS if missing(key, SURFACES["ackley"])]


@pytest.mark.parametrize("key", NEEDY)
def test_a_method_that_needs_more_than_the_surface_has_is_left_out_and_says_so(key):
    experiment, notes = Experiment.from_query(f"surface=ackley&run=adam&run={key}")
    assert experiment.entries == (Entry("adam"),)
    assert key in str(notes[0]) and METHODS[key].needs[0] in str(notes[0])


def test_the_size_of_letters_does_not_matter():
    assert Experiment.from_query("surface=Beale&run=ADAM(LR=0.05)") == Experiment.from_query(
        "surface=beale&run=adam(lr=0.05)"
    )


def test_one_bad_run_does_not_take_the_others_along():
    experiment, notes = Experiment.from_query("run=adam&run=xyz&run=bfgs&surface=himmelblau")
    assert [entry.method for entry in experiment.entries] == ["adam", "bfgs"]
    assert experiment.surface == "himmelblau" and len(notes) == 1


def test_when_no_run_can_be_read_the_default_runs_are_shown():
    assert Experiment.from_query("run=xyz")[0] == Experiment()


def test_a_part_given_twice_counts_once():
    experiment, notes = Experiment.from_query("steps=10&steps=20&run=adam(lr=0.5,lr=0.6)")
    assert experiment.steps == 10 and experiment.method(0).lr == 0.5 and len(notes) == 2


def test_a_missing_bracket_is_named_and_the_knob_kept():
    experiment, notes = Experiment.from_query("run=adam(lr=0.05")
    assert experiment.entries == (Entry("adam", {"lr": 0.05}),) and "bracket" in str(notes[0])


def test_what_belongs_to_the_page_is_passed_over_in_silence():
    assert notes_of("embed=true&embed_options=dark_theme&lang=zh") == []


def test_a_link_that_is_far_too_long_is_read_up_to_the_limit():
    experiment, notes = Experiment.from_query("steps=10&" + "x" * 100_000 + "=1")
    assert experiment.steps == 10 and str(limits.LINK) in str(notes[0])
    assert max(len(str(note)) for note in notes) < 200


def test_many_faults_give_a_few_messages():
    assert len(notes_of("&".join(f"word{i}=1" for i in range(200)))) <= 2 * limits.NOTES


def test_a_link_may_come_as_the_names_and_lists_a_browser_sends():
    given = {"surface": ["himmelblau"], "run": ["adam(lr=0.05)", "bfgs"], "steps": "20"}
    text = "surface=himmelblau&run=adam(lr=0.05)&run=bfgs&steps=20"
    assert Experiment.from_query(given) == Experiment.from_query(text)


def test_an_edit_from_the_stage_comes_through_the_same_door():
    document = Experiment("quadratic", {"kappa": 50}, (1, 2)).to_document()
    assert Experiment.from_document(document) == (Experiment("quadratic", {"kappa": 50}, (1, 2)), [])
    experiment, notes = Experiment.from_document(document | {"steps": 10**9, "start": [float("nan"), 2]})
    assert experiment.steps == limits.STEPS and experiment.start == (-3.6, 2.0) and len(notes) == 2


NONSENSE = (
    *(None, [], 3, "adam", {"runs": "adam"}, {"runs": [None, 3, {"method": None}]}, {"start": {"x": 1}}),
    *({"steps": None}, {"steps": True}, {"at": -1}, {"seed": 10**5000}, {"surface": {"key": 7}}),
    {"runs": [{"method": "adam", "values": {"beta": 1}}]},
    {"runs": [{"method": "adam", "values": {"lr": [1], "beta1": True, 5: 5}}]},
)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_document_of_nonsense_is_answered_with_messages(nonsense):
    experiment, notes = Experiment.from_document(nonsense)
    assert isinstance(experiment, Experiment)
    assert notes and all(str(note) for note in notes)
