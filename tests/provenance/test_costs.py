"""What derivations cost: the order of prices that the inference rests on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.changes import Reading, changes
from services.provenance.costs import DEFAULT, Manner, derive, revise
from shared.text import folded_words

WIRE = tuple(
    folded_words("Police said 44 stalls were lost and put the damage at about 5.8 million crowns, Ida Brekke said")
)
READING = st.lists(st.sampled_from(WIRE), min_size=1, max_size=10).map(tuple)
MANNERS = pytest.mark.parametrize("manner", DEFAULT.manners, ids=("close", "styled", "reworded"))


def price(source: Reading, child: Reading, manner: Manner = DEFAULT.close) -> float:
    return float(derive(changes(((), source, child)), manner)[1, 2])


@MANNERS
def test_losing_words_is_cheaper_than_gaining_them(manner: Manner) -> None:
    """A copy cuts; it cannot know what its source lacked."""
    cut = WIRE[:8]
    assert price(WIRE, cut, manner) < price(cut, WIRE, manner)


@MANNERS
def test_a_changed_figure_costs_more_than_changed_house_style(manner: Manner) -> None:
    """Facts link texts, style does not."""
    figure = tuple("47" if w == "44" else w for w in WIRE)
    style = tuple("told" if w == "said" else w for w in WIRE)
    assert price(WIRE, figure, manner) > price(WIRE, style, manner)


@MANNERS
def test_a_passage_that_the_source_lacks_costs_more_than_one_left_out(manner: Manner) -> None:
    """Regaining what the parent lost is what a copy cannot do."""
    table = derive(changes(((), WIRE)), manner)
    assert table[0, 1] > table[1, 0] > 0.0


def test_words_kept_to_the_letter_speak_against_a_desk_that_rewords() -> None:
    """Who rewords all does not keep sentences; who keeps them pays dear for new words."""
    other = tuple(folded_words("Officers counted ruined booths and reckoned losses of millions, Brekke told reporters"))
    assert price(WIRE, WIRE, DEFAULT.reworded) > price(WIRE, WIRE, DEFAULT.close)
    assert price(WIRE, other, DEFAULT.reworded) < price(WIRE, other, DEFAULT.close)


@given(READING, READING)
def test_prices_are_never_negative_and_nothing_costs_a_close_desk_nothing(a: Reading, b: Reading) -> None:
    """Identity is free, all else is not a gain."""
    made = changes(((), a, b))
    assert price(a, a) == pytest.approx(DEFAULT.close.keep)
    assert (revise(made, DEFAULT) >= 0.0).all()
    assert all((derive(made, manner) >= 0.0).all() for manner in DEFAULT.manners)


@given(READING, READING)
def test_the_wire_puts_words_in_for_no_less_than_it_takes_them_out(a: Reading, b: Reading) -> None:
    """Writethrus grow: what is longer is the later text, if anything tells which came first."""
    table = revise(changes(((), a, (*a, *b))), DEFAULT)
    assert table[1, 2] >= table[2, 1] - 1e-9
    assert np.diag(table) == pytest.approx(0.0)
