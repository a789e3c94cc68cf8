"""Two files side by side without a server: what kind of copy the second is of the first, and every edit.

Says nothing about who took from whom: two texts alone rarely show it, and the tree of a story does.
"""

from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import Field

from services.ingest.formats import read
from services.segmenter.segment import segment
from shared.article import Witness
from shared.collation.align import collate
from shared.collation.edits import edits
from shared.collation.meaning import Meaning
from shared.collation.values import Edit, Verdict
from shared.report import Rejected, ReportSentence
from shared.value import Value

APART = ("independent", "unrelated")


class UncomparableError(RuntimeError):
    """One of the two files holds no article; the message says which and what to do."""


class Side(Value):
    """One of the two texts; `cover` is the share (0..1) of its words that stand in sentences the other has too."""

    file: str
    outlet: str | None
    headline: str | None
    agency: str | None
    cover: float
    sentences: tuple[ReportSentence, ...]


class Comparison(Value):
    """`confidence` (0..1) is that of the verdict; edits lead from `a` to `b` and number their sentences from 0."""

    schema_: Literal["wiretrace-comparison/1"] = Field(default="wiretrace-comparison/1", alias="schema")
    a: Side
    b: Side
    verdict: Verdict
    confidence: float
    edits: tuple[Edit, ...]
    summary: dict[str, int]


def compare(a: Path, b: Path, meaning: Meaning | None = None) -> Comparison:
    """The edits from `a` to `b`; of a file with several articles the first. `meaning` has a say in the links.

    Raises:
        UncomparableError: a file holds no article.
    """
    first, second = _witness(a), _witness(b)
    found = collate(first, second, meaning)
    made = edits(first.sentences, second.sentences, found.links)
    return Comparison(
        a=_side(first, found.cover_a),
        b=_side(second, found.cover_b),
        verdict=found.verdict,
        confidence=round(1 - found.kinship if found.verdict in APART else found.kinship, 4),
        edits=made,
        summary=dict(sorted(Counter(edit.op for edit in made).items())),
    )


def _witness(path: Path) -> Witness:
    found = next(read(path, path.name), None)
    if found is None or isinstance(found, Rejected):
        raise UncomparableError(f"{path}: {found.reason if found else 'the file holds no article'}")
    return segment(found)


def _side(witness: Witness, cover: float) -> Side:
    lines = tuple(ReportSentence(text=s.text, kind=s.kind, paragraph=s.paragraph) for s in witness.sentences)
    return Side(
        file=witness.file,
        outlet=witness.outlet,
        headline=witness.headline,
        agency=witness.agency,
        cover=round(cover, 4),
        sentences=lines,
    )
