"""Sentences part as news needs it, whatever the typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.segmenter.sentences import split

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sen. J. B. Orr, D-Ill., met Gov. Ana Vale on Feb. 3. He left.", 2),
        ("The ferry rolled over at 11:40 p.m. Thursday off the cape. Nine are missing.", 2),
        ("The U.S. Senate voted. No. 2 crew left.", 2),
        ("The talks were held in Washington, D.C. The end is open.", 2),
        ("The road reopens in May. Others stay shut.", 2),
        ("At 58, Mr. Orr won 6-4, 6-3. He beat Brack 2-1... Then he stopped.", 3),
        ("“Go now. Leave the car,” she said. “We did.”", 2),
        ("He said: ‘We go. They stay.’ Then he left. The boys’ club won.", 3),
    ],
)
def test_news_text_parts_where_a_reader_would_part_it(text: str, count: int) -> None:
    """Abbreviations, initials, scores and quotations do not part a sentence."""
    assert len(split(text, "en")) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Mai sagte Dr. Weiß: „Wir gehen. Sie bleiben.“ Rund 30 Mio. Euro fehlen.", 2),
        ("fr", "M. Vallon part. « Nous partons. C’est fini », a dit Mme Orr.", 2),
        ("es", "¿Qué pasó? El Sr. Vega dijo que no.", 2),
        ("ar", "قال الوزير اليوم. هل ينجح؟ لا أحد يعرف.", 3),
        ("zh", "会谈开始。他走了！双方签署协议。", 3),
    ],
)
def test_other_languages_part_by_their_own_marks(language: str, text: str, count: int) -> None:
    """Each language brings its own marks and abbreviations."""
    assert len(split(text, language)) == count


@pytest.mark.parametrize(
    "text",
    [
        "“Go now. Leave the car,” she said. Others didn’t. “We stay.”",
        "He called it ‘a farce. A bad one’ on Monday. The chief’s office said so.",
    ],
)
def test_curly_and_straight_marks_part_alike(text: str) -> None:
    """The same split whatever the typography."""
    assert [s.translate(STRAIGHT) for s in split(text, "en")] == list(split(text.translate(STRAIGHT), "en"))


@given(st.text(alphabet="ab.!? “”\"'‘’«»A\n…", max_size=80))
def test_nothing_printed_is_lost(text: str) -> None:
    """Joined, the sentences hold every character but white space."""
    assert "".join("".join(split(text, "en")).split()) == "".join(text.split())
