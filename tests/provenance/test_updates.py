"""An agency's page that says it is an update was not the first version."""

import pytest

from services.provenance.agency import updates
from services.provenance.trace import trace
from shared.article import WireMarks, Witness
from tests.provenance.harbour_fire import CREDITED, SECOND, witness


def page(notes: tuple[str, ...] = (), version: int | None = None) -> Witness:
    marks = WireMarks(notes=notes, version=version)
    return witness("agency", SECOND, "2025-02-04T20:50:00+00:00", agency_page=True, marks=marks, **CREDITED)


def others() -> list[Witness]:
    """One took what stood before the page, as far as it differs; two took the page."""
    return [
        witness(
            "anchor",
            (*SECOND[1:3], SECOND[3].replace("44", "41").replace("5.8", "5.2"), SECOND[5]),
            "2025-02-04T20:10:00+00:00",
            **CREDITED,
        ),
        witness("courier", SECOND[:6] + SECOND[7:], "2025-02-04T21:05:00+00:00", **CREDITED),
        witness("gazette", SECOND[:5] + SECOND[6:], "2025-02-04T22:40:00+00:00", **CREDITED),
    ]


@pytest.mark.parametrize(
    "said",
    [
        page(("(Adds police chief, background)",)),
        page(("Eds: UPDATES with new toll.",)),
        page(("CORRECTS spelling in paragraph 2",)),
        page(version=3),
    ],
)
def test_a_page_that_adds_corrects_or_counts_itself_further_is_an_update(said: Witness) -> None:
    assert updates([said]) == frozenset({0})


@pytest.mark.parametrize("said", [page(), page(version=1), page(("Eds: Addison is correct.",))])
def test_other_notes_say_nothing_of_a_version_before(said: Witness) -> None:
    assert updates([said]) == frozenset()


def test_an_outlet_that_prints_such_a_note_is_no_version() -> None:
    taker = page(("(Adds police chief)",)).model_copy(update={"agency_page": False})
    assert updates([taker]) == frozenset()


def test_the_version_before_an_update_is_looked_for() -> None:
    """The page alone makes a lone older taker a taker of the page; its note makes it one of what stood before."""
    silent, told = (trace([*others(), page(notes)], {}) for notes in ((), ("(Recasts, adds third death)",)))
    parents = {e.child: e.parent for e in told.edges}
    assert {e.child: e.parent for e in silent.edges}["anchor"] == "agency"
    assert parents["anchor"] == parents["agency"] != "agency"
    assert parents["courier"] == parents["gazette"] == "agency"
