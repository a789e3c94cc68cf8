"""Families of all sizes: equal texts are one witness, and a large family is traced by a part of it."""

import random
import re

import pytest

from services.provenance.laid_out import folded
from services.provenance.memory import Memory
from services.provenance.trace import trace
from shared.article import Witness
from shared.report import Story
from tests.provenance.harbour_fire import CREDITED, FIRST, SECOND, family, witness


def parent(story: Story, article: str) -> str:
    return next(e.parent for e in story.edges if e.child == article and e.role == "main")


def test_equal_texts_are_one_witness_and_each_has_its_own_edge() -> None:
    """However many print a text, it is one text; who prints it after another is not left out of the tree."""
    plain = family()
    again = plain[4].model_copy(
        update={"id": "zz-again", "outlet": "Again", "published_at": "2025-02-05T09:00:00+00:00"}
    )
    representatives, twins = folded([*plain, again], frozenset())
    assert [w.id for w in representatives] == [w.id for w in plain]
    assert {k: [t.id for t in ts] for k, ts in twins.items()} == {4: ["zz-again"]}
    story, alone = trace([*plain, again], {}), trace(plain, {})
    assert parent(story, "zz-again") in {"echo", parent(story, "echo")}
    assert {w.id: parent(story, w.id) for w in plain} == {w.id: parent(alone, w.id) for w in plain}


def test_an_article_that_an_editor_decided_on_is_not_folded() -> None:
    """A pin or veto is about this article, not about its text."""
    plain = family()
    again = plain[4].model_copy(update={"id": "zz-again"})
    representatives, twins = folded([*plain, again], frozenset({"zz-again"}))
    assert "zz-again" in {w.id for w in representatives}
    assert not twins


@pytest.fixture(scope="module")
def crowd() -> list[Witness]:
    """Sixty takers of two versions, all of different length or wording."""
    draw = random.Random(5)
    made: list[Witness] = []
    for k in range(60):
        text = list(FIRST if k < 25 else SECOND)
        del text[draw.randint(4, len(text)) :]
        text[draw.randrange(len(text))] += f" The {k} bells of Orlesund rang."
        hour = 7 + (k % 10) if k < 25 else 19 + (k % 4)
        made.append(witness(f"paper{k:02d}", tuple(text), f"2025-02-04T{hour:02d}:{k:02d}:00+00:00", **CREDITED))
    return made


def test_versions_are_found_in_a_part_of_a_large_family(crowd: list[Witness]) -> None:
    """Takers of one version hang together though most of them were not looked at when versions were sought."""
    story = trace(crowd, {})
    takers = {w.id: parent(story, w.id) for w in crowd}
    first = [takers[w.id] for w in crowd[:25] if takers[w.id].startswith("wire")]
    second = [takers[w.id] for w in crowd[25:] if takers[w.id].startswith("wire")]
    assert len(first) > 8
    assert len(second) > 8
    assert max(map(first.count, set(first))) > 0.8 * len(first)
    assert set(first).isdisjoint(set(second))


def test_what_is_remembered_of_pairs_changes_nothing(crowd: list[Witness]) -> None:
    """A second trace with a memory, and one more article, is as one from nothing."""
    memory = Memory()
    trace(crowd[:-1], memory)
    assert trace(crowd, memory) == trace(list(reversed(crowd)), {})


def test_texts_that_nothing_shows_to_be_news_derive_from_one_another() -> None:
    """Without outlet, time, credit and speech no unseen wire is assumed; with them it may be, credited or not."""
    nothing = dict.fromkeys(("credit", "dateline", "agency", "outlet", "byline", "published_at"))
    bare = [silenced(w.model_copy(update=nothing)) for w in family()]
    story = trace(bare, {})
    assert {n.kind for n in story.nodes} == {"article"}
    assert len(story.edges) == len(bare) - 1


def silenced(w: Witness) -> Witness:
    """Nobody says anything in it, at no time: an entry, not a report."""
    spoken = re.compile(r"\b(?:said|says|told|today|\w+day|(?:last|this|next) \w+)\b", re.I)
    sentences = tuple(s.model_copy(update={"text": spoken.sub("held", s.text)}) for s in w.sentences)
    return w.model_copy(update={"sentences": sentences})


def test_no_version_stands_that_nobody_took(crowd: list[Witness]) -> None:
    """What the search only passed through is no finding."""
    for witnesses in (family(), crowd):
        story = trace(witnesses, {})
        articles = {n.id for n in story.nodes if n.kind == "article"}
        taken = {e.parent for e in story.edges if e.child in articles}
        assert {n.id for n in story.nodes if n.kind == "unobserved"} <= taken
