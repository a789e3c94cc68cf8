"""Words as matching compares them."""

from hypothesis import given
from hypothesis import strategies as st

from shared.text import folded_words, words

PLAIN = st.text(alphabet="abZ09'’‘“”–— .,:-\n!", max_size=30)


@given(PLAIN | st.text(max_size=30))
def test_folded_words_are_the_words_folded(text: str) -> None:
    """Whichever way they are found."""
    assert folded_words(text) == [word.folded for word in words(text)]


def test_apostrophes_and_figures_hold_words_together() -> None:
    assert folded_words("Solander’s note of 2,900.50 at 11:40 – “isn't it?”") == [
        "solander's",
        "note",
        "of",
        "2,900.50",
        "at",
        "11:40",
        "isn't",
        "it",
    ]
