"""A family of witnesses becomes a story: who took whose text, and what the wire said."""

import itertools

import pytest

from services.provenance.stories import families
from services.provenance.trace import confidences, trace
from shared.article import Witness
from shared.collation.align import collate
from shared.report import Story
from shared.text import folded_words
from tests.provenance.harbour_fire import FIRST, SECOND, family, witness


@pytest.fixture(scope="module")
def story() -> Story:
    return trace(family(), {})


def parent(story: Story, article: str) -> str:
    return next(e.parent for e in story.edges if e.child == article and e.role == "main")


def kind(story: Story, node: str) -> str:
    return next(n.kind for n in story.nodes if n.id == node)


def test_an_inherited_slip_tells_the_copy_from_the_takers_of_the_wire(story: Story) -> None:
    """Words that only two witnesses share, where all others agree against them, make one the other's source."""
    assert parent(story, "echo") == "dispatch"


def test_takers_of_the_wire_hang_on_texts_that_nobody_handed_in(story: Story) -> None:
    """A text of which no witness lacks nothing is no one's parent; the wire is."""
    for article in ("anchor", "beacon", "courier", "dispatch", "gazette"):
        assert kind(story, parent(story, article)) == "unobserved"


def test_conflicting_facts_part_the_versions(story: Story) -> None:
    """Takers of one version hang together, those of another apart."""
    assert parent(story, "anchor") == parent(story, "beacon")
    assert parent(story, "courier") == parent(story, "gazette")
    assert parent(story, "anchor") != parent(story, "courier")


def test_versions_hang_on_one_another_in_the_order_in_which_they_went_out(story: Story) -> None:
    """The version with the earlier takers comes first."""
    numbers = {n.id: n.wire_version for n in story.nodes}
    assert numbers[parent(story, "anchor")] == 1
    assert parent(story, parent(story, "courier")) == parent(story, "anchor")


def test_the_wire_is_made_of_words_that_witnesses_print(story: Story) -> None:
    """No word of the reconstruction is the machine's."""
    printed = {w for x in family() for s in x.sentences for w in folded_words(s.text)}
    for node in story.nodes:
        for sentence in node.sentences:
            assert set(folded_words(sentence.text)) <= printed
            assert sentence.support


def test_the_reconstruction_undoes_each_takers_cuts_and_slips(story: Story) -> None:
    """What one taker cut another kept; what one got wrong the others outvote."""
    assert story.original is not None
    assert tuple(s.text for s in story.original.sentences) == SECOND


def test_edges_say_why_in_words(story: Story) -> None:
    """The slip itself stands in the evidence for the copy."""
    edge = next(e for e in story.edges if e.child == "echo")
    assert any("elvig" in e.text.lower() for e in edge.evidence)
    assert edge.alternatives


def test_confidences_are_probabilities(story: Story) -> None:
    """Every article of the story has one."""
    sure = confidences(story)
    assert set(sure) == {w.id for w in family()}
    assert all(0.0 <= c <= 1.0 for c in sure.values())


def test_the_order_of_arrival_changes_nothing(story: Story) -> None:
    """The same witnesses give the same story, collated before or while it is traced."""
    witnesses = family()
    pairs = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(witnesses, 2)}
    assert trace(list(reversed(witnesses)), pairs) == story


def test_the_agencys_own_page_takes_its_place_among_the_versions() -> None:
    """An observed wire copy is the parent of its takers, and what it changed hangs before it."""
    page = witness("aaa-agency", SECOND, "2025-02-04T20:50:00+00:00", agency="AP", agency_page=True)
    traced = trace([*family(), page], {})
    assert parent(traced, "courier") == page.id
    assert parent(traced, "gazette") == page.id
    assert kind(traced, parent(traced, page.id)) == "unobserved"


def test_two_texts_of_which_one_contains_the_other_need_no_unseen_source() -> None:
    """With no agency credited and nothing else to explain, the cut text hangs on the whole one and that on nothing."""
    whole = witness("whole", FIRST, "2025-02-04T07:00:00+00:00")
    cut = witness("cut", (FIRST[0], FIRST[1], FIRST[3]), "2025-02-04T09:00:00+00:00")
    traced = trace([whole, cut], {})
    assert [n.kind for n in traced.nodes] == ["article", "article"]
    assert [(e.parent, e.child) for e in traced.edges] == [("whole", "cut")]


def test_witnesses_without_kin_are_no_story() -> None:
    """Families are formed by kinship alone; a stranger stays by itself."""
    other = witness("stranger", ("The chess club of Velm won its fourth title in a row on Sunday.",), None)
    everyone: list[Witness] = [*family(), other]
    pairs = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(sorted(everyone, key=lambda w: w.id), 2)}
    grouped = families([w.id for w in everyone], pairs)
    assert ("stranger",) in grouped
    assert tuple(sorted(w.id for w in family())) in grouped
