"""Why this step: what the inspector prints is what the method computed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from optim_core import CONSTRAINED_METHODS, ROOT_METHODS, Method, knobs_of, run
from optim_core.constrained.door import oracle_for
from optim_core.constrained.verdict import lacks
from optim_core.method import About, Array
from surfaces import CONSTRAINED
from tests.parity import EVERY, problem_of
from tests.steps import named_numbers, recorded
from tracing.anatomy import Anatomy, Name
from tracing.dissect import anatomy_of
from tracing.evaluate import Evaluator
from tracing.latex import Latex
from tracing.names import symbol_of, symbols_of
from tracing.program import structure_of
from tracing.setting import setting_of
from ui.stage.why import programs_about

OWN = {"gauss_newton": "himmelblau", "levenberg_marquardt": "himmelblau", "natural_gradient": "normal_fit"}
CONSTRAINTS = ("circle_linear", "nw_disk", "hs14", "diamond")  # one equality, one inequality, one of each, and four


def ground_of(key: str, usual: str = "himmelblau") -> str:
    """A problem that answers all the method asks."""
    if key in ROOT_METHODS:
        return "z3_minus_1"
    return "nw_disk" if key in CONSTRAINED_METHODS else OWN.get(key, usual)


def grounds_of(key: str) -> list[str]:
    """All of them, for methods whose formulas depend on the problem."""
    if key not in CONSTRAINED_METHODS:
        return [ground_of(key)]
    return [name for name in CONSTRAINTS if not lacks(CONSTRAINED_METHODS[key], CONSTRAINED[name])]


def start_of(key: str) -> tuple[float, float]:
    """Newton needs a constraint that pulls; the barrier a start inside."""
    return (1.2, 1.1) if key == "newton_kkt" else (0.5, 0.2) if key in CONSTRAINED_METHODS else (0.5, 0.7)


CASES = [(key, ground) for key in EVERY for ground in grounds_of(key)]


def anatomy_on(method: Method, problem: Any) -> Anatomy:
    """The anatomy of a method as it runs on this problem."""
    return anatomy_of(type(method), structure_of(method), setting_of(type(method), problem))


def anatomy_by(key: str, ground: str = "", **knobs: Any) -> Anatomy:
    return anatomy_on(EVERY[key](**knobs), problem_of(ground or ground_of(key)))


STEPS = (0, 1, 5)


def variants(key: str) -> list[Method]:
    """The method, and once more for every choice that changes its formulas."""
    choices = [(name, option) for name, knob in knobs_of(EVERY[key]).items() for option in knob.options]
    switches = [(name, not knob.default) for name, knob in knobs_of(EVERY[key]).items() if knob.kind == "switch"]
    return [EVERY[key](), *(EVERY[key](**{name: value}) for name, value in [*choices, *switches])]


@pytest.mark.parametrize(("key", "ground"), CASES)
def test_every_formula_gives_the_number_that_was_recorded(key: str, ground: str):
    compared, problem = 0, problem_of(ground)
    for method in variants(key):
        anatomy = anatomy_on(method, problem)
        trace = run(method, problem, start_of(key), 8)
        for k in filter(lambda k: k < int(trace.last), STEPS):
            with np.errstate(all="ignore"):
                numbers = named_numbers(anatomy, trace, k)
                for name, node in anatomy.rows:
                    if name.part == "local":
                        continue
                    others = {n: v for n, v in numbers.items() if n is not node or n in anatomy.leaves}
                    value = Evaluator(anatomy.terms, others, oracle_for(problem, (), 0))(node)
                    expected = np.asarray(recorded(trace, name, k), float)
                    np.testing.assert_allclose(np.asarray(value, float), expected, 1e-9, 1e-12, err_msg=f"{name} {k}")
                    compared += 1
    assert compared


@pytest.mark.parametrize("key", EVERY)
def test_everything_that_changes_or_is_recorded_has_a_row(key: str):
    method, problem = EVERY[key](), problem_of(ground_of(key, "rosenbrock"))
    anatomy = anatomy_on(method, problem)
    trace = run(method, problem, (0.5, 0.7), 2)
    shown = {name.name for name, _ in anatomy.rows} | {leaf.name for leaf in anatomy.leaves.values()}
    for name in trace.info:
        twins = [n for n in trace.state if np.array_equal(trace.state[n][1], trace.info[name][0])]
        twins += [n for n in trace.info if n != name and np.array_equal(trace.info[n][0], trace.info[name][0])]
        assert name in shown or shown & {*twins}, name
    rows = {name for name, _ in anatomy.rows}
    for name, values in trace.state.items():
        assert {Name("next", name), Name("info", name)} & rows or np.array_equal(values[0], values[1]), name


@pytest.mark.parametrize(("key", "ground"), CASES)
def test_no_row_uses_a_name_that_comes_later(key: str, ground: str):
    anatomy = anatomy_by(key, ground)
    known = {*anatomy.leaves}
    for _, row in anatomy.rows:
        assert all(node in known for node in anatomy.inside(row) if node in anatomy.names and node is not row)
        known.add(row)


@pytest.mark.parametrize(("key", "ground"), CASES)
def test_a_letter_means_one_thing(key: str, ground: str):
    anatomy = anatomy_by(key, ground)
    symbols = symbols_of(anatomy, EVERY[key])
    assert len(set(symbols.values())) == len(symbols)


def printed(key: str, ground: str = "", **knobs: Any) -> list[str]:
    anatomy = anatomy_by(key, ground, **knobs)
    symbols = symbols_of(anatomy, EVERY[key])
    latex = Latex(anatomy, lambda node: symbols[anatomy.names[node]])
    return [f"{symbols[name]} = {latex.formula(node)}" for name, node in anatomy.rows]


def test_gradient_descent():
    assert printed("gradient_descent") == [r"g = \nabla f(x) + \lambda\,x", r"x^{+} = x - \eta\,g"]


def test_adam():
    assert printed("adam") == [
        r"t^{+} = t + 1",
        r"g = \nabla f(x) + \lambda\,x",
        r"m^{+} = \beta_1\,m + (1 - \beta_1)\,g",
        r"v^{+} = \beta_2\,v + (1 - \beta_2)\,g^{2}",
        r"\hat{m} = \frac{m^{+}}{1 - \beta_1^{t^{+}}}",
        r"\hat{v} = \frac{v^{+}}{1 - \beta_2^{t^{+}}}",
        r"x^{+} = x - \frac{\alpha\,\hat{m}}{\sqrt{\hat{v}} + \epsilon}",
    ]


def test_heavy_ball():
    assert printed("heavy_ball") == [
        r"g = \nabla f(x)",
        r"b^{+} = \begin{cases}g & \text{if } t = 0 \\ \mu\,b + (1 - \tau)\,g & \text{otherwise}\end{cases}",
        r"x^{+} = x - \eta\,b^{+}",
        r"t^{+} = t + 1",
    ]


def test_newton():
    rows = [r"g = \nabla f(x)", r"H = \nabla^{2} f(x)", r"d = -H^{-1}\,g", r"x^{+} = x + \alpha\,d"]
    assert printed("newton") == rows


def test_bfgs():
    assert printed("bfgs") == [
        r"d = -H\,g",
        r"\alpha = \operatorname{strong\ wolfe}(x,\ d)",
        r"x^{+} = x + \alpha\,d",
        r"f(x^{+}) = f(x^{+})",
        r"g^{+} = \nabla f(x^{+})",
        r"s = x^{+} - x",
        r"y = g^{+} - g",
        r"\mathrm{still} = \lVert s\rVert_{\infty} \le 10^{-13}\,\max(1,\ \lVert x\rVert_{\infty})",
        r"\mathrm{restart} = \mathrm{still} \wedge \neg (\lVert g^{+}\rVert_{\infty} \le 10^{-6})",
        r"\mathrm{up} = s^{\top} y > 10^{-10}\,\lVert s\rVert\,\lVert y\rVert",
        r"\rho = \frac{1}{\begin{cases}s^{\top} y & \text{if } \mathrm{up} \\ 1 & \text{otherwise}\end{cases}}",
        r"V = I - \rho\,y\,s^{\top}",
        r"H^{+} = \begin{cases}I & \text{if } \mathrm{restart} \\ H & \text{if } \mathrm{still} \\ "
        r"V^{\top}\,H\,V + \rho\,s\,s^{\top} & \text{if } \mathrm{up} \\ "
        r"H & \text{otherwise}\end{cases}",
        r"j^{+} = \begin{cases}0 & \text{if } \mathrm{restart} \\ j + \mathrm{up} & \text{otherwise}\end{cases}",
    ]


def test_descent_ascent():
    rows = [
        "c = c(x)",
        r"g = \nabla f(x)",
        "J = J(x)",
        r"\mathrm{slope} = g + J^{\top} \lambda",
        r"\lambda^{+} = \max(\lambda + \beta\,c,\ 0)",
        r"x^{+} = x - \alpha\,\mathrm{slope}",
        r"d = -\mathrm{slope}",
    ]
    assert printed("descent_ascent", "nw_disk") == rows
    assert printed("descent_ascent", "circle_linear")[4] == r"\lambda^{+} = \lambda + \beta\,c"
    assert printed("descent_ascent", "hs14")[4] == (
        r"\lambda^{+} = \begin{cases}\lambda + \beta\,c & \text{if } i \le 1 \\ "
        r"\max(\lambda + \beta\,c,\ 0) & \text{otherwise}\end{cases}"
    )


def test_newtons_step_towards_the_minimum_of_a_penalty():
    rows = printed("quadratic_penalty", "circle_linear")
    assert r"d = -\lvert H\rvert^{-1}\,\mathrm{slope}" in rows and r"x^{+} = x + \alpha\,d" in rows
    assert r"\mathrm{slope} = g + J(x)^{\top} (\mu\,c)" in rows


def test_projected_gradient():
    assert printed("projected_gradient")[1:] == [r"\mathrm{trial} = x - \alpha\,g", r"x^{+} = P(\mathrm{trial})"]


def test_a_formula_that_is_too_long_is_shown_as_the_function_that_computes_it():
    assert printed("lbfgs")[0] == r"d = -\operatorname{two\ loops}(g,\ S,\ Y,\ \rho,\ \gamma)"


def test_gauss_newton():
    rows = [r"r = r(x)", r"J = J(x)", r"d = \operatorname{least\ squares}(J,\ -r)", r"x^{+} = x + \alpha\,d"]
    assert printed("gauss_newton") == rows


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("m", "m"),
        ("m_hat", r"\hat{m}"),
        ("rho", r"\rho"),
        ("beta1", r"\beta_{1}"),
        ("rho_hat", r"\hat{\rho}"),
        ("v_max", r"v_{\mathrm{max}}"),
        ("x_0", "x_{0}"),
        ("fx", "f(x)"),
        ("trial_value", r"\mathrm{trial\ value}"),
    ],
)
def test_a_name_in_code_becomes_a_letter(name: str, symbol: str):
    assert symbol_of(name) == symbol


class Here(NamedTuple):
    x: Array  # (n, *runs) the iterate
    b: Array  # (n, *runs) memory


@dataclass(frozen=True)
class Averaging(Method[Here]):
    """A method nobody has seen before."""

    about = About("averaging", "test", "", "")

    def init(self, x, f):
        return Here(x, b=np.zeros_like(x))

    def step(self, s, f):
        half = 0.5 * (s.b + f.grad(s.x))
        return Here(s.x - half * np.abs(half), half), {}


def test_a_method_added_tomorrow_has_an_anatomy_the_same_day():
    anatomy = anatomy_of(Averaging)
    symbols = symbols_of(anatomy, Averaging)
    latex = Latex(anatomy, lambda node: symbols[anatomy.names[node]])
    assert [latex.formula(node) for _, node in anatomy.rows] == [
        r"0.5\,(b + \nabla f(x))",
        r"x - b^{+} \odot \lvert b^{+}\rvert",
    ]


# -- in words


def about_on(key: str, translate: Any = str, ground: str = "") -> Any:
    method, problem = EVERY[key](), problem_of(ground or ground_of(key))
    return programs_about(type(method), structure_of(method), translate, setting_of(type(method), problem))


def rows_of(key: str, translate: Any = str) -> dict[str, Any]:
    about = about_on(key, translate)
    assert about
    return {" ".join(row["field"]): row for row in about["rows"]}


@pytest.mark.parametrize(("key", "ground"), CASES)
def test_every_row_has_a_sentence_and_every_place_in_it_a_number(key: str, ground: str):
    about = about_on(key, ground=ground)
    assert about and about["rows"]
    computed = {f"local.{name}" for name in re.findall(r'\["(\w+)", \[', about["numbers"].split("\n")[0])}
    known = {field.replace(" ", ".") for field in about["symbols"]} | computed
    for row in about["rows"]:
        assert row["says"].count("$") % 2 == 0, row
        spoken = "".join(row["says"].split("$")[::2])
        assert spoken.strip() or "$" in row["says"]
        assert row["says"] != "Computed as shown.", row
        assert {place.split(":")[0] for place in re.findall(r"\{([^}]*)\}", spoken)} <= known, row
        assert set(re.findall(r'data-field="([^"]*)"', row["formula"])) <= set(about["symbols"]), row


def test_a_moving_average_is_told_as_one():
    assert rows_of("adam")["next m"]["says"] == (
        "$m$ keeps {knob.beta1:percent} of what it was and takes {local.0:percent} of $g$."
    )


def test_a_step_along_a_sign_is_told_as_one():
    assert rows_of("signsgd")["next x"]["says"] == (
        "Every coordinate moves by exactly {knob.lr}, against the sign of $g$."
    )


def test_what_only_grows_is_told_so():
    assert rows_of("adagrad")["next G"]["says"] == "$G$ adds up the square of $g$: it can only grow."
    assert rows_of("amsgrad")["next v_max"]["says"].endswith("it never shrinks.")


def test_the_momentum_of_the_first_step_is_told_apart():
    says = rows_of("heavy_ball")["next b"]["says"]
    assert says.startswith("The first step starts with $g$. $b$ keeps {knob.momentum:percent} of what it was")


def test_a_helper_says_in_its_docstring_what_its_result_means():
    assert rows_of("bfgs")["local up"]["says"].startswith("True where the slope grew along the step")
    assert rows_of("bfgs")["info restart"]["says"].startswith("True where no step was found although the slope")


def test_the_sentences_are_translated_and_the_formulas_are_not():
    backwards = rows_of("newton", lambda text: f"«{text}»")
    assert backwards["next x"]["says"] == "«$x$ moves along $d$, {knob.lr} times its length.»"
    assert backwards["info d"]["formula"] == rows_of("newton")["info d"]["formula"]
