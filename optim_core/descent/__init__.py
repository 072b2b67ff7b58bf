"""Follow the slope: gradient descent and what momentum adds to it."""
