"""The playground without a browser: what a link, a widget or an edit on the stage makes of the page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from experiments import Entry, Experiment, limits
from optim_core import METHODS
from ui.language import translate
from ui.presets import PRESETS
from ui.tables import titles

ROOT = Path(__file__).parent.parent
SHELL, ALONE = ROOT / "ui" / "shell.py", ROOT / "pages" / "explore" / "playground.py"


def opened(link: str = "", page: Path = SHELL, **context) -> AppTest:
    """The page as a cold link opens it."""
    app = AppTest.from_file(page, default_timeout=60)
    app.query_params.update(parse_qs(link))
    app.context.update(context)
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert [(e.message, e.stack_trace) for e in app.exception] == []
    return app


def shown(app: AppTest) -> dict:
    """The header of what the stage was given."""
    (stage,) = app.get("bidi_component")
    data = stage.proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def document(app: AppTest) -> dict:
    """The document the stage would send if somebody let go of something now."""
    header = shown(app)
    runs = [
        {
            "id": run["id"],
            "method": run["method"],
            "values": {name: value for name, value in run["values"].items() if value != run["defaults"][name]},
            "hidden": run["hidden"],
        }
        for run in header["runs"]
    ]
    surface = {"key": header["surface"]["key"], "values": header["surface"]["values"]}
    return {name: header[name] for name in ("start", "steps", "seed", "at")} | {"surface": surface, "runs": runs}


def edited(app: AppTest, **changes) -> AppTest:
    """The page after an edit on the stage."""
    app.session_state["playground.stage"] = {"edit": {"serial": 1} | document(app) | changes}
    return calm(app.run())


def link(app: AppTest) -> str:
    """What stands in the address bar, as a person would write it."""
    return unquote(urlencode(app.query_params, doseq=True))


def address(app: AppTest) -> Experiment:
    """The experiment in the address bar."""
    experiment, messages = Experiment.from_query(link(app))
    assert messages == []
    return experiment


def widget(app: AppTest, kind: str, name: str):
    """A widget by its name, in whatever language it is shown."""
    (found,) = (each for each in app.get(kind) if each.key.startswith(f"playground.{name}."))
    return found


def outcomes(app: AppTest) -> str:
    """The table below the stage, as it is written."""
    return "".join(html.proto.body for html in app.get("html") if "<table>" in html.proto.body)


@pytest.mark.parametrize("page", [SHELL, ALONE])
def test_the_page_opens_on_the_default_experiment(page):
    app = opened(page=page)
    header = shown(app)
    assert header["surface"]["key"] == "rosenbrock" and header["start"] == [-1.2, 1.0]
    assert [run["method"] for run in header["runs"]] == [e.method for e in Experiment().entries]
    assert not app.warning and not app.query_params


def test_a_link_opens_the_experiment_it_names():
    app = opened("surface=himmelblau&start=0,-3&run=adam(lr=0.05)&run=bfgs(hidden)&steps=20&seed=3&at=7")
    header = shown(app)
    assert header["surface"]["key"] == "himmelblau"
    assert (header["start"], header["steps"], header["seed"], header["at"]) == ([0.0, -3.0], 20, 3, 7)
    assert [(r["method"], r["values"].get("lr"), r["hidden"]) for r in header["runs"]] == [
        ("adam", 0.05, False),
        ("bfgs", None, True),
    ]
    assert widget(app, "selectbox", "surface").value == "himmelblau"
    assert widget(app, "number_input", "steps").value == 20
    assert not app.warning


def test_a_broken_link_is_explained_and_the_rest_of_it_is_kept():
    app = opened("surface=himelblau&start=nan,1&run=adam(lr=0.05)&run=newtn&steps=1000000000")
    assert len(app.warning) == 4
    assert "himmelblau" in app.warning[0].value and "newton" in app.warning[3].value
    header = shown(app)
    assert header["start"] == [-1.2, 1.0] and header["steps"] == limits.STEPS
    assert [run["values"]["lr"] for run in header["runs"]] == [0.05]


def test_text_from_a_bad_link_is_shown_and_not_obeyed():
    app = opened("surface=`![x](http://example.org/x.png)`{0}")
    assert "`´![x](http://example.org/x.png)´" in app.warning[0].value


def test_the_messages_go_when_the_experiment_is_changed():
    app = opened("run=newtn&run=adam")
    assert app.warning
    assert not edited(app, start=[0.5, 0.5]).warning


def test_a_start_dropped_on_the_stage_moves_and_is_in_the_link():
    app = edited(opened("run=adam"), start=[0.25, 0.5])
    assert shown(app)["start"] == [0.25, 0.5]
    assert link(app) == "start=0.25,0.5&run=adam"


def test_a_knob_let_go_on_the_stage_is_in_the_link():
    app = opened("run=adam&run=bfgs")
    runs = document(app)["runs"]
    runs[0]["values"] = {"lr": 0.05}
    assert link(edited(app, runs=runs)) == "run=adam(lr=0.05)&run=bfgs"


def test_nonsense_from_the_stage_is_explained():
    app = edited(opened("run=adam"), start=["x", None])
    assert shown(app)["start"] == [-1.2, 1.0] and len(app.warning) == 2


def test_an_edit_is_taken_once_and_not_again_with_every_rerun():
    app = edited(opened("run=adam"), start=[0.25, 0.5])
    widget(app, "number_input", "steps").set_value(50).run()
    assert calm(app.run()) and shown(app)["steps"] == 50


def test_a_method_is_added_and_the_picker_is_empty_again():
    app = opened("run=adam")
    widget(app, "selectbox", "add").set_value("newton").run()
    assert [run["method"] for run in shown(app)["runs"]] == ["adam", "newton"]
    assert widget(app, "selectbox", "add").value is None
    assert address(app).entries == (Entry("adam"), Entry("newton"))


def test_the_same_method_can_be_added_twice():
    app = opened("run=adam")
    for _ in range(2):
        widget(app, "selectbox", "add").set_value("adam").run()
    assert len(shown(app)["runs"]) == 3


def test_a_run_removed_on_the_stage_is_gone_from_link_table_and_cards():
    app = opened("run=adam&run=bfgs")
    app = edited(app, runs=document(app)["runs"][1:])
    assert link(app) == "run=bfgs"
    assert [tab.label for tab in app.tabs] == ["BFGS"]
    assert outcomes(app).count('<th scope="row"') == 1


def test_an_empty_stage_is_no_error():
    app = opened("run=adam")
    app = edited(app, runs=[])
    assert link(app) == "run=none" and shown(app)["runs"] == []


def test_with_eight_runs_there_is_no_room_for_a_ninth():
    app = opened("&".join(["run=adam"] * limits.RUNS))
    assert widget(app, "selectbox", "add").disabled


def test_another_surface_brings_its_own_start_and_keeps_the_methods():
    app = opened("run=adam(lr=0.05)&start=0.1,0.2")
    widget(app, "selectbox", "surface").set_value("beale").run()
    assert address(app) == Experiment("beale", entries=(Entry("adam", {"lr": 0.05}),))


def test_steps_and_seed_are_in_the_link():
    app = opened("run=adam")
    widget(app, "number_input", "steps").set_value(77).run()
    widget(app, "number_input", "seed").set_value(5).run()
    assert link(app) == "run=adam&steps=77&seed=5"


def test_an_address_written_by_hand_is_read_again():
    app = opened("run=adam")
    app.query_params["start"] = ["0.5,0.5"]
    assert shown(calm(app.run()))["start"] == [0.5, 0.5]


def test_the_step_in_the_address_is_kept_when_something_else_is_changed():
    """The player writes the step it stands at into the address and tells nobody."""
    app = opened("run=adam")
    app.query_params["at"] = ["40"]
    widget(app, "number_input", "seed").set_value(5).run()
    assert link(app) == "run=adam&seed=5&at=40"


def test_a_widget_and_the_stage_in_the_same_moment_are_both_heard():
    app = opened("run=adam")
    app.session_state["playground.stage"] = {"edit": document(app) | {"start": [0.5, 0.5]}}
    widget(app, "number_input", "steps").set_value(50).run()
    assert address(app) == Experiment(start=(0.5, 0.5), steps=50, entries=(Entry("adam"),))


def test_an_edit_made_before_the_answer_to_a_widget_arrived_loses_neither():
    app = opened("run=adam")
    early = document(app) | {"start": [0.5, 0.5], "base": "run=adam"}
    widget(app, "number_input", "steps").set_value(50).run()
    app.session_state["playground.stage"] = {"edit": early}
    assert address(calm(app.run())) == Experiment(start=(0.5, 0.5), steps=50, entries=(Entry("adam"),))


def test_of_two_edits_before_an_answer_the_second_may_take_the_first_back():
    app = opened("run=adam")
    first = document(app) | {"serial": 1, "start": [0.5, 0.5], "base": "run=adam"}
    app.session_state["playground.stage"] = {"edit": first}
    app.run()
    app.session_state["playground.stage"] = {"edit": first | {"serial": 2, "start": [-1.2, 1.0]}}
    assert address(calm(app.run())) == Experiment(entries=(Entry("adam"),))


def test_a_frame_in_another_page_shows_the_stage_alone():
    app = opened("run=adam", is_embedded=True)
    assert shown(app)["runs"]
    assert not app.selectbox and not app.tabs and not app.title
    assert outcomes(app) == ""


def test_the_page_speaks_chinese_and_the_stage_with_it():
    english, chinese = opened("run=newtn&run=adam"), opened("run=newtn&run=adam&lang=zh")
    assert shown(english)["text"] != shown(chinese)["text"]
    assert english.warning[0].value != chinese.warning[0].value
    assert widget(english, "selectbox", "surface").label != widget(chinese, "selectbox", "surface").label
    assert shown(english)["start"] == shown(chinese)["start"]


def test_switching_the_language_keeps_the_experiment():
    app = opened("surface=beale&run=adam(lr=0.05)&steps=50")
    before = address(app)
    app.session_state["language"] = "zh"
    for _ in range(3):
        calm(app.run())
    assert address(app) == before and shown(app)["surface"]["key"] == "beale"
    assert "lang=zh" in link(app)


def test_the_table_says_how_each_run_ended():
    table = outcomes(opened("run=newton&run=adam&steps=20"))
    newton, adam = Experiment.from_query("run=newton&run=adam&steps=20")[0].run()
    assert f"converged at step {int(newton.last)}" in table
    assert "still on its way after step 20" in table
    assert f"<td>{int(newton.evaluations['hessian'][-1])}</td>" in table and int(adam.last) == 20


def test_twins_in_the_table_are_told_apart_by_the_knobs_in_which_they_differ():
    experiment = Experiment.from_query("run=adam&run=adam(lr=0.05)&run=bfgs&run=newton&run=newton")[0]
    assert titles(experiment) == ["Adam (lr = 0.1)", "Adam (lr = 0.05)", "BFGS", "Newton 1", "Newton 2"]
    searches = Experiment.from_query("run=bfgs(search=exact)&run=bfgs")[0]
    assert titles(searches) == ["BFGS (search = exact)", "BFGS (search = strong Wolfe)"]
    paced = Experiment.from_query("run=adam&run=adam(schedule=cosine)")[0]
    assert titles(paced) == ["Adam (schedule = Constant)", "Adam (schedule = Cosine decay)"]


def test_every_method_on_the_stage_shows_its_rule_and_its_code():
    app = opened("run=adam&run=adam(lr=0.05)&run=bfgs")
    assert [tab.label for tab in app.tabs] == ["Adam", "BFGS"]
    assert "class Adam(" in app.code[0].value and len(app.latex) == 2


def test_a_schedule_that_a_run_follows_shows_its_rule_and_its_code_too():
    app = opened("run=adam(schedule=cosine)&run=lion(schedule=cosine)&run=bfgs")
    assert [tab.label for tab in app.tabs] == ["Adam", "Lion", "BFGS", "Cosine decay"]
    assert "class Cosine(" in app.code[-1].value and r"\cos" in app.latex[-1].value


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_is_a_link_without_a_fault(key):
    experiment, messages = Experiment.from_query(PRESETS[key].link)
    assert messages == [] and experiment != Experiment()
    assert translate(PRESETS[key].title)


def test_choosing_a_preset_is_an_edit_and_says_what_to_look_for():
    app = opened()
    (menu,) = app.menu_button
    menu.click("saddle").run()
    assert address(calm(app)) == PRESETS["saddle"].experiment
    assert PRESETS["saddle"].look_for in [caption.value for caption in app.caption]
    edited(app, start=[0.5, 0.5])
    assert PRESETS["saddle"].look_for not in [caption.value for caption in app.caption]


def test_who_comes_back_from_another_page_finds_the_experiment_as_it_was():
    app = edited(opened("run=adam"), start=[0.25, 0.5])
    calm(app.switch_page("../pages/learn/about.py").run())
    app.query_params.clear()
    calm(app.switch_page("../pages/explore/playground.py").run())
    assert shown(app)["start"] == [0.25, 0.5]
    assert link(app) == "start=0.25,0.5&run=adam"


def test_back_to_an_address_without_an_experiment_shows_the_default_one():
    app = opened()
    widget(app, "number_input", "steps").set_value(50).run()
    app.query_params.clear()
    assert shown(calm(app.run()))["steps"] == Experiment().steps


@pytest.mark.parametrize("language, words", [("en", "as this surface suggests"), ("zh", "按此曲面的建议")])
def test_the_card_says_which_default_the_surface_suggests(language, words):
    app = opened(f"surface=rosenbrock&run=gradient_descent&lang={language}")
    (card,) = (m.value for m in app.markdown if "`lr`" in m.value)
    assert words in card and "0.001" in card and "0.01" in card
    knob = next(knob for knob in shown(app)["runs"][0]["knobs"] if knob["name"] == "lr")
    assert "0.001" in knob["says"] and "0.01" in knob["says"]


def test_nothing_is_said_of_a_default_that_the_method_itself_declares():
    app = opened("surface=rosenbrock&run=adam")
    assert not any("suggests" in m.value for m in app.markdown)
    assert not any("suggests" in knob["says"] for knob in shown(app)["runs"][0]["knobs"])


@pytest.mark.parametrize("key", METHODS)
def test_every_seed_gives_the_same_run_as_the_words_beside_it_say(key: str):
    surface = "normal_fit" if key == "natural_gradient" else "rosenbrock"
    link = f"surface={surface}&run={key}&steps=12&seed="
    (one,), (other,) = (Experiment.from_query(link + seed)[0].run() for seed in "07")
    assert one.last > 0 and np.array_equal(one.x, other.x, equal_nan=True)
