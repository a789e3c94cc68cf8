"""What changes from one reading to another, against counting it pair by pair."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.changes import Reading, changes, figure, information, kind_of
from services.provenance.sharing import share_out
from shared.collation.weights import stem
from shared.text import folded_words

WORDS = folded_words("the harbour of Orlesund burned late on Tuesday killing three of 44 men Elvik said 5.8 two 2")
READING = st.lists(st.sampled_from(WORDS), max_size=9).map(tuple)


def form(word: str) -> str:
    return figure(word) or stem(word)


def counted(source: Reading, child: Reading, kind: str) -> Counter[str]:
    """Words of one kind that `child` has more often than `source`."""
    had = Counter(form(w) for w in source if kind_of(w) == kind)
    return Counter(form(w) for w in child if kind_of(w) == kind) - had


@given(st.lists(READING, min_size=1, max_size=4))
def test_all_pairs_at_once_are_as_counted_pair_by_pair(readings: list[Reading]) -> None:
    """The products of tables are multiset differences."""
    made = changes(readings)
    told = {form(w): information(w) for w in WORDS}
    for a, source in enumerate(readings):
        for b, child in enumerate(readings):
            assert made.figures[a, b] == sum(counted(source, child, "figure").values())
            assert made.names[a, b] == sum(counted(source, child, "name").values())
            common = sum(told[w] * n for w, n in counted(source, child, "common").items())
            assert made.common[a, b] == pytest.approx(common, abs=1e-6)


def places(source: str, child: str) -> float:
    return float(changes((tuple(folded_words(source)), tuple(folded_words(child)))).runs[0, 1])


def test_one_stretch_is_one_place_of_change_whatever_its_length() -> None:
    """An insertion of six words is one decision, six single words are six."""
    source = "firefighters battled heavy flames through narrow streets until dawn broke"
    assert places(source, source) == 0
    assert places(source, source.replace("heavy", "fierce")) == 1
    assert places(source, source.replace("until", "with borrowed hoses and little water until")) == 1
    assert places(source, source.replace("heavy", "fierce").replace("dawn", "morning")) == 2


def test_figures_are_the_same_spelt_out_or_with_noughts() -> None:
    """House style decides on the form of a figure, not on its value."""
    assert figure("ten") == figure("10")
    assert figure("5.50") == figure("5.5")
    assert figure("1,200") == figure("1200")
    assert figure("harbour") is None


def test_converted_units_are_no_new_facts() -> None:
    """Miles for kilometres within rounding; another distance stays another distance."""
    metric = tuple(folded_words("The reef lies 310 kilometres west at depths of 1,120 to 1,480 metres"))
    miles = tuple(folded_words("The reef lies 190 miles west at depths of 3,670 to 4,860 feet"))
    both = tuple(folded_words("The reef lies 310 kilometres (190 miles) west"))
    other = tuple(folded_words("The reef lies 220 miles west"))
    made = changes((metric, miles, both, other))
    assert made.figures[0, 1] == made.figures[1, 0] == made.figures[0, 2] == 0
    assert made.figures[0, 3] == 1


def test_a_merged_sentence_falls_into_one_stretch_a_passage() -> None:
    """Each passage gets the words that it is known by, in whatever order they were joined."""
    first, second = "police counted 44 stalls lost".split(), "mayor petrak promised a temporary hall".split()
    vocabulary = [Counter(stem(w) for w in first), Counter(stem(w) for w in second)]
    joined = [*second, "after", *first]
    shares = share_out(joined, [0, 1], vocabulary)
    assert joined[slice(*shares[1])][: len(second)] == second
    assert joined[slice(*shares[0])][-len(first) :] == first
    assert share_out(joined, [1], vocabulary) == {1: (0, len(joined))}


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.integers(1, 3))
def test_stretches_cover_the_sentence_without_overlap(text: list[str], columns: int) -> None:
    """No word is lost and none is counted twice."""
    vocabulary = [Counter({form(WORDS[k]): 1, form(WORDS[-k - 1]): 2}) for k in range(columns)]
    stretches = sorted(share_out(text, list(range(columns)), vocabulary).values())
    assert stretches[0][0] == 0
    assert stretches[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(stretches))
