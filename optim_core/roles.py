"""Which part a recorded field plays in a picture: the slope, the memory, the curvature, a point worth marking.

A role names where to find it: "info:g" is computed in the step, "state:H" was known before it, "next:v" is known after
it, "knob:weight_decay" is a setting. Roles follow from the names that method files use anyway; a method whose names
mean something else says so in a class attribute, `roles = (("scale", "next:u"),)`, where "" takes a role away.
"""

from collections.abc import Iterable, Mapping

from optim_core.knob import knobs_of
from optim_core.method import Method

Shape = tuple[int, ...]
Roles = dict[str, str]

VECTOR, MATRIX, NUMBER, PAIRS = "vector", "matrix", "number", "pairs"

# For each role the fields that may play it, the first one present is taken; fields of another rank are passed over.
CONVENTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("gradient", VECTOR, ("info:g",)),
    ("direction", VECTOR, ("info:d", "info:p", "state:d")),
    ("length", NUMBER, ("info:alpha",)),
    ("momentum", VECTOR, ("info:m_hat", "next:b", "next:m")),
    ("scale", VECTOR, ("info:scale",)),  # what the slope is divided by
    ("second_moment", VECTOR, ("info:n_hat", "next:v_max", "info:v_hat", "next:v", "next:G")),
    ("rate", VECTOR, ("info:rate",)),  # what the slope is multiplied with
    ("diagonal", VECTOR, ("info:diagonal",)),  # of the Hessian
    ("preconditioner", MATRIX, ("info:P", "next:P")),
    ("curvatures", VECTOR, ("info:curvatures",)),  # along axes of their own: what the slope is divided by
    ("axes", MATRIX, ("next:Q", "info:Q")),  # in which a second moment or curvatures are kept, as columns
    ("cube", NUMBER, ("state:M",)),  # weight of ‖p‖³ in the model
    ("radius", NUMBER, ("info:radius", "state:radius")),
    ("shift", NUMBER, ("info:shift",)),  # of the Hessian, that makes the step as long as the radius
    ("pairs_s", PAIRS, ("state:S",)),
    ("pairs_y", PAIRS, ("state:Y",)),
    ("pairs_scale", NUMBER, ("state:gamma",)),
    ("classic", VECTOR, ("info:classic",)),  # points on the map
    ("look_ahead", VECTOR, ("info:look_ahead", "state:y")),
    ("probe", VECTOR, ("info:probe",)),
    ("slow", VECTOR, ("next:slow",)),
    ("base", VECTOR, ("next:z",)),
    ("multipliers", VECTOR, ("state:lam",)),  # of the constraints
    ("slope", VECTOR, ("info:slope",)),  # of the line that is followed down to the axis
    ("trial", VECTOR, ("info:trial",)),  # the point before a projection
)

# What a line search asks of a length: its first condition, then its second.
CONDITIONS = {
    "exact": "flat",
    "armijo": "armijo",
    "goldstein": "armijo goldstein",
    "wolfe": "armijo weak",
    "strong_wolfe": "armijo strong",
    "more_thuente": "armijo strong",
    "hager_zhang": "armijo weak",
}


def roles_of(method: Method, state: Iterable[tuple[str, Shape]], info: Iterable[tuple[str, Shape]]) -> Roles:
    """Role → field, for a method whose state and info have these names and shapes (without runs)."""
    shapes = {f"state:{name}": shape for name, shape in state}
    shapes |= {f"next:{name}": shape for name, shape in state} | {f"info:{name}": shape for name, shape in info}
    found: Roles = {}
    for role, rank, fields in CONVENTIONS + curvature_names(method.about.family):
        fitting = [field for field in fields if field in shapes and rank_of(shapes[field]) == rank]
        found |= {role: fitting[0]} if fitting else {}
    found |= gradient_in_state(shapes, found) | accelerated(shapes, found) | settings(method, found)
    said = dict(getattr(method, "roles", ()))
    return {role: field for role, field in (found | said).items() if field}


def rank_of(shape: Shape) -> str | None:
    ranks = {0: NUMBER, 1: VECTOR, 2: MATRIX if shape[:1] == shape[1:] else PAIRS}
    return ranks.get(len(shape))


def curvature_names(family: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """H is the inverse Hessian where it is learned, the Hessian where it is asked for; B is always a Hessian."""
    if family == "quasi-Newton":
        return ("inverse_hessian", MATRIX, ("state:H",)), ("hessian", MATRIX, ("state:B",))
    return (("hessian", MATRIX, ("info:B", "info:H", "state:H")),)


def gradient_in_state(shapes: Mapping[str, Shape], found: Roles) -> Roles:
    """Methods with a direction carry the gradient of the point they are at; elsewhere `g` is an older one."""
    here = "gradient" not in found and "direction" in found and "state:g" in shapes
    return {"gradient": "state:g"} if here else {}


def accelerated(shapes: Mapping[str, Shape], found: Roles) -> Roles:
    """Beside a point z, y is where the gradient is asked; beside a step s it is how the gradient turned."""
    ahead = "look_ahead" not in found and "base" in found and "info:y" in shapes
    return {"look_ahead": "info:y"} if ahead else {}


def settings(method: Method, found: Roles) -> Roles:
    """What knobs say: the box a decayed sign method ends in, and the conditions of a line search on f itself."""
    knobs = knobs_of(method)
    roles = {}
    if method.about.family == "sign-based" and "weight_decay" in knobs:
        roles["box"] = "knob:weight_decay"
    if "length" in found and method.about.family != "constrained":  # there a merit is searched, not f
        usual = "armijo" if "c1" in knobs else "flat"
        roles["conditions"] = CONDITIONS.get(str(getattr(method, "search", "")), usual)
    return roles
