"""The chain rule cuts a long formula into short pieces, so that its derivatives grow with its length and not beyond."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import Add, Expr, Mul, Symbol, numbered_symbols, preorder_traversal

from surfaces.calculus import Condition, derivative, x, y

NODES, FACTORS = 24, 6  # a piece is at most this long and this wide
LONG, SHORT = 200, 6  # of a formula as long as this, the pieces are even shorter
Pieces = dict[Symbol, Expr]  # in an order in which each speaks only of earlier ones


def cut(f: Expr) -> tuple[Pieces, Expr]:
    """f with its long parts replaced by symbols, and what these stand for. Most formulas are one piece."""
    taken = {s.name for s in f.free_symbols}
    names = (s for s in numbered_symbols("w", start=1, real=True) if not any(t.startswith(s.name) for t in taken))
    pieces: Pieces = {}
    return _shortened(f, SHORT if size(f) > LONG else NODES, names, pieces), pieces


def _shortened(e: Expr, nodes: int, names: Iterator[Symbol], pieces: Pieces) -> Expr:
    if size(e) <= nodes and len(e.args) <= FACTORS:
        return e
    args = [_shortened(a, nodes, names, pieces) for a in e.args]
    if isinstance(e, Add):  # the derivative of a sum is no longer than the sum
        return Add(*args)
    if isinstance(e, Mul) and len(args) > FACTORS:
        groups = [Mul(*args[i : i + FACTORS]) for i in range(0, len(args), FACTORS)]
        return _shortened(Mul(*(_named(g, names, pieces) for g in groups)), nodes, names, pieces)
    e = e.func(*args)
    for part in sorted(args, key=size, reverse=True):
        if size(e) <= nodes or size(part) <= 3:
            break
        if not isinstance(part, Condition):
            e = e.func(*(_named(a, names, pieces) if a is part else a for a in e.args))
    return e


def _named(part: Expr, names: Iterator[Symbol], pieces: Pieces) -> Symbol:
    if part.is_Atom:
        return part
    symbol = next((s for s, known in pieces.items() if known == part), None)
    if symbol is None:
        symbol = next(names)
        pieces[symbol] = part
    return symbol


def size(e: Expr) -> int:
    """How many nodes the tree has."""
    return sum(1 for _ in preorder_traversal(e))


class Chain:
    """All derivatives of a formula up to the second, as small expressions in the symbols of `known`."""

    def __init__(self, f: Expr):
        self.f, pieces = cut(f)
        self.known: Pieces = {}  # every symbol that stands for a part or for a derivative of one
        self.slopes: dict[Symbol, dict[Symbol, Expr]] = {}  # symbol -> its derivatives along x and y
        for symbol, part in pieces.items():
            self.known[symbol] = part
            self._derive(symbol, part, order=2)

    def _derive(self, symbol: Symbol, part: Expr, order: int) -> None:
        self.slopes[symbol] = {}
        for s in (x, y):
            slope = self.total(part, s)
            name = Symbol(f"{symbol.name}_{s.name}", real=True)
            if not slope.is_Atom:
                self.known[name] = slope
                if order > 1:
                    self._derive(name, slope, order - 1)
                slope = name
            self.slopes[symbol][s] = slope

    def total(self, e: Expr, s: Symbol) -> Expr:
        """The derivative of e along x or y, through all the symbols in it."""
        inner: Iterable[Symbol] = sorted(e.free_symbols & self.slopes.keys(), key=str)
        return derivative(e, s) + Add(*(derivative(e, w) * self.slopes[w][s] for w in inner))

    @property
    def gradient(self) -> tuple[Expr, Expr]:
        return self.total(self.f, x), self.total(self.f, y)

    @property
    def hessian(self) -> tuple[Expr, Expr, Expr]:
        fx, fy = self.gradient
        return self.total(fx, x), self.total(fx, y), self.total(fy, y)
