"""What changes from one reading of a passage to another, counted for all pairs of a column's readings at once.

Words are compared as multisets of stems, places of change by the pairs of neighbouring words that are new (q-grams,
Ukkonen 1992): a new stretch of any length brings one more new pair than it brings new words.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from services.provenance.quantities import one_system
from shared.collation.weights import HOUSE_STYLE, stem, zipf

Floats = NDArray[np.float64]
Part = TypeVar("Part", bound=Hashable)
Reading = tuple[str, ...]
"""The folded words of one passage as one witness prints it; `()` where the witness lacks the passage."""

RARE_ZIPF = 3.0  # words under one in a million are names or terms (wordfreq's Zipf scale)
COMMON_ZIPF = 5.5  # words so frequent carry hardly anything
LEAST = 0.4  # information of the most frequent words, in powers of ten as below
EDGE = ""
LOCAL = frozenset(("yesterday", "tomorrow", "tonight", "gestern", "ayer", "mr", "mrs", "ms"))
"""What papers put in and agencies leave out: these name weekdays, since they do not know on which day they are printed,
and call people by their bare names."""
_NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_SPELT = {word: str(k) for k, word in enumerate(_NUMERALS.split(), start=2)}


@dataclass(frozen=True, slots=True)
class Changes:
    """(readings, readings) counts from the row's reading to the column's: `figures` and `names` that are new, `common`
    information of other new words, `style` new words of house style, `runs` places of change, `kept` the share of the
    column's pairs of neighbouring words that the row has; (readings,) `local`: words that agencies leave out;
    (readings, words) `telling`: which names and figures each has."""

    figures: Floats
    names: Floats
    common: Floats
    style: Floats
    runs: Floats
    kept: Floats
    local: Floats
    telling: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems of one reading by class."""

    figures: tuple[str, ...]
    names: tuple[str, ...]
    common: tuple[str, ...]
    style: tuple[str, ...]
    telling: tuple[str, ...]  # all but those of style, in order


def changes(readings: Sequence[Reading]) -> Changes:
    """Between all pairs of `readings`, one of which may be the empty one."""
    values = [[figure(w) for w in reading] for reading in readings]
    known = [_words(r, names) for r, names in zip(readings, one_system(readings, values), strict=True)]
    told = {stem(w): information(w) for w in sorted({w for reading in readings for w in reading})}
    figures, names = _new([k.figures for k in known]), _new([k.names for k in known])
    common = _new([k.common for k in known], told)
    count = _new([k.telling for k in known])
    pairs = _new([list(pairwise((EDGE, *k.telling, EDGE))) for k in known])
    kept = 1.0 - pairs / np.array([len(k.telling) + 1.0 for k in known])
    local = np.array([sum(w in LOCAL for w in reading) for reading in readings], dtype=np.float64)
    style, runs = _new([k.style for k in known]), np.maximum(0.0, pairs - count)
    return Changes(figures, names, common, style, runs, kept, local, _telling(known))


def _telling(known: Sequence[_Words]) -> NDArray[np.bool_]:
    place = {w: k for k, w in enumerate(dict.fromkeys(w for k in known for w in (*k.figures, *k.names)))}
    out = np.zeros((len(known), len(place)), dtype=bool)
    for k, words in enumerate(known):
        out[k, [place[w] for w in (*words.figures, *words.names)]] = True
    return out


def information(word: str) -> float:
    """How much an ordinary word tells, in powers of ten of its rarity."""
    return LEAST + max(0.0, COMMON_ZIPF - zipf(word))


def is_telling(word: str) -> bool:
    """Is this folded word a name, a figure or a term?"""
    return kind_of(word) in ("figure", "name")


def _words(reading: Reading, quantities: Mapping[int, str]) -> _Words:
    kinds = [(quantities.get(k, figure(w) or stem(w)), kind_of(w)) for k, w in enumerate(reading)]

    def of(*wanted: str) -> tuple[str, ...]:
        return tuple(s for s, kind in kinds if s and kind in wanted)

    return _Words(of("figure"), of("name"), of("common"), of("style"), of("figure", "name", "common"))


@lru_cache(maxsize=65536)
def figure(word: str) -> str | None:
    """The value of a folded word that is a figure, in digits or spelt out (English to twenty); else None."""
    if word[0].isdigit():
        plain = word.replace(",", "").rstrip(".")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return _SPELT.get(word)


def kind_of(word: str) -> str:
    """One of figure, style, name and common."""
    if figure(word):
        return "figure"
    if word in HOUSE_STYLE:
        return "style"
    return "name" if zipf(word) < RARE_ZIPF else "common"


def _new(parts: Sequence[Iterable[Part]], worth: Mapping[Part, float] | None = None) -> Floats:
    """(rows, columns): worth of the column's parts that the row lacks; a part repeated counts each time.

    Parts that a single reading has are new to all others, those that all have to none: only the rest is compared.
    """
    bags = [_numbered(p) for p in parts]
    count = Counter(part for bag in bags for part in bag)
    price = {part: 1.0 if worth is None else worth[part[0]] for part in count}
    place = {part: k for k, part in enumerate(p for p, n in count.items() if 1 < n < len(bags))}
    table = np.zeros((len(bags), len(place)))
    for k, bag in enumerate(bags):
        table[k, [place[p] for p in bag if p in place]] = 1.0
    whole = np.array([sum(price[p] for p in bag if count[p] < len(bags)) for bag in bags])
    new = whole[None, :] - table @ (table * np.array([price[p] for p in place])).T
    np.fill_diagonal(new, 0.0)
    return new.round(9)


def _numbered(parts: Iterable[Part]) -> list[tuple[Part, int]]:
    seen: Counter[Part] = Counter()
    out: list[tuple[Part, int]] = []
    for part in parts:
        out.append((part, seen[part]))
        seen[part] += 1
    return out
