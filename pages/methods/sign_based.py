"""Sign-based: only ask which way is down in each coordinate, never how steep."""

from ui.laboratories import sign_based
from ui.laboratories.page import show

show(sign_based.laboratory)
