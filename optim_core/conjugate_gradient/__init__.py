"""Directions that do not spoil each other."""
