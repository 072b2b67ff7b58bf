"""Adaptive: a step size for each coordinate, learned from the slopes that were met there."""

from ui.laboratories import adaptive
from ui.laboratories.page import show

show(adaptive.laboratory)
