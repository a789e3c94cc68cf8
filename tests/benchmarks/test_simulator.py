"""The simulator's stories: sound cascades, every kind of edit, the same by the same seed."""

import json
from collections import Counter
from typing import Any

import pytest

from benchmarks.simulator.bank import GENRES
from benchmarks.simulator.newsroom import story
from benchmarks.simulator.story import operation

STORIES = [story(seed, size) for seed, size in enumerate((3, 6, 9, 12, 14, 16, 18, 18))]


def sentences(made: dict[str, Any]) -> dict[str, Any]:
    return {s["id"]: s for n in made["nodes"] for s in n["sentences"]}


def test_the_same_seed_gives_the_same_story() -> None:
    """Down to the byte, so that floors stay comparable."""
    assert json.dumps(story(5, 12)) == json.dumps(story(5, 12))
    assert story(5, 12) != story(6, 12)


@pytest.mark.parametrize("witnesses", [3, 7, 60])
def test_a_story_has_as_many_witnesses_as_asked_for(witnesses: int) -> None:
    """Wire versions that nobody sees do not count."""
    assert sum(n["observed"] for n in story(1, witnesses)["nodes"]) == witnesses


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_tells_a_story_without_open_slots(genre: str) -> None:
    """No choice is left open and no slot unfilled."""
    for sentence in sentences(story(3, 12, genre)).values():
        assert not set("[]{}|") & set(sentence["text"]), sentence["text"]


@pytest.mark.parametrize("made", STORIES, ids=lambda m: m["story"])
def test_sentences_come_from_the_parents_named(made: dict[str, Any]) -> None:
    """Every source is a sentence of a parent, parents stand before their children, and operations say what was done."""
    texts, seen = sentences(made), set[str]()
    for node in made["nodes"]:
        assert set(node["parents"]) <= seen
        seen.add(node["id"])
        uses = Counter(f for s in node["sentences"] for f in s["from"])
        for s in node["sentences"]:
            assert all(f.rsplit(".", 1)[0] in node["parents"] for f in s["from"])
            if node["parents"]:
                shared = any(uses[f] > 1 for f in s["from"])
                assert s["op"] == operation(s["text"], [texts[f]["text"] for f in s["from"]], shared)
            else:
                assert s["op"] == "original"


def test_every_kind_of_edit_occurs() -> None:
    """Across a handful of stories: all operations, merges, independents, slips, wrong clocks and credits."""
    nodes = [n for m in STORIES for n in m["nodes"]]
    ops = {s["op"] for n in nodes for s in n["sentences"]}
    assert ops == {"original", "verbatim", "edited", "paraphrased", "merged", "split", "added"}
    assert {n["notes"].split(":")[0] for n in nodes} >= {"wire", "cut", "style", "paraphrase", "local", "independent"}
    notes = " ".join(n["notes"] for n in nodes)
    assert all(mark in notes for mark in ("slip:", "updated", "wrong credit", "corrected"))
    assert any(not n["published_at"] for n in nodes)
    assert any(len(n["parents"]) > 1 for n in nodes)


def test_at_most_half_of_a_large_story_is_identical() -> None:
    """A size for scale must not be a story of copies."""
    nodes = [n for n in story(2, 300)["nodes"] if n["observed"]]
    texts = {" ".join(s["text"] for s in n["sentences"]) for n in nodes}
    assert len(texts) >= len(nodes) / 2


def test_independent_reports_share_quotes_only() -> None:
    """No sentence of an independent report stands in the agency's versions."""
    for made in STORIES:
        wire = {s["text"] for n in made["nodes"] if n["kind"] == "wire" for s in n["sentences"]}
        for node in made["nodes"]:
            if node["notes"].startswith("independent"):
                assert not wire & {s["text"] for s in node["sentences"]}
