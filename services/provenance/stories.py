"""Which witnesses form one family: those that hang together by derivation, pair by pair, unless the others object.

Sure pairs (kept wording) join by themselves. A pair known by order and content alone joins two groups only if the
pairs between them agree on the whole: a rewrite is akin to several of a family, an independent report to a stray one.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from services.provenance.marks import apart, joined
from shared.collation.values import Collation
from shared.report import Mark

KIN_LEAST = 0.5
SURE = 0.95  # kinship by wording; order alone stays under it
BELIEF_MOST = 3.0  # log-odds that one pair may weigh
SPEAKING = 0.5  # share of the pairs between two groups, the most akin first, whose mean decides
DERIVED = frozenset({"copy", "house-styled copy", "rewrite"})
PairKey = tuple[str, str]


def kin(collation: Collation) -> bool:
    """Does one of the two derive from the other, or both from one text?"""
    return collation.verdict in DERIVED and collation.kinship >= KIN_LEAST


def families(
    ids: Iterable[str], collations: Mapping[PairKey, Collation], marks: Sequence[Mark] = ()
) -> list[tuple[str, ...]]:
    """The ids in families, each sorted; an id without kin is a family of one.

    What an editor split off is no kin by inference; what was merged is kin.
    """
    known = {i: i for i in ids}
    top = _Tops(known)
    for a, b in ((a, b) for a, others in joined(marks).items() for b in others if a in known and b in known):
        top.join(a, b)
    alone = apart(marks)
    doubtful: dict[PairKey, float] = {}
    for pair, collation in collations.items():
        if not known.keys() >= set(pair) or not alone.isdisjoint(pair):
            continue
        if kin(collation) and collation.kinship >= SURE:
            top.join(*pair)
        else:
            doubtful[pair] = _belief(collation.kinship)
    _agree(top, doubtful)
    members: dict[str, list[str]] = {}
    for i in sorted(known):
        members.setdefault(top(i), []).append(i)
    return [tuple(m) for m in members.values()]


class _Tops:
    """The smallest id of each group (union and find)."""

    def __init__(self, up: dict[str, str]) -> None:
        self._up = up

    def __call__(self, x: str) -> str:
        while self._up[x] != x:
            self._up[x] = self._up[self._up[x]]
            x = self._up[x]
        return x

    def join(self, a: str, b: str) -> str:
        low, high = sorted((self(a), self(b)))
        self._up[high] = low
        return low


def _belief(kinship: float) -> float:
    odds = math.log(max(1e-9, kinship) / max(1e-9, 1 - kinship))
    return max(-BELIEF_MOST, min(BELIEF_MOST, odds))


def _agree(top: _Tops, doubtful: Mapping[PairKey, float]) -> None:
    """Join the two groups that agree most, until none does (average linkage over the pairs that speak)."""
    between: dict[PairKey, list[float]] = defaultdict(list)
    for (a, b), belief in doubtful.items():
        low, high = sorted((top(a), top(b)))
        if low != high:
            between[low, high].append(belief)
    while between:
        best = max(between, key=lambda pair: (_agreement(between[pair]), pair))
        if _agreement(between[best]) < 0:
            return
        kept = top.join(*best)
        _regroup(between, best, kept)


def _regroup(between: dict[PairKey, list[float]], joined: PairKey, kept: str) -> None:
    gone = joined[0] if joined[1] == kept else joined[1]
    del between[joined]
    for pair in [p for p in between if gone in p]:
        other = pair[0] if pair[1] == gone else pair[1]
        low, high = sorted((kept, other))
        between[low, high].extend(between.pop(pair))


def _agreement(beliefs: list[float]) -> float:
    first = sorted(beliefs, reverse=True)[: max(1, round(len(beliefs) * SPEAKING))]
    return sum(first) / len(first)


def same_event(a: Iterable[str], b: Iterable[str], collations: Mapping[PairKey, Collation]) -> bool:
    """Do two families report one event without deriving from one another?"""
    theirs = set(b)
    for x in a:
        for y in theirs:
            collation = collations.get((min(x, y), max(x, y)))
            if collation is not None and collation.verdict == "independent":
                return True
    return False
