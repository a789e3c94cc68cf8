"""Which agency wrote a story, as its witnesses show it: one outlet's credit may be wrong, the family's vote less so."""

from collections import Counter
from collections.abc import Sequence

from shared.article import Witness

PAGE = 5.0  # the agency's own page outweighs a few wrong credits
VOICE = 1.0


def story_agency(witnesses: Sequence[Witness]) -> str | None:
    """The agency with most voices; a tie goes to the one first in the alphabet so that arrival decides nothing."""
    votes: Counter[str] = Counter()
    for witness in witnesses:
        if witness.agency:
            votes[witness.agency] += PAGE if witness.agency_page else VOICE  # type: ignore[assignment]
    if not votes:
        return None
    return min(votes, key=lambda a: (-votes[a], a))
