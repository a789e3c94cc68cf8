"""Texts that nothing shows to be news: a tree of least change, rooted where they grow."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.arborescence import ROOT
from services.provenance.growth import grown

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


@given(TEXTS)
def test_no_other_tree_changes_less(texts: list[str]) -> None:
    parent = grown(texts)
    assert parent.count(ROOT) == 1
    assert weight([(p, c) for c, p in enumerate(parent) if p != ROOT], texts) == least(texts)


def change(a: str, b: str) -> int:
    """Words put in and taken out, and how many different ones."""
    words = {*a.split(), *b.split()}
    apart = [abs(a.split().count(w) - b.split().count(w)) for w in words]
    return sum(apart) + sum(n > 0 for n in apart)


def weight(links: list[tuple[int, int]], texts: list[str]) -> int:
    return sum(change(texts[a], texts[b]) for a, b in links)


def least(texts: list[str]) -> int:
    """Kruskal's algorithm, by the book."""
    group = np.arange(len(texts))
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(combinations(range(len(texts)), 2), key=lambda pair: change(texts[pair[0]], texts[pair[1]])):
        if group[a] != group[b]:
            group[group == group[b]] = group[a]
            chosen.append((a, b))
    return weight(chosen, texts)
