"""The collation table of a family: passages (columns) by witnesses, each cell that witness's reading of the passage.

Columns are grown round the witnesses that most others agree with word for word. A sentence is taken for a merge of two
passages only where other witnesses tell these in sentences of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log
from statistics import median

from services.provenance.changes import Reading
from services.provenance.sharing import share_out
from services.provenance.spelling import Speller, body_words
from shared.article import Witness
from shared.collation.values import Collation, Link
from shared.collation.weights import stem

Collator = Callable[[Witness, Witness], Collation]
WEAK = 0.3  # share of a pair's median link score under which a link is noise
MERGED_MOST = 3  # a sentence speaks for at most so many passages
MERGED_LEAST = 0.5  # share of the witnesses with both passages that must link a sentence to both
ALL_PAIRS = 40  # witnesses up to which each is collated with each
GROUNDS = 12  # and beyond: with these, which the columns are grown round
TELLING_LENGTH = 5  # words from which on a sentence printed unchanged is the same passage without collation
POWER = 2.0  # how much more a witness counts as a ground for columns that others repeat word for word


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[w][column]` is a reading; `sentences[w][column]` the sentence numbers it came from; `order[w]` the columns
    in the witness's own order; `columns` how many there are. Columns that a single witness has are left out."""

    columns: int
    cells: tuple[dict[int, Reading], ...]
    sentences: tuple[dict[int, tuple[int, ...]], ...]
    order: tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class _Growth:
    of: list[dict[int, tuple[int, ...]]]  # witness -> sentence -> columns
    members: list[set[int]] = field(default_factory=lambda: list[set[int]]())  # column -> witnesses
    known: dict[Reading, tuple[int, ...]] = field(default_factory=lambda: dict[Reading, tuple[int, ...]]())


def lay_out(witnesses: Sequence[Witness], collate: Collator, words: Speller = body_words) -> Table:
    """The table of all `witnesses`; the same whatever their order, as long as they are sorted by id."""
    texts = [{i: spelt[i] for i in w.body()} for w in witnesses for spelt in (words(w),)]
    growth = _Growth(of=[{} for _ in witnesses])
    order = _by_agreement(witnesses, collate) if len(witnesses) <= ALL_PAIRS else _by_repetition(witnesses, texts)
    grounds = order if len(witnesses) <= ALL_PAIRS else order[:GROUNDS]
    for k, w in enumerate(order):
        earlier = grounds[:k]
        links = _links(w, earlier, witnesses, collate) if any(t not in growth.known for t in texts[w].values()) else {}
        _place(w, texts[w], links, growth)
    return _cells(texts, growth)


def _links(
    w: int, others: Sequence[int], witnesses: Sequence[Witness], collate: Collator
) -> dict[int, list[tuple[int, int, float]]]:
    """sentence -> (other witness, its sentence, score)."""
    found: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for other in others:
        a, b = sorted((w, other))
        for link in _telling(collate(witnesses[a], witnesses[b]).links):
            mine, theirs = (link.a, link.b) if a == w else (link.b, link.a)
            for i in mine:
                found[i] += [(other, j, link.score) for j in theirs]
    return found


def _telling(links: Sequence[Link]) -> list[Link]:
    """Two texts that else agree word for word do not say one thing in different words: their weak links are noise."""
    if not links:
        return []
    usual = median(x.score for x in links)
    return [x for x in links if x.score >= WEAK * usual]


def _by_agreement(witnesses: Sequence[Witness], collate: Collator) -> list[int]:
    """Witnesses in the order in which they are laid down: first those that most others agree with word for word."""
    mass = [0.0] * len(witnesses)
    for a, b in combinations(range(len(witnesses)), 2):
        shared = sum(x.score**POWER for x in _telling(collate(witnesses[a], witnesses[b]).links))
        mass[a] += shared
        mass[b] += shared
    return sorted(range(len(witnesses)), key=lambda w: (-round(mass[w], 6), witnesses[w].id))


def _by_repetition(witnesses: Sequence[Witness], texts: Sequence[Mapping[int, tuple[str, ...]]]) -> list[int]:
    """The same where there are too many to compare all: first those whose sentences most others print unchanged."""
    count = Counter(text for own in texts for text in set(own.values()))
    mass = [sum(log(count[text]) for text in own.values()) for own in texts]
    return sorted(range(len(witnesses)), key=lambda w: (-round(mass[w], 6), witnesses[w].id))


