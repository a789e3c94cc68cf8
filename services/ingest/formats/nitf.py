"""IPTC NITF 3.x: https://iptc.org/standards/nitf/ (head with the desk's data, body in head, content and end)."""

from collections.abc import Iterator

from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.plain import headed
from services.ingest.formats.tree import XmlElement, descend, find_all, local, words_of
from shared.article import Block, Fact, Role

_ROLES: dict[str, Role] = {
    "p": "text", "hl2": "text", "hl1": "headline", "li": "text", "pre": "text", "media-caption": "caption",
    "media-producer": "caption", "byline": "byline", "dateline": "dateline", "tagline": "credit",
    "note": "furniture", "table": "furniture", "bibliography": "credit",
}  # fmt: skip
_ATTRIBUTES = (
    ("date.issue", "norm", "published_at"), ("date.release", "norm", "published_at"), ("doc-id", "id-string", "guid"),
    ("du-key", "key", "slug"), ("du-key", "version", "version"), ("doc.copyright", "holder", "copyright"),
    ("ed-msg", "info", "note"), ("del-list", "from-src", "provider"), ("fixture", "fix-id", "fixture"),
    ("pubdata", "name", "outlet"), ("pubdata", "date.publication", "published_at"), ("pubdata", "ex-ref", "url"),
    ("revision-history", "norm", "modified_at"), ("correction", "info", "correction"),
)  # fmt: skip


def read_nitf(root: XmlElement) -> Found:
    """One article from an `nitf` element."""
    content = [n for b in find_all(root, "body") for n in b if local(n) in ("body.content", "body.end")]
    blocks = tuple(b for part in content for b in nitf_blocks(part))
    if not any(b.role == "text" for b in blocks):
        raise UnusableError("the NITF document has no paragraphs in body.content: check the export")
    facts = tuple(_facts(root))
    printed = tuple(Block(text=words_of(n), role="dateline") for n in descend(root, "dateline")[:1] if words_of(n))
    return headed(facts, (*printed, *blocks) if not any(b.role == "dateline" for b in blocks) else blocks)


def nitf_blocks(content: XmlElement) -> tuple[Block, ...]:
    """The printed blocks of `body.content` or `body.end`, in order."""
    return tuple(_walk(content))


def _walk(node: XmlElement) -> Iterator[Block]:
    for child in node:
        if not isinstance(child.tag, str):
            continue
        role = _ROLES.get(local(child))
        if role is None:
            yield from _walk(child)
        elif text := words_of(child):
            yield Block(text=text, role=_lede_role(child, role))


def _lede_role(node: XmlElement, role: Role) -> Role:
    kind = f"{node.get('noteclass') or ''} {node.get('type') or ''} {node.get('class') or ''}".lower()
    return "correction" if "correct" in kind else role


def _facts(root: XmlElement) -> Iterator[Fact]:
    heads = [n for b in find_all(root, "body") for n in find_all(b, "body.head")]
    for head in heads:
        for path, name in (
            ("hedline/hl1", "headline"),
            ("byline", "byline"),
            ("distributor", "credit"),
            ("dateline", "dateline"),
            ("note", "note"),
        ):
            for node in find_all(head, *path.split("/")):
                yield from fact(name, words_of(node), f"nitf {path}")
    for node in find_all(root, "head", "title"):
        yield from fact("headline", words_of(node), "nitf title")
    for element, attribute, name in _ATTRIBUTES:
        for node in descend(root, element)[:3]:
            yield from fact(name, node.get(attribute), f"nitf {element}")
    for node in descend(root, "story.date")[:1]:
        yield from fact("published_at", node.get("norm"), "nitf story.date")
