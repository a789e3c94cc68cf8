"""What the wire itself sets round a story: the dateline in front, notes to editors, version, embargo, terms of use.

Which paragraphs are body is decided elsewhere (`kinds`, `furniture`).
"""

from dataclasses import dataclass

import regex

from services.segmenter.agencies import named
from shared.article import WireMarks

MAX_FRONT = 110  # characters of the longest dateline: two cities, country, date and stacked credit

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|"
    r"October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janv|févr?|mars|avril|mai|juin|juil|"
    r"juillet|août|sept|ene|feb|abr|ago|dic|gen|mag|giu|lug|set|ott|enero|febrero|marzo|abril|mayo|junio|julio|agosto)\.?"
)
_DATE = rf"(?i:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}})"
_UPPER = r"\p{Lu}[\p{Lu}\p{M}.'’\-]+(?:(?:\s|\s?[/\-]\s?)(?:\p{Lu}[\p{Lu}\p{M}.'’\-]*|[Dd]e|[Dd]el|[Aa]l|[Ll]a)){0,4}"
_NAME = r"\p{Lu}[\p{L}\p{M}.'’\-]*(?:[\s/](?:\p{Lu}[\p{L}\p{M}.'’\-]*|de|del|al|am|an|der|do|da|la|le|on|upon|of)){0,5}"
_WITHIN = rf"(?:\s*\({_NAME}\))?(?:,\s*(?:{_NAME}|\p{{Lu}}\.\p{{Lu}}\.))?(?:,\s*{_DATE})?"
_CREDIT = r"\((?:[\p{L}\p{N}&/.,'’ +\-–]{2,60})\)"
_DASH = r"(?:\s*\.?\s*(?:—|–|--|―|_|-{1,2})\s*|\s*-\s+)"
_FRONTS = tuple(
    regex.compile(p, regex.V1)
    for p in (
        rf"(?P<place>(?:{_UPPER}|{_NAME}){_WITHIN})\s*(?P<credit>{_CREDIT})(?:{_DASH}|\s*[:.]\s+)",
        rf"(?P<place>{_UPPER}{_WITHIN})(?:\s+(?:—|–|--|―|-)\s+|\s*(?:—|--|―)\s*)(?=\S)",
        rf"(?P<place>{_UPPER}(?:,\s*{_NAME})?(?:,\s*{_DATE})?):\s+(?=[\p{{Lu}}\"“‘'«„])",
        rf"(?P<place>{_NAME},\s*(?:{_NAME})(?:,\s*{_DATE})?)\s+(?:—|–|--)\s+(?=[\p{{Lu}}\"“‘'«„])",
        rf"(?P<place>{_NAME})\s+(?:—|–|--)\s+(?=[\p{{Lu}}\"“‘'«„])",
        rf"(?P<credit>{_CREDIT}){_DASH}(?:(?P<place>{_UPPER}(?:,\s*{_DATE})?){_DASH})?",
        r"(?P<place>(?P<credit>[\p{Han}]{2,6}社)[\p{Han}]{2,8}\d{1,2}月\d{1,2}日)(?:电|電|讯|訊)[\s　]*"
        r"(?:（[^）]{0,40}）)?",
        r"(?P<place>[\p{Arabic}\s]{2,30})\s*(?P<credit>\([\p{Arabic}\s.]{2,30}\))\s*[-–—:]\s*",
    )
)
# Words in capitals before a colon or dash that open a label, not a place.
_LABELS = frozenset(
    "a ad adds advert advertisement alert also analysis bbc breaking cia clarification column comment "
    "comments corrected correction corrections credit disclaimer editor editorial editors eds eu "
    "exclusive explained explainer factbox faq fbi feature follow free gallery graphic image images imf "
    "interview just latest letter letters listen live more must nato new news nhs note notice obituary "
    "offer opec opinion photo photos pictures podcast poll popular premium profile q quiz read recasts "
    "refile related review rpt see share source sources sponsored subscribe timeline trending uk un "
    "update updated updates us usa video warning watch who win wrapup you".split()
)
_NOTE = regex.compile(
    r"^[(\[]?\s*(?:(?:Eds|EDS|Editors|EDITORS)\b.{0,3}:|(?:Adds|ADDS|Updates|UPDATES|Recasts|RECASTS|"
    r"Corrects|CORRECTS|Refiles|Repeats|Rewrites|Fixes|Removes|Clarifies|CLARIFIES|Releads|RELEADS|"
    r"Writes through|INCLUDES|Includes|Completes|Ajoute|Actualise|Neu:|Aktualisiert:|Ergänzt:|"
    r"Actualiza|Añade)\b(?!\s+(?:to|up)\b))"
)
_VERSION = regex.compile(
    r"(?:^|\b)(?:UPDATE|WRAPUP|REFILE-UPDATE|CORRECTED-UPDATE)\s+(?P<update>\d{1,2})\s*-|\b(?P<lead>\d{1,2})(?:st|nd|rd|th)\s+"
    r"(?:Ld|LD|Lead|lead|LEAD)\b|\b(?P<thru>\d{1,2})(?:st|nd|rd|th)\s+[Ww]ritethru\b"
)
_SLUG = regex.compile(
    r"^\^?(?P<slug>(?:BC-)?[A-Z][A-Za-z0-9]*(?:--?[A-Z][\p{L}0-9]*(?: [A-Z][\p{L}0-9]*){0,3})+)"
    r"(?:\s*,\s*\d*\w*\s*L[dD].*|/\s.*|\s*<?)$"
    r"|^(?P<reuters>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*/(?:[A-Z0-9\- ]+)?)(?:\s*\(.*\))*$"
)
_EMBARGO = regex.compile(r"\b(?:embargo(?:ed)?\b|sperrfrist\b|not for (?:publication|release|use) before\b)", regex.I)
_USAGE = regex.compile(
    r"may not be (?:published|reproduced|broadcast|rewritten|redistributed)|mandatory credit|"
    r"no (?:archives?|sales|resale)|for editorial use only|all rights reserved|"
    r"without (?:the )?(?:prior )?(?:written )?permission|intellectual property of",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands in front of a first sentence: as printed, its place, its credit, and the characters it takes."""

    printed: str
    place: str | None
    credit: str | None
    length: int


def front(text: str, first: bool = True) -> Front | None:
    """The dateline or credit that `text` opens with, or None.

    `first` tells that the paragraph may be the story's first; elsewhere only a dateline that carries a credit counts.
    """
    for pattern in _FRONTS:
        match = pattern.match(text[: 2 * MAX_FRONT])
        if match is None or match.end() > MAX_FRONT or match.end() >= len(text):
            continue
        groups = match.groupdict()
        place, credit = groups.get("place"), (groups.get("credit") or "").strip("() ") or None
        if _is_front(place, credit, first):
            printed = text[: match.end()].strip()
            return Front(printed, place.strip(" ,") if place else None, credit, match.end())
    return None


def marks(lines: tuple[str, ...]) -> WireMarks:
    """The wire's marks among a page's lines that are not body (headline, notes, slug, terms)."""
    return WireMarks(
        slug=next((m["slug"] or m["reuters"] for m in map(_SLUG.match, lines) if m), None),
        version=_version(lines),
        notes=tuple(line for line in lines if is_note(line)),
        embargo=next((line for line in lines if _EMBARGO.search(line)), None),
        usage=next((line for line in lines if _USAGE.search(line)), None),
    )


def is_note(line: str) -> bool:
    """Whether a line is the wire's note on its own versions (`Eds: ...`, `(Adds quote in paragraph 3)`)."""
    return (
        bool(_NOTE.match(line))
        and len(line) < 400
        and (line[:1] in "([" or ":" in line[:12] or line.split()[0].isupper())
    )


def is_slug(line: str) -> bool:
    """Whether a line is a wire slug (`BC-Ferry-Inquiry, 2nd Ld-Writethru`)."""
    return bool(_SLUG.match(line)) and ("BC-" in line or "--" in line or "Ld" in line or line.endswith("/"))


def _version(lines: tuple[str, ...]) -> int | None:
    """The version number printed: an update counts from the first take, so `UPDATE 1` is version 2."""
    found: list[int] = []
    for match in (m for line in lines for m in _VERSION.finditer(line)):
        update, other = match["update"], match["lead"] or match["thru"]
        found.append(int(update) + 1 if update else int(other))
    return max(found, default=None)


def _is_front(place: str | None, credit: str | None, first: bool) -> bool:
    words = regex.findall(r"\p{L}+", (place or "").lower())
    if place and (words[0] in _LABELS if words else True):
        return False
    if credit is None:
        return first
    if named(credit):
        return True
    return first and place is not None and place.split(",")[0].isupper()
