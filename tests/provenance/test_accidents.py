"""Accidents of wording between two sources: never more than the bound that spares the search for them."""

import itertools
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.accidents import Letters, accidents, most
from services.provenance.pricing import price_all
from services.provenance.table import lay_out
from shared.collation.align import collate
from tests.provenance.harbour_fire import family

WITNESSES = family()
PAIRS = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(WITNESSES, 2)}
TABLE = lay_out(WITNESSES, lambda a, b: PAIRS[a.id, b.id])
PRICES = price_all(TABLE, [None] * len(WITNESSES))


@given(st.integers(0, len(WITNESSES) - 1), st.integers(2, 6), st.integers(0, 2**32))
def test_no_two_sources_show_more_accidents_than_the_bound(w: int, sources: int, seed: int) -> None:
    """Whatever each source has to the letter or in other words, and whoever else prints it."""
    draw = random.Random(seed)
    size = (sources, len(PRICES.order[w]))
    kind = np.array([[draw.randrange(3) for _ in range(size[1])] for _ in range(size[0])])
    its = np.arange(sources) == draw.randrange(-1, sources)  # one, or none of them
    found = Letters(kind == 0, kind == 1, its)
    children = {k: [draw.randrange(len(WITNESSES))] for k in range(sources) if draw.random() < 0.5}
    shown = accidents(PRICES, found, range(sources), w, children)
    assert shown.max() <= most(found)
