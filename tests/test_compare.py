"""Side by side: budgets are kept, links say everything, what is called tuned was searched as stated."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from experiments import Entry, Experiment
from experiments.budget import BUDGETS, Weights, affordable, spent, weights_of
from experiments.comparison import Comparison
from experiments.crowd import bands, heights, starts_of
from experiments.tuning import VALUES, search, tuned
from optim_core import METHODS, knobs_of
from surfaces import SURFACES
from ui.compare.presets import PRESETS
from ui.figures.bands import Curve, figure, on_dark
from ui.stage.payload import build_payload

SHELL = Path(__file__).parent.parent / "ui" / "shell.py"
DUEL = "a=surface=rosenbrock;run=gradient_descent;run=bfgs&b=surface=rosenbrock;run=adam(lr=0.05)"


def of(link: str) -> Comparison:
    comparison, messages = Comparison.from_query(link)
    assert messages == []
    return comparison


def traces(link: str):
    return Experiment.from_query(link)[0].run()


# Budgets


def test_steps_are_their_own_budget():
    (trace,) = traces("run=bfgs&steps=20")
    assert spent(trace.evaluations, weights_of("steps")).tolist() == list(range(21))


def test_a_gradient_budget_counts_gradients():
    (trace,) = traces("run=nesterov&steps=20")
    assert (spent(trace.evaluations, weights_of("gradient")) == trace.evaluations["gradient"]).all()


def test_a_step_that_asks_for_nothing_counted_is_one_unit():
    (trace,) = traces("run=gradient_descent&steps=20")
    assert spent(trace.evaluations, weights_of("value")).tolist() == list(range(21))


def test_the_cost_model_weighs_every_question():
    (trace,) = traces("run=newton&steps=5")
    assert spent(trace.evaluations, Weights(1, 2, 4)).tolist() == [6 * k for k in range(6)]


@pytest.mark.parametrize("budget", BUDGETS)
def test_nobody_spends_more_than_the_budget_and_nobody_could_afford_another_step(budget):
    for trace in traces("run=bfgs&run=adam&run=newton&run=armijo_descent&steps=60"):
        weights, amounts = weights_of(budget), np.arange(61)
        bill, steps = spent(trace.evaluations, weights), affordable(trace, weights, np.arange(61))
        for amount, step in zip(amounts, steps, strict=True):
            assert step == 0 or bill[step] <= amount
            assert step >= trace.last or bill[step + 1] > amount


# Links


def test_an_empty_link_is_the_usual_comparison_and_back():
    assert of("") == Comparison() and Comparison().to_query() == ""


entries = st.builds(
    lambda key, share: Entry(key, first_knob(key, share)), st.sampled_from(sorted(METHODS)), st.floats(0, 1)
)


def first_knob(key: str, share: float) -> dict[str, float]:
    numbers = [knob for knob in knobs_of(METHODS[key]).values() if knob.kind == "number"][:1]
    return {knob.name: knob.low + share * (knob.high - knob.low) for knob in numbers}


experiments = st.builds(
    Experiment,
    surface=st.sampled_from(sorted(SURFACES)),
    start=st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
    entries=st.lists(entries.filter(lambda e: not METHODS[e.method].needs), max_size=3).map(tuple),
)


@given(
    st.lists(experiments, min_size=2, max_size=4).map(tuple),
    st.sampled_from(BUDGETS),
    st.integers(1, 2000),
    st.tuples(*[st.integers(0, 100)] * 3).map(lambda c: Weights(*c)),
    st.sets(st.sampled_from("abcd")).map("".join),
    st.integers(0, 200),
    st.booleans(),
    st.integers(0, 2000),
)
def test_a_comparison_comes_back_from_its_link(panels, budget, amount, cost, letters, starts, linked, at):
    comparison = Comparison(panels, budget, amount, cost, letters, starts, 5, linked, at)
    assert of(comparison.to_query()) == comparison
    assert of(urlencode(parse_qs(comparison.to_query()), doseq=True)) == comparison


def test_a_typed_formula_is_a_panel_like_any_other():
    typed = Experiment(entries=(Entry("adam"),)).with_formula("(x - 1)^2 + a*y^2/2")
    comparison = Comparison((typed, Experiment("beale")))
    assert of(comparison.to_query()) == comparison
    assert of(urlencode(parse_qs(comparison.to_query()), doseq=True)) == comparison


def test_bad_parts_are_named_with_their_panel_and_the_rest_is_kept():
    link = "a=surface=beal;run=adam&b=run=newtn;run=bfgs&budget=gradints&cost=1,2&tuned=bz&starts=900&budgit=3"
    comparison, messages = Comparison.from_query(link)
    assert [panel for panel, _ in messages] == ["", "", "", "", "", "a", "b"]
    assert [e.method for panel in comparison.panels for e in panel.entries] == ["adam", "bfgs"]
    assert (comparison.budget, comparison.tuned, comparison.starts) == ("steps", "b", 200)


@given(st.text(max_size=80))
def test_no_link_breaks_the_page(text):
    Comparison.from_query(text)
    Comparison.from_query({"a": [text], "cost": [text], "tuned": [text], "amount": [text]})


# Edits


def test_a_start_moves_the_panels_of_the_same_surface_when_they_are_linked():
    comparison = replace(of(DUEL), panels=(*of(DUEL).panels, Experiment("beale", entries=(Entry("adam"),))))
    before = comparison.shown(0)
    moved = comparison.with_panel(0, replace(before, start=(0.5, 0.5)), before)
    assert [panel.start for panel in moved.panels] == [(0.5, 0.5), (0.5, 0.5), comparison.panels[2].start]
    free = replace(comparison, linked=False).with_panel(0, replace(before, start=(0.5, 0.5)), before)
    assert [panel.start for panel in free.panels][1:] == [panel.start for panel in comparison.panels][1:]


def test_whoever_turns_a_knob_of_a_tuned_panel_takes_over():
    comparison = of(DUEL + "&tuned=b&amount=50")
    before = comparison.shown(1)
    turned = replace(before, entries=(Entry("adam", {**before.entries[0].knobs, "beta1": 0.5}),))
    after = comparison.with_panel(1, turned, before)
    assert after.tuned == "" and after.shown(1).entries == turned.entries
    moved = comparison.with_panel(1, replace(before, start=(0.0, 0.0)), before)
    assert moved.tuned == "b" and moved.panels[1].entries == comparison.panels[1].entries


def test_the_panels_behind_one_that_is_removed_move_up_with_their_letters():
    comparison = of(DUEL + "&c=surface=beale;run=adam&tuned=c")
    left = comparison.without_panel(0)
    assert left.panels == comparison.panels[1:] and left.tuned == "b"


# Tuning


def test_a_batch_of_step_sizes_is_what_separate_runs_would_be():
    experiment = Experiment(entries=(Entry("adam"),), steps=40)
    found = search(experiment, 0, None)
    assert len(found.sizes) == VALUES
    for size, value in list(zip(found.sizes, found.reached, strict=True))[::6]:
        (alone,) = replace(experiment, entries=(Entry("adam", {"lr": float(size)}),)).run()
        assert alone.fx[-1] == pytest.approx(value, rel=1e-9)


def test_the_tuned_size_is_the_best_of_the_grid_under_its_budget():
    experiment = Experiment(entries=(Entry("gradient_descent"), Entry("bfgs")), steps=50)
    weights = weights_of("cost")
    found = search(experiment, 0, weights)
    best = tuned(experiment, weights)
    assert best.values(0)["lr"] == found.sizes[found.reached.argmin()] and np.isinf(found.reached[-1])
    assert best.entries[1] == experiment.entries[1]


# Many starts


def test_starts_are_drawn_from_the_map_and_are_the_same_every_time():
    experiment = Experiment("himmelblau")
    points = starts_of(experiment, 200)
    (left, right), (bottom, top) = experiment.problem().domain
    assert points.shape == (2, 200) and (points == starts_of(experiment, 200)).all()
    assert (left <= points[0]).all() and (points[0] <= right).all() and points[1].max() <= top
    assert (points != starts_of(replace(experiment, seed=1), 200)).any()


def test_a_crowd_is_its_runs_one_by_one():
    experiment = Experiment(entries=(Entry("adam"),), steps=30)
    together = heights(experiment, 0, 5, None, np.array([0, 10, 30]))
    for i, start in enumerate(starts_of(experiment, 5).T):
        (alone,) = replace(experiment, start=tuple(start)).run()
        assert together[:, i] == pytest.approx(alone.fx[[0, 10, 30]], rel=1e-9)


def test_a_band_holds_the_middle_half_and_runs_that_diverge_leave_at_the_top():
    experiment = Experiment("quadratic", {"kappa": 10.0}, entries=(Entry("gradient_descent", {"lr": 0.3}),), steps=300)
    (band,) = bands(experiment, 20, None)
    assert (band.low <= band.median).all() and (band.median <= band.high).all()
    assert np.isinf(band.median[-1]) and np.isfinite(band.median[0])


def test_the_figure_has_a_band_and_a_median_for_each_run_and_one_plot_per_panel():
    (band,) = bands(Experiment(entries=(Entry("adam"),), steps=20), 20, None)
    drawn = figure([("A", [Curve("Adam", "#0072B2", band)]), ("B", [Curve("Adam", "#0072B2", band)])], "steps", "loss")
    assert len(drawn.data) == 4 and {trace.xaxis for trace in drawn.data} == {"x", "x2"}
    assert drawn.data[1].y == pytest.approx(np.clip(band.median, 1e-18, None))


# What to try


def ends(key: str) -> list[list[float]]:
    """The value that every run of every panel reaches with its budget."""
    comparison = PRESETS[key].comparison
    amount = np.array([comparison.amount])
    panels = [comparison.shown(i).run() for i in range(len(comparison.panels))]
    return [[float(t.fx[affordable(t, comparison.weights, amount)[0]]) for t in runs] for runs in panels]


def median_and_edges(key: str, i: int):
    comparison = PRESETS[key].comparison
    return bands(comparison.shown(i), comparison.starts, comparison.weights)


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_understood_and_comes_back_from_its_link(key):
    assert of(PRESETS[key].link) == of(PRESETS[key].comparison.to_query())


def test_turning_the_bowl_takes_the_advantage_away():
    aligned, slanted = ends("turned")
    assert max(aligned) < 1e-6 < 0.1 < min(slanted)


def test_dear_steps_are_worth_their_cost():
    (plain, _heavy), second_order = ends("cost")
    assert max(second_order) < 1e-20 < 1 < plain


def test_a_step_size_tuned_for_one_start_is_lost_from_half_of_the_others():
    usual, searched = median_and_edges("tuned", 0)[0], median_and_edges("tuned", 1)[0]
    assert np.isfinite(usual.median[-1]) and np.isinf(searched.median[-1])
    assert ends("tuned")[1][0] < ends("tuned")[0][0]


def test_newton_ends_high_up_from_a_quarter_of_the_starts_and_bfgs_does_not():
    (newton,), (bfgs,) = median_and_edges("crowd", 0), median_and_edges("crowd", 1)
    assert newton.high[-1] > 10 and newton.median[-1] < 1e-20 and bfgs.high[-1] < 1e-20


# The page


def opened(link: str = "") -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    calm(app.run()).switch_page("../pages/explore/compare.py")
    app.query_params.update(parse_qs(link))
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert [(e.message, e.stack_trace) for e in app.exception] == []
    return app


def headers(app: AppTest) -> list[dict]:
    """What the stages were given: the player first, then the panels, then the one that explains their steps."""
    found = [stage.proto.bytes for stage in app.get("bidi_component")]
    return [json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")]) for data in found]


def widget(app: AppTest, kind: str, name: str):
    (found,) = (each for each in app.get(kind) if each.key.startswith(f"compare.{name}."))
    return found


def test_the_page_opens_with_two_panels_on_one_clock_and_a_short_address():
    app = opened()
    assert [header["link"] for header in headers(app)] == ["compare"] * 4
    assert [len(header["runs"]) for header in headers(app)] == [0, 2, 2, 0]
    assert headers(app)[-1]["panels"] == ["explainer"]
    assert [sorted(header["programs_about"]) for header in headers(app)[1:-1]] == [["adagrad()", "adam()"]] * 2
    assert not app.query_params and not app.warning


def test_a_cold_link_opens_what_it_says():
    app = opened(DUEL + "&budget=gradient&amount=80&at=9&linked=no")
    player, a, b, _why = headers(app)
    assert [run["method"] for run in a["runs"] + b["runs"]] == ["gradient_descent", "bfgs", "adam"]
    assert {(h["steps"], h["at"], h["bond"], h["budget"]["name"]) for h in (player, a, b)} == {
        (80, 9, None, "gradient")
    }
    assert "80" in app.caption[-1].value and "gradients" in app.caption[-1].value


def test_a_broken_link_is_explained_with_the_letter_of_its_panel():
    app = opened("a=surface=beale;run=adm;run=bfgs&budget=cost")
    assert app.warning[0].value.startswith("**A**") and "`adam`" in app.warning[0].value
    assert headers(app)[1]["surface"]["key"] == "beale" and headers(app)[1]["budget"]["name"] == "cost"


def test_an_edit_on_one_stage_is_in_the_address_and_moves_the_linked_ones():
    app = opened(DUEL)
    header = headers(app)[1]
    document = Experiment.from_query(header["query"])[0].to_document() | {"start": [0.5, 0.25], "base": header["query"]}
    app.session_state["compare.a.stage"] = {"edit": document}
    calm(app.run())
    assert [h["start"] for h in headers(app)[1:3]] == [[0.5, 0.25]] * 2
    assert "start=0.5,0.25" in app.query_params["a"] and "start=0.5,0.25" in app.query_params["b"]


def test_widgets_change_budget_panels_and_tuning():
    app = opened(DUEL)
    widget(app, "selectbox", "budget").set_value("cost").run()
    widget(app, "toggle", "b.tuned").set_value(True).run()
    widget(app, "selectbox", "a.surface").set_value("beale").run()
    widget(app, "selectbox", "starts").set_value(20).run()
    now = of(urlencode(dict(app.query_params)))
    assert (now.budget, now.tuned, now.panels[0].surface, now.starts) == ("cost", "b", "beale", 20)
    assert len(calm(app).get("plotly_chart")) == 1
    (add,) = (button for button in app.button if button.label == "Add a panel")
    add.click().run()
    assert len(headers(calm(app))) == 5


def test_the_caption_states_the_search_and_the_starts():
    said = opened(DUEL + "&tuned=b&starts=20&budget=cost&cost=1,3,5").caption[-1].value
    for words in ("value costs 1", "gradient 3", "Hessian 5", "In B the step size", f"{VALUES} values", "20 starts"):
        assert words in said
    assert "searched" not in opened(DUEL).caption[-1].value


def test_a_preset_says_what_to_look_for_until_it_is_changed():
    preset = PRESETS["cost"]
    assert preset.look_for in opened(preset.link).caption[0].value
    assert preset.look_for not in opened(preset.link + "&seed=1").caption[0].value


def test_a_colour_on_a_dark_page_is_lighter_and_has_the_same_hue():
    assert on_dark("#0072B2") == "#73b1d5"
    assert on_dark("#000000") == "#737373" and on_dark("#ffffff") == "#ffffff"


def test_a_panel_of_eight_runs_and_five_hundred_steps_with_all_its_formulas_is_less_than_400_kilobytes():
    methods = ("bfgs", "lbfgs", "dfp", "sr1", "soap", "shampoo", "trust_region_exact", "cubic_regularization")
    panel = "surface=rosenbrock;" + ";".join(f"run={method}" for method in methods)
    comparison = of(f"a={panel}&b={panel}&amount=500")
    experiment = comparison.shown(0)
    payload = build_payload(experiment, experiment.run(), panels=("map", "curve"), explained=True)
    assert len(experiment.entries) == 8
    assert len(payload) < 400_000
