"""The table of agencies is consistent, every row says where it was taken from, and its traps are heeded."""

from collections import Counter

import pytest

from services.segmenter.agencies import AGENCIES, is_agency, named, of_domain, self_named
from services.segmenter.segment import segment
from shared.article import Article, Block


def test_every_row_has_a_name_a_place_and_a_source() -> None:
    """Facts without a source are not in the table."""
    for agency in AGENCIES:
        assert len(agency.country) == 2
        assert agency.country.isupper()
        assert 2 <= len(agency.language) <= 3
        assert agency.forms
        assert len(agency.source) > 8, agency.name


@pytest.mark.parametrize("field", ["forms", "codes", "domains"])
def test_no_form_belongs_to_two_agencies(field: str) -> None:
    """What could be either is in the table for one at most."""
    counted = Counter(form for agency in AGENCIES for form in getattr(agency, field))
    assert not [form for form, times in counted.items() if times > 1]


def test_every_agency_is_found_by_its_forms_codes_and_domains() -> None:
    """Each form leads back to its own row, whatever longer or shorter forms others have."""
    for agency in AGENCIES:
        for form in agency.forms:
            assert named(f"({form})") == (agency.name,)
            assert self_named(f"a spokesman told {form}") == (agency.name,)
        for code in agency.codes:
            assert named(f"LONDON ({code})") == (agency.name,)
            assert is_agency(code) is not None
        for domain in agency.domains:
            assert of_domain(f"www.{domain}") == agency.name


def speaker(*lines: str) -> str | None:
    return segment(Article(id="a", file="a.txt", blocks=tuple(Block(text=x) for x in lines))).agency


TOLD = "The minister told AFP on Monday that the three men had left the port before the ship was searched."
POLICE = "The Australian Federal Police, or AFP, said that it had seized two tonnes of cable from the ship."


def test_an_agency_that_speaks_of_itself_is_told_from_others_of_that_name() -> None:
    """Who writes the other meaning out means that; the agency's own mark still counts."""
    assert speaker(TOLD) == "AFP"
    assert speaker(POLICE, TOLD) is None
    assert speaker("SYDNEY (AFP) — " + POLICE, TOLD) == "AFP"
