"""What narration two texts both keep, and whether the names and figures in it are the same: a copy's or a mould's."""

from dataclasses import dataclass
from functools import lru_cache

from shared.collation.body import Body
from shared.collation.facts import FIGURE, INNER_NAME
from shared.collation.order import Links
from shared.collation.weights import stem
from shared.text import fold

TOLD_LEAST = 3  # runs of four words outside quotations: six words in a row, or phrases
KEPT_SENTENCES = 32768


@dataclass(frozen=True, slots=True)
class Kept:
    """`runs`: runs of four in linked sentences that keep narration (`of_a`, `of_b`: their numbers); `shared`: names and
    figures that those sentences have in common; `swapped`: how many each side has in place of the other's, each
    counted once however often it is repeated, so that a slip in a name weighs one."""

    runs: int
    shared: int
    swapped: int
    of_a: set[int]
    of_b: set[int]


def kept(a: Body, b: Body, links: Links) -> Kept:
    """Over those of `links` whose narration was kept."""
    runs = 0
    pairs: list[tuple[int, int]] = []
    for i, j in links:
        told = len(a.lines[i].told & b.lines[j].told)
        if told >= TOLD_LEAST:
            runs += told
            pairs.append((i, j))
    both, only_a, only_b = set[str](), set[str](), set[str]()
    for i, j in pairs:
        left, right = _facts(a, i), _facts(b, j)
        both |= left & right
        only_a |= left - right
        only_b |= right - left
    swapped = min(len(only_a - both), len(only_b - both))
    return Kept(runs, len(both), swapped, {i for i, _ in pairs}, {j for _, j in pairs})


def _facts(body: Body, number: int) -> frozenset[str]:
    line = body.lines[number]
    return line.names | line.figures | _printed_facts(body.texts[number])


@lru_cache(maxsize=KEPT_SENTENCES)
def _printed_facts(text: str) -> frozenset[str]:
    """Names as they are printed, with a capital letter inside the sentence, and figures."""
    return frozenset(stem(fold(name)) for name in INNER_NAME.findall(text)) | frozenset(FIGURE.findall(text))
