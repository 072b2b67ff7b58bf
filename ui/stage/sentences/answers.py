"""Answers: what the problem says where it is asked, and what linear algebra makes of it."""

from __future__ import annotations

from optim_core import algebra
from optim_core.constrained import convexify, kkt
from optim_core.root_finding import complex as complex_numbers
from tracing.anatomy import Name
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences.products import solved
from ui.stage.sentences.said import Said
from ui.stage.sentences.words import Words

HERE = {
    "value": N_("The height at the point."),
    "grad": N_("The slope at the point: the direction in which f grows fastest."),
    "hess": N_("The curvature at the point: how the slope changes in every direction."),
    "fisher": N_("The Fisher matrix at the point: how much a small step changes the distribution."),
    "residuals": N_("What is left at the point: f is the sum of the squares of these."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at the point."),
    "constraints": N_("What each constraint says of the point: an equality wants 0, an inequality at most 0."),
    "slopes": N_("The slopes of the constraints at the point, one in each row."),
    "curvatures": N_("How the slopes of the constraints change around the point: a matrix for each."),
    "project": N_("The allowed point nearest to the point."),
    "extreme": N_("The allowed point that lies furthest against the point."),
    "image": N_("What f is at the point: at a root it is zero."),
    "derivative": N_("How steep f is at the point: the slope of the tangent."),
    "second": N_("How the slope of f changes at the point."),
}
THERE = {
    "value": N_("The height at the new point."),
    "grad": N_("The slope at the new point."),
    "hess": N_("The curvature at the new point."),
    "fisher": N_("The Fisher matrix at the new point."),
    "residuals": N_("What is left at the new point."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at the new point."),
    "constraints": N_("What each constraint says of the new point."),
    "slopes": N_("The slopes of the constraints at the new point, one in each row."),
    "curvatures": N_("How the slopes of the constraints change around the new point: a matrix for each."),
    "project": N_("The allowed point nearest to the new point."),
    "extreme": N_("The allowed point that lies furthest against the new point."),
    "image": N_("What f is at the new point."),
    "derivative": N_("How steep f is at the new point."),
    "second": N_("How the slope of f changes at the new point."),
}
ELSEWHERE = {
    "value": N_("The height at {where}."),
    "grad": N_("The slope at {where}, not at the point itself."),
    "hess": N_("The curvature at {where}."),
    "fisher": N_("The Fisher matrix at {where}."),
    "residuals": N_("What is left at {where}."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at {where}."),
    "constraints": N_("What each constraint says of {where}."),
    "slopes": N_("The slopes of the constraints at {where}, one in each row."),
    "curvatures": N_("How the slopes of the constraints change around {where}: a matrix for each."),
    "project": N_("The allowed point that is nearest to {where}."),
    "extreme": N_("The allowed point that lies furthest against {where}."),
    "image": N_("What f is at {where}."),
    "derivative": N_("How steep f is at {where}."),
    "second": N_("How the slope of f changes at {where}."),
}


def asked(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """An answer of the problem."""
    kind, x, *guard = seen.args
    seldom = [Said(N_("It is asked only when the step needs it; else there is no number here."))] if guard else []
    if kind == "jacobian" and r.anatomy.setting.constraints:
        kind = "slopes"
    where = r.anatomy.names.get(x)
    if where == Name("state", "x"):
        return [Said(HERE[kind]), *seldom]
    if where == Name("next", "x"):
        return [Said(THERE[kind]), *seldom]
    return [Said(ELSEWHERE[kind], {"where": r.word(x)}), *seldom]


def part(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """Some entries of an array."""
    whole = seen.args[0]
    return [Said(N_("A part of {what}."), {"what": r.word(whole)})] if whole in r.anatomy.names else []


def joined(_r: Words, _seen: Node, _before: Node | None) -> list[Said]:
    """Arrays, one after the other."""
    return [Said(N_("One list of all these, one after the other."))]


def called(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """The result of a function that formulas have a notation for."""
    function, part, *args = seen.args
    nodes = [arg for arg in args if isinstance(arg, Node)]
    if function.__module__.startswith("optim_core.line_search"):
        said = {"way": r.word(nodes[1])}
        return [Said(N_("The line search looks along {way} and accepts this length."), said)]
    if function is algebra.solve:
        return solved(r, *nodes)
    if function in (algebra.eigh2, algebra.eigh):
        said = {"matrix": r.word(nodes[0])}
        axes = N_("The axes of {matrix}: the directions that it only stretches.")
        return [Said(N_("How much {matrix} stretches along each of its axes.") if part == 0 else axes, said)]
    if function is algebra.norm:
        return [Said(N_("The length of {what}."), {"what": r.word(nodes[0])})]
    if function is algebra.dot:
        return [Said(N_("One number: positive where the two vectors point the same way."))]
    if function is algebra.matvec:
        said = {"vector": r.word(nodes[1]), "matrix": r.word(nodes[0])}
        return [Said(N_("{vector}, turned and stretched by {matrix}."), said)]
    if function is complex_numbers.over:
        if r.operation(nodes[0], "subtract"):
            return [Said(N_("The slope of the line through the last two points: how far up, for how far along."))]
        said = {"height": r.word(nodes[0]), "slope": r.word(nodes[1])}
        return [Said(N_("How far away a line of the height {height} and the slope {slope} meets the axis."), said)]
    if function is kkt.pull:
        return [Said(N_("The pull of the constraints: their slopes, each times its multiplier."))]
    if function is convexify.bowl:
        bent = N_("{matrix} with the sizes of its curvatures, none of them too small: a bowl has a lowest point.")
        return [Said(bent, {"matrix": r.word(nodes[0])})]
    if function is convexify.condition:
        ratio = N_("How many times more {matrix} bends along one axis than along the other.")
        return [Said(ratio, {"matrix": r.word(nodes[0])})]
    return []
