"""Whether two texts speak of one matter, or are only cast in one mould."""

from shared.collation.matter import same_matter
from tests.alignment.telegrams import OTHER_STORY, OWN_REPORTING, REWRITE, STORY, house_styled


def issue(company: str, bank: str, sum_: str, coupon: str, year: str) -> tuple[str, ...]:
    """A report on a bond issue: one mould for all."""
    return (
        f"{company} is issuing {sum_} crowns of notes due {year}, said lead manager {bank}.",
        f"The notes have a {coupon} percent coupon and were priced at par, {bank} said.",
        "Fees comprise two percent for selling and one for management, and listing is in Oldmere.",
    )


def test_a_story_and_its_takers_speak_of_one_matter() -> None:
    """Cut, styled, rewritten or buried: the lead's names and most of the facts are there."""
    for taker in (STORY[:4], STORY[5:], house_styled(STORY), REWRITE, OWN_REPORTING + STORY[:5]):
        assert same_matter(STORY, taker)
        assert same_matter(taker, STORY)


def test_reports_cast_in_one_mould_do_not() -> None:
    """Another company, another bank, another sum: the shared phrases are the mould's."""
    one = issue("Fennwick Tin", "Crake and Daughters", "80 million", "5.25", "1994")
    other = issue("Velloe Shipping", "Harrow Brothers", "125 million", "7.5", "2001")
    assert not same_matter(one, other)


def test_another_story_does_not() -> None:
    """Nothing in common is no common matter."""
    assert not same_matter(STORY, OTHER_STORY)


def test_texts_without_capitals_and_figures_are_not_held_to_them() -> None:
    """Scripts without capital letters have nothing that could speak against a copy."""
    assert same_matter(("潜水员在北闸门发现一道裂缝。",), ("运河信托表示，驳船将返航。",))
