"""The JSON endpoints, health probes and metrics."""

from collections.abc import Mapping
from typing import Any

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from services.provenance.exports import FORMATS, export
from services.provenance.web.catalogue import PAGE, Search
from services.provenance.web.desk import Desk
from services.provenance.web.metrics import registry
from services.provenance.web.openapi import openapi
from shared.report import Report

MOST = 500  # stories on one page of the list


async def stories(request: Request) -> Response:
    """`/api/stories`: cards, latest change first; `q`, `outlet`, `agency`, `since`, `until`, `cursor`, `limit`."""
    desk: Desk = request.app.state.desk
    query = request.query_params
    search = Search(*(query.get(key, "").strip()[:200] for key in ("q", "outlet", "agency", "since", "until")))
    limit = query.get("limit", "")
    await desk.catalogue.refresh()
    page = desk.catalogue.page(search, query.get("cursor"), min(max(int(limit), 1), MOST) if limit.isdigit() else PAGE)
    return answer({"stories": [card.model_dump(mode="json") for card in page.cards], "next": page.next})


async def story(request: Request) -> Response:
    """`/api/stories/{id}`: the report with that one story; `version` asks for an older one."""
    report = await _report(request)
    return answer(dumped(report)) if report else absent("story")


async def story_export(request: Request) -> Response:
    """`/api/stories/{id}/export?format=`: the story in another tool's format."""
    report = await _report(request)
    if report is None:
        return absent("story")
    name = request.query_params.get("format", "")
    if name not in FORMATS:
        return answer({"error": f"format is one of {', '.join(FORMATS)}"}, 400)
    made = export(report, name)
    named = f'attachment; filename="{report.stories[0].id}.{made.suffix}"'
    return Response(made.body, media_type=made.media_type, headers={"content-disposition": named})


async def article(request: Request) -> Response:
    """`/api/articles/{id}`: the article and the id of its story, if it has one."""
    desk: Desk = request.app.state.desk
    wanted = request.path_params["article"]
    held = await desk.stories.article(wanted)
    if held is None:
        return absent("article")
    report, story = held
    found = next(a for a in report.articles if a.id == wanted)
    return answer(found.model_dump(mode="json") | {"story": story})


async def marks(request: Request) -> Response:
    """`/api/marks`: an editor's marks that stand."""
    desk: Desk = request.app.state.desk
    made = await desk.marks.all() if desk.marks else ()
    return answer({"marks": [mark.model_dump(mode="json") for mark in made]})


async def status(request: Request) -> Response:
    """`/api/status`: streams, rejected files, dead letters, counts."""
    desk: Desk = request.app.state.desk
    return answer(await desk.health.status())


async def healthy(request: Request) -> Response:
    """`/health`: 200 while every service takes its messages, else 503 and what does not."""
    desk: Desk = request.app.state.desk
    good, facts = await desk.health.healthy()
    return answer({"ok": good, **facts}, 200 if good else 503)


async def ready(request: Request) -> Response:
    """`/ready`: 200 once the store answers."""
    desk: Desk = request.app.state.desk
    good, facts = await desk.health.ready()
    return answer({"ok": good, **facts}, 200 if good else 503)


async def metrics(request: Request) -> Response:
    """`/metrics` in Prometheus' text format."""
    desk: Desk = request.app.state.desk
    body = generate_latest(registry(await desk.health.status()))
    return Response(body, headers={"content-type": CONTENT_TYPE_LATEST})


async def openapi_document(request: Request) -> Response:
    """`/openapi.json`."""
    return answer(openapi())


async def asyncapi_document(request: Request) -> Response:
    """`/asyncapi.json`: the streams, as the broker describes them."""
    desk: Desk = request.app.state.desk
    if desk.settings.asyncapi is None:
        return absent("description of the streams")
    return Response(desk.settings.asyncapi(), media_type="application/json")


def answer(value: Mapping[str, Any], status_code: int = 200) -> Response:
    return Response(orjson.dumps(value, default=str), status_code, media_type="application/json")


def absent(what: str) -> Response:
    return answer({"error": f"no such {what}"}, 404)


def dumped(report: Report) -> dict[str, Any]:
    """A report as the contract prints it."""
    return report.model_dump(mode="json", by_alias=True)


async def _report(request: Request) -> Report | None:
    desk: Desk = request.app.state.desk
    version = request.query_params.get("version", "")
    return await desk.stories.report(request.path_params["story"], int(version) if version.isdigit() else None)
