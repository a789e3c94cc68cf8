"""What a printed block is by its shape alone: headline, byline, caption, correction, credit line, the wire's notes.

Only shapes that mean one thing are decided here; whether the rest is story or furniture is left to `furniture`.
"""

import regex

from services.segmenter.agencies import AGENCIES, named
from services.segmenter.wire_marks import is_note, is_slug
from shared.article import Article, Block, Kind
from shared.text import folded_words

TOP_BLOCKS = 8  # headline, standfirst, byline, stamp and picture stand within a page's first blocks
TAIL_BLOCKS = 6  # contributors, credits and slogans stand within its last
MAX_BYLINE_WORDS = 18
MAX_CAPTION_WORDS = 70  # agency captions run to about 60 words

_PHOTO = regex.compile(
    r"\((?:[^()]{0,40}\b)?(?:Photo|Photograph|Picture|Image|Pic|Foto|Bild|Photo by|File|handout)s?\b[^()]{0,80}\)\W*$"
    r"|\(\s*(?:AP|AFP|Reuters|REUTERS|EPA|PA|Getty|dpa|ANSA|Xinhua)\s*(?:Photo\b|/|via\b)[^()]{0,80}\)\W*$|\((?:[^()]{0,40}\b)?via (?:AP|AFP|Reuters|Getty)[^()]{0,30}\)\W*$"
    r"|(?:^|[.\s|])(?:Photo|Photograph|Picture|Pictured?|Image|Pic|Foto|Bild|Crédits?|Photo credit|Image credit|Image source|Credit)s?(?:\s+(?:by|from|courtesy of|credit|source))?\s*:\s*\S[^.]{0,70}\.?$"
    r"|\b(?:REUTERS/\p{Lu}|AP Photo/|Getty Images|AFP/Getty|File (?:photo|picture|image)|EPA-EFE|EPA/\p{Lu}|Shutterstock|picture alliance|/AFP\b|/Reuters\b|/AP\b)[^.]{0,60}\.?\)?$",
)
_CORRECTION = regex.compile(
    r"^[\W_]*(?:\(?(?:Corrects|CORRECTS)\b|(?:this|an earlier|a previous|the original|our)\s+(?:\w+\s+)?(?:article|story|report|version|headline|piece|post)\b.{0,120}?\b(?:"
    r"correct(?:ed|s|ion)|amended|clarif\w+|misstated|misspelled|misidentified|incorrectly|wrongly|erroneously|inaccurately|said that|gave the wrong|stated)\b"
    r"|corrections?(?: and clarifications?)?\b\s*[:.—–\-(]|clarifications?\s*[:.—–\-(]|correct(?:ed|ing)\b.{0,60}:|editor[’']?s[’']? note\s*[:.—–-]|note to readers\b|"
    r"korrektur\b|berichtigung\b|in einer früheren (?:version|fassung)|rectificati(?:f|on)\b|une version précédente|correcció?n\b|fe de erratas|nota del editor|nota de la redacción|errata\b|"
    r"anm(?:erkung)? der redaktion)",
    regex.I,
)
_BYLINE = regex.compile(
    r"^(?:by|von|par|por|di|door|av|af)\s+(?-i:\p{Lu})[^.!?]*$|^(?:written|reported|compiled) by\s+\p{Lu}[^.!?]*$",
    regex.I,
)
_BYLINE_ORG = regex.compile(
    r"\b(?:staff(?: writers?| reporters?| and agencies)?|agenc(?:y|ies)|(?:news|web|rewrite|foreign|sports?|digital|city)\s?desk|newsroom|correspondents?|reporters?|wire (?:services|reports)|bureau|"
    r"redaktion|rédaction|redacción|agences|agenturen|agencias|foreign service|press)\b",
    regex.I,
)
_CLOCK = regex.compile(
    r"(?:updated?|published|posted|modified|first|last|created|issued|on|at|by|ist|gmt|utc|bst|cet|cest|e[sd]t|p[sd]t|c[sd]t|m[sd]t|edt|am|pm|a\.m\.?|p\.m\.?|uhr|stand|heure|"
    r"publié|mis à jour|le|à|actualizado|publicado|el|de|aktualisiert|veröffentlicht|ago|hours?|minutes?|days?|"
    r"\p{L}{0,3}(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}*|januar|märz|mai|juni|juli|oktober|dezember|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\d+(?:st|nd|rd|th)?|[\p{P}\p{S}\s])+",
    regex.I,
)
_CREDIT_WORDS = _AND = frozenset(
    "the a and with from by of inputs input source sources via courtesy copyright c agency agencies agence agences agenturen agencias wire wires reports report services service contributed text "
    "news staff our foreign credit et mit und von con de avec additional reporting limited ltd content distributed syndicated feed this story material".split()
)
_CONTRIBUTED = regex.compile(
    r"\bcontributed (?:to (?:this|the)\b|(?:additional )?reporting)|^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|reported|written|edited|research|mit material|bearbeitet|redaktion|édité|editado)"
    r"(?: and \w+)? (?:by|von|par|por) (?-i:\p{Lu})|^(?-i:\p{Lu})[\p{L}’' .-]{1,60}(?: and (?-i:\p{Lu})[\p{L}’' .-]{1,40})? (?:also )?(?:reported|wrote|contributed) from (?-i:\p{Lu})[\p{L}’', .-]{1,80}\.?$|\(\s*(?:reporting|writing|editing) by\b",
    regex.I,
)
_RATE = regex.compile(r"^\(?\s*[$€£¥₹]?\s?1 (?:[\p{L}.]+ )?= .{2,60}\)?\.?$")
_RULED = regex.compile(r"^(?:[\p{P}\p{S}\s]*|#+ ?end\w* ?#*|ends?|enditem|-30-|\(?more\)?|.?\s*©?)$", regex.I)
_POINTER = regex.compile(
    r"^(?:\W*)(?:read (?:more|next|also|on)|also read|see also|more(?: from| on| in)?(?: [\p{L} &]{2,20})?|related(?: (?:stories|articles|news|content|reading))?|opinion|comment|analysis|editorial|explained|explainer|watch(?: live)?|listen|in pictures|"
    r"(?:photo )?gallery|photos|video|podcast|quiz|trending|most (?:read|popular|viewed|shared)|popular|you (?:may|might) (?:also )?(?:like|enjoy)|don[’']t miss|recommended(?: for you)?|top stories|must read|up next|editor[’']s picks?|live|"
    r"mehr zum thema|lesen sie auch|lire aussi|à lire aussi|lea también|leggi anche|lees ook|leia também)\s*(?:[:|»>]|\s[–—-]\s)\s*\S[^\n]{3,200}$",
    regex.I,
)
_SLOT = regex.compile(
    r"^\W*(?:(?:(?:story|article|content|text) continues (?:below|after)\W*)?(?:this |the )?(?:advertisements?|advert|anzeige|werbung|publicité|publicidad|ad)(?:\W+(?:(?:story|article) continues (?:below|after).*|scroll to continue|continue reading.*))?"
    r"|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad\w*)?|\d+[ -]min(?:ute)?s?(?: read| listen)?|(?:reading|listening) time\W+\d+ min\w*|or|top|close|menu|loading|share(?: this)?|comments?)\W*$",
    regex.I,
)
_QUOTE = regex.compile(r"[“”\"«»„]")


