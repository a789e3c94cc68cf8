"""Outlets that show the same house: sister sites, told from strangers by what their pages say of their owner.

A hint for the reader and no more: trees and voices heed an editor's mark alone, since owners share an address or a
copyright line without sharing a desk.
"""

from collections import defaultdict
from collections.abc import Iterable

from shared.article import Witness
from shared.text import folded_words


def sisters(witnesses: Iterable[Witness]) -> dict[str, tuple[str, ...]]:
    """article -> the other outlets among these whose articles show a house that it shows too."""
    everyone = list(witnesses)
    outlets: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for w in everyone:
        for house in shown(w):
            if w.outlet:
                outlets[house].setdefault(_key(w.outlet), w.outlet)
    found = {w.id: {k: o for house in shown(w) for k, o in outlets[house].items()} for w in everyone if w.outlet}
    own = {w.id: _key(w.outlet or "") for w in everyone}
    return {i: tuple(sorted(o for k, o in of.items() if k != own[i])) for i, of in found.items()}


def shown(witness: Witness) -> frozenset[str]:
    """The houses that an article shows, its own outlet's name among them, folded for comparison."""
    named = (f.value for f in witness.facts if f.name == "house")
    return frozenset(map(_key, (*named, *((witness.outlet,) if witness.outlet else ()))))


def _key(name: str) -> str:
    words = folded_words(name)
    return "".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
