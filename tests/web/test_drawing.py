"""The tree's geometry: rows, order, time, folding."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bridge import bridge
from benchmarks.fictional import report
from services.provenance.cards import card
from services.provenance.descent import descent
from services.provenance.web.drawing import STEP, best_axis, draw
from services.provenance.web.state import State, state
from services.provenance.web.svg import file_svg, page_svg
from shared.report import Report

trees = st.builds(
    report,
    seed=st.integers(0, 10_000),
    articles=st.integers(1, 45),
    wires=st.integers(1, 4),
    sentences=st.just(3),
    copies=st.integers(0, 8),
)


@given(trees, st.sampled_from(["time", "depth"]))
@settings(max_examples=25, deadline=None)
def test_every_node_has_a_row_of_its_own_and_stands_right_of_its_parent(made: Report, axis):
    """No two dots share a row, and a line always runs rightwards: so no line crosses another row's label."""
    story = descent(made)
    drawing = draw(story, axis, fold=False)
    place = {dot.node: dot for dot in drawing.dots}
    assert set(place) == set(story.nodes)
    assert len({dot.y for dot in drawing.dots}) == len(drawing.dots)
    for edge in story.main.values():
        parent, child = place[edge.parent], place[edge.child]
        assert parent.y < child.y
        assert parent.x < child.x or child.x > drawing.width - 240  # squeezed at the right rim only
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)


@given(trees)
@settings(max_examples=15, deadline=None)
def test_nothing_stands_between_a_parent_and_its_last_child_but_descendants(made: Report):
    """The upright line from a parent passes rows of its own descendants only, whose dots are not left of it."""
    story = descent(made)
    drawing = draw(story, "time", fold=False)
    dots = list(drawing.dots)
    for stroke in drawing.strokes:
        if stroke.edge.role == "main":
            between = [dot for dot in dots if stroke.y1 < dot.y < stroke.y2]
            assert all(dot.x >= stroke.x1 for dot in between)


def test_the_drawing_does_not_depend_on_the_order_of_nodes_and_edges():
    """Two reports of one story in other orders draw alike."""
    made = report(5, 30, 3)
    story = made.stories[0]
    nodes, edges = list(story.nodes), list(story.edges)
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    turned = story.model_copy(update={"nodes": tuple(nodes), "edges": tuple(edges)})
    again = descent(made.model_copy(update={"stories": (turned,)}))
    assert file_svg(again, draw(again)) == file_svg(descent(made), draw(descent(made)))


def test_siblings_stand_in_the_order_of_their_times():
    """On the time axis a later sibling is never left of an earlier one."""
    story = descent(bridge())
    xs = {dot.node: dot.x for dot in draw(story, "time").dots}
    assert xs["star"] < xs["coast"] < xs["echo"] < xs["hostile"] < xs["merge"]
    assert xs["w1"] < xs["w2"] < xs["star"]


def test_without_times_the_axis_is_depth():
    """Where fewer than half of the articles are dated, time would say nothing."""
    made = bridge()
    undated = tuple(a.model_copy(update={"published_at": None}) for a in made.articles)
    story = descent(made.model_copy(update={"articles": undated}))
    assert best_axis(story) == "depth"
    drawing = draw(story)
    assert not drawing.ticks
    xs = {dot.node: (dot.depth, dot.x) for dot in drawing.dots}
    assert len({x for _, x in xs.values()}) == len({depth for depth, _ in xs.values()})


def test_an_undated_article_still_gets_a_place():
    """One article without a time stands just right of its parent."""
    made = bridge()
    some = tuple(a.model_copy(update={"published_at": None}) if a.id == "echo" else a for a in made.articles)
    story = descent(made.model_copy(update={"articles": some}))
    xs = {dot.node: dot.x for dot in draw(story, "time").dots}
    assert xs["echo"] == xs["w2"] + STEP


def test_an_article_dated_before_its_source_is_said_to_be():
    """Printed times may lie: the drawing keeps the child right of its parent and says so."""
    made = bridge()
    some = tuple(
        a.model_copy(update={"published_at": "2025-03-11T08:00:00+00:00"}) if a.id == "copycat" else a
        for a in made.articles
    )
    story = descent(made.model_copy(update={"articles": some}))
    dots = {dot.node: dot for dot in draw(story, "time").dots}
    assert dots["copycat"].early
    assert dots["copycat"].x > dots["daily"].x
    assert "dated earlier" in file_svg(story, draw(story, "time"))


def test_many_identical_copies_fold_into_one_row_and_open_on_demand():
    """A story of 300 nodes stays usable: copies share their source's row, and a link shows them."""
    story = descent(report(3, 60, 3, copies=240))
    folded = draw(story)
    assert folded.folded == 240
    assert sum(len(dot.copies) for dot in folded.dots) == 240
    assert len(draw(story, fold=False).dots) == len(story.nodes)


def test_few_nodes_are_never_folded():
    """A small story shows every article."""
    story = descent(report(3, 6, 1, copies=4))
    assert draw(story).folded == 0


def test_lost_versions_and_second_parents_look_different():
    """Unobserved versions are hollow (their own class) and second parents dashed."""
    story = descent(bridge())
    markup = page_svg(story, draw(story), State())
    assert markup.count('class="node lost"') == 2
    assert markup.count('class="edge second"') == 1
    assert "also took from The Verrin Star" in markup


def test_names_in_the_drawing_are_escaped():
    """An outlet's name is foreign text."""
    made = bridge()
    renamed = tuple(a.model_copy(update={"outlet": '"><script>1</script>'}) for a in made.articles)
    story = descent(made.model_copy(update={"articles": renamed}))
    for markup in (file_svg(story, draw(story)), page_svg(story, draw(story), State())):
        assert "<script" not in markup


def test_a_link_keeps_the_rest_of_the_state():
    """Choosing an edge keeps the axis and the side-by-side view; unknown values are dropped."""
    now = state({"axis": "depth", "view": "side", "show": "nonsense", "node": "x", "other": "1"})
    assert now.to_edge("w1", "a") == "?edge=w1..a&view=side&axis=depth#detail"
    assert state({"edge": "w1..a"}).ends == ("w1", "a")


def test_a_bare_date_is_no_midnight():
    """A page that gives only the day does not pull its source before the day's first report."""
    made = bridge()
    some = tuple(a.model_copy(update={"published_at": "2025-03-11"}) if a.id == "star" else a for a in made.articles)
    bare = made.model_copy(update={"articles": some})
    xs = {dot.node: dot.x for dot in draw(descent(bare), "time").dots}
    assert xs["post"] < xs["w2"] < xs["coast"]
    assert xs["star"] == xs["w2"] + STEP
    line = card(bare, bare.stories[0])
    assert (line.first, line.last) == ("2025-03-11T09:02:00+00:00", "2025-03-11T14:00:00+00:00")


def test_times_of_other_zones_are_put_in_order_by_the_moment():
    """10:30+05:00 was before 09:00 UTC, whatever the letters say."""
    made = bridge()
    some = tuple(
        a.model_copy(update={"published_at": "2025-03-11T10:30:00+05:00"}) if a.id == "daily" else a
        for a in made.articles
    )
    shifted = made.model_copy(update={"articles": some})
    assert card(shifted, shifted.stories[0]).first == "2025-03-11T10:30:00+05:00"
    assert descent(shifted).children["w1"][0] == "daily"
