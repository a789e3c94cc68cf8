"""Two compared files as text: the verdict in words, what each has of the other, the edits in reading order."""

from typing import TextIO

from rich.text import Text

from services.compare import Comparison, Side
from services.provenance.descent import Line
from services.provenance.web.views.edge import reading_order, runs
from services.provenance.web.wording import percent, summary
from services.terminal.place import console, say
from services.terminal.steps import print_runs

_SAID = {
    "copy": "One is a copy of the other, or both copied one text",
    "house-styled copy": "One text in two house styles",
    "rewrite": "One text retold: the same content in other words",
    "independent": "Independent reports, as far as the words show",
    "unrelated": "The texts have nothing to do with each other",
}


def print_comparison(comparison: Comparison, place: TextIO) -> None:
    """Print what `wiretrace compare` found."""
    to = console(place)
    a, b = comparison.a, comparison.b
    say(to, Text(f"{_name(a)} → {_name(b)}", style="bold"))
    say(to, f"{_SAID[comparison.verdict]} ({comparison.verdict}, {percent(comparison.confidence)}).")
    say(to, f"{percent(a.cover)} of {a.file} is in {b.file}; {percent(b.cover)} of {b.file} is in {a.file}.")
    if comparison.verdict == "unrelated":
        return
    say(to, summary(comparison.summary, sum(edit.moved for edit in comparison.edits)))
    say(to)
    print_runs(to, runs(reading_order(comparison.edits, _lines(a), _lines(b))))


def _name(side: Side) -> str:
    return f"{side.outlet} ({side.file})" if side.outlet else side.file


def _lines(side: Side) -> list[Line]:
    return [Line(s.text, s.kind, s.paragraph) for s in side.sentences]
