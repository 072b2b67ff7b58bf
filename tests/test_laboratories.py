"""The laboratories: every sentence says what its runs do, and every page opens on what it speaks of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from experiments import Experiment, RootExperiment
from ui.laboratories import LABORATORIES, Sight
from ui.menu import MENU

SHELL = Path(__file__).parent.parent / "ui" / "shell.py"
SIGHTS = [(lab, sight) for lab in LABORATORIES.values() for sight in lab.sights]
FURTHER = [(lab, preset) for lab in LABORATORIES.values() for preset in lab.further]

THEORY = {"2/L", "1/λ", "90°", "45°"}  # numbers that are the same for every run

each_laboratory = pytest.mark.parametrize("laboratory", LABORATORIES.values(), ids=LABORATORIES)
each_sight = pytest.mark.parametrize(
    "sight", [s for _, s in SIGHTS], ids=[f"{lab.page}-{s.title}" for lab, s in SIGHTS]
)


def opened(page: str, link: str = "", **context) -> AppTest:
    """The page of a laboratory as a cold link opens it."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.context.update(context)
    calm(app.run()).switch_page(f"../pages/methods/{page}.py")
    app.query_params.update(parse_qs(link))
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert [(e.message, e.stack_trace) for e in app.exception] == []
    return app


def shown(app: AppTest) -> dict:
    """The header of what the stage was given."""
    (stage,) = app.get("bidi_component")
    data = stage.proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def on_stage(app: AppTest) -> Experiment:
    experiment, messages = Experiment.from_query(shown(app)["query"])
    assert messages == []
    return experiment


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


def measured(page: str, number: int) -> dict[str, float]:
    sight = LABORATORIES[page].sights[number]
    return dict(sight.measure(sight.experiment, sight.experiment.run()))


@each_laboratory
def test_a_laboratory_opens_on_its_first_experiment_with_a_short_address(laboratory):
    app = opened(laboratory.page)
    assert on_stage(app) == laboratory.home
    at = laboratory.home.at
    assert not app.warning and dict(app.query_params) == ({} if at == laboratory.home.steps else {"at": str(at)})
    assert shown(app)["view"] == laboratory.sights[0].view


@each_laboratory
def test_every_link_of_a_laboratory_leads_to_its_experiment(laboratory):
    texts = {s.title: s.experiment for s in laboratory.sights} | {p.title: p.experiment for p in laboratory.further}
    found = links(opened(laboratory.page))
    assert list(found)[: len(texts)] == list(texts)  # what follows leads to other pages
    for title, experiment in texts.items():
        assert Experiment.from_query(found[title], laboratory.home) == (experiment, [])


def test_a_link_followed_is_on_the_stage_and_says_what_to_look_for():
    laboratory = LABORATORIES["descent"]
    preset = laboratory.further[0]
    app = opened("descent", links(opened("descent"))[preset.title])
    assert on_stage(app) == preset.experiment
    assert preset.look_for in [caption.value for caption in app.caption]


def test_what_a_link_does_not_say_is_the_laboratorys_own():
    app = opened("descent", "steps=40&at=7")
    assert [run["method"] for run in shown(app)["runs"]] == ["gradient_descent"] * 3
    assert (shown(app)["steps"], shown(app)["at"]) == (40, 7)
    assert dict(app.query_params) == {"steps": "40", "at": "7"}


def test_the_usual_experiment_of_the_playground_has_a_link_in_a_laboratory_too():
    home = LABORATORIES["descent"].home
    assert Experiment.from_query(Experiment().to_query(home), home) == (Experiment(), [])


def test_a_broken_link_is_explained_and_the_rest_of_it_is_kept():
    app = opened("newton", "surface=beale&run=newtn&run=newton&steps=50")
    assert len(app.warning) == 1 and "newton" in app.warning[0].value
    assert [run["method"] for run in shown(app)["runs"]] == ["newton"]
    assert shown(app)["steps"] == 50


