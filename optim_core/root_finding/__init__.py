"""Where is a function of one unknown zero? Optimisation asks the same of its slope."""

from optim_core.root_finding.tangents import Equation, Tangents, newton_raphson

__all__ = ["Equation", "Tangents", "newton_raphson"]
