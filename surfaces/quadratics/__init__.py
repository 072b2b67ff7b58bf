"""Quadratics: the only surfaces on which every method can be understood completely."""
