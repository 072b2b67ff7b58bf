"""The words a surface may be filtered by, each with the one line that defines it."""

TRAITS: dict[str, str] = {
    "convex": "never above its chords: every minimum is global",
    "quadratic": "the Hessian is the same everywhere",
    "ill-conditioned": "at the minimum, one direction is at least fifty times steeper than another",
    "many minima": "more than one place where a descent method may stop",
    "saddle": "has a stationary point that is neither a minimum nor a maximum",
    "plateau": "wide parts have almost no slope",
    "non-smooth": "has kinks: points without a gradient",
    "curved valley": "the way to the minimum bends",
    "degenerate": "at a stationary point the Hessian is singular",
    "cliff": "the slope changes by orders of magnitude within one step",
    "line of minima": "the minimum is a whole curve",
    "least squares": "a sum of squared residuals",
    "unbounded": "falls for ever in some direction",
    "edge": "the lowest point of the window lies on its edge",
}
