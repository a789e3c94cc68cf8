"""Who says it: whether an attribution changed its place in the sentence, and whether a quotation was shortened."""

from collections import Counter
from collections.abc import Iterable

import regex

from shared.collation.spelling import plain
from shared.collation.weights import HOUSE_STYLE
from shared.text import folded_words

MOVED_LEAST = 2  # words that changed sides of the attribution
MOVED_SHARE = 0.4  # of all that both sentences have; the speaker stays beside the verb
VERBS = frozenset(
    plain(w)
    for w in (
        "said says say told tells adding added according asked announced reported warned noted explained stated "
        "claimed sagte erklärte teilte laut dijo según afirmó anunció dit déclaré annoncé selon ajouté"
    ).split()
)
_QUOTED = regex.compile(
    r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|»([^«]*)«|„([^“”]*)[“”]|「([^」]*)」|『([^』]*)』"
    r"|(?<![\p{L}\p{N}])[‘'](?=\S)((?:[^’']|(?<=\p{L})[’'](?=\p{L}))+)[’'](?!\p{L})"
)


def attribution_moved(before: str, after: str) -> bool:
    """Does the attribution stand elsewhere among the words that both have, before them here and behind them there?"""
    old, new = ([plain(w) for w in folded_words(_unquoted_verbs(text))] for text in (before, after))
    left, right = _verb(old), _verb(new)
    if left is None or right is None:
        return False
    both = (set(old) & set(new)) - VERBS
    crossed = {w for w in both if w not in old[:left] and w in new[:right]}
    crossed |= {w for w in both if w in old[:left] and w not in new[:right]}
    return len(crossed) >= max(MOVED_LEAST, MOVED_SHARE * len(both))


def quote_shortened(before: str, after: str) -> bool:
    """Does the child still quote, in the same order, but only a part of what the parent quotes?"""
    old, new = _quoted(before), _quoted(after)
    rest = iter(old)
    if not new or not all(word in rest for word in new):
        return False
    return any(word not in HOUSE_STYLE for word in Counter(old) - Counter(new))


def _verb(words: list[str]) -> int | None:
    return next((k for k, w in enumerate(words) if w in VERBS), None)


def _unquoted_verbs(text: str) -> str:
    """The text, where a verb of speech inside a quotation does not count as its attribution."""
    return _QUOTED.sub(lambda m: " ".join(w for w in folded_words(m.group()) if plain(w) not in VERBS), text)


def _quoted(text: str) -> list[str]:
    return [w for m in _QUOTED.finditer(text) for w in _words(m.groups())]


def _words(groups: Iterable[str | None]) -> list[str]:
    return [w for group in groups if group for w in folded_words(group)]
