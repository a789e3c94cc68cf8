"""Which blocks of a page belong to its story, by structure alone; what only language can tell is left as `text`."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from services.ingest.formats.dom import Piece
from services.ingest.formats.page_home import Layout, is_paragraph, names
from services.ingest.formats.times import printed_time
from shared.article import Block, Role

MAX_LINKED = 0.7  # a paragraph may be one link; beyond this share it points elsewhere more often than it tells
MAX_LIST_LINKED = 0.3  # list items that point to other stories link their titles, stories' own lists hardly link
CAPTION_CHARS = 450  # a caption with its credit; longer text in a picture's element is the story's
BYLINE_CHARS = 200
MAIN_PARAGRAPHS, MAIN_SHARE = 4, 0.8  # where paragraphs are made alike, other makes tell
BOX_SHARE = 0.1  # of the story; boxes of one class that hold more are parts of it

_BYLINES = frozenset("byline bylines author authors writer reporter".split())
_CAPTIONS = frozenset("caption captions cutline credit credits attribution".split())
_PICTURES = frozenset("photo image img picture figure thumbnail imageblock".split())
_TEXTS = frozenset("text txt body content".split())  # beside a picture's name: a box for both
_TOLD = frozenset(
    "headline subheadline subhead heading title summary standfirst intro lead lede dek paragraph para content "
    "body text field story article quote pullquote dateline embed".split()
)
_CORRECTIONS = frozenset("correction corrections clarification corrigendum erratum".split())
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())


def body_blocks(found: Sequence[Piece], titles: Collection[str] = ()) -> tuple[Block, ...]:
    """The story's blocks in page order with the roles that structure shows.

    `found` are the page's pieces, `titles` the headlines that its metadata states.
    """
    layout = Layout(found)
    inside = layout.inside()
    known = {_plain(t) for t in titles}
    roles: list[Role] = [_role(p, layout, known) for p in inside]
    _settle_lists(inside, roles)
    main = _main_make([p for p, r in zip(inside, roles, strict=True) if r == "text"])
    _settle_strangers(layout, inside, roles, main)
    _settle_headings(inside, roles)
    return tuple(
        Block(text=p.text, role=r, make=None if main is None else "main" if make_of(p) == main else "odd")
        for p, r in zip(inside, roles, strict=True)
    )


def _role(piece: Piece, layout: Layout, known: set[str]) -> Role:
    below = layout.below(piece)
    if piece.tag == "h1" or (_plain(piece.text) in known and piece.tag != "p"):
        return "headline"
    if len(piece.text) < BYLINE_CHARS and any(names(e) & _BYLINES for e in below[-2:]):
        return "byline"
    if any(e.tag == "figure" for e in below) or piece.tag == "figcaption" or _is_caption(piece, below):
        return "caption"
    if any(names(e) & _CORRECTIONS for e in below[-2:]):
        return "correction"
    if any(e.tag == "blockquote" for e in below):
        return "text"
    odd = layout.aside(piece) or piece.linked > MAX_LINKED * len(piece.text)
    return "furniture" if odd or printed_time(piece.text) else "text"


def _is_caption(piece: Piece, below: tuple[HtmlElement, ...]) -> bool:
    near = [names(e) for e in below[-3:]] if len(piece.text) < CAPTION_CHARS else []
    return any(n & _CAPTIONS or (n & _PICTURES and not n & _TEXTS) for n in near)


def _settle_lists(inside: list[Piece], roles: list[Role]) -> None:
    """A list whose items are mostly links points elsewhere as a whole."""
    lists: dict[HtmlElement, list[int]] = {}
    for i, piece in enumerate(inside):
        holder = next((e for e in reversed(piece.path) if str(e.tag) in ("ul", "ol")), None)
        if holder is not None:
            lists.setdefault(holder, []).append(i)
    for numbers in lists.values():
        size = sum(len(inside[i].text) for i in numbers)
        if sum(inside[i].linked for i in numbers) > MAX_LIST_LINKED * size:
            for i in numbers:
                roles[i] = "furniture"


def _main_make(story: list[Piece]) -> tuple[str, str] | None:
    """The element and class that nearly all of the story's paragraphs have, if they have one."""
    mass: Counter[tuple[str, str]] = Counter()
    for piece in story:
        mass[make_of(piece)] += len(piece.text)
    for make, size in mass.most_common(1):
        many = sum(make_of(p) == make for p in story) >= MAIN_PARAGRAPHS
        return make if many and size >= MAIN_SHARE * mass.total() else None
    return None


def make_of(piece: Piece) -> tuple[str, str]:
    """How a block is made: its element's name and class."""
    return piece.tag, str(piece.path[-1].get("class") or "")


def _settle_strangers(layout: Layout, inside: list[Piece], roles: list[Role], main: tuple[str, str] | None) -> None:
    """A small box of a class of its own among a story's plain paragraphs is a box beside the story."""
    if main is None or main[0] != "p":
        return
    story = [p for p, r in zip(inside, roles, strict=True) if r == "text"]
    mass: Counter[str | None] = Counter()
    for piece in story:
        for made in {e.get("class") for e in layout.below(piece)}:
            mass[made] += len(piece.text)
    most = BOX_SHARE * sum(len(p.text) for p in story)
    for i, piece in enumerate(inside):
        if roles[i] == "text" and any(_is_box(e) and mass[e.get("class")] < most for e in layout.below(piece)):
            roles[i] = "furniture"


def _is_box(element: HtmlElement) -> bool:
    return element.tag in ("div", "section") and bool(element.get("class")) and not names(element) & _TOLD


def _settle_headings(inside: list[Piece], roles: list[Role]) -> None:
    """A heading goes with what follows it, and one that nothing follows heads nothing of the story."""
    following: Role = "furniture"
    for i in range(len(inside) - 1, -1, -1):
        if roles[i] == "text" and inside[i].tag in _HEADINGS and not is_paragraph(inside[i]):
            roles[i] = "text" if following == "text" else "furniture"
        if roles[i] in ("text", "furniture"):
            following = roles[i]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
