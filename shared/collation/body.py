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

PHRASE = 4  # stems in a row: what independent reports of one event hardly ever share outside quotations
QUOTE_LEAST = 4  # words; shorter quotations are scraps that anybody repeats
SUBJECT_LEAST = 2  # sentences that name what a text is about
KEPT_TEXTS = 4096
KEPT_SENTENCES = 32768
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]{12,}’(?!\w)")
_MARKS = frozenset('“"«„‘')
_numbers: dict[str, int] = {}  # stem -> its number in this process: what tables and runs are made of


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: `stems` -> worth; `runs`: every run of `PHRASE` stems, `told`: those outside quotations."""

    stems: Mapping[int, float]
    runs: frozenset[int]
    told: frozenset[int]
    names: frozenset[str]
    figures: frozenset[str]
    quotes: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A text's sentences. `rows`, `columns`, `values`: the table of worth, sentence x stem; `mass[i]`: its sum for
    sentence i; `phrases`: runs outside quotations; `subjects`: names that several sentences have -> how many."""

    lines: tuple[Line, ...]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: NDArray[np.float64]
    mass: NDArray[np.float64]
    phrases: frozenset[int]
    subjects: Mapping[str, int]


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
    counts = Counter(name for line in lines for name in line.names)
    return Body(
        lines=lines,
        rows=rows,
        columns=np.array([k for line in lines for k in line.stems], dtype=np.intp),
        values=values,
        mass=np.bincount(rows, values, minlength=len(lines)).astype(np.float64),
        phrases=frozenset[int]().union(*(line.told for line in lines)),
        subjects={name: n for name, n in counts.items() if n >= SUBJECT_LEAST},
    )


@lru_cache(maxsize=KEPT_SENTENCES)
def _line(text: str) -> Line:
    words = folded_words(text)
    stems = [stem(w) for w in words]
    runs = _runs(stems)
    quoted = [m.span() for m in _QUOTED.finditer(text)] if not _MARKS.isdisjoint(text) else []
    rare = {s for w, s in zip(words, stems, strict=True) if is_rare(w)}
    worths: dict[int, float] = {}
    for word, key in zip(words, stems, strict=True):
        number = _numbers.setdefault(key, len(_numbers))
        worths[number] = max(worths.get(number, 0.0), worth(word))
    return Line(
        stems=worths,
        runs=runs,
        told=_told(text, quoted) if quoted else runs,
        names=frozenset(s for s in rare if not s[:1].isdigit()),
        figures=frozenset(s for s in rare if s[:1].isdigit()),
        quotes=_quotes(text, quoted),
    )


def _runs(stems: list[str]) -> frozenset[int]:
    return frozenset(hash(tuple(stems[k : k + PHRASE])) for k in range(len(stems) - PHRASE + 1))


def _told(text: str, quoted: list[tuple[int, int]]) -> frozenset[int]:
    ends = [0, *(end for _, end in quoted)]
    starts = [*(start for start, _ in quoted), len(text)]
    parts = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    return frozenset[int]().union(*(_runs([stem(w) for w in folded_words(part)]) for part in parts))


def _quotes(text: str, quoted: list[tuple[int, int]]) -> tuple[frozenset[str], ...]:
    said = [folded_words(text[start:end]) for start, end in quoted]
    return tuple(frozenset(stem(w) for w in words) for words in said if len(words) >= QUOTE_LEAST)
