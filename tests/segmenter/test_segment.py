"""A page's blocks get their kinds, and the story stays whole."""

import pytest

from services.segmenter.segment import segment
from shared.article import Article, Block

STORY = (
    "The harbour council voted on Monday to close the old lock after two barges were damaged there in a week.",
    "Council leader Tilda Marr said the gates had failed an inspection in March and could not be repaired in place.",
    "“You cannot ask people to sail through a lock that nobody trusts,” Marr told reporters outside the town hall.",
    "The lock was built in 1911 and carries about 4,000 boats a year, most of them from the marina at Fennick.",
    "A new lock would cost 12 million crowns, according to an estimate that the council published in May.",
)


def article(*texts: str, **fields: str) -> Article:
    """A bare article with one block for each text."""
    file = fields.pop("file", "story.txt")
    return Article(id="a", file=file, blocks=tuple(Block(text=t) for t in texts), **fields)


def kinds(*texts: str, **fields: str) -> list[str]:
    """The kind of each text's first sentence."""
    sentences = segment(article(*texts, **fields)).sentences
    return [next(s.kind for s in sentences if s.paragraph == i) for i in range(len(texts))]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our morning newsletter, free every weekday.",
        "Support independent journalism. Become a member of The Fennick Post today.",
        "We use cookies to improve this website. Manage your preferences",
        "Follow us on Facebook | Instagram | Telegram",
        "Download our app for breaking news alerts.",
        "You have read your last free article. Subscribe to continue.",
        "Read more: The keepers who never left",
        "ADVERTISEMENT",
        "Your comment is read by our team before it appears.",
        "You have reached the end of your free preview.",
        "The views expressed here are those of the author and not of this newspaper.",
        "Reporting for this article was supported by the Orrin Fund.",
        "Already a member? Sign in to read the rest.",
        "Tap the bell icon to get alerts about this story.",
    ],
)
@pytest.mark.parametrize("place", [0, 2, len(STORY)])
def test_furniture_is_no_body_wherever_it_stands(line: str, place: int) -> None:
    """Calls to the reader are furniture at the top, inside and below; all of the story stays."""
    found = kinds(*STORY[:place], line, *STORY[place:])
    assert found[place] != "body"
    assert found.count("body") == len(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "“Please stay at home and listen to us,” the harbour master said.",
        "We watched the gates open at dawn with the keeper and his dog.",
        "The newspaper said it had 40,000 subscribers to its website.",
        "The commission will report in June.",
        "No one was hurt.",
        "She declined to comment.",
        "The marina's app was down for six hours on Tuesday.",
        "Readers of the minutes will find no mention of the crack.",
        "The newspaper's editor, Jon Prell, was among those at the hearing.",
        "Follow-up tests are planned for June.",
        "The council will publish the full report on its website next week.",
        "Support for the measure has fallen to 41 percent since March.",
        "No date has been set.",
        "The video was seen 40,000 times before the channel took it down.",
    ],
)
@pytest.mark.parametrize("place", [2, len(STORY)])
def test_story_lines_that_sound_like_furniture_stay(line: str, place: int) -> None:
    """Quotes in the second person, own reporting and news of the trade are body, last lines too."""
    assert kinds(*STORY[:place], line, *STORY[place:])[place] == "body"


def test_a_run_of_furniture_is_cut_whole() -> None:
    """A paragraph between two pieces of furniture goes with them."""
    run = (
        "Why have we closed our comments to all but subscribers?",
        "We would like the talk below our stories to be worth your time.",
        "Sadly a noisy few have made that hard, under names that are not their own.",
        "So only our paying subscribers will be able to comment on our website from now on.",
        "Read our rules here",
    )
    assert kinds(*STORY, *run)[len(STORY) :] == ["boilerplate"] * len(run)


def test_corrections_captions_and_closing_lines_are_labelled() -> None:
    """Corrections are kept under their own kind; captions and contributors are no body."""
    found = kinds(
        *STORY,
        "Correction: An earlier version of this article gave the wrong year for the lock.",
        "The old lock at Fennick on Monday. (Photo: Ada Brill/Fennick Post)",
        "(Reporting by Ada Brill; Editing by Tom Hale)",
        "© Agence France-Presse",
    )
    assert found[len(STORY) :] == ["correction", "caption", "boilerplate", "credit"]


