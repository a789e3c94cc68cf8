"""Families: sure pairs join, doubtful ones only where the others agree."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from services.provenance.stories import families
from shared.collation.values import Collation


def pair(kinship: float) -> Collation:
    """A pair of that kinship, with the verdict that goes with it."""
    return Collation(
        links=(), cover_a=0.5, cover_b=0.5, kinship=kinship, verdict="rewrite" if kinship >= 0.5 else "independent"
    )


def story(groups: dict[str, str], within: float, across: float, **stray: float) -> dict[tuple[str, str], Collation]:
    """Every pair of the ids (id -> group); `stray` gives the kinship of single pairs (`ax` is a with x)."""
    kinship = {p: within if groups[p[0]] == groups[p[1]] else across for p in itertools.combinations(sorted(groups), 2)}
    kinship |= {(name[0], name[1]): k for name, k in stray.items()}
    return {p: pair(k) for p, k in kinship.items()}


FAMILY = dict.fromkeys("abc", "wire") | dict.fromkeys("xy", "rival")


def test_a_stray_pair_that_all_others_contradict_joins_nothing() -> None:
    """One rewrite and one independent report of the same event look akin; their families stay two."""
    found = families(FAMILY, story(FAMILY, within=0.99, across=0.05, ax=0.8))
    assert found == [("a", "b", "c"), ("x", "y")]


def test_a_rewrite_that_is_somewhat_akin_to_most_of_a_family_belongs_to_it() -> None:
    """No pair is sure; together they are."""
    groups = dict.fromkeys("abc", "wire") | {"r": "rewrite"}
    pairs = story(groups, within=0.99, across=0.3, ar=0.8, br=0.7)
    assert families(groups, pairs) == [("a", "b", "c", "r")]


def test_one_sure_pair_joins_whatever_the_others_say() -> None:
    """Kept wording in one sentence is descent, though the rest of the family lacks that sentence."""
    assert families(FAMILY, story(FAMILY, within=0.99, across=0.02, by=0.97)) == [("a", "b", "c", "x", "y")]


@settings(deadline=None)  # a busy machine is no defect
@given(st.lists(st.floats(0.0, 1.0), min_size=10, max_size=10))
def test_the_order_of_pairs_changes_nothing(kinships: list[float]) -> None:
    """Families are a partition of the ids, the same for every order."""
    keys = list(itertools.combinations("abcde", 2))
    pairs = {k: pair(p) for k, p in zip(keys, kinships, strict=True)}
    backwards = dict(reversed(list(pairs.items())))
    found = families("abcde", pairs)
    assert sorted(i for members in found for i in members) == list("abcde")
    assert found == families("edcba", backwards)
