"""Quasi-Newton: learn the curvature from how the gradient turned on the way."""

from ui.laboratories import quasi_newton
from ui.laboratories.page import show

show(quasi_newton.laboratory)
