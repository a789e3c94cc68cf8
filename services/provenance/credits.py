"""What each article prints as its source, held against the agency whose text it carries.

Only credits, bylines and datelines count as printed; an agency that the story merely quotes is no credit. A credit
that names no agency ("Agencies") is neither right nor wrong; one that is the only evidence for itself proves nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from shared.article import Witness
from shared.report import Credit, CreditVerdict, Edge, Node
from shared.text import fold, folded_words

_UNNAMED = re.compile(r"\b(?:agenc(?:y|ies)|wires?|wire services?)\b")
_TITLE = re.compile(r"[A-ZÀ-ÖØ-Þ]\w*(?:[ -][A-ZÀ-ÖØ-Þ]\w*)+")
_PRESS = re.compile("press|agen|media|news")  # in all of the trade's languages; people's names have initials too
PRINTED = ("credit", "byline", "dateline")


def credits(nodes: Sequence[Node], edges: Sequence[Edge], witnesses: Sequence[Witness]) -> tuple[Credit, ...]:
    """One verdict an article that hangs on something: `right`, `missing`, `wrong`, or `cannot tell`."""
    sources = _sources(edges)
    agency_of = {n.id: n.agency for n in nodes if n.wire_version is not None}
    node_of = {n.article: n.id for n in nodes if n.article}
    showing = Counter(w.agency for w in witnesses)
    out: list[Credit] = []
    for w in sorted(witnesses, key=lambda w: w.id):
        node = node_of.get(w.id)
        if node is None or (node not in sources and node not in agency_of):
            continue
        inferred = _wire_agency(node, sources, agency_of)
        proved = inferred is not None and _attested(inferred, w, showing)
        out.append(Credit(article=w.id, printed=_printed(w), inferred=inferred, verdict=_verdict(w, inferred, proved)))
    return tuple(out)


def _sources(edges: Sequence[Edge]) -> Mapping[str, list[str]]:
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: (e.role != "main", -e.confidence, e.parent)):
        sources[edge.child].append(edge.parent)
    return sources


def _wire_agency(node: str, sources: Mapping[str, list[str]], agency_of: Mapping[str, str | None]) -> str | None:
    """The agency of the nearest wire version above, main sources before second ones."""
    todo, seen = [node], set[str]()
    while todo:
        here = todo.pop(0)
        if here in agency_of:
            return agency_of[here]
        seen.add(here)
        todo += [s for s in sources.get(here, ()) if s not in seen]
    return None


def _attested(agency: str, but: Witness, showing: Mapping[str | None, int]) -> bool:
    """Does anybody else show that the text is this agency's? `showing`: how many witnesses show each."""
    return but.agency_page or showing.get(agency, 0) > (but.agency == agency)


def _verdict(witness: Witness, inferred: str | None, proved: bool) -> CreditVerdict:
    if inferred is None or not proved:
        return "cannot tell"
    lines = _lines(witness)
    if witness.agency_page or any(names_agency(line, inferred) for line in lines):
        return "right"
    if witness.agency and witness.agency != inferred and any(names_agency(line, witness.agency) for line in lines):
        return "wrong"
    return "cannot tell" if any(_UNNAMED.search(fold(line)) for line in lines) else "missing"


def names_agency(line: str, agency: str) -> bool:
    """Is the agency in the line, by its name or by the words that its letters stand for?"""
    name, text = folded_words(agency), folded_words(line)
    if any(text[k : k + len(name)] == name for k in range(len(text))):
        return True
    letters = agency.split()[0].casefold()
    return any(_initials(run.group()) == letters for run in _TITLE.finditer(line) if _PRESS.search(fold(run.group())))


def _initials(title: str) -> str:
    return "".join(w[0] for w in re.split(r"[ -]", fold(title)) if w != "the")


def _lines(witness: Witness) -> list[str]:
    stated = [witness.credit, witness.byline, witness.dateline]
    return [x for x in stated if x] + [s.text for s in witness.sentences if s.kind in PRINTED]


def _printed(witness: Witness) -> str | None:
    """The line that names an agency, else the credit as printed, else a byline that speaks of agencies."""
    lines = _lines(witness)
    named = next((x for x in lines if witness.agency and names_agency(x, witness.agency)), None)
    unnamed = next((x for x in lines if _UNNAMED.search(fold(x))), None)
    return named or witness.credit or unnamed
