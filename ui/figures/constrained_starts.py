"""A grid of starts over the problem, each cell in the colour of where its run ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from experiments.outcomes import Ends
from surfaces import Constrained
from ui.figures.constrained_ground import Say, background, marks, square

COLOURS = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#0072B2", "#999999")


def starts_figure(
    problem: Constrained, ends: Ends, names: np.ndarray, order: Sequence[str], dark: bool, _: Say
) -> go.Figure:
    """The cells under the edges of the constraints; a legend names the ends, the commonest first."""
    number = {name: i for i, name in enumerate(order)}
    colours = [COLOURS[i % len(COLOURS)] for i in range(len(order))]
    steps = [[end / len(order), colour] for i, colour in enumerate(colours) for end in (i, i + 1)]
    told = np.dstack([names, ends.steps])
    cells = go.Heatmap(
        x=ends.x, y=ends.y, z=np.vectorize(number.__getitem__, otypes=[int])(names), zmin=-0.5, zmax=len(order) - 0.5,
        colorscale=steps, showscale=False, opacity=0.75, customdata=told,
        hovertemplate="(%{x:.4g}, %{y:.4g})<br>%{customdata[0]}<br>" + _("steps") + " %{customdata[1]}<extra></extra>",
    )  # fmt: skip
    edges = [layer for layer in background(problem, problem.domain, dark, _)[1:] if layer.contours.type != "constraint"]
    keys = [
        go.Scatter(
            x=[None], y=[None], mode="markers", name=name, marker={"size": 12, "symbol": "square", "color": colour}
        )
        for name, colour in zip(order, colours, strict=True)
    ]
    figure = go.Figure([cells, *edges, *keys, marks(problem, dark, _)])
    figure.update_xaxes(range=problem.domain[0], constrain="domain", title="x", zeroline=False)
    figure.update_yaxes(range=problem.domain[1], scaleanchor=square(problem.domain), title="y", zeroline=False)
    return figure.update_layout(height=560, margin={"l": 45, "r": 10, "t": 20, "b": 40})