def test_a_frame_in_another_page_shows_the_stage_alone():
    app = opened("adaptive", is_embedded=True)
    assert shown(app)["runs"] and not links(app) and not app.title


def test_the_sentences_are_spoken_in_chinese_and_the_links_stay_in_chinese():
    english, chinese = opened("newton"), opened("newton", "lang=zh")
    assert [m.value for m in english.markdown][:3] != [m.value for m in chinese.markdown][:3]
    assert all("lang=zh" in query for query in links(chinese).values())


def test_every_laboratory_is_in_the_menu():
    listed = {entry.address for entries in MENU.values() for entry in entries}
    assert set(LABORATORIES) <= listed


@each_sight
def test_every_place_in_a_sentence_is_measured_and_every_measure_is_said(sight: Sight):
    places = {name for _, name, _, _ in Formatter().parse(sight.says) if name}
    numbers = sight.measure(sight.experiment, sight.experiment.run())
    assert places == set(numbers)
    assert all(np.isfinite(float(value)) for value in numbers.values())


@each_sight
def test_a_sentence_has_no_typed_numbers_but_those_of_theory(sight: Sight):
    words = re.sub(r"\{\w+\}", "", sight.says).split()
    typed = {word.strip(".,:;)(=") for word in words if any(letter in "0123456789" for letter in word)}
    assert typed <= THEORY


@pytest.mark.parametrize("preset", [p for _, p in FURTHER], ids=[p.title for _, p in FURTHER])
def test_every_experiment_to_try_is_understood(preset):
    assert Experiment.from_query(preset.link)[1] == []


def test_a_step_above_two_over_l_leads_away_and_one_below_arrives():
    told = measured("descent", 0)
    assert told["below"] < told["limit"] < told["above"]
    assert told["limit"] == pytest.approx(2 / 30)
    assert told["farther"] > 2 and told["nearer"] > 100


def test_exact_steepest_descent_turns_by_right_angles_at_the_worst_rate_of_theory():
    told = measured("descent", 1)
    assert told["angle"] == pytest.approx(90, abs=1e-3)
    assert told["factor"] == pytest.approx(((30 - 1) / (30 + 1)) ** 2, rel=1e-3) == told["bound"]


def test_the_heavy_ball_is_ahead_long_before():
    told = measured("descent", 2)
    assert told["heavy"] < told["plain"] and told["sooner"] < told["steps"] / 2
    assert LABORATORIES["descent"].sights[2].experiment.values(0)["lr"] == pytest.approx(2 / 101, rel=1e-3)


def test_the_first_step_of_adam_is_lr_in_each_coordinate():
    told = measured("adaptive", 0)
    assert told["dx"] == pytest.approx(told["lr"]) == told["dy"]
    assert told["gx"] > 2 * told["gy"]


def test_turning_the_bowl_takes_the_advantage_away():
    told = measured("adaptive", 1)
    assert max(told["adagrad"], told["adam"]) < 1e-6 < 1 < min(told["adagrad_turned"], told["adam_turned"])


def test_adagrad_slows_down_like_the_root_of_the_steps_and_rmsprop_does_not():
    told = measured("adaptive", 2)
    assert told["adagrad"] == pytest.approx(np.sqrt(told["steps"]))
    assert told["rmsprop"] == pytest.approx(1, abs=1e-3)


def test_the_steps_of_signsgd_are_all_the_same():
    told = measured("sign_based", 0)
    assert told["shortest"] == pytest.approx(told["lr"] * np.sqrt(2)) == told["longest"]
    assert told["steep"] > 10 and told["near"] > told["lr"] / 2


def test_decay_keeps_lion_in_its_box():
    told = measured("sign_based", 1)
    assert told["side"] == 1 / told["decay"] and 0.9 * told["side"] < told["end"] < told["side"] < told["free"]


def test_signs_point_downhill_but_aslant():
    assert 30 < measured("sign_based", 2)["angle"] < 90


def test_newton_needs_one_step_on_a_bowl():
    told = measured("newton", 0)
    assert told["newton"] < 1e-12 and told["plain"] > 1
    assert LABORATORIES["newton"].sights[0].experiment.values(1)["lr"] == pytest.approx(2 / 301, rel=1e-3)


def test_newton_stops_on_the_saddle_and_its_mended_kin_go_down():
    told = measured("newton", 1)
    assert (told["x"], told["y"]) == (0, 1) and told["newton"] > 14
    assert max(told["modified"], told["region"]) < 1e-20


def test_damping_and_trust_cure_a_newton_that_runs_away():
    told = measured("newton", 2)
    assert told["farther"] > 2
    traces = LABORATORIES["newton"].sights[2].experiment.run()
    assert [str(trace.status) for trace in traces] == ["diverged", "converged", "converged"]


def test_bfgs_keeps_the_secant_condition_and_learns_the_inverse():
    told = measured("quasi_newton", 0)
    assert told["worst"] < 1e-10 and told["after"] < 0.1 < 100 < told["before"]


def test_dfp_takes_twice_as_many_steps_as_bfgs():
    told = measured("quasi_newton", 1)
    assert told["dfp"] > 2 * told["bfgs"]


def test_one_pair_of_memory_is_too_little():
    told = measured("quasi_newton", 2)
    assert told["one"] > max(told["two"], told["ten"], told["all"])


def test_conjugate_gradients_arrive_in_two_steps():
    told = measured("conjugate_gradient", 0)
    assert told["conjugate"] < 1e-12 and told["steepest"] > 0.5


def test_the_directions_are_conjugate_and_those_of_steepest_descent_are_not():
    told = measured("conjugate_gradient", 1)
    assert told["conjugate"] < 1e-12 and told["steepest"] > 0.5


def test_restarts_pay_in_the_bent_valley():
    told = measured("conjugate_gradient", 2)
    assert told["never"] > max(told["every"], told["powell"], told["plus"])
    assert {str(trace.status) for trace in LABORATORIES["conjugate_gradient"].sights[2].experiment.run()} == {
        "converged"
    }


def test_an_exact_search_saves_steps_and_costs_values():
    told = measured("line_searches", 0)
    assert told["exact_steps"] < told["wolfe_steps"] and told["exact_values"] > 2 * told["wolfe_values"]


def test_near_the_minimum_full_steps_are_taken():
    told = measured("line_searches", 1)
    assert 0 < told["shortened"] < told["steps"] / 2 and told["after"] < told["steps"]


def test_a_tighter_search_pays_for_conjugate_gradients_here():
    told = measured("line_searches", 2)
    assert told["tight_c2"] < told["loose_c2"]
    assert told["tight_steps"] < told["loose_steps"] and told["tight_values"] < told["loose_values"]
    assert {str(t.status) for t in LABORATORIES["line_searches"].sights[2].experiment.run()} == {"converged"}


# One unknown


def test_the_page_of_newton_leads_to_the_one_about_roots():
    app = opened("newton")
    links = {link.proto.label: link.proto for link in app.get("page_link")}
    assert "root_finding" in links["Near enough"].page and "start=1.5" in links["Too far"].query_string


@pytest.mark.parametrize(
    ("old", "new"),
    [("arctan(1.5)", "equation=arctan&start=1.5"), ("sqrt2", "equation=sqrt2"), ("ln(3", "equation=ln&start=3")],
)
def test_an_older_link_to_tangents_still_opens(old, new):
    app = opened("newton", f"tangents={old}&lang=zh")
    assert app.title[0].value == "根与切线"
    wanted = RootExperiment.from_query(new)[0]
    assert RootExperiment.from_query(shown(app)["query"]) == (wanted, [])


def test_an_older_link_to_an_equation_that_does_not_exist_names_the_nearest_one():
    assert "arctan" in opened("newton", "tangents=arctn(1)").warning[0].value
    assert len(opened("newton", "tangents=arctan(x)").warning) == 1
