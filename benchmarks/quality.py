"""How right the trees are: simulated stories, and the dev cascades where they are, through the pure pipeline.

Reads, segments, collates and traces without a broker; retrieval is left out (benchmarks/retrieval measures it), so all
pairs of a story are collated. Figures by kind of edit and size of story; floors in floors.json.
"""

import hashlib
import itertools
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring import Score, Verdict, quality_of, score_story
from benchmarks.simulator.newsroom import story
from benchmarks.simulator.pages import render
from services.ingest.formats import read
from services.provenance.report import report
from services.provenance.stories import families
from services.provenance.trace import trace
from services.segmenter.segment import segment
from shared.article import Article, Witness
from shared.collation.align import collate
from shared.collation.values import Collation
from shared.report import Report

FLOORS = Path(__file__).parent / "floors.json"
SIZES = (3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 16, 18)
FIRST_SEED = 7000  # floors are measured on these; fit and calibrate on others
SLACK = 0.02  # what a floor may be missed by: formats drawn anew move an article or two
LOW_IS_GOOD = frozenset({"brier"})


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one corpus; `digest` tells which stories they were measured on."""

    corpus: str
    digest: str
    figures: Mapping[str, float]
    verdicts: Sequence[Verdict]
    seconds: float


def simulated(count: int, first: int = FIRST_SEED) -> list[dict[str, Any]]:
    """Stories of all sizes in turn; the same seeds give the same stories."""
    return [story(first + k, SIZES[k % len(SIZES)]) for k in range(count)]


def dev_cascades() -> list[dict[str, Any]]:
    """The cascades of `WIRETRACE_CORPORA`, or none where they are not."""
    root = Path(os.environ.get("WIRETRACE_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(root.glob("cascades/*/cascade.json"))]


def measure(corpus: str, cascades: Sequence[Mapping[str, Any]], seed: int = 0) -> Measured:
    """Trace each story from its rendered files and score it; `seed` draws the files' formats."""
    began = time.perf_counter()
    score = Score()
    for cascade in cascades:
        with tempfile.TemporaryDirectory() as folder:
            names = render(cascade, Path(folder), seed)
            score_story(cascade, traced(Path(folder)), names, score)
    text = json.dumps(cascades, sort_keys=True).encode()
    digest = hashlib.sha256(text).hexdigest()[:16]
    return Measured(corpus, digest, score.figures(), score.verdicts, time.perf_counter() - began)


def traced(folder: Path) -> Report:
    """The report on a folder's files, by pure functions alone."""
    witnesses = witnesses_in(folder)
    by_id = {w.id: w for w in witnesses}
    collations = pairwise_collations(witnesses)
    stories = [
        trace([by_id[i] for i in family], {k: c for k, c in collations.items() if k[0] in family and k[1] in family})
        for family in families(by_id, collations)
        if len(family) > 1
    ]
    return report(witnesses, stories)


def read_story(cascade: Mapping[str, Any], seed: int) -> tuple[list[Witness], dict[str, str]]:
    """Its witnesses, as read from rendered files, and article id -> node id."""
    with tempfile.TemporaryDirectory() as folder:
        names = render(cascade, Path(folder), seed)
        witnesses = witnesses_in(Path(folder))
    return witnesses, {w.id: names[w.file] for w in witnesses}


def witnesses_in(folder: Path) -> list[Witness]:
    """A folder's articles as the segmenter gives them."""
    found = [a for path in sorted(folder.iterdir()) for a in read(path, path.name)]
    return [segment(a) for a in found if isinstance(a, Article)]


def pairwise_collations(witnesses: Sequence[Witness]) -> dict[tuple[str, str], Collation]:
    """Every pair, keyed (smaller id, larger id)."""
    ordered = sorted(witnesses, key=lambda w: w.id)
    return {(a.id, b.id): collate(a, b) for a, b in itertools.combinations(ordered, 2)}


def table(measured: Measured) -> str:
    """The figures, and accuracy and calibration by kind of edit and size of story."""
    lines = [f"{measured.corpus}: {len(measured.verdicts)} articles, {measured.seconds:.0f} s, {measured.digest}"]
    lines += [f"  {name:18s} {value:.3f}" for name, value in sorted(measured.figures.items())]
    by_edit = _grouped(measured.verdicts, lambda v: v.edit)
    by_size = _grouped(measured.verdicts, lambda v: next(f"up to {s}" for s in (6, 11, 18, 10**9) if v.size <= s))
    for title, groups in (("kind of edit", by_edit), ("size of story", by_size)):
        lines.append(f"  by {title}:  articles  parent_acc  brier  auc")
        for name, group in sorted(groups.items()):
            q = quality_of(group)
            lines.append(
                f"    {name:14s} {len(group):8d} {q['parent_acc']:11.3f} {q['brier']:6.3f} {q['confidence_auc']:.2f}"
            )
    return "\n".join(lines)


def _grouped(verdicts: Iterable[Verdict], key: Callable[[Verdict], str]) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for v in verdicts:
        groups[key(v)].append(v)
    return groups


def missed(measured: Measured, floors: Mapping[str, Any]) -> list[str]:
    """What fell below its floor, or a corpus that is not the one the floors were measured on."""
    floor = floors.get(measured.corpus)
    if floor is None:
        return []
    if floor["digest"] != measured.digest:
        return [f"{measured.corpus}: other stories than the floors' ({floor['digest']}): run with --update"]
    return [
        f"{measured.corpus}: {name} is {measured.figures[name]:.3f}, its floor {least:.3f}"
        for name, least in floor["figures"].items()
        if not _holds(name, measured.figures.get(name, 0.0), least, SLACK)
    ]


class RegressionError(ValueError):
    """New floors would be lower than the old ones: give `--allow-regression` and say why in the commit."""


def raised(measured: Measured, floors: Mapping[str, Any], allow_regression: bool) -> dict[str, Any]:
    """The floors with this corpus's figures; raises RegressionError where one falls and that is not allowed."""
    old = floors.get(measured.corpus, {}).get("figures", {})
    new = dict(measured.figures)
    fallen = [
        f"{n}: {new.get(n, 0.0):.3f} after {v:.3f}" for n, v in old.items() if not _holds(n, new.get(n, 0.0), v, 0)
    ]
    if fallen and not allow_regression:
        raise RegressionError("; ".join(fallen))
    return {**floors, measured.corpus: {"digest": measured.digest, "figures": dict(sorted(new.items()))}}


def _holds(name: str, value: float, floor: float, slack: float) -> bool:
    return value <= floor + slack if name in LOW_IS_GOOD else value >= floor - slack


def load_floors() -> dict[str, Any]:
    """The floors as kept."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
