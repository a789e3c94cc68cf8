"""The HTML pages: from a request to the template's values."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.provenance.cards import card
from services.provenance.descent import Descent, Line, descent
from services.provenance.exports import FORMATS
from services.provenance.web.catalogue import Search
from services.provenance.web.changes import editor
from services.provenance.web.desk import Desk
from services.provenance.web.drawing import Drawing, draw, folded_copies, lineage
from services.provenance.web.paging import TABLE, TREE, part
from services.provenance.web.rendering import render
from services.provenance.web.state import State, state
from services.provenance.web.svg import edge_name, page_svg
from services.provenance.web.views.edge import done, edge_view
from services.provenance.web.views.health import health
from services.provenance.web.views.marks import bearing, marks_view, of_house, said
from services.provenance.web.views.outlet import outlet_view
from services.provenance.web.views.story import head, node_view, overview, paragraphs
from services.provenance.web.views.wire import wire_view
from services.provenance.web.wording import OP_WORDS

OUTLETS_SHOWN = 600
RELATED_SHOWN = 12
MARKS_SHOWN = 500
STORIES_OF_OUTLET = 40  # the latest ones: a page, not a study
SIGNS = {"verbatim": "●", "edited": "◐", "paraphrased": "○", "absent": "·"}
TABS = (
    ("edits", "Tree and edits"),
    ("wire", "The wire text"),
    ("collation", "Collation"),
    ("facts", "Facts and credits"),
    ("articles", "Articles"),
    ("versions", "Versions"),
)


async def stories(request: Request) -> Response:
    """`/`: the pipeline's health and the list of stories."""
    desk: Desk = request.app.state.desk
    query = request.query_params
    search = Search(*(query.get(key, "").strip()[:200] for key in ("q", "outlet", "agency", "since", "until")))
    await desk.catalogue.refresh()
    page = desk.catalogue.page(search, query.get("after"))
    fields = {key: value for key, value in query.items() if key not in ("after", "said", "open")}
    values = {
        "nav": "stories",
        "health": health(await desk.health.status(), desk.repairs is not None),
        "search": search,
        "page": page,
        "next_link": "/?" + urlencode({**fields, "after": page.next or ""}),
        "outlets": list(desk.catalogue.outlets())[:200],
        "agencies": list(desk.catalogue.agencies())[:50],
        "inbox": desk.settings.inbox,
        "message": query.get("said", "")[:300],
        "opened": query.get("open", ""),
    }
    return HTMLResponse(render("stories.html", values))


async def story(request: Request) -> Response:
    """`/stories/{id}`: the tree, and what the state in the query chose of it."""
    desk: Desk = request.app.state.desk
    wanted = request.path_params["story"]
    chosen = state(request.query_params)
    version = int(chosen.version) if chosen.version.isdigit() else None
    report = await desk.stories.report(wanted, version)
    if report is None or not report.stories:
        return missing("No such story", "It may have been forgotten, or its id mistyped.")
    found = descent(report)
    if found.story.id != wanted:
        return RedirectResponse(f"/stories/{found.story.id}{chosen.link()}", status_code=308)
    values = _story_values(found, chosen, desk) | {"head": head(card(report, found.story))}
    values |= await _mark_values(found, desk, request)
    values["related"] = await _related(found, desk) if found.story.related else []
    if chosen.show == "versions":
        values["versions"] = await desk.stories.versions(found.story.id)
    return HTMLResponse(render("story.html", values))


def _story_values(found: Descent, chosen: State, desk: Desk) -> dict[str, Any]:
    show = chosen.show or "edits"
    values: dict[str, Any] = {
        "formats": list(FORMATS),
        "nav": "",
        "story": found.story,
        "descent": found,
        "state": chosen,
        "show": show,
        "tabs": TABS,
    }
    folded = _copies(found, chosen)
    shown = [node for node, _ in found.walk() if node not in folded]
    if show == "edits":
        return values | _tree_values(found, chosen, shown)
    if show in ("wire", "collation"):
        here = part([node for node in shown if found.article(node)], chosen.part, TABLE)
        wire = wire_view(found, frozenset(here.rows) if show == "collation" else frozenset(shown))
        return values | {"part": here, "wire": wire, "signs": SIGNS, "changes": partial(done, found)}
    here = part([node for node, _ in found.walk() if found.article(node)], chosen.part, TABLE)
    audited = {found.node_of(credit.article): credit for credit in found.story.credits}
    return values | {"part": here, "credits": [audited[node] for node in here.rows if node in audited]}


def _copies(found: Descent, chosen: State) -> Collection[str]:
    """The nodes that stand folded under another with the same text."""
    groups = folded_copies(found, False if chosen.copies else None)
    return frozenset(copy for copies in groups.values() for copy in copies)


def _tree_values(found: Descent, chosen: State, shown: Sequence[str]) -> dict[str, Any]:
    """The tree, or of a large one the part in which the chosen node or edge stands."""
    picked = chosen.node or (chosen.ends[1] if chosen.ends else "")
    kept = lineage(found, part(shown, chosen.part, TREE).rows)
    here = part(shown, chosen.part, TREE, picked, kept)
    axis = "time" if chosen.axis == "time" else "depth" if chosen.axis == "depth" else None
    drawing: Drawing = draw(found, axis, fold=False if chosen.copies else None, only=here.rows)
    rows = {dot.node for dot in drawing.dots}
    return _detail_values(found, chosen, set(found.nodes) - set(here.rows)) | {
        "part": here,
        "drawing": drawing,
        "svg": Markup(page_svg(found, drawing, chosen)),
        "names": {child: edge_name(found, edge) for child, edge in found.main.items() if child in rows},
        "said": {child: done(found, edge).rstrip(".") for child, edge in found.main.items() if child in rows},
        "folded": {dot.node: dot.copies for dot in drawing.dots if dot.copies},
        "hidden": set(found.nodes) - rows,
    }


