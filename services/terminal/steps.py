"""Edits as lines of text: what went is struck out (`[-so-]` without colour), what came is set off (`{+so+}`)."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from services.provenance.web.views.edge import Piece, Run, Step
from services.terminal.place import PADDED, say

GONE, COME = "red strike", "green"
_MARKS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
_STYLES = {"equal": "", "delete": GONE, "insert": COME}


def print_runs(to: Console, found: Iterable[Run]) -> None:
    """The edits in reading order; runs of unchanged sentences as one line."""
    for run in found:
        if run.folded:
            _below(to, Text(f"… {run.said}", style="dim"))
            continue
        for step in run.steps:
            _below(to, step_text(step, coloured=to.color_system is not None))


def step_text(step: Step, coloured: bool) -> Text:
    """One edit: its kind, its labels, the words."""
    if step.ghost:
        return Text(f"{step.number:>3}  (stood here: {_begun(step.before)})", style="dim")
    told = f" ({', '.join(step.told)})" if step.told else ""
    line = Text(f"{step.number:>3}  ")
    line.append(f"{step.word}{told}", style="bold" if step.weight else "dim").append("  ")
    return line.append_text(woven(step.pieces, coloured))


def woven(pieces: Sequence[Piece], coloured: bool) -> Text:
    """The words with what went and what came."""
    line = Text()
    for n, piece in enumerate(pieces):
        before, after = ("", "") if coloured else _MARKS[piece.op]
        line.append(" " if n and piece.apart else "")
        line.append(f"{before}{piece.text}{after}", style=_STYLES[piece.op])
    return line


def _begun(text: str, words: int = 8) -> str:
    found = text.split()
    return " ".join(found[:words]) + (" …" if len(found) > words else "")


def _below(to: Console, text: Text) -> None:
    say(to, Padding(text, (0, 0, 0, PADDED)) if to.is_terminal else Text(" " * PADDED).append_text(text))
