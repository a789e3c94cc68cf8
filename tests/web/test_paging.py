"""A story of 300 articles: no page outgrows its bound, and every article can still be reached."""

import re

import httpx
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fictional import report
from benchmarks.page import HEAVIEST
from benchmarks.shelf import Calm, Shelf
from services.provenance.descent import descent
from services.provenance.web.drawing import draw, lineage
from services.provenance.web.paging import TREE, part
from services.provenance.web.rendering import STATIC
from services.provenance.web.routes import create_app

LARGE = report(7, articles=297, wires=3, sentences=25)
ASSETS = sum(file.stat().st_size for file in STATIC.iterdir())
NODES = [node for node, _ in descent(LARGE).walk()]


async def page(query: str) -> str:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(create_app(Shelf(LARGE), Calm())), base_url="http://localhost"
    ) as client:
        answer = await client.get(f"/stories/{LARGE.stories[0].id}{query}", headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    return answer.text


@given(st.integers(0, 700), st.integers(1, 90))
def test_the_parts_of_a_list_hold_each_row_once_and_in_order(length: int, size: int):
    """And say where they stand in it."""
    rows = [str(n) for n in range(length)]
    first = part(rows, "", size)
    parts = [part(rows, str(n + 1), size) for n in range(first.count)]
    assert [row for p in parts for row in p.rows] == rows
    assert all(p.rows == tuple(rows[p.first - 1 : p.last]) for p in parts)
    assert part(rows, "999999", size) == parts[-1]


def test_what_was_chosen_decides_the_part_unless_it_is_in_sight_anyway():
    """A link into another part turns to it; an ancestor that is drawn with the part does not."""
    rows = [str(n) for n in range(30)]
    assert part(rows, "", 10, chosen="25").number == 3
    assert part(rows, "2", 10, chosen="25").number == 3
    assert part(rows, "2", 10, chosen="0", kept=("0",)).number == 2
    assert part(rows, "nonsense", 10).number == 1


def test_a_part_is_drawn_with_all_that_it_descends_from():
    """So that every row hangs on a line."""
    story = descent(LARGE)
    rows = NODES[120:150]
    dots = {dot.node for dot in draw(story, only=rows).dots}
    assert dots == lineage(story, rows)
    assert all(story.main[node].parent in dots for node in dots if node in story.main)


async def test_no_view_of_a_large_story_outgrows_the_bound():
    """With the sheet and the script."""
    edge = max(LARGE.stories[0].edges, key=lambda e: len(e.edits))
    chosen = f"edge={edge.parent}..{edge.child}"
    views = ["?", f"?{chosen}", f"?{chosen}&view=side", f"?node={edge.child}", "?node=w1", "?copies=all", "?tree=list"]
    views += [f"?show={s}" for s in ("wire", "wire&passage=3", "collation", "facts", "articles", "versions")]
    weights = {view: len((await page(view)).encode()) + ASSETS for view in views}
    assert {view: weight for view, weight in weights.items() if weight > HEAVIEST} == {}


async def test_the_parts_of_a_large_tree_lead_to_every_node():
    """Following `Next` from the first one."""
    seen: set[str] = set()
    for number in range(1, -(-len(NODES) // TREE) + 1):
        text = await page(f"?copies=all&part={number}")
        seen |= set(re.findall(r"[?;]node=([\w-]+)", text))
        assert ("Next</a>" in text) == (number * TREE < len(NODES))
    assert seen >= set(NODES)


async def test_a_passage_of_a_large_story_counts_its_readings_and_shows_them_when_asked():
    """One passage at a time."""
    closed, opened = await page("?show=wire"), await page("?show=wire&passage=3")
    assert '<dl class="readings">' not in closed
    assert opened.count('<dl class="readings">') == 1
    assert '<details id="w3" open>' in opened
    assert "Show who, and their wordings" in closed


def test_a_number_too_long_to_read_numbers_no_part() -> None:
    """An address may hold anything."""
    assert part(NODES, "9" * 5000, TREE).number == 1
