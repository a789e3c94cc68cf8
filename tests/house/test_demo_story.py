"""The demo story is traced as it was written."""

import json
from functools import cache
from itertools import combinations
from typing import Any

from services.ingest.formats import read
from services.provenance.trace import trace
from services.segmenter.segment import segment
from shared.article import Article, Witness
from shared.collation.align import collate
from shared.report import Story
from tests.house.checkout import ROOT

DEMO = ROOT / "deploy/demo"
KIN = ("copy", "house-styled copy", "rewrite")


@cache
def truth() -> dict[str, Any]:
    return json.loads((ROOT / "tests/stories/demo_truth.json").read_text(encoding="utf-8"))


@cache
def witnesses() -> dict[str, Witness]:
    """The demo's articles by file."""
    found: dict[str, Witness] = {}
    for path in sorted(p for p in DEMO.rglob("*") if p.is_file()):
        name = path.relative_to(DEMO).as_posix()
        articles = list(read(path, name))
        assert all(isinstance(a, Article) for a in articles), name
        found[name] = segment(articles[0])
    return found


@cache
def story() -> Story:
    """The tree of all but the independent reports."""
    kin = sorted((w for name, w in witnesses().items() if name not in truth()["independent"]), key=lambda w: w.id)
    return trace(kin, {(a.id, b.id): collate(a, b) for a, b in combinations(kin, 2)})


def parents(role: str) -> dict[str, str]:
    """File to parent's file, or the parent node's id where it is unobserved."""
    files = {w.id: name for name, w in witnesses().items()}
    named = {node.id: files[node.article] if node.article else node.id for node in story().nodes}
    return {named[e.child]: named[e.parent] for e in story().edges if e.role == role and named[e.child] in witnesses()}


def test_every_file_of_the_demo_is_one_article_of_the_story():
    """The truth speaks of exactly the files that are dropped."""
    assert set(witnesses()) == set(truth()["main"]) | set(truth()["independent"])


def test_the_furniture_of_pages_is_no_news():
    """Menus, newsletters and donation appeals are not in a body."""
    bodies = " ".join(w.sentences[i].text for w in witnesses().values() for i in w.body())

    for furniture in ("newsletter", "cookies", "podcast", "donation", "civil", "All rights reserved", "You may also"):
        assert furniture not in bodies


def test_the_independent_report_is_nobodys_kin():
    """A shared quote and shared names do not make a copy."""
    for name in truth()["independent"]:
        for other, witness in witnesses().items():
            assert other == name or collate(witnesses()[name], witness).verdict not in KIN


def test_outlets_that_took_the_wire_hang_on_unobserved_versions():
    """Nine of the outlets took the agency's text, which nobody handed in."""
    observed = parents("main")
    wire = [name for name, parent in truth()["main"].items() if isinstance(parent, int)]

    assert not {name: observed.get(name) for name in wire if observed.get(name) in witnesses()}


def test_a_slip_gives_the_copier_away():
    """62 pupils for 26: who prints it took it from the outlet that made the slip."""
    assert parents("main")["coastline-now.html"] == "daily-fathom.html"


def test_takers_of_the_last_version_hang_together():
    """Four outlets took the third version of the agency's text."""
    last = {name for name, parent in truth()["main"].items() if parent == 3}

    assert len({parents("main")[name] for name in last}) == 1


def test_the_agency_is_told_whatever_the_credit_says():
    """One outlet credits another agency; its text is still the first one's."""
    verdicts = {c.article: c for c in story().credits}
    for name, verdict in truth()["credits"].items():
        credit = verdicts[witnesses()[name].id]
        assert (credit.inferred, credit.verdict) == (truth()["agency"], verdict)
