"""All prices of a family at once: each passage's readings against each other, and each witness against each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.provenance.changes import Changes, Floats, Reading
from services.provenance.costs import DEFAULT, Weights, derive, revise
from services.provenance.marks import NO_RULINGS, Rulings
from services.provenance.memory import Memory
from services.provenance.sequences import Ints, Sequences, breaks, sequences, tails
from services.provenance.succession import Succession, succession
from services.provenance.table import Table
from services.provenance.takings import ABSENT, Takings, forgiven, out_of, takings

NEVER = 1e9
Rough = NDArray[np.float32]  # of every pair: half the memory, and more exact than any price
STATES_MOST = 32  # readings of a passage that the wire may have had
STATES_OF_MANY = 16  # the same where there are more witnesses: what hardly anybody prints was not the wire's


@dataclass(frozen=True, slots=True)
class Prices:
    """`readings[c]`: the distinct readings of column c, number 0 the absent one; `cell`: (columns, witnesses) reading
    numbers; `outlet[c]`: (manners, readings, readings) and `wire[c]`: (readings, readings) prices from row to column;
    `succession`: which passage stands before which;
    `copying`: (witnesses, witnesses) price of the column's witness taking the row's text; `usual`: (witnesses,) the
    manner in which each comes nearest to any other;
    `states`: (columns, most) the readings that the wire may have had, padded with the absent one, `moves`: (columns,
    most, most) its prices between them, `NEVER` where padded; `takings`: what each witness pays for its own readings
    out of each state;
    `free`: (columns, witnesses) passages that say nothing of a witness's main source, since another gave them;
    `named`: (witnesses, witnesses) whether the column's witness names the row's outlet;
    `updates`: the agency's pages that say there was a version before them;
    `rulings`: an editor's pins and vetoes, already in `copying`, still to be put on prices of versions."""

    readings: tuple[tuple[Reading, ...], ...]
    cell: Ints
    outlet: tuple[Floats, ...]
    wire: tuple[Floats, ...]
    copying: Rough
    usual: Ints
    states: Ints
    moves: Floats
    takings: Takings
    told: NDArray[np.bool_]
    succession: Succession
    sequences: Sequences
    times: tuple[float | None, ...]
    free: NDArray[np.bool_]
    named: NDArray[np.bool_]
    weights: Weights = DEFAULT
    rulings: Rulings = NO_RULINGS
    updates: frozenset[int] = frozenset()

    @property
    def witnesses(self) -> int:
        return self.cell.shape[1]

    @property
    def columns(self) -> int:
        return self.cell.shape[0]

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        return self.sequences.order


def price_all(
    table: Table,
    times: Sequence[float | None],
    weights: Weights = DEFAULT,
    named: NDArray[np.bool_] | None = None,
    memory: Memory | None = None,
) -> Prices:
    """Prices of a family; `times` are the printed publication times in seconds, None where unknown, `named` as in
    `Prices`, nobody if it is left out; `memory` keeps what changes between readings."""
    readings = tuple(_distinct(table, c) for c in range(table.columns))
    number = [{r: k for k, r in enumerate(rs)} for rs in readings]
    cell: Ints = np.array(
        [[number[c][cells.get(c, ())] for cells in table.cells] for c in range(table.columns)], dtype=np.intp
    ).reshape(table.columns, len(table.cells))
    made = (memory or Memory()).changes(readings)
    outlet = tuple(np.stack([derive(m, manner) for manner in weights.manners]) for m in made)
    wire = tuple(revise(m, weights, share) for m, share in zip(made, _opening(table), strict=True))
    states = _states(cell)
    ordered = sequences(table.order, table.columns)
    unpaid = Prices(
        readings,
        cell,
        outlet,
        wire,
        np.zeros((0, 0), dtype=np.float32),
        np.zeros(0, dtype=np.intp),
        states,
        _moves(states, wire),
        takings(ordered, states, cell, outlet, [m.drop for m in weights.manners]),
        _told(states, made),
        succession(table.order, table.columns),
        ordered,
        tuple(times),
        np.zeros(cell.shape, dtype=bool),
        np.zeros((len(times), len(times)), dtype=bool) if named is None else named,
        weights,
    )
    return _copied(unpaid)


