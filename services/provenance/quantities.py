"""Figures with a unit, so that a desk that turns miles into kilometres is not taken to change the facts.

Within one passage, a figure of the rarer system of units is read as the nearest one of the commoner system, where the
two are equal but for rounding.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDING = 0.05  # desks round what they convert
REACH = 2  # words from a figure to its unit: "40 square kilometres"
METRIC, CUSTOMARY = "metric", "customary"
_UNITS = {
    word: (dimension, system, factor)
    for words, dimension, system, factor in (
        ("kilometre kilometres kilometer kilometers km kms", "length", METRIC, 1000.0),
        ("metre metres meter meters m", "length", METRIC, 1.0),
        ("centimetre centimetres centimeter centimeters cm", "length", METRIC, 0.01),
        ("mile miles", "length", CUSTOMARY, 1609.344),
        ("yard yards", "length", CUSTOMARY, 0.9144),
        ("foot feet ft", "length", CUSTOMARY, 0.3048),
        ("inch inches", "length", CUSTOMARY, 0.0254),
        ("tonne tonnes", "weight", METRIC, 1000.0),
        ("kilogram kilograms kilogramme kilogrammes kilo kilos kg", "weight", METRIC, 1.0),
        ("ton tons", "weight", CUSTOMARY, 907.18),
        ("pound pounds lb lbs", "weight", CUSTOMARY, 0.45359),
        ("ounce ounces oz", "weight", CUSTOMARY, 0.02835),
        ("hectare hectares ha", "area", METRIC, 10_000.0),
        ("acre acres", "area", CUSTOMARY, 4046.86),
        ("litre litres liter liters", "volume", METRIC, 1.0),
        ("gallon gallons", "volume", CUSTOMARY, 3.785),
    )
    for word in words.split()
}
_NUMBER = re.compile(r"\d+(\.\d+)?")
_SQUARE = frozenset(("square", "sq"))
_RANGE = frozenset(("and", "to", "or"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a reading with its unit: where it stands, what it measures, and how much in the base unit."""

    place: int
    dimension: str
    system: str
    amount: float

    @property
    def name(self) -> str:
        """A word that stands for the amount."""
        return f"{self.dimension}:{self.amount:.6g}"


def one_system(readings: Sequence[Sequence[str]], values: Sequence[Sequence[str | None]]) -> list[dict[int, str]]:
    """For each reading, what to read in place of its figures: place -> name; "" for a figure given in both systems.

    `values[r]` holds the value of each word that is a figure.
    """
    found = [_quantities(words, figures) for words, figures in zip(readings, values, strict=True)]
    count = Counter(q.system for quantities in found for q in quantities)
    leading = METRIC if count[METRIC] >= count[CUSTOMARY] else CUSTOMARY
    marks = sorted({(q.dimension, q.amount) for quantities in found for q in quantities if q.system == leading})
    out: list[dict[int, str]] = []
    for quantities in found:
        names = {q.place: _mark(q, leading, marks) for q in quantities}
        repeated = [k for k, name in names.items() if any(names[j] == name for j in names if j < k)]
        out.append(names | dict.fromkeys(repeated, ""))
    return out


def _mark(quantity: Quantity, leading: str, marks: Sequence[tuple[str, float]]) -> str:
    if quantity.system == leading:
        return quantity.name
    near = [
        (abs(amount - quantity.amount), amount)
        for dimension, amount in marks
        if dimension == quantity.dimension and abs(amount - quantity.amount) <= ROUNDING * amount
    ]
    return f"{quantity.dimension}:{min(near)[1]:.6g}" if near else quantity.name


def _quantities(words: Sequence[str], values: Sequence[str | None]) -> list[Quantity]:
    found: list[Quantity] = []
    for place in reversed(range(len(words))):
        value = values[place]
        if value is not None and _NUMBER.fullmatch(value) and (unit := _unit(words, place)):
            dimension, system, factor = unit
            found.append(Quantity(place, dimension, system, float(value) * factor))
    return found[::-1]


def _unit(words: Sequence[str], place: int) -> tuple[str, str, float] | None:
    """The unit of the figure at `place`; the first figure of a range has that of the second."""
    if words[place + 1 : place + 2] and words[place + 1] in _RANGE and words[place + 2 : place + 3]:
        place += 2
    for k in range(place + 1, min(len(words), place + 1 + REACH)):
        if unit := _UNITS.get(words[k]):
            dimension, system, factor = unit
            squared = words[k - 1] in _SQUARE and dimension == "length"
            return ("area", system, factor * factor) if squared else unit
    return None
