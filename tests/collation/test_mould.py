"""Reports cast in one mould are no copies of one another, however many phrases they share; updated stories are."""

import itertools

import pytest

from shared.collation.align import collate
from shared.collation.facts import facts, facts_of_text
from tests.collation.bridge_story import WIRE, witness


def issue(company: str, sum_: str, due: str, coupon: str, bank: str, guarantor: str, fixed: str) -> tuple[str, ...]:
    """A bond issue: the trade's phrases around a deal's facts."""
    return (
        f"{company} is issuing a {sum_} crown equity warrant bond due {due} paying an indicated coupon of {coupon} pct "
        f"and priced at par, lead manager {bank} said.",
        f"The issue is guaranteed by {guarantor} and final terms will be fixed on {fixed}.",
        "The issue is available in denominations of 5,000 crowns and will be listed in Oldmere.",
        "The selling concession is 1.5 pct while management and underwriting combined pays 0.75 pct.",
        f"The payment date is {due.rsplit(' ', 1)[0]} and there will be a short first coupon period.",
    )


def supply(month: str, before: str, rise: str, was: str, year: str, narrow: str) -> tuple[str, ...]:
    """A month's money supply: the same sentences every month."""
    return (
        f"The Bank of Velmouth said the broad measure of money supply rose a seasonally adjusted {rise} pct in {month} "
        f"after a {was} pct rise in {before}.",
        f"The unadjusted year on year rise was {year} pct, the bank said.",
        f"The narrow measure of money supply fell by a seasonally adjusted {narrow} pct in {month}, and rose by a "
        "non-adjusted amount that the bank did not give.",
        "The figures confirm provisional data that the bank published earlier in the month.",
    )


def tender(goods: str, country: str, tonnes: str, bonus: str, firm: str, shipped: str) -> tuple[str, ...]:
    """An export bonus: one agency's daily bread."""
    return (
        f"The Harrow Commodity Board has accepted a bid for an export bonus to cover a sale of {tonnes} tonnes "
        f"of {goods} to {country}, the Harrow Farm Ministry said.",
        f"The bonus awarded was {bonus} crowns per tonne and was made to {firm}, and will be paid in the form of "
        "commodities from the board's stocks.",
        f"The {goods} is for shipment {shipped}, the ministry said.",
        f"An additional {tonnes[:-1]}5 tonnes are still available to {country} under the export bonus programme.",
    )


MOULDS = {
    "issues": (
        issue("Fennwick Tin", "70 mln", "July 15 1992", "1.375", "Crake Brothers", "Dunmarsh Bank", "June 25"),
        issue("Velloe Shipping", "120 mln", "May 7 1994", "2.25", "Crake Brothers", "Dunmarsh Bank", "April 8"),
        issue("Skerrow Glass", "45 mln", "April 27 1993", "3.5", "Tolliver and Daughters", "Bank of Ness", "April 13"),
    ),
    "money supply": (
        supply("January", "December", "1.1", "0.2", "17.6", "0.6"),
        supply("February", "January", "2.3", "1.1", "18.9", "0.6"),
        supply("August", "July", "0.7", "3.1", "19.4", "1.2"),
    ),
    "tenders": (
        tender("wheat flour", "Ostravia", "12,500", "113.00", "Peverell Mills", "May 15 to June 15"),
        tender("semolina", "Ostravia", "6,000", "224.87", "Peverell Mills", "April to October"),
        tender("dairy cattle", "Calder Isles", "1,300", "1,505.00", "Kestrel Exports", "November"),
    ),
}


@pytest.mark.parametrize("mould", MOULDS)
def test_reports_of_one_mould_are_not_kin(mould: str):
    """Another deal, another month, another country: shared phrases are the mould's."""
    for one, other in itertools.combinations(MOULDS[mould], 2):
        assert collate(witness("a", one), witness("b", other)).kinship < 0.5


@pytest.mark.parametrize("mould", MOULDS)
def test_a_report_of_a_mould_is_kin_to_its_own_copy(mould: str):
    """The deal's facts are there: cut or not, it is the same report."""
    for report in MOULDS[mould]:
        assert collate(witness("a", report), witness("b", report)).verdict == "copy"
        assert collate(witness("a", report), witness("b", report[:3])).kinship > 0.5


def test_a_story_whose_facts_moved_on_is_still_one_story():
    """An update raises figures and swaps a name; the narration and most facts are kept."""
    later = tuple(
        text.replace("14 buses", "16 buses").replace("300 cars", "340 cars").replace("nine days", "two weeks")
        for text in WIRE
    )
    found = collate(witness("a", WIRE), witness("b", later[1:]))
    assert found.kinship > 0.9
    assert found.verdict in ("copy", "house-styled copy")


def test_facts_are_read_as_printed():
    """Names with a capital letter that are no common words, figures whatever their points; the lead's apart."""
    assert facts("Mayor Oda Brenneke closed it at 10:30 for 1,200 people.").figures == {"10:30", "1,200"}
    assert {"oda", "brennek"} <= facts("Mayor Oda Brenneke closed it.").names
    whole, lead = facts_of_text(WIRE)
    assert lead & whole == lead
    assert lead.worth < whole.worth
