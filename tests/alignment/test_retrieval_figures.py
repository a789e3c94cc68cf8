"""The retrieval figures on the dev cascades, where the corpora are at hand."""

import os
import random

import pytest

from benchmarks.feed import Truth, cascades, corpora, pool
from benchmarks.retrieval import figures, take_in
from services.alignment.candidates import Candidates
from shared.article import Witness


def _missing() -> bool:
    try:
        corpora()
    except FileNotFoundError:
        return "corpora" not in os.environ.get("WIRETRACE_REQUIRE", "")
    return False


pytestmark = pytest.mark.skipif(_missing(), reason="no corpora here")


@pytest.fixture(scope="module")
def strewn() -> tuple[Truth, list[Witness]]:
    witnesses, truth = cascades()
    return truth, witnesses + pool(200)


@pytest.mark.parametrize("seed", [0, 1])
def test_families_are_found_whole_among_unrelated_articles(client, prefix, strewn, seed) -> None:
    """Every relative ends in its family, whatever the order of arrival, and nobody else does."""
    truth, witnesses = strewn
    feed = random.Random(seed).sample(witnesses, len(witnesses))
    proposed, kin = take_in(Candidates(client, prefix), feed)
    found = figures(truth, feed, proposed, kin)
    assert found["recall_near"]["proposed"][0] >= 0.99
    assert found["recall_paraphrased"]["proposed"][0] >= 0.95
    assert found["recall_near"]["joined"][0] >= 0.99
    assert found["recall_paraphrased"]["joined"][0] >= 0.95
    assert found["precision"][0] >= 0.98
    assert found["strangers"][0] * 200 < found["strangers"][1]
