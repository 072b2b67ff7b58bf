"""The formula door lets mathematics in and nothing else, and says at which character and why."""

from __future__ import annotations

import pickle
import random
import resource
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surfaces import SURFACES
from surfaces.formula import formula, parse
from surfaces.formula_error import SAYS, FormulaError
from surfaces.formula_scan import FUNCTIONS, LENGTH
from surfaces.latex import gradient_latex, hessian_latex

warnings.filterwarnings("ignore", category=SyntaxWarning)

# ---- what comes out --------------------------------------------------------------------------------------------------

SAME = {  # text: the same function in NumPy
    "(1-x)^2 + a*(y-x^2)^2": lambda x, y, a: (1 - x) ** 2 + a * (y - x * x) ** 2,
    "-x^2": lambda x, y: -(x**2),
    "2^3^2*x": lambda x, y: 512 * x,
    "x**2*y/3 - y/x": lambda x, y: x**2 * y / 3 - y / x,
    "2^-x + e^y + pi": lambda x, y: 2.0**-x + np.e**y + np.pi,
    "sin(x)*cos(y)+tan(x/4)": lambda x, y: np.sin(x) * np.cos(y) + np.tan(x / 4),
    "asin(x/9)+acos(y/9)+atan(x*y)": lambda x, y: np.arcsin(x / 9) + np.arccos(y / 9) + np.arctan(x * y),
    "sinh(x)-cosh(y)*tanh(x-y)": lambda x, y: np.sinh(x) - np.cosh(y) * np.tanh(x - y),
    "exp(-x^2)+log(x^2+1)+ln(2+y^2)": lambda x, y: np.exp(-(x**2)) + np.log(x**2 + 1) + np.log(2 + y**2),
    "sqrt(x^2+y^2)+abs(x-y)": lambda x, y: np.hypot(x, y) + abs(x - y),
    "min(x, y)+2*max(x^2, y)": lambda x, y: np.minimum(x, y) + 2 * np.maximum(x**2, y),
    "sign(x)*floor(3*y)": lambda x, y: np.sign(x) * np.floor(3 * y),
    "where(x > 0 and not (y >= 1 or x == 1), x^2, -y)": lambda x, y: np.where((x > 0) & ~(y >= 1), x**2, -y),
    "where(-1 < x < 1 or y == 2, 1, x)": lambda x, y: np.where((abs(x) < 1) | (y == 2), 1, x),
    "1.5e-3*x + .25*y + 3.": lambda x, y: 1.5e-3 * x + 0.25 * y + 3,
    "0.1*x^0.5*y^(1/3)": lambda x, y: 0.1 * np.sqrt(x) * np.power(y, 1 / 3),
    "x^y + (x+\n y)^7": lambda x, y: np.power(x, y) + (x + y) ** 7,
    "floor(3.7)*x + max(2, 3)*y + abs(-4)": lambda x, y: 3 * x + 3 * y + 4,
    "where(x != floor(x) or x <= y, x, y)": lambda x, y: np.where((x != np.floor(x)) | (x <= y), x, y),
}
points = np.random.default_rng(3).uniform(-2.5, 2.5, (2, 50))


@pytest.mark.parametrize("text", SAME)
def test_a_text_means_what_it_says(text):
    surface = formula(text)
    with np.errstate(all="ignore"):
        expected = SAME[text](*points, *surface.values.values())
    np.testing.assert_allclose(surface.value(points), expected, rtol=1e-12)
    assert surface.value(points[:, 0]).shape == ()


@pytest.mark.parametrize("text", SAME)
def test_derivatives_of_a_typed_formula_agree_with_differences(text):
    surface, h = formula(text), 1e-5
    p = points[:, np.isfinite(surface.grad(points)).all(0) & np.isfinite(surface.hess(points)).all((0, 1))]
    for f, df in ((surface.value, surface.grad), (surface.grad, surface.hess)):
        for axis, e in enumerate(np.eye(2)[:, :, None] * h):
            difference, exact = (f(p + e) - f(p - e)) / (2 * h), df(p)[axis]
            far = np.abs(difference - exact) > 1e-4 * (1 + np.abs(exact))
            assert far.mean() < 0.06  # a few quotients straddle a kink or a jump


