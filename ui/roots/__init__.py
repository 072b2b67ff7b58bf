"""The page about roots of equations: tangents to the axis, live."""
