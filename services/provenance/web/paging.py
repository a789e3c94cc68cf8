"""A long list in parts that a page can carry: which part is wanted, and what of the list stands in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

TREE = 60  # rows of a tree with what was done in each: about 100 kB
TABLE = 100  # rows or columns of a table
DIGITS_MOST = 9  # longer ones number no part; the language refuses to read them from some length on


@dataclass(frozen=True, slots=True)
class Part:
    """`rows` are `first` to `last` (from 1) of `total`; `number` (from 1) of `count` parts."""

    number: int
    count: int
    rows: tuple[str, ...]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def part(order: Sequence[str], wanted: str, size: int, chosen: str = "", kept: Collection[str] = ()) -> Part:
    """The part that `wanted` numbers, else the one that holds `chosen`; `kept` would be shown with any of them."""
    count = max(-(-len(order) // size), 1)
    number = min(max(int(wanted), 1), count) if wanted.isdecimal() and len(wanted) <= DIGITS_MOST else 0
    at = order.index(chosen) // size + 1 if chosen in order else 0
    if not number or (at and at != number and chosen not in kept):
        number = at or number or 1
    start = (number - 1) * size
    return Part(number, count, tuple(order[start : start + size]), start + 1, len(order))
