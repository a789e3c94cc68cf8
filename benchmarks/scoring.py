"""Scores a report against cascades with a known tree: direction, versions, the wire's text and confidence."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from shared.report import Report
from shared.text import folded_words

UNOBSERVED, NONE = "unobserved", "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One article: was its main parent right, how sure was the report, how was the article made."""

    story: str
    node: str
    edit: str
    size: int
    right: bool
    confidence: float


@dataclass(slots=True)
class Score:
    """Counts of (right, found wrongly, missed) by figure, verdicts by article, and the wire's texts."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    verdicts: list[Verdict] = field(default_factory=list[Verdict])
    wire: list[tuple[float, float, float]] = field(default_factory=list[tuple[float, float, float]])

    def add(self, name: str, true: Iterable[Any], found: Iterable[Any]) -> None:
        """Count two sets against each other."""
        t, f = set(true), set(found)
        for k, n in enumerate((len(t & f), len(f - t), len(t - f))):
            self.counts[name][k] += n

    def figures(self) -> dict[str, float]:
        """Every figure between 0 and 1; `brier` is better low."""
        out = {name: round(f1(*c), 4) for name, c in self.counts.items()}
        out |= quality_of(self.verdicts)
        if self.wire:
            gained, possible = sum(s - b for s, b, _ in self.wire), sum(p - b for _, b, p in self.wire)
            out["wire_sim"] = round(sum(s for s, _, _ in self.wire) / len(self.wire), 4)
            out["wire_recovery"] = round(gained / possible, 4) if possible else 1.0
        return out


def quality_of(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """`parent_acc`, `brier` and `confidence_auc` of some articles."""
    right = [v.confidence for v in verdicts if v.right]
    wrong = [v.confidence for v in verdicts if not v.right]
    pairs = [(a > b) + (a == b) / 2 for a in right for b in wrong]
    return {
        "parent_acc": round(len(right) / max(1, len(verdicts)), 4),
        "brier": round(sum((v.confidence - v.right) ** 2 for v in verdicts) / max(1, len(verdicts)), 4),
        "confidence_auc": round(sum(pairs) / len(pairs), 4) if pairs else 1.0,
    }


def f1(right: int, extra: int, missed: int) -> float:
    """F1 of counts; 1 where there was nothing to find and nothing was found."""
    return 2 * right / (2 * right + extra + missed) if right + extra + missed else 1.0


def score_story(cascade: Mapping[str, Any], report: Report, names: Mapping[str, str], into: Score) -> None:
    """Add one story's counts; `names`: file -> node id."""
    truth = _Truth(cascade)
    found = _Found(report, names)
    observed = [n for n, node in truth.nodes.items() if node["observed"]]
    _score_copies(truth, found, observed, into)
    _score_parents(truth, found, observed, into)
    _score_families(truth, found, observed, into)
    _score_versions(truth, found, observed, into)
    _score_wire(truth, found, observed, into)


class _Truth:
    def __init__(self, cascade: Mapping[str, Any]) -> None:
        self.story: str = cascade["story"]
        self.nodes: dict[str, Any] = {n["id"]: n for n in cascade["nodes"]}

    def parents(self, node: str) -> list[str]:
        return self.nodes[node]["parents"]

    def shown(self, node: str) -> str:
        return node if self.nodes[node]["observed"] else UNOBSERVED

    def words(self, node: str) -> list[str]:
        return folded_words(" ".join(s["text"] for s in self.nodes[node]["sentences"]))


class _Found:
    """The report in the truth's names; an unobserved node's name begins with a question mark."""

    def __init__(self, report: Report, names: Mapping[str, str]) -> None:
        node = {a.id: names[a.file] for a in report.articles if a.file in names}
        self.confidence = {node[a.id]: a.confidence for a in report.articles if a.id in node}
        self.parents: dict[str, list[str]] = defaultdict(list)
        self.texts: dict[str, list[str]] = {}
        for story in report.stories:
            name = {n.id: node[n.article] if n.article else f"?{story.id}/{n.id}" for n in story.nodes}
            self.texts |= {name[n.id]: folded_words(" ".join(s.text for s in n.sentences)) for n in story.nodes}
            for edge in sorted(story.edges, key=lambda e: (e.role != "main", -e.confidence)):
                self.parents[name[edge.child]].append(name[edge.parent])

    def main(self, node: str) -> str:
        return self.parents[node][0] if self.parents.get(node) else f"none {node}"


