"""One text out of several readings."""

from hypothesis import given
from hypothesis import strategies as st

from services.provenance.consensus import Voice, agree
from shared.text import folded_words

WORD = st.sampled_from("the harbour burned late on tuesday night in orlesund says chief three two dead".split())
READING = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


def test_a_phrase_that_two_voices_keep_outweighs_its_absence_in_the_backbone() -> None:
    """Cutting is what outlets do most."""
    whole = "The hall, built in 1911, burned down on Tuesday night, police said."
    voices = [Voice("The hall burned down on Tuesday night, police said.", 1.0), Voice(whole, 0.9), Voice(whole, 0.9)]
    assert agree(voices) == whole


def test_one_voices_slip_is_outvoted() -> None:
    """Where two agree on a word, the third is wrong."""
    right = "Police put the damage at 58 million crowns."
    voices = [Voice(right.replace("58", "85"), 1.0), Voice(right, 0.9), Voice(right, 0.9)]
    assert "58" in agree(voices)


def test_what_two_voices_add_at_the_end_is_set_off_from_the_word_before() -> None:
    """Words stay words."""
    voices = [Voice("The harbour burned", 1.7), *[Voice("The harbour burned late on Tuesday", 0.9)] * 2]
    assert agree(voices) == "The harbour burned late on Tuesday"


@given(st.lists(st.tuples(READING, st.floats(0.1, 1.0)), min_size=1, max_size=5))
def test_every_word_of_the_outcome_stands_in_some_voice(readings: list[tuple[str, float]]) -> None:
    """Nothing is made up."""
    outcome = agree([Voice(t, w) for t, w in readings])
    assert set(folded_words(outcome)) <= {w for t, _ in readings for w in folded_words(t)}


def test_no_voices_say_nothing() -> None:
    """The empty case is the empty text."""
    assert agree([]) == ""


def test_a_word_put_in_the_place_of_another_does_not_stand_beside_it() -> None:
    """Taking out and putting in at one place is one change, voted on as one."""
    said = [Voice("They were licensed to carry 108 people.", 0.5)]
    said += [Voice("They were licensed to carry 180 people.", 0.3), Voice("They were licensed to carry 180.", 0.3)]
    assert agree(said) in ("They were licensed to carry 108 people.", "They were licensed to carry 180 people.")
