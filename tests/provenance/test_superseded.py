"""What a later wire version took back, on small trees laid down by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.superseded import changed_facts, superseded
from shared.article import Sentence, Witness
from shared.collation.edits import edits
from shared.collation.values import Edit, Link
from shared.report import Edge, Node, WireSentence

FIRST = (
    "The ferry carried 241 people when it left Vandmoor.",
    "It lies east of Cape Holthal.",
    "Captain Adele Hastrud was held.",
)
SECOND = (
    "The ferry carried 214 people when it left Vandmoor.",
    "It lies west of Cape Holthal.",
    "Captain Adele Hastruud was held.",
)


def wire(number: int, texts: tuple[str, ...]) -> Node:
    lines = tuple(WireSentence(text=t, support=(), confidence=0.9) for t in texts)
    return Node(
        id=f"wire-{number}",
        kind="unobserved",
        article=None,
        label="w",
        agency="TNA",
        wire_version=number,
        sentences=lines,
    )


def article(name: str) -> Node:
    return Node(id=name, kind="article", article=name, label=name, agency="TNA", wire_version=None)


def witness(name: str, texts: tuple[str, ...]) -> Witness:
    return Witness(
        id=name, file=name, sentences=tuple(Sentence(text=t, kind="body", paragraph=k) for k, t in enumerate(texts))
    )


def edge(parent: str, child: str, old: tuple[str, ...], new: tuple[str, ...]) -> Edge:
    """Sentences laid side by side in order."""
    pairs = tuple(Link(a=(k,), b=(k,), score=1.0) for k in range(min(len(old), len(new))))
    sides = [[Sentence(text=t, kind="body", paragraph=0) for t in texts] for texts in (old, new)]
    return Edge(
        parent=parent, child=child, role="main", confidence=0.9, evidence=(), alternatives=(), summary={},
        edits=edits(sides[0], sides[1], pairs),
    )  # fmt: skip


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (f.kind, f.was, f.now)
        for e in edge("a", "b", (old,), (new,)).edits
        for f in changed_facts(e)
    ]  # fmt: skip


def tree() -> tuple[list[Node], list[Edge], list[Witness]]:
    """`early` took version 1, `copier` took `early`, `late` took version 2."""
    nodes = [wire(1, FIRST), wire(2, SECOND), article("early"), article("copier"), article("late")]
    edges = [
        edge("wire-1", "wire-2", FIRST, SECOND),
        edge("wire-1", "early", FIRST, FIRST),
        edge("early", "copier", FIRST, FIRST[:1]),
        edge("wire-2", "late", SECOND, SECOND),
    ]
    return nodes, edges, [witness("early", FIRST), witness("copier", FIRST[:1]), witness("late", SECOND)]


def test_figures_places_and_names_are_told_apart() -> None:
    """Each fact that changed is named by its kind, with the version that changed it."""
    found = superseded(*tree())
    assert {(s.kind, s.was, s.now) for s in found} == {
        ("figure", "241", "214"),
        ("place", "east", "west"),
        ("name", "Hastrud", "Hastruud"),
    }
    assert {s.since for s in found} == {"wire-2"}


def test_copiers_of_an_early_taker_still_print_what_it_printed() -> None:
    """The old figure stands in the early taker and in its copy, not in the later taker; the copy cut the rest."""
    still = {s.was: s.still_printed_by for s in superseded(*tree())}
    assert still == {"241": ("copier", "early"), "east": ("early",), "Hastrud": ("early",)}


def test_a_correction_is_followed_through_versions_that_left_the_slip_alone() -> None:
    """Version 3 corrects what version 1 said and version 2 repeated: takers of version 1 still print it."""
    nodes = [wire(1, FIRST), wire(2, FIRST), wire(3, SECOND), article("early")]
    edges = [
        edge("wire-1", "wire-2", FIRST, FIRST),
        edge("wire-2", "wire-3", FIRST, SECOND),
        edge("wire-1", "early", FIRST, FIRST),
    ]
    found = superseded(nodes, edges, [witness("early", FIRST)])
    assert {s.since for s in found} == {"wire-3"}
    assert all(s.still_printed_by == ("early",) for s in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It sank 10 miles off the coast.", "It sank 16 kilometres off the coast."),
        ("Police said 'about 40' were held.", "Police said “about 40” were held."),
        ("Vandmoor’s mayor spoke first.", "Vandmoor's mayor spoke first."),
        ("Some 1,500 people marched.", "Some 1500 people marched."),
    ],
)
def test_house_style_supersedes_nothing(old: str, new: str) -> None:
    """Converted units, other quote marks and other ways to write a number are no news."""
    assert changes(old, new) == []


def test_a_figure_that_merely_moved_is_not_superseded() -> None:
    """Where the old figure still stands in the new sentence, another phrase took its place."""
    old = "The ship, which was licensed to carry 180, had 214 on board."
    new = "The ship was licensed to carry 180 and had 214 on board; 174 of them were rescued."
    assert changes(old, new) == []


def test_votes_and_shares_are_figures() -> None:
    """Scores have no value to compare; percentages keep their sign."""
    assert changes("The board voted 6-3 for it.", "The board voted 5-4 for it.") == [("figure", "6-3", "5-4")]
    assert changes("Shares fell 1.8% in Vandmoor.", "Shares fell 2.7% in Vandmoor.") == [("figure", "1.8%", "2.7%")]


@given(st.lists(st.sampled_from(FIRST + SECOND), min_size=1, max_size=5))
def test_nothing_is_superseded_by_itself(texts: list[str]) -> None:
    """Two versions that say the same supersede nothing."""
    same = tuple(texts)
    unchanged: list[Edit] = list(edge("wire-1", "wire-2", same, same).edits)
    assert [f for e in unchanged for f in changed_facts(e)] == []
