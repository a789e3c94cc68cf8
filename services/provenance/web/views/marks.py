"""An editor's marks in words, with what they are about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.provenance.descent import Descent
from services.provenance.marks import WIRE, houses
from shared.report import Mark

_TEXTS = {
    "pin": "{subject} took from {other}.",
    "veto": "{subject} did not take from {other}.",
    "split": "{subject} is not of the story of {other}.",
    "merge": "{subject} and {other} are of one story.",
    "same house": "{subject} and {other} are one house.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A mark as the page shows it: `nodes` are those it touches; `waits` until the tree was traced under it."""

    id: str
    text: str
    nodes: tuple[str, ...]
    by: str
    made_at: str | None
    waits: bool = False


def bearing(story: Descent, marks: Iterable[Mark]) -> list[Mark]:
    """Those of `marks` that are about the story's articles, or two of its outlets."""
    outlets = {article.outlet for node in story.nodes if (article := story.article(node))}

    def bears(m: Mark) -> bool:
        ends = {end for end in (m.subject, m.other) if end}
        return ends <= outlets if m.kind == "same house" else any(story.node_of(end) for end in ends)

    return [m for m in marks if bears(m)]


def marks_view(story: Descent, marks: Sequence[Mark], away: Mapping[str, str]) -> tuple[Said, ...]:
    """The marks on `story`; `away` names the articles that are in no node of it."""
    names = {**away, **{node: story.label(node) for node in story.nodes}}
    known = {m.id for m in story.story.marks}
    return said(marks, names, known)


def said(marks: Sequence[Mark], names: Mapping[str, str], known: Iterable[str] | None = None) -> tuple[Said, ...]:
    """`marks` in words; those not among the `known`, if any are given, are still waited for."""
    traced = None if known is None else set(known)
    return tuple(
        Said(
            id=m.id,
            text=_text(m, names),
            nodes=tuple(n for n in (m.subject, m.other) if n),
            by=m.by or "an editor",
            made_at=m.made_at,
            waits=traced is not None and m.id not in traced,
        )
        for m in marks
    )


def of_house(outlet: str, marks: Iterable[Mark]) -> frozenset[str]:
    """The outlets that are one house with `outlet`, itself included."""
    named = houses(marks)
    return frozenset({outlet} | {o for o, house in named.items() if house == named.get(outlet)})


def _text(mark: Mark, names: Mapping[str, str]) -> str:
    called = {WIRE: "an unobserved wire text"} | dict(names)
    text = _TEXTS[mark.kind].format(subject=called.get(mark.subject, mark.subject), other=_other(mark, called))
    return text[0].upper() + text[1:]


def _other(mark: Mark, called: Mapping[str, str]) -> str:
    return called.get(mark.other, mark.other) if mark.other else "the others"
