"""What mathematics says about a formula before anybody takes a step: slopes, curvatures, stationary points."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from surfaces import Point, Surface
from surfaces.latex import gradient_latex, hessian_latex
from ui.language import N_, _
from ui.numbers import short
from ui.tables import STYLE, html_row, word

KINDS = {
    "min": N_("minimum"),
    "min line": N_("a line of minima"),
    "min flat": N_("minimum, flat"),
    "min kink": N_("minimum at a kink"),
    "max": N_("maximum"),
    "max line": N_("a line of maxima"),
    "max flat": N_("maximum, flat"),
    "saddle": N_("saddle point"),
    "saddle flat": N_("saddle, flat"),
}
LONG = 1200  # characters of LaTeX that still fit on a page


def notices(surface: Surface) -> None:
    """What to know before trusting the picture: kinks, and where there is nothing to see."""
    if surface.kinks:
        st.info(_(surface.kinks), icon=":material/broken_image:")
    missing = undefined(surface)
    if missing == 1:
        st.warning(_("The formula is defined nowhere in this window."), icon=":material/block:")
    elif missing:
        share = _(
            "In {percent} % of the window the formula is undefined: hatched on the map. A run that gets there ends."
        )
        st.info(share.format(percent=short(100 * missing, 2)), icon=":material/texture:")


def undefined(surface: Surface) -> float:
    """The part of the window where the formula has no value, seen on a grid."""
    (a, b), (c, d) = surface.domain
    f = surface.value(np.array(np.meshgrid(np.linspace(a, b, 61), np.linspace(c, d, 61))))
    return float(np.isnan(f).mean())


def derivatives(surface: Surface) -> None:
    """Gradient and Hessian, as formulas."""
    slopes, curvatures = gradient_latex(surface), hessian_latex(surface)
    if not slopes or sum(map(len, (*slopes, *curvatures))) > LONG:
        st.caption(_("The derivatives of this formula are exact, but too long to be read."))
        return
    st.latex(rf"\nabla f = \begin{{pmatrix}} {slopes[0]} \\[1ex] {slopes[1]} \end{{pmatrix}}")
    xx, xy, yy = curvatures
    st.latex(rf"\nabla^2 f = \begin{{pmatrix}} {xx} & {xy} \\[1ex] {xy} & {yy} \end{{pmatrix}}")


def stationary(surface: Surface) -> None:
    """The stationary points in the window as a table, lowest first."""
    if not surface.points:
        st.caption(_("No stationary point was found in the window."))
        return
    heads = [_("Point"), _("Kind"), "f", _("Curvatures")]
    columns = "".join(f'<th scope="col"{word(i < 2)}>{escape(head)}</th>' for i, head in enumerate(heads))
    rows = "".join(html_row(f"({short(p.x)}, {short(p.y)})", row(p, surface)) for p in surface.points)
    said = escape(_("Stationary points in the window, found from many starts; nothing proves that there are no others"))
    table = f"<table><caption>{said}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    st.html(f'{STYLE}<div class="outcomes" style="max-height: 24rem; overflow: auto" tabindex="0">{table}</div>')


def row(point: Point, surface: Surface) -> list[str]:
    """The cells of one point after its place. Curvatures are the eigenvalues of the Hessian."""
    hessian = surface.hess(np.array(point[:2]))
    smooth = np.isfinite(hessian).all() and "kink" not in point.kind
    curvatures = ", ".join(short(float(v), 3) for v in np.linalg.eigvalsh(hessian)) if smooth else "–"
    return [_(KINDS.get(point.kind, point.kind)), short(point.f), curvatures]
