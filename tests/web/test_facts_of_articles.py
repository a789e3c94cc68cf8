"""An article's page tells every fact and who says it, names its earlier revision, and only hints at sister sites."""

import httpx

from benchmarks.bridge import HOSTILE, bridge
from benchmarks.shelf import Calm, Shelf
from services.provenance.web.ports import Settings
from services.provenance.web.routes import create_app
from shared.article import Fact
from shared.report import Report


def told(**facts: object) -> Report:
    """The story in which the Orsin Daily's article has these facts."""
    made = bridge()
    articles = tuple(a.model_copy(update=facts) if a.id == "daily" else a for a in made.articles)
    return made.model_copy(update={"articles": articles})


async def page(report: Report, path: str = "/stories/bridge?node=daily") -> str:
    app = create_app(Shelf(report), Calm(), settings=Settings(inbox=None, hosts=("localhost",)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        return (await client.get(path)).text


async def test_contradicting_facts_stand_side_by_side_with_who_says_them():
    """Foreign text in them stays inert."""
    facts = (
        Fact(name="published_at", value="2025-03-11", source="meta date"),
        Fact(name="published_at", value="2025-03-12", source="date in the address"),
        Fact(name="published_at", value="2025-03-12", source="printed time"),
        Fact(name="copyright", value=HOSTILE, source="printed copyright"),
    )
    text = await page(told(facts=facts))
    assert "All facts, and where the file says them (4)" in text
    assert text.count("2025-03-12") == 1
    assert "date in the address, printed time" in text
    for told_by in ("meta date", "date in the address", "printed copyright", "2025-03-12"):
        assert told_by in text
    assert HOSTILE not in text
    assert "All facts" not in await page(told())


async def test_a_revision_leads_to_the_text_before_it():
    """In the article's facts and in the list of articles."""
    report = told(revision_of="star")
    assert 'href="/articles/star"' in await page(report)
    assert '<span class="label">revision</span>' in await page(report, "/stories/bridge?show=articles")
    assert "revision" not in await page(told(), "/stories/bridge?show=articles")


async def test_a_revision_is_numbered_and_follows_the_text_before_it():
    """Two texts of one page are told apart by name, as the wire's versions are."""
    parent = next(e.parent for e in bridge().stories[0].edges if e.child == "copycat")
    made = bridge()
    articles = tuple(
        a.model_copy(update={"revision_of": parent, "outlet": "Orsin Daily"}) if a.id == "copycat" else a
        for a in made.articles
    )
    text = await page(made.model_copy(update={"articles": articles}), f"/stories/bridge?edge={parent}..copycat")
    assert "Orsin Daily, version 2 follows Orsin Daily, " in text
    assert 'Orsin Daily, version 2</a> <span class="verb">follows</span>' in text


async def test_sisters_are_a_hint_until_an_editor_has_spoken():
    """The mark replaces it."""
    hint = "by what the pages show"
    shown = await page(told(sisters=("Metro Line",)))
    assert hint in shown
    assert 'href="/outlets/Metro%20Line"' in shown
    assert hint not in await page(told(sisters=("Metro Line",), house="Metro Line"))
