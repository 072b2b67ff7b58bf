"""Numbers on the page are written as on the stage."""

import math
import subprocess
from pathlib import Path

import pytest

from ui.numbers import short

WRITTEN = {
    0.0: "0",
    0.05: "0.05",
    -1.2: "−1.2",
    0.1 + 0.2: "0.3",
    3.1006: "3.101",
    1234.56: "1235",
    12345.6: "12346",
    99999.0: "10⁵",
    1e-3: "0.001",
    1e-4: "10⁻⁴",
    -1.23456e-29: "−1.235×10⁻²⁹",
    math.inf: "∞",
    -math.inf: "−∞",
}


@pytest.mark.parametrize("value", WRITTEN)
def test_a_number_is_short_and_has_a_real_minus_sign(value):
    assert short(value) == WRITTEN[value]


def test_what_is_no_number_says_so():
    assert short(math.nan) == "NaN"


def test_the_stage_writes_the_same_numbers():
    module = Path(__file__).parent.parent / "ui" / "stage" / "js" / "scale.js"
    listed = ", ".join("Infinity" if v == math.inf else "-Infinity" if v == -math.inf else repr(v) for v in WRITTEN)
    script = f"import('{module.as_uri()}').then(m => console.log([{listed}].map(v => m.formatNumber(v)).join('\\n')))"
    try:
        told = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, timeout=60).stdout
    except FileNotFoundError:
        pytest.skip("there is no node on this machine")
    assert told.split() == [short(v) for v in WRITTEN]
