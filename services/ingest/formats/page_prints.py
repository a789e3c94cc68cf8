"""What a page prints of its facts where its metadata is silent: byline and time near the headline, the site's name."""

import re
from collections.abc import Iterator, Sequence
from typing import cast
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from services.ingest.formats.dom import Piece
from services.ingest.formats.found import fact
from services.ingest.formats.page_home import names
from services.ingest.formats.times import printed_time
from shared.article import Fact

BYLINE_CHARS = 120
MAX_NAMES = 12  # words; three names with their posts
NEAR = 14  # printed blocks before and after the headline among which byline and time stand
LINKS = 60  # elements after the headline among which a link to its writer stands
FOOT = 40  # printed blocks at the page's end among which its copyright line stands
COPYRIGHT_CHARS = 300

_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|by|writers?|reporters?|journalists?|columnists?|staff|autor(?:es|en)?|auteurs?)/\w", re.I
)
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b", re.I)
_BYLINES = frozenset("byline bylines author authors writer reporter contributor contributors".split())
_LEAD = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|publicado|escrito)\s+)?(?:by|von|par|por|di)\b[\s:]*", re.I
)
_TAIL = re.compile(
    r"\s*(?:[|•·]|\b(?:for|updated|published|posted)\b|\bon\b(?= \w+ \d)|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\d{1,2}[:/.]\d\d|\b\d{4}\b).*$",
    re.I,
)
_NO_NAME = re.compile(
    r"^\d|about the author|follow|more (?:from|by)|view|share|comment|subscribe|newsletter|sign|@|https?:", re.I
)
_PLATFORMS = frozenset("blogger wordpress medium substack squarespace wix ghost".split())


def printed_facts(root: HtmlElement, found: Sequence[Piece]) -> Iterator[Fact]:
    """Byline and time as they are printed near the page's headline, and whose copyright its foot names."""
    for text in _bylines(root):
        yield from fact("byline", text, "printed byline")
    for text in _near_headline(found):
        stamp = printed_time(text)
        if stamp:
            yield from fact(*stamp, "printed time")
    for text in [p.text for p in found[-FOOT:] if len(p.text) < COPYRIGHT_CHARS and _COPYRIGHT.search(p.text)][-2:]:
        yield from fact("copyright", text, "printed copyright")


def ranked_outlets(facts: Sequence[Fact], url: str | None) -> tuple[Fact, ...]:
    """`facts` with the outlet first that most sources name, in its best spelling.

    Houses put the agency in as `publisher` of a wire story: a publisher that the site's own name and address speak
    against is kept as credit too.
    """
    outlets = [f for f in facts if f.name == "outlet" and not _is_no_name(f.value)]
    host = _key((urlsplit(url or "").hostname or "").removeprefix("www.").rsplit(".", 1)[0])
    votes = {
        o: sum(_alike(o.value, p.value) for p in outlets) + 1.5 * bool(host and _alike(o.value, host)) for o in outlets
    }
    best = max(votes.values(), default=0)
    first = sorted((o for o in outlets if votes[o] == best), key=lambda o: (-_spelling(o.value), outlets.index(o)))[:1]
    rest = tuple(f for f in facts if f not in first)
    credit = [f for f in outlets if f.source.startswith("json-ld") and first and not _alike(f.value, first[0].value)]
    return (*first, *rest, *(x for f in credit for x in fact("credit", f.value, f.source)))


def _bylines(root: HtmlElement) -> Iterator[str]:
    for node in (*filter(_is_byline, root.iter("*")), *_author_links(root)):
        whole = " ".join(" ".join(str(s) for s in node.itertext()).split())
        name = _TAIL.sub("", _LEAD.sub("", whole[: BYLINE_CHARS * 2])).strip(" ,;:-–—")
        if 3 <= len(name) <= BYLINE_CHARS and len(name.split()) <= MAX_NAMES and not _NO_NAME.search(name):
            yield name
            return


def _author_links(root: HtmlElement) -> list[HtmlElement]:
    """Links below the headline that lead to a writer's own page."""
    near = cast("list[HtmlElement]", root.xpath(f"(//h1)[1]/following::*[position() <= {LINKS}]/self::a[@href]"))
    return [a for a in near if _AUTHOR_PAGE.search(str(a.get("href")))]


def _is_byline(node: HtmlElement) -> bool:
    if node.tag in ("meta", "script", "style", "link", "body", "html", "svg", "img"):
        return False
    return node.get("rel") == "author" or node.get("itemprop") == "author" or bool(names(node) & _BYLINES)


def _near_headline(found: Sequence[Piece]) -> Iterator[str]:
    spots = [i for i, p in enumerate(found) if p.tag == "h1"]
    if spots:
        yield from (p.text for p in found[max(0, spots[0] - 4) : spots[0] + NEAR])


def _is_no_name(name: str) -> bool:
    return "://" in name or len(name) > 60 or name.casefold() in _PLATFORMS


def _alike(a: str, b: str) -> bool:
    x, y = _key(a), _key(b)
    return bool(x and y) and (x == y or (min(len(x), len(y)) > 4 and (x in y or y in x)))


def _key(name: str) -> str:
    return re.sub(r"^the|com$", "", re.sub(r"[^\w]", "", name.casefold()))


def _spelling(name: str) -> int:
    """Names as people write them: with capitals and blanks, without a domain's point."""
    return 2 * (" " in name.strip()) + any(c.isupper() for c in name) - 3 * bool(re.search(r"\w\.\w{2,}$", name))
