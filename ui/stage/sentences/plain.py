"""Plain words: where a row is no move, memory or question, its outermost operation is said as it stands."""

from __future__ import annotations

from optim_core import algebra
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences.said import Said
from ui.stage.sentences.words import Words

BY_NAME = {  # where both parts have words
    "add": N_("{one} and {other}, added."),
    "subtract": N_("What is left of {one} when {other} is taken away."),
    "maximum": N_("{one}, but never below {other}."),
    "minimum": N_("{one}, but never above {other}."),
    "power": N_("{one} to the power {other}."),
}
BY_KIND = {  # where a part is too long for a sentence
    "add": N_("Two terms, added."),
    "subtract": N_("What is left of the first term when the second is taken away."),
    "maximum": N_("The larger of two terms."),
    "minimum": N_("The smaller of two terms."),
    "power": N_("A power: repeated multiplication."),
}
CALLS = {
    algebra.transpose: N_("The matrix with rows and columns exchanged."),
    algebra.matmul: N_("One matrix after the other."),
    algebra.solve_semidefinite: N_("The solution of linear equations; what they leave open is zero."),
    algebra.least_squares: N_("The way to where the linear model is nearest to zero, in squares."),
}
FOLDS = {"add": N_("All entries, added up."), "maximum": N_("The largest entry.")}


def plainly(r: Words, seen: Node) -> list[Said]:
    """The outermost operation, in words; nothing where there are none for it."""
    match seen.op, seen.args:
        case ("multiply", _):
            numbers = all(r.is_scalar(part) for part in seen.args)
            entries = N_("A product, for each coordinate on its own.")
            return [Said(N_("A product: it is zero as soon as one factor is.") if numbers else entries)]
        case "divide", (a, b):
            return [quotient(r, a, b)]
        case "clip", _:
            return [Said(N_("The first term, kept between two bounds."))]
        case "fold", (kind, *_) if kind in FOLDS:
            return [Said(FOLDS[kind])]
        case "call", (function, *_) if function in CALLS:
            return [Said(CALLS[function])]
        case op, (a, b) if op in BY_NAME:
            one, other = r.word(a), r.word(b)
            short = isinstance(one, str) and isinstance(other, str)
            return [Said(BY_NAME[op], {"one": one, "other": other}) if short else Said(BY_KIND[op])]
    return []


def quotient(r: Words, a: Node, b: Node) -> Said:
    """a / b: what is above the line, measured by what is below it."""
    if not r.is_scalar(b):
        return Said(N_("A quotient with a measure of its own for each coordinate, below the line."))
    bottom = r.word(b)
    if r.anatomy.terms.seen(a).op == "const" and isinstance(bottom, str):
        return Said(N_("Over {bottom}: the larger that is, the nearer this is to zero."), {"bottom": bottom})
    return Said(N_("What stands above the line, measured by what stands below it."))
