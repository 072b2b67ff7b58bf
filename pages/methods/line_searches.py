"""Line searches: how far to go once the direction is chosen."""

from ui.laboratories import line_searches
from ui.laboratories.page import show

show(line_searches.laboratory)
