"""Who speaks for the wire, and what each says of the others' sentences.

A voice is an article that took the wire straight, for the passages that it took from there; an agency's own page is
one too. Copies of outlets are none: they repeat what their source said. Sentences are compared as printed, word by
word, so that merged and split ones find their counterparts without a table.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from services.provenance.naming import Papers
from services.provenance.pricing import Floats
from services.provenance.search import Tree
from services.provenance.second import Pair, given_by_others
from services.provenance.table import Table
from shared.article import Witness
from shared.collation.weights import stem
from shared.text import folded_words

PANEL = 24  # voices heard at most: more add nothing but time
HAS = 0.55  # share of a sentence's words, in order, with which another voice has it; what is common to English is 0.4
WHOLE = 0.8  # share from which no second sentence is looked for
GAIN = 0.15  # share that a second sentence must add to a match
SURPLUS = 0.2  # how much of a match's value a counterpart loses by words of its own
CHANCE = 0.45  # share of words that unrelated sentences have in common, generously
PRIOR_WORDS, PRIOR_KEPT = 10.0, 3.0  # a voice that shares little is neither faithful nor free


@dataclass(frozen=True, slots=True)
class Voices:
    """`members[k]`: witness of voice k; `version[k]`: the version it took; `of[n]`: the voice of sentence n;
    `columns[n]`: the table's passages that it tells; `share[n, k]`: how much of sentence n voice k has, in order;
    `window[n][k]`: the one or two sentences where it stands there; `common[n, m]`: words in common."""

    members: tuple[int, ...]
    version: NDArray[np.intp]
    of: NDArray[np.intp]
    columns: tuple[frozenset[int], ...]
    texts: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    length: Floats
    share: Floats
    window: tuple[tuple[tuple[int, ...], ...], ...]
    common: Floats
    fidelity: Floats
    own: Floats  # share of its words that nobody else has

    def said_by(self, k: int) -> tuple[int, ...]:
        """The sentences of voice k, in its order."""
        return tuple(int(n) for n in np.flatnonzero(self.of == k))


def hear(
    tree: Tree,
    pairs: Mapping[int, Pair],
    table: Table,
    witnesses: Sequence[Witness],
    silent: Mapping[int, Sequence[int]],
) -> Voices:
    """The voices of a family under `tree`, the plainest of each version if there are too many."""
    given = given_by_others(pairs, table.order)
    version = _panel(_version_of(tree, pairs), tree.chain.pages, table)
    members = tuple(sorted(version))
    papers = Papers(witnesses)
    rows = [
        (k, w, i, c)
        for k, w in enumerate(members)
        for i, c in _heard(witnesses[w], w, table, given.get(w), silent.get(w, ()))
        if not papers.named_in(witnesses[w].sentences[i].text)
    ]
    texts = tuple(witnesses[w].sentences[i].text for _, w, i, _ in rows)
    stems = tuple(tuple(stem(x) for x in folded_words(t)) for t in texts)
    of = np.array([k for k, *_ in rows], dtype=np.intp)
    length = np.array([len(s) for s in stems], dtype=float)
    common = _common(stems)
    share, window = _matches(of, length, common, stems, len(members))
    fidelity, own = _fidelity(of, length, share)
    return Voices(
        members=members,
        version=np.array([version[w] for w in members], dtype=np.intp),
        of=of,
        columns=tuple(c for *_, c in rows),
        texts=texts,
        stems=stems,
        length=length,
        share=share,
        window=window,
        common=common,
        fidelity=fidelity,
        own=own,
    )


def _version_of(tree: Tree, pairs: Mapping[int, Pair]) -> dict[int, int]:
    """witness -> the version it took straight, be it as its second source; a page is its version."""
    found = {w: -1 - p for w, p in enumerate(tree.parent) if p < 0}
    for w, pair in pairs.items():
        if min(pair.main, pair.second) < 0:
            found[w] = -1 - min(pair.main, pair.second)
    return found | {w: v for v, w in tree.chain.pages.items()}


def _panel(version: Mapping[int, int], pages: Mapping[int, int], table: Table) -> dict[int, int]:
    """At most `PANEL` voices: pages, then in each version in turn those that print most as others print it."""
    if len(version) <= PANEL:
        return dict(version)
    printed = Counter((c, cells) for w in version for c, cells in table.cells[w].items())
    plain = {w: sum(printed[c, cells] > 1 for c, cells in table.cells[w].items()) for w in version}
    ranked: dict[int, list[int]] = defaultdict(list)
    for w in sorted(version, key=lambda w: (w not in pages.values(), -plain[w], -len(table.cells[w]), w)):
        ranked[version[w]].append(w)
    turns = sorted((turn, v, w) for v, ws in ranked.items() for turn, w in enumerate(ws))
    return {w: v for _, v, w in turns[:PANEL]}


def _heard(
    witness: Witness, w: int, table: Table, given: tuple[int, ...] | None, silent: Sequence[int]
) -> list[tuple[int, frozenset[int]]]:
    """(number, passages) of the sentences that may be the wire's: not what another outlet gave it."""
    columns: dict[int, set[int]] = defaultdict(set)
    for column, numbers in table.sentences[w].items():
        for i in numbers:
            columns[i].add(column)
    heard = [i for i in witness.body() if folded_words(witness.sentences[i].text)]
    heard = [i for i in heard if not columns[i] or columns[i] - set(silent)]
    if given is not None:
        heard = [i for i in heard if columns[i] - set(given)]
    return [(i, frozenset(columns[i])) for i in heard]


