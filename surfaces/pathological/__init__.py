"""Landscapes that isolate one difficulty of training neural networks: plateaus, cliffs, kinks, vanishing slopes."""
