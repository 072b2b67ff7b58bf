"""Which Chromium the browser tests use: the one present, else Debian's package, else Playwright's download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def works(path: str | Path | None) -> bool:
    """Whether this is a browser that starts; a package may leave only a stub that points to a shop."""
    if not path or not Path(path).exists():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def of_playwright() -> str:
    """Where Playwright keeps, or would keep, its own Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def present() -> str | None:
    """The path of a Chromium that is here: the one named by `CHROMIUM`, a system one, Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not works(named):
            raise SystemExit(f"CHROMIUM={named} does not start.")
        return named
    path = next(filter(works, map(shutil.which, NAMES)), None) or of_playwright()
    return path if works(path) else None


def install() -> None:
    """Bring a Chromium here: Debian's package where we may install one, else Playwright's download."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdin": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)
    if not present():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    """Make sure that there is a Chromium, and say which."""
    if not present():
        install()
    path = present()
    if not path:
        raise SystemExit("No Chromium was found and none could be installed: put the path of one into CHROMIUM.")
    print(f"Chromium for the browser tests: {path}")


if __name__ == "__main__":
    main()
