"""Which witnesses form one family: those that hang together by derivation, pair by pair."""

from collections.abc import Iterable, Mapping

from shared.collation.values import Collation

KIN_LEAST = 0.5
DERIVED = frozenset({"copy", "house-styled copy", "rewrite"})
PairKey = tuple[str, str]


def kin(collation: Collation) -> bool:
    """Does one of the two derive from the other, or both from one text?"""
    return collation.verdict in DERIVED and collation.kinship >= KIN_LEAST


def families(ids: Iterable[str], collations: Mapping[PairKey, Collation]) -> list[tuple[str, ...]]:
    """The ids in families, each sorted; an id without kin is a family of one."""
    up = {i: i for i in ids}

    def top(x: str) -> str:
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for (a, b), collation in collations.items():
        if a in up and b in up and kin(collation):
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
