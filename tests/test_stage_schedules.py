"""Schedules in a payload: a program, knobs and words of each, and only what is needed of them."""

from __future__ import annotations

import json
import re

import pytest

from experiments import Experiment
from experiments.pacing import CONSTANT
from optim_core import knobs_of
from optim_core.schedules import SCHEDULES
from optim_core.schedules.alone import alone
from tracing.program import trace_method
from ui.language import in_language
from ui.stage.payload import build_payload
from ui.stage.schedules import plan_about, print_plan

PLANS = [key for key in SCHEDULES if key != CONSTANT]


def header(query, **how):
    experiment, notes = Experiment.from_query(query)
    assert not notes
    payload = build_payload(experiment, experiment.run(), **how)
    return json.loads(payload[4 : 4 + int.from_bytes(payload[:4], "little")])


def test_every_schedule_is_sent_with_a_program_of_its_own():
    plans = header("run=adam")["schedules"]["plans"]
    assert list(plans) == PLANS
    assert len({plan["program"] for plan in plans.values()}) == len(PLANS)
    for key, plan in plans.items():
        names = [knob["name"] for knob in plan["knobs"]]
        assert names == list(knobs_of(SCHEDULES[key])) == list(plan["defaults"])


def test_a_run_is_sent_with_its_method_and_its_schedule_apart():
    plain, paced = header("run=adam&run=adam(schedule=cosine,horizon=50)&steps=70")["runs"]
    assert plain["program"] == paced["program"] and plain["knobs"] == paced["knobs"]
    assert plain["values"]["schedule"] == CONSTANT
    assert {"schedule": "cosine", "horizon": 50, "low": 0.0}.items() <= paced["values"].items()


def test_the_usual_knobs_of_a_schedule_fit_the_run():
    plans = header("run=adam&steps=70")["schedules"]["plans"]
    assert plans["cosine"]["defaults"]["horizon"] == plans["piecewise_linear"]["defaults"]["t2"] == 70


def test_where_nobody_has_a_step_size_no_schedule_is_sent():
    assert header("run=bfgs&run=rprop")["schedules"] == {}


def test_formulas_are_sent_of_what_is_followed_and_of_all_where_nobody_can_be_asked():
    told = lambda query, **how: [k for k, plan in header(query, **how)["schedules"]["plans"].items() if "about" in plan]  # noqa: E731
    assert told("run=adam&run=lion(schedule=cosine)") == ["cosine"]
    assert told("run=adam", offline=True) == PLANS
    assert told("run=adam(schedule=cosine)", panels=("map",)) == []


@pytest.mark.parametrize("key", PLANS)
def test_a_schedule_alone_notes_the_knobs_that_it_changes_and_nothing_else(key):
    plan = SCHEDULES[key]
    program = trace_method(alone(plan))
    assert program.info == tuple((name, ()) for name in dict.fromkeys(("lr", *plan.decides)))
    assert set(program.knobs) == {*knobs_of(plan), *({"lr"} - {*plan.decides})}
    assert "f." not in print_plan(plan)  # it asks nothing


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", PLANS)
def test_the_step_size_has_a_formula_and_a_sentence_whose_places_are_numbers_of_the_step(key, language):
    about = plan_about(SCHEDULES[key], in_language(language))
    row = next(row for row in about["rows"] if row["field"] == ["info", "lr"])
    assert set(re.findall(r'data-field="([^"]+)"', row["formula"])) <= set(about["symbols"])
    places = {place.split(":")[0] for place in re.findall(r"{([^{}]+)}", row["says"])}
    knobs = {f"knob.{name}" for name in knobs_of(SCHEDULES[key])}
    assert places <= knobs | {"k", "share"} and places & knobs | {"share"} & places
    assert (re.search("[一-鿿]", row["says"]) is not None) == (language == "zh")


def test_the_words_of_a_schedule_keep_their_places_in_every_language():
    for plan in SCHEDULES.values():
        english, chinese = plan.card.says, in_language("zh")(plan.card.says)
        assert sorted(re.findall("{[^{}]+}", english)) == sorted(re.findall("{[^{}]+}", chinese)), plan
