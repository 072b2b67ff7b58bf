"""What can be wrong with a typed formula, said so that one knows what would be right."""

from __future__ import annotations

from typing import Any, NoReturn

SAYS: dict[str, str] = {
    "empty": "Type a formula in x and y, for example {example}.",
    "long": "The formula has {count} characters; at most {limit} are allowed.",
    "parts": "The formula has more than {limit} parts.",
    "deep": "Parentheses, powers or functions are nested deeper than {limit} levels.",
    "character": "The character {wrong} has no meaning in a formula.",
    "instead": "Write {right} instead of {wrong}.",
    "times": "An operator is missing here; for a product write {right}.",
    "operand": "Between {before} and {after} something is missing.",
    "start": "Before {after} something is missing.",
    "end": "After {before} something is missing.",
    "unclosed": "This parenthesis is never closed.",
    "unopened": "There is no open parenthesis to close here.",
    "comma": "A comma belongs only between the arguments of a function such as min(x, y).",
    "call": "After {name} comes its argument in parentheses, as in {right}.",
    "function": "{name} is not a function here. Known are {known}.",
    "near": "{name} is not a function here; did you mean {right}?",
    "count": "{name} needs this many arguments, separated by commas: {expected}. Here it has {given}.",
    "name": "{name} cannot be the name of a parameter; take another one, such as a or b1.",
    "names": "There are more than {limit} parameters.",
    "number": "The number {number} is too large or too small; its size must be between {low} and {high}.",
    "digits": "The number {number} has more than {limit} digits.",
    "exponent": "The exponent is too large: all exponents above one another multiply to at most {limit}.",
    "value": "The parameter {name} needs a finite number as its value.",
    "zero": "This divides by zero.",
    "real": "This part has no real value.",
    "condition": "A comparison such as x > 0 may only stand first in where(condition, then, otherwise).",
    "comparison": "The first argument of where must be a comparison such as x > 0.",
    "always": "This comparison contains neither x, y nor a parameter, so it never changes.",
    "constant": "Neither x nor y occurs in the formula, so there is nothing to minimise.",
    "syntax": "The formula cannot be read from here on.",
}


class FormulaError(ValueError):
    """A typed formula cannot be used: an English `template`, the `values` in it, and the `position` it is about."""

    def __init__(self, template: str, values: dict[str, Any], position: int):
        super().__init__(template.format(**values))
        self.template, self.values, self.position = template, values, position

    def __reduce__(self) -> tuple:
        return FormulaError, (self.template, self.values, self.position)


def wrong(what: str, position: int, **values: Any) -> NoReturn:
    raise FormulaError(SAYS[what], values, position)
