"""An editor's marks in the running line: they hold through re-tracing, replays and restarts, until withdrawn."""

import asyncio
from pathlib import Path

import pytest

from services.provenance.editor import Editor
from services.provenance.mark_book import MarkBook
from services.provenance.marks import WIRE
from services.provenance.trace import trace
from shared.messages import ArticleAligned
from shared.report import Edge, Mark, MarkKind, Report
from tests.pipeline.newsroom import fill
from tests.pipeline.running import Running, comparable, running
from tests.shared.until import until


def editor(line: Running) -> Editor:
    return Editor(MarkBook(line.client), line.graph, line.trees)


def make(line: Running, kind: MarkKind, subject: str, other: str | None) -> str | None:
    return asyncio.run(editor(line).make(kind, subject, other, "Ida"))


def withdraw(line: Running, mark: Mark) -> bool:
    return asyncio.run(editor(line).withdraw(mark.id))


def only(line: Running) -> Report:
    """The one story, once all is traced."""
    (story,) = line.drain().stories
    report = line.trees.report(story.id)
    assert report
    return report


def edges(report: Report, child: str) -> list[Edge]:
    return [e for e in report.stories[0].edges if e.child == child]


def source_to_be(report: Report, child: str) -> str:
    """An article that is no source of `child`, nor took from it."""
    story = report.stories[0]
    kin = {child, *(e.parent for e in edges(report, child)), *(e.child for e in story.edges if e.parent == child)}
    return next(n.id for n in story.nodes if n.article and n.id not in kin)


@pytest.mark.timeout(240)  # two systems, one after the other
def test_a_pin_survives_arrivals_replays_and_a_restart_and_leaves_no_trace_when_withdrawn(tmp_path: Path):
    """The same mark rules every trace; taken back, the story is the one that would have been inferred."""
    files = fill(tmp_path / "files", stories=1, outlets=5, strangers=0, seed=51)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files[:4])
        before = only(line)
        child = before.stories[0].nodes[0].id
        source = source_to_be(before, child)
        assert make(line, "pin", child, source) is None
        _pinned(only(line), child, source)
        line.drop(tmp_path / "files", files[4:])
        _pinned(only(line), child, source)
        line.graph.record([ArticleAligned(article=child)])
        _pinned(only(line), child, source)
    with running(tmp_path / "data") as line:
        line.graph.mark([child])
        kept = only(line)
        _pinned(kept, child, source)
        assert kept.stories[0].marks[0].by == "Ida"
        assert withdraw(line, kept.stories[0].marks[0])
        after = only(line).stories[0]
        inferred = trace(list(line.store.every_witness()), {})
        assert (after.edges, after.nodes, after.marks) == (inferred.edges, inferred.nodes, ())


def _pinned(report: Report, child: str, source: str) -> None:
    (edge,) = edges(report, child)
    assert (edge.parent, edge.mark, edge.confidence) == (source, "pinned", 1.0)
    assert next(a.confidence for a in report.articles if a.id == child) == 1.0


def test_a_pin_to_the_wire_and_a_veto_by_the_nodes_of_the_page(tmp_path: Path):
    """A wire version's node stands for any unobserved text; what cannot be marked is refused with a reason."""
    files = fill(tmp_path / "files", stories=1, outlets=4, strangers=0, seed=52)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        before = only(line)
        articles = {a.id for a in before.articles}
        unseen, child = next(
            (e.parent, e.child) for e in before.stories[0].edges if e.child in articles and e.parent not in articles
        )
        assert make(line, "veto", child, unseen) is None
        vetoed = only(line)
        assert vetoed.stories[0].marks[0].other == WIRE
        assert all(e.parent != unseen for e in edges(vetoed, child))
        assert "opposite" in (make(line, "pin", child, WIRE) or "")
        assert "follows from those who took it" in (make(line, "pin", unseen, child) or "")
        assert "not of this story" in (make(line, "pin", child, "nothing") or "")
        assert withdraw(line, vetoed.stories[0].marks[0])
        assert not withdraw(line, vetoed.stories[0].marks[0])
        assert make(line, "pin", child, unseen) is None
        (edge,) = edges(only(line), child)
        assert (edge.mark, edge.confidence) == ("pinned", 1.0)


def test_merged_stories_are_one_and_part_again_under_their_own_names(tmp_path: Path):
    """Withdrawn, each part has the id that it had, and the redirect is gone."""
    files = fill(tmp_path / "files", stories=2, outlets=2, strangers=0, seed=53)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files[:2])
        line.drain()
        line.drop(tmp_path / "files", files[2:])
        apart = line.drain()
        older, younger = sorted(
            (s.id for s in apart.stories), key=lambda s: int(line.client.hget("wire:{trees}:born", s))
        )
        assert "There is no story" in (make(line, "merge", older, "story-none") or "")
        assert make(line, "merge", younger, f"http://127.0.0.1:8400/stories/{older}?show=wire") is None
        merged = only(line)
        assert merged.stories[0].id == line.trees.lasting(younger) == older
        assert len([n for n in merged.stories[0].nodes if n.article]) == 4
        assert withdraw(line, merged.stories[0].marks[0])
        parted = line.drain()
        assert comparable(parted) == comparable(apart)
        assert {s.id for s in parted.stories} == {older, younger}
        assert line.trees.lasting(younger) == younger
        cards = {card.id: card.articles for card in line.trees.cards(0)[0]}
        assert cards == {older: 2, younger: 2}


@pytest.mark.parametrize("outlets", [2, 4])
def test_a_split_article_stands_alone_until_the_mark_is_withdrawn(tmp_path: Path, outlets: int):
    """Its story goes on without it, under its id; a story of two dissolves and comes back."""
    files = fill(tmp_path / "files", stories=1, outlets=outlets, strangers=0, seed=54)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        before = only(line)
        name = before.stories[0].id
        out = sorted(n.id for n in before.stories[0].nodes if n.article)[-1]
        assert make(line, "split", out, None) is None
        after = line.drain()
        assert [s.id for s in after.stories] == ([name] if outlets > 2 else [])
        assert line.trees.story_of(out) is None
        line.graph.record([ArticleAligned(article=out)])
        until(lambda: not line.graph.stale())
        assert line.trees.story_of(out) is None
        (mark,) = asyncio.run(editor(line).all())
        assert withdraw(line, mark)
        again = only(line)
        assert again.stories[0].id == name
        assert again.stories[0].edges == before.stories[0].edges


def test_a_house_is_known_to_every_story_of_its_outlets(tmp_path: Path):
    """Both stories are traced again, articles name the house, and the card counts it once."""
    files = fill(tmp_path / "files", stories=2, outlets=3, strangers=0, seed=55)
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        line.drain()
        assert make(line, "same house", "The Lantern", "Evening Courier") is None
        line.drain()
        for card in line.trees.cards(0)[0]:
            assert (len(card.outlets), card.houses) == (3, 2)
            report = line.trees.report(card.id)
            assert report
            assert {a.outlet for a in report.articles if a.house == "Evening Courier"} == {
                "The Lantern",
                "Evening Courier",
            }
