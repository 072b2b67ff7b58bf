"""Numbers over the steps of several methods, and the lowest value over the level of a constraint."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from experiments.price import Prices
from optim_core import Trace
from optim_core.constrained.kkt import measures
from ui.figures.constrained_ground import Say, ink

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")
FLOOR = 1e-16


def residuals_figure(traces: Mapping[str, Trace], _: Say) -> go.Figure:
    """For several methods, violation plus slope of L, whichever is larger, over the steps."""
    figure = go.Figure()
    for i, (name, trace) in enumerate(traces.items()):
        steps, found = int(trace.last), measures(trace)
        left = np.fmax(found["feasibility"], found["stationarity"])[: steps + 1]
        style = {"color": COLOURS[i % 5], "dash": DASHES[i % 5], "width": 2.5}
        figure.add_scatter(x=np.arange(1, steps + 2), y=np.maximum(left, FLOOR), mode="lines", name=name, line=style)
    figure = dressed(figure, _("step"), _("residual of the conditions"), log=True, height=420)
    return figure.update_xaxes(type="log").update_yaxes(range=[-16.5, 4])


def price_figure(told: Prices, dark: bool, _: Say) -> go.Figure:
    """The lowest value f* as a function of the level b, and at one level the line of slope -λ."""
    levels, at, slope = told.levels, told.level, -told.here.multiplier
    figure = go.Figure()
    figure.add_scatter(
        x=levels, y=told.values, mode="lines", name=_("lowest value f*(b)"),
        line={"color": ink("slope", dark), "width": 3},
    )  # fmt: skip
    reach = 0.3 * (levels[-1] - levels[0])
    line = np.array([max(at - reach, levels[0]), min(at + reach, levels[-1])])
    figure.add_scatter(
        x=line, y=told.here.f + slope * (line - at), mode="lines", name=_("slope −λ"),
        line={"color": ink("hold", dark), "width": 3, "dash": "dash"},
    )  # fmt: skip
    figure.add_scatter(
        x=[at], y=[told.here.f], mode="markers", showlegend=False, marker={"size": 12, "color": ink("path", dark)}
    )
    return dressed(figure, _("level b of the constraint"), "f*", height=420)


def slopes_figure(told: Prices, dark: bool, _: Say) -> go.Figure:
    """-λ at every level, and the slope of f* between neighbouring levels."""
    between = (told.levels[1:] + told.levels[:-1]) / 2
    figure = go.Figure()
    figure.add_scatter(
        x=told.levels, y=-told.multipliers, mode="lines+markers", name="−λ", marker={"size": 5},
        line={"color": ink("hold", dark), "width": 2},
    )  # fmt: skip
    figure.add_scatter(
        x=between, y=np.diff(told.values) / np.diff(told.levels), mode="markers", name=_("measured slope ∂f*/∂b"),
        marker={"size": 9, "symbol": "circle-open", "color": ink("slope", dark), "line": {"width": 2}},
    )  # fmt: skip
    figure.add_vline(x=told.level, line={"color": ink("path", dark), "width": 1.5, "dash": "dot"})
    return dressed(figure, _("level b of the constraint"), "∂f*/∂b", height=320)


def condition_figure(traces: Mapping[str, Trace], _: Say) -> go.Figure:
    """The condition number of the inner Hessian in every step, on a logarithmic scale."""
    figure = go.Figure()
    for i, (name, trace) in enumerate(traces.items()):
        values = trace.info["condition"][: int(trace.last)]
        style = {"color": COLOURS[i], "dash": DASHES[i], "width": 2.5}
        figure.add_scatter(y=values, mode="lines+markers", name=name, line=style, marker={"symbol": SYMBOLS[i]})
    return dressed(figure, _("step"), _("condition number of the Hessian"), log=True, height=380)


def dressed(figure: go.Figure, across: str, up: str, log: bool = False, height: int = 275) -> go.Figure:
    """Axes with names, a legend above, little margin."""
    figure.update_xaxes(title=across)
    figure.update_yaxes(title=up, type="log" if log else "linear", exponentformat="power")
    return figure.update_layout(
        height=height,
        margin={"l": 55, "r": 10, "t": 30, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )
