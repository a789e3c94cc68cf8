"""Wire sentences that a single witness kept: those of takers that else print word for word, put back in their place."""

from collections.abc import Sequence

from services.provenance.table import Table
from shared.article import Witness
from shared.report import WireSentence

ALONE = 0.4  # confidence of a sentence that one faithful taker vouches for


def with_lone_sentences(
    sentences: Sequence[WireSentence],
    places: Sequence[int],
    takers: Sequence[int],
    table: Table,
    witnesses: Sequence[Witness],
) -> tuple[WireSentence, ...]:
    """`sentences` (of columns `places`) and what only one of `takers` has, each behind the passage it follows there."""
    after: dict[int, list[WireSentence]] = {}
    for w in takers:
        for place, i in _lone(w, witnesses[w], table, places):
            text = witnesses[w].sentences[i].text
            after.setdefault(place, []).append(WireSentence(text=text, support=(witnesses[w].id,), confidence=ALONE))
    out = list(after.get(-1, ()))
    for sentence, place in zip(sentences, places, strict=True):
        out += [sentence, *after.get(place, ())]
    return tuple(out)


def _lone(w: int, witness: Witness, table: Table, places: Sequence[int]) -> list[tuple[int, int]]:
    """(the column before it, or -1, and the number) of each body sentence that stands in no column."""
    column_of = {i: c for c, numbers in table.sentences[w].items() for i in numbers}
    found: list[tuple[int, int]] = []
    last = -1
    for i in witness.body():
        if i not in column_of:
            found.append((last, i))
        elif column_of[i] in places:
            last = column_of[i]
    return found
