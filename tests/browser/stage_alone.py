"""The stage in a bare page: no Streamlit, so that what it sends and draws can be watched closely."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import Page, Route

from experiments import Experiment
from tests.browser.onstage import OnStage
from ui.stage import SCRIPT, STYLE
from ui.stage.payload import build_payload

ADDRESS = "http://stage.test/"
PAGE = """<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<style>body { margin: 8px } </style>
<style>div#host { --st-background-color: #ffffff; --st-text-color: #222222; --st-font: sans-serif }</style>
<p><input id="field" aria-label="elsewhere"></p><div id="host"></div><script type="module">
import show from "./stage.js";
const shadow = host.attachShadow({ mode: "open" });
const style = document.createElement("style");
style.textContent = await (await fetch("./stage.css")).text();
shadow.append(style);
globalThis.edits = [];
globalThis.feed = (text) => {
  const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const setStateValue = (name, value) => edits.push([name, value]);
  globalThis.cleanup = show({ parentElement: shadow, key: "alone", data, setStateValue });
};
globalThis.again = () => shadow.querySelector(".stage")?.stage.retheme();
globalThis.ready = true;
</script>"""


class Stage(OnStage):
    """A stage on its own page, fed with experiments."""

    def __init__(
        self, page: Page, query: str, address: str = "", kind: type[Experiment] = Experiment, **how: Any
    ) -> None:
        super().__init__(page)
        self.kind = kind
        page.route(f"{ADDRESS}**", _serve)
        page.goto(ADDRESS + address)
        page.wait_for_function("globalThis.ready")
        self.experiment = self.experiment_of(query)
        self.feed(self.experiment, **how)

    def experiment_of(self, query: str) -> Experiment:
        experiment, notes = self.kind.from_query(query)
        assert not notes, notes
        return experiment

    def feed(self, experiment: Experiment, **how: Any) -> None:
        """Python's payload arrives."""
        payload = build_payload(experiment, experiment.run(), dev=True, **how)
        self.page.evaluate("(text) => feed(text)", base64.b64encode(payload).decode())
        self.settled()

    def resize(self, width: int, height: int) -> None:
        """The window gets another size, and everything in it has followed."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("(width) => innerWidth === width", arg=width)
        self.settled()

    def pieces_that_stick_out(self) -> list[str]:
        """What is cut off at the right of the window."""
        cut = "(pieces) => pieces.filter((one) => one.getBoundingClientRect().right > innerWidth + 1)"
        pieces = self.page.locator(":is(.stage-grid > *, .stage-side > *, .transport *)")
        return list(pieces.evaluate_all(f"{cut}.map((one) => one.className)"))

    @property
    def edits(self) -> list[dict[str, Any]]:
        """The documents sent so far."""
        self.settled()
        return [value for name, value in self.page.evaluate("edits") if name == "edit"]


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS).split("?")[0]
    kinds = {"": (PAGE, "text/html"), "stage.js": (SCRIPT, "text/javascript"), "stage.css": (STYLE, "text/css")}
    body, kind = kinds.get(name, ("", "text/plain"))
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", status=200 if body else 404)