def _place(
    w: int,
    texts: Mapping[int, tuple[str, ...]],
    links: Mapping[int, Sequence[tuple[int, int, float]]],
    growth: _Growth,
) -> None:
    for i, text in texts.items():
        columns = growth.known.get(text) or _vote(links.get(i, ()), growth)
        if not columns:
            growth.members.append(set())
            columns = (len(growth.members) - 1,)
        growth.of[w][i] = columns
    for i, columns in growth.of[w].items():
        if len(texts[i]) >= TELLING_LENGTH:
            growth.known.setdefault(texts[i], columns)
        for column in columns:
            growth.members[column].add(w)


def _vote(hits: Sequence[tuple[int, int, float]], growth: _Growth) -> tuple[int, ...]:
    votes: dict[int, float] = defaultdict(float)
    linked: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))  # witness -> column -> sentences
    for other, j, score in hits:
        for column in growth.of[other].get(j, ()):
            votes[column] += score / len(growth.of[other][j])
            linked[other][column].add(j)
    ranked = sorted(votes, key=lambda c: (-round(votes[c], 6), c))
    return tuple(sorted(c for c in ranked[:MERGED_MOST] if c == ranked[0] or _merged(c, ranked[0], linked, growth)))


def _merged(column: int, main: int, linked: Mapping[int, Mapping[int, set[int]]], growth: _Growth) -> bool:
    """Do most witnesses that tell both passages apart link the sentence to both?"""
    apart = both = 0
    for other in growth.members[column] & growth.members[main] & set(linked):
        told = growth.of[other]
        ones = {j for j, columns in told.items() if columns == (column,)}
        if ones and any(columns == (main,) for columns in told.values()):
            apart += 1
            both += bool(linked[other].get(column, set()) & ones and linked[other].get(main))
    return both > 0 and both >= MERGED_LEAST * apart


def _cells(texts: Sequence[Mapping[int, tuple[str, ...]]], growth: _Growth) -> Table:
    kept = {c: k for k, c in enumerate(c for c, m in enumerate(growth.members) if len(m) > 1)}
    vocabulary = _vocabulary(texts, growth, kept)
    cells: list[dict[int, Reading]] = []
    sentences: list[dict[int, tuple[int, ...]]] = []
    order: list[tuple[int, ...]] = []
    for w in range(len(texts)):
        words, numbers, seen = _row(texts[w], growth.of[w], kept, vocabulary)
        cells.append({c: tuple(ws) for c, ws in words.items()})
        sentences.append({c: tuple(sorted(set(ns))) for c, ns in numbers.items()})
        order.append(tuple(seen))
    return Table(len(kept), tuple(cells), tuple(sentences), tuple(order))


def _vocabulary(
    texts: Sequence[Mapping[int, Sequence[str]]], growth: _Growth, kept: Mapping[int, int]
) -> list[Counter[str]]:
    """The stems of each column as unmerged sentences print it, counted once a witness."""
    vocabulary: list[Counter[str]] = [Counter() for _ in kept]
    for w, rows in enumerate(texts):
        for i, words in rows.items():
            columns = [kept[c] for c in growth.of[w][i] if c in kept]
            if len(columns) == 1:
                vocabulary[columns[0]].update({stem(x) for x in words})
    return vocabulary


def _row(
    texts: Mapping[int, Sequence[str]],
    of: Mapping[int, tuple[int, ...]],
    kept: Mapping[int, int],
    vocabulary: Sequence[Counter[str]],
) -> tuple[dict[int, list[str]], dict[int, list[int]], list[int]]:
    words: dict[int, list[str]] = defaultdict(list)
    numbers: dict[int, list[int]] = defaultdict(list)
    seen: dict[int, None] = {}
    for i, text in texts.items():
        columns = [kept[c] for c in of[i] if c in kept]
        if not columns:
            continue
        stretches = share_out(text, columns, vocabulary)
        for column, (start, end) in sorted(stretches.items(), key=lambda x: x[1]):
            if end > start:
                words[column] += text[start:end]
                numbers[column].append(i)
                seen.setdefault(column)
    return words, numbers, list(seen)
