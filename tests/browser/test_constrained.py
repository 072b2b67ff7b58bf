"""The page of constraints in a real browser: it plays without the server, and fits a phone in both themes."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor

ARROWS = """(() => document.querySelector('.js-plotly-plot').data.slice(-3, -1)
    .map((t) => [t.x[1] - t.x[0], t.y[1] - t.y[0]]))()"""
LEVEL_LINES = "document.querySelector('.js-plotly-plot').querySelectorAll('.contourfill path, .contourbg path').length"
AT_THE_END = """(() => { const plot = document.querySelector('.js-plotly-plot');
    return plot.layout.sliders[0].active === plot.layout.sliders[0].steps.length - 1; })()"""


def test_playing_turns_the_arrows_until_they_cancel_and_asks_the_server_nothing(new_visitor: Callable[..., Visitor]):
    visitor = new_visitor()
    sent: list[int] = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda _frame: sent.append(1)))
    visitor.open("/constrained?lang=en")
    visitor.page.wait_for_selector(".js-plotly-plot .updatemenu-button")
    visitor.page.wait_for_function(f"{LEVEL_LINES} > 5")
    visitor.page.wait_for_timeout(1500)
    before, lines = len(sent), visitor.page.evaluate(LEVEL_LINES)
    (a, b), (c, d) = visitor.page.evaluate(ARROWS)
    assert abs(a + c) + abs(b + d) > 0.1
    visitor.page.locator(".js-plotly-plot .updatemenu-button").first.click()
    visitor.page.wait_for_function(AT_THE_END)
    visitor.page.wait_for_timeout(500)
    (a, b), (c, d) = visitor.page.evaluate(ARROWS)
    assert abs(a + c) + abs(b + d) < 1e-6 < abs(a)
    assert visitor.page.evaluate(LEVEL_LINES) == lines  # nothing got lost on the way
    assert len(sent) == before


def test_it_fits_a_phone_in_the_dark(new_visitor: Callable[..., Visitor]):
    link = "/constrained?problem=half_disk&method=interior_point"
    phone = new_visitor(viewport={"width": 360, "height": 740}, color_scheme="dark", locale="zh-CN").open(link)
    phone.page.wait_for_selector(".js-plotly-plot .updatemenu-button")
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert "约束与乘子" in phone.page.locator("h1").inner_text()
