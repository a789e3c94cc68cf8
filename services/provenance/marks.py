"""What an editor decided, in the terms of the inference: sources by witness number, kin forced and cut, houses.

Pure. Marks are kept apart from what is inferred (`services.provenance.mark_book`) and go into every trace anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shared.article import Witness
from shared.report import Mark
from shared.text import fold

WIRE = "wire"  # any unobserved text: wire versions are numbered anew by every trace, so a mark cannot name one
UNSEEN = -1  # the same as a number beside those of witnesses
PINNED = "pinned"
SOURCES_MOST = 2
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pins and vetoes of one family: witness number -> numbers of its sources (`UNSEEN` for an unobserved text).

    What is pinned is all there is: one pin is the only source, two are the two. `revised`: witness -> the revision of
    its page before it, which is what its desk had at hand.
    """

    pinned: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    vetoed: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    revised: Mapping[int, int] = field(default_factory=dict[int, int])

    def bars(self, source: int, w: int) -> bool:
        """Is `source` ruled out as the main source of `w`?"""
        pinned = self.pinned.get(w, _NONE)
        return source not in pinned if pinned else source in self.vetoed.get(w, _NONE)

    def bars_pair(self, pair: tuple[int, int], w: int) -> bool:
        """Are these two ruled out as the two sources of `w`?"""
        pinned = self.pinned.get(w, _NONE)
        return pinned != frozenset(pair) if pinned else bool(self.vetoed.get(w, _NONE) & set(pair))

    def wants_pair(self, w: int) -> bool:
        """Has `w` two sources because an editor says so?"""
        return len(self.pinned.get(w, _NONE)) == SOURCES_MOST

    def pins(self, source: int, w: int) -> bool:
        return source in self.pinned.get(w, _NONE)

    def unseen(self) -> set[int]:
        """Witnesses that did take an unobserved text."""
        return {w for w, sources in self.pinned.items() if UNSEEN in sources}


NO_RULINGS = Rulings()


def rulings(ids: Sequence[str], marks: Iterable[Mark]) -> Rulings:
    """The pins and vetoes among `marks` that are about these witnesses; sources that are elsewhere are skipped."""
    number = {w: k for k, w in enumerate(ids)} | {WIRE: UNSEEN}
    found: dict[str, dict[int, frozenset[int]]] = {"pin": {}, "veto": {}}
    for mark in marks:
        if mark.kind in found and mark.subject in number and mark.other in number:
            w = number[mark.subject]
            found[mark.kind][w] = found[mark.kind].get(w, _NONE) | {number[mark.other]}
    for w, sources in found["pin"].items():  # who gave cannot have taken
        found["veto"] |= {p: found["veto"].get(p, _NONE) | {w} for p in sources if p != UNSEEN}
    return Rulings(found["pin"], found["veto"])


def looped(parent: Sequence[int], ruling: Rulings) -> dict[int, int]:
    """witness -> its parent, where through that link a pinned source would go back to what it was pinned to give to:
    the link nearest to the receiver that is not itself pinned."""
    found: dict[int, int] = {}
    for w, sources in ruling.pinned.items():
        for source in (s for s in sources if s >= 0):
            free = [here for here in _way(source, w, parent, ruling) if here not in ruling.pinned]
            if free:
                found[free[-1]] = parent[free[-1]]
    return found


def _way(source: int, w: int, parent: Sequence[int], ruling: Rulings) -> list[int]:
    """The witnesses between which one goes up from `source` to `w`, by pinned sources where there are any; none if it
    does not go back to `w`."""
    came: dict[int, int] = {source: source}
    todo = [source]
    while todo and w not in came:
        here = todo.pop()
        for up in sorted(ruling.pinned.get(here, (parent[here],))):
            if up >= 0 and up not in came:
                came[up] = here
                todo.append(up)
    way = [w] if w in came else []
    while way and way[-1] != source:
        way.append(came[way[-1]])
    return way[:0:-1]


