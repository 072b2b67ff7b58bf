"""A laboratory for each family of methods."""

from ui.laboratories import (
    adaptive,
    conjugate_gradient,
    descent,
    line_searches,
    newton,
    quasi_newton,
    sign_based,
)
from ui.laboratories.laboratory import Laboratory, Sight

LABORATORIES: dict[str, Laboratory] = {
    each.laboratory.page: each.laboratory
    for each in (descent, line_searches, adaptive, sign_based, newton, quasi_newton, conjugate_gradient)
}

__all__ = ["LABORATORIES", "Laboratory", "Sight"]
