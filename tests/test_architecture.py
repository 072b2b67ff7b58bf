"""Who may lean on whom: the rooms of the house and the doors between them, read from the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ("optim_core", "tracing", "surfaces", "experiments", "ui", "pages")

# Room → what it may import beside itself and the standard library. The longest matching room decides.
MAY_IMPORT = {
    "app.py": {"streamlit", "starlette", "experiments", "ui"},
    "optim_core": {"numpy"},
    "tracing": {"numpy", "optim_core"},
    "surfaces": {"numpy", "sympy", "optim_core.knob"},
    "experiments": {"numpy", "optim_core", "surfaces", "tracing"},
    "ui/figures": {"numpy", "plotly", "PIL", "experiments", "optim_core", "surfaces", "tracing"},
    "ui": {"streamlit", "babel", "latex2mathml", "numpy", "sympy", "plotly"} | {*HOUSE} - {"pages"},
    "pages": {"streamlit", "ui", "experiments"},
}

# Names that turn text into code. A user's text never gets there: these files run what they have written themselves.
TURNS_TEXT_INTO_CODE = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "lambdify"}
MAY_TURN_TEXT_INTO_CODE = {
    "surfaces/kernels.py": {"exec", "compile"},  # NumPy code printed from a SymPy tree
    "tracing/python.py": {"exec", "compile"},  # Python code printed from a recorded step
}


def sources() -> list[Path]:
    """Every Python file of the house."""
    return [ROOT / "app.py", *(path for room in HOUSE for path in sorted((ROOT / room).rglob("*.py")))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything a file imports, wherever in the file it does."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join((*above, *([node.module] if node.module else [])))
            yield from (f"{start}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return max((room for room in MAY_IMPORT if f"{name_of(path)}/".startswith(f"{room}/")), key=len)


def allowed(imported: str, room: str) -> bool:
    top = imported.split(".")[0]
    within = (*MAY_IMPORT[room], room.replace("/", "."))
    return top in sys.stdlib_module_names or any(f"{imported}.".startswith(f"{name}.") for name in within)


def wrong(words_about: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """The files about which there is something to say, and what."""
    return {name_of(path): words for path in sources() if (words := words_about(path))}


def test_a_room_imports_only_what_it_may():
    assert wrong(lambda path: [name for name in imports(path) if not allowed(name, room_of(path))]) == {}


def test_nobody_imports_a_page():
    assert wrong(lambda path: [name for name in imports(path) if name.split(".")[0] == "pages"]) == {}


def first_words(path: Path) -> list[str]:
    """What is wrong with the beginning of a file."""
    said = ast.get_docstring(tree_of(path))
    if not said:
        return ["a module says in its first line what it is about"]
    return [] if said.rstrip()[-1] in ".!?:)>`" or "\n" in said else ["a sentence ends"]


def test_a_module_begins_with_a_sentence_about_it():
    assert wrong(first_words) == {}


def dangerous(path: Path) -> list[str]:
    """The names in a file that turn text into code, and that it may not use."""
    nodes = list(ast.walk(tree_of(path)))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)} - {"compile"}  # re.compile reads patterns
    return sorted(used & TURNS_TEXT_INTO_CODE - MAY_TURN_TEXT_INTO_CODE.get(name_of(path), set()))


def test_no_text_becomes_code():
    assert wrong(dangerous) == {}


def test_the_exceptions_are_still_needed():
    assert [name for name in MAY_TURN_TEXT_INTO_CODE if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("imported", "room", "answer"),
    [
        ("numpy", "optim_core", True),
        ("numpy.linalg", "optim_core", True),
        ("math", "optim_core", True),
        ("optim_core.knob.knob", "surfaces", True),
        ("optim_core.runner.run", "surfaces", False),
        ("streamlit", "experiments", False),
        ("streamlit", "ui/figures", False),
        ("ui.compute", "ui/figures", False),
        ("ui.figures.basins", "ui/figures", True),
        ("scipy.optimize", "optim_core", False),
    ],
)
def test_the_rules_tell_right_from_wrong(imported: str, room: str, answer: bool):
    assert allowed(imported, room) is answer
