"""Readings of the original, along the tree's own edits."""

from benchmarks.bridge import bridge
from services.provenance.descent import descent
from services.provenance.web.views.outlet import outlet_view
from services.provenance.web.views.story import node_view
from services.provenance.web.views.wire import readings, wire_view


def test_readings_reach_articles_that_hang_on_copies_and_on_other_versions():
    """`Metro Line` copied a paper that took the first version; its sentences still answer the second's."""
    story = descent(bridge())
    found = readings(story, "w2")
    assert set(found) == set(story.nodes)
    assert found["copycat"][3] == ((3,), 0)
    assert 6 not in found["copycat"]


def test_a_passage_lists_who_kept_who_changed_and_who_left_it_out():
    """The toll: three kept the second version's, three print the first's, two have none."""
    view = wire_view(descent(bridge()))
    assert view is not None
    toll = view.rows[4]
    assert toll.text.endswith("5 crowns a trip.")
    assert set(toll.same) == {"The Verrin Star", "Coastline 24", "Northmoor Echo", "Weekly Ledger"}
    assert {cell.label for cell in toll.changed} == {"Harbour Post", "Orsin Daily", "Metro Line"}
    assert toll.without == ["Odd & Sons"]


def test_only_those_who_took_from_the_wire_count_as_witnesses():
    """A copy of a copy is no independent witness."""
    view = wire_view(descent(bridge()))
    assert view is not None
    assert {row.takers for row in view.rows} == {7}
    assert view.rows[7].kept == 2


def test_outlets_of_one_house_are_one_witness():
    """Two that an editor declared one house count once, among the takers and among those who kept a passage."""
    made = bridge()
    house = {name: "Harbour Post" for name in ("Harbour Post", "Orsin Daily")}
    articles = tuple(a.model_copy(update={"house": house.get(a.outlet or "")}) for a in made.articles)
    plain, housed = (wire_view(descent(m)) for m in (made, made.model_copy(update={"articles": articles})))
    assert plain is not None
    assert housed is not None
    assert {row.takers for row in housed.rows} == {6}
    assert [a.kept - b.kept for a, b in zip(plain.rows, housed.rows, strict=True)].count(1) > 1


def test_versions_are_listed_in_order_with_the_edge_between_them():
    """The second version is compared with the first."""
    view = wire_view(descent(bridge()))
    assert view is not None
    assert [(node, edge is not None) for node, _, edge in view.versions] == [("w1", False), ("w2", True)]


def test_a_story_without_an_original_has_no_wire_text():
    """The page says so instead of inventing one."""
    made = bridge()
    story = made.stories[0].model_copy(update={"original": None})
    assert wire_view(descent(made.model_copy(update={"stories": (story,)}))) is None


def test_a_nodes_text_marks_what_no_source_of_it_has():
    """The Star's own sentence is its own; whoever took it from the Star as a second source has it from there."""
    story = descent(bridge())
    own = {
        node: [line.text for p in node_view(story, node).paragraphs for line in p if line.own] for node in story.nodes
    }
    assert own["star"] == ["The Star will keep a camera on the quay."]
    assert own["merge"] == own["post"] == []


def test_an_outlets_page_counts_what_it_takes_and_who_takes_from_it():
    """Wire versions count as their agency; takers are named."""
    view = outlet_view("Orsin Daily", [descent(bridge())])
    assert view.sources == (("TNA wire", 1),)
    assert view.takers == (("Metro Line", 1),)
    assert view.takes[0].said == "Cut 3 sentences and kept 5 word for word."
