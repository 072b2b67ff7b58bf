"""Well-known quadratics by the names textbooks give them: all are one bowl with two knobs."""

PRESETS: dict[str, tuple[str, dict[str, float]]] = {
    "quad_k10": ("quadratic", {"kappa": 10.0, "angle": 0.0}),
    "quad_k100": ("quadratic", {"kappa": 100.0, "angle": 0.0}),
    "quad_k1000": ("quadratic", {"kappa": 1000.0, "angle": 0.0}),
    "quad_rot30_k20": ("quadratic", {"kappa": 20.0, "angle": 30.0}),
    "quad_rot45_k100": ("quadratic", {"kappa": 100.0, "angle": 45.0}),
}
