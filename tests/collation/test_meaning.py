"""The extra's model of meaning: what it may change, and what the project does without it."""

import importlib.util
import sys
import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from shared.collation.align import collate, link, mirrored
from shared.collation.meaning import Meaning, MeaningMissingError, load
from tests.collation.bridge_story import REWRITE, RIVAL, WIRE, witness

INSTALLED = importlib.util.find_spec("wordllama") is not None
SUNK, WENT_UNDER = "The vessel foundered.", "Down to the bottom she went."


class Synonyms:
    """A model that knows one thing: that the two sentences above say the same."""

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        rows = [0 if t in (SUNK, WENT_UNDER) else 1 + zlib.crc32(t.encode()) % 999 for t in texts]
        return np.eye(1000)[rows]


def linked(a: tuple[str, ...], b: tuple[str, ...], meaning: Meaning | None) -> set[tuple[int, int]]:
    return {(i, j) for x in link(a, b, meaning) for i in x.a for j in x.b}


def test_meaning_links_what_no_word_links():
    """Sentences without a word in common: only meaning finds them."""
    one, other = (SUNK, WIRE[3], WIRE[4]), (WENT_UNDER, WIRE[3], WIRE[4])
    assert linked(one, other, None) == {(1, 1), (2, 2)}
    assert linked(one, other, Synonyms()) == {(0, 0), (1, 1), (2, 2)}


def test_meaning_does_not_make_kin():
    """Kinship and verdict go by words; links may differ."""
    for other in (REWRITE, RIVAL):
        a, b = witness("a", WIRE), witness("b", other)
        plain, meant = collate(a, b), collate(a, b, Synonyms())
        assert (plain.kinship, plain.verdict) == (meant.kinship, meant.verdict)
        assert collate(b, a, Synonyms()) == mirrored(meant)


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
def test_without_the_extra_the_message_says_how_to_get_it():
    """A user who asks for meaning is told what to install."""
    with pytest.raises(MeaningMissingError, match=r"wiretrace\[embeddings\]"):
        load()


def test_nothing_loads_the_extra_unasked():
    """The default needs no model and no package that carries one."""
    collate(witness("a", WIRE), witness("b", REWRITE))
    assert "wordllama" not in sys.modules or INSTALLED


@pytest.mark.skipif(not INSTALLED, reason="needs wiretrace[embeddings]")
def test_the_extras_model_knows_what_is_near():
    """Vectors of length 1, the same each time, nearer for what means the same; no file is fetched."""
    vectors = load().vectors(["The ship sank in the storm.", "The vessel went down in a gale.", "Pears are dear."])
    assert np.allclose((vectors**2).sum(axis=1), 1.0)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert linked(WIRE, REWRITE, load()) == {(n, n) for n in range(len(WIRE))}
