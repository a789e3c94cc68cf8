"""An editor's marks, applied: pins and vetoes to a tree, merges and splits to families, houses to voices."""

import functools
import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.provenance.mark_book import name_of
from services.provenance.marks import WIRE, fault, houses, joined
from services.provenance.report import report
from services.provenance.stories import families
from services.provenance.trace import confidences, trace
from shared.collation.align import collate
from shared.collation.values import Collation
from shared.report import Edge, Mark, MarkKind, Story
from tests.provenance.harbour_fire import SECOND, family, witness

PAIRS = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(family(), 2)}
IDS = [w.id for w in family()]


def mark(kind: MarkKind, subject: str, other: str | None = None) -> Mark:
    return Mark(id=name_of(kind, subject, other), kind=kind, subject=subject, other=other)


@functools.cache
def traced(*marks: Mark) -> Story:
    return trace(family(), PAIRS, marks=marks)


def sources(story: Story, child: str) -> dict[str, Edge]:
    """The article's edges by the kind of source: its id, or `wire`."""
    unseen = {n.id for n in story.nodes if n.kind == "unobserved"}
    return {WIRE if e.parent in unseen else e.parent: e for e in story.edges if e.child == child}


def test_a_pinned_outlet_is_the_source_whatever_the_texts_say() -> None:
    """The edge is the editor's, certain and marked so; what took another version keeps its source."""
    plain, pinned = traced(), traced(mark("pin", "gazette", "beacon"))
    (edge,) = sources(pinned, "gazette").values()
    assert (edge.parent, edge.mark, edge.confidence) == ("beacon", "pinned", 1.0)
    assert confidences(pinned)["gazette"] == 1.0
    for other in ("anchor", "beacon"):
        assert set(sources(pinned, other)) == set(sources(plain, other))


def test_an_article_pinned_to_the_wire_hangs_on_an_unobserved_text() -> None:
    """Any article took it straight from the wire if the editor knows so, whichever version that is."""
    for article in IDS:
        (edge,) = sources(traced(mark("pin", article, WIRE)), article).values()
        assert (edge.parent.startswith("wire-"), edge.mark) == (True, "pinned")


def test_a_vetoed_source_is_none_and_no_alternative_either() -> None:
    """The next best takes its place, inferred and with a probability like any other."""
    for article in IDS:
        (taken,) = sources(traced(), article)
        edges = sources(traced(mark("veto", article, taken)), article)
        assert taken not in edges
        assert {edge.mark for edge in edges.values()} == {None}
        unseen = {n.id for n in traced().nodes if n.kind == "unobserved"} if taken == WIRE else {taken}
        assert unseen.isdisjoint(a.parent for edge in edges.values() for a in edge.alternatives)


def test_an_article_that_took_nothing_unobserved_hangs_on_an_outlet() -> None:
    """A veto of the wire leaves the outlets to choose from."""
    (edge,) = sources(traced(mark("veto", "gazette", WIRE)), "gazette").values()
    assert edge.parent in IDS


def test_when_every_source_is_vetoed_the_article_has_none() -> None:
    """It becomes a root, and those that took from it stay its takers."""
    marks = [mark("veto", "dispatch", other) for other in [WIRE, *IDS] if other != "dispatch"]
    story = traced(*marks, mark("pin", "echo", "dispatch"))
    assert sources(story, "dispatch") == {}
    assert sources(story, "echo").keys() == {"dispatch"}


def test_two_pins_make_two_sources() -> None:
    """The fuller one is the main source, and both are the editor's."""
    found = sources(traced(mark("pin", "gazette", "beacon"), mark("pin", "gazette", WIRE)), "gazette")
    assert found.keys() == {"beacon", WIRE}
    assert {e.role for e in found.values()} == {"main", "second"}
    assert {(e.mark, e.confidence) for e in found.values()} == {("pinned", 1.0)}


def test_the_agencys_own_page_can_be_pinned_and_an_unseen_version_beside_it() -> None:
    """A pin to an observed wire copy is to that copy; one to the wire needs a version that no page shows."""
    page = witness("aaa-agency", SECOND, "2025-02-04T20:50:00+00:00", agency="AP", agency_page=True)
    known = [page, *(w for w in family() if w.id in ("courier", "gazette", "echo"))]
    story = trace(known, {}, marks=[mark("pin", "echo", page.id), mark("pin", "gazette", WIRE)])
    assert sources(story, "echo").keys() == {page.id}
    assert sources(story, "gazette").keys() == {WIRE}
    assert {sources(story, x)[y].mark for x, y in (("echo", page.id), ("gazette", WIRE))} == {"pinned"}


def test_marks_on_articles_elsewhere_change_nothing() -> None:
    """A trace without marks and one with foreign marks are one story, and no mark is listed."""
    assert traced(mark("pin", "echo", "elsewhere"), mark("veto", "stranger", "echo")).edges == traced().edges
    assert traced(mark("pin", "stranger", "elsewhere")) == traced()


def test_a_withdrawn_mark_leaves_no_trace() -> None:
    """What was inferred is what would have been: marks are kept apart from it."""
    before = traced()
    assert traced(mark("pin", "gazette", "beacon")) != before
    assert trace(family(), PAIRS) == before


vetoes = st.tuples(st.just("veto"), st.sampled_from(IDS), st.sampled_from([WIRE, *IDS]))
pins = st.tuples(st.just("pin"), st.sampled_from(IDS), st.sampled_from([WIRE, *IDS]))


