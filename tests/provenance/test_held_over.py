"""What a version had of the agency's page before it, though none of its takers tells it."""

import itertools
from collections.abc import Sequence

import pytest

from services.provenance.clock import seconds
from services.provenance.held_over import STAYS
from services.provenance.precedence import pages_before
from services.provenance.pricing import price_all
from services.provenance.proposals import Layout
from services.provenance.search import Tree, told
from services.provenance.table import Table, lay_out
from services.provenance.versions import Fitting
from services.provenance.wire_text import wire_texts
from shared.article import Witness
from shared.collation.align import collate
from tests.provenance.harbour_fire import CREDITED, FIRST, SECOND, witness

LAST = "A service for the dead will be held in the harbour church on Sunday, the parish said on its notice board."
PAGE = (*FIRST, LAST)
Before = list[frozenset[int]]


def story(takers: Sequence[Sequence[str]], page: Sequence[str] = PAGE) -> tuple[list[Witness], Table, Tree, Before]:
    """A page, version 0, and the takers of version 1, which is unseen; and which pages surely came before each."""
    witnesses = [witness("agency", tuple(page), "2025-02-04T07:00:00+00:00", agency_page=True, **CREDITED)]
    witnesses += [
        witness(f"taker{k}", tuple(text), f"2025-02-04T2{k}:00:00+00:00", **CREDITED) for k, text in enumerate(takers)
    ]
    pairs = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(witnesses, 2)}
    table = lay_out(witnesses, lambda a, b: pairs[a.id, b.id])
    prices = price_all(table, [seconds(w.published_at) for w in witnesses])
    parent = (-1, *(-2,) * len(takers))
    tree = told(Fitting(prices), Layout(parent, tuple(int(m) for m in prices.usual), {0: 0}, 2))
    return witnesses, table, tree, list(pages_before(prices, tree))


def text(takers: Sequence[Sequence[str]], before: Before | None = None) -> dict[str, float]:
    """sentence -> confidence, of the unseen version."""
    witnesses, table, tree, sure = story(takers)
    found = wire_texts(tree, {}, table, witnesses, before=sure if before is None else before)
    return {s.text: s.confidence for s in found[1]}


CUT_FROM_THE_END = [SECOND[:6], SECOND[:5]]


def test_what_takers_cut_from_the_end_stays_as_the_page_had_it() -> None:
    assert LAST in text(CUT_FROM_THE_END)
    assert text(CUT_FROM_THE_END)[LAST] <= STAYS


def test_nothing_is_held_over_where_the_order_is_unsure() -> None:
    assert LAST not in text(CUT_FROM_THE_END, [frozenset(), frozenset()])


def test_what_takers_go_past_is_not_held_over() -> None:
    """They have what stood before and after it in the page, and not what stood between."""
    page = (*SECOND[:3], LAST, *SECOND[3:])
    witnesses, table, tree, _ = story([SECOND, SECOND[:7], SECOND[1:]], page)
    found = wire_texts(tree, {}, table, witnesses, before=[frozenset(), frozenset({0})])
    assert LAST not in {s.text for s in found[1]}


@pytest.mark.parametrize(
    ("takers", "sure"),
    [(CUT_FROM_THE_END, True), ([FIRST[:4], (*FIRST[:3], FIRST[4])], False)],
)
def test_a_version_surely_follows_a_page_where_it_tells_what_the_page_could_not(
    takers: Sequence[Sequence[str]], sure: bool
) -> None:
    """One that has nothing the page lacks may as well have come before it."""
    *_, before = story(takers)
    assert before == [frozenset(), frozenset({0}) if sure else frozenset()]
