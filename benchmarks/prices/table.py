"""Prices as a table of names and numbers, and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from statistics import geometric_mean

from services.provenance.costs import Manner, Weights

TARGET = Path(__file__).parents[2] / "services/provenance/costs.py"
OF_SECONDS = frozenset({"second", "switch", "letter"})  # no tree of single sources depends on them
CAPS = {"wire_lede": 0.95, "wire_lost": 1.0, "close.tail": 1.0, "styled.tail": 1.0, "reworded.tail": 1.0}  # shares


def flat(weights: Weights) -> dict[str, float]:
    """name -> price of all that may be fitted, a manner's as "close.new"; what is nothing stays nothing."""
    found: dict[str, float] = {}
    for field in fields(weights):
        price = getattr(weights, field.name)
        if isinstance(price, Manner):
            found |= {f"{field.name}.{f.name}": getattr(price, f.name) for f in fields(price)}
        else:
            found[field.name] = price
    return {name: price for name, price in found.items() if price > 0 and name not in OF_SECONDS}


def priced_by(table: Mapping[str, float], weights: Weights) -> Weights:
    """`weights` with the prices of `table` in place of its own."""
    single = {name: price for name, price in table.items() if "." not in name}
    manners: dict[str, Manner] = {}
    for name, price in table.items():
        if "." in name:
            manner, part = name.split(".")
            now: Manner = manners[manner] if manner in manners else getattr(weights, manner)
            manners[manner] = replace(now, **{part: price})
    return replace(weights, **single, **manners)


def mean(several: Sequence[Weights]) -> Weights:
    """The geometric mean of each price."""
    tables = [flat(w) for w in several]
    return priced_by({name: geometric_mean(t[name] for t in tables) for name in tables[0]}, several[0])


def write(weights: Weights, target: Path = TARGET) -> None:
    """Put the prices into the source, to three figures at least, where the old ones stand.

    Raises:
        ValueError: a price's line is not where it was.
    """
    source = target.read_text(encoding="utf-8")
    for field in fields(weights):
        price = getattr(weights, field.name)
        many = isinstance(price, Manner)
        parts = ", ".join(_figures(getattr(price, f.name)) for f in fields(price)) if many else ""
        old, new = (r"Manner\([^)]*\)", f"Manner({parts})") if many else (r"[\d.]+", _figures(price))
        source, count = re.subn(rf"(?m)^(    {field.name}: \w+ = ){old}", rf"\g<1>{new}", source)
        if count != 1:
            raise ValueError(f"{target.name}: no line, or several, for {field.name}")
    target.write_text(source, encoding="utf-8")


def _figures(price: float) -> str:
    return f"{price:.3f}" if 0 < price < 1 else f"{price:.2f}"
