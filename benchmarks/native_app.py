"""The peer: the same four runs in native `st.plotly_chart` frames, as they are usually built."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from optim_core import METHODS, run
from surfaces import SURFACES

STEPS = 300
surface = SURFACES["himmelblau"]
lr = st.slider("lr", 0.001, 0.02, 0.005, 0.001, format="%.3f")
runs = [
    run(METHODS[key](**knobs), surface, [-1.0, -1.0], STEPS)
    for key, knobs in (
        ("gradient_descent", {"lr": lr}),
        ("heavy_ball", {"lr": lr}),
        ("nesterov", {"lr": lr}),
        ("adam", {"lr": 10 * lr}),
    )
]
axis = np.linspace(-6, 6, 80)
ground = go.Contour(x=axis, y=axis, z=np.log10(surface.value(np.stack(np.meshgrid(axis, axis))) + 1e-3))
frames = [
    go.Frame(data=[go.Scatter(x=t.x[: k + 1, 0], y=t.x[: k + 1, 1]) for t in runs], traces=[1, 2, 3, 4], name=str(k))
    for k in range(0, STEPS + 1, 5)
]
paths = [go.Scatter(x=t.x[:, 0], y=t.x[:, 1]) for t in runs]
st.plotly_chart(go.Figure([ground, *paths], frames=frames), key="native")
