"""The values of a collation: links between sentences, and the edits that lead from parent to child."""

from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from shared.value import Value

Op = Literal["verbatim", "edited", "paraphrased", "merged", "split", "added", "dropped"]
SpanOp = Literal["equal", "delete", "insert", "replace"]
Verdict = Literal["copy", "house-styled copy", "rewrite", "independent", "unrelated"]


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Link:
    """Sentences of `a` and `b` (numbers) that say the same thing; `score` in 0..1 is how surely.

    Without a dictionary of its own: a large story keeps hundreds of thousands.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float


class Collation(Value):
    """Two texts laid side by side. Symmetric: `collate(b, a)` is the mirror image of `collate(a, b)`.

    `cover_a` and `cover_b` are the shares of each text's body words that stand in linked sentences;
    `kinship` in 0..1 is the probability that one derives from the other or both from one text.
    """

    links: tuple[Link, ...]
    cover_a: float
    cover_b: float
    kinship: float
    verdict: Verdict


class Span(Value):
    """A run of words inside an aligned sentence."""

    op: SpanOp
    parent: str
    child: str


class Edit(Value):
    """One step from parent to child (contract: `op`, sentence numbers, `moved`, labels, word spans)."""

    op: Op
    parent: tuple[int, ...]
    child: tuple[int, ...]
    moved: bool = False
    labels: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
