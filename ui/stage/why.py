"""Why this step: the rows of a method's formulas for the browser, which puts in the numbers of the step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS, Method
from tracing import Untraceable, javascript
from tracing.anatomy import Anatomy, Name
from tracing.dissect import anatomy_of
from tracing.evaluate import Evaluator
from tracing.formula import ORACLE
from tracing.graph import Graph, Node
from tracing.latex import Latex
from tracing.names import symbols_of
from tracing.oracle import SymbolicOracle
from tracing.program import PLAIN, PLANE, Function, Structure, structure_of, trace_method
from tracing.setting import Setting
from tracing.symbols import inputs, nodes_of
from ui.language import N_
from ui.stage.mathml import mathml
from ui.stage.sentences import Reader, Said, spoken

NAMED = re.compile(r"\\(?:operatorname|mathrm)\{([^{}]*)\}")
OPENING = re.compile(r"<math [^>]*>")
MARK = re.compile(r"<mtext>@(\d+)</mtext>")


class Row(NamedTuple):
    """One line of the inspector; formulas are MathML in which every named number is marked."""

    name: Name
    formula: str
    says: tuple[Said, ...]
    line: str  # of a choice: the name of the number that says which line counts
    open: bool  # whether numbers put into the formula say more than the symbols


class Explained(NamedTuple):
    """All rows of a method, and a program that computes the numbers which the method itself does not record."""

    rows: tuple[Row, ...]
    symbols: dict[str, str]  # of every name, as MathML
    numbers: str


def programs_about(
    kind: type[Method], structure: Structure, translate: Callable[[str], str], setting: Setting = PLAIN
) -> dict[str, Any] | None:
    """What the inspector needs about one program, in one language; None for a method without formulas."""
    try:
        found = explained(kind, structure, setting, translate(N_("if")), translate(N_("otherwise")))
    except Untraceable:
        return None
    rows = [
        {
            "name": row.name.name,
            "field": list(row.name),
            "formula": row.formula,
            "says": " ".join(spoken(said, translate) for said in row.says),
            **({"line": row.line} if row.line else {}),
            **({} if row.open else {"closed": True}),
        }
        for row in found.rows
    ]
    rule = mathml(kind.about.update, display=True)
    return {"rule": rule, "rows": rows, "symbols": found.symbols, "numbers": found.numbers}


@cache
def explained(kind: type[Method], structure: Structure, setting: Setting, if_: str, otherwise: str) -> Explained:
    """The rows of a method, written once per server and language."""
    anatomy = anatomy_of(kind, structure, setting)
    symbols = symbols_of(anatomy, kind)
    plain = Latex(anatomy, lambda node: symbols[anatomy.names[node]])
    named = [*anatomy.names]
    marked = Latex(anatomy, lambda node: rf"\text{{@{named.index(node)}}}", (if_, otherwise))
    extra: list[Node] = []  # numbers that only a sentence needs

    def place(node: Node) -> str:
        name = anatomy.names.get(node)
        if name is None and node not in extra:
            extra.append(node)
        return f"{{{'.'.join(name)}}}" if name else f"{{local.{extra.index(node)}}}"

    def typeset(latex: str) -> str:
        return MARK.sub(lambda found: _leaf(anatomy.names[named[int(found[1])]]), bare(latex))

    reader = Reader(anatomy, plain, place)
    rows = []
    for name, node in anatomy.rows:
        formula = plain.formula(node)
        if formula == symbols[name]:
            continue  # it says no more than its name
        alias = anatomy.names[node] != name
        written = marked.show(node) if alias else marked.formula(node)
        says = tuple(reader.sentences(name, node))
        seen, closed = anatomy.terms.seen(node), is_closed(anatomy, node)
        choice = seen.op == "where" and not alias and not closed
        line = place(reader.line(seen)).strip("{}") if choice else ""
        rows.append(Row(name, typeset(written), says, line, not closed))
    wanted = [(name.name, node) for name, node in anatomy.rows if name.part == "local"]
    wanted += [(str(i), node) for i, node in enumerate(extra)]
    typeset_symbols = {f"{name.part} {name.name}": bare(symbol) for name, symbol in symbols.items()}
    return Explained(tuple(rows), typeset_symbols, print_numbers(anatomy, kind, structure, setting, wanted))


def is_closed(anatomy: Anatomy, node: Node) -> bool:
    """Whether the formula only names a function that does the work: a line search, a long helper."""
    seen = anatomy.terms.seen(node)
    return (seen.op == "call" and ORACLE in seen.args) or (node in anatomy.helpers and anatomy.long(node))


def bare(latex: str) -> str:
    """MathML without the attributes that every formula would repeat."""
    return OPENING.sub("<math>", mathml(upright(latex)))


def upright(latex: str) -> str:
    """Names of functions and words as text, which the converter knows."""
    return NAMED.sub(lambda found: rf"\text{{{found[1].replace(chr(92) + ' ', ' ')}}}", latex)


def _leaf(name: Name) -> str:
    """A named number in a formula: the browser writes its symbol or its value there."""
    return f'<mi data-field="{name.part} {name.name}"></mi>'


def print_numbers(
    anatomy: Anatomy, kind: type[Method], structure: Structure, setting: Setting, wanted: list[tuple[str, Node]]
) -> str:
    """JavaScript that finds these results from the state before, the state after, the info and the knobs.

    Empty for a method that the browser cannot run: it has no numbers there.
    """
    try:
        program = trace_method(kind, structure, setting)
    except Untraceable:
        return ""
    graph = Graph()
    layouts = {"state": program.state, "next": program.state, "info": program.info}
    given = {
        Name(part, name): inputs(graph, f"{part}_{name}", shape)
        for part, layout in layouts.items()
        for name, shape in layout
    } | {Name("knob", name): inputs(graph, f"knob_{name}") for name in program.knobs}
    known = {node: given[name] for node, name in anatomy.names.items() if name in given}
    with graph.inside() as block:
        evaluate = Evaluator(anatomy.terms, known, SymbolicOracle(graph, PLANE, setting))
        results = [(name, anatomy.terms.shapes[node], nodes_of(graph, evaluate(node))) for name, node in wanted]
    layout = json.dumps([(name, shape) for name, shape, _ in results])
    parameters = tuple((part, _flat(given, part)) for part in (*layouts, "knob"))
    at = Function((*parameters, ("f", None)), block, [node for _, _, nodes in results for node in nodes])
    return f"{{layout: {layout},\n{javascript.function(at, 'at')}}}"


def _flat(given: dict[Name, Any], part: str) -> tuple[str, ...]:
    return tuple(node.args[0] for name, value in given.items() if name.part == part for node in value.flat())


def sayings() -> Iterator[tuple[str, str]]:
    """What helper functions of the methods say in the inspector, with the method that shows it."""
    for key, kind in {**METHODS, **CONSTRAINED_METHODS, **ROOT_METHODS}.items():
        for setting in settings_of(kind):
            structure = structure_of(kind())
            try:
                found = explained(kind, structure, setting, "if", "otherwise")
            except Untraceable:
                continue
            templates = {helper.says for helper in anatomy_of(kind, structure, setting).helpers.values()}
            said = [one.template for row in found.rows for one in row.says]
            yield from ((template, f"step of {key}") for template in said if template in templates)


def settings_of(kind: type[Method]) -> Iterator[Setting]:
    """Settings in which a method says all that it has to say: with several things of every sort, and with one."""
    if kind.about.family == "constrained":
        yield from (Setting(constraints=k, equalities=m) for k, m in ((1, 0), (1, 1), (3, 1), (4, 0)))
    else:
        yield Setting(residuals=3) if "residuals" in kind.needs else PLAIN
