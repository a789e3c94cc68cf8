"""Pages of one subject, written anew, and pages of neighbouring subjects."""

from shared.article import Sentence, Witness
from shared.collation.align import collate
from shared.collation.subject import subject_kinship

SUNDIAL = (
    "a sundial tells the hour by the shadow of a gnomon on a plate",
    "the gnomon of a horizontal sundial is as steep as the latitude of its place",
    "gnomonics is the craft of drawing hour lines for sundials",
)
SUNDIAL_ANEW = (
    "sundials were the clocks of monasteries , and some churches keep theirs",
    "whoever sets a gnomon must know the latitude , or every hour line is wrong",
    "the word gnomon is greek , and gnomonics was taught with astronomy",
    "an equatorial sundial has its plate parallel to the equator",
)
HOURGLASS = (
    "an hourglass tells the hour by sand that runs from one bulb to another",
    "monasteries and ships kept hourglasses before clocks were cheap",
    "the craft of blowing bulbs was guarded by glassmakers",
)


def page(name: str, texts: tuple[str, ...], **printed: str) -> Witness:
    sentences = tuple(Sentence(text=t, kind="body", paragraph=k) for k, t in enumerate(texts))
    return Witness(id=name, file=f"{name}.txt", language="en", sentences=sentences, **printed)


def test_a_page_written_anew_is_of_the_same_page() -> None:
    found = collate(page("a", SUNDIAL), page("b", SUNDIAL_ANEW))
    assert (found.verdict, found.kinship > 0.5) == ("rewrite", True)


def test_neighbouring_subjects_are_pages_of_their_own() -> None:
    assert subject_kinship(page("a", SUNDIAL), page("b", HOURGLASS)) < 0.1
    assert subject_kinship(page("a", SUNDIAL_ANEW), page("b", HOURGLASS)) < 0.1


def test_news_is_not_known_by_its_subject() -> None:
    """Reports of one event have one subject and need not derive from one another."""
    assert subject_kinship(page("a", SUNDIAL, outlet="Skerry Echo"), page("b", SUNDIAL_ANEW)) == 0


def test_tables_of_one_trade_are_no_versions_of_each_other() -> None:
    rows = (
        "Net landings {} crans against {}",
        "Gross landings {} crans against {}",
        "Avg price {} per cran against {}",
    )
    tables = [
        page(str(k), tuple(r.format(k + 101 * n, k + 77 * n) for n, r in enumerate(rows * 2, 1))) for k in (3, 40)
    ]
    assert subject_kinship(*tables) == 0
    lowered = [page(t.id, tuple(s.text.lower() for s in t.sentences)) for t in tables]
    assert subject_kinship(*lowered) > 0.5, "nothing but the figures told them apart"


def test_likeness_is_the_same_from_either_side() -> None:
    a, b = page("a", SUNDIAL), page("b", SUNDIAL_ANEW)
    assert subject_kinship(a, b) == subject_kinship(b, a)


def test_a_page_of_common_words_has_no_subject() -> None:
    assert subject_kinship(page("a", ("it is what it is",)), page("b", ("it was what it was",))) < 0.01


def test_scripts_without_spaces_have_no_subject_here() -> None:
    """Their letters are the words; any two texts share most of them."""
    one = page("a", ("海岸上有一座灯塔，用灰色的石头建成。",)).model_copy(update={"language": "zh"})
    other = page("b", ("海岸上没有灯塔，石头是灰色的。",)).model_copy(update={"language": "zh"})
    assert subject_kinship(one, other) < 0.01
