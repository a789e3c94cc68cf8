"""Facts that a later wire version took back (figures, names, directions replaced in place): who still prints them.

Reads the traced tree: the edits along the chain of versions say what changed, the edits below say where it is printed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from shared.article import Witness
from shared.collation.values import Edit
from shared.collation.weights import is_rare, zipf
from shared.report import Edge, Node, Superseded
from shared.text import folded_words, words

WORDS_MOST = 4  # a replaced phrase longer than this is new wording, not a corrected fact
ALIKE_LEAST = 60.0  # similarity from which two names are one, spelt in two ways; other pairs must both be rare
CONVERSIONS = (1.609344, 3.28084, 2.20462, 0.621371, 0.3048, 0.453592, 2.47105, 2.58999)
UNIT_ZIPF = 5.5  # a figure is known again by the word behind it, unless that is one of those every text has
NEAR = 0.03  # printed conversions are rounded
DIRECTIONS = frozenset("north south east west northern southern eastern western left right".split())
_FIGURE = re.compile(r"[$€£¥]?\d(?:[\d.,:–-]*\d)?(?: ?%| per ?cent\b| million\b| billion\b)?")
_SCALE = {"million": 1e6, "billion": 1e9}
Place = tuple[str, int]  # node id, sentence number


def superseded(nodes: Sequence[Node], edges: Sequence[Edge], witnesses: Sequence[Witness]) -> tuple[Superseded, ...]:
    """The facts changed along the chain of wire versions, in its order; ids of articles in alphabetical order."""
    version = {n.id: n.wire_version for n in nodes if n.wire_version is not None}
    article = {n.id: n.article for n in nodes if n.article}
    texts = {w.id: w for w in witnesses}
    chain = [e for e in edges if e.parent in version and e.child in version]
    below = _steps([e for e in edges if e.child not in version])
    found: dict[tuple[str, str, str], Superseded] = {}
    for edge in sorted(chain, key=lambda e: version[e.child] or 0):
        for edit in edge.edits:
            for fact in changed_facts(edit):
                places = _places(edge.parent, edit, _steps([e for e in chain if e is not edge]), below)
                holders = _holders(fact, edit, places, article, texts) | _elsewhere(fact, witnesses)
                still = tuple(sorted(holders))
                changed = Superseded(
                    kind=fact.kind, was=fact.was, now=fact.now, since=edge.child, still_printed_by=still
                )
                found.setdefault((fact.kind, _plain(fact.was), _plain(fact.now)), changed)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that one version has in place of another; `unit` is the word behind it that both versions print."""

    kind: str
    was: str
    now: str
    unit: str = ""


def changed_facts(edit: Edit) -> Iterator[Changed]:
    """Each short replacement that swaps a figure, a name or a direction for another, where the old one is gone."""
    child = f" {_plain(' '.join(s.child for s in edit.spans))} "
    for k, span in enumerate(edit.spans):
        if span.op == "replace" and _plain(span.parent) != _plain(span.child):
            behind = folded_words(edit.spans[k + 1].parent)[:1] if k + 1 < len(edit.spans) else []
            fact = _figure(span.parent, span.child, behind) or _name(span.parent, span.child, after=k > 0)
            if fact and f" {_plain(fact.was)} " not in child:
                share = k + 1 < len(edit.spans) and edit.spans[k + 1].parent.startswith("%")
                yield replace(fact, was=fact.was + "%", now=fact.now + "%") if share else fact


def _figure(was: str, now: str, behind: Sequence[str]) -> Changed | None:
    """One figure for another between the same words: what else changed beside it may be wording."""
    old, new = list(_FIGURE.finditer(was)), list(_FIGURE.finditer(now))
    if len(old) != 1 or len(new) != 1 or max(len(folded_words(was)), len(folded_words(now))) > 2 * WORDS_MOST:
        return None
    a, b = old[0].group(), new[0].group()
    x, y = _value(a), _value(b)
    if _plain(a) == _plain(b) or (x is not None and y is not None and (x == y or _converted(x, y))):
        return None
    before = [folded_words(t[: m.start()])[-1:] for t, m in ((was, old[0]), (now, new[0]))]
    after = [(folded_words(t[m.end() :]) or list(behind))[:1] for t, m in ((was, old[0]), (now, new[0]))]
    if before[0] != before[1] and after[0] != after[1]:
        return None
    unit = after[0][0] if after[0] and after[0] == after[1] and zipf(after[0][0]) <= UNIT_ZIPF else ""
    return Changed("figure", a, b, unit)


