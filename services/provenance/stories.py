"""Which witnesses form one family: those that hang together by derivation, pair by pair."""

from collections.abc import Iterable, Mapping, Sequence

from services.provenance.marks import apart, joined
from shared.collation.values import Collation
from shared.report import Mark

KIN_LEAST = 0.5
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
    up = {i: i for i in ids}
    alone, together = apart(marks), joined(marks)

    def top(x: str) -> str:
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    pairs = [pair for pair, collation in collations.items() if kin(collation) and alone.isdisjoint(pair)]
    for a, b in [*pairs, *((a, b) for a, others in together.items() for b in others)]:
        if a in up and b in up:
            low, high = sorted((top(a), top(b)))
            up[high] = low
    members: dict[str, list[str]] = {}
    for i in sorted(up):
        members.setdefault(top(i), []).append(i)
    return [tuple(m) for m in members.values()]


def same_event(a: Iterable[str], b: Iterable[str], collations: Mapping[PairKey, Collation]) -> bool:
    """Do two families report one event without deriving from one another?"""
    theirs = set(b)
    for x in a:
        for y in theirs:
            collation = collations.get((min(x, y), max(x, y)))
            if collation is not None and collation.verdict == "independent":
                return True
    return False