@pytest.mark.parametrize(
    ("front", "agency"),
    [
        ("FENNICK, Norland (AP) — ", "AP"),
        ("FENNICK, March 12 (Reuters) - ", "Reuters"),
        ("Fennick (Norland) (AFP) – ", "AFP"),
        ("Fennick (dpa/lno) - ", "dpa"),
        ("MADRID, 12 mar. (EUROPA PRESS) - ", "Europa Press"),
        ("FENNICK — ", None),
        ("FENNICK: ", None),
        ("FENNICK, Norland — ", None),
    ],
)
def test_a_dateline_is_cut_off_and_kept(front: str, agency: str | None) -> None:
    """The dateline is an entry of its own before the first sentence; its parenthesis names the agency."""
    witness = segment(article(front + STORY[0], *STORY[1:]))
    assert [s.kind for s in witness.sentences[:2]] == ["dateline", "body"]
    assert witness.sentences[1].text == STORY[0]
    assert (witness.dateline, witness.agency) == (front.strip(), agency)


def test_a_quoted_source_or_a_photo_is_no_agency() -> None:
    """State agencies that a story quotes, and picture credits, name no writer."""
    witness = segment(
        article(
            "A boat at sea. (AP Photo/Ada Brill)",
            *STORY,
            "The Korean Central News Agency (KCNA) reported the closure, and the minister told KCNA it was final.",
        )
    )
    assert witness.agency is None


def test_the_agency_shows_in_the_text_and_each_place_is_a_fact() -> None:
    """A story that speaks of its own agency names it; wrong credits stay beside as evidence."""
    witness = segment(article(*STORY, "A keeper told The Associated Press that he had warned of it.", byline="Reuters"))
    assert witness.agency == "AP"
    assert {(f.name, f.source, f.value) for f in witness.facts} == {
        ("agency", "text", "AP"),
        ("agency", "byline", "Reuters"),
        ("credit", "printed credit", "Reuters"),
        ("language", "guessed from the text", "en"),
    }
    assert witness.credit == "Reuters"


def test_wire_marks_are_read_and_are_no_body() -> None:
    """Slug, version, notes and terms of use are kept as marks."""
    witness = segment(
        article(
            "^BC-EU--Fennick Lock,3rd Ld-Writethru",
            "Eds: ADDS quote in paragraph 3.",
            *STORY,
            "Copyright 2024 The Fennick Wire. All rights reserved. This material may not be published.",
        )
    )
    assert witness.marks.version == 3
    assert witness.marks.slug == "BC-EU--Fennick Lock"
    assert witness.marks.notes == ("Eds: ADDS quote in paragraph 3.",)
    assert witness.marks.usage
    assert len(witness.body()) == len(STORY)


def test_a_text_of_another_voice_keeps_its_body() -> None:
    """A column in the first and second person is measured against its own voice."""
    column = (
        "You know the feeling when the kettle will not boil and your train is due.",
        "I have asked my neighbours, and we all agree that our kettles are getting slower.",
        "Take my own: I bought it in a shop that we both know, and it has never once hurried.",
        "So try this at home. Fill yours, watch the clock, and tell me that I am wrong.",
    )
    assert kinds(*column) == ["body"] * len(column)


def test_other_languages_lose_no_body() -> None:
    """Where the cues know few words, only what clearly speaks to the reader is cut."""
    found = kinds(
        "Das Wehr wurde am Montag geschlossen, nachdem zwei Kähne beschädigt worden waren.",
        "Der Rat kündigte eine Untersuchung an. Sie soll im Herbst beginnen.",
        "Abonnieren Sie unseren Newsletter!",
    )
    assert found == ["body", "body", "boilerplate"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["a", '" ', "A. ", "(", "word ", "A B, ", "“", "Aa said. "])
def test_a_dump_is_segmented_in_bounded_time(piece: str) -> None:
    """A hundred thousand characters of one kind neither hang nor break the segmenter."""
    assert segment(article(piece * (100_000 // len(piece)))).sentences
