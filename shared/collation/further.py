"""Further parts of merged and split sentences: links for wording that the sentences linked so far do not explain."""

from collections import defaultdict

from shared.collation.body import Body, Line
from shared.collation.order import Links
from shared.collation.similarity import Floats, Likeness

RUNS_LEAST = 2  # runs of four that nothing else explains: at least five words in a row, or two phrases
GAIN_LEAST = 10.0  # worth of the words that the further part adds, where there is one such run only


def further(a: Body, b: Body, links: Links, like: Likeness) -> Links:
    """Links beyond `links`, merges (several of `a` in one of `b`) and splits (the other way round)."""
    shared = _shared_runs(a, b, links)
    parts_of_b, parts_of_a = _partners([(j, i) for i, j in links]), _partners(list(links))
    found: Links = {}
    for (i, j), runs in shared.items():
        merged = _adds(runs, a.lines, parts_of_b.get(j), like.a[i], like.b[j], like.a)
        if merged or _adds(runs, b.lines, parts_of_a.get(i), like.b[j], like.a[i], like.b):
            found[i, j] = float(like.score[i, j])
    return found


def _shared_runs(a: Body, b: Body, links: Links) -> dict[tuple[int, int], frozenset[int]]:
    """Runs that sentences not linked with one another share."""
    return {
        (i, j): one.runs & other.runs
        for i, one in enumerate(a.lines)
        for j, other in enumerate(b.lines)
        if (i, j) not in links and not one.runs.isdisjoint(other.runs)
    }


def _partners(links: list[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        found[one].append(other)
    return found


def _adds(
    runs: frozenset[int], lines: tuple[Line, ...], known: list[int] | None, part: Floats, whole: Floats, parts: Floats
) -> bool:
    """Do these runs of a part say something of the whole that its `known` parts do not?"""
    if not known:
        return False
    fresh = runs.difference(*(lines[k].runs for k in known))
    if not fresh:
        return False
    return len(fresh) >= RUNS_LEAST or _gain(part, whole, parts[known]) > GAIN_LEAST


def _gain(part: Floats, whole: Floats, known: Floats) -> float:
    return float(whole[(whole > 0) & (part > 0) & ~(known > 0).any(axis=0)].sum())
