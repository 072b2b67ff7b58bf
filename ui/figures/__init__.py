"""Figures that are studied rather than played: numbers in, a Plotly figure out."""
