"""An editor's marks on a story, in words, with what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.provenance.descent import Descent
from services.provenance.web.ports import Mark


@dataclass(frozen=True, slots=True)
class Said:
    """A mark as the page shows it; `nodes` are those it touches."""

    id: str
    text: str
    nodes: tuple[str, ...]


def marks_view(story: Descent, marks: Sequence[Mark]) -> tuple[Said, ...]:
    """The marks on `story`; nodes that are gone since are named by their id."""
    return tuple(Said(m.id, _text(story, m), tuple(n for n in (m.subject, m.other) if n)) for m in marks)


def _text(story: Descent, mark: Mark) -> str:
    subject, other = _called(story, mark.subject), _called(story, mark.other or "")
    return {
        "pin": f"{subject} took from {other}.",
        "veto": f"{subject} did not take from {other}.",
        "split": f"{subject} is not of this story.",
        "merge": f"This story and {other or subject} are one.",
        "same house": f"{subject} and {other} are one house.",
    }[mark.kind]


def _called(story: Descent, name: str) -> str:
    return story.label(name) if name in story.nodes else name
