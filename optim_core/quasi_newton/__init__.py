"""Learn the curvature from how the gradient turns."""