def ruled(prices: Prices, rulings: Rulings) -> Prices:
    """The same prices where what an editor rules out is never bought."""
    if rulings == prices.rulings:
        return prices
    return _copied(replace(prices, rulings=rulings))


def without(prices: Prices, given: Mapping[int, Sequence[int]]) -> Prices:
    """The same prices, but for passages that say nothing of these witnesses' main source."""
    free = np.zeros_like(prices.free)
    for w, columns in given.items():
        free[list(columns), w] = True
    return _copied(replace(prices, free=free, takings=forgiven(prices.takings, given)), sorted(given))


def carried_over(prices: Prices) -> dict[int, tuple[int, ...]]:
    """witness -> the passages that it prints as the revision of its page before it did: no second testimony."""
    same = {
        w: np.flatnonzero((prices.cell[:, w] != ABSENT) & (prices.cell[:, w] == prices.cell[:, p]))
        for w, p in prices.rulings.revised.items()
    }
    return {w: tuple(map(int, columns)) for w, columns in same.items() if len(columns)}


def out_of_states(prices: Prices, place: Ints, order: Sequence[int]) -> Floats:
    """(manners, witnesses): the price for each witness of making its text out of one with these states and order;
    `place` numbers them as in `prices.states`."""
    return out_of(prices.takings, place) + _form(prices, order, prices.sequences)


@dataclass(frozen=True, slots=True)
class _Held:
    """The passages of some takers, laid end to end as in `taken`. All readings of all passages stand in one row, those
    of passage c from `first[c]` on: `place` is where each of the takers' stands, `counts` 0 where it says nothing;
    `nothing`: (manners, readings) prices out of a source without the passage; `having`: (columns, takers)."""

    taken: Sequences
    first: Ints
    place: Ints
    counts: Floats
    nothing: Floats
    having: Rough


def _held(prices: Prices, those: Sequence[int]) -> _Held:
    taken = sequences([prices.order[w] for w in those], prices.columns)
    takers: Ints = np.array(those, dtype=np.intp)
    owner = takers[taken.owner]
    first: Ints = np.cumsum([0, *map(len, prices.readings)], dtype=np.intp)
    bare = np.zeros((len(prices.weights.manners), 0))  # of a story without a passage in common
    return _Held(
        taken,
        first,
        first[taken.column] + prices.cell[taken.column, owner],
        (~prices.free[taken.column, owner]).astype(np.float64),
        np.concatenate([bare, *(p[:, ABSENT] for p in prices.outlet)], axis=1),
        (prices.cell[:, takers] != ABSENT).astype(np.float32),
    )


def _out_of_witness(prices: Prices, source: int, held: _Held) -> Floats:
    """(manners, takers): the price of each one's passages out of another's, and of what it leaves out."""
    price = held.nothing.copy()
    for c in prices.order[source]:
        price[:, held.first[c] : held.first[c + 1]] = prices.outlet[c][:, prices.cell[c, source]]
    paid = price.take(held.place, axis=1) * held.counts
    total = np.zeros((len(price), held.having.shape[1]))
    if len(held.place):
        total[:, held.taken.having] = np.add.reduceat(paid, held.taken.start, axis=1)
    order = list(prices.order[source])
    left_out = len(order) - held.having[order].sum(axis=0)
    return total + prices.takings.drop[:, None] * left_out


def _form(prices: Prices, order: Sequence[int], taken: Sequences) -> Floats:
    """(manners, takers): what the manner itself, breaks of order and a cut from the end add."""
    back, cut = breaks(order, taken), tails(order, taken)
    saved = np.maximum(0.0, cut - 1)
    return np.stack([m.prior + m.order * back - m.drop * (1 - m.tail) * saved for m in prices.weights.manners])


def by_passage(prices: Prices, states: Ints, w: int, manner: int) -> Floats:
    """(columns,): the price of each passage of `w` out of these readings, in one manner."""
    out = np.where(states == ABSENT, 0.0, prices.weights.manners[manner].drop)
    for c in prices.order[w]:
        out[c] = prices.outlet[c][manner, states[c], prices.cell[c, w]]
    return out


