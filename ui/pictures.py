"""Contour maps of the catalogue, painted when a browser first asks for one and kept from then on."""

from __future__ import annotations

from functools import cache

from surfaces import SURFACES
from ui.figures.contours import RAMPS, contour_picture


@cache  # there are as many as surfaces and themes
def _painted(key: str, theme: str) -> bytes:
    return contour_picture(SURFACES[key], theme)


def picture(key: str, theme: str) -> bytes | None:
    """The map of a surface as a WebP image, or nothing if there is no such surface or theme."""
    return _painted(key, theme) if key in SURFACES and theme in RAMPS else None


def picture_address(key: str, theme: str) -> str:
    """Where a browser on one of the pages finds that image."""
    return f"contours/{theme}/{key}.webp"
