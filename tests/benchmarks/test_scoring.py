"""The quality figures: a report made from the truth scores 1, wrong ones less; floors do not fall silently."""

from typing import Any

import pytest

from benchmarks.quality import Measured, RegressionError, missed, raised
from benchmarks.scoring import Score, score_story
from benchmarks.simulator.newsroom import story
from shared.report import Edge, Node, Report, ReportArticle, Story, WireSentence

MADE = next(m for m in (story(seed, 14) for seed in range(30)) if any(len(n["parents"]) > 1 for n in m["nodes"]))


def perfect(made: dict[str, Any]) -> tuple[Report, dict[str, str]]:
    """The report that the truth would give; files are named after their nodes."""
    nodes, edges = list[Node](), list[Edge]()
    articles = [_article(n["id"], n["outlet"]) for n in made["nodes"] if n["observed"]]
    for n in made["nodes"]:
        lines = tuple(WireSentence(text=s["text"], support=(), confidence=1.0) for s in n["sentences"])
        nodes.append(
            Node(
                id=n["id"],
                kind="article" if n["observed"] else "unobserved",
                article=n["id"] if n["observed"] else None,
                label=n["id"],
                agency=n["agency"],
                wire_version=n["version"],
                sentences=() if n["observed"] else lines,
            )
        )
        edges += [_edge(p, n["id"], "second" if rank else "main") for rank, p in enumerate(n["parents"])]
    made_story = Story(
        id="s", title="t", version=1, nodes=tuple(nodes), edges=tuple(edges), original=None, superseded=(), credits=(),
        related=(),
    )  # fmt: skip
    return Report(articles=tuple(articles), stories=(made_story,)), {a.file: a.id for a in articles}


def _article(name: str, outlet: str | None) -> ReportArticle:
    return ReportArticle(
        id=name, file=f"{name}.txt", outlet=outlet, url=None, headline=None, byline=None, published_at=None,
        modified_at=None, dateline=None, credit=None, agency=None, language="en", same_text_as=None, confidence=0.9,
        sentences=(),
    )  # fmt: skip


def _edge(parent: str, child: str, role: str) -> Edge:
    return Edge(
        parent=parent, child=child, role="second" if role == "second" else "main", confidence=0.9, evidence=(),
        alternatives=(), edits=(), summary={},
    )  # fmt: skip


def figures(report: Report, names: dict[str, str]) -> dict[str, float]:
    score = Score()
    score_story(MADE, report, names, score)
    return score.figures()


def test_the_truth_scores_one() -> None:
    """Everything but the Brier score, which is the square of the doubt stated."""
    found = figures(*perfect(MADE))
    assert {k: v for k, v in found.items() if k not in ("brier", "wire_recovery")} == dict.fromkeys(
        [k for k in found if k not in ("brier", "wire_recovery")], 1.0
    )
    assert found["brier"] == pytest.approx(0.01)


def test_everyone_on_one_wire_scores_lower() -> None:
    """The star: no copies found, all versions one."""
    report, names = perfect(MADE)
    whole = report.stories[0]
    nodes = (*(n for n in whole.nodes if n.article), Node(
        id="w", kind="unobserved", article=None, label="w", agency=None, wire_version=1))  # fmt: skip
    edges = tuple(_edge("w", n.id, "main") for n in whole.nodes if n.article)
    star = report.model_copy(update={"stories": (whole.model_copy(update={"nodes": nodes, "edges": edges}),)})
    found = figures(star, names)
    assert found["copy_edge_f1"] == 0.0
    assert found["parent_acc"] < 1.0
    assert found["wire_sim"] == 0.0


def measured(**values: float) -> Measured:
    return Measured("made", "digest", values, (), 0.0)


def test_floors_rise_but_do_not_fall_silently() -> None:
    """A lower figure, or a higher Brier score, is refused unless asked for."""
    floors = raised(measured(parent_acc=0.8, brier=0.1), {}, allow_regression=False)
    assert raised(measured(parent_acc=0.9, brier=0.05), floors, allow_regression=False)
    for worse in (measured(parent_acc=0.7, brier=0.1), measured(parent_acc=0.8, brier=0.2), measured(brier=0.1)):
        with pytest.raises(RegressionError):
            raised(worse, floors, allow_regression=False)
    lowered = raised(measured(parent_acc=0.7, brier=0.1), floors, allow_regression=True)
    assert lowered["made"]["figures"]["parent_acc"] == 0.7


def test_a_figure_below_its_floor_is_named() -> None:
    """So is a corpus that is not the one the floors were measured on."""
    floors = raised(measured(parent_acc=0.8), {}, allow_regression=False)
    assert missed(measured(parent_acc=0.8), floors) == []
    assert "parent_acc" in missed(measured(parent_acc=0.6), floors)[0]
    other = Measured("made", "another", {"parent_acc": 0.9}, (), 0.0)
    assert "another" not in missed(other, floors)[0]
    assert "digest" in missed(other, floors)[0]
