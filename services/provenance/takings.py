"""What each witness pays for its own passages out of each state that the wire may have had of them.

Kept for the passages that a witness has: what it lacks costs it the same whatever the state, if the wire had any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.provenance.changes import Floats
from services.provenance.sequences import Ints, Sequences, sequences

ABSENT = 0


@dataclass(frozen=True, slots=True)
class Takings:
    """`cells`: the witnesses' passages; `price`: (manners, cells, states) of each out of each state; `drop`:
    (manners,) of a passage that the wire has and the witness lacks; `states` as in `Prices`."""

    cells: Sequences
    price: Floats
    drop: Floats
    states: Ints


def takings(cells: Sequences, states: Ints, cell: Ints, outlet: Sequence[Floats], drop: Sequence[float]) -> Takings:
    """`cell`, `outlet` as in `Prices`, `drop` one a manner."""
    price = np.zeros((len(drop), len(cells.column), states.shape[1]))
    mine = cell[cells.column, cells.owner]
    for c in range(cells.columns):
        at = np.flatnonzero(cells.column == c)
        price[:, at] = outlet[c][:, states[c]][:, :, mine[at]].transpose(0, 2, 1)
    return Takings(cells, price, np.array(drop), states)


def forgiven(known: Takings, free: Mapping[int, Sequence[int]]) -> Takings:
    """The same where these witnesses pay nothing for these of their passages."""
    price = known.price.copy()
    for w, columns in free.items():
        price[:, (known.cells.owner == w) & np.isin(known.cells.column, list(columns))] = 0.0
    return replace(known, price=price)


def taken_by(known: Takings, part: Sequence[int], printed: Ints) -> Takings:
    """The same of some witnesses alone, and of the passages that they print."""
    order = known.cells.order
    place: Ints = np.zeros(known.cells.columns, dtype=np.intp)
    place[printed] = np.arange(len(printed))
    first = np.concatenate([[0], np.cumsum([len(own) for own in order])])
    numbers = [np.arange(first[w], first[w + 1], dtype=np.intp) for w in part]
    chosen: Ints = np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.intp)
    own = sequences([place[list(order[w])].tolist() for w in part], len(printed))
    return replace(known, cells=own, price=known.price[:, chosen], states=known.states[printed])


def out_of(known: Takings, place: Ints) -> Floats:
    """(manners, witnesses): the price for each of all its passages out of these states, numbered as in `states`."""
    cells, size = known.cells, len(known.cells.order)
    there = known.states[np.arange(cells.columns), place] != ABSENT
    paid = known.price[:, np.arange(len(cells.column)), place[cells.column]]
    lacking = there.sum() - np.bincount(cells.owner, there[cells.column], minlength=size)
    told = np.stack([np.bincount(cells.owner, row, minlength=size) for row in paid])
    return told + known.drop[:, None] * lacking


def emitted(known: Takings, takers: Sequence[int], manner: Sequence[int]) -> Floats:
    """(columns, states): what these witnesses pay together, each in its manner, if the wire had that state."""
    cells, most = known.cells, known.states.shape[1]
    how: Ints = np.full(len(cells.order), -1, dtype=np.intp)
    how[list(takers)] = [manner[w] for w in takers]
    chosen = np.flatnonzero(how[cells.owner] >= 0)
    worked, column = how[cells.owner[chosen]], cells.column[chosen]
    paid = known.price[worked, chosen]
    at: Ints = column[:, None] * most + np.arange(most, dtype=np.intp)
    told = np.bincount(at.ravel(), paid.ravel(), cells.columns * most).astype(np.float64)
    lost = known.drop[how[list(takers)]].sum() - np.bincount(column, known.drop[worked], minlength=cells.columns)
    return told.reshape(-1, most) + lost[:, None] * (known.states != ABSENT)
