"""Texts that nothing shows to be news: a tree of least change, rooted where they grow."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.arborescence import ROOT
from services.provenance.growth import LINE_MOST, grown

STUB = "a lighthouse stands on the northern cape . it was built of grey stone ."
GROWN = STUB + " its lamp burned oil until the war ."
ELECTRIC = STUB + " its lamp burned oil until the war and is electric now ."
LISTED = ELECTRIC + " the tower has been a listed building for thirty years ."

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=6)


def test_each_revision_hangs_on_the_one_before_it() -> None:
    assert grown([ELECTRIC, STUB, LISTED, GROWN]) == [3, ROOT, 0, 1]


def test_words_that_moved_count_as_nothing() -> None:
    """Revising a page is often putting a paragraph elsewhere."""
    one, other, third = "red barn .", "old mill by the river .", "long bridge of iron ."
    moved = f"{other} {third} {one}"
    texts = [f"{one} {other}", moved, f"{one} {other} {third} closed in winter"]
    assert grown(texts) == [ROOT, 0, 1]


def test_a_page_written_anew_follows_the_draft_that_said_most() -> None:
    """Unlike words of a longer draft put no distance between it and what came of it."""
    anew = "sailors knew this light . its oil lamp , electric today , is lit each dusk by the same family of keepers ."
    texts = [STUB, GROWN, ELECTRIC, anew]
    assert grown(texts) == [ROOT, 0, 1, 2]


def test_a_page_that_was_blanked_for_a_while_stands_between_its_neighbours() -> None:
    """One line of revisions explains it better than two that start from the same text."""
    blanked = "a lighthouse stands on the northern cape ."
    assert {frozenset(pair) for pair in enumerate(grown([ELECTRIC, blanked, LISTED, STUB])) if pair[1] != ROOT} == {
        frozenset((0, 2)),
        frozenset((0, 3)),
        frozenset((1, 3)),
    }


def test_copies_of_one_text_are_a_star_where_a_line_would_cost_more() -> None:
    base = " ".join(f"word{k}" for k in range(40))
    copies = [f"{base} {' '.join(f'{name}{k}' for k in range(20))}" for name in "abc"]
    assert grown([base, *copies]) == [ROOT, 0, 0, 0]


@given(TEXTS)
def test_hardly_more_is_changed_than_in_the_best_tree(texts: list[str]) -> None:
    parent = grown(texts)
    assert parent.count(ROOT) == 1
    changed = weight([(p, c) for c, p in enumerate(parent) if p != ROOT], texts)
    assert changed <= LINE_MOST * least(texts) + 1e-9


def change(a: str, b: str) -> float:
    """Words and pairs of words put in and taken out, and how many different ones, by what both texts have."""
    one, other = a.split(), b.split()
    return apart(one, other) + apart([*pairwise(one)], [*pairwise(other)])


def apart(one: Sequence[object], other: Sequence[object]) -> float:
    differ = [abs(one.count(w) - other.count(w)) for w in {*one, *other}]
    return (sum(differ) + sum(n > 0 for n in differ)) / max(1, len(one) + len(other))


def weight(links: list[tuple[int, int]], texts: list[str]) -> float:
    return sum(change(texts[a], texts[b]) for a, b in links)


def least(texts: list[str]) -> float:
    """Kruskal's algorithm, by the book."""
    group = np.arange(len(texts))
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(combinations(range(len(texts)), 2), key=lambda pair: change(texts[pair[0]], texts[pair[1]])):
        if group[a] != group[b]:
            group[group == group[b]] = group[a]
            chosen.append((a, b))
    return weight(chosen, texts)
