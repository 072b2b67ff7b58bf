"""Which pages there are, one line each; a page that is not listed here has no address."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ui.language import N_

PAGES = Path(__file__).parent.parent / "pages"


class Entry(NamedTuple):
    """A page in the menu."""

    file: str  # below `pages/`, without `.py`; its last part is the address of the page, in every language
    title: str
    icon: str

    @property
    def path(self) -> Path:
        return PAGES / f"{self.file}.py"

    @property
    def address(self) -> str:
        return self.file.split("/")[-1]


MENU = {
    N_("Explore"): [Entry("explore/playground", N_("Playground"), ":material/explore:")],
    N_("Learn"): [Entry("learn/about", N_("About this lab"), ":material/info:")],
}
HOME = MENU["Explore"][0]
