"""The Lagrangian over a line and λ: across the constraint it is a saddle, along it λ does nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from optim_core import Trace
from optim_core.constrained.kkt import measures
from surfaces import Constrained
from ui.figures.constrained_ground import Say, ink
from ui.figures.constrained_series import dressed

GRID = 45

Path = tuple[str, str, Trace]  # its name, its colour, the run


def saddle_figure(
    problem: Constrained,
    at: np.ndarray,
    lam: np.ndarray,
    i: int,
    across: bool,
    paths: Sequence[Path],
    dark: bool,
    _: Say,
) -> go.Figure:
    """L(at + s d, λ) with the i-th multiplier free; d is the normal of the constraint there, or its tangent."""
    normal = problem.jacobian(at)[i]
    normal = normal / np.hypot(*normal)
    d = normal if across else np.array([-normal[1], normal[0]])
    half = 0.35 * min(high - low for low, high in problem.domain)
    reach = max(1.0, 1.5 * abs(lam[i]))
    s, free = np.linspace(-half, half, GRID), lam[i] + np.linspace(-reach, reach, GRID)
    line = at[:, None] + d[:, None] * s
    fixed = np.where(np.arange(len(lam)) == i, 0, lam) @ problem.constraints(line)
    L = problem.value(line) + fixed + free[:, None] * problem.constraints(line)[i]
    figure = go.Figure(
        go.Surface(x=s, y=free, z=L, colorscale="RdBu_r", opacity=0.85, showscale=False, contours_z={"show": True})
    )
    top = float(problem.value(at))
    figure.add_scatter3d(
        x=[0], y=[lam[i]], z=[top], mode="markers", marker={"size": 6, "color": ink("curve", dark)}, name=_("solution")
    )
    for name, colour, trace in paths:
        steps = int(trace.last) + 1
        along, held = (trace.x[:steps] - at) @ d, measures(trace)["multipliers"][:steps, i]
        shown = (np.abs(along) <= half) & (np.abs(held - lam[i]) <= reach)
        where = at[:, None] + d[:, None] * along[shown]
        height = problem.value(where) + held[shown] * problem.constraints(where)[i]
        figure.add_scatter3d(
            x=along[shown], y=held[shown], z=height, mode="lines+markers", name=name,
            line={"width": 6, "color": colour}, marker={"size": 3.5, "color": colour},
        )  # fmt: skip
    names = {"xaxis_title": _("s, across") if across else _("s, along"), "yaxis_title": "λ", "zaxis_title": "L"}
    return dressed(figure, "", "", height=520).update_layout(
        scene={**names, "camera_eye": {"x": 1.25, "y": 1.15, "z": 0.75}, "aspectmode": "cube"}
    )
