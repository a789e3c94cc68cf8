"""IPTC ninjs 1.x to 3.x, https://www.iptc.org/std/ninjs/ (versions differ in the case and number of key names)."""

from collections.abc import Iterator, Mapping
from typing import cast

from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.page import fragment_blocks
from services.ingest.formats.plain import headed, paragraphs
from shared.article import Block, Fact


def is_ninjs(doc: Mapping[str, object]) -> bool:
    """Whether the object is a ninjs item: 2.x and 3.x have `bodies`, 1.x `body_html` and its like."""
    return any(k in ("bodies", "headlines") or k.startswith("body_") for k in doc) or "versioncreated" in _lower(doc)


def read_ninjs(doc: Mapping[str, object]) -> Found:
    """One article from a ninjs item."""
    keys = _lower(doc)
    blocks = _body(keys)
    if not blocks:
        raise UnusableError("the ninjs item has no text body: only text items can be traced")
    return headed(tuple(_facts(keys)), blocks)


def _lower(doc: Mapping[str, object]) -> dict[str, object]:
    return {k.lower(): v for k, v in doc.items()}


def _facts(keys: dict[str, object]) -> Iterator[Fact]:
    for value in _main(keys.get("headlines"))[:1]:
        yield from fact("headline", value.get("value"), "ninjs headlines")
    for key, name in (
        ("headline", "headline"), ("title", "headline"), ("by", "byline"), ("byline", "byline"),
        ("firstcreated", "published_at"), ("contentcreated", "created_at"), ("versioncreated", "modified_at"),
        ("creditline", "credit"), ("language", "language"), ("slugline", "slug"), ("version", "version"),
        ("ednote", "note"), ("embargoed", "embargo"), ("usageterms", "usage"), ("copyrightholder", "copyright"),
        ("located", "located"), ("uri", "guid"), ("standardsversion", "standard"),
    ):  # fmt: skip
        yield from fact(name, keys.get(key), f"ninjs {key}")
    for key, name in (("provider", "outlet"), ("infosource", "credit"), ("infosources", "credit")):
        for entry in _objects(keys.get(key)):
            yield from fact(name, entry.get("name") or entry.get("literal"), f"ninjs {key}")
        yield from fact(name, keys.get(key), f"ninjs {key}")
    if str(keys.get("uri") or "").startswith("http"):
        yield from fact("url", keys["uri"], "ninjs uri")
    for entry in _objects(keys.get("altids")):
        yield from fact("guid", entry.get("value"), "ninjs altids")


def _body(keys: dict[str, object]) -> tuple[Block, ...]:
    for entry in _main(keys.get("bodies")):
        value = entry.get("value")
        if isinstance(value, str) and value.strip():
            return _blocks(value, str(entry.get("contenttype") or ""))
    for key in ("body_xhtml", "body_html", "body_text"):
        value = keys.get(key) or next((v for k, v in keys.items() if k.startswith(key)), None)
        if isinstance(value, str) and value.strip():
            return _blocks(value, "text/plain" if key == "body_text" else "text/html")
    return ()


def _blocks(value: str, kind: str) -> tuple[Block, ...]:
    if "html" in kind or (not kind and "</" in value):
        return fragment_blocks(value)
    return tuple(Block(text=x) for x in paragraphs(value))


def _main(value: object) -> list[dict[str, object]]:
    """Entries with lower-case keys, the one whose role is `main` first, plain HTML and text before other types."""
    entries = [_lower(e) for e in _objects(value)]
    return sorted(entries, key=lambda e: (e.get("role") != "main", "value" not in e))


def _objects(value: object) -> list[dict[str, object]]:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("dict[str, object]", v) for v in values if isinstance(v, dict)]
