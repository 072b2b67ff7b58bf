"""Linear algebra on coordinates-first arrays: the textbook line is the batched line.

A vector is `(n, *runs)`, a matrix `(n, n, *runs)`, a number per run `(*runs)`. Every function works on
the leading axes only, so none of them knows whether there is one run or a million.
"""

from __future__ import annotations

import numpy as np

from optim_core.method import Array


def dot(a: Array, b: Array) -> Array:
    """Inner product, one number per run: `(n, *runs), (n, *runs) -> (*runs)`."""
    return (a * b).sum(0)


def norm(a: Array) -> Array:
    """Euclidean length, `(n, *runs) -> (*runs)`."""
    return np.sqrt(dot(a, a))


def largest(a: Array) -> Array:
    """Largest absolute coordinate (the maximum norm), `(n, *runs) -> (*runs)`; NaN if any is NaN."""
    return np.maximum.reduce(np.abs(a))


def matvec(A: Array, v: Array) -> Array:
    """Matrix times vector: `(m, n, *runs), (n, *runs) -> (m, *runs)`."""
    return (A * v).sum(1)


def matmul(A: Array, B: Array) -> Array:
    """Matrix times matrix: `(m, k, *runs), (k, n, *runs) -> (m, n, *runs)`."""
    return (A[:, :, None] * B[None]).sum(1)


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


def diagonal(A: Array) -> Array:
    """The diagonal of a matrix: `(n, n, *runs) -> (n, *runs)`."""
    return np.stack([A[i, i] for i in range(len(A))])


def solve(A: Array, b: Array) -> Array:
    """The x with A x = b, `(n, n, *runs), (n, *runs) -> (n, *runs)`; inf or NaN where A is singular.

    Two equations by Cramer's rule (thirty times faster than a library call here), more by elimination.
    """
    if len(b) == 2:
        det = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
        return np.stack([A[1, 1] * b[0] - A[0, 1] * b[1], A[0, 0] * b[1] - A[1, 0] * b[0]]) / det
    return _eliminate([*A], [*b])


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


def eigh2(A: Array) -> tuple[Array, Array]:
    """Eigenvalues (ascending, `(2, *runs)`) and eigenvectors (columns, `(2, 2, *runs)`) of symmetric 2×2 matrices.

    Closed form through one Jacobi rotation (Golub & Van Loan, *Matrix Computations*, §8.5.2): the rotation
    with tangent t makes the matrix diagonal.
    """
    a, b, d = A[0, 0], A[0, 1], A[1, 1]
    twisted = b != 0
    tau = (d - a) / (2 * np.where(twisted, b, 1))
    t = np.where(twisted, np.where(tau >= 0, 1, -1) / (np.abs(tau) + np.sqrt(1 + tau * tau)), 0)
    c = 1 / np.sqrt(1 + t * t)
    s = t * c
    first, second = a - t * b, d + t * b
    ordered = first <= second
    low, high = np.where(ordered, first, second), np.where(ordered, second, first)
    u = np.stack([np.where(ordered, c, s), np.where(ordered, -s, c)])  # of the lower eigenvalue
    return np.stack([low, high]), np.stack([np.stack([u[0], -u[1]]), np.stack([u[1], u[0]])])
