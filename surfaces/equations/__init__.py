"""Equations in one unknown: where Newton's method can be watched point by point."""
