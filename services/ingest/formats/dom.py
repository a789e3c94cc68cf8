"""A page's document tree flattened to pieces: each printed block of text in page order, with where it stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from services.ingest.formats.found import UnusableError

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rt rp s samp "
    "small span strike strong sub sup time tt u var wbr amp-img o:p br".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed video audio canvas select option textarea button "
    "input map head link meta progress dialog amp-ad amp-embed".split()
)
_STRESS = frozenset("b strong em i".split())
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of text: its elements from the body inward, and how many of its characters are links or emphasis."""

    text: str
    path: tuple[HtmlElement, ...]
    linked: int
    stressed: int

    @property
    def tag(self) -> str:
        return str(self.path[-1].tag)


def parse(text: str) -> HtmlElement:
    """The page's root element; raises `UnusableError` where there is no element in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableError("the page is empty or no HTML: save it again from the browser") from error


def pieces(root: HtmlElement) -> list[Piece]:
    """All visible blocks of text under `root`, in page order."""
    return list(_Flow().walk(root))


class _Flow:
    """Walks the tree; text collects until a block element begins or ends, or two line breaks part it."""

    def __init__(self) -> None:
        self._path: list[HtmlElement] = []
        self._text: list[str] = []
        self._linked = self._stressed = 0
        self._links = self._stress = 0

    def walk(self, root: HtmlElement) -> Iterator[Piece]:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            if event == "end":
                yield from self._leave(node)
                if node is not root:
                    self._add(node.tail)
            elif node.tag in _SKIPPED or _is_hidden(node):
                walker.skip_subtree()
                yield from self._flush() if node.tag not in _INLINE and node.tag not in _SKIPPED else ()
                self._path.append(node)
            else:
                yield from self._enter(node)

    def _enter(self, node: HtmlElement) -> Iterator[Piece]:
        if node.tag not in _INLINE:
            yield from self._flush()
        self._path.append(node)
        self._links += node.tag == "a"
        self._stress += node.tag in _STRESS
        if node.tag == "br":
            self._text.append("\n")
        self._add(node.text)

    def _leave(self, node: HtmlElement) -> Iterator[Piece]:
        if node.tag not in _INLINE and node.tag not in _SKIPPED:
            yield from self._flush()
        self._path.pop()
        if node.tag not in _SKIPPED and not _is_hidden(node):
            self._links -= node.tag == "a"
            self._stress -= node.tag in _STRESS

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._text.append(text.replace("\n", " "))
        if self._links or self._stress:
            size = len("".join(text.split()))
            self._linked += size if self._links else 0
            self._stressed += size if self._stress else 0

    def _flush(self) -> Iterator[Piece]:
        if not self._text:
            return
        whole = "".join(self._text).translate(_INVISIBLE)
        linked, stressed = self._linked, self._stressed
        self._text, self._linked, self._stressed = [], 0, 0
        rows = [row for part in re.split(r"\n\s*\n", whole) if (row := " ".join(part.split()))]
        total = sum(map(len, rows))
        path = tuple(e for e in self._path if e.tag not in _INLINE)
        for row in rows:
            share = len(row) / total
            yield Piece(row, path, round(linked * share), round(stressed * share))


def _is_hidden(node: HtmlElement) -> bool:
    style = node.get("style")
    if style:
        squeezed = style.replace(" ", "").lower()
        if "display:none" in squeezed or "visibility:hidden" in squeezed:
            return True
    return node.get("hidden") is not None
