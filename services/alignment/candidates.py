"""Which earlier witnesses may be relatives of one: with high recall; `shared.collation.align.collate` decides."""

import math
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from services.alignment.fingerprints import Fingerprint, fingerprint
from services.alignment.index import Bounds, Client, Numbers, Postings
from shared.article import Witness

# The background list speaks with the weight of this many articles against what was really seen: with fewer a lone
# story's own words, all of them seen in a few articles only, would look common.
_BACKGROUND_ARTICLES = 3000
# As many articles may share a name without it counting as less rare: a story's own takers must not wear its names out.
_STORY_SIZE = 50
# Rarity to the fourth power: ten words of a trade's common stock must not outweigh two names. Of the exponents 1 to 4,
# at equal recall of paraphrases, each proposes half as many wrong pairs as the one before.
_EMPHASIS = 4
# A feature that weighs less than this share of the rarest one is left out: it costs the longest lists and tells least.
_STOP_SHARE = 0.05
# Shared rare matter in units of the rarest feature: two short notices do not meet over a place and a trade's words.
_LEAST_WEIGHT = 6.0
# And as a share of all that the witness has (relatives of the dev stories: 98 in 100 pairs above 0.15) or, where a
# long witness holds a short one, of what the other has; that one is measured by the background alone, so it asks more.
_LEAST_SHARE = 0.12
_LEAST_SHARE_OF_OTHER = 0.3
# Most candidates handed on for one witness, the strongest kept.
_MOST_CANDIDATES = 200


class Candidates:
    """Finds earlier witnesses that share much rare matter, by containment in either of the two.

    `client` is a synchronous redis-py client (`redis.Redis` or `redis.RedisCluster`, `decode_responses=False`).
    """

    def __init__(self, client: Client, prefix: str = "wire:kin", bounds: Bounds | None = None) -> None:
        self._client: Any = client
        self._postings = Postings(client, prefix, bounds)
        self._ids = f"{prefix}:ids"
        self._records = f"{prefix}:records"

    def add(self, witness: Witness) -> None:
        """Remember one witness; adding it again changes nothing."""
        self.add_many([witness])

    def candidates(self, witness: Witness) -> list[str]:
        """Ids of remembered witnesses that may be relatives, strongest first, never the witness itself."""
        return self.candidates_many([witness])[0]

    def add_many(self, witnesses: Sequence[Witness]) -> None:
        """Remember a batch in a few round trips; a witness counts as remembered only when all of it is filed."""
        unique = list({w.id: w for w in witnesses}.values())
        if not unique:
            return
        known = self._client.hmget(self._ids, [w.id for w in unique])
        new = [w for w, number in zip(unique, known, strict=True) if number is None]
        if not new:
            return
        prints = [fingerprint(w) for w in new]
        numbers = self._postings.take_numbers(len(new))
        self._postings.post((n, p.features) for n, p in zip(numbers, prints, strict=True))
        records = {n: _record(w.id, p) for n, w, p in zip(numbers, new, prints, strict=True)}
        self._client.hset(self._records, mapping=records)
        self._client.hset(self._ids, mapping={w.id: n for n, w in zip(numbers, new, strict=True)})

    def candidates_many(self, witnesses: Sequence[Witness]) -> list[list[str]]:
        """For each witness of a batch its candidates, as `candidates` gives them."""
        prints = [fingerprint(w) for w in witnesses]
        lists = self._postings.read(f for p in prints for f in p.features)
        seen = int(self._client.hlen(self._ids))
        found = [_score(p, lists, seen) for p in prints]
        records = self._read_records({int(n) for numbers, _, _ in found for n in numbers})
        return [_choose(w.id, f, records) for w, f in zip(witnesses, found, strict=True)]

    def forget(self, article: str) -> None:
        """Take a witness out; what stays behind are bare numbers that no longer lead anywhere."""
        number = self._client.hget(self._ids, article)
        if number is not None:
            self._client.hdel(self._records, number)
            self._client.hdel(self._ids, article)

    def _read_records(self, numbers: set[int]) -> Mapping[int, tuple[str, float]]:
        if not numbers:
            return {}
        wanted = sorted(numbers)
        values = self._client.hmget(self._records, wanted)
        return {n: (v[4:].decode(), struct.unpack("<f", v[:4])[0]) for n, v in zip(wanted, values, strict=True) if v}


Reals = npt.NDArray[np.float64]
Found = tuple[Numbers, Reals, Reals]
_NOBODY: Numbers = np.empty(0, np.uint32)
_NOTHING: Found = (_NOBODY, np.empty(0), np.empty(0))


def _score(print_: Fingerprint, lists: Mapping[int, Numbers], seen: int) -> Found:
    """Numbers that share enough weight, the share of the witness's own weight, and the shared background weight."""
    rarest = _weight(0, seen, 0)
    rows: list[tuple[Numbers, float, float]] = []
    own = 0.0
    for feature, share in zip(print_.features, print_.shares, strict=True):
        held = lists.get(feature, _NOBODY)
        weight = _weight(share, seen, len(held))
        if weight >= _STOP_SHARE * rarest:
            own += weight
            rows.append((held, weight, _weight(share, 0, 0)))
    return _gather(rows, own, _LEAST_WEIGHT * rarest)


def _gather(rows: Sequence[tuple[Numbers, float, float]], own: float, least: float) -> Found:
    """Adds the weights of all lists up by witness number, and keeps the numbers with `least` and more."""
    if not any(len(held) for held, _, _ in rows):
        return _NOTHING
    lengths = [len(held) for held, _, _ in rows]
    numbers = np.concatenate([held for held, _, _ in rows])
    base = int(numbers.min())
    live = _add_up(numbers - base, np.repeat([w for _, w, _ in rows], lengths))
    hits = np.flatnonzero(live >= least)
    hits = hits[np.argsort(-live[hits], kind="stable")][: 2 * _MOST_CANDIDATES]
    still = _add_up(numbers - base, np.repeat([w for _, _, w in rows], lengths))[hits]
    return (hits + base).astype(np.uint32), live[hits] / own, still


def _add_up(numbers: Numbers, weights: Reals) -> Reals:
    return np.bincount(numbers, weights).astype(np.float64, copy=False)


def _choose(own: str, found: Found, records: Mapping[int, tuple[str, float]]) -> list[str]:
    """Candidates by the larger of the two shares, strongest first."""
    ranked: dict[str, float] = {}
    for number, share, shared in zip(*found, strict=True):
        record = records.get(int(number))
        if record and record[0] != own:
            other = shared / max(record[1], 1e-9)
            if share >= _LEAST_SHARE or other >= _LEAST_SHARE_OF_OTHER:
                ranked[record[0]] = max(share, other, ranked.get(record[0], 0.0))
    return sorted(ranked, key=lambda i: (-ranked[i], i))[:_MOST_CANDIDATES]


def _weight(share: float, seen: int, holders: int) -> float:
    """Inverse document frequency over the background and what was seen (Robertson & Sparck Jones 1976), emphasised."""
    expected = max(holders, _STORY_SIZE) + 1 + share * _BACKGROUND_ARTICLES
    return max(0.0, math.log((seen + _BACKGROUND_ARTICLES) / expected)) ** _EMPHASIS


def _record(article: str, print_: Fingerprint) -> bytes:
    return struct.pack("<f", sum(_weight(s, 0, 0) for s in print_.shares)) + article.encode()