@example([("pin", "anchor", "courier"), ("pin", "anchor", "dispatch"), ("pin", "dispatch", "beacon")])
@example(
    [
        ("pin", "anchor", "courier"),
        ("pin", "anchor", "dispatch"),
        ("pin", "dispatch", "wire"),
        ("pin", "dispatch", "beacon"),  # which the texts put below the anchor
    ]
)
@given(st.lists(st.one_of(vetoes, pins), max_size=8))
@settings(max_examples=12, deadline=None)
def test_every_mark_that_may_be_made_is_kept(wanted: list[tuple[MarkKind, str, str]]) -> None:
    """Whatever an editor marks: pinned sources are there, vetoed ones are not, and the tree is one."""
    marks: list[Mark] = []
    for kind, subject, other in wanted:
        if not fault(made := mark(kind, subject, other), marks):
            marks.append(made)
    story = traced(*marks)
    for m in marks:
        assert m.kind == "pin" or m.other not in sources(story, m.subject)
    for child in {m.subject for m in marks if m.kind == "pin"}:
        edges = sources(story, child)
        assert set(edges) == {m.other for m in marks if m.kind == "pin" and m.subject == child}
        assert all(edge.mark for edge in edges.values())
    _is_a_forest(story)


def test_a_link_below_another_pin_is_given_up_for_a_second_pinned_source() -> None:
    """The Anchor hangs on the Beacon, which is pinned to the Courier: not that pin gives way but the Anchor's link."""
    pins = (("beacon", "courier"), ("courier", WIRE), ("courier", "anchor"))
    story = traced(*(mark("pin", subject, other) for subject, other in pins))
    assert sources(story, "courier").keys() == {WIRE, "anchor"}
    assert sources(story, "beacon").keys() == {"courier"}
    _is_a_forest(story)


def test_a_second_pinned_source_no_longer_takes_from_what_it_gave_to() -> None:
    """Where the texts put it below the article, the link between is given up, not the editor's mark."""
    story = traced(mark("pin", "anchor", "courier"), mark("pin", "anchor", "echo"), mark("pin", "dispatch", "beacon"))
    assert sources(story, "anchor").keys() == {"courier", "echo"}
    _is_a_forest(story)


def test_an_inferred_second_source_gives_way_to_a_pinned_one() -> None:
    """By the texts the Dispatch took from the Echo as well, which would make it a source of itself."""
    pins = (("courier", WIRE), ("courier", "dispatch"), ("echo", "courier"))
    story = traced(*(mark("pin", subject, other) for subject, other in pins))
    assert sources(story, "courier").keys() == {WIRE, "dispatch"}
    _is_a_forest(story)


def _is_a_forest(story: Story) -> None:
    up = {e.child: e.parent for e in story.edges if e.role == "main"}
    for node in (n.id for n in story.nodes):
        seen = set[str]()
        while node in up:
            assert node not in seen
            seen.add(node)
            node = up[node]


@pytest.mark.parametrize(
    ("made", "standing", "why"),
    [
        (mark("pin", "a", "a"), [], "two different things"),
        (mark("veto", "a", "b"), [mark("pin", "a", "b")], "opposite"),
        (mark("pin", "a", "b"), [mark("veto", "a", "b")], "opposite"),
        (mark("pin", "a", "b"), [mark("pin", "b", "c"), mark("pin", "c", "a")], "source of that article itself"),
        (mark("pin", "a", "d"), [mark("pin", "a", "b"), mark("pin", "a", "c")], "two at most"),
    ],
)
def test_a_mark_that_cannot_stand_is_refused_with_what_to_do(made: Mark, standing: list[Mark], why: str) -> None:
    """Contradictions, circles and third sources."""
    assert why in (fault(made, standing) or "")


def test_a_split_article_stands_alone_and_a_merge_joins_strangers() -> None:
    """Families as the marks have them."""
    kin = Collation(verdict="copy", kinship=0.9, cover_a=1.0, cover_b=1.0, links=())
    pairs = {("a", "b"): kin, ("b", "c"): kin, ("a", "c"): kin}
    split = mark("split", "c", "a")
    assert families("abcz", pairs) == [("a", "b", "c"), ("z",)]
    assert families("abcz", pairs, [split]) == [("a", "b"), ("c",), ("z",)]
    assert families("abcz", pairs, [split, mark("merge", "z", "c")]) == [("a", "b"), ("c", "z")]


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")).filter(lambda p: p[0] != p[1])))
def test_houses_are_one_whatever_the_order_of_declaring_them(pairs: list[tuple[str, str]]) -> None:
    """Declared by twos, houses join into one; the order of marks says nothing."""
    marks = [mark("same house", a, b) for a, b in pairs]
    found = houses(marks)
    assert found == houses(list(reversed(marks)))
    assert all(found[a] == found[b] for a, b in pairs)
    assert all(found[name] <= name for name in found)
    assert joined(marks) == {}


def test_two_outlets_of_one_house_are_one_voice_for_the_wire() -> None:
    """What both print alike supports the wire's sentence once."""
    both = {"anchor", "beacon"}

    def supports(*marks: Mark) -> list[set[str]]:
        return [set(s.support) & both for n in traced(*marks).nodes for s in n.sentences]

    assert both in supports()
    assert both not in supports(mark("same house", "Anchor", "Beacon"))


def test_the_report_names_the_house_and_the_marks() -> None:
    """Human decisions are part of the report, with what they are about."""
    house, pin = mark("same house", "Courier", "Dispatch"), mark("pin", "gazette", "beacon")
    story = trace(family(), PAIRS, marks=[house, pin])
    made = report(family(), [story], marks=[house, pin])
    assert {a.outlet: a.house for a in made.articles if a.house} == {"Courier": "Courier", "Dispatch": "Courier"}
    assert set(story.marks) == {house, pin}
