"""What a paragraph shows of being furniture or story: one number per feature, no decision.

The words below are the language of furniture itself (calls to the reader, shop, law, link lists) in English, German,
French and Spanish; no feature names an outlet or a story.
"""

from collections.abc import Callable
from itertools import pairwise
from math import log

import regex

from shared.text import folded_words


def _words(*alternatives: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(alternatives)})(?![\p{{L}}\p{{N}}])", regex.I)


_QUOTED = regex.compile(
    r"[“„«\"][^“”„«»\"]{2,}(?:[”“»\"]|$)|(?<![\p{L}\p{N}])[‘'](?=\p{L})[^’']{2,}(?:['’]\p{L}[^’']*)*[’'](?![\p{L}])"
)
_YOU = _words(
    "you",
    "your",
    "yours",
    "you[’']re",
    "you[’']ll",
    "you[’']ve",
    "ihr",
    "ihre",
    "ihnen",
    "sie",
    "vous",
    "votre",
    "vos",
    "usted",
    "tus?",
    "du",
    "dein\\w*",
)
_WE = _words(
    "we",
    "us",
    "our",
    "ours",
    "we[’']re",
    "we[’']ve",
    "we[’']d",
    "we[’']ll",
    "wir",
    "unser\\w*",
    "nous",
    "notre",
    "nos",
    "nuestr[oa]s?",
    "my",
    "i[’']m",
)
_CALL = regex.compile(
    r"(?:^|[.!?:|–—-]\s*|^(?:please|just|now|bitte|to)\s+)(?:please\s+)?(?:sign|subscribe|follow|download|read|click|tap|join|share|get|listen|watch|register|support|become|"
    r"enjoy|see|log|use|open|submit|e-?mail|write|send|visit|try|buy|start|stay|discover|find|check|view|explore|shop|save|win|vote|tell|take|"
    r"report|contact|call|ask|help|donate|give|create|accept|manage|add|print|copy|comment|reply|refresh|enter|choose|select|continue|skip|"
    r"unlock|upgrade|don[’']t miss|learn|browse|scroll|turn|allow|update|play|let|make|keep|do|have your say|order|book|claim|switch|unsubscribe|"
    r"abonnieren|lesen|folgen|jetzt|hören|sehen|melden|laden|lisez|abonnez|suivez|inscrivez|téléchargez|découvrez|cliquez|suscríb\w+|síg\w+|lea|descarg\w+|haga|regístr\w+)"
    r"(?![\p{L}])",
    regex.I,
)
_SUBSCRIBE = _words(
    "newsletters?",
    "subscri\\w+",
    "inbox",
    "briefings?",
    "e-?mail(?:s|ed)? alerts?",
    "alerts?",
    "notifications?",
    "bulletins?",
    "digest",
    "free trial",
    "trial",
    "paywalls?",
    "premium",
    "membership",
    "become a (?:member|supporter|subscriber|patron)",
    "members?",
    "supporters?",
    "donat\\w+",
    "your support",
    "support (?:us|our|local|independent|quality)\\b.*",
    "unlimited access",
    "ad-free",
    "sign(?:ed|ing)?[ -](?:up|in)",
    "log(?:ged)?[ -]?in(?:to)?",
    "regist(?:er|ering|ration)",
    "account",
    "password",
    "already a",
    "free articles?",
    "articles? left",
    "per month",
    "a (?:month|week|year)",
    "print and digital",
    "digital edition",
    "e-?paper",
    "unsubscribe",
    "early-bird",
    "offer",
    "abonn\\w+",
    "abo",
    "anmelden",
    "spende\\w*",
    "s[’']abonner",
    "abonnés?",
    "inscri\\w+",
    "suscri\\w+",
    "boletín",
    "infolettre",
    "don",
)
_SOCIAL = _words(
    "facebook",
    "twitter",
    "instagram",
    "whatsapp",
    "telegram",
    "youtube",
    "tiktok",
    "linkedin",
    "pinterest",
    "reddit",
    "snapchat",
    "threads",
    "bluesky",
    "mastodon",
    "flipboard",
    "google news",
    "apple news",
    "rss",
    "social media",
    "on x",
    "x",
    "e-?mail",
    "copy link",
    "channel",
    "smart speaker",
)
_LAW = _words(
    "copyright",
    "all rights reserved",
    "©",
    "\\(c\\)",
    "reproduction",
    "redistribut\\w+",
    "rewritten",
    "reproduced",
    "permission",
    "terms (?:of|and|&)\\b.*",
    "privacy",
    "cookies?",
    "consent",
    "policy",
    "gdpr",
    "disclaimer",
    "disclosure",
    "affiliate",
    "commission",
    "intellectual property",
    "trademarks?",
    "registered",
    "liab\\w+",
    "not (?:investment|financial|medical|legal) advice",
    "for (?:illustration|informational|general|information) \\w+",
    "advice",
    "syndicated",
    "auto-generated",
    "third[- ]party",
    "personal data",
    "preferences",
    "settings",
    "datenschutz",
    "impressum",
    "alle rechte",
    "urheberrecht",
    "tous droits",
    "todos los derechos",
    "confidentialité",
    "privacidad",
    "risks?",
    "accounts lose",
    "content provid\\w+",
    "licensed",
)
_SITE = _words(
    "this (?:article|story|page|site|website|report|post|video|feature|content)",
    "our (?:website|site|story|stories|page|readers?|newsroom|journalis[mt]s?|reporters?|app|editors?|newsdesk|team|coverage|work|reporting|calculator|community|channel|podcast|rules|guide|free|daily|weekly|privacy|terms)",
    "website",
    "homepage",
    "web ?page",
    "newsdesk",
    "newsroom",
    "readers?",
    "reader[’']s",
    "owned by",
    "billionaire",
    "independent journalism",
    "journalism",
    "local news",
    "trust",
    "fact-checked",
    "print edition",
    "appeared in",
    "comments?",
    "commenting",
    "moderat\\w+",
    "community (?:rules|guidelines|standards)",
    "conversation",
    "spelling",
    "grammar",
    "got a (?:story|tip|news)",
    "a tip",
    "in confidence",
    "app",
    "app store",
    "google play",
    "android",
    "iphone",
    "browser",
    "javascript",
    "screen",
    "helpline",
    "min(?:ute)?s? read",
    "reading time",
    "\\d+[- ]min(?:ute)?s?",
    "contributed to this",
    "contributed reporting",
    "additional reporting",
    "reporting by",
    "editing by",
    "writing by",
    "compiled by",
    "reported from",
    "correspondent",
    "editor",
    "letters",
    "live prices",
    "watchlist",
    "calculator",
    "leser\\w*",
    "artikel",
    "kommentar\\w*",
    "lecteurs?",
    "article",
    "commentaires?",
    "lectores?",
    "artículo",
    "comentarios?",
)
_AD = _words(
    "advert\\w*",
    "sponsored",
    "promoted",
    "paid (?:content|post|for)",
    "skip ad",
    "story continues",
    "article continues",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "partner content",
    "in association with",
    "presented by",
    "deals?",
    "shop",
)
_MEDIA = _words(
    "videos?",
    "podcasts?",
    "listen",
    "watch",
    "photos?",
    "pictures?",
    "gallery",
    "galleries",
    "slideshow",
    "live blog",
    "live updates",
    "in pictures",
    "audio",
    "episodes?",
    "infographic",
    "quiz",
    "crossword",
    "live tv",
)
_TEASER = _words(
    "read more",
    "read next",
    "read also",
    "also read",
    "read the full",
    "related",
    "more from",
    "more on",
    "more stories",
    "more like this",
    "most (?:popular|read|viewed|shared)",
    "trending",
    "recommended",
    "recommends?",
    "you (?:may|might) (?:also )?like",
    "don[’']t miss",
    "up next",
    "what to read",
    "editors?[’'] picks?",
    "top stories",
    "latest",
    "popular",
    "see also",
    "explained",
    "explainer",
    "opinion",
    "comment",
    "analysis",
    "breaking(?: news)?",
    "exclusive",
    "things",
    "reasons",
    "ways",
    "what we know",
    "full list",
    "in charts",
    "timeline",
    "scroll",
    "back to top",
    "top \\d+",
    "mehr zum thema",
    "lesen sie auch",
    "auch interessant",
    "das könnte",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "lea también",
    "le puede interesar",
    "te puede interesar",
    "leggi anche",
    "lees ook",
    "leia mais",
)
_SAY = _words(
    "said",
    "says",
    "told",
    "according",
    "announced",
    "reported",
    "stated",
    "added",
    "warned",
    "claimed",
    "confirmed",
    "declined",
    "insisted",
    "argued",
    "described",
    "wrote",
    "asked",
    "sagte",
    "teilte",
    "erklärte",
    "a (?:déclaré|annoncé|dit|affirmé)",
    "dijo",
    "afirmó",
    "declaró",
    "según",
    "selon",
    "disse",
)
_PAST = regex.compile(
    r"\b(?:\p{Ll}{2,}ed|was|were|had|did|took|came|went|made|began|saw|fell|rose|left|met|held|led|won|lost|killed|found|gave|kept|sent|wurde|war|hatte|était|avait|fue|era)\b"
)
_THIRD = _words(
    "he",
    "she",
    "they",
    "his",
    "her",
    "their",
    "him",
    "them",
    "its",
    "who",
    "er",
    "seine?\\w*",
    "il",
    "elle",
    "ils",
    "él",
    "ella",
)
_DAY = _words(
    "mon(?:day)?",
    "tues(?:day)?",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "last (?:week|month|year)",
    "in \\d{4}",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "lundi",
    "mardi",
    "lunes",
    "martes",
)
_LABEL = regex.compile(r"^[\p{Lu}\d][\p{L}\p{N}’'&\- ]{1,32}\s?[:|»>›]\s*\S")
_SEPARATOR = regex.compile(r"\s[|•·»›>/]\s|[|•»›]|\s·\s")
_CONTACT = regex.compile(
    r"https?://|www\.|\S+@\S+|\b\S+\.(?:com|org|net|co\.uk|example)\b|\b0\d{2,4}[ -]\d{3}|[#@]\p{L}{3,}"
)
_PRICE = regex.compile(
    r"(?:[$£€¥₹]\s?\d+(?:[.,]\d{1,2})?|\d+ ?(?:€|euros?|merins?)|\d+%)[^.]{0,40}\b(?:a|per|off|/)\s?(?:day|week|month|year|discount)?\b|\bfrom [$£€]?\d+[.,]?\d* (?:\w+ )?(?:a|per) (?:day|week|month|year)|\bfree\b",
    regex.I,
)
_END = regex.compile(r"[.!?…。！？؟][\"”’'»)\]]*$")
_STAMP = regex.compile(
    r"\b\d{1,2}:\d{2}\b|\b(?:updated|published|posted|last modified|modified)\b|\b(?:GMT|EST|EDT|PST|PDT|IST|CET|BST)\b|\bago\b",
    regex.I,
)
_CONTENT_CHARS = 4  # shorter words are mostly function words, which every text shares


