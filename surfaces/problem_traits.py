"""The words a problem with constraints may be filtered by, each with the one line that defines it."""

TRAITS: dict[str, str] = {
    "convex": "f and every g are convex and every h is linear: a solution is the global minimum",
    "not convex": "the allowed set has dents or holes, or is in pieces",
    "linear objective": "f has no curvature: only the constraints hold it",
    "several solutions": "more than one point satisfies the conditions",
    "ill-conditioned": "one direction is at least fifty times steeper than another",
    "corner": "two constraints are active at the solution",
    "zero multiplier": "a constraint is active at the solution, yet its multiplier is zero",
    "no multiplier": "at the minimum the conditions fail: no multipliers exist",
}
