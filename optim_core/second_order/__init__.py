"""Use the curvature: methods that ask for the Hessian."""
