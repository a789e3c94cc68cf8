"""The search begins in two ways and keeps what either finds."""

import pytest

from benchmarks.prices.examples import examples
from benchmarks.simulator.newsroom import story
from services.provenance import search
from services.provenance.costs import DEFAULT
from services.provenance.pricing import Prices


@pytest.fixture(scope="module")
def prices() -> Prices:
    """Of an invented story in which the two starts end in different trees."""
    found = examples(story(326, 5), 1.0)[0]
    return found.laid.priced(DEFAULT, found.memory)


def cost(prices: Prices, monkeypatch: pytest.MonkeyPatch, *starts: float) -> float:
    monkeypatch.setattr(search, "STARTS", starts)
    return search.find_tree(prices, ()).cost


def test_a_tree_that_one_start_misses_is_found_by_the_other(prices: Prices, monkeypatch: pytest.MonkeyPatch) -> None:
    both = search.find_tree(prices, ()).cost
    all_wire, as_it_is = (cost(prices, monkeypatch, start) for start in (search.WIRE_ONLY, 0.0))
    assert as_it_is < all_wire
    assert both == pytest.approx(min(all_wire, as_it_is))
