"""What it costs, in nats, to make one text out of another: the currency of the whole inference.

A derivation is paid by what it must explain: new wording is dear, names and figures dearest, losses are cheap. A desk
works in one manner throughout an article (it keeps the words, restyles them or tells all anew), and what a change says
depends on the manner: to one who rewords everything new words are nothing, new figures and another order still are.
The sum over a tree is a description length, as in RHM (Roos, Heikkilä & Myllymäki 2006) and Semstem (Roos & Zou 2011).
"""

from dataclasses import dataclass

import numpy as np

from services.provenance.changes import Changes, Floats


@dataclass(frozen=True, slots=True)
class Manner:
    """Prices in nats of a desk that works in one manner; `most` bounds what the wording of one passage may cost."""

    prior: float  # that a desk works so
    new: float  # a passage that the source lacks altogether
    figure: float  # a figure that the source lacks
    name: float  # a name or term that the source lacks
    telling_most: float  # bound of the two together, a passage
    common: float  # an ordinary word that the source lacks, per unit of its information
    style: float  # a word that house style adds by itself
    run: float  # one place of change, whatever its length
    loss: float  # a word left out, as a share of its price as a new one
    most: float
    drop: float  # a passage left out
    tail: float  # share of `drop` for further passages of one cut from the end
    order: float  # a place where the order of passages is broken
    keep: float  # a passage kept to the letter, by a desk that else does not


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices in nats, fitted on simulated and hand-edited cascades by `python -m benchmarks.prices` (decision 0070)."""

    close: Manner = Manner(0.00, 13.63, 10.46, 4.03, 17.19, 1.26, 0.720, 0.804, 0.051, 18.80, 1.49, 0.427, 1.40, 0.00)
    styled: Manner = Manner(3.05, 20.64, 7.94, 3.34, 12.73, 0.831, 0.101, 0.324, 0.356, 14.94, 1.33, 0.545, 1.27, 0.125)
    reworded: Manner = Manner(4.17, 15.81, 3.77, 4.38, 13.07, 0.126, 0.00, 0.00, 0.296, 3.82, 1.37, 1.00, 0.994, 5.28)
    copy: float = 5.84  # taking another outlet's text rather than the wire
    named: float = 13.52  # how much cheaper a source is whose outlet the text names
    namer: float = 10.50  # how much dearer a source is that names the outlet which would have taken its text
    late: float = 7.62  # a source that claims to be younger than its copy
    version: float = 25.88  # a wire version that nobody handed in
    lone: float = 1.37  # and one that a single witness took straight
    wire_first: float = 10.29  # a passage that the first version has
    wire_add: float = 0.040  # what a passage pays besides that enters with a later one
    wire_drop: float = 3.94  # a passage that the wire itself takes back
    wire_figure: float = 0.489  # a figure that the wire changes: that is what versions are for
    wire_name: float = 2.48
    wire_common: float = 2.69  # and ordinary words, which it leaves alone
    wire_lost: float = 0.583  # what it takes out of a passage, as a share of the price as an addition
    wire_run: float = 0.914
    wire_lede: float = 0.950  # how much cheaper all this is where the passage opens the story: writethrus get new ledes
    wire_most: float = 13.20
    wire_local: float = 3.47  # a wire text that says "yesterday" or "Mr", as papers do
    wire_back: float = 1.35  # a name or figure that the wire gives up and takes up again
    wire_update: float = 6.70  # a first version whose own page says that it is an update
    wire_clock: float = 7.18  # versions whose earliest takers contradict their order
    stale: float = 1.50  # taking a version when others had printed a later one
    second: float = 18.00  # a second source
    switch: float = 1.73  # a change from one source to the other along the text
    letter: float = 5.00  # what a second source saves for a passage that reads as it has it, by accident else

    @property
    def manners(self) -> tuple[Manner, ...]:
        """All manners; the first keeps the words."""
        return self.close, self.styled, self.reworded


DEFAULT = Weights()


def derive(made: Changes, manner: Manner) -> Floats:
    """(readings, readings): the price of a desk making the column's reading out of the row's; reading 0 is absence."""
    telling = manner.figure * made.figures + manner.name * made.names
    lost = manner.loss * (manner.common * made.common.T + telling.T)
    wording = manner.common * made.common + manner.style * made.style + manner.run * made.runs + lost
    price = telling.clip(max=manner.telling_most) + wording.clip(max=manner.most) + manner.keep * made.kept
    price[0, :] = manner.new
    price[:, 0] = manner.drop
    price[0, 0] = 0.0
    return price


def revise(made: Changes, weights: Weights, opening: float = 0.0) -> Floats:
    """(readings, readings): the price of the wire itself changing the row's reading to the column's.

    A desk writes a passage anew or corrects a fact in it, it does not nibble: every changed word counts, up to the
    price of a new passage. `opening` in 0..1 tells how often the passage is a text's first.
    """
    added = weights.wire_common * made.common + weights.wire_figure * made.figures + weights.wire_name * made.names
    price = (added + weights.wire_lost * added.T + weights.wire_run * made.runs).clip(max=weights.wire_most)
    price[0, :] = weights.wire_first + weights.wire_add
    price[:, 0] = weights.wire_drop
    price *= 1.0 - weights.wire_lede * opening
    price += weights.wire_local * np.maximum(0.0, made.local - made.local[:, None])
    price[0, 0] = 0.0
    return price
