"""What kind of edit it is, in a newsroom's words, on top of the contract's operations.

A sentence is read as its figures, its times and its other words in one spelling, house style left out. What is the same
after that was changed trivially; what is not names the label.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from shared.collation.dates import Moment, contradict, moments
from shared.collation.figures import Figure, converted, figures
from shared.collation.speech import attribution_moved, quote_shortened
from shared.collation.spelling import plain
from shared.collation.values import Op, Span
from shared.collation.weights import HOUSE_STYLE, is_rare
from shared.text import folded_words

STYLE = (HOUSE_STYLE - {"not", "this"}) | {"also"}
ALIKE_LEAST = 70.0  # similarity from which two names are one, spelt in two ways
LIGHT_TIMES = ("weekday", "relative")  # desks drop and add them as they go to print
_INITIALS = regex.compile(r"\b(?:\p{L}\.){2,}")
_NOT = regex.compile(r"(?<=\p{L})n['’]t\b|\bcannot\b", regex.I)
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """`words`: in order, spelled one way, without style; `names`: those printed with a capital letter."""

    figures: Counter[Figure]
    moments: tuple[Moment, ...]
    words: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Change:
    """What differs: figures and times of one side only, those that no conversion explains; are the words the same?"""

    converted: bool
    gone: Counter[Figure]
    come: Counter[Figure]
    past: list[Moment]
    fresh: list[Moment]
    reprinted: bool
    same_words: bool

    @property
    def date(self) -> bool:
        return self.reprinted or (bool(self.past and self.fresh) and not self.wrong_date)

    @property
    def wrong_date(self) -> bool:
        return contradict(self.past, self.fresh)

    @property
    def trivial(self) -> bool:
        times = self.date or all(m.kind in LIGHT_TIMES for m in self.past + self.fresh)
        return self.same_words and times and not (self.gone or self.come or self.wrong_date)


def labels(
    op: Op, before: str, after: str, between: Sequence[Span], *, lead: bool, correction: bool, part: bool = False
) -> tuple[str, ...]:
    """Finer labels, the most telling first; `trivial` or `substantial` closes the list of a changed sentence.

    `part`: the rest of the parent went into another sentence.
    """
    if op == "added":
        return ("correction added",) if correction else ("own reporting inserted",)
    if op in ("verbatim", "dropped"):
        return ()
    change = _change(before, after)
    moved = attribution_moved(before, after)
    signs = (
        ("lead rewritten", lead and not change.trivial),
        ("unit or currency converted", change.converted),
        ("date re-expressed", change.date),
        ("figure or name changed", _facts_changed(op, before, after, between, change)),
        ("attribution moved", moved),
        ("quote shortened", not part and quote_shortened(before, after)),
        ("spelling/house style", change.trivial and not (moved or change.converted or change.date)),
    )
    return (*(name for name, holds in signs if holds), "trivial" if change.trivial else "substantial")


def weight(before: str, after: str) -> str:
    """`trivial` or `substantial`: does the one say what the other says, style aside?"""
    return "trivial" if _change(before, after).trivial else "substantial"


def _change(before: str, after: str) -> _Change:
    old, new = _reading(before), _reading(after)
    gone, come = old.figures - new.figures, new.figures - old.figures
    gone_left = Counter({f: n for f, n in gone.items() if not any(converted(f, g) for g in new.figures)})
    come_left = Counter({f: n for f, n in come.items() if not any(converted(f, g) for g in old.figures)})
    past, fresh = _without(old.moments, new.moments), _without(new.moments, old.moments)
    printed = [sorted(m.text.casefold() for m in r.moments if m.kind in ("day", "clock", "month")) for r in (old, new)]
    return _Change(
        converted=come_left != come,
        gone=gone_left,
        come=come_left,
        past=past,
        fresh=fresh,
        reprinted=not past and not fresh and printed[0] != printed[1],
        same_words=_one_block_moved(old.words, new.words) or _said_elsewhere(before, after, old, new),
    )


@lru_cache(maxsize=4096)
def _reading(text: str) -> _Reading:
    text = _NOT.sub(" not ", _INITIALS.sub(lambda m: m.group().replace(".", ""), text))
    times, text = moments(text)
    counted, rest = figures(text)
    words = tuple(plain(w) for w in folded_words(rest) if w not in STYLE)
    return _Reading(counted, tuple(times), words, _names(text).intersection(words))


def _names(text: str) -> frozenset[str]:
    """Words printed with a capital letter; the first word only if it is no common one."""
    found = [(m.start(), w) for m in _NAME.finditer(text) for w in folded_words(m.group())]
    return frozenset(plain(w) for at, w in found if w not in STYLE and (at > 1 or is_rare(w)))


def _without(these: Sequence[Moment], others: Sequence[Moment]) -> list[Moment]:
    known = {(m.kind, m.key) for m in others}
    return [m for m in these if (m.kind, m.key) not in known]


def _one_block_moved(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """The same words, if one run of them changed places with its neighbour; who did what to whom moves two."""
    start = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if len(old) != len(new) or start is None:
        return len(old) == len(new)
    end = next(k for k, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=True)) if a != b)
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    return any(a[k:] + a[:k] == b for k in range(1, len(a)))


def _said_elsewhere(before: str, after: str, old: _Reading, new: _Reading) -> bool:
    return Counter(old.words) == Counter(new.words) and attribution_moved(before, after)


def _facts_changed(op: Op, before: str, after: str, between: Sequence[Span], change: _Change) -> bool:
    if (change.gone and change.come) or change.wrong_date:
        return True
    old, new = _reading(before), _reading(after)
    gone, come = old.names.difference(new.words), new.names.difference(old.words)
    if any(fuzz.ratio(a, b) >= ALIKE_LEAST for a in gone for b in come):
        return True
    return op != "paraphrased" and any(
        gone & _plain_words(span.parent) and come & _plain_words(span.child) for span in between if span.op == "replace"
    )


def _plain_words(text: str) -> set[str]:
    return {plain(w) for w in folded_words(text)}
