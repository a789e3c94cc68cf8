"""Scores the segmenter alone on rendered cascades: bodies as the whole line is scored, sentence ends, agencies.

usage: python -m benchmarks.segmentation [--corpora DIR] [--seeds 10] [--show]
"""

import argparse
import importlib.util
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from services.ingest.formats.reader import read
from services.segmenter.segment import segment
from services.segmenter.sentences import split
from shared.article import Article, Witness

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def main() -> None:
    """Prints body_f1, furniture_left, body_lost (all and by story), sentence F1 and agency figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("WIRETRACE_CORPORA", "../shared/corpora")))
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--show", action="store_true", help="print what was left and what was lost")
    options = parser.parse_args()
    rows = list(witnesses(options.corpora, range(options.seeds)))
    stories = sorted({story for story, _, _ in rows})
    for name in ("all", *stories):
        print(f"{name:16s}", *(f"{k} {v:.4f}" for k, v in bodies([r for r in rows if name in ("all", r[0])]).items()))
    print(f"{'sentences':16s} f1 {sentence_f1(options.corpora):.4f}")
    print(f"{'agency':16s}", agencies(rows))
    if options.show:
        show(rows)


def witnesses(corpora: Path, seeds: range) -> Iterator[tuple[str, dict[str, Any], Witness]]:
    """(story, true node, witness) of every observed node of every cascade, once per seed."""
    rendering = _rendering(corpora)
    for path in sorted((corpora / "cascades").glob("*/cascade.json")):
        cascade = rendering.load(path)
        nodes = {node["id"]: node for node in cascade["nodes"]}
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                for name, node in rendering.render(cascade, folder, seed).items():
                    for article in read(Path(folder) / name, name):
                        if isinstance(article, Article):
                            yield cascade["story"], nodes[node], segment(article)


def bodies(rows: list[tuple[str, dict[str, Any], Witness]]) -> dict[str, float]:
    """body_f1, furniture_left and body_lost over bags of words, as the story scorer counts them."""
    both = more = less = left = furniture = 0
    for _, node, witness in rows:
        true, got = _bag(s["text"] for s in node["sentences"]), _bag(witness.sentences[i].text for i in witness.body())
        apart = _bag(b["text"] for b in node.get("boilerplate") or [])
        both, more, less = both + (true & got).total(), more + (got - true).total(), less + (true - got).total()
        furniture, left = furniture + apart.total(), left + (apart & (got - true)).total()
    return {
        "body_f1": 2 * both / (2 * both + more + less),
        "furniture_left": left / max(1, furniture),
        "body_lost": less / max(1, both + less),
    }


def sentence_f1(corpora: Path) -> float:
    """F1 of sentence ends inside the gold paragraphs of all cascades (paragraph ends do not count)."""
    tp = fp = fn = 0
    for path in sorted((corpora / "cascades").glob("*/cascade.json")):
        for node in _rendering(corpora).load(path)["nodes"]:
            paragraphs: defaultdict[int, list[str]] = defaultdict(list)
            for sentence in node["sentences"]:
                paragraphs[sentence["par"]].append(sentence["text"])
            for gold in paragraphs.values():
                true, got = _ends(gold), _ends(split(" ".join(gold), "en"))
                tp, fp, fn = tp + len(true & got), fp + len(got - true), fn + len(true - got)
    return 2 * tp / max(1, 2 * tp + fp + fn)


def agencies(rows: list[tuple[str, dict[str, Any], Witness]]) -> dict[str, int]:
    """How often a witness alone shows an agency; whether it is the true one is the tree's matter."""
    return dict(Counter(str(witness.agency) for _, _, witness in rows).most_common())


def show(rows: list[tuple[str, dict[str, Any], Witness]]) -> None:
    """Prints body sentences that the truth lacks and true sentences that are no body."""
    seen: Counter[str] = Counter()
    for story, node, witness in rows:
        true, got = (
            " ".join(s["text"] for s in node["sentences"]),
            " ".join(witness.sentences[i].text for i in witness.body()),
        )
        seen.update(
            f"LEFT {story} {s.text}" for s in (witness.sentences[i] for i in witness.body()) if s.text not in true
        )
        seen.update(f"LOST {story} {s['text']}" for s in node["sentences"] if s["text"] not in got)
    for line, times in seen.most_common():
        print(times, line)


def _rendering(corpora: Path) -> ModuleType:
    path = corpora.parent / "eval" / "cascades.py"
    spec = importlib.util.spec_from_file_location("cascades", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is missing: give the folder of the corpora with --corpora")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(w.lower().replace("’", "'") for w in _WORD.findall(" ".join(texts)))


def _ends(sentences: Iterable[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for sentence in sentences:
        at += len("".join(sentence.split()))
        ends.add(at)
    return ends - {at}


if __name__ == "__main__":
    main()
