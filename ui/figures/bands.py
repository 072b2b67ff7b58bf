"""Many runs as a line and a band: the median, and where the middle half of them lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.crowd import Band

SMALLEST = 1e-18  # heights below are drawn here: a logarithm needs a floor
LARGEST = 1e12  # and those above, or infinite, leave the picture at the top
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


class Curve(NamedTuple):
    """A band with a name and a colour."""

    name: str
    colour: str
    band: Band


def figure(panels: Sequence[tuple[str, Sequence[Curve]]], amount: str, height: str) -> go.Figure:
    """One plot per panel, all on the same scales; `amount` and `height` are the titles of the axes."""
    fig = make_subplots(1, len(panels), shared_yaxes=True, subplot_titles=[title for title, _ in panels])
    named: set[tuple[str, str]] = set()  # the same run in several panels has one entry in the legend
    for column, (_, curves) in enumerate(panels, 1):
        for i, curve in enumerate(curves):
            area, line = traces(curve, DASHES[i % len(DASHES)])
            line.update(showlegend=(curve.name, curve.colour) not in named, legendgroup=f"{curve.name}{curve.colour}")
            named.add((curve.name, curve.colour))
            fig.add_traces([area, line], rows=1, cols=column)
        fig.update_xaxes(title_text=amount, row=1, col=column)
    fig.update_yaxes(
        type="log", exponentformat="power", range=decades([c.band for _, curves in panels for c in curves])
    )
    fig.update_yaxes(title_text=height, row=1, col=1)
    fig.update_xaxes(tickfont_size=14, title_font_size=15)
    fig.update_yaxes(tickfont_size=14, title_font_size=15)
    fig.update_annotations(font_size=17)
    fig.update_layout(
        height=360, margin={"l": 60, "r": 10, "t": 40, "b": 40}, legend={"orientation": "h", "y": -0.2, "font_size": 14}
    )
    return fig


def decades(bands: Sequence[Band]) -> tuple[float, float]:
    """From the lowest edge of a band to the highest median: bands that leave do not stretch the picture."""
    highest = [m for band in bands for m in (*band.median, *band.high[:1]) if np.isfinite(m)]
    lowest = [low for band in bands for low in band.low if np.isfinite(low)]
    ends = drawn(np.array([min(lowest, default=1.0), max(highest, default=1.0)]))
    return float(np.log10(ends[0])) - 0.3, float(np.log10(ends[1])) + 0.3


def traces(curve: Curve, dash: str) -> tuple[go.Scatter, go.Scatter]:
    """The band as an area, the median as a line."""
    amounts, low, median, high = curve.band
    edge = {"x": np.concatenate([amounts, amounts[::-1]]), "y": np.concatenate([drawn(high), drawn(low)[::-1]])}
    shade = f"rgba({', '.join(str(int(curve.colour[k : k + 2], 16)) for k in (1, 3, 5))}, 0.18)"
    area = go.Scatter(**edge, fill="toself", fillcolor=shade, line={"width": 0}, hoverinfo="skip", showlegend=False)
    shown = np.where(np.isfinite(median), drawn(median), np.nan)  # a median that diverged is nowhere
    line = {"color": curve.colour, "width": 2.6, "dash": dash}
    return area, go.Scatter(x=amounts, y=shown, name=curve.name, mode="lines", line=line)


def on_dark(colour: str) -> str:
    """A colour of the same hue that can be told from a dark page: moved towards white."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{part + round(0.45 * (255 - part)):02x}" for part in parts)


def drawn(heights: np.ndarray) -> np.ndarray:
    return np.clip(np.nan_to_num(heights, posinf=LARGEST), SMALLEST, LARGEST)
