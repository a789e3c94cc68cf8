"""Which blocks of a page belong to its story, by structure alone; what only language can tell is left as `text`."""

import re
from collections import defaultdict

from lxml import etree

from services.ingest.formats.dom import Piece, pieces
from shared.article import Block, Role

MIN_PARAGRAPH = 25  # shorter blocks are labels as often as sentences and say little of where the story stands
MAX_LINKED = 0.6  # of a story's paragraph; lists of other stories are links nearly throughout

_ODD = re.compile(
    r"(?:^|[\s_-])(?:promo|promos|related|newsletter|recirc|recommend\w*|share|sharing|social|signup|sign-up|subscribe|advert\w*|ad|ads|"
    r"sponsor\w*|comments?|disqus|cookie\w*|gdpr|breadcrumbs?|nav|navbar|menu|footer|sidebar|most-?read|trending|popular|"
    r"more-?stories|read-?more|paywall|donat\w*|tags?|toolbar|widget|teaser|outbrain|taboola|inline-?promo|"
    r"author-?(?:bio|box|info)|about-?author|copyright|disclaimer)(?:$|[\s_-])",
    re.I,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|by-line|writer|reporter)(?:$|[\s_-])", re.I)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-credit|image-credit|credit)(?:$|[\s_-])", re.I)
_ASIDE = frozenset(["aside", "nav", "footer", "form", "menu"])


def body_blocks(root: etree._Element, headline: str | None) -> tuple[Block, ...]:
    """The story's blocks in page order with the roles that structure shows."""
    found = pieces(_body(root))
    home = _home(found)
    inside = [p for p in found if home is not None and any(e is home for e in p.path)]
    return tuple(b for p in inside if (b := _block(p, home)))


def _body(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body


def _home(found: list[Piece]) -> etree._Element | None:
    """The element that holds most of the story's text close by: each paragraph votes for the elements around it."""
    votes: dict[etree._Element, float] = defaultdict(float)
    for piece in found:
        if len(piece.text) < MIN_PARAGRAPH or piece.linked > MAX_LINKED * len(piece.text) or _odd(piece, None):
            continue
        weight = len(piece.text) ** 0.75
        for distance, element in enumerate(reversed(piece.path)):
            votes[element] += weight * 0.85**distance
    return max(votes, key=lambda e: votes[e], default=None)


def _block(piece: Piece, home: etree._Element | None) -> Block | None:
    return Block(text=piece.text, role=_role(piece, home))


def _role(piece: Piece, home: etree._Element | None) -> Role:
    inner = piece.path[-1]
    label = _label(inner)
    if piece.tag == "h1":
        return "headline"
    if _BYLINE.search(label) and len(piece.text) < 200:
        return "byline"
    if piece.tag == "figcaption" or _CAPTION.search(label):
        return "caption"
    return "furniture" if _odd(piece, home) or piece.linked > MAX_LINKED * len(piece.text) else "text"


def _odd(piece: Piece, home: etree._Element | None) -> bool:
    below = piece.path
    if home is not None:
        below = below[next(i for i, e in enumerate(below) if e is home) + 1 :]
    return any(e.tag in _ASIDE or _ODD.search(_label(e)) for e in below)


def _label(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
