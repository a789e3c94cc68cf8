"""Which blocks of a page belong to its story, by structure alone; what only language can tell is left as `text`."""

import re
from collections import defaultdict

from services.ingest.formats.dom import pieces
from shared.article import Block

MIN_PARAGRAPH = 25
MAX_LINKED = 0.5
CLIMB = 1.15

_ODD = re.compile(
    r"(?:^|[\s_-])(?:promo|promos|related|newsletter|recirc|recommend\w*|share|sharing|social|signup|sign-up|subscribe|advert\w*|ad|ads|"
    r"sponsor\w*|comments?|disqus|cookie\w*|gdpr|breadcrumbs?|nav|navbar|menu|footer|sidebar|most-?read|trending|popular|"
    r"more-?stories|read-?more|paywall|donat\w*|tags?|toolbar|widget|teaser|outbrain|taboola|inline-?promo|"
    r"author-?(?:bio|box|info)|about-?author|copyright|disclaimer)(?:$|[\s_-])",
    re.I,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|by-line|writer|reporter)(?:$|[\s_-])", re.I)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-credit|image-credit|credit)(?:$|[\s_-])", re.I)
_ASIDE = frozenset("aside nav footer form menu".split())


def body_blocks(root, headline):
    found = pieces(_body(root))
    mass = defaultdict(int)
    total = 0
    good = []
    for p in found:
        g = len(p.text) >= MIN_PARAGRAPH and p.linked <= MAX_LINKED * len(p.text)
        if g:
            total += len(p.text)
            for e in p.path:
                mass[e] += len(p.text)
    odd = {
        e: (e.tag in _ASIDE or bool(_ODD.search(_label(e)))) and mass[e] <= 0.4 * total for p in found for e in p.path
    }

    def isodd(p):
        return any(odd[e] for e in p.path)

    votes = defaultdict(float)
    clean = defaultdict(int)
    for p in found:
        if len(p.text) < MIN_PARAGRAPH or p.linked > MAX_LINKED * len(p.text) or isodd(p):
            continue
        for d, e in enumerate(reversed(p.path)):
            votes[e] += len(p.text) ** 0.75 * 0.85**d
            clean[e] += len(p.text)
    home = max(votes, key=lambda e: votes[e], default=None)
    if home is None:
        return ()
    while (
        (up := home.getparent()) is not None
        and clean.get(up, 0) > CLIMB * clean[home]
        and up.tag not in ("body", "html")
    ):
        home = up
    inside = [p for p in found if any(e is home for e in p.path)]
    return tuple(Block(text=p.text, role=_role(p, isodd(p))) for p in inside)


def _body(root):
    body = root.find("body")
    return root if body is None else body


def _role(piece, isodd):
    label = _label(piece.path[-1])
    if piece.tag == "h1":
        return "headline"
    if _BYLINE.search(label) and len(piece.text) < 200:
        return "byline"
    if piece.tag == "figcaption" or _CAPTION.search(label):
        return "caption"
    return "furniture" if isodd or piece.linked > 0.7 * len(piece.text) else "text"


def _label(element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
