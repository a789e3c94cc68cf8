"""The finer labels of edits, each by sentences that deserve it and by neighbours that do not."""

import pytest

from shared.article import Sentence
from shared.collation.align import link
from shared.collation.edits import edits
from shared.collation.values import Edit, Link
from tests.collation.bridge_story import REWRITE, WIRE, sentences, witness

OPENING = "The lock keepers of Harrow met at dawn."


def labels(before: str, after: str) -> tuple[str, ...]:
    """The labels of a sentence in the middle of a text."""
    links = [Link(a=(n,), b=(n,), score=1.0) for n in range(2)]
    return edits(sentences((OPENING, before)), sentences((OPENING, after)), links)[1].labels


def between(parent: tuple[str, ...], child: tuple[str, ...]) -> tuple[Edit, ...]:
    return edits(sentences(parent), sentences(child), link(parent, child))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The dam is safe, the water board said.", "The water board said the dam is safe."),
        ("“Nobody slept,” said Ruda Kolm, the warden.", "Ruda Kolm, the warden, said: “Nobody slept.”"),
        ("According to the coastguard, the ferry sank.", "The ferry sank, according to the coastguard."),
        ("Der Damm sei sicher, sagte die Wasserwartin.", "Die Wasserwartin sagte, der Damm sei sicher."),
    ],
)
def test_a_moved_attribution_is_named_and_trivial(before: str, after: str) -> None:
    """Who said it stands elsewhere; what was said is the same."""
    assert "attribution moved" in labels(before, after)
    assert "attribution moved" in labels(after, before)
    assert "trivial" in labels(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The dam is safe, the water board said on Monday.", "The dam is unsafe, the water board says."),
        ("Ilse Framm said the roof was gone.", "Ilse Framm told reporters the roof was gone."),
        (
            "“They said no and told us to go,” Ruda Kolm recalled.",
            "“They told us to go and said no,” Ruda Kolm recalled.",
        ),
    ],
)
def test_another_verb_in_its_place_moves_no_attribution(before: str, after: str) -> None:
    """Nor does a verb of speech inside the quotation."""
    assert "attribution moved" not in labels(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“We lost the roof and every crate of apples,” said Ilse Framm.", "“We lost the roof,” said Ilse Framm."),
        ("“We lost the roof, and nobody was hurt,” said Ilse Framm.", "Ilse Framm said they “lost the roof.”"),
        ("“We lost the roof, the stalls and the crates,” she said.", "“We lost the roof … and the crates,” she said."),
        ("'We lost the neighbour's roof and the stalls,' she said.", "'We lost the neighbour's roof,' she said."),
        ("‘We lost the roof, the stalls and every crate,’ she said.", "“We lost the roof,” she said."),
        (
            "„Wir haben das Dach und alle Kisten verloren“, sagte sie.",
            "»Wir haben das Dach« und mehr verloren, sagte sie.",
        ),
        ("«Perdimos el techo y las cajas», dijo Inés.", "«Perdimos el techo», dijo Inés."),
        ("她说：“我们失去了屋顶和箱子。”", "她说：“我们失去了屋顶。”"),
    ],
)
def test_a_shortened_quotation_is_named(before: str, after: str) -> None:
    """Less is quoted, in the same order, whatever the marks."""
    assert "quote shortened" in labels(before, after)
    assert "quote shortened" not in labels(after, before)


