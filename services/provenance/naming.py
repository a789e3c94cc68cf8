"""Who names whom: a body that says "told the Chronicle" has seen what the Chronicle printed, or a copy of it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from services.provenance.spelling import Speller, body_words
from shared.article import Witness
from shared.text import folded_words

LETTERS_LEAST = 5  # shorter names are words of the language too often
Name = tuple[str, ...]
_ARTICLE = re.compile(r"^(the|der|die|das|le|la|les|el|los|il)\s+", re.IGNORECASE)


class Papers:
    """The outlets of a story by name, an agency's own pages aside: which of its texts speak of them."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        self._by_first: dict[str, set[Name]] = defaultdict(set)
        for name in {name for w in witnesses if (name := name_of(w))}:
            self._by_first[name[0]].add(name)

    def named_in(self, text: str) -> frozenset[Name]:
        """The names of those that a text prints, also in the possessive."""
        return self.named_by(folded_words(text))

    def named_by(self, words: Sequence[str]) -> frozenset[Name]:
        """The same of a text's folded words."""
        words = _bare(words)
        return frozenset(
            name
            for k, word in enumerate(words)
            for name in self._by_first.get(word, ())
            if words[k : k + len(name)] == name
        )


def named(witnesses: Sequence[Witness], words: Speller = body_words) -> NDArray[np.bool_]:
    """(witnesses, witnesses): does the body of the column's witness name the outlet of the row's?

    An agency's own page is named by credits and datelines everywhere, which says nothing of its versions; an outlet's
    own name and its house's say nothing of others.
    """
    papers, called = Papers(witnesses), defaultdict[Name, list[int]](list)
    for p, source in enumerate(witnesses):
        if name := name_of(source):
            called[name].append(p)
    out = np.zeros((len(witnesses), len(witnesses)), dtype=bool)
    for w, witness in enumerate(witnesses):
        body = [word for sentence in words(witness) for word in sentence]
        for name in papers.named_by(body) - papers.named_in(witness.outlet or ""):
            out[called[name], w] = True
    return out


def name_of(witness: Witness) -> Name | None:
    """The words by which its outlet is named in a text; none for an agency's page, nor where they are too short."""
    return None if witness.agency_page else _name(witness.outlet or "")


@lru_cache(maxsize=4096)
def _name(outlet: str) -> Name | None:
    bare = _ARTICLE.sub("", outlet.strip())
    return (_words(bare) or None) if sum(c.isalpha() for c in bare) >= LETTERS_LEAST else None


def _words(text: str) -> Name:
    return _bare(folded_words(text))


def _bare(words: Sequence[str]) -> Name:
    return tuple(word.removesuffix("'s") for word in words)
