"""Everyone can use it: every page is searched by axe for what keeps people out."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visitor import Visitor
from ui.menu import MENU

PAGES = [entry.address for entries in MENU.values() for entry in entries]
GRAVE = ("serious", "critical")

# What Streamlit itself writes and a page cannot change. Nothing of ours is on this list.
NOT_OURS = (
    "stHeader",
    "stToolbar",
    "stMainMenu",
    "stLogo",
    "stTopNav",
    "stSelectbox",
    "stNumberInput",
    "stTabs",
    "stCode",
    "stDataFrame",
    "stPlotlyChart",
)
ALL_BUT_THE_MENU = {"exclude": [["[data-testid=stSidebar]"]]}  # on a phone Streamlit's menu is a drawer of its own


def ours(node: dict[str, Any]) -> bool:
    """Whether a node that axe complains about was written by this app."""
    place = " ".join(map(str, node["target"])) + node["html"]
    return not any(name in place for name in NOT_OURS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, "constrained?view=equations"])
def test_axe_finds_nothing_grave(new_visitor, address, scheme):
    assert grave_on(new_visitor(color_scheme=scheme).open(f"/{address}")) == []


@pytest.mark.parametrize("address", ["playground", "formula", "constrained?problem=hs24&view=equations", "descent"])
def test_axe_finds_nothing_grave_on_a_phone(new_visitor, address):
    phone = new_visitor(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    assert grave_on(phone.open(f"/{address}")) == []


def grave_on(visitor: Visitor) -> list[str]:
    """What keeps people out of a page that has come to rest."""
    visitor.page.wait_for_load_state("networkidle")
    visitor.settled()
    found = Axe().run(visitor.page, context=ALL_BUT_THE_MENU, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found.response["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if ours(node)
    ]
