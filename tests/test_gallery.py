"""The gallery: a picture for every surface, quickly drawn, in the colours of the stage."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from experiments import Experiment
from surfaces import FAMILIES, SURFACES
from surfaces.formula import formula
from surfaces.traits import TRAITS
from tests.test_playground import ROOT, opened
from ui.figures.contours import BANDS, RAMPS, SIZE, contour_picture, levels, painted, ramp
from ui.gallery import HEADINGS
from ui.pictures import picture

PAGE = ROOT / "pages" / "explore" / "gallery.py"


def stamps(app: AppTest) -> str:
    return "".join(html.proto.body for html in app.get("html"))


def keys(app: AppTest) -> list[str]:
    return re.findall(r'href="playground\?surface=(\w+)', stamps(app))


def search(app: AppTest, words: str) -> AppTest:
    app.text_input[0].set_value(words).run()
    return app


def test_every_surface_has_a_picture_a_name_a_lesson_and_a_link():
    app = opened(page=PAGE)
    assert sorted(keys(app)) == sorted(SURFACES)
    text = unescape(stamps(app))
    for surface in SURFACES.values():
        assert surface.name in text and surface.teaches in text
        assert f'src="contours/light/{surface.key}.webp" alt="Contour map of {surface.name}' in text
        assert Experiment.from_query(f"surface={surface.key}")[1] == []


def test_only_the_first_pictures_are_loaded_before_one_scrolls():
    html = stamps(opened(page=PAGE))
    loading = re.findall(r'loading="(\w+)"', html)
    assert loading == ["eager"] * 6 + ["lazy"] * (len(SURFACES) - 6)


def test_surfaces_are_filtered_by_all_chosen_traits_and_the_choice_is_in_the_address():
    app = opened(page=PAGE)
    (pills,) = app.pills
    pills.set_value(["saddle", "many minima"]).run()
    wanted = [key for key, s in SURFACES.items() if {"saddle", "many minima"} <= s.traits]
    assert sorted(keys(app)) == sorted(wanted) and 0 < len(wanted) < len(SURFACES)
    assert app.query_params["trait"] == ["saddle", "many minima"]
    assert TRAITS["saddle"] in app.caption[0].value
    again = opened("trait=saddle&trait=many+minima", page=PAGE)
    assert keys(again) == keys(app)


def test_surfaces_are_found_by_words_of_their_name_or_lesson_in_either_language():
    assert keys(search(opened(page=PAGE), "HIMMELB")) == ["himmelblau"]
    assert keys(search(opened(page=PAGE, locale="zh-CN"), "himmelb")) == ["himmelblau"]
    assert "himmelblau" in keys(search(opened(page=PAGE), "four minima"))
    assert keys(opened("search=himmelblau", page=PAGE)) == ["himmelblau"]


def test_a_search_without_a_result_says_so_and_a_strange_trait_is_passed_over():
    app = search(opened("trait=nonsense", page=PAGE), "<script>alert(1)</script>")
    assert keys(app) == [] and app.caption[-1].value.startswith("0 of")


def test_the_chosen_language_goes_along_to_the_playground():
    assert 'href="playground?surface=beale&lang=zh"' in stamps(opened("lang=zh&search=beale", page=PAGE))


def test_every_family_has_a_heading_and_every_trait_of_a_surface_is_defined():
    assert set(HEADINGS) >= set(FAMILIES)
    assert {trait for surface in SURFACES.values() for trait in surface.traits} <= set(TRAITS)


@pytest.mark.parametrize("key", SURFACES)
def test_every_surface_has_a_light_picture_that_shows_something(key):
    data = picture(key, "light")
    assert data is not None and len(data) < 60_000
    image = Image.open(BytesIO(data))
    assert image.size == SIZE
    assert len(image.convert("RGB").getcolors(SIZE[0] * SIZE[1])) >= 4


def test_there_is_no_picture_of_what_is_not_there():
    assert picture("nonsense", "light") is None and picture("beale", "pink") is None
    assert picture("../app", "light") is None


def test_low_ground_is_where_the_minimum_is_and_up_is_up():
    u = levels(formula("(x-2)^2+(y-1)^2"), (61, 61))
    row, column = np.unravel_index(np.argmin(u), u.shape)
    assert abs(-3 + 6 * (column + 0.5) / 61 - 2) < 0.06 and abs(3 - 6 * (row + 0.5) / 61 - 1) < 0.06
    assert u.min() < 1e-3 and u.max() == 1


def test_undefined_ground_is_hatched():
    surface = formula("log(x)+y")
    pixels = painted(levels(surface, (90, 60)), "light")
    left = {tuple(map(int, pixel)) for pixel in pixels[:, :44].reshape(-1, 3)}
    assert left == {(232, 232, 232), (198, 198, 198)}
    assert np.isnan(levels(formula("log(-1-x^2)"), (9, 9))).all() and contour_picture(formula("log(-1-x^2)"))


def test_a_surface_of_one_height_is_no_error():
    assert len(contour_picture(formula("0*x+floor(x/99)"))) > 0


def test_pictures_have_even_bands():
    u = np.tile(np.linspace(0, 1, 400, endpoint=False), (4, 1))
    assert len({tuple(pixel) for pixel in painted(u, "dark")[0][5::25]}) == BANDS


def test_the_colours_are_those_of_the_stage():
    script = (ROOT / "ui" / "stage" / "js" / "palette.js").read_text(encoding="utf-8")
    for theme, ends in RAMPS.items():
        (text,) = re.findall(rf"{theme}: \[\[(.*?)\]\],", script)
        assert [float(n) for n in re.findall(r"-?\d+\.?\d*", text)] == [n for end in ends for n in end]
        assert ramp(theme).shape == (256, 3) and ramp(theme).min() >= 0 and ramp(theme).max() <= 255
