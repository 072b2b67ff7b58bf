"""What a formula means, in one plain sentence: read from its shape, so that no method has to say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from optim_core import algebra
from tracing.anatomy import Anatomy, Name
from tracing.graph import Node
from tracing.latex import Latex
from ui.language import N_


class Said(NamedTuple):
    """An English template, and what goes into its places: text, or something said in its turn."""

    template: str
    values: Mapping[str, str | Said] = {}


TERM = N_("the term in the formula")  # a part that is too long for a sentence


def spoken(said: Said | str, translate: Callable[[str], str]) -> str:
    """The sentence in a language. Formulas stay between dollar signs, and `{part.name}` is left for the browser."""
    if isinstance(said, str):
        return said
    places = {name: spoken(value, translate) for name, value in said.values.items()}
    return translate(said.template).format(**places)


class Reader:
    """Reads the rows of one step. `number` gives the place in which the browser writes the number of a node."""

    def __init__(self, anatomy: Anatomy, latex: Latex, number: Callable[[Node], str]) -> None:
        self.anatomy, self.latex, self.number = anatomy, latex, number

    def sentences(self, name: Name, node: Node) -> list[Said]:
        """What to say about a row."""
        helper = self.anatomy.helpers.get(node)
        if helper and readable(helper.says) and (not helper.part or self.anatomy.long(node)):
            return [Said(helper.says)]
        before = next((leaf for leaf, given in self.anatomy.leaves.items() if given == Name("state", name.name)), None)
        if node in self.anatomy.names and self.anatomy.names[node] != name:
            return [Said(N_("{what} is remembered for the next step."), {"what": self.word(node)})]
        return self.reading(node, before if name.part != "local" else None) or [Said(N_("Computed as shown."))]

    def reading(self, node: Node, before: Node | None) -> list[Said]:
        """By the outermost operation; `before` is what the row held before the step."""
        seen = self.anatomy.terms.seen(node)
        read = getattr(self, f"_{seen.op}", None)
        return read(seen, before) if read else []

    # -- words for parts

    def word(self, node: Node) -> str | Said:
        """A part as it appears in a sentence."""
        seen = self.anatomy.terms.seen(node)
        if node not in self.anatomy.names:
            if seen.op == "ask" and seen.args[0] == "grad":
                return Said(N_("the slope"))
            if seen.op == "power" and self.is_number(seen.args[1], 2):
                return Said(N_("the square of {what}"), {"what": self.word(seen.args[0])})
        text = self.latex.show(node)
        return Said(TERM) if any(mark in text for mark in UNSPEAKABLE) else f"${text}$"

    def words(self, factors: list[Node]) -> str | Said:
        """A product as it appears in a sentence."""
        if len(factors) == 1:
            return self.word(factors[0])
        texts = [self.word(factor) for factor in factors]
        if all(isinstance(text, str) for text in texts):
            return "$" + r"\,".join(str(text).strip("$") for text in texts) + "$"
        return Said(TERM)

    def is_number(self, node: Node, value: float) -> bool:
        seen = self.anatomy.terms.seen(node)
        return seen.op == "const" and not isinstance(seen.args[0], bool) and float(seen.args[0]) == value

    def operation(self, node: Node, op: str) -> tuple:
        """The arguments of an unnamed node if it is this operation, else nothing."""
        seen = self.anatomy.terms.seen(node)
        return seen.args if seen.op == op and node not in self.anatomy.names else ()

    def factors(self, node: Node) -> list[Node]:
        """The factors of a product, in order."""
        args = self.operation(node, "multiply")
        return [*self.factors(args[0]), *self.factors(args[1])] if args else [node]

    def is_rest(self, rest: Node, share: Node) -> bool:
        """Whether `rest` is 1 − `share`."""
        args = self.operation(rest, "subtract")
        return bool(args) and self.is_number(args[0], 1) and args[1] is share

    def is_scalar(self, node: Node) -> bool:
        return not self.anatomy.terms.shapes[node]

    # -- sums

    def _add(self, seen: Node, before: Node | None) -> list[Said]:
        a, b = seen.args
        if a is before and before is not None:
            return self.moved(before, b, ALONG)
        if before is not None:
            average = self.average(before, a, b) or self.average(before, b, a)
            if average:
                return [average]
            kept = self.factors(a)
            if before in kept and len(kept) == 2:
                share = kept[1 - kept.index(before)]
                said = {"it": self.word(before), "share": self.percent(share), "new": self.word(b)}
                return [Said(N_("{it} keeps {share} of what it was, and {new} is added."), said)]
        pulled = self.factors(b)
        if self.operation(a, "ask") and len(pulled) == 2:
            pull = N_("The slope at the point, with a pull of strength {strength} towards the origin.")
            return [Said(pull, {"strength": self.number(pulled[0])})]
        root = self.operation(a, "sqrt")
        if root:
            return [Said(N_("The scale of each coordinate: the root of {what}."), {"what": self.word(root[0])})]
        return self.mixture(a, b) or self.reached(a, b, N_("The point reached from {start} by going along {way}."))

    def mixture(self, a: Node, b: Node) -> list[Said]:
        """A share of one thing and the rest of another."""
        first, second = self.factors(a), self.factors(b)
        for share in first:
            for rest in second:
                if self.is_rest(rest, share) or self.is_rest(share, rest):
                    one = self.words([factor for factor in first if factor is not share])
                    other = self.words([factor for factor in second if factor is not rest])
                    said = {"one": one, "other": other, "share": self.percent(share), "rest": self.percent(rest)}
                    return [Said(N_("A mixture: {share} of {one} and {rest} of {other}."), said)]
        return []

    def reached(self, start: Node, way: Node, template: str) -> list[Said]:
        """A place that is looked at, seen from another one."""
        name = self.anatomy.names.get(start, Name("local", ""))
        if name.part not in ("state", "next") or name.name not in POINTS:
            return []
        vectors = [part for part in self.factors(way) if not self.is_scalar(part)]
        return [Said(template, {"start": self.word(start), "way": self.words(vectors)})] if vectors else []

    def average(self, before: Node, kept: Node, taken: Node) -> Said | None:
        """A moving average: a share of the old, the rest of the new."""
        old, new = self.factors(kept), self.factors(taken)
        if before not in old or len(old) != 2:
            return None
        share = old[1 - old.index(before)]
        for rest in new:
            if self.is_rest(rest, share) or self.is_rest(share, rest):
                others = [factor for factor in new if factor is not rest]
                said = {"it": self.word(before), "share": self.percent(share), "rest": self.percent(rest)}
                said["new"] = self.words(others)
                return Said(N_("{it} keeps {share} of what it was and takes {rest} of {new}."), said)
        return None

    def percent(self, node: Node) -> str:
        return self.number(node).replace("}", ":percent}")

    def _subtract(self, seen: Node, before: Node | None) -> list[Said]:
        a, b = seen.args
        if a is before and before is not None:
            return self.moved(before, b, AGAINST)
        new, old = self.anatomy.names.get(a), self.anatomy.names.get(b)
        if new and old and new.name == old.name and old.part == "state":
            template = {"x": N_("The step that was taken."), "g": N_("How the slope turned along the step.")}
            return [Said(template.get(new.name, N_("How {what} changed in this step.")), {"what": self.word(b)})]
        return self.reached(a, b, N_("The point reached from {start} by going against {way}."))

    def moved(self, before: Node, change: Node, how: tuple[str, str]) -> list[Said]:
        """A point that moves, or a number that something is added to."""
        it = self.word(before)
        if self.anatomy.leaves[before].name not in POINTS:
            if self.is_number(change, 1):
                return [Said(N_("One more step is counted."))]
            grows = self.operation(change, "power") and how is ALONG
            template = N_("{it} adds up {new}: it can only grow.") if grows else N_("{it} changes by {new}.")
            return [Said(template, {"it": it, "new": self.word(change)})]
        over = self.operation(change, "divide")
        factors = self.factors(over[0] if over else change)
        scalars = [part for part in factors if self.is_scalar(part)]
        vectors = [part for part in factors if not self.is_scalar(part)]
        if not vectors:
            return []
        said = []
        signs = self.operation(vectors[0], "sign") if len(vectors) == 1 else ()
        way = {"it": it, "way": self.word(signs[0]) if signs else self.words(vectors)}
        if len(scalars) == 1:
            way["length"] = self.number(scalars[0])
        if signs and len(scalars) == 1:
            said.append(Said(N_("Every coordinate moves by exactly {length}, against the sign of {way}."), way))
        else:
            said.append(Said(how[len(scalars) == 1 and not over], way))
        if over and not self.is_scalar(over[1]):
            said.append(Said(N_("Each coordinate is divided by a scale of its own.")))
        return said

    # -- products, quotients, choices

    def _negative(self, seen: Node, _before: Node | None) -> list[Said]:
        inner = self.anatomy.terms.seen(seen.args[0])
        if inner.op == "call" and seen.args[0] not in self.anatomy.names:
            function, _, *args = inner.args
            if function is algebra.solve:
                return self.solved(*args)
            if function is algebra.matvec:
                said = {"vector": self.word(args[1]), "matrix": self.word(args[0])}
                return [Said(N_("Against {vector}, turned and stretched by {matrix}."), said)]
        if seen.args[0] in self.anatomy.helpers and self.anatomy.long(seen.args[0]):
            return self.sentences(Name("local", ""), seen.args[0])
        if seen.args[0] in self.anatomy.names:
            return [Said(N_("Straight against {way}."), {"way": self.word(seen.args[0])})]
        return []

    def solved(self, A: Node, b: Node) -> list[Said]:
        way = N_("The way to where a parabola with the curvature {matrix} and the slope {right} is flat.")
        return [Said(way, {"matrix": self.word(A), "right": self.word(b)})]

    def _divide(self, seen: Node, _before: Node | None) -> list[Said]:
        a, b = seen.args
        start = self.operation(b, "subtract")
        if start and self.is_number(start[0], 1) and (power := self.operation(start[1], "power")):
            said = {"old": self.word(a), "steps": self.number(power[1]), "bottom": self.number(b)}
            correction = N_("Corrects {old} for its start at zero: after {steps} steps it is divided by {bottom}.")
            return [Said(correction, said)]
        top, bottom = self.word(a), self.word(b)
        if isinstance(top, Said) or isinstance(bottom, Said):
            return []
        return [Said(N_("{top} in units of {bottom}."), {"top": top, "bottom": bottom})]

    def _multiply(self, seen: Node, _before: Node | None) -> list[Said]:
        factors = [part for a in seen.args for part in self.factors(a)]
        scalars = [part for part in factors if self.is_scalar(part)]
        vectors = [part for part in factors if not self.is_scalar(part)]
        if len(scalars) == 1 and vectors and all(part in self.anatomy.names for part in vectors):
            words = self.words(vectors)
            if isinstance(words, Said):
                return []
            said = {"what": words, "factor": self.number(scalars[0])}
            return [Said(N_("{what}, made {factor} times as long."), said)]
        return []

    def _sqrt(self, seen: Node, _before: Node | None) -> list[Said]:
        return [Said(N_("The root of {what}."), {"what": self.word(seen.args[0])})]

    def _where(self, seen: Node, before: Node | None) -> list[Said]:
        mask, a, b = seen.args
        at_start = self.operation(mask, "equal")
        if at_start and self.is_number(at_start[1], 0) and self.is_counter(at_start[0]):
            rest = self.reading(b, before) if b not in self.anatomy.names else []
            return [Said(N_("The first step starts with {first}."), {"first": self.word(a)}), *rest]
        if b is before and before is not None:
            kept = N_("It changes only where the condition holds, else it stays as it was. Here: {answer}.")
            return [Said(kept, {"answer": self.number(mask).replace("}", ":answer}")})]
        line = {"line": self.number(self.line(seen, 1))}
        return [Said(N_("The first line whose condition holds counts: here line {line}."), line)]

    def line(self, seen: Node, first: int) -> Node:
        """Which line of a choice counts, as a number."""
        terms = self.anatomy.terms
        if seen.op != "where":
            return terms.lift(first)
        mask, _, other = seen.args
        rest = Node("line", ()) if other in self.anatomy.names else terms.seen(other)
        choice = terms.formula(terms.shapes[mask], "where", mask, terms.lift(first), self.line(rest, first + 1))
        return choice.node

    def is_counter(self, node: Node) -> bool:
        return self.anatomy.names.get(node) == Name("state", "t")

    def _maximum(self, seen: Node, before: Node | None) -> list[Said]:
        if before is None or before not in seen.args:
            return []
        new = seen.args[1 - seen.args.index(before)]
        said = {"it": self.word(before), "new": self.word(new)}
        return [Said(N_("{it} gives way to {new} only where that is larger: it never shrinks."), said)]

    def _sign(self, seen: Node, _before: Node | None) -> list[Said]:
        said = {"what": self.word(seen.args[0])}
        return [Said(N_("Only the signs of {what}: every coordinate counts the same."), said)]

    def question(self, _seen: Node, _before: Node | None) -> list[Said]:
        return [Said(N_("A question that is answered by yes or no."))]

    _less = _less_equal = _greater = _greater_equal = _equal = _not_equal = question
    _invert = _logical_not = _logical_and = _logical_or = _bitwise_and = _bitwise_or = question

    # -- answers of the oracle and of linear algebra

    def _ask(self, seen: Node, _before: Node | None) -> list[Said]:
        kind, x, *_ = seen.args
        where = self.anatomy.names.get(x)
        if where == Name("state", "x"):
            return [Said(HERE[kind])]
        if where == Name("next", "x"):
            return [Said(THERE[kind])]
        return [Said(ELSEWHERE[kind], {"where": self.word(x)})]

    def _call(self, seen: Node, _before: Node | None) -> list[Said]:
        function, part, *args = seen.args
        nodes = [arg for arg in args if isinstance(arg, Node)]
        if function.__module__.startswith("optim_core.line_search"):
            said = {"way": self.word(nodes[1])}
            return [Said(N_("The line search looks along {way} and accepts this length."), said)]
        if function is algebra.solve:
            return self.solved(*nodes)
        if function in (algebra.eigh2, algebra.eigh):
            said = {"matrix": self.word(nodes[0])}
            axes = N_("The axes of {matrix}: the directions that it only stretches.")
            return [Said(N_("How much {matrix} stretches along each of its axes.") if part == 0 else axes, said)]
        if function is algebra.norm:
            return [Said(N_("The length of {what}."), {"what": self.word(nodes[0])})]
        if function is algebra.dot:
            return [Said(N_("One number: positive where the two vectors point the same way."))]
        if function is algebra.matvec:
            said = {"vector": self.word(nodes[1]), "matrix": self.word(nodes[0])}
            return [Said(N_("{vector}, turned and stretched by {matrix}."), said)]
        return []


ALONG = (N_("{it} moves along {way}."), N_("{it} moves along {way}, {length} times its length."))
AGAINST = (N_("{it} moves against {way}."), N_("{it} moves against {way}, {length} times its length."))
POINTS = ("x", "y", "z", "slow")  # states that are places on the map
UNSPEAKABLE = (r"\frac", r"\begin", r"\sqrt", r"\operatorname", r"\max", r"\min", r"\left", r"\lVert", r"\top")
HERE = {
    "residuals": N_("What is left at the point: f is the sum of the squares of these."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at the point."),
    "value": N_("The height at the point."),
    "grad": N_("The slope at the point: the direction in which f grows fastest."),
    "hess": N_("The curvature at the point: how the slope changes in every direction."),
    "fisher": N_("The Fisher matrix at the point: how much a small step changes the distribution."),
}
THERE = {
    "residuals": N_("What is left at the new point."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at the new point."),
    "value": N_("The height at the new point."),
    "grad": N_("The slope at the new point."),
    "hess": N_("The curvature at the new point."),
    "fisher": N_("The Fisher matrix at the new point."),
}
ELSEWHERE = {
    "residuals": N_("What is left at {where}."),
    "jacobian": N_("How each of the residuals changes with each coordinate, at {where}."),
    "value": N_("The height at {where}."),
    "grad": N_("The slope at {where}, not at the point itself."),
    "hess": N_("The curvature at {where}."),
    "fisher": N_("The Fisher matrix at {where}."),
}


def readable(says: str) -> bool:
    """Whether a docstring is a sentence for everyone."""
    return bool(says) and not any(mark in says for mark in "`{}")
