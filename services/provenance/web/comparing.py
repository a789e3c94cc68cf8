"""`/compare`: two articles by their ids, or two pasted texts."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from services.provenance.descent import descent
from services.provenance.web.desk import Desk
from services.provenance.web.pages import missing
from services.provenance.web.rendering import render
from services.provenance.web.views.compare import compare_view, witness
from shared.article import Witness

LONGEST = 100_000  # letters of a pasted text: a long read, not a book


async def articles(request: Request) -> Response:
    """`GET /compare?a=&b=`: two articles; without them the form."""
    desk: Desk = request.app.state.desk
    first, second = request.query_params.get("a", ""), request.query_params.get("b", "")
    if not (first and second):
        return _form(desk)
    pair = [await _witness(desk, wanted) for wanted in (first, second)]
    if pair[0] is None or pair[1] is None:
        return missing("No such article", "One of the two is not here; it may have been forgotten.")
    view = await run_in_threadpool(compare_view, pair[0], pair[1])
    side = request.query_params.get("view") == "side"
    links = [str(request.url.include_query_params(view=v).query) for v in ("inline", "side")]
    return _page({"view": view, "side": side, "inline_link": f"?{links[0]}", "side_link": f"?{links[1]}"})


async def pasted(request: Request) -> Response:
    """`POST /compare`: two pasted texts; nothing of them is kept."""
    desk: Desk = request.app.state.desk
    segment = desk.settings.segment
    async with request.form(max_files=0, max_fields=4, max_part_size=4 * LONGEST) as form:
        texts = [str(form.get(name, "")) for name in ("a", "b")]
    if segment is None or not all(text.strip() for text in texts) or any(len(text) > LONGEST for text in texts):
        return _form(desk, f"Paste two texts of up to {LONGEST:,} letters.", *texts)
    pair = [await run_in_threadpool(segment, text) for text in texts]
    named = [
        w.model_copy(update={"outlet": n}) for w, n in zip(pair, ("the first text", "The second text"), strict=True)
    ]
    view = await run_in_threadpool(compare_view, named[0], named[1])
    return _page({"view": view, "side": True, "inline_link": "", "side_link": ""})


async def _witness(desk: Desk, article: str) -> Witness | None:
    held = await desk.stories.article(article)
    if held is None:
        return None
    report, story = held
    found = next(witness(a) for a in report.articles if a.id == article)
    named = descent(report, story) if story else None
    node = named.node_of(article) if named else None
    return found.model_copy(update={"outlet": named.label(node)}) if named and node else found


def _form(desk: Desk, message: str = "", first: str = "", second: str = "") -> Response:
    values = {"view": None, "message": message, "first": first, "second": second}
    return _page(values | {"pasting": desk.settings.segment is not None})


def _page(values: dict[str, Any]) -> Response:
    return HTMLResponse(render("compare.html", {"nav": "compare", **values}))
