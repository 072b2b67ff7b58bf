"""Descent: how long a step may be, why a path zig-zags, and what memory does about it."""

from ui.laboratories import descent
from ui.laboratories.page import show

show(descent.laboratory)