def _common(stems: Sequence[Sequence[str]]) -> Floats:
    """(sentences, sentences): words in common, in order. Each stem becomes one character, which compares fastest."""
    letter = {s: chr(0x4E00 + k) for k, s in enumerate(dict.fromkeys(s for row in stems for s in row))}
    lines = ["".join(letter[s] for s in row) for row in stems]
    return cdist(lines, lines, scorer=LCSseq.similarity, dtype=np.int32).astype(float)


def _matches(
    of: NDArray[np.intp], length: Floats, common: Floats, stems: Sequence[tuple[str, ...]], voices: int
) -> tuple[Floats, tuple[tuple[tuple[int, ...], ...], ...]]:
    share = np.ones((len(of), voices))
    window: list[list[tuple[int, ...]]] = [[(n,)] * voices for n in range(len(of))]
    for k in range(voices):
        there = np.flatnonzero(of == k)
        for n in np.flatnonzero(of != k) if len(there) else ():
            share[n, k], window[n][k] = _match(int(n), there, length, common, stems)
    return share, tuple(tuple(row) for row in window)


def _match(
    n: int, there: NDArray[np.intp], length: Floats, common: Floats, stems: Sequence[tuple[str, ...]]
) -> tuple[float, tuple[int, ...]]:
    """How much of sentence `n` stands in one sentence of another voice, or in two neighbouring ones; and where."""
    value = common[n, there] / length[n] - SURPLUS * (1 - common[n, there] / length[there])
    best = int(there[np.argmax(value)])
    found, window = float(common[n, best] / length[n]), (best,)
    if found < WHOLE:
        for beside in (best - 1, best + 1):
            if there[0] <= beside <= there[-1] and common[n, beside] >= max(4.0, 0.4 * min(length[n], length[beside])):
                both = (min(best, beside), max(best, beside))
                words = LCSseq.similarity(stems[n], stems[both[0]] + stems[both[1]])
                if words / length[n] > found + GAIN:
                    found, window = float(words / length[n]), both
    return found, window


def _fidelity(of: NDArray[np.intp], length: Floats, share: Floats) -> tuple[Floats, Floats]:
    """(voices,) each: near 1 where others print the same sentences, near 0 where they are reworded; the own share."""
    voices = share.shape[1]
    fidelity, own = np.zeros(voices), np.ones(voices)
    for k in range(voices):
        mine = np.flatnonzero(of == k)
        others = np.delete(share[mine], k, axis=1).max(axis=1, initial=0.0)
        known = others >= CHANCE
        words = length[mine] * known
        kept = (words * np.maximum(0.0, (others - CHANCE) / (1 - CHANCE))).sum()
        fidelity[k] = (kept + PRIOR_KEPT) / (words.sum() + PRIOR_WORDS)
        own[k] = 1 - words.sum() / max(1.0, length[mine].sum())
    return fidelity, own