def _detail_values(found: Descent, chosen: State, hidden: Collection[str]) -> dict[str, Any]:
    edge = found.edge(*chosen.ends) if chosen.ends else None
    node = chosen.node if chosen.node in found.nodes else None
    return {
        "edge": edge_view(found, edge) if edge else None,
        "node": node_view(found, node) if node else None,
        "overview": overview(found, hidden) if not edge and not node else [],
    }


async def _mark_values(found: Descent, desk: Desk, request: Request) -> dict[str, Any]:
    """The marks on a story, with the names of articles that are elsewhere by now; None where none are kept."""
    if desk.marks is None:
        return {"marks": None, "editor": ""}
    marks = bearing(found, await desk.marks.all())
    away = {end for m in marks for end in (m.subject, m.other) if end and end not in found.nodes}
    return {"marks": marks_view(found, marks, await _named(away, desk)), "editor": editor(request)}


async def _named(articles: Collection[str], desk: Desk) -> dict[str, str]:
    """What to call articles by: their outlet, else their headline."""
    found: dict[str, str] = {}
    for article in articles:
        if held := await desk.stories.article(article):
            a = next(a for a in held[0].articles if a.id == article)
            found[article] = a.outlet or a.headline or a.file
    return found


async def _related(found: Descent, desk: Desk) -> list[tuple[str, str]]:
    """Stories and single articles that report the same event: what they are called, and where they are."""
    await desk.catalogue.refresh()
    named: list[tuple[str, str]] = []
    for other in found.story.related[:RELATED_SHOWN]:
        if card := desk.catalogue.get(other):
            named.append((card.title, f"/stories/{card.id}"))
        elif held := await desk.stories.article(other):
            article = next(a for a in held[0].articles if a.id == other)
            named.append(
                (f"{article.headline or article.file} ({article.outlet or 'outlet unknown'})", f"/articles/{other}")
            )
    return named


async def article(request: Request) -> Response:
    """`/articles/{id}`: the article in its story, or by itself when nothing is kin to it."""
    desk: Desk = request.app.state.desk
    wanted = request.path_params["article"]
    held = await desk.stories.article(wanted)
    if held is None:
        return missing("No such article", "It may have been forgotten, or its id mistyped.")
    report, story = held
    if story:
        node = descent(report, story).node_of(wanted) or ""
        return RedirectResponse(f"/stories/{story}{State(node=node).link()}", status_code=307)
    found = next(a for a in report.articles if a.id == wanted)
    lines = [Line(s.text, s.kind, s.paragraph) for s in found.sentences]
    values: dict[str, Any] = {"nav": "", "a": found, "paragraphs": paragraphs(lines), "marks": None}
    if desk.marks:
        mine = [m for m in await desk.marks.all() if m.kind in ("split", "merge") and wanted in (m.subject, m.other)]
        names = await _named({end for m in mine for end in (m.subject, m.other) if end}, desk)
        values |= {"marks": said(mine, names), "editor": editor(request)}
    return HTMLResponse(render("article.html", values))


async def marks(request: Request) -> Response:
    """`/marks`: every mark that stands, the latest first."""
    desk: Desk = request.app.state.desk
    made = sorted(await desk.marks.all() if desk.marks else (), key=lambda m: m.made_at or "", reverse=True)[
        :MARKS_SHOWN
    ]
    names = await _named({end for m in made if m.kind != "same house" for end in (m.subject, m.other) if end}, desk)
    return HTMLResponse(render("marks_all.html", {"nav": "", "marks": said(made, names)}))


async def outlets(request: Request) -> Response:
    """`/outlets`: every outlet with how many stories it is in."""
    desk: Desk = request.app.state.desk
    await desk.catalogue.refresh()
    counted = list(desk.catalogue.outlets().items())
    values = {"nav": "outlets", "outlets": counted[:OUTLETS_SHOWN], "more": max(len(counted) - OUTLETS_SHOWN, 0)}
    return HTMLResponse(render("outlets.html", values))


async def outlet(request: Request) -> Response:
    """`/outlets/{name}`: what an outlet takes, from whom, and how it edits, over its latest stories."""
    desk: Desk = request.app.state.desk
    name = request.path_params["outlet"]
    await desk.catalogue.refresh()
    made = await desk.marks.all() if desk.marks else ()
    house = of_house(name, made)
    found = (desk.catalogue.page(Search(outlet=o), limit=STORIES_OF_OUTLET).cards for o in sorted(house))
    stories = dict.fromkeys(c.id for cards in found for c in cards)
    reports = [report for s in stories if (report := await desk.stories.report(s)) and report.stories]
    if not reports:
        return missing("No such outlet", "No story holds an article of that outlet.")
    view = outlet_view(name, [descent(report) for report in reports], house)
    values: dict[str, Any] = {"nav": "outlets", "outlet": view, "words": OP_WORDS, "houses": None, "outlets": []}
    if desk.marks:
        values["houses"] = said([m for m in made if m.kind == "same house" and house & {m.subject, m.other}], {})
        values["outlets"] = [other for other in list(desk.catalogue.outlets())[:OUTLETS_SHOWN] if other not in house]
        values["editor"] = editor(request)
    return HTMLResponse(render("outlet.html", values))


def missing(title: str, text: str) -> Response:
    """A page that says what is not there and where to go on."""
    return HTMLResponse(render("missing.html", {"nav": "", "title": title, "text": text, "back": ""}), status_code=404)
