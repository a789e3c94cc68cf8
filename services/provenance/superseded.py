"""Facts that a later wire version took back: figures and names that it replaced in place, and who still prints the old ones."""

from collections.abc import Iterator, Mapping, Sequence

from shared.article import Witness
from shared.collation.values import Edit
from shared.collation.weights import is_rare
from shared.report import Edge, Node, Superseded
from shared.text import fold, words

WORDS_MOST = 4  # a replaced phrase longer than this is new wording, not a corrected fact


def superseded(nodes: Sequence[Node], edges: Sequence[Edge], witnesses: Sequence[Witness]) -> tuple[Superseded, ...]:
    """The facts changed along the chain of wire versions, in its order."""
    version = {n.id: n.wire_version for n in nodes if n.wire_version is not None}
    chain = sorted(
        (e for e in edges if e.parent in version and e.child in version), key=lambda e: version[e.child] or 0
    )
    texts = {w.id: _folded(w) for w in witnesses}
    found: dict[tuple[str, str], Superseded] = {}
    for edge in chain:
        for edit in edge.edits:
            for kind, was, now in _facts(edit):
                found.setdefault((was, now), _fact(kind, was, now, edge.child, texts))
    return tuple(found.values())


def _fact(kind: str, was: str, now: str, since: str, texts: Mapping[str, str]) -> Superseded:
    still = tuple(
        sorted(i for i, text in texts.items() if f" {_plain(was)} " in text and f" {_plain(now)} " not in text)
    )
    return Superseded(kind=kind, was=was, now=now, since=since, still_printed_by=still)


def _facts(edit: Edit) -> Iterator[tuple[str, str, str]]:
    """(kind, was, now) of each short replacement that swaps a figure or a name for another."""
    for span in edit.spans:
        if span.op != "replace":
            continue
        old, new = words(span.parent), words(span.child)
        if not (0 < len(old) <= WORDS_MOST and 0 < len(new) <= WORDS_MOST):
            continue
        was, now = [w.folded for w in old], [w.folded for w in new]
        if any(w[0].isdigit() for w in was) and any(w[0].isdigit() for w in now):
            yield "figure", span.parent, span.child
        elif any(is_rare(w) for w in was) and any(is_rare(w) for w in now) and old[0].text[0].isupper():
            yield "name", span.parent, span.child


def _plain(text: str) -> str:
    return " ".join(w.folded for w in words(text)) or fold(text)


def _folded(witness: Witness) -> str:
    body = " ".join(witness.sentences[i].text for i in witness.body())
    return f" {_plain(body)} "
