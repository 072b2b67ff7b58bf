"""One source, four forms: runs a method on symbols and prints it as JavaScript, Python floats and LaTeX."""

from tracing.symbols import Untraceable

__all__ = ["Untraceable"]
