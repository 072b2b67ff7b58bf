"""How much of the last direction to keep: eight formulas that agree on a quadratic with exact search."""

import numpy as np

from optim_core.algebra import dot, norm


def fletcher_reeves(new, old, d):
    return dot(new, new) / dot(old, old)


def polak_ribiere(new, old, d):
    return dot(new, new - old) / dot(old, old)


def polak_ribiere_plus(new, old, d):
    return np.maximum(0, polak_ribiere(new, old, d))


def hestenes_stiefel(new, old, d):
    return dot(new, new - old) / dot(d, new - old)


def dai_yuan(new, old, d):
    return dot(new, new) / dot(d, new - old)


def conjugate_descent(new, old, d):
    return dot(new, new) / -dot(d, old)


def liu_storey(new, old, d):
    return dot(new, new - old) / -dot(d, old)


def hager_zhang(new, old, d, eta=0.01):
    """Hager & Zhang (2005), eq. 1.3–1.6: always a descent direction, gᵀd ≤ −7/8 ‖g‖²."""
    y = new - old
    dy = dot(d, y)
    beta = dot(y - 2 * d * (dot(y, y) / dy), new) / dy
    return np.maximum(beta, -1 / (norm(d) * np.minimum(eta, norm(old))))


BETA_RULES = {
    "FR": fletcher_reeves,  # Fletcher & Reeves (1964)
    "PR": polak_ribiere,  # Polak & Ribière (1969)
    "PR+": polak_ribiere_plus,  # Gilbert & Nocedal (1992)
    "HS": hestenes_stiefel,  # Hestenes & Stiefel (1952)
    "DY": dai_yuan,  # Dai & Yuan (1999)
    "CD": conjugate_descent,  # Fletcher (1987)
    "LS": liu_storey,  # Liu & Storey (1991)
    "HZ": hager_zhang,  # Hager & Zhang (2005)
}
