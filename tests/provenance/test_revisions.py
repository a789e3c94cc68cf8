"""Revisions of one page: chained by what they tell of their age, one voice, and never the source of an earlier one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.report import report
from services.provenance.revisions import earlier
from services.provenance.trace import trace
from shared.article import Fact, WireMarks, Witness
from shared.report import Edge, Story
from tests.provenance.harbour_fire import CREDITED, FIRST, SECOND, family, witness

URL = "https://harbour-post.example/fish-market"
OWN = (
    "The Harbour Post’s own office stands across the quay and lost two windows to the heat.",
    "Baker Signe Aas handed out coffee to the crews until noon.",
)


def revision(name: str, body: tuple[str, ...], hour: int | None = None, **facts: object) -> Witness:
    """One state of the same page."""
    stamp = None if hour is None else f"2025-02-04T{hour:02d}:00:00+00:00"
    return witness(name, body, "2025-02-04T07:20:00+00:00", url=URL, outlet="Harbour Post", modified_at=stamp, **facts)


EARLY = revision("zz-early", (*FIRST[:4], *OWN, FIRST[5]), 8, **CREDITED)
LATE = revision("aa-late", (SECOND[0], *FIRST[1:3], *SECOND[3:5], *OWN, FIRST[5]), 22, **CREDITED)


def crowd() -> list[Witness]:
    """The family with more takers of both versions, so that what one outlet adds is not taken for the wire's."""
    stamp = "2025-02-04T{:02d}:15:00+00:00"
    texts = {
        "ferry": (7, (*FIRST[:3], *FIRST[4:])), "herald": (9, (*FIRST[:2], *FIRST[3:])), "harbinger": (9, FIRST),
        "inland": (22, (*SECOND[:4], *SECOND[5:])), "journal": (23, SECOND[:7]), "kurier": (23, SECOND),
    }  # fmt: skip
    return [*family(), *(witness(n, text, stamp.format(hour), **CREDITED) for n, (hour, text) in texts.items())]


def fetched(hour: int) -> Fact:
    return Fact(name="fetched_at", value=f"2025-02-04T{hour}:00:00Z", source="warc date")


@pytest.fixture(scope="module")
def filled_up() -> Story:
    """The story in which a page was filled up from the wire's second version."""
    return trace([*crowd(), EARLY, LATE], {})


def main(story: Story, article: str) -> Edge:
    return next(e for e in story.edges if e.child == article and e.role == "main")


def test_another_text_at_the_same_address_is_chained_by_its_times() -> None:
    """The later one names the earlier one, whatever their ids, in any order."""
    found = report([LATE, EARLY, *family()], [])
    named = {a.id: a.revision_of for a in found.articles}
    assert named["aa-late"] == "zz-early"
    assert [i for i, before in named.items() if before] == ["aa-late"]


def test_a_page_that_was_mended_hangs_on_what_stood_there_before() -> None:
    """Not on the wire, though all it kept of the wire is there as well; the other takers keep their places."""
    body = (*FIRST[:3], FIRST[3].replace("41", "42"), *OWN, FIRST[5], "A reader sent in the picture.")
    mended = revision("aa-late", body, 22, **CREDITED)
    story, plain = trace([*crowd(), EARLY, mended], {}), trace(crowd(), {})
    assert main(story, "aa-late").parent == "zz-early"
    assert any(e.kind == "revision" for e in main(story, "aa-late").evidence)
    assert main(story, "zz-early").parent.startswith("wire")
    assert main(story, "echo").parent == main(plain, "echo").parent == "dispatch"


def test_a_page_filled_up_from_a_later_version_took_from_both(filled_up: Story) -> None:
    """The wire's new version is the main source; what the desk had added itself comes from its own page."""
    assert {(e.role, e.parent) for e in filled_up.edges if e.child == "aa-late"} == {
        ("main", main(filled_up, "kurier").parent),
        ("second", "zz-early"),
    }


