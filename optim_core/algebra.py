"""Linear algebra on coordinates-first arrays: the textbook line is the batched line.

A vector is `(n, *runs)`, a matrix `(n, n, *runs)`, a number per run `(*runs)`. Every function works on
the leading axes only, so none of them knows whether there is one run or a million.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from optim_core.method import Array

SWEEPS = 8  # Jacobi sweeps; five or six are enough for ten coordinates
DEPENDENT = 1e-14  # what is left of a dependent column, relative to its length
REPEATED = 1e-13  # and of its pivot, which is a square


def dot(a: Array, b: Array) -> Array:
    """Inner product, one number per run: `(n, *runs), (n, *runs) -> (*runs)`."""
    return np.add.reduce(a * b)


def norm(a: Array) -> Array:
    """Euclidean length, `(n, *runs) -> (*runs)`."""
    return np.sqrt(dot(a, a))


def largest(a: Array) -> Array:
    """Largest absolute coordinate (the maximum norm), `(n, *runs) -> (*runs)`; NaN if any is NaN."""
    return np.maximum.reduce(np.abs(a))


def matvec(A: Array, v: Array) -> Array:
    """Matrix times vector: `(m, n, *runs), (n, *runs) -> (m, *runs)`."""
    return np.add.reduce(A * v, axis=1)


def matmul(A: Array, B: Array) -> Array:
    """Matrix times matrix: `(m, k, *runs), (k, n, *runs) -> (m, n, *runs)`."""
    return np.add.reduce(A[:, :, None] * B[None], axis=1)


def outer(a: Array, b: Array) -> Array:
    """Outer product a bᵀ: `(m, *runs), (n, *runs) -> (m, n, *runs)`."""
    return a[:, None] * b[None]


def transpose(A: Array) -> Array:
    """Swap rows and columns: `(m, n, *runs) -> (n, m, *runs)`."""
    return A.swapaxes(0, 1)


def eye(x: Array) -> Array:
    """The identity, one for each run of the vector x: `(n, *runs) -> (n, n, *runs)`."""
    n = len(x)
    return np.eye(n).reshape(n, n, *[1] * (x.ndim - 1)) + np.zeros_like(x)[None]


def put(values: Array, places: list[int], into: Array) -> Array:
    """`into[places] = values`, as a new array: `(len(places), *runs), (k, *runs) -> (k, *runs)`."""
    return np.stack([values[places.index(i)] if i in places else old for i, old in enumerate(into)])


def diagonal(A: Array) -> Array:
    """The diagonal of a matrix: `(n, n, *runs) -> (n, *runs)`."""
    return np.stack([A[i, i] for i in range(len(A))])


def solve(A: Array, b: Array) -> Array:
    """The x with A x = b, `(n, n, *runs), (n, *runs) -> (n, *runs)`; inf or NaN where A is singular, 0 if b is 0.

    Two equations by Cramer's rule (thirty times faster than a library call here), more by elimination.
    """
    if len(b) == 2:
        det = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
        x = np.stack([A[1, 1] * b[0] - A[0, 1] * b[1], A[0, 0] * b[1] - A[1, 0] * b[0]]) / det
    else:
        x = _eliminate([*A], [*b])
    return np.where(largest(b) == 0, 0, x)


def _eliminate(rows: list[Array], b: list[Array]) -> Array:
    """Gaussian elimination with partial pivoting; rows change places by `where`, so each run has its own pivots."""
    n = len(b)
    for k in range(n):
        for i in range(k + 1, n):
            swap = np.abs(rows[i][k]) > np.abs(rows[k][k])
            rows[k], rows[i] = np.where(swap, rows[i], rows[k]), np.where(swap, rows[k], rows[i])
            b[k], b[i] = np.where(swap, b[i], b[k]), np.where(swap, b[k], b[i])
        for i in range(k + 1, n):
            factor = rows[i][k] / rows[k][k]
            rows[i], b[i] = rows[i] - factor * rows[k], b[i] - factor * b[k]
    for k in reversed(range(n)):
        for j in range(k + 1, n):
            b[k] = b[k] - rows[k][j] * b[j]
        b[k] = b[k] / rows[k][k]
    return np.stack(b)


def solve_semidefinite(M: Array, b: Array) -> Array:
    """An x with M x = b for a symmetric M with no negative eigenvalue, `(n, n, *runs), (n, *runs) -> (n, *runs)`.

    Elimination without exchanges. Where a row depends on the rows before it, its equation is left out and its unknown
    is 0: one solution of many if the equations agree with each other.
    """
    n, rows, x = len(b), [*M], [*b]
    for k in range(n):
        free = rows[k][k] > REPEATED * M[k, k]
        pivot = np.where(free, rows[k][k], 1)
        rows[k], x[k] = np.where(free, rows[k] / pivot, 0), np.where(free, x[k] / pivot, 0)
        for i in range(k + 1, n):
            rows[i], x[i] = rows[i] - rows[i][k] * rows[k], x[i] - rows[i][k] * x[k]
    for k in reversed(range(n)):
        for j in range(k + 1, n):
            x[k] = x[k] - rows[k][j] * x[j]
    return np.stack(x)


def turned(x: Array, y: Array) -> Array:
    """The axes of the plane turned so that the first one points to (x, y), as columns: `(*runs) -> (2, 2, *runs)`."""
    return np.stack([x, -y, y, x]).reshape(2, 2, *x.shape)


def eigh2(A: Array) -> tuple[Array, Array]:
    """Eigenvalues (ascending, `(2, *runs)`) and eigenvectors (columns, `(2, 2, *runs)`) of symmetric 2×2 matrices.

    Closed form through one Jacobi rotation (Golub & Van Loan, *Matrix Computations*, §8.5.2): the rotation
    with tangent t makes the matrix diagonal.
    """
    a, b, d = A[0, 0], A[0, 1], A[1, 1]
    t, c, s = _rotation(a, b, d)
    first, second = a - t * b, d + t * b
    ordered = first <= second
    low, high = np.where(ordered, first, second), np.where(ordered, second, first)
    return np.stack([low, high]), turned(np.where(ordered, c, s), np.where(ordered, -s, c))


def eigh(A: Array) -> tuple[Array, Array]:
    """Eigenvalues `(n, *runs)` and eigenvectors (columns, `(n, n, *runs)`) of symmetric matrices of any size.

    In ascending order for n = 2, in no order beyond: cyclic Jacobi rotations (Golub & Van Loan, §8.5.3), a fixed
    number of sweeps, so that nothing branches. Meant for a handful of coordinates.
    """
    n = len(A)
    if n == 2:
        return eigh2(A)
    rows, axes = [*A], [*eye(A[0])]  # A turned so far, and the axes (as rows) it was turned to
    for _ in range(SWEEPS):
        for i in range(n):
            for j in range(i + 1, n):
                _, c, s = _rotation(rows[i][i], rows[i][j], rows[j][j])
                rows[i], rows[j] = c * rows[i] - s * rows[j], s * rows[i] + c * rows[j]
                rows = [*transpose(np.stack(rows))]
                rows[i], rows[j] = c * rows[i] - s * rows[j], s * rows[i] + c * rows[j]
                axes[i], axes[j] = c * axes[i] - s * axes[j], s * axes[i] + c * axes[j]
    return np.stack([rows[i][i] for i in range(n)]), transpose(np.stack(axes))


def _rotation(a: Array, b: Array, d: Array) -> tuple[Array, Array, Array]:
    """Tangent, cosine and sine of the smaller angle that makes [[a, b], [b, d]] diagonal."""
    twisted = b != 0
    tau = (d - a) / (2 * np.where(twisted, b, 1))
    t = np.where(twisted, np.where(tau >= 0, 1, -1) / (np.abs(tau) + np.sqrt(1 + tau * tau)), 0)
    c = 1 / np.sqrt(1 + t * t)
    return t, c, t * c


def positive_definite(A: Array) -> Array:
    """Whether xᵀA x > 0 for all x ≠ 0, `(n, n, *runs) -> (*runs)`: all pivots of the elimination are positive."""
    n, rows = len(A), [*A]
    positive = rows[0][0] > 0
    for k in range(n - 1):
        for i in range(k + 1, n):
            rows[i] = rows[i] - rows[i][k] / rows[k][k] * rows[k]
        positive = positive & (rows[k + 1][k + 1] > 0)
    return positive


def least_squares(A: Array, b: Array) -> Array:
    """The x for which A x is nearest to b: `(m, n, *runs), (m, *runs) -> (n, *runs)`, m ≥ n.

    Modified Gram–Schmidt (Björck, *Numerical Methods for Least Squares Problems*, §2.4.3). A column that depends on
    the ones before it gets the coefficient 0.
    """
    columns, n = [*transpose(A)], A.shape[1]
    lengths = [norm(a) for a in columns]
    R: list[list[Any]] = [[0] * n for _ in range(n)]
    z: list[Any] = [0] * n
    for k in range(n):
        length = norm(columns[k])
        free = length > DEPENDENT * lengths[k]
        R[k][k] = np.where(free, length, 1)
        q = np.where(free, columns[k] / R[k][k], 0)
        for j in range(k + 1, n):
            R[k][j] = dot(q, columns[j])
            columns[j] = columns[j] - R[k][j] * q
        z[k] = dot(q, b)
        b = b - z[k] * q
    for k in reversed(range(n)):
        for j in range(k + 1, n):
            z[k] = z[k] - R[k][j] * z[j]
        z[k] = z[k] / R[k][k]
    return np.stack(z)
