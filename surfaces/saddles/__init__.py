"""Saddles: places without slope that are not where one wants to stay."""
