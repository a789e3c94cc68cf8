"""What derivations cost: the order of prices that the inference rests on."""

from hypothesis import given
from hypothesis import strategies as st

from services.provenance.costs import DEFAULT, breaks, derive, revise, tail
from shared.text import folded_words

WIRE = tuple(
    folded_words("Police said 44 stalls were lost and put the damage at about 5.8 million crowns, Ida Brekke said")
)
READING = st.lists(st.sampled_from(WIRE), max_size=10).map(tuple)


def test_losing_words_is_cheaper_than_gaining_them() -> None:
    """A copy cuts; it cannot know what its source lacked."""
    cut = WIRE[:8]
    assert derive(WIRE, cut) < derive(cut, WIRE)


def test_a_changed_figure_costs_more_than_changed_house_style() -> None:
    """Facts link texts, style does not."""
    figure = tuple("47" if w == "44" else w for w in WIRE)
    style = tuple("told" if w == "said" else w for w in WIRE)
    assert derive(WIRE, figure) > derive(WIRE, style)


def test_a_passage_that_the_source_lacks_is_dearest() -> None:
    """Regaining what the parent lost is what a copy cannot do."""
    assert derive((), WIRE) > derive(WIRE, tuple(reversed(WIRE)))
    assert derive((), WIRE) > derive(WIRE, ())


@given(READING, READING)
def test_prices_are_never_negative_and_nothing_costs_nothing(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    """Identity is free, all else is not a gain."""
    assert derive(a, a) == revise(a, a) == 0.0
    assert derive(a, b) >= 0.0
    assert revise(a, b) >= 0.0


@given(READING, READING)
def test_rewording_by_the_wire_tells_no_direction(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    """Only clocks, additions and withdrawals order the versions."""
    if a and b:
        assert abs(revise(a, b) - revise(b, a)) < 1e-9


def test_breaks_count_steps_back_and_tails_what_is_cut_at_the_end() -> None:
    """Passages the source lacks do not disturb its order."""
    assert breaks([1, 2, 3, 4], [1, 9, 2, 4]) == 0
    assert breaks([1, 2, 3, 4], [3, 4, 1, 2]) == 1
    assert tail([1, 2, 3, 4], frozenset({1, 2})) == 2
    assert DEFAULT.drop > 0
