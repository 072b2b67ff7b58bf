"""What this lab is, where its numbers come from, and what not to conclude from them."""

from __future__ import annotations

import streamlit as st

from ui.language import _

text = st.container(width=720)  # a comfortable line to read

text.title(_("About this lab"))
text.markdown(
    _(
        "Descent Lab shows how optimisation methods think. Touch anything (a start point, a hyperparameter, the step "
        "you are looking at) and every panel shows what happened and why."
    )
)

text.subheader(_("Where the numbers come from"))
text.markdown(
    _(
        "Each method is one short file of Python, written as the books print it, and the code shown below the stage "
        "is the code that ran. The same source is printed as JavaScript, so that a knob can be moved live in the "
        "browser; when you let go, Python computes the run again and has the last word."
    )
)
text.markdown(
    _(
        "Methods that share a name differ between books and libraries. Each card names its source, and the variant "
        "where there are several."
    )
)

text.subheader(_("What not to conclude"))
text.markdown(
    _(
        "A surface over the plane is a place to see a mechanism, not to rank methods. A problem with thousands of "
        "variables has other troubles: no picture shows them, and a method that shines here may fail there."
    )
)
text.markdown(
    _(
        "Counts of evaluations are compared here, not seconds: a gradient may cost next to nothing or take a day, and "
        "only the count belongs to the method."
    )
)

text.subheader(_("Your experiments"))
text.markdown(
    _(
        "An experiment is its link: copy the address, change it by hand, send it to a class. Nothing you do is kept "
        "on the server, nobody is counted, and no other site is contacted."
    )
)
