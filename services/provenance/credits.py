"""What each article prints as its source, held against the agency whose text it carries."""

from collections.abc import Sequence

from shared.article import Witness
from shared.report import Credit, CreditVerdict, Edge, Node


def credits(nodes: Sequence[Node], edges: Sequence[Edge], witnesses: Sequence[Witness]) -> tuple[Credit, ...]:
    """One verdict an article that hangs on something: `right`, `missing`, `wrong`, or `cannot tell`."""
    agency = {n.article: n.agency for n in nodes if n.article}
    derived = {e.child for e in edges}
    return tuple(
        Credit(article=w.id, printed=w.credit, inferred=agency.get(w.id), verdict=_verdict(w, agency.get(w.id)))
        for w in sorted(witnesses, key=lambda w: w.id)
        if w.id in derived
    )


def _verdict(witness: Witness, inferred: str | None) -> CreditVerdict:
    if inferred is None:
        return "cannot tell"
    if witness.agency_page or witness.agency == inferred:
        return "right"
    return "missing" if witness.agency is None else "wrong"