def test_a_typed_rosenbrock_equals_the_one_of_the_catalogue():
    typed, known = formula("(1-x)^2 + b*(y-x^2)^2", b=100, domain=((-2, 2), (-1, 3))), SURFACES["rosenbrock"]
    np.testing.assert_allclose(typed.hess(points), known.hess(points), rtol=1e-14)
    assert typed.minima == known.minima and typed.lowest == 0 and typed.colour == "log"


def test_free_names_are_knobs_of_value_one_unless_given():
    surface = formula("a*x^2 + beta1*y^2 + a*y", a=300)
    assert dict(surface.values) == {"a": 300, "beta1": 1}
    assert [k.symbol for k in surface.knobs.values()] == ["a", r"\beta_{1}"]
    assert surface.knobs["a"].high == 1000 and surface.knobs["beta1"].high == 10
    assert surface(beta1=2).value([0, 3]) == 2 * 9 + 300 * 3
    with pytest.raises(TypeError, match="did you mean 'beta1'"):
        formula("beta1*x", beta2=3)


def test_latex_keeps_the_order_in_which_one_typed():
    assert formula("(1-x)^2 + a*(y-x^2)^2").latex == r"\left(1-x\right)^{2}+a\,\left(y-x^{2}\right)^{2}"
    assert formula("x/(y+1) - sqrt(abs(x))").latex == r"\frac{x}{y+1}-\sqrt{\left|x\right|}"
    assert formula("-2*x*3").latex == r"-2 x\cdot 3"
    assert formula("a-(b-x)").latex == r"a-\left(b-x\right)"


def test_gradient_and_hessian_are_given_as_formulas_too():
    surface = formula("x^3 + alpha*x*y + abs(y)")
    assert gradient_latex(surface) == (r"\alpha y + 3 x^{2}", r"\alpha x + \operatorname{sgn}\left(y\right)")
    assert hessian_latex(surface) == ("6 x", r"\alpha", "0")
    for text in SAME:
        assert len(gradient_latex(formula(text))) == 2 and len(hessian_latex(formula(text))) == 3


def test_stationary_points_are_found_with_their_types():
    surface = formula("(x^2+y-11)^2+(x+y^2-7)^2", domain=((-6, 6), (-6, 6)))
    known = SURFACES["himmelblau"]
    assert (len(surface.minima), len(surface.saddles), len(surface.maxima)) == (4, 4, 1)
    for point in surface.points:
        nearest = min(known.points, key=lambda p: np.hypot(p.x - point.x, p.y - point.y))
        np.testing.assert_allclose(point[:2], nearest[:2], atol=1e-9)
        assert point.kind == nearest.kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("x^2+y^2", {"min"}),
        ("x^2-y^2", {"saddle"}),
        ("-x^2-y^2", {"max"}),
        ("x^3-3*x*y^2", {"saddle flat"}),
        ("x^4+y^4", {"min flat"}),
        ("(x+2*y-2)^2", {"min line"}),
        ("(x^2+y^2-1)^2", {"min line", "max"}),
        ("abs(x)+10*abs(y-1)", {"min kink"}),
        ("x+2*y", set()),
        ("exp(-x)+y^2/2", set()),
        ("floor(x)+floor(y)", set()),
    ],
)
def test_the_kind_of_a_stationary_point_is_recognised(text, kinds):
    assert {p.kind for p in formula(text).points} == kinds


def test_stationary_points_follow_the_knobs():
    surface = formula("(x-a)^2 + y^2")
    assert surface.minima[0].x == 1 and surface(a=2).minima[0].x == 2


def test_the_lowest_value_is_unknown_where_the_formula_falls_for_ever():
    assert formula("x^2-y^2").lowest is None and formula("x^3-3*x+y^2").lowest is None
    assert formula("x^2+y^2+3").lowest == 3


def test_any_allowed_name_may_be_a_knob_even_one_that_the_generated_code_would_like():
    names = {"t0": 2.0, "p1": 3.0, "w1_x": 5.0, "w1": 7.0, "f": 11.0, "x1": 13.0}
    product = "*".join(f"(x^{k}+y+{name})" for k, name in enumerate(names, start=2)) + "*(x+y)"
    surface = formula(product, **names)
    assert surface.kernels.chain.known  # long enough to be cut into pieces
    expected = 3 * np.prod([1 + 2 + v for v in names.values()])
    np.testing.assert_allclose(surface.value((1, 2)), expected, rtol=1e-14)
    h = 1e-6
    slope = (surface.value((1 + h, 2)) - surface.value((1 - h, 2))) / (2 * h)
    np.testing.assert_allclose(surface.grad((1, 2))[0], slope, rtol=1e-7)


