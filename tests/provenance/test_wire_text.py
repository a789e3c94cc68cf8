"""The wire's text, given the tree: what the voices show, and nothing that none of them prints."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from services.provenance.memory import Memory
from services.provenance.search import Tree
from services.provenance.second import Pair
from services.provenance.table import Table, lay_out
from services.provenance.versions import Chain
from services.provenance.voices import PANEL, hear
from services.provenance.wire_text import wire_texts
from shared.article import Witness
from shared.collation.align import collate
from shared.report import WireSentence
from shared.text import folded_words
from tests.provenance.harbour_fire import FIRST, SECOND, family, witness

ON_FIRST, ON_SECOND = -1, -2
TREE = {"anchor": ON_FIRST, "beacon": ON_FIRST, "courier": ON_SECOND, "dispatch": ON_SECOND, "gazette": ON_SECOND}
OWN = "Our reporter met Lars Nyborg, a baker, who gave out bread to the crew of the tug Sigrun all night."


def laid_out(witnesses: Sequence[Witness]) -> tuple[tuple[Witness, ...], Table]:
    ordered = tuple(sorted(witnesses, key=lambda w: w.id))
    pairs = {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(ordered, 2)}
    return ordered, lay_out(ordered, lambda a, b: pairs[a.id, b.id])


def tree(parents: Sequence[int], columns: int, versions: int = 2) -> Tree:
    state = np.zeros((versions, columns), dtype=np.intp)
    chain = Chain(state, state, ((),) * versions, 0.0, {})
    return Tree(tuple(parents), (0,) * len(parents), chain, np.zeros((versions, len(parents))), 0.0)


def texts(witnesses: Sequence[Witness], on: Mapping[str, int]) -> tuple[tuple[WireSentence, ...], ...]:
    ordered, table = laid_out(witnesses)
    ids = [w.id for w in ordered]
    parents = [on[i] if i in on else ids.index("dispatch") for i in ids]
    return wire_texts(tree(parents, table.columns), {}, table, ordered)


def test_each_version_is_whole_again_though_every_taker_cut_it() -> None:
    """What one taker cut another keeps; a slip that one made is outvoted."""
    first, second = texts(family(), TREE)
    assert tuple(s.text for s in first) == FIRST
    assert tuple(s.text for s in second) == SECOND


def test_no_word_is_printed_that_no_witness_has() -> None:
    """Nothing is made up."""
    known = {w for x in family() for s in x.sentences for w in folded_words(s.text)}
    assert {w for text in texts(family(), TREE) for s in text for w in folded_words(s.text)} <= known


def test_what_an_outlet_added_is_not_the_wires() -> None:
    """A sentence that the other takers lack, though they have what stands round it."""
    local = witness("gazette", (*SECOND[:2], OWN, *SECOND[2:]), "2025-02-04T22:40:00+00:00")
    others = [w for w in family() if w.id != "gazette"]
    _, second = texts([*others, local], TREE)
    assert OWN not in {s.text for s in second}
    assert SECOND[2] in {s.text for s in second}


def test_a_taker_hung_on_the_wrong_version_costs_little() -> None:
    """A tree that is wrong in one place leaves most of the text right."""
    _, second = texts(family(), {**TREE, "beacon": ON_SECOND})
    kept = {s.text for s in second}
    assert sum(s in kept for s in SECOND) >= len(SECOND) - 2


def test_a_second_source_speaks_only_for_what_it_took_from_the_wire() -> None:
    """Passages that another outlet gave are no evidence of the wire."""
    ordered, table = laid_out(family())
    ids = [w.id for w in ordered]
    echo = ids.index("echo")
    columns = table.order[echo]
    parents = [TREE[i] if i in TREE else ids.index("dispatch") for i in ids]
    pair = Pair(ids.index("dispatch"), ON_SECOND, 1.0, columns[-2:])
    voices = hear(tree(parents, table.columns), {echo: pair}, table, ordered, {})
    mine = voices.said_by(voices.members.index(echo))
    assert [voices.texts[n] for n in mine] == [s.text for s in ordered[echo].sentences[-2:]]


def test_of_very_many_takers_the_plainest_are_heard() -> None:
    """The work is bounded whatever the size of the story."""
    many = [witness(f"paper{k:02d}", SECOND[: 4 + k % 5], None) for k in range(PANEL + 6)]
    ordered, table = laid_out(many)
    voices = hear(tree([-1] * len(many), table.columns, 1), {}, table, ordered, {})
    assert len(voices.members) == PANEL


def test_what_names_an_outlet_of_the_story_is_not_the_wires() -> None:
    """Two outlets print it, one as the other's copy: it is that outlet's own all the same."""
    told = "“We saw it burn from the pier,” a fisherman told the Quay Journal on Wednesday morning."
    plain = [w for w in family() if w.id not in ("courier", "gazette")]
    printing = [
        witness(i, (*SECOND[:3], told, *SECOND[3:]), "2025-02-04T22:40:00+00:00", outlet=name)
        for i, name in (("courier", "The Quay Journal"), ("gazette", "Gazette"))
    ]
    _, second = texts([*plain, *printing], TREE)
    assert told not in {s.text for s in second}


def test_a_version_that_all_tell_anew_has_a_text_that_says_how_unsure_it_is() -> None:
    """Where no sentence is likely the likeliest stand for it, no longer than two of its takers are."""
    anew = (
        ("Flames gutted the fish hall at Orlesund before dawn.", "Two guards lost their lives there.", SECOND[0]),
        ("A blaze razed the market where Orlesund sells its catch.", "The dead are a pair of night watchmen."),
        ("Orlesund woke up to the smoking ruin of its fish market.", "Both of the men on guard duty died."),
    )
    _, second = texts([witness(f"w{k}", text, None) for k, text in enumerate(anew)], {f"w{k}": -2 for k in range(3)})
    assert second
    assert max(s.confidence for s in second) < 0.9
    assert sum(len(folded_words(s.text)) for s in second) <= max(len(folded_words(" ".join(t))) for t in anew)


def test_texts_remembered_are_those_that_would_be_rebuilt() -> None:
    """A voice that is heard anew changes them, the same voices do not; what is forgotten leaves nothing."""
    ordered, table = laid_out(family())
    ids = [w.id for w in ordered]
    parents = [TREE[i] if i in TREE else ids.index("dispatch") for i in ids]
    memory = Memory()
    made = wire_texts(tree(parents, table.columns), {}, table, ordered, None, memory.rebuilt)
    assert wire_texts(tree(parents, table.columns), {}, table, ordered, None, memory.rebuilt) is made
    other = [ON_SECOND if i == "beacon" else p for i, p in zip(ids, parents, strict=True)]
    again = wire_texts(tree(other, table.columns), {}, table, ordered, None, memory.rebuilt)
    assert again == wire_texts(tree(other, table.columns), {}, table, ordered) != made
    memory.forget("beacon")
    assert not memory.rebuilt
