"""Sister sites are told from strangers by the houses their articles show, and nothing else follows from it."""

from services.provenance.report import report
from services.provenance.trace import trace
from shared.article import Fact, Witness
from shared.report import Mark
from tests.provenance.harbour_fire import family


def showing(witness: Witness, *houses: str) -> Witness:
    facts = tuple(Fact(name="house", value=h, source="printed copyright") for h in houses)
    return witness.model_copy(update={"facts": facts})


def test_outlets_that_show_one_owner_are_named_as_sisters() -> None:
    """However it is spelt; strangers and the outlet's own articles are not."""
    a, b, c, d, e, f = family()
    again = showing(a, "saltmarsh.example").model_copy(update={"id": "again"})
    told = [showing(a, "Saltmarsh Press"), showing(b, "SALTMARSH press", "quay.example"), showing(c, "quay.example"), d]
    found = {x.id: x.sisters for x in report([*told, showing(e, "Other House"), f, again], []).articles}
    assert found["anchor"] == ("Beacon",)
    assert found["beacon"] == ("Anchor", "Courier")
    assert found["courier"] == ("Beacon",)
    assert {found[x] for x in ("dispatch", "echo", "gazette", "again")} == {()}


def test_an_outlet_that_names_another_as_its_owner_is_its_sister() -> None:
    """With or without an article in front of the name."""
    a, b, c, *_ = family()
    found = {x.id: x.sisters for x in report([a, showing(b, "The Anchor"), showing(c, "Coast Holding")], []).articles}
    assert found == {"anchor": ("Beacon",), "beacon": ("Anchor",), "courier": ()}


def test_the_hint_changes_no_tree_and_an_editors_mark_stands_beside_it() -> None:
    """A weak fact decides nothing; the house is the editor's word."""
    plain = family()
    told = [showing(w, "Saltmarsh Press") for w in plain]
    assert trace(told, {}) == trace(plain, {})
    mark = Mark(id="m", kind="same house", subject="Anchor", other="Beacon")
    houses = {a.outlet: a.house for a in report(told, [], marks=[mark]).articles}
    assert houses["Anchor"] == houses["Beacon"] == "Anchor"
    assert houses["Courier"] is None


def test_a_report_holds_every_fact_with_its_place() -> None:
    """Contradictions too."""
    facts = (
        Fact(name="outlet", value="Anchor", source="og:site_name"),
        Fact(name="outlet", value="The Anchor", source="title suffix"),
    )
    (found,) = report([family()[0].model_copy(update={"facts": facts})], []).articles
    assert found.facts == facts