def test_an_undefined_part_of_the_window_is_nan_and_a_start_is_chosen_where_all_is_defined():
    surface = formula("log(x) + y^2")
    assert np.isnan(surface.value([-1.0, 0])) and all(x > 0 for x, _ in surface.starts)
    nowhere = formula("log(-1-x^2)")
    assert nowhere.starts and np.isnan(nowhere.value(points)).all() and nowhere.points == ()


def test_kinks_give_notice_and_smooth_formulas_do_not():
    assert formula("abs(x)+y").kinks and formula("max(x,y)").kinks and formula("sqrt(x^2+y^2)").kinks
    assert not formula("x^2+sqrt(1+y^2)").kinks


def test_equal_texts_and_values_are_equal_surfaces_and_survive_pickling():
    a, b = formula("a*x^2+y^2", a=2), formula("a*x^2+y^2", a=2)
    assert a == b and hash(a) == hash(b) and a != formula("a*x^2+y^2", a=3) and a != formula("a*x^2+y^4", a=2)
    again = pickle.loads(pickle.dumps(a))
    assert again == a and again.points == a.points


# ---- what is refused -------------------------------------------------------------------------------------------------

REFUSED = {  # text: (what is said, at which position)
    "": ("empty", 0),
    "  ": ("empty", 0),
    "x +": ("end", 3),
    "(x+y": ("unclosed", 0),
    "x+y)": ("unopened", 3),
    "2x": ("times", 1),
    "x y": ("times", 2),
    "x(y+1)": ("times", 1),
    "3(x+1)": ("times", 1),
    "sine(x)": ("near", 0),
    "qqqq(x)": ("function", 0),
    "sin x": ("call", 0),
    "sin(x, y)": ("count", 0),
    "1 + min(x)": ("count", 4),
    "min(x,,y)": ("operand", 6),
    "x, y": ("comma", 1),
    "(x, y)": ("comma", 2),
    "*x": ("start", 0),
    "x */ y": ("operand", 3),
    "()": ("operand", 1),
    "x²": ("instead", 1),
    "x × y": ("instead", 2),
    "x − 1": ("instead", 2),
    "x = 1": ("instead", 2),
    "x > 1": ("condition", 0),
    "x + (y > 1)": ("condition", 5),
    "where(x, 1, 2)": ("comparison", 6),
    "where(1 < 2, x, y)": ("always", 6),
    "5": ("constant", 0),
    "a + b": ("constant", 0),
    "x/0": ("zero", 2),
    "x + 0^-1": ("zero", 4),
    "sqrt(-1)*x": ("real", 0),
    "x + log(0)": ("real", 4),
    "x^1000": ("exponent", 2),
    "(x^20)^20": ("exponent", 3),
    "9**9**9**9*x": ("exponent", 6),
    "x + 99^99": ("number", 4),
    "1e400*x": ("number", 0),
    "1e-400*x": ("number", 0),
    "exp(exp(exp(exp(9))))*x": ("number", 8),
    "123456789012345678901234567890*x": ("digits", 0),
    "((((((((((((((((((((((((((x))))))))))))))))))))))))))": ("deep", 25),
    "-" * 100 + "x": ("deep", 51),
    "x" + "+1" * 99: ("parts", 150),
    "x+" * 300 + "x": ("long", LENGTH),
    "a+b+c+d+f+g+h+i+j+x": ("names", 16),
    "x.real": ("character", 1),
    "x\0": ("character", 1),
    "x;y": ("character", 1),
    "x#y": ("character", 1),
    "'x'": ("character", 0),
    "f'{x}'": ("character", 1),
    "x:=3": ("character", 1),
    "lambda: x": ("name", 0),
    "lambda x": ("name", 0),
    "x if y else 1": ("name", 2),
    "__import__('os')": ("name", 0),
    "x.__class__": ("character", 1),
    "_x": ("name", 0),
    "x__y": ("name", 0),
    "None + x": ("name", 0),
    "np + x": ("name", 0),
    "value*x": ("name", 0),
    "abcdefghijklm*x": ("name", 0),
    "sin(x)(y)": ("times", 6),
    "[x for x in y]": ("instead", 0),
    "{x}": ("instead", 0),
    "x@y": ("character", 1),
    "x%y": ("character", 1),
    "x//y": ("operand", 2),
    "*args": ("start", 0),
    "sin(*x)": ("operand", 4),
    "min(x, y=1)": ("instead", 8),
    "ｘ + y": ("character", 0),
    "х + y": ("character", 0),  # a Cyrillic letter
    "x\u202e + y": ("character", 1),
    "0x10 + x": ("times", 1),
    "1_000*x": ("name", 1),
    "1j*x": ("times", 1),
    "True + x": ("name", 0),
    "x and y": ("condition", 0),
    "not x": ("condition", 0),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_said_at_its_character(text):
    with pytest.raises(FormulaError) as caught:
        formula(text)
    what, position = REFUSED[text]
    assert (caught.value.template, caught.value.position) == (SAYS[what], position)
    assert str(caught.value) == caught.value.template.format(**caught.value.values)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_every_message_but_the_last_resort_is_reached_by_some_text():
    values = {"value"}  # said about a value, not about a text
    assert set(SAYS) - {what for what, _ in REFUSED.values()} - values == {"syntax"}


def test_a_parameter_needs_a_finite_value():
    for bad in (np.nan, np.inf):
        with pytest.raises(FormulaError, match="finite"):
            formula("a*x", a=bad)


# ---- attacks ---------------------------------------------------------------------------------------------------------

watched: list[str] = []  # audit events while the watch is on
watching = False


def watch(event: str, args: tuple) -> None:
    if watching and event.split(".")[0] in ("exec", "import", "open", "os", "subprocess", "socket", "ctypes", "pickle"):
        watched.append(f"{event} {args!r:.80}")


sys.addaudithook(watch)


def answer(text: str) -> str:
    """What the door says to a text: "ok" or the kind of error. Anything else is a hole."""
    global watching
    watching = True
    try:
        expression, names, latex = parse(text)
        assert expression.free_symbols and len(names) <= 8 and latex
        return "ok"
    except FormulaError as error:
        assert error.template in SAYS.values() and 0 <= error.position <= len(text)
        return "refused"
    finally:
        watching = False


HOSTILE = """__import__('os').system('true')|().__class__.__bases__[0].__subclasses__()|x.__class__|getattr(x,'y')
eval('x')|exec("1")|open('/etc/passwd')|lambda:0|(lambda x:x)(y)|[x for x in (1,2)]|{x:y}|{**x}|(x:=3)|f'{x}'
f"{__import__('os')}"
9**9**9**9|9^9^9^9|10**10**10|1e999999|1e-999999|0xffffffff|0b1|1_000|1j
9999999999999999999999999999999999999999|...|..
print(x)|x;y|x\ny|x\\|\0|\x07|'|"|\"\"\"|`x`|$x|@x|x@y|x%y|x//y|x<<y|x>>y|x&y|x|y|~x|!x|x?y:z|x->y|await x
yield x
async|import os|from os import *|del x|assert x|global x|raise x|None|True|False|NotImplemented|Ellipsis|self
np|sympy|oo
zoo|nan|inf|I|E|S|N|Q|Symbol('x')|Integer(9)|factorial(99999)|gamma(x)|zeta(x)|integrate(x)|ｘ|х|𝑥|х²|＋|−|×|÷|∞
√x|π
sin(sin|sin()|sin(,)|((((((((((|))))))))))|----------|^^|**|**x|x**|*x|,|,,|(|)|x(|x)|()()|(x)(y)|sin(x)(y)
min(x)(y)(x)
where(x>0,1,2)|where(x,y,x)|where(where(x>0,1,2)>0,x,y)|x>y>x|x==y|not not x|x and y or x|max(x,min(y,x))
e^e^e^x|x^x^x^x
exp(exp(exp(exp(x))))|(x^99)^99|((x+y)^50)^50|1/(1/(1/(1/x)))|x/0|0/0|0^0|0^-1|log(0)|asin(2)|sqrt(-1)
tan(pi/2)|floor(x)
sign(sign(sign(x)))|abs(abs(-x))|sin(10^15*x)|1e15|1e-15|1e16|99999999999999999|0.1|.5|5.|1.2.3|1e5e5|2x|x2|x_1
_|__|a__b"""
FRAGMENTS = [piece for line in HOSTILE.split("\n") for piece in line.split("|")]
PIECES = [
    *"xyab+-*/^()., <>=",
    "**",
    "==",
    "<=",
    *(f"{name}(" for name in FUNCTIONS),
    "pi",
    "e",
    "2",
    "0.5",
    "1e3",
    " and ",
]


def hostile_text(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.35:  # attacks side by side, or inside one another
        return rng.choice(["", "x+", "sin(", "x*(", "where(x>0,"]) + "".join(
            rng.choices(FRAGMENTS, k=rng.randint(1, 4))
        )
    if kind < 0.6:  # pieces of mathematics in any order
        return "".join(rng.choices(PIECES, k=rng.randint(1, 30)))
    if kind < 0.75:  # a right formula with a few wrong letters
        text = list(rng.choice(list(SAME)))
        for _ in range(rng.randint(0, 3)):
            text[rng.randrange(len(text))] = rng.choice([*"xy+-*/^().,_ \0'\"[]{}:;!", chr(rng.randrange(0x2000))])
        return "".join(text)
    if kind < 0.9:  # any characters at all
        return "".join(chr(rng.choice([rng.randrange(128), rng.randrange(0xD800)])) for _ in range(rng.randint(0, 60)))
    part = rng.choice(["(", "-", "x^", "sin(", "x+", "((x)", "9", "1e", "x**-", "not ", "abs(-", "where(x>0,"])
    return part * rng.choice([3, 20, 60, 200, 5000]) + rng.choice(["", "x", ")", "x" + ")" * 60])


def test_a_hundred_thousand_hostile_texts_are_answered_and_none_is_executed():
    for text in SAME:
        parse(text)  # whatever SymPy imports late is imported now
    rng, counts = random.Random(5), {"ok": 0, "refused": 0}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    watched.clear()
    for _ in range(100_000):
        counts[answer(hostile_text(rng))] += 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert watched == []
    assert counts["ok"] > 1_000 and counts["refused"] > 50_000  # both doors have been tried
    assert grown < 200_000  # kilobytes


@given(st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused(text):
    assert answer(text) in ("ok", "refused")


leaf = st.sampled_from(["x", "y", "a", "2", "0.5", "pi", "e", "7"])
formulas = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/^"), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
        st.tuples(st.sampled_from([f for f, n in FUNCTIONS.items() if n == 1]), inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]},{t[2]})"),
        st.tuples(inner, inner, inner, inner).map(lambda t: f"where({t[0]}<{t[1]},{t[2]},{t[3]})"),
    ),
    max_leaves=14,
)


