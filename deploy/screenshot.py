"""Takes the picture in the README from the running app: `python -m deploy.screenshot`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, present
from tests.server import running

RUNS = ("gradient_descent", "heavy_ball", "adam", "newton", "bfgs")
LINK = f"/playground?lang=en&surface=himmelblau&start=-1,-1&{'&'.join(f'run={key}' for key in RUNS)}&at=14"
PICTURE = Path(__file__).parent / "playground.png"


def main() -> None:
    """The playground on a laptop's window, in the light theme."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "log.txt") as server, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=present(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="en-US")
        page.goto(server.url + LINK)
        page.wait_for_function("globalThis.__stages?.size")
        page.wait_for_timeout(5000)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
