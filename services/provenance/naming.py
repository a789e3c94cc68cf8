"""Who names whom: a body that says "told the Chronicle" has seen what the Chronicle printed, or a copy of it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shared.article import Witness
from shared.text import folded_words

LETTERS_LEAST = 5  # shorter names are words of the language too often
_ARTICLE = re.compile(r"^(the|der|die|das|le|la|les|el|los|il)\s+", re.IGNORECASE)


def named(witnesses: Sequence[Witness]) -> NDArray[np.bool_]:
    """(witnesses, witnesses): does the body of the column's witness name the outlet of the row's?

    An agency's own page is named by credits and datelines everywhere, which says nothing of its versions; an outlet's
    own name and its house's say nothing of others.
    """
    bodies = [" ".join(w.sentences[i].text for i in w.body()) for w in witnesses]
    printing = _printing(bodies)
    out = np.zeros((len(witnesses), len(witnesses)), dtype=bool)
    for p, source in enumerate(witnesses):
        pattern = None if source.agency_page else _pattern(source.outlet or "")
        words = folded_words(_bare(source.outlet or ""))
        if pattern is not None and words:
            for w in set[int].intersection(*(printing.get(word, set()) for word in words)):
                out[p, w] = not pattern.search(witnesses[w].outlet or "") and pattern.search(bodies[w]) is not None
    return out


def _printing(bodies: Sequence[str]) -> dict[str, set[int]]:
    """word -> the bodies that print it."""
    printing: dict[str, set[int]] = defaultdict(set)
    for w, body in enumerate(bodies):
        for word in set(folded_words(body)):
            printing[word].add(w)
    return printing


def _bare(outlet: str) -> str:
    return _ARTICLE.sub("", outlet.strip())


@lru_cache(maxsize=4096)
def _pattern(outlet: str) -> re.Pattern[str] | None:
    name = _bare(outlet)
    if sum(c.isalpha() for c in name) < LETTERS_LEAST:
        return None
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


class Papers:
    """The outlets of a story by name, an agency's own pages aside: which of its texts speak of them."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        outlets = {w.outlet for w in witnesses if w.outlet and not w.agency_page and _pattern(w.outlet)}
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for outlet in outlets:
            name = tuple(folded_words(_bare(outlet)))
            self._by_first[name[0]].add(name)

    def named_in(self, words: Sequence[str]) -> bool:
        """Does a text of these folded words name one of them?"""
        return any(
            tuple(words[k : k + len(name)]) == name
            for k, word in enumerate(words)
            for name in self._by_first.get(word, ())
        )
