"""The stage's modules as one script: what joining needs to be true."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ui.stage import SCRIPT, TEXT, as_one_script

FOLDER = Path(__file__).parents[1] / "ui" / "stage" / "js"
MODULES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}
NAMED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{ ?(.*?) ?\} from "\./(\w+\.js)";$', re.MULTILINE)


def test_no_two_modules_use_the_same_name() -> None:
    """In one script they would be the same thing."""
    twice = [
        name for name, n in Counter(name for text in MODULES.values() for name in NAMED.findall(text)).items() if n > 1
    ]
    assert twice == []


def test_every_import_is_one_line_without_renaming_and_finds_its_name() -> None:
    for file, text in MODULES.items():
        lines = [line for line in text.splitlines() if line.startswith("import ")]
        assert len(lines) == len(IMPORTED.findall(text)), file
        for names, source in IMPORTED.findall(text):
            exported = {
                name
                for line in MODULES[source].splitlines()
                if line.startswith("export ")
                for name in NAMED.findall(line)
            }
            assert set(names.split(", ")) <= exported, (file, source)


def test_the_script_has_no_import_and_one_export() -> None:
    assert not re.search(r"^import ", SCRIPT, re.MULTILINE)
    assert re.findall(r"^export .*", SCRIPT, re.MULTILINE) == ["export default function (component) {"]


def test_joining_keeps_the_default_export() -> None:
    assert (
        as_one_script('import { a } from "./a.js";\nexport const b = a;\nexport default b;\n')
        == "const b = a;\nexport default b;\n"
    )


def test_every_label_is_a_literal_that_a_translator_will_see() -> None:
    calls = len(re.findall(r"(?<!function )\blabel\(", SCRIPT))
    literal = len(re.findall(r"""\blabel\(\s*[\w.?]+,\s*"(?:[^"\\]|\\.)*"\s*[,)]""", SCRIPT))
    assert calls == literal
    assert "Play" in TEXT and "Step {at} of {steps}" in TEXT
