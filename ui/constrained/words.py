"""What a verdict means, in a sentence a student can use."""

from __future__ import annotations

from ui.language import N_
from ui.numbers import short

SAYS = {
    "minimum": N_("A minimum: the gradients balance, and along the constraints f curves upwards."),
    "maximum": N_("The gradients balance, but along the constraints f curves downwards: this is no minimum."),
    "undecided": N_("The gradients balance, and second derivatives do not tell what kind of point it is."),
    "no multiplier": N_(
        "The gradients of the active constraints vanish or depend on each other here, so no multipliers balance the "
        "gradient of f. A minimum may well be here, but Lagrange's equations cannot say so."
    ),
    "no interior": N_(
        "Phase I lowered the largest g as far as it goes from here, which is only to zero: a barrier has no room to "
        "begin in. Another start helps only if some point is strictly inside."
    ),
    "empty": N_("The feasible set is empty at these levels: there is no point to project on."),
    "infeasible": N_(
        "It stopped where the violation is smallest nearby, and it is not zero: from here no feasible point is found, "
        "and perhaps there is none."
    ),
    "undefined": N_("f or a constraint has no value or no slope at the last point."),
    "singular": N_("The equations of a step had no solution: the matrix is singular at the last point shown."),
    "dependent": N_(
        "The equations of a step have no single solution: the gradients of the equalities depend on each other here, "
        "so their multipliers are not determined."
    ),
    "diverged": N_("It ran away: nothing stops the descent on this path, or the steps are too long."),
    "nearly feasible": N_("The penalty stopped growing: what is left of the violation is about λ/μ."),
    "on its way": N_("Out of steps: neither solved nor stuck yet."),
}
MANY = N_("The multipliers shown are one choice of many: a constraint that is active here follows from others.")
OUTLOOKS = {  # where no minimum is known
    "empty": N_("No feasible point was found from any start: it seems that the constraints contradict each other."),
    "unbounded": N_("f falls without end where the constraints allow it: there is no minimum."),
    "dependent": N_(
        "At every feasible point that was found the gradients of the constraints depend on each other, so there are no "
        "multipliers to rely on. A minimum may be there all the same."
    ),
}

BRIEFLY = {  # for the runs that found no known point
    "minimum": N_("another minimum"),
    "maximum": N_("a maximum along the constraint"),
    "undecided": N_("gradients balance, kind undecided"),
    "no multiplier": N_("no multipliers exist there"),
    "no interior": N_("no point strictly inside"),
    "empty": N_("no feasible point"),
    "infeasible": N_("stuck outside the feasible set"),
    "undefined": N_("no value or no slope there"),
    "singular": N_("singular equations"),
    "dependent": N_("constraints depend on each other"),
    "diverged": N_("ran away"),
    "nearly feasible": N_("nearly feasible"),
    "on its way": N_("out of steps"),
}

NEEDS = {
    "a projection": N_("a feasible set with a known projection"),
    "a bounded convex set": N_("a feasible set that is convex and bounded, with a known projection"),
}

KINDS = {
    "global": N_("global minimum"),
    "local": N_("local minimum"),
    "max": N_("maximum along the constraint"),
    "stationary": N_("no minimum"),
    "minimum": N_("minimum"),
    "maximum": N_("maximum along the constraint"),
    "saddle": N_("no minimum"),
    "undecided": N_("not decided by second derivatives"),
    "no multiplier": N_("no multipliers exist"),
}

NOTES = {
    "not polynomial": N_(
        "The equations are not polynomial, or hold numbers such as π: these solutions are numerical, and there may "
        "be more."
    ),
    "a whole curve": N_("A whole curve of points solves the equations; only isolated ones are listed."),
    "no slope along a curve": N_(
        "Along a whole curve the gradient of a constraint vanishes, as it does where the constraint is a square: no "
        "multipliers exist there."
    ),
    "too large": N_("The degrees are too high to solve everything exactly; what is listed may be incomplete."),
    "out of time": N_("The exact solution took too long; what is listed may be incomplete."),
    "": "",
}


def rounded(value: float) -> str:
    """A coordinate as a person reads it: what rounding has left of zero is zero."""
    return short(0.0 if abs(value) < 1e-9 else float(value))
