"""What a printed block is by its shape alone: headline, byline, caption, correction, credit line, the wire's notes.

Only shapes that mean one thing are decided here; whether the rest is story or furniture is left to `furniture`.
"""

import tomllib
from importlib.resources import files

import regex

from services.segmenter.agencies import AGENCIES, named
from services.segmenter.wire_marks import is_note, is_slug
from shared.article import Article, Block, Kind
from shared.text import folded_words

TOP_BLOCKS = 8  # headline, standfirst, byline, stamp and picture stand within a page's first blocks
TAIL_BLOCKS = 6  # contributors, credits and slogans stand within its last
MAX_BYLINE_WORDS = 18
MAX_CREDIT_CHARS = 200
MOST_CHARS = 2000  # no block that its shape alone explains is longer
MAX_CLOCK_CHARS = 40  # months and zones, however long their names
MAX_CAPTION_WORDS = 70  # agency captions run to about 60 words

_CREDIT_WORDS = frozenset(
    "the a and with from by of inputs input source sources via courtesy copyright c agency agencies agence "
    "agences agenturen agencias wire wires reports report services service contributed text news staff our "
    "foreign credit et mit und von con de avec additional reporting limited ltd content distributed syndicated "
    "feed this story material".split()
)
_SMALL = frozenset("and of in for de the with from by inputs agencies agency reports staff".split())
_AGENCY_WORDS = frozenset(w for a in AGENCIES for form in (a.name, *a.forms, *a.codes) for w in folded_words(form))
_SHAPES: dict[str, list[str]] = tomllib.loads(
    files("services.segmenter").joinpath("kinds.toml").read_text(encoding="utf-8")
)


def _either(name: str) -> str:
    return f"(?:{'|'.join(_SHAPES[name])})"


_PHOTO = regex.compile(_either("photo"))
_CORRECTION = regex.compile(rf"^[\W_]*{_either('correction')}", regex.I)
_CLOCK_WORD = regex.compile(_either("clock"), regex.I)
_BYLINE = regex.compile(
    r"^(?:by|von|par|por|di|door|av|af)\s+(?-i:\p{Lu})[^.!?]*$"
    r"|^(?:written|reported|compiled) by\s+(?-i:\p{Lu})[^.!?]*$",
    regex.I,
)
_DESK = regex.compile(rf"\b{_either('desk')}\b", regex.I)
_CONTRIBUTED = regex.compile(_either("contributed"), regex.I)
_POINTER = regex.compile(rf"^\W*{_either('pointer')}\s*(?:[:|»>]|\s[–—-]\s)\s*\S[^\n]{{3,200}}$", regex.I)
_SLOT = regex.compile(rf"^\W*{_either('slot')}\W*$", regex.I)
_RATE = regex.compile(r"^\(?\s*[$€£¥₹]?\s?1 (?:[\p{L}.]+ )?= .{2,60}\)?\.?$")
_RULED = regex.compile(r"^(?:[\p{P}\p{S}\s]*|#+ ?end\w* ?#*|ends?|enditem|-30-|\(?more\)?)$", regex.I)
_QUOTE = regex.compile(r"[“”\"«»„]")
_SENTENCE_END = (".", "”", '"', "’", "!")


def shape(block: Block, place: int, size: int, article: Article) -> Kind | None:
    """The kind that the block at `place` of `size` shows by its shape or by what the file says of it; None if open."""
    text = block.text.strip()
    words = text.split()
    kind = _declared(block, article)
    if kind is not None or len(text) > MOST_CHARS:
        return kind
    if _RULED.match(text) or _RATE.match(text) or _is_stamp(text):
        return "boilerplate"
    if _CORRECTION.match(text) and len(words) < 120:
        return "correction"
    if is_note(text) or is_slug(text):
        return "boilerplate"
    if len(words) <= MAX_CAPTION_WORDS and _PHOTO.search(text):
        return "caption"
    if _SLOT.match(text) or (_POINTER.match(text) and not text.endswith(_SENTENCE_END)):
        return "boilerplate"
    return _edge_shape(text, words, place, size)


def is_closing(sentence: str) -> bool:
    """Whether a sentence names who reported, wrote or edited: it closes a story without being part of it."""
    return len(sentence) < 300 and bool(_CONTRIBUTED.search(sentence)) and not _QUOTE.search(sentence)


def is_credit(text: str) -> bool:
    """Whether a line does nothing but name its source (`© Agency`, `With inputs from agencies`)."""
    words = folded_words(text) if len(text) < MAX_CREDIT_CHARS else []
    if not words or len(words) > 14:
        return False
    left = set(words) - _CREDIT_WORDS - _AGENCY_WORDS - {w for w in words if w.isdigit()}
    sourced = bool(named(text)) or bool({"agencies", "wire", "wires", "agences", "agenturen", "agencias"} & set(words))
    return not left and sourced and not text.rstrip().endswith("?")


def _declared(block: Block, article: Article) -> Kind | None:
    if block.role in ("headline", "byline", "dateline", "credit", "caption", "correction"):
        return block.role
    folded = folded_words(block.text)
    if folded and folded == folded_words(article.headline or ""):
        return "headline"
    return "byline" if folded and folded == folded_words(article.byline or "") else None


def _edge_shape(text: str, words: list[str], place: int, size: int) -> Kind | None:
    if is_credit(text):
        return "credit"
    if place < TOP_BLOCKS and _is_byline(text, words):
        return "byline"
    return "boilerplate" if place >= size - TAIL_BLOCKS and is_closing(text) else None


def _is_byline(text: str, words: list[str]) -> bool:
    if len(words) > MAX_BYLINE_WORDS or text.endswith((".", "!", "?", ":")) or _QUOTE.search(text):
        return False
    if _BYLINE.match(text):
        return True
    capital = all(w[:1].isupper() or w.lower().strip(",") in _SMALL for w in words)
    return capital and len(words) <= 8 and bool(_DESK.search(text))


def _is_stamp(text: str) -> bool:
    """Whether a line is nothing but a date or time (a bare number is none)."""
    words = regex.findall(r"[\p{L}.]+(?:-\p{L}+)?|\d+\w*", text)
    told = any(w[0].isalpha() for w in words) or ":" in text or "/" in text
    return bool(words) and told and len(words) < 20 and any(w[0].isdigit() for w in words) and all(map(_clock, words))


def _clock(word: str) -> bool:
    return len(word) <= MAX_CLOCK_CHARS and bool(_CLOCK_WORD.fullmatch(word) or _CLOCK_WORD.fullmatch(word.rstrip(".")))
