"""A page's document tree flattened to pieces: each printed block of text in page order, with where it stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from services.ingest.formats.found import UnusableError

MAX_DEPTH = 250  # libxml2 itself stops at 256; a page nested deeper is an attack or a bug

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-img",
        "o:p",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "map",
        "head",
        "link",
        "meta",
        "progress",
        "dialog",
        "amp-ad",
        "amp-embed",
    ]
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of text: its elements from the body inward, and how many of its characters are links or emphasis."""

    text: str
    path: tuple[etree._Element, ...]
    linked: int
    stressed: int

    @property
    def tag(self) -> str:
        return str(self.path[-1].tag)


def parse(text: str) -> etree._Element:
    """The page's root element; raises `UnusableError` where there is no element in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableError("the page is empty or no HTML: save it again from the browser") from error
    return root


def pieces(root: etree._Element) -> list[Piece]:
    """All visible blocks of text under `root`, in page order."""
    return list(_Flow().walk(root))


class _Flow:
    """Walks the tree with an own stack; text collects until a block element begins or ends."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._linked = 0
        self._stressed = 0
        self._breaks = 0

    def walk(self, root: etree._Element) -> Iterator[Piece]:
        path: list[etree._Element] = []
        links = stress = 0
        skip = 0
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if skip:
                skip += 1 if event == "start" else -1
                if skip == 0:
                    self._add(node.tail, links, stress)
                continue
            inline = tag in _INLINE
            if event == "start":
                if tag in _SKIPPED or not tag or _is_hidden(node):
                    skip = 1
                    continue
                if tag == "br":
                    self._breaks += 1
                    self._text.append("\n")
                elif not inline:
                    yield from self._flush(path)
                    path.append(node)
                links += tag == "a"
                stress += tag in ("b", "strong", "em", "i")
                self._add(node.text, links, stress)
                continue
            if not inline and tag != "br":
                yield from self._flush(path)
                path.pop()
            links -= tag == "a"
            stress -= tag in ("b", "strong", "em", "i")
            if node is not root:
                self._add(node.tail, links, stress)

    def _add(self, text: str | None, links: int, stress: int) -> None:
        if not text:
            return
        self._text.append(text.replace("\n", " "))
        size = len("".join(text.split()))
        self._linked += size if links else 0
        self._stressed += size if stress else 0

    def _flush(self, path: list[etree._Element]) -> Iterator[Piece]:
        whole = "".join(self._text)
        linked, stressed = self._linked, self._stressed
        self._text, self._linked, self._stressed, self._breaks = [], 0, 0, 0
        rows = [" ".join(row.split()) for row in re.split(r"\n\s*\n", whole)]
        rows = [row for row in rows if row]
        total = sum(map(len, rows)) or 1
        for row in rows:
            share = len(row) / total
            yield Piece(row, tuple(path), round(linked * share), round(stressed * share))


def _is_hidden(node: etree._Element) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or node.get("hidden") is not None