def lateness(source: float | None, child: float | None, weights: Weights) -> float:
    """Printed times may be those of an update: a younger source is unlikely, not impossible."""
    return weights.late if source is not None and child is not None and source > child else 0.0


def _opening(table: Table) -> list[float]:
    """For each column the share of its witnesses whose text it opens."""
    first = Counter(order[0] for order in table.order if order)
    having = Counter(c for order in table.order for c in order)
    return [first[c] / max(1, having[c]) for c in range(table.columns)]


def _copied(prices: Prices, anew: Sequence[int] | None = None) -> Prices:
    """With what copying costs for every pair; `anew`: the witnesses as takers for which it may have changed."""
    n = prices.witnesses
    those = list(range(n)) if anew is None else list(anew)
    takers: Ints = np.array(those, dtype=np.intp)
    total, nearest = _paid_to_each(prices, those)
    for k, w in enumerate(those):
        if w in prices.rulings.revised:  # its own page is nearer to a desk than the wire, that than others'
            total[prices.rulings.revised[w], k] -= 2 * prices.weights.copy
        if (
            w in prices.rulings.pinned or w in prices.rulings.vetoed
        ):  # last: what is ruled out is not sold at a discount
            total[[p for p in range(n) if prices.rulings.bars(p, w)], k] = NEVER
    total[takers, np.arange(len(those))] = NEVER
    copying, usual = (total, nearest) if anew is None else (prices.copying.copy(), prices.usual.copy())
    copying[:, takers], usual[takers] = total, nearest
    return replace(prices, copying=copying, usual=usual)


def _paid_to_each(prices: Prices, those: Sequence[int]) -> tuple[Rough, Ints]:
    """(witnesses, takers): the price of each taker's text out of each witness's; (takers,): the manner in which each
    comes nearest to any."""
    takers: Ints = np.array(those, dtype=np.intp)
    known = np.array([np.nan if t is None else t for t in prices.times])
    total: Rough = np.empty((prices.witnesses, len(those)), dtype=np.float32)
    nearest: Floats = np.full((len(prices.weights.manners), len(those)), NEVER)
    held = _held(prices, those)
    place = {w: k for k, w in enumerate(those)}
    for p in range(prices.witnesses):
        each = _out_of_witness(prices, p, held) + _form(prices, prices.order[p], held.taken)
        if p in place:
            each[:, place[p]] = NEVER
        nearest = np.minimum(nearest, each)
        beside = prices.weights.late * (known[p] > known[takers]) - prices.weights.named * prices.named[p, takers]
        beside += prices.weights.namer * prices.named[takers, p]
        total[p] = each.min(axis=0) + beside + prices.weights.copy
    return total, nearest.argmin(axis=0)


def _states(cell: Ints) -> Ints:
    """The readings that most witnesses print, the absent one first."""
    rows = [np.bincount(row) for row in cell]
    bound = STATES_MOST if cell.shape[1] <= STATES_MOST else STATES_OF_MANY
    most = min(bound, max((len(r) for r in rows), default=1))
    out: Ints = np.zeros((len(cell), most), dtype=np.intp)
    for c, count in enumerate(rows):
        count[ABSENT] = len(cell[c]) + 1
        best = np.argsort(-count, kind="stable")[:most]
        out[c, : len(best)] = best
    return out


def _told(states: Ints, made: Sequence[Changes]) -> NDArray[np.bool_]:
    rows = [m.telling[row] for m, row in zip(made, states, strict=True)]
    out = np.zeros((*states.shape, max((r.shape[1] for r in rows), default=0)), dtype=bool)
    for c, row in enumerate(rows):
        out[c, :, : row.shape[1]] = row
    return out


def _moves(states: Ints, wire: Sequence[Floats]) -> Floats:
    out = np.stack([wire[c][np.ix_(row, row)] for c, row in enumerate(states)]) if len(states) else np.zeros((0, 1, 1))
    padded = states == ABSENT
    padded[:, 0] = False
    out[padded[:, :, None] | padded[:, None, :]] = NEVER
    return out


def _distinct(table: Table, column: int) -> tuple[Reading, ...]:
    return ((), *sorted({cells[column] for cells in table.cells if column in cells}))
