"""What a reader hands over: the facts and blocks of one article, before they are judged and named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.article import Block, Fact


@dataclass(frozen=True, slots=True)
class Found:
    """Facts in order of trust (the first of a name is preferred) and printed blocks in page order.

    `origin` tells entries of one file apart where they have no address of their own.
    """

    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one entry of a file cannot be used, and what to do about it."""

    reason: str


class UnusableError(Exception):
    """The file, or the entry at hand, cannot be used; the message says what the user can do."""


FileReader = Callable[[Path], Iterator[Found | Problem]]


def fact(name: str, value: object, source: str) -> tuple[Fact, ...]:
    """The fact as a tuple of one, or of none where the value is no text or holds nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ()
    text = " ".join(value.replace("\x00", " ").split())
    return (Fact(name=name, value=text, source=source),) if text else ()