def test_what_a_page_adds_in_each_of_its_revisions_is_not_the_wires(filled_up: Story) -> None:
    """A page is one voice, however often it was revised; two pages would be two."""
    stranger = LATE.model_copy(update={"url": None})
    for story, leaked in ((filled_up, False), (trace([*crowd(), EARLY, stranger], {}), True)):
        assert bool(set(OWN) & {s.text for n in story.nodes for s in n.sentences}) is leaked


def test_no_revision_was_taken_from_a_later_one() -> None:
    """A page that was cut short afterwards did not grow out of its later state."""
    full = revision("mm-full", (*FIRST[:5], *OWN), 9, **CREDITED)
    cut = revision("nn-cut", FIRST[:2], 10, **CREDITED)
    story = trace([*family(), full, cut], {})
    assert main(story, "nn-cut").parent == "mm-full"
    assert main(story, "mm-full").parent != "nn-cut"


def test_equal_text_at_the_same_address_is_no_revision() -> None:
    """It was fetched twice: the same text, and both follow the revision before."""
    again = LATE.model_copy(update={"id": "again", "modified_at": "2025-02-05T01:00:00+00:00"})
    named = {a.id: (a.revision_of, a.same_text_as) for a in report([LATE, EARLY, again], []).articles}
    assert named == {"zz-early": (None, None), "aa-late": ("zz-early", None), "again": ("zz-early", "aa-late")}
    story = trace([*crowd(), EARLY, LATE, again], {})
    assert main(story, "again").parent == "aa-late"


def test_the_same_address_under_another_outlets_name_is_no_revision() -> None:
    """Syndicators name the original's address as theirs."""
    other = LATE.model_copy(update={"id": "other", "outlet": "Inland Mirror"})
    assert earlier([EARLY, other]) == {}
    assert earlier([EARLY, LATE.model_copy(update={"url": None})]) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published_at": "2025-02-04"}, {"published_at": "2025-02-05"}),
        ({"published_at": "2025-02-04"}, {"published_at": "2025-02-04", "modified_at": "2025-02-04T22:00:00+00:00"}),
        ({"modified_at": "2025-02-04T12:00:00+02:00"}, {"modified_at": "2025-02-04T11:00:00+00:00"}),
        ({"published_at": None, "facts": (fetched(10),)}, {"published_at": None, "facts": (fetched(11),)}),
        ({"marks": WireMarks(version=1)}, {"marks": WireMarks(version=2)}),
        ({"published_at": None}, {"published_at": None, "sentences": LATE.sentences}),
    ],
)  # fmt: skip
def test_revisions_are_ordered_by_whatever_tells_their_age(first: dict[str, object], second: dict[str, object]) -> None:
    """Days, moments in any zone, the crawler's clock, the version; where nothing tells, by growth."""
    bare = revision("bare", FIRST[:3])
    one = bare.model_copy(update={"id": "x", **first})
    two = bare.model_copy(update={"id": "b", "sentences": revision("bare", FIRST[:4]).sentences, **second})
    assert earlier([one, two]) == {"b": "x"}


@given(st.permutations(range(5)), st.lists(st.sampled_from([None, 8, 9, 23]), min_size=5, max_size=5))
def test_the_chain_is_the_same_in_any_order_of_arrival(order: list[int], hours: list[int | None]) -> None:
    """And it has one head and no ring."""
    states = [revision(f"r{k}", FIRST[: k + 2], hour) for k, hour in enumerate(hours)]
    found = earlier([states[k] for k in order])
    assert found == earlier(states)
    assert len(found) == len(states) - 1
    heads = {s.id for s in states} - found.keys()
    for start in found:
        walked = list(itertools.takewhile(lambda i: i is not None, _back(found, start)))
        assert walked[-1] in heads


def _back(found: dict[str, str], start: str) -> list[str]:
    walked = [start]
    while walked[-1] in found and len(walked) <= len(found) + 1:
        walked.append(found[walked[-1]])
    return walked
