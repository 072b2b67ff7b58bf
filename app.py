"""The door: everything a visitor's browser asks for comes through here, and nothing is fetched from anywhere else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
HOME = "playground"
PAGES = sorted(path.stem for path in (HERE / "pages").glob("*/*.py"))

# Streamlit's page looks for its server below its own address first, `/playground/_stcore/health`, unless it is told.
SERVER_IS_HERE = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>'

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # The browser itself keeps the promise that no other host is contacted. The stage runs methods that
    # were printed as JavaScript (unsafe-eval) and Streamlit loads components from blobs.
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self' data: blob:",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "connect-src 'self' ws: wss: data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
        )
    ),
}


class WithHeaders:
    """Adds `HEADERS` to every answer that is not a websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def health(_request: Request) -> PlainTextResponse:
    """Answer `ok` as soon as the server takes visitors."""
    return PlainTextResponse("ok")


async def standalone(request: Request) -> HTMLResponse:
    """The experiment of a link as one file to take home: `/standalone?surface=himmelblau&run=adam`."""
    return await run_in_threadpool(_standalone, request.url.query)


def _standalone(query: str) -> HTMLResponse:
    from experiments import kind_of_link  # SymPy takes a moment: only who asks for a file waits for it
    from ui.language import asked_in, in_language
    from ui.stage.standalone import standalone_page

    experiment, _ = kind_of_link(query).from_query(query)
    language = asked_in(query)
    page = standalone_page(experiment, in_language(language), language)
    return HTMLResponse(
        page, headers={"Content-Disposition": f'attachment; filename="descent-lab-{experiment.surface}.html"'}
    )


async def contours(request: Request) -> Response:
    """The contour map of a surface, `/contours/dark/himmelblau.webp`; browsers keep it for a day."""
    from ui.pictures import picture

    image = await run_in_threadpool(picture, request.path_params["key"], request.path_params["theme"])
    if image is None:
        return PlainTextResponse("There is no such picture.", status_code=404)
    return Response(image, media_type="image/webp", headers={"Cache-Control": "public, max-age=86400"})


async def script(request: Request) -> Response:
    """The stage's script, `/stage/0123456789abcdef.js`; it is named by what is in it, and kept by browsers."""
    from ui.stage.script import ADDRESS, SCRIPT

    if request.path_params["name"] != ADDRESS.removeprefix("stage/"):
        return PlainTextResponse("This script is of another version: reload the page.", status_code=404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(SCRIPT, media_type="text/javascript", headers=kept)


async def home(request: Request) -> RedirectResponse:
    """Send `/` to the playground and keep the query, so that a link has one canonical form."""
    return RedirectResponse(f"{HOME}?{request.url.query}" if request.url.query else HOME)


async def page(_request: Request) -> HTMLResponse:
    """Streamlit's one page of HTML, for every page of ours; what is on it comes by the websocket."""
    front = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    said = front.replace("<head>", f"<head>{SERVER_IS_HERE}", 1).replace("<title>Streamlit<", "<title>Descent Lab<", 1)
    return HTMLResponse(said, headers={"Cache-Control": "no-cache"})


PICTURES = Route("/contours/{theme}/{key}.webp", contours)
SCRIPT = Route("/stage/{name}", script)

app = st.App(
    HERE / "ui" / "shell.py",
    routes=[
        *(Route("/healthz", health), Route("/standalone", standalone), PICTURES, SCRIPT, Route("/", home)),
        *(Route(f"/{name}", page) for name in PAGES),
    ],
    middleware=[Middleware(WithHeaders)],
)
