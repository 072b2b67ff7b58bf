"""Every experiment survives its link, and no link, however broken, breaks anything."""

from __future__ import annotations

import random
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments import Entry, Experiment, limits, missing
from experiments.experiment import END, OWN_START
from experiments.pacing import knobs_under, schedule_of
from optim_core import METHODS
from optim_core.schedules import SCHEDULES, can_follow
from surfaces import SURFACES

NASTY = (
    "nan",
    "-inf",
    "1e999",
    "0x10",
    "-0",
    "1" * 400,
    "½",
    "%",
    "%00",
    "\x00",
    "((",
    "))",
    ",,",
    "==",
    "&&",
    "{x}",
    "💥",
)


def values_of(knob):
    """Any value a knob can take."""
    if knob.kind == "choice":
        return st.sampled_from(knob.options)
    if knob.kind == "switch":
        return st.booleans()
    return st.integers(knob.low, knob.high) if knob.kind == "whole" else st.floats(knob.low, knob.high)


def some_of(knobs):
    """Values for some of these knobs."""
    return st.fixed_dictionaries({}, optional={name: values_of(knob) for name, knob in knobs.items()})


def entries(surface):
    able = [key for key in METHODS if not missing(key, surface)]
    one = st.sampled_from([(key, plan) for key in able for plan in plans_for(key)]).flatmap(
        lambda run: st.builds(Entry, st.just(run[0]), turned_under(*run), st.booleans())
    )
    return st.lists(one, max_size=limits.RUNS).map(tuple)


def plans_for(key):
    """The schedules that a method can follow."""
    return list(SCHEDULES) if can_follow(METHODS[key]) else ["constant"]


def turned_under(key, plan):
    """Values for some of the knobs of a run that follows a schedule."""
    knobs = dict(knobs_under(METHODS[key], plan))
    said = {"schedule": plan} if knobs.pop("schedule", None) else {}
    return some_of(knobs).map(lambda values: values | said)


@st.composite
def experiments(draw):
    key = draw(st.sampled_from(list(SURFACES)))
    place = st.floats(-limits.START, limits.START)
    steps = draw(st.integers(1, limits.STEPS))
    return Experiment(
        key,
        draw(some_of(SURFACES[key].knobs)),
        draw(st.just(OWN_START) | st.tuples(place, place)),
        steps,
        draw(st.integers(0, limits.SEED)),
        draw(entries(SURFACES[key])),
        draw(st.integers(0, steps)),
    )


@given(experiments())
def test_an_experiment_survives_its_link(experiment):
    link = experiment.to_query()
    assert Experiment.from_query(link) == (experiment, [])
    assert Experiment.from_query(parse_qs(link)) == (experiment, [])
    assert Experiment.from_query(link)[0].to_query() == link


@given(experiments())
def test_an_experiment_survives_its_document(experiment):
    assert Experiment.from_document(experiment.to_document()) == (experiment, [])


@pytest.mark.parametrize("key", [key for key in METHODS if not missing(key, SURFACES["quadratic"])])
def test_the_longest_link_of_eight_runs_is_still_read(key):
    """Seventeen digits in every knob: twice what a hand on a slider leaves behind."""
    plan = plans_for(key)[-1]
    turned = {name: longest(knob) for name, knob in knobs_under(METHODS[key], plan).items()} | {"schedule": plan}
    turned = turned if can_follow(METHODS[key]) else {name: turned[name] for name in turned if name != "schedule"}
    surface_knobs = {"kappa": 123.45678901234567, "angle": 12.345678901234567}
    start, entry = (-123456.78901234567, -1.2345678901234567e-7), Entry(key, turned, hidden=True)
    experiment = Experiment("quadratic", surface_knobs, start, 1999, limits.SEED, (entry,) * limits.RUNS, 1)
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])


def longest(knob):
    """A value that takes many characters to write."""
    if knob.kind == "choice":
        return max(knob.options, key=len)
    if knob.kind == "switch":
        return not knob.default
    return knob.high - 1 if knob.kind == "whole" else knob.low + (knob.high - knob.low) / 3


