"""A step size for every coordinate, learned on the way."""