def _value(figure: str) -> float | None:
    digits = re.sub(r"[^\d.]", "", figure.replace(",", "")).strip(".")
    try:
        return float(digits) * next((by for word, by in _SCALE.items() if word in figure), 1.0)
    except ValueError:  # a score or a vote, such as 6-3
        return None


def _converted(a: float, b: float) -> bool:
    """The same length, weight or area in another unit is house style, not news."""
    return bool(a) and any(abs(b / a - factor) <= NEAR * factor for factor in CONVERSIONS)


def _name(was: str, now: str, after: bool) -> Changed | None:
    old, new = [w.text for w in words(was)], [w.text for w in words(now)]
    if not (0 < len(old) <= WORDS_MOST and 0 < len(new) <= WORDS_MOST):
        return None
    pair = " ".join(old), " ".join(new)
    if len(old) == len(new) == 1 and {old[0].casefold(), new[0].casefold()} <= DIRECTIONS:
        return Changed("place", *pair)
    if not all(w[0].isupper() for w in old + new) or not after:
        return None
    alike = fuzz.ratio(_plain(was), _plain(now)) >= ALIKE_LEAST
    return Changed("name", *pair) if alike or all(is_rare(w.casefold()) for w in old + new) else None


def _places(corrected: str, edit: Edit, chain: "_Steps", below: "_Steps") -> set[Place]:
    """Sentences that go back to the one corrected, or to what it was in earlier versions."""
    todo: list[Place] = [(corrected, k) for k in edit.parent]
    origins: set[Place] = set()
    while todo:
        place = todo.pop()
        if place not in origins:
            origins.add(place)
            todo += chain.up.get(place, ())
    reached: set[Place] = set()
    todo = list(origins)
    while todo:
        place = todo.pop()
        if place not in reached:
            reached.add(place)
            todo += (*chain.down.get(place, ()), *below.down.get(place, ()))
    return reached


@dataclass(frozen=True, slots=True)
class _Steps:
    """From where each sentence came, and where it went."""

    up: Mapping[Place, Sequence[Place]]
    down: Mapping[Place, Sequence[Place]]


def _steps(edges: Sequence[Edge]) -> _Steps:
    up: dict[Place, list[Place]] = defaultdict(list)
    down: dict[Place, list[Place]] = defaultdict(list)
    for edge in edges:
        for edit in edge.edits:
            for i in edit.parent:
                for j in edit.child:
                    down[edge.parent, i].append((edge.child, j))
                    up[edge.child, j].append((edge.parent, i))
    return _Steps(up, down)


def _holders(
    fact: Changed, edit: Edit, places: set[Place], article: Mapping[str, str], texts: Mapping[str, Witness]
) -> set[str]:
    """Articles that print the old fact where the tree says it stands, and the new one nowhere there."""
    shown: dict[str, str] = defaultdict(str)
    for node, k in sorted(places):
        witness = texts.get(article.get(node, ""))
        if witness and k < len(witness.sentences):
            shown[witness.id] += f" {_plain(witness.sentences[k].text)} "
    old, new = f" {_plain(fact.was)} ", f" {_plain(fact.now)} "
    always = new in f" {_plain(' '.join(s.parent for s in edit.spans))} "
    return {i for i, text in shown.items() if old in text and (always or new not in text)}


def _elsewhere(fact: Changed, witnesses: Sequence[Witness]) -> set[str]:
    """Articles that print the old figure with its unit, or the old name, though the tree does not lead to the place."""
    if fact.kind == "place" or (fact.kind == "figure" and not fact.unit):
        return set()
    old, new = (f" {_plain(text)} {fact.unit}".rstrip() + " " for text in (fact.was, fact.now))
    bodies = {w.id: f" {' '.join(_plain(w.sentences[i].text) for i in w.body())} " for w in witnesses}
    return {i for i, text in bodies.items() if old in text and new not in text}


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return " ".join(folded_words(text)).removesuffix("'s")
