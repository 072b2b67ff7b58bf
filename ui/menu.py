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
    N_("Explore"): [
        Entry("explore/playground", N_("Playground"), ":material/explore:"),
        Entry("explore/compare", N_("Side by side"), ":material/compare:"),
        Entry("explore/gallery", N_("Gallery of surfaces"), ":material/grid_view:"),
        Entry("explore/formula", N_("Your formula"), ":material/edit_note:"),
    ],
    N_("Methods"): [
        Entry("methods/descent", N_("Descent"), ":material/south_east:"),
        Entry("methods/line_searches", N_("Line searches"), ":material/straighten:"),
        Entry("methods/adaptive", N_("Adaptive methods"), ":material/tune:"),
        Entry("methods/sign_based", N_("Sign-based methods"), ":material/exposure:"),
        Entry("methods/root_finding", N_("Roots and tangents"), ":material/line_axis:"),
        Entry("methods/newton", N_("Newton's method"), ":material/function:"),
        Entry("methods/quasi_newton", N_("Quasi-Newton methods"), ":material/school:"),
        Entry("methods/conjugate_gradient", N_("Conjugate gradients"), ":material/turn_right:"),
        Entry("methods/constrained", N_("Constraints"), ":material/fence:"),
    ],
    N_("Learn"): [Entry("learn/about", N_("About this lab"), ":material/info:")],
}
HOME = MENU["Explore"][0]