def barring(ruling: Rulings, links: Mapping[int, int]) -> Rulings:
    """The same rulings, with these links ruled out as well."""
    more = {child: ruling.vetoed.get(child, _NONE) | {parent} for child, parent in links.items()}
    return replace(ruling, vetoed={**ruling.vetoed, **more})


def concerning(witnesses: Sequence[Witness], marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that bear on a story of these witnesses: about its articles, or about two of its outlets."""
    ids = {w.id for w in witnesses}
    outlets = {w.outlet for w in witnesses}
    bearing = (
        m for m in marks if ({m.subject, m.other} <= outlets if m.kind == "same house" else {m.subject, m.other} & ids)
    )
    return tuple(sorted(bearing, key=lambda m: m.id))


def apart(marks: Iterable[Mark]) -> frozenset[str]:
    """Articles that were taken out of their story: no inferred kinship of theirs counts."""
    return frozenset(m.subject for m in marks if m.kind == "split")


def joined(marks: Iterable[Mark]) -> dict[str, frozenset[str]]:
    """article -> those it is one story with because an editor says so."""
    found: dict[str, frozenset[str]] = {}
    for m in marks:
        if m.kind == "merge" and m.other:
            for a, b in ((m.subject, m.other), (m.other, m.subject)):
                found[a] = found.get(a, frozenset()) | {b}
    return found


def houses(marks: Iterable[Mark]) -> dict[str, str]:
    """outlet -> the name of its house, for outlets that an editor declared one: the first of their names."""
    members: dict[str, set[str]] = {}
    for m in marks:
        if m.kind == "same house" and m.other:
            one = members.get(m.subject, {m.subject}) | members.get(m.other, {m.other})
            members |= dict.fromkeys(one, one)
    return {outlet: min(one, key=lambda name: (fold(name), name)) for outlet, one in members.items()}


def repeated(
    witnesses: Sequence[Witness],
    readings: Sequence[Sequence[int]],
    house: Mapping[str, str],
    page_of: Mapping[str, str],
) -> dict[int, tuple[int, ...]]:
    """witness -> passages that another outlet of its house prints alike: a house is one voice, however often it speaks.

    So is a page, however often it was revised.
    `readings[w]`: the witness's reading of every passage, 0 where it has none.
    """
    said: set[tuple[str, int, int]] = set()
    found: dict[int, tuple[int, ...]] = {}
    for w, witness in enumerate(witnesses):
        if (name := house.get(witness.outlet or "") or page_of.get(witness.id)) is None:
            continue
        own = {(name, c, reading) for c, reading in enumerate(readings[w]) if reading}
        found[w] = tuple(sorted(c for _, c, _ in own & said))
        said |= own
    return {w: columns for w, columns in found.items() if columns}


def fault(mark: Mark, marks: Sequence[Mark]) -> str | None:
    """What stands against `mark` beside those made before, in words; None when nothing does."""
    if mark.subject == mark.other:
        return "A mark of this kind is about two different things."
    if mark.kind not in ("pin", "veto"):
        return None
    mine = [m for m in marks if m.subject == mark.subject and m.id != mark.id]
    pins = [m for m in mine if m.kind == "pin"]
    if any(m.kind in ("pin", "veto") and m.kind != mark.kind and m.other == mark.other for m in mine):
        return "The opposite is marked already: withdraw that mark first."
    if mark.kind == "pin" and len({m.other for m in pins}) >= SOURCES_MOST:
        return "Two sources are pinned already, and an article has two at most: withdraw one first."
    if mark.kind == "pin" and _circular(mark, marks):
        return "By other pins it is a source of that article itself: withdraw one of them first."
    return None


def _circular(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Does the pinned source, by pins, go back to the article that is to take from it?"""
    todo, seen = [mark.other], set[str | None]()
    while todo:
        here = todo.pop()
        if here == mark.subject:
            return True
        if here not in seen:
            seen.add(here)
            todo += [m.other for m in marks if m.kind == "pin" and m.subject == here]
    return False