def test_a_quotation_kept_whole_or_changed_is_not_shortened() -> None:
    """Words beside the quotation do not count, and other words are another quotation."""
    assert "quote shortened" not in labels(
        "“We lost the roof,” said Ilse Framm.", "“We lost the roof,” said Framm, 61."
    )
    assert "quote shortened" not in labels("“We lost the roof,” she said.", "“We lost it,” she said.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The blaze killed 31 people.", "The blaze killed 33 people."),
        ("The blaze killed two people.", "The blaze killed three people."),
        ("It cost $2.4 million.", "It cost $2.6 million."),
        ("The reef lies 12 miles offshore.", "The reef lies 34 kilometres offshore."),
        ("Turnout was 54 percent.", "Turnout was 45%."),
        ("Mayor Ilse Framm opened the lock.", "Mayor Ilse Fromm opened the lock."),
        ("The pact was signed in Velmouth.", "The pact was signed in Harrow."),
        ("Brenneke chaired the meeting.", "Brennecke chaired the meeting."),
        ("The fire began on Tuesday.", "The fire began on Wednesday."),
        ("The lock opens on 4 March.", "The lock opens on 5 March."),
        ("أغلقت البلدية 12 شارعا.", "أغلقت البلدية 15 شارعا."),
        ("大桥每天通行41000辆汽车。", "大桥每天通行14000辆汽车。"),
    ],
)
def test_a_changed_fact_is_named_and_substantial(before: str, after: str) -> None:
    """Another amount, another name, another day; a conversion that does not add up too."""
    assert "figure or name changed" in labels(before, after)
    assert "substantial" in labels(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mayor Ilse Framm opened the lock.", "Ilse Framm, the mayor, opened the lock."),
        ("It cost 1,200 crowns.", "It cost 1200 crowns."),
        ("Twelve boats sank.", "12 boats sank."),
        ("The vote rose by 5 percent.", "The vote rose by 5%."),
        ("It cost $2.4 million.", "It cost $2.4m."),
        ("The path is 12 kilometres long.", "The path is 12km long."),
        ("The path is 12 metres long.", "The path is 12 meters long."),
    ],
)
def test_another_way_to_print_a_fact_is_house_style(before: str, after: str) -> None:
    """Digits or words, signs or names of units: the fact is the same."""
    assert labels(before, after) == ("spelling/house style", "trivial")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The reef lies 12 miles offshore.", "The reef lies 19 kilometres offshore."),
        ("The reef lies 12 miles offshore.", "The reef lies 12 miles (19 km) offshore."),
        ("The wall is six feet high.", "The wall is 1.8 metres high."),
        ("The farm has 250 acres.", "The farm has 101 hectares."),
        ("It fell to 14 degrees Fahrenheit.", "It fell to minus 10C."),
        ("The house sold for $2.4 million.", "The house sold for 2.2 million euros."),
        ("The house sold for $2.4 million.", "The house sold for $2.4 million (£1.9m)."),
        ("The gale blew at 60 mph.", "The gale blew at 97 km/h."),
    ],
)
def test_a_conversion_is_named(before: str, after: str) -> None:
    """The same amount in another unit or currency is no changed figure."""
    found = labels(before, after)
    assert "unit or currency converted" in found
    assert "figure or name changed" not in found
    assert "trivial" in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fire began at the mill on Tuesday.", "The fire began at the mill yesterday."),
        ("The fire began at the mill on Tuesday.", "The fire began at the mill on 4 March."),
        ("The fire began on March 4.", "The fire began on 4 March."),
        ("The strike began earlier this month.", "The strike began in November."),
        ("The vote is due at 3 p.m.", "The vote is due at 15:00."),
        ("Das Feuer begann am Dienstag.", "Das Feuer begann gestern."),
        ("L’incendie a commencé mardi.", "L’incendie a commencé le 4 mars."),
    ],
)
def test_a_date_said_anew_is_named(before: str, after: str) -> None:
    """The same time by another calendar, or seen from another day."""
    assert labels(before, after) == ("date re-expressed", "trivial")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“It is over,” he said.", "'It is over', he said."),
        ("The harbour, he said, is shut.", "The harbor he said is shut."),
        ("The U.S. envoy left.", "The US envoy left."),
        ("Prime Minister Odo Trell resigned.", "prime minister Odo Trell resigned."),
        ("The organisation recognised the defence programme.", "The organization recognized the defense program."),
        ("The grey tyre burst near the centre.", "The gray tire burst near the center."),
        ("The board didn't meet.", "The board did not meet."),
        ("Mr. Trell left by car on Tuesday.", "Trell left by car."),
        ("After the storm, the ferry sailed.", "The ferry sailed after the storm."),
    ],
)
def test_style_is_told_from_content(before: str, after: str) -> None:
    """Commas, quotation marks, spelling, titles and a clause that changed places say nothing new."""
    assert labels(before, after) == ("spelling/house style", "trivial")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The lock was closed for two days.", "The lock was not closed for two days."),
        ("The bill will pass.", "The bill may pass."),
        ("The board accepted the offer.", "The board rejected the offer."),
        ("The court freed the boy.", "The boy freed the court."),
        ("The tire of the truck burst.", "The tyre of the lorry burst."),
        ("The mill burned for six hours.", "The mill burned."),
    ],
)
def test_content_is_never_trivial(before: str, after: str) -> None:
    """A denial, another verb, changed places of doer and done-to, a fact left out."""
    assert labels(before, after)[-1] == "substantial"
    assert "spelling/house style" not in labels(before, after)