@given(st.text(max_size=300))
def test_any_text_is_answered_with_an_experiment(text):
    check(text)


@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=40), max_size=4), max_size=6))
def test_any_query_is_answered_with_an_experiment(query):
    check(query)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("surface", "start", "steps", "seed", "at", "runs"), json)))
def test_any_document_is_answered_with_an_experiment(document):
    experiment, notes = Experiment.from_document(document)
    assert within_limits(experiment) and all(str(note) for note in notes)


@settings(max_examples=25)
@given(experiments())
def test_any_experiment_runs(experiment):
    short = replace(experiment, steps=min(experiment.steps, 5), at=END)
    assert [trace.x.shape for trace in short.run()] == [(short.steps + 1, 2)] * len(short.entries)


def test_ten_thousand_broken_links_break_nothing():
    """Each is answered with an experiment within the limits; each hundredth of these is run."""
    rng = random.Random(20260807)
    for i in range(10_000):
        experiment = check(broken(rng))
        if i % 100 == 0:
            assert len(replace(experiment, steps=2, at=END).run()) == len(experiment.entries)


def check(query):
    experiment, notes = Experiment.from_query(query)
    assert within_limits(experiment)
    assert all(len(str(note)) < 400 for note in notes)
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])
    return experiment


def within_limits(experiment):
    return (
        1 <= experiment.steps <= limits.STEPS
        and 0 <= experiment.at <= experiment.steps
        and 0 <= experiment.seed <= limits.SEED
        and len(experiment.entries) <= limits.RUNS
        and all(abs(c) <= limits.START for c in experiment.start)
        and all(within(knobs_under(METHODS[e.method], schedule_of(e.knobs)), e.knobs) for e in experiment.entries)
        and within(SURFACES[experiment.surface].knobs, experiment.surface_knobs)
    )


def within(knobs, values):
    return all(allowed(knobs[name], value) for name, value in values.items())


def allowed(knob, value):
    if knob.kind == "switch":
        return isinstance(value, bool)
    return value in knob.options if knob.kind == "choice" else knob.low <= value <= knob.high


def broken(rng):
    """A link as people, chat programs and robots mangle them."""
    text = list(sound(rng))
    for _ in range(rng.randrange(6)):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(4):
            case 0:
                text[at : at + rng.randrange(4)] = []
            case 1:
                text[at:at] = rng.choice(NASTY)
            case 2:
                text[at : at + 1] = chr(rng.randrange(32, 127))
            case 3:
                text += text[at : at + 30]
    return "".join(text)


def sound(rng):
    """A link that is all right but for the values of its knobs, with every part in it."""
    surface = rng.choice(list(SURFACES))
    parts = [f"surface={called(rng, surface, SURFACES[surface].knobs)}"]
    parts += [f"start={rng.uniform(-3, 3)},{rng.gauss(0, 9):.3g}", f"steps={rng.randrange(1, 4000)}"]
    for key in rng.choices(list(METHODS), k=rng.randrange(5)):
        plan = rng.choice(plans_for(key))
        call = called(rng, key, knobs_under(METHODS[key], plan))
        parts.append(f"run={call.removesuffix(')')},schedule={plan})" if "(" in call else f"run={call}")
    parts += [f"seed={rng.randrange(99)}", f"at={rng.randrange(50)}"]
    rng.shuffle(parts)
    return "&".join(parts)


def called(rng, key, knobs):
    some = {
        name: rng.choice([knob.default, rng.random(), *NASTY]) for name, knob in knobs.items() if rng.random() < 0.5
    }
    return f"{key}({','.join(f'{name}={value}' for name, value in some.items())})" if some else key


def test_a_plus_typed_by_hand_is_a_plus():
    for typed in ("PR+", "PR%2B"):
        experiment, notes = Experiment.from_query(f"run=nonlinear_cg(beta_rule={typed},c1=0.01)&run=adam( lr=0.3 )")
        assert notes == []
        assert experiment.method(0).beta_rule == "PR+" and experiment.method(1).lr == 0.3
    assert Experiment.from_query("run=nonlinear_cg(beta_rule=PR)")[0].method(0).beta_rule == "PR"
