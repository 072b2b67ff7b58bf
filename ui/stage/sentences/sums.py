"""Sums and differences: a point that moves, a memory that fades, a mixture, the balance of slopes."""

from __future__ import annotations

from optim_core.constrained import kkt
from tracing.anatomy import Name
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences.said import Said
from ui.stage.sentences.words import POINTS, Words

ALONG = (N_("{it} moves along {way}."), N_("{it} moves along {way}, {length} times its length."))
AGAINST = (N_("{it} moves against {way}."), N_("{it} moves against {way}, {length} times its length."))
GROUND = {  # a sum that ends with what constraints add
    kkt.pull: N_("The slope of f and the pull of the constraints together: zero where they balance."),
    kkt.bend: N_("The curvature of f, and that of the constraints by the weight of their multipliers."),
    kkt.walls: N_("The curvature of f and of the constraints, made steeper across those that count."),
}


def added(r: Words, seen: Node, before: Node | None) -> list[Said]:
    """a + b."""
    a, b = seen.args
    if a is before and before is not None:
        return moved(r, before, b, ALONG)
    if before is not None:
        found = average(r, before, a, b) or average(r, before, b, a)
        if found:
            return [found]
        kept = r.factors(a)
        if before in kept and len(kept) == 2:
            share = kept[1 - kept.index(before)]
            said = {"it": r.word(before), "share": r.percent(share), "new": r.word(b)}
            return [Said(N_("{it} keeps {share} of what it was, and {new} is added."), said)]
    function, _ = r.calls(r.factors(b)[-1])
    if function in GROUND:
        return [Said(GROUND[function])]
    pulled = r.factors(b)
    if r.operation(a, "ask") and len(pulled) == 2:
        pull = N_("The slope at the point, with a pull of strength {strength} towards the origin.")
        return [Said(pull, {"strength": r.number(pulled[0])})]
    root = r.operation(a, "sqrt")
    if root:
        return [Said(N_("The scale of each coordinate: the root of {what}."), {"what": r.word(root[0])})]
    return mixture(r, a, b) or reached(r, a, b, N_("The point reached from {start} by going along {way}."))


def subtracted(r: Words, seen: Node, before: Node | None) -> list[Said]:
    """a − b."""
    a, b = seen.args
    if a is before and before is not None:
        return moved(r, before, b, AGAINST)
    new, old = r.anatomy.names.get(a), r.anatomy.names.get(b)
    if new and old and new.name == old.name and old.part == "state":
        template = {"x": N_("The step that was taken."), "g": N_("How the slope turned along the step.")}
        return [Said(template.get(new.name, N_("How {what} changed in this step.")), {"what": r.word(b)})]
    return reached(r, a, b, N_("The point reached from {start} by going against {way}."))


def mixture(r: Words, a: Node, b: Node) -> list[Said]:
    """A share of one thing and the rest of another."""
    first, second = r.factors(a), r.factors(b)
    for share in first:
        for rest in second:
            if r.is_rest(rest, share) or r.is_rest(share, rest):
                one = r.words([factor for factor in first if factor is not share])
                other = r.words([factor for factor in second if factor is not rest])
                said = {"one": one, "other": other, "share": r.percent(share), "rest": r.percent(rest)}
                return [Said(N_("A mixture: {share} of {one} and {rest} of {other}."), said)]
    return []


def reached(r: Words, start: Node, way: Node, template: str) -> list[Said]:
    """A place that is looked at, seen from another one."""
    name = r.anatomy.names.get(start, Name("local", ""))
    if name.part not in ("state", "next") or name.name not in POINTS:
        return []
    vectors = [part for part in r.factors(way) if not r.is_scalar(part)]
    return [Said(template, {"start": r.word(start), "way": r.words(vectors)})] if vectors else []


def average(r: Words, before: Node, kept: Node, taken: Node) -> Said | None:
    """A moving average: a share of the old, the rest of the new."""
    old, new = r.factors(kept), r.factors(taken)
    if before not in old or len(old) != 2:
        return None
    share = old[1 - old.index(before)]
    for rest in new:
        if r.is_rest(rest, share) or r.is_rest(share, rest):
            others = [factor for factor in new if factor is not rest]
            said = {"it": r.word(before), "share": r.percent(share), "rest": r.percent(rest)}
            said["new"] = r.words(others)
            return Said(N_("{it} keeps {share} of what it was and takes {rest} of {new}."), said)
    return None


def moved(r: Words, before: Node, change: Node, how: tuple[str, str]) -> list[Said]:
    """A point that moves, or a number that something is added to."""
    it = r.word(before)
    if r.anatomy.leaves[before].name not in POINTS:
        return counted(r, before, change, how is ALONG)
    over = r.operation(change, "divide")
    factors = r.factors(over[0] if over else change)
    scalars = [part for part in factors if r.is_scalar(part)]
    vectors = [part for part in factors if not r.is_scalar(part)]
    if not vectors:
        return []
    said = []
    signs = r.operation(vectors[0], "sign") if len(vectors) == 1 else ()
    way = {"it": it, "way": r.word(signs[0]) if signs else r.words(vectors)}
    if len(scalars) == 1:
        way["length"] = r.number(scalars[0])
    if signs and len(scalars) == 1:
        said.append(Said(N_("Every coordinate moves by exactly {length}, against the sign of {way}."), way))
    else:
        said.append(Said(how[len(scalars) == 1 and not over], way))
    if over and not r.is_scalar(over[1]):
        said.append(Said(N_("Each coordinate is divided by a scale of its own.")))
    return said


def counted(r: Words, before: Node, change: Node, up: bool) -> list[Said]:
    """Something that is no place on the map, and what is added to it."""
    it = r.word(before)
    if r.is_number(change, 1):
        return [Said(N_("One more step is counted."))]
    scalars = [part for part in r.factors(change) if r.is_scalar(part)]
    rest = [part for part in r.factors(change) if not r.is_scalar(part)]
    towards = r.operation(rest[0], "subtract") if len(rest) == 1 and len(scalars) == 1 and up else ()
    if towards and towards[1] is before:
        said = {"it": it, "share": r.percent(scalars[0]), "aim": r.word(towards[0])}
        return [Said(N_("{it} goes {share} of the way to {aim}."), said)]
    grows = r.operation(change, "power") and up
    template = N_("{it} adds up {new}: it can only grow.") if grows else N_("{it} changes by {new}.")
    return [Said(template, {"it": it, "new": r.word(change)})]
