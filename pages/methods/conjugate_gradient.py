"""Conjugate gradients: never spoil what an earlier direction has achieved."""

from ui.laboratories import conjugate_gradient
from ui.laboratories.page import show

show(conjugate_gradient.laboratory)
