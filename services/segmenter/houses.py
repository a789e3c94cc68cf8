"""What an article shows of the house behind its outlet: the address's domain, a declared parent, the copyright's owner.

Weak facts: they tell sister sites that may be one desk from strangers, and decide nothing. Only an editor's mark makes
outlets one house.
"""

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import regex
from tldextract import TLDExtract

from services.segmenter.agencies import named
from shared.article import Article, Fact, Sentence
from shared.text import fold, folded_words

MAX_LINE = 400  # characters of a line in which an owner is looked for
MAX_OWNER_WORDS = 6  # longer lines state terms, not a name
_OWNER = regex.compile(
    r"(?:©|\(c\)|&copy;|\bcopyright\b)[\s:©\-–,]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–/]\s*\d{2,4})?[\s,.:\-–]*)?(?:by\s+|of\s+)?"
    r"(?P<owner>(?:(?-i:\p{Lu})[^.|•·;:]*?|\w[\w\-]*)(?:\.(?:com|org|net|[a-z]{2})\b)?)"
    r"\s*(?:[.|•·;:]|,?\s+(?:\d{4}|s\.[aplr]\b)|,?\s*\b(?:all rights|alle rechte|tous droits|todos los|tutti i)|$)",
    regex.I,
)
_FORM = regex.compile(
    r"[,\s]+(?:gmbh\s*&(?:\s*co)?|ltd|limited|inc|incorporated|llc|plc|corp|corporation|co|gmbh|ag|kg|s\.?a\.?s?|s\.?l\.?|s\.?p\.?a|s\.?r\.?l|b\.?v|"
    r"n\.?v|a/s|as|ab|oy|pty|kft|sp\. z o\.o)\.?$",
    regex.I,
)
_NOBODY = frozenset("copyright content website site images text photo the our us all rights".split())


def house_facts(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Fact, ...]:
    """Facts named `house`, each with the place it was read from; none for what names the outlet itself or an agency."""
    own = folded_words(_bare(article.outlet or ""))
    found = [
        Fact(name="house", value=value, source=source)
        for value, source in _shown(article, sentences)
        if folded_words(_bare(value)) != own and not named(value)
    ]
    return tuple(dict.fromkeys(found))


def _shown(article: Article, sentences: tuple[Sentence, ...]) -> Iterator[tuple[str, str]]:
    if domain := registrable(article.url):
        yield domain, "domain of the address"
    for fact in article.facts:
        if fact.name == "parent":
            yield _bare(fact.value[:MAX_LINE]), fact.source
        elif fact.name == "copyright" and (owner := owner_of(fact.value) or _whole(fact.value[:MAX_LINE])):
            yield owner, fact.source
    for sentence in sentences:
        if sentence.kind in ("boilerplate", "credit") and (owner := owner_of(sentence.text)):
            yield owner, "printed copyright"


def registrable(url: str | None) -> str | None:
    """The part of an address that one owner registered (`sport.paper.co.uk` and `paper.co.uk`: `paper.co.uk`).

    By the public suffix list as it came with the library; nothing is fetched.
    """
    host = urlsplit(url or "").hostname or ""
    found = _suffixes()(host)
    if not found.suffix and "." in host and not found.ipv4:  # the list's rule for ends that it does not name
        return ".".join(host.split(".")[-2:])
    return found.top_domain_under_public_suffix or None


def owner_of(line: str) -> str | None:
    """Whom a copyright line names as owner, without legal form and year."""
    match = _OWNER.search(line[:MAX_LINE])
    return _whole(match["owner"]) if match else None


def _whole(name: str) -> str | None:
    bare = _bare(name)
    words = bare.split()
    is_name = 1 <= len(words) <= MAX_OWNER_WORDS and not any(c.isdigit() for c in bare)
    return bare if is_name and not set(fold(bare).split()) <= _NOBODY else None


def _bare(name: str) -> str:
    name = " ".join(name.split()).strip(" ,-–|")
    while (shorter := _FORM.sub("", name)) != name:
        name = shorter
    return regex.sub(r"^(?:the)\s+", "", name, flags=regex.I)


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
