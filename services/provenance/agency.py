"""Which agency wrote a story, as its witnesses show it: one outlet's credit may be wrong, the family's vote less so."""

from collections import Counter
from collections.abc import Sequence

import regex

from shared.article import WireMarks, Witness

PAGE = 5.0  # the agency's own page outweighs a few wrong credits
VOICE = 1.0
_UPDATED = regex.compile(
    r"\b(?:adds|updates?|updated|recasts|corrects|corrected|writethru|refiles?)\b", regex.IGNORECASE
)


def story_agency(witnesses: Sequence[Witness]) -> str | None:
    """The agency with most voices; a tie goes to the one first in the alphabet so that arrival decides nothing."""
    votes: Counter[str] = Counter()
    for witness in witnesses:
        if witness.agency:
            votes[witness.agency] += PAGE if witness.agency_page else VOICE  # type: ignore[assignment]
    if not votes:
        return None
    return min(votes, key=lambda a: (-votes[a], a))


def updates(witnesses: Sequence[Witness]) -> frozenset[int]:
    """The agency's own pages that say, by a version number or an editor's note, that one was before them."""
    return frozenset(w for w, page in enumerate(witnesses) if page.agency_page and _is_update(page.marks))


def _is_update(marks: WireMarks) -> bool:
    return (marks.version or 1) > 1 or any(_UPDATED.search(note) for note in marks.notes)
