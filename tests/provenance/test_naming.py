"""Whom a body names, and what that says of its source."""

from services.provenance.marks import Rulings
from services.provenance.naming import Papers, named
from services.provenance.pricing import NEVER, price_all, ruled
from services.provenance.table import lay_out
from services.provenance.trace import trace
from shared.article import Sentence, Witness
from shared.collation.align import collate
from tests.provenance.harbour_fire import family, witness


def told(article: str, outlet: str, text: str, *, agency_page: bool = False) -> Witness:
    return witness(article, (text,), None, outlet=outlet, agency_page=agency_page)


def test_a_body_that_says_whom_it_was_told_names_that_outlet() -> None:
    people = [
        told("a", "The Harbour Chronicle", "The mayor spoke to this newspaper."),
        told("b", "Northern Echo", "The mayor told the Harbour Chronicle that he would go."),
        told("c", "Evening Star", "Chroniclers of the harbour said nothing."),
    ]
    assert named(people).tolist() == [[False, True, False], [False] * 3, [False] * 3]


def test_agencies_short_names_and_ones_own_name_are_not_heard() -> None:
    """An agency is named everywhere; "Sun" is a word; a paper that names itself names nobody."""
    people = [
        told("a", "Continental Press Agency", "A fire broke out.", agency_page=True),
        told("b", "Sun", "The sun rose, Continental Press Agency reported."),
        told("c", "Harbour Chronicle Weekend", "The mayor told the Harbour Chronicle so."),
        told("d", "Harbour Chronicle", "The mayor told the Harbour Chronicle so."),
    ]
    assert not named(people).any()


def test_a_name_inside_a_word_or_with_signs_is_no_trap() -> None:
    people = [
        told("a", "Post (Harbour)", "Nothing."),
        told("b", "Dale Echo", "He told Post (Harbour) that it was so."),
        told("c", "Gull", "He told the Seagulls so."),
    ]
    assert named(people).tolist() == [[False, True, False], [False] * 3, [False] * 3]


def test_an_edge_says_that_its_text_names_the_source_and_a_veto_outweighs_it() -> None:
    plain = family()
    dispatch, echo = (next(k for k, w in enumerate(plain) if w.id == name) for name in ("dispatch", "echo"))
    told_it = Sentence(text="She spoke to the Dispatch later.", kind="body", paragraph=9)
    plain[echo] = plain[echo].model_copy(update={"sentences": (*plain[echo].sentences, told_it)})
    edge = next(e for e in trace(plain, {}).edges if e.child == "echo" and e.role == "main")
    assert edge.parent == "dispatch"
    assert "names Dispatch in its text" in [e.text for e in edge.evidence if e.kind == "naming"]

    prices = price_all(lay_out(plain, collate), [None] * len(plain), named=named(plain))
    barred = ruled(prices, Rulings(vetoed={echo: frozenset({dispatch})}))
    assert barred.copying[dispatch, echo] == NEVER


def test_a_text_that_names_an_outlet_of_the_story_is_known() -> None:
    """An agency's own page is none of them, nor is a name too short to tell from a word."""
    plain = [w.model_copy(update={"outlet": "The Quay Journal", "agency_page": False}) for w in family()[:1]]
    papers = Papers([*plain, *(w.model_copy(update={"outlet": "Dock"}) for w in family()[1:2])])
    assert papers.named_in("Two people told the Quay Journal so.")
    assert papers.named_in("The Quay Journal’s reporter was there.")
    assert not papers.named_in("Two people on the quay told a journal.")
    assert not papers.named_in("The dock was closed.")


def test_an_outlet_whose_name_has_no_words_is_named_by_nobody() -> None:
    """Signs alone are no name, and cost no story its trace."""
    odd = [w.model_copy(update={"outlet": name}) for w, name in zip(family(), ("§§§ ©", "", "ªªªªªª"), strict=False)]
    assert not named([*odd, *family()[3:]]).any(axis=1)[:2].any()
    assert trace([*odd, *family()[3:]], {}).edges
