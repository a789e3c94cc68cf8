"""The API described by OpenAPI 3.1, from the values' own schemas."""

from functools import cache
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from services.provenance.cards import StoryCard
from services.provenance.exports import FORMATS
from shared.report import MarkKind, Report, ReportArticle

_REF = "#/components/schemas/"
_TEXT: dict[str, Any] = {"type": "string"}
_FILES: dict[str, Any] = {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}}
_KIND: dict[str, Any] = {"type": "string", "enum": list(get_args(MarkKind))}
_MARK_FIELDS = ("subject", "other", "by", "back")


@cache
def openapi() -> dict[str, Any]:
    """The document that `/openapi.json` serves."""
    models = [(model, "serialization") for model in (Report, ReportArticle, StoryCard)]
    _, schemas = models_json_schema(models, by_alias=True, ref_template=_REF + "{model}")  # pyright: ignore[reportArgumentType]
    return {
        "openapi": "3.1.0",
        "info": {"title": "wiretrace", "version": "1", "description": "Trees of descent of news stories."},
        "paths": _paths(),
        "components": {"schemas": schemas["$defs"]},
    }


def _paths() -> dict[str, Any]:
    card = {"type": "array", "items": {"$ref": _REF + "StoryCard"}}
    listing = {
        "type": "object",
        "required": ["stories", "next"],
        "properties": {"stories": card, "next": {"type": ["string", "null"]}},
    }
    names = ("q", "outlet", "agency", "since", "until", "cursor", "limit")
    story, version = _parameter("story", "path"), _parameter("version")
    chosen = {**_parameter("format"), "required": True, "schema": {"type": "string", "enum": list(FORMATS)}}
    anything = {"type": "object"}
    mark = {"type": "array", "items": {"$ref": _REF + "Mark"}}
    marks = {"type": "object", "required": ["marks"], "properties": {"marks": mark}}
    return {
        "/api/stories": _get("Stories, latest change first", listing, [_parameter(n) for n in names]),
        "/api/stories/{story}": _get("One story's report", {"$ref": _REF + "Report"}, [story, version]),
        "/api/stories/{story}/export": _get("The story in another tool's format", {}, [story, version, chosen], "*/*"),
        "/api/articles/{article}": _get(
            "One article", {"$ref": _REF + "ReportArticle"}, [_parameter("article", "path")]
        ),
        "/api/marks": _get("An editor's marks that stand", marks),
        "/api/status": _get("The pipeline's state", anything),
        "/health": _get("Whether every service takes its messages (503 if not)", anything),
        "/ready": _get("Whether the store answers (503 if not)", anything),
        "/events": _get(
            "Server-sent events: `story` with id and version", {"type": "string"}, kind="text/event-stream"
        ),
        "/metrics": _get("Prometheus metrics", {"type": "string"}, kind="text/plain"),
        "/inbox": _post("Put files into the inbox", _FILES, "multipart/form-data"),
        "/retry": _post("Put a rejected file back into the inbox", {"file": _TEXT}),
        "/replay": _post("Hand a dead letter back to its stream", {"letter": _TEXT}),
        "/marks": _post("Make an editor's mark", {"kind": _KIND, **dict.fromkeys(_MARK_FIELDS, _TEXT)}),
        "/marks/withdraw": _post("Take an editor's mark back", {"mark": _TEXT, "back": _TEXT}),
    }


def _get(
    summary: str, schema: dict[str, Any], parameters: list[dict[str, Any]] | None = None, kind: str = "application/json"
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": summary, "content": {kind: {"schema": schema}}}}
    if parameters and any(p["in"] == "path" for p in parameters):
        answers["404"] = {"description": "There is none of that id"}
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": answers}}


def _post(
    summary: str, fields: dict[str, dict[str, Any]], kind: str = "application/x-www-form-urlencoded"
) -> dict[str, Any]:
    """A form, from the page itself only; the answer leads back to where it was sent from."""
    form = {"type": "object", "properties": fields}
    answers = {"303": {"description": "Done"}, "403": {"description": "From another origin"}}
    body = {"required": True, "content": {kind: {"schema": form}}}
    return {"post": {"summary": summary, "requestBody": body, "responses": answers}}


def _parameter(name: str, where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": {"type": "string"}}
