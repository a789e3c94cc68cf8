"""Who is proposed as a relative, who is not, and what crashes, replays and withdrawals leave."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.alignment.app import bounds
from services.alignment.candidates import Candidates
from services.alignment.index import Bounds
from shared.settings import Settings
from tests.alignment.telegrams import OTHER_STORY, OWN_REPORTING, REWRITE, STORY, house_styled, market, witness

SOURCE = witness("source", STORY)


@pytest.fixture
def candidates(client, prefix) -> Candidates:
    """An index that has seen the story's source, another story and five days of market reports."""
    found = Candidates(client, prefix)
    days = [("1,204.3", "0.2", "18 million", "Fennwick Tin"), ("1,199.8", "-0.4", "21 million", "Harrow Rope"),
            ("1,207.0", "0.6", "17 million", "Dunmarsh Rail"), ("1,201.1", "-0.5", "25 million", "Copperas Glass"),
            ("1,203.9", "0.3", "14 million", "Velloe Shipping")]  # fmt: skip
    reports = [witness(f"market-{i}", market(*day)) for i, day in enumerate(days)]
    found.add_many([SOURCE, witness("other", OTHER_STORY), *reports])
    return found


@pytest.mark.parametrize(
    "texts",
    [STORY, STORY[:4], STORY[6:], house_styled(STORY), REWRITE, REWRITE[::-1], OWN_REPORTING + STORY[2:6]],
    ids=["copy", "first 40 %", "last 40 %", "house-styled", "rewrite", "rewrite in other order", "buried"],
)
def test_a_relative_is_proposed_and_nobody_else(candidates, texts) -> None:
    """Shortened, buried, house-styled and wholly rewritten copies are found; other stories are left alone."""
    assert candidates.candidates(witness("taker", texts)) == ["source"]


@pytest.mark.parametrize("texts", [STORY[:3], REWRITE], ids=["a short copy", "a rewrite"])
def test_a_source_that_comes_after_its_taker_is_proposed_too(candidates, texts) -> None:
    """Copies come in before their sources; the pair is found all the same."""
    candidates.add(witness("early", texts))
    assert "early" in candidates.candidates(SOURCE)


def test_one_quotation_in_common_is_no_kinship(candidates) -> None:
    """A column that quotes one sentence of the story is not proposed."""
    assert candidates.candidates(witness("column", (*OWN_REPORTING, STORY[2]))) == []


def test_market_reports_of_other_days_are_told_apart_once_their_mould_is_known(candidates) -> None:
    """Words that every report of a kind holds stop counting: with 300 days seen, another day meets few of them."""
    days = [(f"1,{n}.{n % 7}", f"0.{n % 9}", f"{n} million", f"Issue {n * 37}") for n in range(200, 500)]
    candidates.add_many([witness(f"day-{i}", market(*day)) for i, day in enumerate(days)])
    assert candidates.candidates(witness("today", market("2,817.6", "1.1", "93 million", "Ostrava Felt"))) == []


def test_relatives_are_ranked_by_what_they_share(candidates) -> None:
    """The whole copy stands before the short one."""
    candidates.add_many([witness("short", STORY[:4]), witness("whole", STORY)])
    found = candidates.candidates(witness("taker", STORY))
    assert found[-1] == "short"
    assert set(found) == {"source", "whole", "short"}


def test_a_batch_finds_what_single_questions_find(candidates) -> None:
    """Batches only save round trips."""
    batch = [witness("a", STORY[:5]), witness("b", REWRITE), witness("c", OTHER_STORY), witness("d", OWN_REPORTING)]
    assert candidates.candidates_many(batch) == [candidates.candidates(w) for w in batch]
    assert candidates.candidates_many([]) == []


def test_adding_again_changes_nothing(candidates, client, prefix) -> None:
    """A replayed message costs no posting and doubles no candidate."""
    before = {key: client.hgetall(key) for key in client.scan_iter(f"*{prefix}:*")}
    candidates.add_many([SOURCE, SOURCE])
    assert {key: client.hgetall(key) for key in client.scan_iter(f"*{prefix}:*")} == before


