"""Word-level edits inside aligned sentences, as people read them: phrases, and the deletion before the insertion.

The words are compared by rapidfuzz's longest common subsequence; a stray common word between two changes is joined to
them, since a phrase reads better than confetti. Deleted and equal texts give back the parent, inserted and equal ones
the child.
"""

from typing import cast

import regex
from rapidfuzz.distance import LCSseq

from shared.collation.values import Span, SpanOp
from shared.collation.weights import worth
from shared.text import fold

# A word carries the space behind it, so that joining spans gives the text back.
_TOKEN = regex.compile(r"(?:[\p{L}\p{M}\p{N}]+(?:['’ʼ.,\-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}])\s*")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
BRIDGE_MOST = 3  # equal words between two changes that are one phrase
BRIDGE_WORTH = 2.0  # and what they may carry: little more than articles and prepositions
Step = tuple[SpanOp, int, int, int, int]


def spans(parent: str, child: str) -> tuple[Span, ...]:
    """The runs of words that are equal, deleted, inserted or replaced, in order."""
    if parent == child:
        return (Span(op="equal", parent=parent, child=child),) if parent else ()
    old, new = _tokens(parent), _tokens(child)
    steps = [_step(o) for o in LCSseq.opcodes([t.strip() for t in old], [t.strip() for t in new])]
    return tuple(
        Span(op=op, parent="".join(old[i1:i2]).strip(), child="".join(new[j1:j2]).strip())
        for op, i1, i2, j1, j2 in _joined(steps, old)
    )


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += list(token) if _NO_SPACES.search(token) else [token]
    return found


def _step(opcode: object) -> Step:
    tag, i1, i2, j1, j2 = cast(Step, tuple(opcode))  # type: ignore[arg-type]
    return tag, i1, i2, j1, j2


def _joined(steps: list[Step], old: list[str]) -> list[Step]:
    """Neighbouring changes made one, across a few words that carry nothing where one phrase replaces another."""
    apart: list[Step] = []
    for step in steps:
        if apart and "equal" not in (step[0], apart[-1][0]):
            apart[-1] = _one(apart[-1], step)
        else:
            apart.append(step)
    out: list[Step] = []
    for step in apart:
        out.append(step)
        while len(out) > 2 and _bridges(out[-3], out[-2], out[-1], old):
            out[-3:] = [_one(_one(out[-3], out[-2]), out[-1])]
    return out


def _bridges(before: Step, gap: Step, after: Step, old: list[str]) -> bool:
    if gap[0] != "equal" or "equal" in (before[0], after[0]) or "replace" not in (before[0], after[0]):
        return False
    words = [fold(token.strip()) for token in old[gap[1] : gap[2]]]
    return len(words) <= BRIDGE_MOST and sum(worth(w) for w in words if w[:1].isalnum()) <= BRIDGE_WORTH


def _one(a: Step, b: Step) -> Step:
    i1, i2, j1, j2 = a[1], b[2], a[3], b[4]
    op: SpanOp = "replace" if i2 > i1 and j2 > j1 else ("delete" if i2 > i1 else "insert")
    return op, i1, i2, j1, j2
