"""A number as a person writes it, on the page as on the stage: 0.05, −1.2, 12300, 1.2×10⁻⁵."""

from __future__ import annotations

import math

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, digits: int = 4) -> str:
    """At most `digits` significant digits, powers of ten written as such, a real minus sign."""
    if math.isnan(value):
        return "NaN"
    sign, size = "−" if value < 0 else "", abs(value)
    if size == 0:
        return "0"
    if math.isinf(size):
        return sign + "∞"
    mantissa, _, exponent = f"{size:.{digits - 1}e}".partition("e")
    power = int(exponent)
    if -3 <= power < 5:
        return sign + trimmed(f"{size:.{max(digits - 1 - power, 0)}f}")
    factor = trimmed(mantissa)
    return sign + ("" if factor == "1" else f"{factor}×") + "10" + str(power).translate(SUPERSCRIPT)


def trimmed(text: str) -> str:
    """Without the zeros at the end that say nothing."""
    return text.rstrip("0").rstrip(".") if "." in text else text
