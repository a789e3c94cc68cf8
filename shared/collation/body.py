"""A text made ready for collation, once: stems and their worth, runs of words, names, figures, quotations."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import regex
from numpy.typing import NDArray

from shared.article import Witness
from shared.collation.weights import is_rare, stem, worth
from shared.text import folded_words

# A phrase is four stems in a row: what independent reports of one event hardly ever share outside quotations
QUOTE_LEAST = 4  # words; shorter quotations are scraps that anybody repeats
SUBJECT_LEAST = 2  # sentences that name what a text is about
KEPT_TEXTS = 4096
KEPT_SENTENCES = 32768
KEPT_WORDS = 262144
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]{12,}’(?!\w)")
_MARKS = frozenset('“"«„‘')
_numbers: dict[str, int] = {}  # stem -> its number in this process: what tables and runs are made of


@dataclass(frozen=True, slots=True)
class _Entry:
    stem: str
    number: int
    worth: float
    rare: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: `stems` -> worth; `runs`: every run of four stems, `told`: those outside quotations."""

    stems: Mapping[int, float]
    runs: frozenset[int]
    told: frozenset[int]
    names: frozenset[str]
    figures: frozenset[str]
    quotes: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A text's sentences. `stems`: its stems, rising, `spread`: the share of sentences that have each; `rows`, `places`
    (in `stems`), `values`: the table of worth, sentence x stem; `mass[i]`: its sum for
    sentence i; `phrases`: runs outside quotations; `subjects`: names that several sentences have -> how many; `names`,
    `figures`: of all sentences."""

    texts: tuple[str, ...]
    lines: tuple[Line, ...]
    stems: NDArray[np.intp]
    spread: NDArray[np.float64]
    rows: NDArray[np.intp]
    places: NDArray[np.intp]
    values: NDArray[np.float64]
    mass: NDArray[np.float64]
    phrases: frozenset[int]
    subjects: Mapping[str, int]
    names: frozenset[str]
    figures: frozenset[str]


def prepare(witness: Witness) -> Body:
    """The witness's body sentences made ready; kept for texts lately seen."""
    return prepare_texts(tuple(s.text for s in witness.sentences if s.kind == "body"))


@lru_cache(maxsize=KEPT_TEXTS)
def prepare_texts(texts: tuple[str, ...]) -> Body:
    """The same for bare sentence texts."""
    lines = tuple(_line(text) for text in texts)
    sizes = [len(line.stems) for line in lines]
    values = np.array([v for line in lines for v in line.stems.values()], dtype=np.float64)
    rows = np.repeat(np.arange(len(lines)), sizes)
    columns = np.array([k for line in lines for k in line.stems], dtype=np.intp)
    stems, places, held = np.unique(columns, return_inverse=True, return_counts=True)
    counts = Counter(name for line in lines for name in line.names)
    return Body(
        texts=texts,
        lines=lines,
        stems=stems,
        spread=held / max(1, len(lines)),
        rows=rows,
        places=places,
        values=values,
        mass=np.bincount(rows, values, minlength=len(lines)).astype(np.float64),
        phrases=frozenset[int]().union(*(line.told for line in lines)),
        subjects={name: n for name, n in counts.items() if n >= SUBJECT_LEAST},
        names=frozenset(counts),
        figures=frozenset[str]().union(*(line.figures for line in lines)),
    )


@lru_cache(maxsize=KEPT_SENTENCES)
def _line(text: str) -> Line:
    entries = [_entry(w) for w in folded_words(text)]
    runs = _runs([e.number for e in entries])
    quoted = [m.span() for m in _QUOTED.finditer(text)] if not _MARKS.isdisjoint(text) else []
    rare = frozenset(e.stem for e in entries if e.rare)
    figures = frozenset(s for s in rare if s[:1].isdigit())
    worths: dict[int, float] = {}
    for e in entries:
        worths[e.number] = max(worths.get(e.number, 0.0), e.worth)
    return Line(
        stems=worths,
        runs=runs,
        told=_told(text, quoted) if quoted else runs,
        names=rare - figures,
        figures=figures,
        quotes=_quotes(text, quoted),
    )


@lru_cache(maxsize=KEPT_WORDS)
def _entry(word: str) -> _Entry:
    key = stem(word)
    return _Entry(key, _numbers.setdefault(key, len(_numbers)), worth(word), is_rare(word))


def _runs(numbers: list[int]) -> frozenset[int]:
    return frozenset(map(hash, zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False)))


def _told(text: str, quoted: list[tuple[int, int]]) -> frozenset[int]:
    ends = [0, *(end for _, end in quoted)]
    starts = [*(start for start, _ in quoted), len(text)]
    parts = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    return frozenset[int]().union(*(_runs([_entry(w).number for w in folded_words(part)]) for part in parts))


def _quotes(text: str, quoted: list[tuple[int, int]]) -> tuple[frozenset[str], ...]:
    said = [folded_words(text[start:end]) for start, end in quoted]
    return tuple(frozenset(stem(w) for w in words) for words in said if len(words) >= QUOTE_LEAST)
