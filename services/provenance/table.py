"""The collation table of a family: passages (columns) by witnesses, each cell that witness's reading of the passage.

Columns are grown round the fullest witnesses. A sentence that merges two passages is shared out among them word by
word, so that a cell never holds what belongs to another column.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from services.provenance.costs import Reading, stem
from shared.article import Witness
from shared.collation.values import Collation, Link
from shared.text import folded_words

Collator = Callable[[Witness, Witness], Collation]
WEAK = 0.3  # share of a pair's median link score under which a link is noise
MERGED_MOST = 3  # a sentence speaks for at most so many passages
RIVAL_LEAST = 0.4  # share of the strongest column's votes with which a second one is taken for merged, not mistaken


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


def lay_out(witnesses: Sequence[Witness], collate: Collator) -> Table:
    """The table of all `witnesses`; the same whatever their order, as long as they are sorted by id."""
    links = _links(witnesses, collate)
    growth = _Growth(of=[{} for _ in witnesses])
    for w in _fullest_first(witnesses, links):
        _place(w, witnesses[w], links[w], growth)
    return _cells(witnesses, growth)


def _links(witnesses: Sequence[Witness], collate: Collator) -> list[dict[int, list[tuple[int, int, float]]]]:
    """witness -> sentence -> (other witness, its sentence, score)."""
    found: list[dict[int, list[tuple[int, int, float]]]] = [defaultdict(list) for _ in witnesses]
    for a in range(len(witnesses)):
        for b in range(a + 1, len(witnesses)):
            for link in _telling(collate(witnesses[a], witnesses[b]).links):
                for i in link.a:
                    for j in link.b:
                        found[a][i].append((b, j, link.score))
                        found[b][j].append((a, i, link.score))
    return found


def _telling(links: Sequence[Link]) -> list[Link]:
    """Two texts that else agree word for word do not say one thing in different words: their weak links are noise."""
    if not links:
        return []
    usual = median(x.score for x in links)
    return [x for x in links if x.score >= WEAK * usual]


def _fullest_first(
    witnesses: Sequence[Witness], links: Sequence[Mapping[int, Sequence[tuple[int, int, float]]]]
) -> list[int]:
    mass = [sum(score for hits in row.values() for _, _, score in hits) for row in links]
    return sorted(range(len(witnesses)), key=lambda w: (-round(mass[w], 6), witnesses[w].id))


def _place(w: int, witness: Witness, links: Mapping[int, Sequence[tuple[int, int, float]]], growth: _Growth) -> None:
    for i in witness.body():
        columns = _vote(links.get(i, ()), growth)
        if not columns:
            growth.members.append(set())
            columns = (len(growth.members) - 1,)
        growth.of[w][i] = columns
    for columns in growth.of[w].values():
        for column in columns:
            growth.members[column].add(w)


def _vote(hits: Sequence[tuple[int, int, float]], growth: _Growth) -> tuple[int, ...]:
    votes: dict[int, float] = defaultdict(float)
    for other, j, score in hits:
        for column in growth.of[other].get(j, ()):
            votes[column] += score / len(growth.of[other][j])
    most = max(votes.values(), default=0.0)
    kept = [c for c, v in votes.items() if v >= RIVAL_LEAST * most]
    return tuple(sorted(sorted(kept, key=lambda c: (-round(votes[c], 6), c))[:MERGED_MOST]))


def _cells(witnesses: Sequence[Witness], growth: _Growth) -> Table:
    kept = {c: k for k, c in enumerate(c for c, m in enumerate(growth.members) if len(m) > 1)}
    texts = [{i: folded_words(witness.sentences[i].text) for i in witness.body()} for witness in witnesses]
    vocabulary = _vocabulary(texts, growth, kept)
    cells: list[dict[int, Reading]] = []
    sentences: list[dict[int, tuple[int, ...]]] = []
    order: list[tuple[int, ...]] = []
    for w in range(len(witnesses)):
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
        for column, part in _share_out(text, [kept[c] for c in of[i] if c in kept], vocabulary).items():
            words[column] += part
            numbers[column].append(i)
            seen.setdefault(column)
    return words, numbers, list(seen)


def _share_out(text: Sequence[str], columns: Sequence[int], vocabulary: Sequence[Counter[str]]) -> dict[int, list[str]]:
    """Each word goes to the column that knows it best; words that all know alike follow their predecessor."""
    if len(columns) < 2:
        return {columns[0]: list(text)} if columns else {}
    parts: dict[int, list[str]] = {}
    current: int | None = None
    waiting: list[str] = []
    for word in text:
        known = [vocabulary[c][stem(word)] for c in columns]
        if max(known) and known.count(max(known)) == 1:
            current = columns[known.index(max(known))]
        waiting.append(word)
        if current is not None:
            parts.setdefault(current, []).extend(waiting)
            waiting = []
    return parts if parts else {columns[0]: list(text)}