def shape(block: Block, place: int, size: int, article: Article) -> Kind | None:
    """The kind that the block at `place` of `size` shows by its shape or by what the file says of it; None if open."""
    text = block.text.strip()
    words = text.split()
    kind = _declared(block, article)
    if kind is not None:
        return kind
    if _RULED.match(text) or _RATE.match(text) or _CLOCK.fullmatch(text):
        return "boilerplate"
    if _CORRECTION.match(text) and len(words) < 120:
        return "correction"
    if is_note(text) or is_slug(text):
        return "boilerplate"
    if len(words) <= MAX_CAPTION_WORDS and _PHOTO.search(text):
        return "caption"
    if _SLOT.match(text) or (_POINTER.match(text) and not text.endswith((".", "”", '"', "’"))):
        return "boilerplate"
    return _edge_shape(text, words, place, size)


def is_closing(sentence: str) -> bool:
    """Whether a sentence names who reported, wrote or edited: it closes a story without being part of it."""
    return bool(_CONTRIBUTED.search(sentence)) and len(sentence) < 300 and not _QUOTE.search(sentence)


def is_credit(text: str) -> bool:
    """Whether a line does nothing but name its source (`© Agency`, `With inputs from agencies`)."""
    words = folded_words(text)
    if not words or len(words) > 14:
        return False
    left = set(words) - _CREDIT_WORDS - _agency_words() - {w for w in words if w.isdigit()}
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
    small = {
        "and",
        "of",
        "in",
        "for",
        "de",
        "the",
        "with",
        "from",
        "by",
        "inputs",
        "agencies",
        "agency",
        "reports",
        "staff",
    }
    capital = all(w[:1].isupper() or w.lower().strip(",") in small for w in words)
    return capital and len(words) <= 8 and bool(_BYLINE_ORG.search(text))


def _agency_words() -> frozenset[str]:
    return _AGENCY_WORDS


_AGENCY_WORDS = frozenset(w for a in AGENCIES for form in (a.name, *a.forms, *a.codes) for w in folded_words(form))
