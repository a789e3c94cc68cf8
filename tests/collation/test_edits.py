"""Operations, word spans and labels of the edits from parent to child."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.collation.align import link
from shared.collation.edits import edits
from shared.collation.spans import BRIDGE_MOST, BRIDGE_WORTH, spans
from shared.collation.values import Edit, Link
from shared.collation.weights import worth
from shared.text import folded_words
from tests.collation.bridge_story import REWRITE, STYLED, WIRE, sentences


def between(parent: tuple[str, ...], child: tuple[str, ...]) -> tuple[Edit, ...]:
    return edits(sentences(parent), sentences(child), link(parent, child))


def one(before: str, after: str) -> Edit:
    found = edits(sentences((before,)), sentences((after,)), [Link(a=(0,), b=(0,), score=1.0)])
    assert len(found) == 1
    return found[0]


def test_every_sentence_of_both_sides_has_its_edit():
    """Child sentences once each, parent sentences at least once."""
    for child in (STYLED, REWRITE):
        found = between(WIRE, child)
        assert sorted(j for e in found for j in e.child) == list(range(len(child)))
        assert {i for e in found for i in e.parent} == set(range(len(WIRE)))


def test_verbatim_leaves_only_white_space_aside():
    """Another quotation mark or letter case is an edit; another blank is not."""
    assert one("He said “no”  twice.", "He said “no” twice.").op == "verbatim"
    assert one("He said “no” twice.", 'He said "no" twice.').op == "edited"
    assert one("The Board met.", "The board met.").op == "edited"


def test_half_of_the_childs_words_is_the_border():
    """More than half the parent's words is edited; half or fewer is paraphrased."""
    assert one("red green blue grey", "red green blue pink").op == "edited"
    assert one("red green blue grey", "red green pink teal").op == "paraphrased"


def test_merge_split_added_dropped_and_moved():
    """The contract's operations on a text that has them all."""
    whole = WIRE[3].removesuffix(".") + ", and " + WIRE[4][0].lower() + WIRE[4][1:]
    fresh = "Our reporter counted eleven lorries parked along the quay before dawn."
    ops = {e.child: e for e in between(WIRE, (WIRE[0], fresh, WIRE[1], WIRE[2], whole, WIRE[5]))}
    assert ops[(4,)].op == "merged"
    assert ops[(4,)].parent == (3, 4)
    assert ops[(1,)].op == "added"
    assert ops[(1,)].labels == ("own reporting inserted",)
    dropped = [e for e in between(WIRE, WIRE[:6]) if e.op == "dropped"]
    assert [e.parent for e in dropped] == [(6,), (7,)]
    assert all(e.labels == ("cut from the end",) for e in dropped)
    split = between((*WIRE[:3], whole, *WIRE[5:]), WIRE)
    assert [(e.parent, e.child) for e in split if e.op == "split"] == [((3,), (3, 4))]
    moved = between(WIRE, (*WIRE[1:6], WIRE[0], *WIRE[6:]))
    assert [e.child for e in moved if e.moved] == [(5,)]


WORDS = st.lists(st.sampled_from("the a of bridge cable harbour mayor said closed 14 red".split()), max_size=14)


@settings(deadline=None)  # a busy machine is no defect
@given(WORDS, WORDS)
def test_spans_give_back_both_texts(old: list[str], new: list[str]):
    """Equal and deleted words rebuild the parent, equal and inserted ones the child."""
    parent, child = " ".join(old), " ".join(new)
    found = spans(parent, child)
    assert folded_words(" ".join(s.parent for s in found)) == old
    assert folded_words(" ".join(s.child for s in found)) == new
    assert all(s.op != "equal" or s.parent == s.child for s in found)


@settings(deadline=None)  # a busy machine is no defect
@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_lose_no_character(parent: str, child: str):
    """Nothing but white space is lost, in any script."""
    found = spans(parent, child)
    assert "".join("".join(s.parent for s in found).split()) == "".join(parent.split())
    assert "".join("".join(s.child for s in found).split()) == "".join(child.split())


def test_phrases_are_not_confetti():
    """One phrase for another is one change, though an article stood in both."""
    found = spans("The head of the agency resigned on Monday.", "The director at the watchdog resigned on Monday.")
    assert [(s.op, s.parent, s.child) for s in found if s.op != "equal"] == [
        ("replace", "head of the agency", "director at the watchdog")
    ]


@settings(deadline=None)  # a busy machine is no defect
@given(WORDS, WORDS)
def test_changes_are_phrases_with_the_deletion_first(old: list[str], new: list[str]):
    """No two changes touch: what goes stands before what comes; no empty words part a phrase from its change."""
    found = spans(" ".join(old), " ".join(new))
    assert all(s.parent or s.child for s in found)
    for a, b in itertools.pairwise(found):
        assert (a.op == "equal") != (b.op == "equal")
    for a, gap, b in zip(found, found[1:], found[2:], strict=False):
        if gap.op == "equal" and "replace" in (a.op, b.op):
            words = folded_words(gap.parent)
            assert len(words) > BRIDGE_MOST or sum(map(worth, words)) > BRIDGE_WORTH
