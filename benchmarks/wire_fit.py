"""Fits how much of a printed sentence the wire had (services/provenance/vouching_weights.py) on simulated stories."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import LCSseq

from benchmarks.wire import Case
from services.provenance.pricing import Floats
from services.provenance.voices import CHANCE, Voices, hear
from services.provenance.vouching import features
from shared.collation.weights import stem
from shared.text import folded_words

TARGET = Path(__file__).parents[1] / "services/provenance/vouching_weights.py"
RIDGE = 2.0  # on standardised weights
ROUNDS = 60


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """name -> weight, by Newton's method on the cross-entropy with shares as targets."""
    rows, shares, sizes = _examples(cases)
    names = list(rows[0])
    table = np.concatenate([np.stack([r[n] for n in names], axis=1) for r in rows])
    scale = np.maximum(1e-6, table.std(axis=0))
    scale[names.index("one")] = 1.0
    found = _newton(table / scale, np.concatenate(shares), np.concatenate(sizes), names.index("one"))
    return {n: round(float(w), 4) for n, w in zip(names, found / scale, strict=True)}


def write(weights: dict[str, float]) -> None:
    """Replace the fitted weights."""
    how = "python -m benchmarks.wire --fit --first 700 800 900"
    lines = [f'"""Weights of `services.provenance.vouching`, as `{how}` gives them."""', ""]
    lines += ["WEIGHTS = {", *(f'    "{name}": {value},' for name, value in weights.items()), "}", ""]
    TARGET.write_text("\n".join(lines), encoding="utf-8")


def _examples(cases: Sequence[Case]) -> tuple[list[dict[str, Floats]], list[Floats], list[Floats]]:
    rows: list[dict[str, Floats]] = []
    shares: list[Floats] = []
    sizes: list[Floats] = []
    for case in cases:
        by_id = {n["id"]: n for n in case.cascade["nodes"]}
        voices = hear(case.tree, case.pairs, case.table, case.witnesses, {})
        for v, name in enumerate(case.versions):
            if v not in case.tree.chain.pages:
                rows.append(features(voices, v))
                shares.append(_true_share(voices, by_id[name]))
                sizes.append(voices.length / 20)
    return rows, shares, sizes


def _true_share(voices: Voices, node: Mapping[str, Any]) -> Floats:
    """(sentences,): share of each one's words, beyond chance, in one true sentence or two neighbouring ones."""
    true = [[stem(w) for w in folded_words(s["text"])] for s in node["sentences"]]
    true += [a + b for a, b in pairwise(true)]
    found = [max(LCSseq.similarity(list(s), t) for t in true) / len(s) for s in voices.stems]
    return np.clip((np.array(found) - CHANCE) / (1 - CHANCE), 0, 1)


def _newton(table: Floats, target: Floats, size: Floats, free: int) -> Floats:
    ridge = np.full(table.shape[1], RIDGE)
    ridge[free] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(table @ weights)))
        gradient = table.T @ (size * (p - target)) + ridge * weights
        curvature = table.T @ (table * (size * np.maximum(1e-6, p * (1 - p)))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights
