"""Which articles are revisions of one page: the same address and the same outlet, with another text.

Pure. Printed times order them, then what else a file tells of its age; the order of arrival says nothing, or a report
would depend on it. Equal texts of one page are one revision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from services.provenance.clock import seconds
from services.provenance.marks import Rulings
from shared.article import Witness
from shared.text import fold

Age = tuple[str, str, str, str]
Chain = tuple[tuple[Witness, ...], ...]  # the revisions of a page, the earliest first; each with all that print it


def chains(witnesses: Iterable[Witness]) -> tuple[Chain, ...]:
    """The pages that are there in two texts or more, by address."""
    at: dict[tuple[str, str], list[Witness]] = {}
    for w in witnesses:
        if w.url and w.story_text():
            at.setdefault((w.url, fold(w.outlet or "")), []).append(w)
    found = (_chain(of) for _, of in sorted(at.items()))
    return tuple(chain for chain in found if len(chain) > 1)


def earlier(witnesses: Iterable[Witness]) -> dict[str, str]:
    """article -> the article that holds the revision of its page before it."""
    found: dict[str, str] = {}
    for chain in chains(witnesses):
        for before, after in pairwise(chain):
            found |= {w.id: before[0].id for w in after}
    return found


def pages(witnesses: Iterable[Witness]) -> dict[str, str]:
    """article -> the name of its page, for all articles that are revisions of one."""
    return {w.id: f"page {w.url}" for chain in chains(witnesses) for revision in chain for w in revision}


def same_page(a: Witness, b: Witness) -> bool:
    return a.url is not None and (a.url, fold(a.outlet or "")) == (b.url, fold(b.outlet or ""))


def ruled_by_revisions(rulings: Rulings, witnesses: Sequence[Witness]) -> Rulings:
    """The same rulings, with each revision's predecessor known, and none taken from one that is told to be later.

    What an editor pinned stays pinned.
    """
    number = {w.id: k for k, w in enumerate(witnesses)}
    before: dict[int, int] = {}
    vetoed = dict(rulings.vetoed)
    for chain in chains(witnesses):
        first = [of[0] for of in chain]
        before |= {number[b.id]: number[a.id] for a, b in pairwise(first)}
        for k, w in enumerate(first):
            later = frozenset(number[x.id] for x in first[k + 1 :] if _told(w, x))
            if later:
                vetoed[number[w.id]] = vetoed.get(number[w.id], frozenset()) | later
    return replace(rulings, vetoed=vetoed, revised=before)


def _chain(witnesses: Sequence[Witness]) -> Chain:
    texts: dict[str, list[Witness]] = {}
    for w in sorted(witnesses, key=lambda w: (_age(w), w.id)):
        texts.setdefault(w.story_text(), []).append(w)
    # What no time tells apart: pages grow more often than they shrink.
    ranked = sorted(texts.values(), key=lambda of: (_age(of[0]), len(of[0].story_text()), of[0].id))
    return tuple(map(tuple, ranked))


def _age(w: Witness) -> Age:
    """The day and moment of its last change, when it was fetched, which version it is; empty where it does not tell."""
    stamp = w.modified_at or w.published_at or ""
    at = seconds(stamp)
    moment = "" if at is None else datetime.fromtimestamp(at, UTC).isoformat()
    fetched = next((f.value for f in w.facts if f.name == "fetched_at"), "")
    return (moment or stamp)[:10], moment, fetched, f"{w.marks.version:03d}" if w.marks.version else ""


def _told(earlier: Witness, later: Witness) -> bool:
    """Whether the first thing that both tell of their age, and tell differently, puts them in this order."""
    known = [(a, b) for a, b in zip(_age(earlier), _age(later), strict=True) if a and b and a != b]
    return bool(known) and known[0][0] < known[0][1]
