"""Where a printed paragraph parts into sentences: sentencex decides, house rules mend what news text does to it.

A quotation stays whole with its attribution, however many sentences it holds; the typography of quotes and dashes
decides nothing.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import cast

import regex
import sentencex  # pyright: ignore

# Abbreviations that may end a sentence or stand inside it: only a word that starts sentences tells.
_OPEN_END = regex.compile(
    r"(?:\b(?:[ap]\.m|U\.S|U\.K|U\.N|E\.U|U\.S\.A|D\.C|N\.Y|Inc|Corp|Ltd|Co|Bros|Jr|Sr|Ph\.D|B\.C|A\.D|i\.e|e\.g)\.|\betc\.)"
    r"[\"”’')]*\s*$",
    regex.I,
)
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those his her its their our there here in on at by for from with "
    "after before during since while when if as but and or so yet however meanwhile also still then now one two some "
    "many most several both all no not nobody what who why how where according officials police under last "
    "next".split()
)
# Abbreviations that never end a sentence: titles in front of names, and what stands in front of figures.
_NEVER_END = {
    "en": r"Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Gen|Maj|Col|Capt|Cmdr|Cpl|Sgt|Adm|Rev|Hon|Pres|Supt|"
    r"Insp|Msgr|St|Mt|Ft|vs|Nos?|approx|Messrs|Det|Amb|Atty|Dist|Asst|Pvt|Spc",
    "de": r"Dr|Prof|Hr|Fr|Nr|Ca|ca|bzw|Mio|Mrd|St|Abs|Art|Std|Tsd|evtl|ggf|u\.a|z\.B|d\.h|v\.a|Bd|Str|usf|"
    r"geb|Univ|Dipl",
    "fr": r"M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|n°|art|env|av|apr",
    "es": r"Sr|Sra|Sres|Srta|Dr|Dra|Prof|D|Dña|Lic|Ing|Ud|Uds|núm|art|aprox|Gral|EE|Mons",
    "it": r"Sig|Sigg|Dott|Prof|On|Avv|Ing|Sen|art|ca",
    "nl": r"Dhr|Mevr|Mr|Dr|Prof|ca|nr|bijv|o\.a",
    "pt": r"Sr|Sra|Dr|Dra|Prof|nº|art|Exmo",
}
NEAR = 60  # characters on both sides of a cut that tell whether it holds
_INITIAL = regex.compile(r"(?:^|[\s(“\"‘'])(?:\p{Lu}\.){1,2}\s*$")
_MONTH_END = regex.compile(r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\.[\"”’')]*\s+")
_ORDINAL_END = regex.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_FIRST_WORD = regex.compile(r"^[\"“”‘’'(\[«„]*([\p{L}\p{N}]+)")
_ONLY_MARKS = regex.compile(r"^[\p{P}\p{S}\s]*$")
_LOWER_START = regex.compile(r"^[\"“”‘’'(\[«„—–-]*\s*\p{Ll}")
_MARK = regex.compile(r"[\"'‘’‚“”„‟«»‹›]")
_OPENERS = "([—–-“‘\"'，。：！？、；"  # a mark behind one of these opens, if anything follows
_PAIRS = {"«": "»", "»": "«", "“": "”", "„": "“", "‘": "’", "‹": "›"}
_SINGLE = "'‘’‚‹›"
_SPACELESS = regex.compile(r"[。！？]\s*$")

_segment = cast(Callable[[str, str], list[str]], sentencex.segment)  # pyright: ignore


def split(text: str, language: str | None = None) -> tuple[str, ...]:
    """The sentences of one paragraph in order, as printed and stripped; joined they hold all but white space.

    `language` is a BCP 47 tag; English where none is known. The base is sentencex (Wikimedia), chosen in decision 0030.
    """
    tag = (language or "en").split("-")[0].lower()
    pieces = mended(_library(evened(text), tag), tag)
    ends = list(accumulate(map(len, pieces), initial=0))
    cut = (text[a:b].strip() for a, b in pairwise(ends))
    return tuple(piece for piece in cut if piece)


def _library(even: str, language: str) -> list[str]:
    pieces = _segment(language, even)
    return pieces if "".join(pieces) == even else [even]


def evened(text: str) -> str:
    """A copy of the same length in one typography: quotation marks curly by their place, whatever was printed."""
    out = list(text)
    opened: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        inside_word = before.isalnum() and after.isalnum()
        if mark in _SINGLE and inside_word:
            out[at] = "’"
        elif _opens(text, at) and not (opened and _PAIRS.get(text[opened[-1]]) == mark):
            opened.append(at)
        elif opened and _same_family(text[opened[-1]], mark):
            out[opened.pop()], out[at] = "“", "”"
        else:
            out[at] = "’" if mark in _SINGLE else "”"
    for at in opened:  # a quotation that runs on into the next paragraph closes nowhere here
        out[at] = " " if text[at] not in _SINGLE else "’"
    return "".join(out)


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` stands where a quotation begins; a guillemet may have a blank on its inner side."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free = not before or before.isspace()
    return (free and text[at] == "«") or ((free or before in _OPENERS) and bool(after) and not after.isspace())


def _same_family(a: str, b: str) -> bool:
    return (a in _SINGLE) == (b in _SINGLE)


def mended(pieces: list[str], language: str) -> list[str]:
    """What a library parted, under the house rules: joined and parted anew where news text misled it."""
    out: list[str] = []
    for piece in pieces:
        for part in _parted(piece):
            if out and (_joins(out[-1], part, language) or not part.strip()):
                out[-1] += part
            else:
                out.append(part)
    return out


def _parted(piece: str) -> list[str]:
    """Parts what the library left together: a month's name that ends its sentence ("back in May. Others left")."""
    cuts = [m.end() for m in _MONTH_END.finditer(piece) if m.end() < len(piece) and piece[m.end()].isalpha()]
    cuts = [c for c in cuts if piece[:c].count("“") == piece[:c].count("”")]
    return [piece[a:b] for a, b in pairwise([0, *cuts, len(piece)])]


def _joins(left: str, right: str, language: str) -> bool:
    """Whether the library parted what belongs together."""
    left, right = left[-NEAR:], right[:NEAR]
    if _ONLY_MARKS.match(right) or _LOWER_START.match(right):
        return not _SPACELESS.search(left)
    never = _never_end(language)
    if _INITIAL.search(left) and not _OPEN_END.search(left):
        return not _starts(right)
    if never.search(left):
        return True
    if _OPEN_END.search(left):
        return not _starts(right)
    return language == "de" and bool(_ORDINAL_END.search(left))


def _starts(right: str) -> bool:
    word = _FIRST_WORD.match(right)
    return bool(word) and word[1].lower() in _STARTERS


@lru_cache
def _never_end(language: str) -> regex.Pattern[str]:
    known = _NEVER_END.get(language, _NEVER_END["en"])
    return regex.compile(rf"(?:^|[\s(“‘\"'’])(?:{known})\.\s*$")
