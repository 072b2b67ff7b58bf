"""Everyone can use it: every page is searched by axe for what keeps people out."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

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


def ours(node: dict[str, Any]) -> bool:
    """Whether a node that axe complains about was written by this app."""
    place = " ".join(map(str, node["target"])) + node["html"]
    return not any(name in place for name in NOT_OURS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_grave(new_visitor, address, scheme):
    visitor = new_visitor(color_scheme=scheme).open(f"/{address}")
    visitor.page.wait_for_timeout(1500)
    found = Axe().run(visitor.page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if ours(node)
    ]
    assert grave == []
