"""Why an edge stands, in words: what the child shares with its parent and the runner-up lacks, and the reverse."""

from collections.abc import Callable

import numpy as np

from services.provenance.changes import information, is_telling
from services.provenance.pricing import ABSENT, Floats, Ints, Prices, by_passage
from services.provenance.search import Tree
from services.provenance.sequences import steps_back
from shared.collation.weights import HOUSE_STYLE, stem
from shared.report import Evidence

WORDS_MOST = 4
CLOSE = 0  # evidence is told as to a desk that keeps the words
PASSAGE_LEAST = 2.0  # nats below which one passage is not worth a word
Name = Callable[[int], str]


def evidence(prices: Prices, tree: Tree, w: int, source: int, rival: int | None, name: Name) -> tuple[Evidence, ...]:
    """Reasons for `source` against `rival` as the source of witness `w`, the weightiest first (weights in nats)."""
    found = [_kept_all(prices, tree, w, source, name)]
    if rival is not None:
        found += _against(prices, tree, w, source, rival, name)
    if source >= 0:
        found += [*_clock(prices, w, source, name), *_revision(prices, w, source, name)]
        found += _naming(prices, w, source, name)
    told = [e for e in found if e is not None]
    return tuple(sorted(told, key=lambda e: (-abs(e.weight), e.kind, e.text)))


def _state(prices: Prices, tree: Tree, source: int) -> Ints:
    return tree.chain.state[-1 - source] if source < 0 else prices.cell[:, source]


def _against(prices: Prices, tree: Tree, w: int, source: int, rival: int, name: Name) -> list[Evidence]:
    mine, theirs = _state(prices, tree, source), _state(prices, tree, rival)
    own = prices.cell[:, w]
    saved = by_passage(prices, theirs, w, CLOSE) - by_passage(prices, mine, w, CLOSE)
    lacked = (own != ABSENT) & (theirs == ABSENT) & (mine != ABSENT)
    found: list[Evidence] = []
    if lacked.any():
        weight = float(saved[lacked].sum())
        text = f"has {_count(int(lacked.sum()), 'passage')} that {name(rival)} lacks"
        found.append(Evidence(kind="containment", weight=round(weight, 1), text=text))
    found += _innovations(prices, w, mine, theirs, saved, name(source), name(rival))
    found += _common_losses(prices, own, mine, theirs, name(source), name(rival))
    found += _order(prices, tree, w, source, rival, name)
    return found


def _innovations(
    prices: Prices,
    w: int,
    mine: Ints,
    theirs: Ints,
    saved: Floats,
    source: str,
    rival: str,
) -> list[Evidence]:
    found: list[Evidence] = []
    telling = np.flatnonzero((saved >= PASSAGE_LEAST) & (theirs != ABSENT))
    for c in telling[np.argsort(-saved[telling], kind="stable")]:
        words = _shared_only(prices, int(c), w, int(mine[c]), int(theirs[c]))
        if words:
            quoted = ", ".join(f"“{x}”" for x in words)
            text = f"prints {quoted} as {source} does, where {rival} reads otherwise"
            found.append(Evidence(kind="innovation", weight=round(float(saved[c]), 1), text=text))
    return found[:WORDS_MOST]


def _shared_only(prices: Prices, column: int, w: int, mine: int, theirs: int) -> list[str]:
    """The dearest words that the child and its source share and the rival lacks."""
    readings = prices.readings[column]
    own = {stem(x): x for x in readings[int(prices.cell[column, w])]}
    source = {stem(x) for x in readings[mine]}
    rival = {stem(x) for x in readings[theirs]}
    shared = [x for s, x in own.items() if s in source and s not in rival and x not in HOUSE_STYLE]
    return sorted(shared, key=lambda x: (not is_telling(x), -information(x), x))[:WORDS_MOST]


def _common_losses(prices: Prices, own: Ints, mine: Ints, theirs: Ints, source: str, rival: str) -> list[Evidence]:
    gone = int(((own == ABSENT) & (mine == ABSENT) & (theirs != ABSENT)).sum())
    if not gone:
        return []
    weight = round(gone * prices.weights.close.drop, 1)
    return [
        Evidence(
            kind="common loss",
            weight=weight,
            text=f"lacks {_count(gone, 'passage')} of {rival} that {source} lacks too",
        )
    ]


def _order(prices: Prices, tree: Tree, w: int, source: int, rival: int, name: Name) -> list[Evidence]:
    def disorder(s: int) -> int:
        return steps_back(tree.chain.order[-1 - s] if s < 0 else prices.order[s], prices.order[w])

    saved = disorder(rival) - disorder(source)
    if saved <= 0:
        return []
    weight = round(saved * prices.weights.close.order, 1)
    return [Evidence(kind="order", weight=weight, text=f"keeps the order of {name(source)}, not that of {name(rival)}")]


def _kept_all(prices: Prices, tree: Tree, w: int, source: int, name: Name) -> Evidence | None:
    """Containment said plainly: a copy holds nothing shared that its source lacks."""
    own, mine = prices.cell[:, w], _state(prices, tree, source)
    having = own != ABSENT
    lacking = int((having & (mine == ABSENT)).sum())
    total = int(having.sum())
    if not total:
        return None
    if not lacking:
        return Evidence(
            kind="contained", weight=0.0, text=f"has no shared passage that {name(source)} lacks ({total} in common)"
        )
    weight = -round(lacking * prices.weights.close.new, 1)
    return Evidence(
        kind="not contained", weight=weight, text=f"has {_count(lacking, 'shared passage')} that {name(source)} lacks"
    )


def _clock(prices: Prices, w: int, source: int, name: Name) -> list[Evidence]:
    a, b = prices.times[source], prices.times[w]
    if a is None or b is None:
        return []
    hours = abs(b - a) / 3600
    if a > b:
        text = f"is stamped {hours:.1f} hours before {name(source)}, whose stamp may be that of an update"
        return [Evidence(kind="clock", weight=-prices.weights.late, text=text)]
    return [Evidence(kind="clock", weight=0.0, text=f"is stamped {hours:.1f} hours after {name(source)}")]


def _revision(prices: Prices, w: int, source: int, name: Name) -> list[Evidence]:
    if prices.rulings.revised.get(w) != source:
        return []
    text = f"revises the page of {name(source)}: this is what stood at the same address before"
    return [Evidence(kind="revision", weight=2 * prices.weights.copy, text=text)]


def _naming(prices: Prices, w: int, source: int, name: Name) -> list[Evidence]:
    if not prices.named[source, w]:
        return []
    return [Evidence(kind="naming", weight=prices.weights.named, text=f"names {name(source)} in its text")]


def _count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"