def test_a_rewritten_lead_is_named_only_at_the_front() -> None:
    """House style in the lead is none; the same words further down are none."""
    assert "lead rewritten" in between(WIRE, REWRITE)[0].labels
    assert all("lead rewritten" not in e.labels for e in between(WIRE, REWRITE)[1:])
    styled = (WIRE[0].replace("harbour", "harbor"), *WIRE[1:])
    assert "lead rewritten" not in between(WIRE, styled)[0].labels


def test_a_headline_is_named_with_its_weight() -> None:
    """Another case is trivial, another headline is not."""
    for head, weight in (("Tarn bridge shut", "trivial"), ("Cable snaps over harbour", "substantial")):
        a, b = witness("a", WIRE, headline="Tarn Bridge shut"), witness("b", WIRE, headline=head)
        found = edits(a.sentences, b.sentences, [Link(a=(n,), b=(n,), score=1.0) for n in range(1, len(WIRE) + 1)])
        assert [e.labels for e in found if e.parent == (0,)] == [("headline changed", weight)]


def test_a_cut_from_the_end_is_told_from_a_cut_inside() -> None:
    """Only what stood behind the last sentence that was taken; nothing is cut from a text that was not taken."""
    dropped = {e.parent: e.labels for e in between(WIRE, (WIRE[0], *WIRE[2:6])) if e.op == "dropped"}
    assert dropped == {(1,): (), (6,): ("cut from the end",), (7,): ("cut from the end",)}
    untaken = edits(sentences(WIRE[:2]), sentences(("Pears are late this year.",)), [])
    assert all(e.labels == () for e in untaken if e.op == "dropped")


def test_own_reporting_and_corrections_are_told_apart() -> None:
    """What a child has of its own is reporting, unless the page calls it a correction."""
    note = Sentence(text="Correction: the bridge opened in 1961.", kind="correction", paragraph=9)
    child = (*sentences((*WIRE[:3], "Our reporter counted eleven lorries on the quay before dawn.")), note)
    found = [e for e in edits(sentences(WIRE[:3]), child, link(WIRE[:3], WIRE[:3])) if e.op == "added"]
    assert [e.labels for e in found] == [("own reporting inserted",), ("correction added",)]


def test_a_split_shortens_no_quotation() -> None:
    """The rest of what was said stands in the next sentence."""
    whole = "“The deck sang, and the cable whipped over the quay,” said Oda Brenneke, a ferry pilot, who was on watch."
    parts = ("“The deck sang,” said Oda Brenneke, a ferry pilot.", "“The cable whipped over the quay,” said Brenneke.")
    links = [Link(a=(0,), b=(n,), score=1.0) for n in range(2)]
    found = edits(sentences((whole,)), sentences(parts), links)
    assert [e.op for e in found] == ["split"]
    assert "quote shortened" not in found[0].labels
