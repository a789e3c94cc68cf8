"""rapidfuzz's edit script between two word sequences, with types that hold."""

from collections.abc import Sequence
from typing import cast

from rapidfuzz.distance import LCSseq

from shared.collation.values import SpanOp

Step = tuple[SpanOp, int, int, int, int]
"""(operation, start and end in the first sequence, start and end in the second)."""


def opcodes(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The steps of a longest common subsequence (Hyyrö 2004), covering both sequences whole."""
    return cast(list[Step], [tuple(o) for o in LCSseq.opcodes(a, b).as_list()])
