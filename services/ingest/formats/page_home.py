"""Where on a page the story stands: each paragraph votes for the elements around it, oddly named ones aside."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from services.ingest.formats.dom import Piece

MIN_PARAGRAPH = 25  # shorter blocks are labels as often as sentences and say little of where the story stands
MAX_LINKED = 0.5  # of a paragraph's characters: lists of other stories are links nearly throughout
DECAY = 0.6  # of a vote for each level upward, so that the story's own element beats the page around it
LONELY = 0.3  # of a vote for paragraphs without a neighbour: cards of other stories hold one each
CLIMB = 1.15  # a body cut into parts: an outer element is taken when it adds a seventh in paragraphs of the same make
DENSE, DENSE_GAIN = 0.93, 1.05  # or when it is a story's text nearly throughout and adds a twentieth
MOST = 0.4  # an element with this share of the page's text is no aside, whatever its class says

ASIDES = frozenset("aside nav footer form menu header".split())
_ODD = frozenset(
    "promo promos promotion related newsletter newsletters recirc recommend recommended recommendations share "
    "sharing sharebar social signup subscribe subscription advert advertisement ad ads sponsor sponsored comment "
    "comments disqus cookie cookies gdpr breadcrumb breadcrumbs nav navbar navigation menu footer header sidebar "
    "trending popular donate donation tag tags toolbar widget teaser outbrain taboola copyright "
    "disclaimer gallery slideshow slide carousel banner btn button cta overlay modal popup tooltip date time "
    "timestamp meta metadata excerpt ticker livefyre bio stats pagination pager prev upnext mostread readmore "
    "login register regwall rating ratings vote poll survey widgets hidden rollover".split()
)
_NEVER = frozenset("footer cookie cookies gdpr disqus".split())  # hold no story, however much text they have
_PAIRS = re.compile(
    r"sign[-_]?up|most[-_]?(?:read|viewed|popular)|read[-_]?(?:more|next|also)|more[-_]?(?:stories|news|from|on)|next[-_]prev|"
    r"author[-_]?(?:bio|box|info|details|card)|about[-_]?(?:the[-_]?)?author|sr[-_]only|screen[-_]reader|visually[-_]hidden|(?:^|\s)inline(?=$|\s)|inline[-_]?promo|"
    r"you[-_]may|also[-_]like",
    re.I,
)
_SPLIT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Tokens that tell an element's state or subject and name nothing: `has-sidebar`, a content system's field settings.
_STATE = re.compile(r"(?:has|with|no|type|status|format)-|field-{1,2}(?:type|label)-|js-")
_NAMING = ("class", "id", "itemprop", "rel", "role")
_SUBJECT = re.compile(r"(?:tag|category|term|topic)-")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Layout:
    """The page's pieces with the element that holds the story, and which elements are asides of it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._mass = _mass(pieces)
        self._total = max(self._mass.values(), default=0)
        self._headed = {e for p in pieces if p.tag == "h1" for e in p.path}
        self._odd: dict[HtmlElement, bool] = {}
        self._clean = [p for p in pieces if is_paragraph(p) and not self.aside(p)]
        self.home = self._home()

    def inside(self) -> list[Piece]:
        """The pieces within the story's element, in page order."""
        return [p for p in self.pieces if self.home is not None and any(e is self.home for e in p.path)]

    def aside(self, piece: Piece) -> bool:
        """Whether an element around the piece is named or made as something beside the story."""
        return any(self._is_odd(e) for e in piece.path)

    def below(self, piece: Piece) -> tuple[HtmlElement, ...]:
        """The elements between the story's element and the piece."""
        for i, element in enumerate(piece.path):
            if element is self.home:
                return piece.path[i + 1 :]
        return ()

    def _is_odd(self, element: HtmlElement) -> bool:
        if element not in self._odd:
            named = element.tag in ASIDES or (is_odd_label(element) and not self._is_story(element))
            main = self._mass[element] > MOST * self._total
            never = bool((names(element) | {str(element.tag)}) & _NEVER) and element not in self._headed
            self._odd[element] = named and (never or not main)
        return self._odd[element]

    def _is_story(self, element: HtmlElement) -> bool:
        """Whether the element says that it is the page's story, whatever else its names hold."""
        whole = element.tag in ("body", "html", "main") or "articleBody" in str(element.get("itemprop") or "")
        return whole or (element.tag == "article" and element in self._headed)

    def _home(self) -> HtmlElement | None:
        votes: dict[HtmlElement, float] = defaultdict(float)
        beside = Counter(p.path[-2] for p in self._clean if len(p.path) > 1)
        for piece in self._clean:
            alone = len(piece.path) < 2 or beside[piece.path[-2]] < 2
            weight = len(piece.text) ** 0.75 * (LONELY if piece.tag == "li" or alone else 1.0)
            for distance, element in enumerate(reversed(piece.path)):
                votes[element] += weight * DECAY**distance
        home = max(votes, key=lambda e: votes[e], default=None)
        return None if home is None else self._climbed(home)

    def _climbed(self, home: HtmlElement) -> HtmlElement:
        """The outermost element that adds much text of the make that the story's paragraphs have."""
        inner = [p for p in self._clean if home in p.path]
        make = Counter(_make(p) for p in inner).most_common(1)[0][0]
        alike = _mass([p for p in self._clean if _make(p) == make])
        clean, everything = _mass(self._clean), _mass(self.pieces, every=True)
        best = home
        for outer in home.iterancestors():
            if outer.tag in ("body", "html"):
                break
            dense = clean[outer] > DENSE * everything[outer] and clean[outer] > DENSE_GAIN * clean[best]
            if dense or alike[outer] > CLIMB * max(alike[best], 1):
                best = outer
        return best


def is_paragraph(piece: Piece) -> bool:
    """Whether the block is long and unlinked enough to be a sentence of some story."""
    return len(piece.text) >= MIN_PARAGRAPH and piece.linked <= MAX_LINKED * len(piece.text)


def label(element: HtmlElement) -> str:
    """The names that a page's makers gave the element."""
    given = ("class", "itemprop", "rel", "role") if element.tag in _HEADINGS else _NAMING  # their ids are their texts
    return " ".join(token for key in given for token in _telling(str(element.get(key) or "").split()))


def names(element: HtmlElement) -> set[str]:
    """The words of the element's names: `articleShareBar` and `share-bar` both hold `share` and `bar`."""
    return {w.lower() for w in _SPLIT.findall(label(element))}


def _telling(tokens: list[str]) -> list[str]:
    """The tokens without those of the element's state and, on a story's own element, of its subjects."""
    story = any(t == "hentry" or t.startswith(("type-", "category-")) for t in tokens)
    return [t for t in tokens if not _STATE.match(t) and not (story and _SUBJECT.match(t))]


def is_odd_label(element: HtmlElement) -> bool:
    """Whether the element is named as something that stands beside stories."""
    return bool(names(element) & _ODD or _PAIRS.search(label(element)))


def _make(piece: Piece) -> tuple[str, str, str]:
    inner, outer = piece.path[-1], piece.path[-2:][0]
    return str(inner.tag), str(outer.tag), str(outer.get("class") or "")


def _mass(pieces: Sequence[Piece], every: bool = False) -> Counter[HtmlElement]:
    mass: Counter[HtmlElement] = Counter()
    for piece in pieces:
        if every or is_paragraph(piece):
            for element in piece.path:
                mass[element] += len(piece.text)
    return mass
