"""The stage as one file: no server, no network; everything can still be dragged, turned and played."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from html import escape

from experiments import Experiment
from ui.stage.payload import build_payload
from ui.stage.script import SCRIPT, STYLE, TEXT

PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ margin: 0 auto; padding: 1rem; max-width: 100rem; font-family: system-ui, sans-serif; background: #fdfdfb; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #0e1117; }} }}
{style}
</style>
<main></main>
<script type="module">
{script}
const text = atob({payload});
const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const mounted = mountStage(document.querySelector("main"));
(globalThis.__stages ??= new Map()).set("standalone", mounted);
mounted.update(bytes);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => mounted.retheme());
</script>
</html>
"""


def standalone_page(experiment: Experiment, translate: Callable[[str], str] = str, language: str = "en") -> str:
    """An HTML page with the surface, the runs, the stage and the printed methods of this experiment inside."""
    labels = {label: translate(label) for label in TEXT}
    payload = build_payload(experiment, experiment.run(), translate=translate, text=labels, offline=True)
    return PAGE.format(
        language=language,
        title=escape(f"{translate(experiment.problem().name)} · Descent Lab"),
        style=STYLE.replace("</", "<\\/"),
        script=SCRIPT.replace("</script", "<\\/script"),
        payload=json.dumps(base64.b64encode(payload).decode()),
    )
