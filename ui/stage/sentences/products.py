"""Products, quotients and signs: what makes a vector longer, turns it round, or measures it in another unit."""

from __future__ import annotations

from optim_core import algebra
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences.said import Said
from ui.stage.sentences.words import Words


def negated(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """−a."""
    (a,) = seen.args
    function, args = r.calls(a)
    if function is algebra.solve:
        return solved(r, *args)
    if function is algebra.matvec:
        said = {"vector": r.word(args[1]), "matrix": r.word(args[0])}
        return [Said(N_("Against {vector}, turned and stretched by {matrix}."), said)]
    if a in r.anatomy.names:
        return [Said(N_("Straight against {way}."), {"way": r.word(a)})]
    return []


def solved(r: Words, A: Node, b: Node) -> list[Said]:
    """A⁻¹ b."""
    way = N_("The way to where a parabola with the curvature {matrix} and the slope {right} is flat.")
    return [Said(way, {"matrix": r.word(A), "right": r.word(b)})]


def divided(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """a / b."""
    a, b = seen.args
    start = r.operation(b, "subtract")
    if start and r.is_number(start[0], 1) and (power := r.operation(start[1], "power")):
        said = {"old": r.word(a), "steps": r.number(power[1]), "bottom": r.number(b)}
        correction = N_("Corrects {old} for its start at zero: after {steps} steps it is divided by {bottom}.")
        return [Said(correction, said)]
    top, bottom = r.word(a), r.word(b)
    if r.anatomy.terms.seen(a).op == "const" or isinstance(top, Said) or isinstance(bottom, Said):
        return []
    return [Said(N_("{top} in units of {bottom}."), {"top": top, "bottom": bottom})]


def multiplied(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """a b."""
    factors = [part for a in seen.args for part in r.factors(a)]
    scalars = [part for part in factors if r.is_scalar(part)]
    vectors = [part for part in factors if not r.is_scalar(part)]
    if len(scalars) == 1 and vectors and all(part in r.anatomy.names for part in vectors):
        words = r.words(vectors)
        if isinstance(words, Said):
            return []
        said = {"what": words, "factor": r.number(scalars[0])}
        return [Said(N_("{what}, made {factor} times as long."), said)]
    return []


def rooted(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """√a."""
    return [Said(N_("The root of {what}."), {"what": r.word(seen.args[0])})]


def signs(r: Words, seen: Node, _before: Node | None) -> list[Said]:
    """sign a."""
    return [Said(N_("Only the signs of {what}: every coordinate counts the same."), {"what": r.word(seen.args[0])})]
