"""An edge as an editor reads it: order, words, folding, what counts most."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bridge import bridge
from benchmarks.fictional import report
from services.provenance.descent import descent
from services.provenance.web.views.edge import edge_view, pieces, substance
from services.provenance.web.wording import brief, percent, span, summary
from shared.collation.spans import spans
from shared.collation.values import Edit, Span


def view(parent: str, child: str, made=None):
    story = descent(made or bridge())
    edge = story.edge(parent, child)
    assert edge
    return edge_view(story, edge)


def test_a_changed_word_is_one_deletion_and_one_insertion():
    """`drivers` went, `motorists` came; the rest is untouched."""
    changed = [s for s in view("w1", "post").steps if s.op == "edited"]
    assert [(p.op, p.text) for p in changed[0].pieces if p.op != "equal"] == [
        ("delete", "drivers"),
        ("insert", "motorists"),
    ]


def test_deletions_stand_before_insertions_even_when_given_the_other_way():
    """Readers expect what was, then what is."""
    spans = (
        Span(op="equal", parent="in ", child="in "),
        Span(op="insert", parent="", child="early "),
        Span(op="delete", parent="late ", child=""),
        Span(op="equal", parent="May", child="May"),
    )
    edit = Edit(op="edited", parent=(0,), child=(0,), spans=spans)
    assert [p.op for p in pieces(edit, "in late May", "in early May")] == ["equal", "delete", "insert", "equal"]


def test_a_cut_sentence_stands_where_its_neighbours_stood():
    """Cut sentences are shown in place, not in a heap at the end."""
    texts = [step.before for step in view("w2", "echo").steps]
    assert texts[1].startswith("The harbour board voted")
    assert texts[-1] == "The bridge opened in 1931."


def test_a_move_is_shown_at_both_ends_and_is_no_deletion():
    """The moved sentence is marked where it stands and leaves a link where it stood."""
    shown = view("w2", "coast")
    steps = [step for run in shown.runs for step in run.steps]
    ghosts = [s for s in steps if s.ghost]
    moved = [s for s in steps if s.moved and not s.ghost]
    assert (
        [g.before for g in ghosts]
        == [m.after for m in moved]
        == ["The old swing bridge at Verrin will close to cars on Monday."]
    )
    assert ghosts[0].number == moved[0].number
    assert not any(p.op == "delete" for s in moved for p in s.pieces)


def test_unchanged_sentences_fold_and_changed_ones_do_not():
    """Runs of untouched sentences become one line; no fold hides a change."""
    shown = view("w1", "post")
    folded = [run for run in shown.runs if run.folded]
    assert [run.said for run in folded] == ["3 sentences unchanged", "2 sentences unchanged"]
    assert all(step.plain for run in folded for step in run.steps)


def test_the_reason_against_is_kept_apart_from_those_for():
    """Evidence is ordered by strength and says which way it speaks."""
    reasons = view("w1", "post").reasons
    assert [r.speaks_for for r in reasons] == [True, True, False]
    assert reasons[0].share == 1.0


def test_a_short_change_of_a_figure_counts_more_than_a_long_matter_of_style():
    """Substance first: what touches facts outweighs length."""
    figure = Edit(
        op="edited",
        parent=(0,),
        child=(0,),
        labels=("figure or name changed", "substantial"),
        spans=(Span(op="replace", parent="3", child="5"),),
    )
    style = Edit(
        op="edited",
        parent=(1,),
        child=(1,),
        labels=("spelling/house style", "trivial"),
        spans=(Span(op="replace", parent="a b c d e f g h", child="i j k l m n o p"),),
    )
    assert substance(figure, "3", "5") > substance(style, "a b", "i j")


@given(st.integers(0, 500))
@settings(max_examples=20, deadline=None)
def test_every_edit_is_shown_exactly_once(seed):
    """Nothing that the alignment found is lost on the page, nothing doubled."""
    story = descent(report(seed, 6, 2))
    for edge in story.story.edges:
        shown = edge_view(story, edge)
        assert sorted(s.number for s in shown.steps) == list(range(1, len(edge.edits) + 1))
        before = sorted(s.before for s in shown.steps if s.before)
        assert before == sorted(line.text for line in story.lines(edge.parent))
        kept = [p.text for s in shown.steps for p in s.pieces if p.op != "delete"]
        assert " ".join(kept).split() == " ".join(line.text for line in story.lines(edge.child)).split()


def test_the_summary_names_changes_before_what_was_kept():
    """One sentence, in the order an editor asks."""
    counts = {"verbatim": 3, "dropped": 4, "added": 2, "paraphrased": 1}
    assert summary(counts, 1) == ("Cut 4 sentences, added 2 of its own, rewrote 1, moved 1 and kept 3 word for word.")
    assert summary({"verbatim": 5}) == "Took all 5 sentences word for word."


def test_a_percentage_never_claims_certainty_it_does_not_have():
    """0.999 is not all of it, and 0.001 is not nothing."""
    assert [percent(x) for x in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "1%", "50%", "99%", "100%"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It costs $5 (again), he said.", "It costs $7 (again), he says."),
        ("一二三", "一四三"),
    ],
)
def test_blanks_stand_where_the_printed_text_has_them(before, after):
    """A sign before a figure, scripts without spaces: the text decides, no rule of one language."""
    edit = Edit(op="edited", parent=(0,), child=(0,), spans=spans(before, after))
    shown = pieces(edit, before, after)
    child = "".join((" " if p.apart and i else "") + p.text for i, p in enumerate(p for p in shown if p.op != "delete"))
    assert child == after


def test_a_span_of_time_says_the_day_and_the_zone_once():
    """What both ends share is read once; what differs is said of each."""
    day = "2025-03-11T"
    assert span(f"{day}07:55:00+01:00", f"{day}17:50:00+01:00") == "11 Mar 2025, 07:55 – 17:50 +01:00"
    assert span(f"{day}07:55:00+01:00", f"{day}17:50:00Z") == "11 Mar 2025, 07:55 +01:00 – 17:50 UTC"
    assert [brief(f"{day}07:55:00Z"), brief("2025-03-11"), brief(None)] == ["11 Mar, 07:55", "11 Mar", "time unknown"]