def _score_copies(truth: _Truth, found: _Found, observed: Sequence[str], into: Score) -> None:
    true = {(n, p) for n in observed for p in truth.parents(n) if truth.nodes[p]["observed"]}
    got = {(n, p) for n in observed for p in found.parents.get(n, ()) if not p.startswith("?")}
    into.add("copy_edge_f1", true, got)


def _score_parents(truth: _Truth, found: _Found, observed: Sequence[str], into: Score) -> None:
    family = _components([(n, p) for n, ps in found.parents.items() for p in ps])
    size = Counter(family.get(n, n) for n in observed)
    for n in observed:
        true = {truth.shown(p) for p in truth.parents(n)} or {NONE}
        got = [UNOBSERVED if p.startswith("?") else p for p in found.parents.get(n, ())]
        if got[:1] == [UNOBSERVED] and size[family[n]] == 1:  # a source shared with nobody says no more than none
            got = []
        right = (got[0] if got else NONE) in true
        edit = truth.nodes[n]["notes"].split(":")[0] if truth.story.startswith("sim-") else truth.nodes[n]["kind"]
        sure = found.confidence.get(n, 0.5)
        into.verdicts.append(Verdict(truth.story, n, edit, len(observed), right, sure))
        two = [tuple(sorted(truth.shown(p) for p in truth.parents(n)))] if len(truth.parents(n)) > 1 else []
        into.add("second_parent_f1", two, [tuple(sorted(got[:2]))] if len(got) > 1 else [])


def _score_families(truth: _Truth, found: _Found, observed: Sequence[str], into: Score) -> None:
    true = _components([(n, p) for n in truth.nodes for p in truth.parents(n)])
    got = _components([(n, p) for n, ps in found.parents.items() for p in ps])
    pairs = list(itertools.combinations(observed, 2))
    same: Callable[[Mapping[str, str]], set[tuple[str, str]]] = lambda c: {  # noqa: E731
        (a, b) for a, b in pairs if a in c and b in c and c[a] == c[b]
    }
    into.add("family_f1", same(true), same(got))


def _takers(truth: _Truth, observed: Sequence[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for n in observed:
        parents = truth.parents(n)
        if truth.nodes[n]["kind"] == "outlet" and len(parents) == 1 and truth.nodes[parents[0]]["kind"] == "wire":
            out[parents[0]].append(n)
    return out


def _score_versions(truth: _Truth, found: _Found, observed: Sequence[str], into: Score) -> None:
    takers = sorted(n for group in _takers(truth, observed).values() for n in group)
    pairs = list(itertools.combinations(takers, 2))
    true = {(a, b) for a, b in pairs if truth.parents(a) == truth.parents(b)}
    into.add("version_f1", true, {(a, b) for a, b in pairs if found.main(a) == found.main(b)})


def _score_wire(truth: _Truth, found: _Found, observed: Sequence[str], into: Score) -> None:
    family = _components([(n, p) for n in truth.nodes for p in truth.parents(n)])
    for wire, group in _takers(truth, observed).items():
        if truth.nodes[wire]["observed"] or len(group) < 2:
            continue
        pool = [n for n in observed if family.get(n) == family[wire]]
        target = truth.words(wire)
        best = max(_similar(truth.words(n), target) for n in pool)
        have = [s["text"] for n in pool for s in truth.nodes[n]["sentences"]]
        closest = [_closest(s["text"], have) for s in truth.nodes[wire]["sentences"]]
        possible = _similar(folded_words(" ".join(closest)), target)
        votes = Counter(found.main(n) for n in group if found.main(n).startswith("?"))
        text = found.texts.get(votes.most_common(1)[0][0], []) if votes else []
        into.wire.append((_similar(text, target), best, possible))


def _similar(a: Sequence[str], b: Sequence[str]) -> float:
    return LCSseq.normalized_similarity(a, b)


def _closest(text: str, have: Sequence[str]) -> str:
    hit = process.extractOne(text, have, scorer=fuzz.ratio)
    return hit[0] if hit else ""


def _components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """node -> the name of its weakly connected part."""
    up: dict[str, str] = {}

    def top(x: str) -> str:
        up.setdefault(x, x)
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for a, b in pairs:
        up[top(a)] = top(b)
    return {x: top(x) for x in up}
