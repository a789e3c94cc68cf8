"""Whom a body names, and what that says of its source."""

from services.provenance.naming import named
from shared.article import Witness
from tests.provenance.harbour_fire import witness


def told(article: str, outlet: str, text: str, *, agency_page: bool = False) -> Witness:
    return witness(article, (text,), None, outlet=outlet, agency_page=agency_page)


def test_a_body_that_says_whom_it_was_told_names_that_outlet() -> None:
    people = [
        told("a", "The Harbour Chronicle", "The mayor spoke to this newspaper."),
        told("b", "Northern Echo", "The mayor told the Harbour Chronicle that he would go."),
        told("c", "Evening Star", "Chroniclers of the harbour said nothing."),
    ]
    assert named(people).tolist() == [[False, True, False], [False] * 3, [False] * 3]


def test_agencies_short_names_and_ones_own_name_are_not_heard() -> None:
    """An agency is named everywhere; "Sun" is a word; a paper that names itself names nobody."""
    people = [
        told("a", "Continental Press Agency", "A fire broke out.", agency_page=True),
        told("b", "Sun", "The sun rose, Continental Press Agency reported."),
        told("c", "Harbour Chronicle Weekend", "The mayor told the Harbour Chronicle so."),
        told("d", "Harbour Chronicle", "The mayor told the Harbour Chronicle so."),
    ]
    assert not named(people).any()


def test_a_name_inside_a_word_or_with_signs_is_no_trap() -> None:
    people = [
        told("a", "Post (Harbour)", "Nothing."),
        told("b", "Dale Echo", "He told Post (Harbour) that it was so."),
        told("c", "Gull", "He told the Seagulls so."),
    ]
    assert named(people).tolist() == [[False, True, False], [False] * 3, [False] * 3]
