"""Which sentences a version is made of, given how much of each it had."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from services.provenance.search import Tree
from services.provenance.table import lay_out
from services.provenance.versions import Chain
from services.provenance.voices import Voices, hear
from services.provenance.wire_sentences import LEAST_KNOWN, chosen
from shared.collation.align import collate
from tests.provenance.harbour_fire import SECOND, witness

PLAIN = "“The roof came down before we could reach the rear of it,” said fire chief Marta Elvik, who led the crews."
TURNED = (
    "Marta Elvik, the fire chief, who led the crews, said: “The roof came down before we could reach the rear of it.”"
)


def heard(texts: Sequence[Sequence[str]], versions: Sequence[int]) -> Voices:
    """The voices of outlets that print these, each having taken the version of that number."""
    witnesses = [witness(f"w{k}", tuple(text), None) for k, text in enumerate(texts)]
    pairs = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(witnesses, 2)}
    table = lay_out(witnesses, lambda a, b: pairs[a.id, b.id])
    state = np.zeros((max(versions) + 1, table.columns), dtype=np.intp)
    chain = Chain(state, state, ((),) * len(state), 0.0, {})
    parents = tuple(-1 - v for v in versions)
    tree = Tree(parents, (0,) * len(parents), chain, np.zeros((len(state), len(parents))), 0.0)
    return hear(tree, {}, table, witnesses, {})


def told(voices: Voices, found: Sequence[int]) -> list[str]:
    return [voices.texts[n] for n in found]


@pytest.mark.parametrize(("share", "expected"), [(LEAST_KNOWN + 0.05, 1), (LEAST_KNOWN - 0.05, 0)])
def test_what_a_taker_and_another_tell_is_told_once_however_unsure_the_words(share: float, expected: int) -> None:
    """No telling of the cause is likely by itself, and yet the version told it somehow."""
    other = "A faulty freezer is what investigators suspect in the fire that destroyed the fish market of Orlesund."
    voices = heard([SECOND, (other, *SECOND[1:]), SECOND[1:]], [1, 0, 1])
    shares = np.array([share if t in (SECOND[0], other) else 0.95 for t in voices.texts])
    found = told(voices, chosen(voices, 1, shares))
    assert sum(t in (SECOND[0], other) for t in found) == expected
    assert set(SECOND[1:]) <= set(found)


def test_what_a_taker_alone_tells_needs_to_be_likely() -> None:
    """It may be the outlet's own."""
    own = "Our reporter met Lars Nyborg, a baker, who gave out bread to the crew of the tug Sigrun all night."
    voices = heard([(*SECOND, own), SECOND, SECOND[:6]], [1, 1, 0])
    shares = np.array([0.43 if t == own else 0.95 for t in voices.texts])
    assert own not in told(voices, chosen(voices, 1, shares))


def test_of_two_that_tell_the_same_the_usual_wording_is_taken() -> None:
    """The longer one, which a single desk turned round, says no more."""
    voices = heard([(PLAIN, *SECOND[3:])] * 2 + [(TURNED, *SECOND[3:]), (PLAIN, *SECOND[3:6])], [0, 0, 0, 0])
    shares = np.array([0.92 if t == TURNED else 0.91 if t == PLAIN else 0.95 for t in voices.texts])
    found = told(voices, chosen(voices, 0, shares))
    assert PLAIN in found
    assert TURNED not in found
