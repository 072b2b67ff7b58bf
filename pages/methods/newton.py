"""Newton: go where the local bowl is lowest; if there is no bowl, something has to give."""

from ui.laboratories import newton
from ui.laboratories.page import show

show(newton.laboratory)
