"""A cascade's observed articles as files (web pages, front matter, bare text, ninjs) under names that tell nothing."""

import hashlib
import html
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_WRAPPERS = (
    '<p class="note">{}</p>',
    "<p>{}</p>",
    '<div class="box"><p>{}</p></div>',
    '<aside class="teaser"><p>{}</p></aside>',
    "<p><strong>{}</strong></p>",
)


def render(cascade: Mapping[str, Any], folder: Path, seed: int = 0) -> dict[str, str]:
    """Write the observed nodes under `folder`; file name -> node id. The seed draws formats and names."""
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for node in cascade["nodes"]:
        if node["observed"]:
            key = f"{cascade['story']}/{node['id']}/{seed}"
            rng = random.Random(key)
            suffix, write = rng.choices(_FORMATS, weights=(45, 25, 15, 15))[0]
            name = hashlib.sha256(key.encode()).hexdigest()[:12] + suffix
            (folder / name).write_text(write(node, rng), encoding="utf-8")
            names[name] = node["id"]
    return names


def _blocks(node: Mapping[str, Any]) -> list[tuple[bool, str]]:
    """(is body, text) in page order, the dateline glued to the first paragraph."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in node["sentences"]:
        paragraphs.setdefault(sentence["par"], []).append(sentence["text"])
    body = [(True, " ".join(texts)) for _, texts in sorted(paragraphs.items())]
    if node["dateline"] and body:
        body[0] = (True, node["dateline"].strip() + " " + body[0][1])
    half = max(1, len(body) // 2)
    extra = {
        w: [(False, b["text"]) for b in node["boilerplate"] if b["where"] == w] for w in ("top", "middle", "bottom")
    }
    return extra["top"] + body[:half] + extra["middle"] + body[half:] + extra["bottom"]


def _name(node: Mapping[str, Any]) -> str:
    return node["outlet"] or node["agency"]


def _page(node: Mapping[str, Any], rng: random.Random) -> str:
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": node["headline"],
        "publisher": {"@type": "Organization", "name": _name(node)},
        "datePublished": node["published_at"],
        "author": {"@type": "Person", "name": node["byline"]} if node["byline"] else None,
    }
    data = json.dumps({k: v for k, v in facts.items() if v}).replace("</", "<\\/")
    name, title = html.escape(_name(node)), html.escape(node["headline"])
    rows = "".join(
        ("<p>{}</p>" if is_body else rng.choice(_WRAPPERS)).format(html.escape(text)) for is_body, text in _blocks(node)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {name}</title>'
        f'<meta property="og:site_name" content="{name}"><script type="application/ld+json">{data}</script></head>'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>{title}</h1>'
        f'<p class="byline">{html.escape(node["byline"] or "")}</p>{rows}</article></main>'
        f"<footer><p>&copy; {name}. All rights reserved.</p></footer></body></html>"
    )


def _front(node: Mapping[str, Any], rng: random.Random) -> str:
    head = {
        "outlet": _name(node),
        "title": node["headline"],
        "byline": node["byline"],
        "published": node["published_at"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items() if value]
    return "\n".join(["---", *lines, "---", "\n\n".join(text for _, text in _blocks(node)), ""])


def _bare(node: Mapping[str, Any], rng: random.Random) -> str:
    top = [node["headline"], *([node["byline"]] if node["byline"] else [])]
    return "\n\n".join([*top, *(text for _, text in _blocks(node))]) + "\n"


def _ninjs(node: Mapping[str, Any], rng: random.Random) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for _, text in _blocks(node))
    item = {
        "uri": f"urn:newsml:{rng.randrange(10**9)}",
        "type": "text",
        "version": "1",
        "headlines": [{"role": "main", "value": node["headline"]}],
        "by": node["byline"],
        "provider": {"name": _name(node)},
        "versionCreated": node["published_at"],
        "bodies": [{"role": "main", "contentType": "text/html", "value": body}],
    }
    return json.dumps({k: v for k, v in item.items() if v}, ensure_ascii=False)


_FORMATS: tuple[tuple[str, Callable[[Mapping[str, Any], random.Random], str]], ...] = (
    (".html", _page),
    (".txt", _front),
    (".txt", _bare),
    (".json", _ninjs),
)
