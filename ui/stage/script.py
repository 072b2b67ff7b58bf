"""The stage's JavaScript and CSS as one text each, put together from small files that can be read by themselves."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?s:.*?)\*/[ \t]*)\n", re.MULTILINE)  # on lines of its own
INDENT = re.compile(r"\n\s+")
LABEL = re.compile(r"""\blabel\(\s*[\w.?]+,\s*"((?:[^"\\]|\\.)*)\"""")


def joined(folder: Path, ending: str) -> str:
    """All files of one kind in a folder as one text, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*.{ending}")))


def as_one_script(modules: str) -> str:
    """ES modules as a single one: all names are unique, so imports and exports can simply go."""
    return EXPORT.sub("", IMPORT.sub("", modules))


def dense(text: str) -> str:
    """Without the comments that stand on their own lines, and without indentation: it travels with every answer."""
    return INDENT.sub("\n", COMMENT.sub("", text))


SCRIPT = dense(as_one_script(joined(HERE / "js", "js")))
STYLE = dense(joined(HERE / "css", "css"))
# Where the door gives the script away: another text has another address, so browsers may keep it for good.
ADDRESS = f"stage/{sha256(SCRIPT.encode()).hexdigest()[:16]}.js"
# What Streamlit sends with every answer instead of the script itself.
LOADER = f"""const {{ default: stage }} = await import(new URL("{ADDRESS}", document.baseURI));
export default stage;
"""
# Every English label the script shows; the payload brings their translations.
TEXT = tuple(sorted(set(LABEL.findall(SCRIPT))))