def _count(pattern: regex.Pattern[str], text: str, most: int) -> float:
    return float(min(most, len(pattern.findall(text))))


def _capitals(tokens: list[str]) -> float:
    letters = [t for t in tokens if t[:1].isalpha()]
    return sum(t[:1].isupper() for t in letters) / len(letters) if letters else 1.0


def _named_share(text: str, outlet: str | None) -> float:
    name = [
        w
        for w in folded_words(outlet or "")
        if len(w) >= _CONTENT_CHARS and w not in ("news", "press", "times", "post")
    ]
    have = set(folded_words(text))
    whole = bool(outlet) and outlet.casefold().removeprefix("the ") in text.casefold()
    return 1.0 if whole else (0.5 if any(w in have for w in name) else 0.0)


FEATURES: dict[str, Callable[[str, str, list[str]], float]] = {
    # arguments: the text, the text outside quotation marks, its tokens
    "length": lambda t, o, w: log(1 + len(w)),
    "scrap": lambda t, o, w: float(len(w) <= 3),
    "ends": lambda t, o, w: float(bool(_END.search(t))),
    "long title": lambda t, o, w: float(len(w) >= 5 and not _END.search(t)),
    "you": lambda t, o, w: _count(_YOU, o, 3),
    "we": lambda t, o, w: _count(_WE, o, 3),
    "call": lambda t, o, w: _count(_CALL, o, 2),
    "question": lambda t, o, w: float("?" in o),
    "shout": lambda t, o, w: float("!" in o),
    "subscribe": lambda t, o, w: _count(_SUBSCRIBE, o, 3),
    "social": lambda t, o, w: _count(_SOCIAL, o, 3),
    "law": lambda t, o, w: _count(_LAW, o, 3),
    "site": lambda t, o, w: _count(_SITE, o, 3),
    "advert": lambda t, o, w: _count(_AD, o, 2),
    "media": lambda t, o, w: _count(_MEDIA, o, 2),
    "teaser": lambda t, o, w: _count(_TEASER, o, 2),
    "label": lambda t, o, w: float(bool(_LABEL.match(t)) and not _END.search(t)),
    "separators": lambda t, o, w: _count(_SEPARATOR, o, 3),
    "contact": lambda t, o, w: _count(_CONTACT, o, 2),
    "price": lambda t, o, w: _count(_PRICE, o, 2),
    "stamp": lambda t, o, w: _count(_STAMP, o, 2),
    "addressed": lambda t, o, w: float(
        not _SAY.search(t) and not _PAST.search(o) and bool(_YOU.search(o) or _CALL.search(o))
    ),
    "bracketed": lambda t, o, w: float(t[:1] in "([" and t[-1:] in ")]"),
    "say": lambda t, o, w: _count(_SAY, t, 2),
    "past": lambda t, o, w: min(4.0, len(_PAST.findall(o))),
    "third": lambda t, o, w: _count(_THIRD, t, 3),
    "quoted": lambda t, o, w: float(len(t) - len(o) > 20),
    "day": lambda t, o, w: _count(_DAY, t, 2),
    "capitals": lambda t, o, w: _capitals(w),
    "all capitals": lambda t, o, w: float(t.isupper() and len(t) > 3),
}
NAMES: tuple[str, ...] = (*FEATURES, "outlet", "known", "known in long")


def cues(text: str, outlet: str | None = None, known: float = 0.0) -> tuple[float, ...]:
    """The features of one paragraph, in the order of `NAMES`.

    `known` is the share of its content words that the rest of the story holds (0 to 1).
    """
    outside = _QUOTED.sub(" ", text)
    tokens = text.split()
    values = [measure(text, outside, tokens) for measure in FEATURES.values()]
    return (*values, _named_share(outside, outlet), known, known * float(len(tokens) > 8))


def content(text: str) -> frozenset[str]:
    """The content words of a text, folded and cut to a stem-like length: what a story's paragraphs share."""
    words = folded_words(text)
    pairs = (a + b for a, b in pairwise(words) if len(a) == 1 == len(b) and not (a + b).isascii())  # unspaced scripts
    return frozenset(w[:7] for w in words if len(w) >= _CONTENT_CHARS and w not in _COMMON) | frozenset(pairs)


_COMMON = frozenset(
    "that this with from have been were their they will would there which what when about after also more than into over "
    "said says some other only just your could should because while where these those them then most such even very "
    "first last year years people news".split()
)