def test_a_witness_filed_by_halves_is_invisible_until_it_is_filed_anew(candidates, monkeypatch) -> None:
    """A worker that dies between postings and register leaves nothing that misleads."""
    late = witness("late", STORY)
    with monkeypatch.context() as broken:
        broken.setattr(candidates._register, "enter", _die)
        with pytest.raises(KeyboardInterrupt):
            candidates.add(late)
    assert candidates.candidates(witness("taker", STORY)) == ["source"]
    candidates.add(late)
    assert sorted(candidates.candidates(witness("taker", STORY))) == ["late", "source"]


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_forgotten_witness_is_proposed_no_more_and_may_come_back(candidates) -> None:
    """Forgetting takes effect at once; forgetting what is not there is harmless."""
    candidates.forget("source")
    candidates.forget("never seen")
    assert candidates.candidates(witness("taker", STORY)) == []
    candidates.add(SOURCE)
    assert candidates.candidates(witness("taker", STORY)) == ["source"]


def test_of_two_workers_at_least_one_meets_the_other(client, prefix) -> None:
    """Filing first and asking afterwards leaves no pair unseen, however the workers interleave."""
    workers = [Candidates(client, prefix) for _ in range(8)]
    versions = [witness(f"v{i}", STORY) for i in range(8)]

    def work(pair: tuple[Candidates, object]) -> list[str]:
        mine, version = pair
        mine.add(version)
        return mine.candidates(version)

    with ThreadPoolExecutor(8) as pool:
        found = dict(zip((v.id for v in versions), pool.map(work, zip(workers, versions, strict=True)), strict=True))
    assert all(b in found[a] or a in found[b] for a, b in itertools.combinations(found, 2))


def test_a_story_with_two_hundred_takers_does_not_wear_its_names_out(client, prefix) -> None:
    """What makes a story's words common is the story itself: its takers go on finding it."""
    found = Candidates(client, prefix)
    found.add_many([witness(f"taker-{i}", STORY) for i in range(200)])
    assert found.candidates(witness("rewrite", REWRITE))


def test_what_lies_outside_the_size_bound_is_forgotten(client, prefix) -> None:
    """An operator's bound holds: after twice as many other witnesses the source is gone."""
    found = Candidates(client, prefix, Bounds(witnesses=20, generations=4, shards=1))
    found.add(SOURCE)
    for i in range(40):
        found.add(witness(f"other-{i}", (f"Parcel {i}{i}{i} reached Skerrow by seaplane.",)))
    assert found.candidates(witness("taker", STORY)) == []


def test_what_lies_outside_the_window_is_forgotten(client, prefix) -> None:
    """An operator's window holds in a slow feed: slice by slice what is older goes."""
    found = Candidates(client, prefix, Bounds(window=400, generations=4))
    found.add(SOURCE)
    for passed in range(1, 7):
        client.hset(f"{prefix}:clock", "born", int(time.time()) - 101)
        found.add(witness(f"other-{passed}", (f"Parcel {passed}{passed}{passed} reached Skerrow by seaplane.",)))
        inside = passed <= 4
        assert found.candidates(witness("taker", STORY)) == (["source"] if inside else [])


def test_bounds_are_an_operators(monkeypatch) -> None:
    """They come from the environment; without it, a month and two hundred thousand."""
    assert (bounds(Settings()).window, bounds(Settings()).witnesses) == (30 * 86400, 200_000)
    monkeypatch.setenv("WIRE_KIN_WINDOW_DAYS", "7")
    monkeypatch.setenv("WIRE_KIN_WITNESSES", "5000")
    assert (bounds(Settings()).window, bounds(Settings()).witnesses) == (7 * 86400, 5000)


def test_texts_without_words_meet_nobody(candidates) -> None:
    """Empty bodies are no error."""
    empty = witness("empty", ("…", "—"))
    candidates.add(empty)
    assert candidates.candidates(empty) == []
