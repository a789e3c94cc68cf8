"""Which earlier witnesses may be relatives of one: with high recall; `shared.collation.align.collate` decides.

Bounds cut in three places: the window and the size (`Bounds`), the newest `postings` holders of a feature, and the
strongest `MOST_CANDIDATES` of one witness. A family larger than these is still held together by its other pairs.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.alignment.fingerprints import Fingerprint, fingerprint
from services.alignment.index import Bounds, Client, Numbers, Postings
from services.alignment.register import Entry, Register
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
# Shared matter counts in units of the rarest feature: a pair under three shares a place name and a trade's words.
_LEAST_SHARED = 3.0
# Shared matter times its share of the poorer witness. Of the dev stories' relatives that a collation tells to be kin
# the least has 2.2; of pairs in the pool that share it at all one in seven reaches 1.8.
_LEAST_EVIDENCE = 1.8
# Most candidates handed on for one witness, the strongest kept.
MOST_CANDIDATES = 200


Reals = npt.NDArray[np.float64]


class Candidates:
    """Finds earlier witnesses that share much rare matter, by containment in either of the two.

    `client` is a synchronous redis-py client (`redis.Redis` or `redis.RedisCluster`, bytes in replies); methods may be
    called from any thread and process. File first and ask afterwards: of two witnesses that come in at once by two
    workers at least one then meets the other.
    """

    def __init__(self, client: Client, prefix: str = "wire:kin", bounds: Bounds | None = None) -> None:
        bounds = bounds or Bounds()
        self._postings = Postings(client, prefix, bounds)
        self._register = Register(client, prefix, bounds)
        self._lately: dict[str, tuple[Witness, Fingerprint]] = {}

    def add(self, witness: Witness) -> None:
        """Remember one witness; adding it again changes nothing."""
        self.add_many([witness])

    def candidates(self, witness: Witness) -> list[str]:
        """Ids of remembered witnesses that may be relatives, strongest first, never the witness itself."""
        return self.candidates_many([witness])[0]

    def add_many(self, witnesses: Sequence[Witness]) -> None:
        """Remember a batch in five round trips; a witness that was filed by halves is filed anew."""
        known = self._register.numbers([w.id for w in witnesses], self._postings.generations()) if witnesses else {}
        fresh = {w.id: self._fingerprint(w) for w in witnesses if w.id not in known}
        self._lately = {w.id: (w, fresh[w.id]) for w in witnesses if w.id in fresh}
        if fresh:
            numbers = dict(zip(fresh, self._postings.take_numbers(len(fresh)), strict=True))
            self._postings.post((numbers[i], p.features) for i, p in fresh.items())
            self._register.enter(numbers, {i: _background_mass(p) for i, p in fresh.items()})

    def candidates_many(self, witnesses: Sequence[Witness]) -> list[list[str]]:
        """For each witness of a batch its candidates, as `candidates` gives them; five round trips."""
        generations = self._postings.generations()
        prints = [self._fingerprint(w) for w in witnesses]
        lists = self._postings.read((f for p in prints for f in p.features), generations)
        seen = self._register.count(generations)
        found = [_meet(p, lists, seen) for p in prints]
        entries = self._register.entries(int(n) for f in found for n in f.numbers)
        own = self._register.numbers([w.id for w in witnesses], generations) if witnesses else {}
        self._register.weigh({own[w.id]: f.mass for w, f in zip(witnesses, found, strict=True) if w.id in own})
        return [_choose(w.id, f, entries) for w, f in zip(witnesses, found, strict=True)]

    def forget(self, article: str) -> None:
        """Take a witness out; what stays behind are bare numbers that no longer lead anywhere."""
        self._lately.pop(article, None)
        self._register.strike(article, self._postings.generations())

    def _fingerprint(self, witness: Witness) -> Fingerprint:
        """Made once for a witness that is asked for right after it was added."""
        lately = self._lately.get(witness.id)
        return lately[1] if lately and lately[0] is witness else fingerprint(witness)


@dataclass(frozen=True, slots=True)
class Met:
    """What one witness shares: `shared[i]` with `numbers[i]`, of its whole `mass`, in units of the rarest feature."""

    mass: float
    numbers: Numbers
    shared: Reals


_NOBODY: Numbers = np.empty(0, np.uint32)


def _meet(print_: Fingerprint, lists: Mapping[int, Numbers], seen: int) -> Met:
    """Adds up what a witness shares with every number; numbers that share enough are kept."""
    held = [lists.get(feature, _NOBODY) for feature in print_.features]
    lengths = np.array([len(numbers) for numbers in held], np.intp)
    weights = _weights(print_.shares, seen, lengths)
    weights[weights < _STOP_SHARE] = 0.0
    mass = float(weights.sum())
    told = np.flatnonzero((weights > 0) & (lengths > 0))
    if not len(told):
        return Met(mass, _NOBODY, np.empty(0))
    numbers = np.concatenate([held[k] for k in told])
    base = int(numbers.min())
    shared = np.bincount(numbers - base, np.repeat(weights[told], lengths[told])).astype(np.float64, copy=False)
    hits = np.flatnonzero(shared >= _LEAST_SHARED)
    hits = hits[np.argsort(-shared[hits], kind="stable")][: 2 * MOST_CANDIDATES]
    return Met(mass, (hits + base).astype(np.uint32), shared[hits])


def _choose(own: str, met: Met, entries: Mapping[int, Entry]) -> list[str]:
    """Candidates by what they share times its share of the poorer of the two, strongest first."""
    ranked: dict[str, float] = {}
    for number, shared in zip(met.numbers.tolist(), met.shared.tolist(), strict=True):
        name, mass = entries.get(number, (own, 1.0))
        evidence = shared * min(1.0, shared / max(min(mass, met.mass), 1e-9))
        if name != own and evidence >= _LEAST_EVIDENCE:
            ranked[name] = max(evidence, ranked.get(name, 0.0))
    return sorted(ranked, key=lambda i: (-ranked[i], i))[:MOST_CANDIDATES]


def _weights(shares: Sequence[float], seen: int, holders: npt.NDArray[np.intp]) -> Reals:
    """Inverse document frequency over the background and what was seen (Robertson & Sparck Jones 1976), emphasised.

    In units of the rarest feature: 1 for what hardly anybody has, 0 for what everybody has.
    """
    total = seen + _BACKGROUND_ARTICLES
    expected = np.maximum(holders, _STORY_SIZE) + 1 + np.array(shares, np.float64) * _BACKGROUND_ARTICLES
    rarity = np.log(total / expected) / math.log(total / (_STORY_SIZE + 1))
    return np.maximum(0.0, rarity) ** _EMPHASIS


def _background_mass(print_: Fingerprint) -> float:
    return float(_weights(print_.shares, 0, np.zeros(len(print_.shares), np.intp)).sum())
