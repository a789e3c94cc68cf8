"""Two sources of one article: what a later version's text and an older page's words, to the letter, show together."""

from dataclasses import replace

from services.provenance.costs import DEFAULT, Weights
from services.provenance.trace import trace
from shared.article import Witness
from shared.report import Story
from tests.provenance.harbour_fire import CREDITED, FIRST, SECOND, witness

RETOLD = FIRST[1].replace("to bring the blaze under control", "to put the flames out")
ESTIMATED = FIRST[3].replace("Police said 41", "The police said that 44")
EARLY = (FIRST[0], RETOLD, FIRST[2], ESTIMATED, FIRST[4])
REFRESHED = (SECOND[0], EARLY[1], SECOND[2], EARLY[3], *SECOND[4:7])


def _family(late: tuple[str, ...]) -> list[Witness]:
    return [
        witness("anchor", EARLY, "2025-02-04T07:10:00+00:00", **CREDITED),
        witness("beacon", FIRST[:4] + FIRST[5:], "2025-02-04T07:40:00+00:00", **CREDITED),
        witness("courier", SECOND[:6] + SECOND[7:], "2025-02-04T21:05:00+00:00", **CREDITED),
        witness("dispatch", SECOND[:7], "2025-02-04T21:30:00+00:00", **CREDITED),
        witness("gazette", SECOND[:5] + SECOND[6:], "2025-02-04T22:40:00+00:00", **CREDITED),
        witness("herald", late, "2025-02-04T23:10:00+00:00", **CREDITED),
    ]


def _sources(late: tuple[str, ...], weights: Weights = DEFAULT) -> list[tuple[str, str]]:
    """(kind of node, role) of what `late` was made of."""
    story: Story = trace(_family(late), {}, weights)
    kind = {n.id: n.article or "unseen" for n in story.nodes}
    return [(kind[e.parent], e.role) for e in story.edges if e.child == "herald"]


def test_a_page_refreshed_with_a_later_version_has_two_sources() -> None:
    """Two passages read to the letter as the Anchor has them; the lede and the third victim are the later's."""
    found = _sources(REFRESHED)
    assert ("unseen", "main") in found
    assert {role for _, role in found} == {"main", "second"}
    assert {source for source, role in found if role == "second"} == {"anchor"}


def test_words_to_the_letter_are_what_shows_it() -> None:
    assert [role for _, role in _sources(REFRESHED, replace(DEFAULT, letter=0.0))] == ["main"]


def test_a_whole_later_version_needs_no_second_source() -> None:
    assert _sources((*SECOND[:3], *SECOND[4:7])) == [("unseen", "main")]


def test_one_old_value_may_be_a_slip() -> None:
    slipped = (*SECOND[:3], SECOND[3].replace("44", "41"), *SECOND[4:7])
    assert _sources(slipped) == [("unseen", "main")]
