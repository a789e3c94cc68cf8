"""All prices of a family at once: each passage's readings against each other, and each witness against each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.provenance.costs import DEFAULT, Reading, Weights, breaks, derive, revise, tail
from services.provenance.marks import NO_RULINGS, Rulings
from services.provenance.table import Table

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
ABSENT = 0
NEVER = 1e9
STEADY_LEAST = 0.1  # no witness is without any say in the order of passages
STEADY_POWER = 3
CostOf = Callable[[Reading, Reading], float]


@dataclass(frozen=True, slots=True)
class Prices:
    """`readings[c]`: the distinct readings of column c, number 0 the absent one; `cell`: (columns, witnesses) reading
    numbers; `outlet`, `wire`: (columns, readings, readings) prices from row to column, padded with `NEVER`;
    `ahead`: (witnesses, columns, columns) whether the row's passage stands before the column's in that witness;
    `steady`: (witnesses,) how far each keeps the order that most agree on, 0..1;
    `copying`: (witnesses, witnesses) price of the column's witness taking the row's text;
    `rulings`: an editor's pins and vetoes, already in `copying`, still to be put on prices of versions."""

    readings: tuple[tuple[Reading, ...], ...]
    cell: Ints
    outlet: Floats
    wire: Floats
    copying: Floats
    ahead: NDArray[np.bool_]
    steady: Floats
    order: tuple[tuple[int, ...], ...]
    has: tuple[frozenset[int], ...]
    times: tuple[float | None, ...]
    weights: Weights = DEFAULT
    rulings: Rulings = NO_RULINGS

    @property
    def witnesses(self) -> int:
        return self.cell.shape[1]

    @property
    def columns(self) -> int:
        return self.cell.shape[0]


def price_all(table: Table, times: Sequence[float | None], weights: Weights = DEFAULT) -> Prices:
    """Prices of a family; `times` are the printed publication times in seconds, None where unknown."""
    readings = tuple(_distinct(table, c) for c in range(table.columns))
    number = [{r: k for k, r in enumerate(rs)} for rs in readings]
    cell = np.array(
        [[number[c][cells.get(c, ())] for cells in table.cells] for c in range(table.columns)], dtype=np.intp
    )
    cell = cell.reshape(table.columns, len(table.cells))
    outlet = _matrices(readings, lambda a, b: derive(a, b, weights))
    wire = _matrices(readings, lambda a, b: revise(a, b, weights))
    has = tuple(frozenset(cells) for cells in table.cells)
    copying = _copying(cell, outlet, table.order, has, times, weights)
    ahead = _ahead(table)
    return Prices(readings, cell, outlet, wire, copying, ahead, _steady(ahead), table.order, has, tuple(times), weights)


def ruled(prices: Prices, rulings: Rulings) -> Prices:
    """The same prices where what an editor rules out is never bought."""
    copying = prices.copying.copy()
    for w in {*rulings.pinned, *rulings.vetoed}:
        copying[[p for p in range(prices.witnesses) if rulings.bars(p, w)], w] = NEVER
    return replace(prices, copying=copying, rulings=rulings)


def _ahead(table: Table) -> NDArray[np.bool_]:
    ahead = np.zeros((len(table.cells), table.columns, table.columns), dtype=bool)
    for w, order in enumerate(table.order):
        for k, column in enumerate(order):
            ahead[w, column, list(order[k + 1 :])] = True
    return ahead


def _steady(ahead: NDArray[np.bool_]) -> Floats:
    """How far each witness keeps the majority's order of passages, sharpened: who re-orders has no say in order."""
    whole = ahead.sum(axis=0, dtype=float)
    lead = np.sign(whole - whole.T)
    pairs = np.maximum(1, ahead.sum(axis=(1, 2)))
    tau = (ahead * lead).sum(axis=(1, 2)) / pairs
    return np.maximum(STEADY_LEAST, tau) ** STEADY_POWER


def _distinct(table: Table, column: int) -> tuple[Reading, ...]:
    return ((), *sorted({cells[column] for cells in table.cells if column in cells}))


def _matrices(readings: Sequence[Sequence[Reading]], cost: CostOf) -> Floats:
    widest = max((len(rs) for rs in readings), default=1)
    out = np.full((len(readings), widest, widest), NEVER)
    for c, rs in enumerate(readings):
        for a, source in enumerate(rs):
            for b, child in enumerate(rs):
                out[c, a, b] = cost(source, child)
    return out


def _copying(
    cell: Ints,
    outlet: Floats,
    order: Sequence[Sequence[int]],
    has: Sequence[frozenset[int]],
    times: Sequence[float | None],
    weights: Weights,
) -> Floats:
    n = cell.shape[1]
    total = np.full((n, n), float(weights.copy))
    for c in range(cell.shape[0]):
        total += outlet[c][np.ix_(cell[c], cell[c])]
    for p in range(n):
        for w in range(n):
            total[p, w] += sequence(order[p], order[w], has[w], weights) + lateness(times[p], times[w], weights)
    np.fill_diagonal(total, NEVER)
    return total


def sequence(source: Sequence[int], child: Sequence[int], child_has: frozenset[int], weights: Weights) -> float:
    """What order and cuts add: breaks of order, less what one cut from the end saves on passages dropped singly."""
    cut = tail(source, child_has)
    saved = weights.drop * (1 - weights.drop_in_tail) * max(0, cut - 1)
    return weights.order * breaks(source, child) - saved


def lateness(source: float | None, child: float | None, weights: Weights) -> float:
    """Printed times may be those of an update: a younger source is unlikely, not impossible."""
    return weights.late if source is not None and child is not None and source > child else 0.0
