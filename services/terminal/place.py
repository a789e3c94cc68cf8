"""Where text is printed: a terminal gets colour and line breaks, a file or pipe one line for each thing said."""

from typing import TextIO

from rich.console import Console, RenderableType

WIDEST = 110  # characters of a line that is still easy to read
UNBOUNDED = 1_000_000  # a pipe has no edge
PADDED = 2  # blanks in front of what belongs to the line above


def console(place: TextIO) -> Console:
    """A console on `place`, no wider than is easy to read."""
    found = Console(file=place, highlight=False, emoji=False, markup=False)
    found.width = min(found.width, WIDEST) if found.is_terminal else UNBOUNDED
    return found


def say(to: Console, thing: RenderableType = "") -> None:
    """Print `thing`; where nobody looks on, without line breaks of our own."""
    to.print(thing, soft_wrap=not to.is_terminal)
