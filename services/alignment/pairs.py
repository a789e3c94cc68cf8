"""Pairs of witnesses laid side by side, each once; two workers find the same of one pair, so it may happen twice."""

from collections.abc import Mapping, Sequence

from shared.article import Witness
from shared.collation.align import collate
from shared.collation.values import Collation
from shared.messages import ArticleAligned, Pair
from shared.store import PairKey, Store


class Pairs:
    """Collates and keeps collations in the store; unrelated pairs are kept nowhere."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, witnesses: Mapping[str, Witness], relatives: Mapping[str, Sequence[str]]) -> dict[str, ArticleAligned]:
        """For each of `witnesses` (by id) its pairs with its `relatives`."""
        wanted = sorted({_key(a, b) for a, others in relatives.items() for b in others})
        known = self._store.collations(wanted)
        found = known | self._collated([key for key in wanted if key not in known], witnesses)
        return {a: _aligned(a, relatives.get(a, ()), found) for a in witnesses}

    def _collated(self, keys: Sequence[PairKey], at_hand: Mapping[str, Witness]) -> dict[PairKey, Collation]:
        missing = {i for key in keys for i in key if i not in at_hand}
        all_of = {**at_hand, **self._store.witnesses(sorted(missing))}
        fresh = {(a, b): collate(all_of[a], all_of[b]) for a, b in keys if a in all_of and b in all_of}
        self._store.keep_collations({k: c for k, c in fresh.items() if c.verdict != "unrelated"})
        return fresh


def _aligned(article: str, others: Sequence[str], found: Mapping[PairKey, Collation]) -> ArticleAligned:
    pairs = [(other, found[_key(article, other)]) for other in sorted(others) if _key(article, other) in found]
    return ArticleAligned(
        article=article,
        pairs=tuple(
            Pair(other=other, verdict=c.verdict, kinship=c.kinship) for other, c in pairs if c.verdict != "unrelated"
        ),
    )


def _key(a: str, b: str) -> PairKey:
    return (a, b) if a < b else (b, a)
