"""What articles print as their source against whose text it is."""

import pytest

from services.provenance.credits import credits, names_agency
from shared.article import Witness
from shared.report import Edge, Node


def wire(agency: str | None = "AP") -> Node:
    return Node(id="wire-1", kind="unobserved", article=None, label="wire", agency=agency, wire_version=1)


def article(name: str) -> Node:
    return Node(id=name, kind="article", article=name, label=name, agency="AP", wire_version=None)


def edge(parent: str, child: str, role: str = "main") -> Edge:
    return Edge(
        parent=parent, child=child, role="second" if role == "second" else "main", confidence=0.9,
        evidence=(), alternatives=(), edits=(), summary={},
    )  # fmt: skip


def witness(name: str, **facts: str | bool | None) -> Witness:
    return Witness.model_validate({"id": name, "file": name} | facts)


HONEST = witness("honest", credit="The Associated Press", agency="AP")


def verdict(taker: Witness, *others: Witness, agency: str | None = "AP") -> str:
    """Of an article that took the wire straight, beside `others` that did too."""
    found = [taker, *(others or (HONEST,))]
    nodes = [wire(agency), *(article(w.id) for w in found)]
    return {c.article: c.verdict for c in credits(nodes, [edge("wire-1", w.id) for w in found], found)}[taker.id]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"credit": "AP", "agency": "AP"}, "right"),
        ({"byline": "Adele Hastrud, Associated Press", "agency": "AP"}, "right"),
        ({"dateline": "VANDMOOR (AP) —", "byline": "Our own staff", "agency": "AP"}, "right"),
        ({"credit": "Reuters", "agency": "Reuters"}, "wrong"),
        ({"byline": "By Adele Hastrud"}, "missing"),
        ({}, "missing"),
        ({"byline": "By Adele Hastrud", "agency": "AP"}, "missing"),
        ({"credit": "Agencies"}, "cannot tell"),
        ({"credit": "From wire reports"}, "cannot tell"),
    ],
)
def test_what_is_printed_is_held_against_the_wire(facts: dict[str, str], expected: str) -> None:
    """Credit, byline and dateline count; an agency merely quoted in the story does not."""
    assert verdict(witness("taker", **facts)) == expected


def test_a_credit_does_not_prove_itself() -> None:
    """Where the only sign of the agency is the credit in question, nobody can tell."""
    assert verdict(witness("taker", credit="AP", agency="AP"), witness("other")) == "cannot tell"


def test_without_an_inferred_agency_nothing_is_told() -> None:
    assert verdict(witness("taker", credit="AP", agency="AP"), agency=None) == "cannot tell"


def test_a_copy_of_a_copy_owes_the_credit_too() -> None:
    """The agency is looked up along the main parents; the outlet copied is no excuse."""
    copier = witness("copier", byline="Web desk")
    nodes = [wire(), article("honest"), article("copier")]
    found = credits(nodes, [edge("wire-1", "honest"), edge("honest", "copier")], [HONEST, copier])
    assert [(c.article, c.inferred, c.verdict) for c in found] == [
        ("copier", "AP", "missing"),
        ("honest", "AP", "cannot tell"),
    ]


def test_the_agency_itself_is_right_whatever_its_byline() -> None:
    page = witness("page", byline="By Adele Hastrud", agency="AP", agency_page=True)
    assert verdict(page) == "right"


def test_articles_that_hang_on_nothing_have_no_verdict() -> None:
    """A source of its own owes nobody a credit."""
    assert credits([article("alone")], [], [witness("alone", byline="By Adele Hastrud")]) == ()


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Agence France-Presse", "AFP"),
        ("(dpa)", "dpa"),
        ("VANDMOOR, March 3 (Reuters) -", "Reuters"),
        ("The Associated Press", "AP"),
        ("with inputs from PA Media", "PA Media"),
    ],
)
def test_agencies_are_known_by_name_or_initials(line: str, agency: str) -> None:
    assert names_agency(line, agency)


@pytest.mark.parametrize("line", ["By Anna Petrel", "APPLEBY —", "a pact in the capital"])
def test_other_words_are_no_agency(line: str) -> None:
    assert not names_agency(line, "AP")
