"""A surface at a glance: its contour map on a stamp, in the colours of the stage."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

from surfaces import Surface

Array = np.ndarray

# Ends and middle of the ramp in OKLab (lightness, green-red, blue-yellow); ui/stage/js/palette.js has the same.
RAMPS = {
    "light": ((0.785, -0.035, -0.07), (0.88, -0.033, -0.015), (0.975, -0.004, 0.035)),
    "dark": ((0.19, -0.005, -0.055), (0.31, -0.025, -0.045), (0.43, -0.045, -0.02)),
}
# OKLab to the roots of the cone responses, and from their cubes to linear RGB: Ottosson (2020).
TO_CONES = ((1, 0.3963377774, 0.2158037573), (1, -0.1055613458, -0.0638541728), (1, -0.0894841775, -1.2914855480))
TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
UNDEFINED = {"light": ((232, 232, 232), (198, 198, 198)), "dark": ((40, 40, 42), (72, 72, 76))}  # ground, hatch
LINE = {"light": 0.86, "dark": 1.4}  # how much darker or lighter a contour line is than its ground
BANDS = 16
SIZE = (320, 240)


def contour_picture(surface: Surface, theme: str = "light", size: tuple[int, int] = SIZE) -> bytes:
    """The contour map of the window as a WebP image; where the surface is undefined it is hatched."""
    pixels = painted(levels(surface, size), theme)
    file = BytesIO()
    Image.fromarray(pixels).save(file, "WEBP", lossless=True, method=3)
    return file.getvalue()


def levels(surface: Surface, size: tuple[int, int]) -> Array:
    """Heights in the window on the surface's colour scale, 0 lowest and 1 highest, (height, width) from the top."""
    (left, right), (bottom, top) = surface.domain
    columns, rows = size
    x = left + (right - left) * (np.arange(columns) + 0.5) / columns
    y = top + (bottom - top) * (np.arange(rows) + 0.5) / rows
    f = np.broadcast_to(surface.value(np.array(np.meshgrid(x, y))), (rows, columns))
    finite = f[np.isfinite(f)]
    if finite.size == 0:
        return np.full(f.shape, np.nan)
    lowest, highest = min(finite.min(), *(p.f for p in surface.minima), np.inf), finite.max()
    with np.errstate(all="ignore"):
        low, high, here = (stretch(v, surface.colour, lowest, highest) for v in (lowest, highest, f))
        return np.clip((here - low) / ((high - low) or 1), 0, 1)


def stretch(f: Array, colour: str, lowest: float, highest: float) -> Array:
    """Values as the colour scale sees them; the same rule as in ui/stage/js/scale.js."""
    if colour == "log":
        eps = min(1e-6 * (highest - lowest), 1e-3) or np.finfo(float).tiny
        return np.log10(np.maximum(f - lowest, 0) + eps)
    return np.sign(f) * np.log10(1 + np.abs(f)) if colour == "symlog" else np.asarray(f)


def painted(u: Array, theme: str) -> Array:
    """Even bands with lines between them; no bands where they would be narrower than a pixel. (height, width, 3)"""
    table = ramp(theme)
    known = np.isfinite(u)
    heights = np.where(known, u, 0.0)
    band = np.minimum(np.floor(heights * BANDS), BANDS - 1)
    steep = np.maximum(*(np.abs(np.gradient(heights, axis=axis)) for axis in (0, 1))) * BANDS > 1
    shade = np.where(steep, heights, (band + 0.5) / BANDS)
    pixels = table[(shade * (len(table) - 1)).astype(int)].astype(float)
    line = np.zeros(u.shape, bool)
    line[:, 1:] |= band[:, 1:] != band[:, :-1]
    line[1:] |= band[1:] != band[:-1]
    pixels[line & ~steep] *= LINE[theme]
    rows, columns = np.indices(u.shape)
    ground, hatch = UNDEFINED[theme]
    pixels[~known] = ground
    pixels[~known & ((rows + columns) % 9 == 0)] = hatch
    return np.clip(pixels, 0, 255).astype(np.uint8)


@cache
def ramp(theme: str) -> Array:
    """256 colours from the lowest to the highest value, evenly spaced to the eye."""
    lab = np.array([np.interp(np.linspace(0, 1, 256), (0, 0.5, 1), part) for part in zip(*RAMPS[theme], strict=True)])
    linear = np.clip(np.array(TO_RGB) @ (np.array(TO_CONES) @ lab) ** 3, 0, 1)
    return np.round(255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)).T
