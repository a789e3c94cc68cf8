"""Records with plain keys (the front matter's, plus `text`), and which reader an object of a JSON file belongs to."""

from collections.abc import Iterator, Mapping
from typing import cast

import orjson

from services.ingest.formats.found import Found, Problem, UnusableError, fact
from services.ingest.formats.ninjs import is_ninjs, read_ninjs
from services.ingest.formats.page import fragment_blocks
from services.ingest.formats.plain import KEYS, headed, paragraphs
from services.ingest.formats.schema_org import article_nodes, read_schema
from shared.article import Block, Fact

MAX_ENTRIES = 1_000_000  # of one file; more is a data set to be cut up

_TEXTS = ("text", "body", "content", "articlebody", "body_text", "fulltext", "full_text")
_LISTS = ("items", "articles", "entries", "results", "documents", "data")
_ALSO = {
    "source": "outlet",
    "publisher": "outlet",
    "authors": "byline",
    "link": "url",
    "pubdate": "published_at",
    "slug": "slug",
}


def read_json(text: str) -> Iterator[Found | Problem]:
    """The articles of a JSON file: one object, a list of them, or a list under a usual key."""
    try:
        data: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnusableError(
            f"broken JSON ({error}): export the file again, or use .jsonl for one object a line"
        ) from error
    entries = _entries(data)
    for number, entry in enumerate(entries):
        try:
            yield read_object(entry)
        except UnusableError as error:
            yield Problem(f"entry {number + 1}: {error}" if len(entries) > 1 else str(error))


def read_object(entry: object) -> Found:
    """One article from one JSON object, be it schema.org, ninjs or plain keys; raises `UnusableError`."""
    if not isinstance(entry, dict):
        raise UnusableError("not a JSON object: an article is an object with its text under `text`")
    doc = cast("dict[str, object]", entry)
    if "@type" in doc or "@graph" in doc:
        nodes = [n for n in article_nodes(doc) if n.get("articleBody") or n.get("text")]
        if nodes:
            return read_schema(nodes[0])
    if is_ninjs(doc):
        return read_ninjs(doc)
    return read_record(doc)


def read_record(doc: Mapping[str, object]) -> Found:
    """One article from plain keys."""
    keys = {str(k).strip().lower().replace(" ", "_"): v for k, v in doc.items() if k}
    text = next((v for k in _TEXTS if isinstance(v := keys.get(k), str) and v.strip()), "")
    if not text:
        raise UnusableError("no article text: put it under the key or column `text`")
    facts: list[Fact] = []
    for key, name in (KEYS | _ALSO).items():
        value = keys.get(key)
        if isinstance(value, list):
            value = ", ".join(str(v) for v in cast("list[object]", value)[:20])
        if isinstance(value, dict):
            value = cast("dict[str, object]", value).get("name")
        facts += fact(name, value, f"key {key}")
    blocks = fragment_blocks(text) if "</p>" in text else tuple(Block(text=x) for x in paragraphs(text))
    identity = keys.get("id")
    origin = str(identity)[:200] if isinstance(identity, str | int) else ""
    found = headed(tuple(facts), blocks)
    return Found(found.facts, found.blocks, origin)


def _entries(data: object) -> list[object]:
    if isinstance(data, list):
        return cast("list[object]", data)[:MAX_ENTRIES]
    if isinstance(data, dict) and not any(k in data for k in (*_TEXTS, "bodies", "@type", "@graph")):
        doc = cast("dict[str, object]", data)
        for key in _LISTS:
            if isinstance(doc.get(key), list) and doc[key]:
                return cast("list[object]", doc[key])
    return [data]
