"""Fit the prices of the inference on simulated stories, and on the hand-edited ones where they are.

What is printed after every round is the expected loss of an article's source under the lists of trees. Stories of other
seeds judge the outcome (`python -m benchmarks quality`, `evaluate.py`): lists flatter.
"""

import argparse
from collections.abc import Sequence
from multiprocessing import Pool

import numpy as np

from benchmarks.prices.examples import Example, examples
from benchmarks.prices.fit import FAR, Listed, improved, listed, risk
from benchmarks.prices.table import flat, mean, write
from benchmarks.quality import dev_cascades, simulated
from services.provenance.costs import DEFAULT, Weights
from services.provenance.proposals import Layout

RENDERINGS = 3  # of the hand-edited stories: formats and what they tell of time and credit differ


def main() -> None:
    """`python -m benchmarks.prices`."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ap.add_argument("--first", type=int, nargs="+", default=[100, 200, 400, 500, 600, 800], help="first seeds")
    ap.add_argument("--stories", type=int, default=36, help="simulated stories from each of them")
    ap.add_argument("--hand-edited", type=float, default=3.0, help="what one of these counts for; 0 leaves them out")
    ap.add_argument("--rounds", type=int, default=4)
    ap.add_argument("--step", type=float, default=0.12, help="by how much the logarithm of a price may move in a round")
    ap.add_argument("--stay", type=float, default=0.003, help="how strongly prices are held where they are")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--write", action="store_true", help="put the prices, the mean of all rounds', into costs.py")
    a = ap.parse_args()
    found = [e for first in a.first for c in simulated(a.stories, first) for e in examples(c, 1.0)]
    if a.hand_edited:
        seeds = range(RENDERINGS)
        found += [e for s in seeds for c in dev_cascades() for e in examples(c, a.hand_edited, s)]
    weights = fitted(found, a.rounds, a.step, a.stay, a.jobs)
    before, after = flat(DEFAULT), flat(weights)
    print("\n".join(f"{name:20s} {before[name]:7.2f} {after[name]:7.2f}" for name in before))
    if a.write:
        write(weights)


def fitted(found: Sequence[Example], rounds: int, step: float, stay: float, jobs: int) -> Weights:
    """The mean of the prices after each round: near-ties fall to either side from one round to the next."""
    weights, passed = DEFAULT, list[Weights]()
    earlier: list[Sequence[Layout]] = [()] * len(found)
    for number in range(rounds):
        with Pool(jobs) as pool:
            work = [(e, weights, layouts) for e, layouts in zip(found, earlier, strict=True)]
            lists = pool.starmap(listed, work, chunksize=1)
        print(f"round {number + 1}: {_report(lists)}", flush=True)
        weights = improved(lists, weights, step, stay)
        passed.append(weights)
        earlier = [_near(one) for one in lists]
    return mean(passed)


def _near(one: Listed) -> list[Layout]:
    return [layout for layout, cost in zip(one.layouts, one.cost, strict=True) if cost < one.cost.min() + FAR]


def _report(lists: Sequence[Listed]) -> str:
    nothing = np.zeros(len(flat(DEFAULT)))
    by_weight = {w: [one for one in lists if one.weight == w] for w in sorted({one.weight for one in lists})}
    parts: list[str] = []
    for weight, of in by_weight.items():
        articles = sum(len(one.layouts[0].parent) for one in of)
        parts.append(f"{articles} articles that count {weight:g}: {risk(of, nothing)[0] / weight / articles:.3f}")
    return ", ".join(parts)


if __name__ == "__main__":
    main()