@given(formulas)
@settings(max_examples=80, deadline=None)
def test_whatever_is_read_becomes_a_quiet_surface_with_derivatives(text):
    try:
        surface = formula(text)
    except FormulaError:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        odd = np.array([[0.0, 1.0, -1.0, 1e308, np.nan], [0.0, 2.0, np.inf, -1e308, 1.0]])
        assert surface.value(odd).shape == (5,) and surface.grad(odd).shape == (2, 5)
        assert surface.hess(odd).shape == (2, 2, 5) and np.isfinite(surface.rate)
        assert all(np.isfinite(p[:2]).all() for p in surface.points)


LONG = {  # the longest formulas that get in; derived carelessly, some would grow without bound
    "product": "*".join(f"(x+{i}*y)" for i in range(1, 18)),
    "nested": "sin(" * 24 + "x*y" + ")" * 24,
    "tower": "^".join("x" * 40),
    "nested sums": "sin(x+y*" * 16 + "x" + ")" * 16,
    "quotients": "1/(x+" * 24 + "y" + ")" * 24,
    "choices": "where(x>y,x*y," * 13 + "x" + ")" * 13,
    "maxima": "max(x*y," * 21 + "y" + ")" * 21,
    "power": "((x+y)^2+x*y)^50",
}


@pytest.mark.parametrize("name", LONG)
def test_derivatives_of_the_longest_formulas_stay_in_proportion_to_them(name):
    surface = formula(LONG[name])
    assert len(surface.kernels.hess.source) < 200 * len(LONG[name]) + 3000
    assert surface.hess(points).shape == (2, 2, 50)
