"""Order and cuts, counted for all witnesses at once and one by one."""

from hypothesis import given
from hypothesis import strategies as st

from services.provenance.sequences import breaks, sequences, steps_back, tails

COLUMNS = 7
ORDER = st.lists(st.integers(0, COLUMNS - 1), unique=True, max_size=COLUMNS)


@given(ORDER, st.lists(ORDER, min_size=1, max_size=4))
def test_all_witnesses_at_once_are_as_each_by_itself(source: list[int], orders: list[list[int]]) -> None:
    """The slow count walks through one witness after the other."""
    taken = sequences(orders, COLUMNS)
    assert list(breaks(source, taken)) == [steps_back(source, own) for own in orders]
    for own, cut in zip(orders, tails(source, taken), strict=True):
        kept = [k for k, column in enumerate(source) if column in own]
        assert cut == len(source) - 1 - max(kept, default=-1)


def test_what_the_source_lacks_does_not_disturb_its_order() -> None:
    """Only passages that both have can stand the other way round."""
    assert steps_back([1, 2, 3, 4], [1, 9, 2, 4]) == 0
    assert steps_back([1, 2, 3, 4], [3, 4, 1, 2]) == 1
