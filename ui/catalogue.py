"""Every text a person can read, found where it is written; `python -m ui.catalogue` updates the catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from experiments.pacing import KNOB
from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS, Knob, knobs_of
from optim_core.schedules import SCHEDULES
from surfaces import CONSTRAINED, EQUATIONS, SURFACES
from surfaces.formula import KINKS, formula
from surfaces.formula_error import SAYS
from surfaces.traits import TRAITS
from ui.language import LANGUAGES, SOURCE, catalogue_path
from ui.stage import TEXT
from ui.stage.why import sayings

ROOT = Path(__file__).parent.parent
ROOMS = ("experiments", "surfaces", "ui", "pages")  # rooms whose code marks texts; the others only declare them
MARKS = {"_": None, "N_": None, "Message": None, "FormulaError": None}  # their first argument is a text

NOISE = tuple(f'"{name}' for name in ("POT-", "PO-", "Report-", "Last-", "Language-Team", "Generated-"))

Found = Iterator[tuple[str, str]]  # (text, where it is written)


def in_code() -> Found:
    """Texts marked in the source by one of `MARKS`."""
    for room in ROOMS:
        for file, _line, message, _comments, _context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=MARKS
        ):
            text = message if isinstance(message, str) else message[0]
            yield text, f"{room}/{file}"


def in_methods() -> Found:
    """What the methods say about themselves and their knobs."""
    for key, method in {**METHODS, **CONSTRAINED_METHODS, **ROOT_METHODS}.items():
        about = method.about
        yield from ((text, f"method {key}") for text in (about.name, about.variant, about.cost, about.trouble))
        yield about.family, f"family of {key}"
        yield from of_knobs(knobs_of(method).values(), f"method {key}")


def in_schedules() -> Found:
    """What the schedules say about themselves and their knobs, and the knob that names one."""
    yield KNOB.says, "schedules"
    for key, plan in SCHEDULES.items():
        yield from ((text, f"schedule {key}") for text in (plan.card.name, plan.card.says, plan.card.variant))
        yield from of_knobs(knobs_of(plan).values(), f"schedule {key}")


def in_surfaces() -> Found:
    """What the surfaces say about themselves and their knobs."""
    for key, surface in SURFACES.items():
        yield from ((text, f"surface {key}") for text in (surface.name, surface.teaches))
        yield from of_knobs(surface.knobs.values(), f"surface {key}")


def in_problems() -> Found:
    """What the problems with constraints say about themselves."""
    for key, problem in CONSTRAINED.items():
        yield from ((text, f"problem {key}") for text in (problem.name, problem.teaches))
        yield from of_knobs(problem.knobs.values(), f"problem {key}")


def in_formulas() -> Found:
    """What is said about a typed formula, right or wrong."""
    example = formula("a*x")
    yield from ((text, "formula") for text in (*SAYS.values(), KINKS, example.name))
    yield from of_knobs(example.knobs.values(), "formula")


def in_traits() -> Found:
    """The words surfaces are filtered by, and what they mean."""
    yield from ((text, "traits") for text in (*TRAITS, *TRAITS.values()))


def in_equations() -> Found:
    """What the equations of one unknown say about themselves."""
    for key, equation in EQUATIONS.items():
        yield from ((text, f"equation {key}") for text in (equation.name, equation.teaches))


def of_knobs(knobs: Iterable[Knob], where: str) -> Found:
    """What knobs say, and the words one can choose from."""
    for knob in knobs:
        yield from ((text, f"{where}, {knob.name}") for text in (knob.says, *knob.names))


def in_steps() -> Found:
    """What the parts of a method say where a step is taken apart."""
    yield from sayings()


def on_stage() -> Found:
    """Labels of the player in the browser."""
    yield from ((text, "stage") for text in TEXT)


def texts() -> dict[str, list[str]]:
    """Every text → the places that say it, in reading order."""
    found: dict[str, list[str]] = {}
    sources = (in_code, in_methods, in_schedules, in_surfaces, in_problems, in_formulas, in_traits, in_steps, on_stage)
    for source in (*sources, in_equations):
        for text, where in source():
            if text and where not in found.setdefault(text, []):
                found[text].append(where)
    return found


def read(language: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, wanted: dict[str, list[str]]) -> Catalog:
    """A catalogue with exactly the wanted texts: known translations kept, new ones empty, the rest dropped."""
    new = Catalog(old.locale, project="Descent Lab", version="1", fuzzy=False, header_comment=old.header_comment)
    for text, places in wanted.items():
        known = old.get(text)
        new.add(text, known.string if known and not known.fuzzy else "", auto_comments=places[:3])
    return new


def write(language: str, catalogue: Catalog) -> None:
    """Put a catalogue on disk, without the header lines that say nothing or change from day to day."""
    written = BytesIO()
    write_po(written, catalogue, width=118)
    kept = (line for line in written.getvalue().decode().splitlines(keepends=True) if not line.startswith(NOISE))
    catalogue_path(language).write_text("".join(kept), encoding="utf-8")


def main() -> None:
    """Bring every catalogue up to date and say what is left to translate."""
    wanted = texts()
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        catalogue = updated(read(language), wanted)
        write(language, catalogue)
        missing = [str(message.id) for message in catalogue if message.id and not message.string]
        print(f"{language}: {len(wanted)} texts, {len(missing)} to translate")
        print(*(f"  {text}" for text in missing), sep="\n")


if __name__ == "__main__":
    main()
