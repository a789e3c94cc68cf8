"""A family laid out for the inference: one witness a text, their passages side by side, and what is known beside them.

Witnesses that print the same text are one witness here (`folded`): they know one thing, however many they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.provenance.agency import updates
from services.provenance.clock import seconds
from services.provenance.costs import Weights
from services.provenance.marks import Rulings, rulings
from services.provenance.memory import Memory
from services.provenance.naming import named
from services.provenance.pricing import Prices, price_all, ruled
from services.provenance.revisions import chains, pages, ruled_by_revisions
from services.provenance.table import Table, lay_out
from shared.article import Witness
from shared.collation.news import is_news
from shared.report import Mark


@dataclass(frozen=True, slots=True)
class LaidOut:
    """`twins[w]`: those that print w's text as well; `times` as printed, in seconds, None where unknown; `named` as in
    `Prices`; `page_of`: article -> the page that it is a revision of; `press`: whether anything shows it to be news."""

    witnesses: tuple[Witness, ...]
    twins: Mapping[int, tuple[Witness, ...]]
    table: Table
    times: tuple[float | None, ...]
    named: NDArray[np.bool_]
    ruling: Rulings
    page_of: Mapping[str, str]
    press: bool

    def priced(self, weights: Weights, memory: Memory) -> Prices:
        """What everything costs, as an editor has ruled."""
        prices = price_all(self.table, self.times, weights, self.named, memory)
        return ruled(replace(prices, updates=updates(self.witnesses)), self.ruling)

    def agency_pages(self) -> list[int]:
        """The agency's own pages that nobody hung elsewhere, in the order of their times, revisions of one page in
        their own."""
        place = {of[0].id: k for chain in chains(self.witnesses) for k, of in enumerate(chain)}
        found = [w for w, witness in enumerate(self.witnesses) if witness.agency_page and w not in self.ruling.pinned]
        return sorted(found, key=lambda w: (self.times[w] or 0.0, place.get(self.witnesses[w].id, 0), w))


def laid_out(everyone: Sequence[Witness], memory: Memory, marks: Sequence[Mark]) -> LaidOut:
    """The family of these witnesses; the same whatever their order."""
    page_of = pages(everyone)
    press = any(map(is_news, everyone))
    apart = {m.subject for m in marks} | {m.other or "" for m in marks}
    witnesses, twins = folded(everyone, apart, page_of, Witness.story_text if press else Witness.whole_text)
    return LaidOut(
        witnesses,
        twins,
        lay_out(witnesses, memory.collate, memory.words),
        tuple(seconds(w.published_at) for w in witnesses),
        named(witnesses, memory.words),
        ruled_by_revisions(rulings([w.id for w in witnesses], marks), witnesses),
        page_of,
        press,
    )


def folded(
    everyone: Sequence[Witness],
    apart: frozenset[str] | set[str],
    page_of: Mapping[str, str] | None = None,
    text_of: Callable[[Witness], str] = Witness.story_text,
) -> tuple[tuple[Witness, ...], dict[int, tuple[Witness, ...]]]:
    """One witness a text (`text_of`), by id, and its twins; for each the agency's own page, else who printed it first.

    Those in `apart` stay by themselves: an editor decided on them. Revisions of a page (`page_of`) are folded among
    themselves alone: which of them took what is a question of its own.
    """
    groups: dict[str, list[Witness]] = {}
    for w in sorted(everyone, key=lambda w: w.id):
        text = text_of(w)
        groups.setdefault(w.id if w.id in apart or not text else (page_of or {}).get(w.id, "") + text, []).append(w)
    first: Callable[[Witness], tuple[bool, float, str]] = lambda w: (  # noqa: E731
        not w.agency_page,
        seconds(w.published_at) or float("inf"),
        w.id,
    )
    ranked = sorted((sorted(group, key=first) for group in groups.values()), key=lambda group: group[0].id)
    twins = {k: tuple(group[1:]) for k, group in enumerate(ranked) if len(group) > 1}
    return tuple(group[0] for group in ranked), twins
