"""Stationary points are the zeros of the gradient: start Newton's method everywhere and see where it ends."""

from __future__ import annotations

import numpy as np

from surfaces.structure import quiet
from surfaces.surface import Stationary, Surface

GRID, STEPS, MOST = 28, 40, 60  # starts along each axis, Newton steps, points reported at most


@quiet
def find_stationary(surface: Surface) -> list[Stationary]:
    """The stationary points inside the window, lowest first, and the lowest kink if that is lower still.

    Nothing proves that the list is complete; what is listed has been checked.
    """
    size = np.ptp(np.array(surface.domain, dtype=float), axis=1)
    p, curvature = newton_from_everywhere(surface, size)
    eigenvalues = np.linalg.eigvalsh(surface.hess(p).T)
    small, large = np.sort(np.abs(eigenvalues)).T
    flat = small <= 1e-6 * np.maximum(large, curvature)
    found = [by_eigenvalues(p[:, k], *eigenvalues[k]) for k in distinct(p, ~flat, 1e-5 * size)]
    found += [by_looking_around(surface, p[:, k], size) for k in distinct(p, flat, 0.08 * size)]
    return lowest_kink(surface, found, size) + found[:MOST]


def newton_from_everywhere(surface: Surface, size: np.ndarray) -> tuple[np.ndarray, float]:
    """Where the gradient vanishes, shape (2, many), sorted by value; and the curvature that is usual in the window."""
    p = grid(surface, GRID) + 0.137 * size[:, None] / GRID  # not on the axes of symmetry
    g, h = surface.grad(p), surface.hess(p)
    defined = np.isfinite(g).all(0) & np.isfinite(h).all((0, 1))
    if not g[:, defined].any():  # undefined or level everywhere
        return np.empty((2, 0)), 0.0
    slope = np.median(np.linalg.norm(g[:, defined], axis=0))
    curvature = np.median(np.abs(h[:, :, defined]).max((0, 1)))
    for _ in range(STEPS):
        p = p - newton_step(surface, p, longest=0.1 * size)
    p = p[:, inside(surface, p) & np.isfinite(surface.value(p))]
    p = p[:, np.linalg.norm(surface.grad(p), axis=0) <= 1e-9 * slope + 1e-300]
    return p[:, np.argsort(surface.value(p), kind="stable")], float(curvature)


def grid(surface: Surface, n: int) -> np.ndarray:
    """n by n points that span the window, shape (2, n * n)."""
    axes = (np.linspace(low, high, n) for low, high in surface.domain)
    return np.array(np.meshgrid(*axes)).reshape(2, -1)


@quiet
def newton_step(surface: Surface, p: np.ndarray, longest: np.ndarray) -> np.ndarray:
    """H^+ g, no longer than `longest`; the pseudo-inverse keeps it finite where the minima form a line."""
    (gx, gy), ((hxx, hxy), (_, hyy)) = surface.grad(p), surface.hess(p)
    determinant, trace = hxx * hyy - hxy * hxy, hxx + hyy
    step = np.array([hyy * gx - hxy * gy, hxx * gy - hxy * gx]) / determinant
    along = np.array([hxx * gx + hxy * gy, hxy * gx + hyy * gy]) / trace**2  # H^+ = H / trace^2 for rank one
    step = np.where(np.abs(determinant) > 1e-9 * trace**2, step, along)
    step = np.where(np.isfinite(step).all(0), step, 0.0)
    return step / np.maximum(1.0, np.abs(step / longest[:, None]).max(0))


def inside(surface: Surface, p: np.ndarray) -> np.ndarray:
    (a, b), (c, d) = surface.domain
    return (a <= p[0]) & (p[0] <= b) & (c <= p[1]) & (p[1] <= d)


def distinct(p: np.ndarray, among: np.ndarray, near: np.ndarray) -> list[int]:
    """The first of each group of points that lie closer together than `near`; up to MOST of them."""
    kept: list[int] = []
    for k in np.flatnonzero(among):
        if len(kept) < MOST and (np.abs(p[:, kept] - p[:, [k]]) > near[:, None]).any(0).all():
            kept.append(int(k))
    return kept


def by_eigenvalues(point: np.ndarray, low: float, high: float) -> Stationary:
    return Stationary(float(point[0]), float(point[1]), "min" if low > 0 else "max" if high < 0 else "saddle")


def by_looking_around(surface: Surface, point: np.ndarray, size: np.ndarray) -> Stationary:
    """Where the Hessian does not tell the kind of a point, the values on a small ellipse around it do."""
    angle = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    ring = point[:, None] + 1e-3 * size[:, None] * np.array([np.cos(angle), np.sin(angle)])
    rise = surface.value(ring) - surface.value(point)
    most = np.max(np.abs(rise))
    word = "min" if rise.min() >= -1e-7 * most else "max" if rise.max() <= 1e-7 * most else "saddle"
    level = word != "saddle" and np.abs(rise).min() <= 1e-4 * most
    return Stationary(float(point[0]), float(point[1]), f"{word} line" if level else f"{word} flat")


def lowest_kink(surface: Surface, found: list[Stationary], size: np.ndarray) -> list[Stationary]:
    """A minimum where there is no gradient, if the lowest point inside the window is one."""
    if not surface.kinks or not np.isfinite(surface.value(grid(surface, 81))).any():
        return []
    best = compass_search(surface, size)
    (a, b), (c, d) = surface.domain
    margin = min((best[0] - a, b - best[0])) / size[0], min((best[1] - c, d - best[1])) / size[1]
    minima = [float(surface.value(np.array(p[:2]))) for p in found if p.kind.startswith("min")]
    lower = all(float(surface.value(best)) < f - 1e-9 * (1 + abs(f)) for f in minima)
    return [Stationary(float(best[0]), float(best[1]), "min kink")] if lower and min(margin) > 1e-9 else []


def compass_search(surface: Surface, size: np.ndarray) -> np.ndarray:
    """From the lowest point of a grid to the lowest of eight neighbours, nearer ones where none is lower."""
    p = grid(surface, 81)
    best, reach = p[:, np.nanargmin(surface.value(p))], size / 80
    compass = np.array([(i, j) for i in (0, -1, 1) for j in (0, -1, 1)]).T  # staying comes first
    for _ in range(400):
        around = best[:, None] + reach[:, None] * compass
        f = np.where(inside(surface, around), surface.value(around), np.inf)
        k = int(np.nanargmin(f))
        best, reach = around[:, k], reach * (0.7 if k == 0 else 1.0)
        if (reach < 1e-15 * size).all():
            break
    return np.where(np.abs(best) < 1e-12 * size, 0.0, best)
