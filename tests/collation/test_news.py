"""What shows a text to be news."""

import pytest

from shared.article import Sentence, Witness
from shared.collation.news import is_news

ENTRY = "A lighthouse stands on the northern cape. It was built of grey stone in 1871 and burned oil until the war."


def witness(text: str, **printed: str) -> Witness:
    return Witness(id="x", file="x.txt", sentences=(Sentence(text=text, kind="body", paragraph=0),), **printed)


def test_an_entry_is_no_news() -> None:
    assert not is_news(witness(ENTRY))


@pytest.mark.parametrize("name", ["outlet", "byline", "dateline", "credit", "published_at"])
def test_who_printed_it_where_when_and_after_whom_shows_news(name: str) -> None:
    assert is_news(witness(ENTRY, **{name: "2031-05-02" if name == "published_at" else "Skerry Echo"}))


@pytest.mark.parametrize(
    "report",
    ["The keeper said the lamp would be lit again.", "The lamp will be lit again on Friday.", "Der Wärter sagte das."],
)
def test_reported_speech_and_time_told_from_today_show_news(report: str) -> None:
    assert is_news(witness(f"{ENTRY} {report}"))


def test_a_word_of_it_in_a_long_text_shows_nothing() -> None:
    assert not is_news(witness(f"{ENTRY * 20} The first keeper is said to have slept on Friday."))
