"""How well sentences are parted, against a treebank's raw text: sentencex and its peers, bare and under our rules.

The treebank is CoNLL-U (any of Universal Dependencies) and is yours to bring; files without marks of paragraphs are
joined by threes. Peers are run by another interpreter that has them installed (pysbd, spacy, nltk, blingfire, syntok).

usage: python -m benchmarks.splitting FILE.conllu... [--peers /path/to/python] [--show]
"""

import argparse
import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import sentencex  # pyright: ignore[reportMissingTypeStubs]

from services.segmenter.sentences import evened, mended, split

JOINED = 3  # sentences to a paragraph where a file marks none: what a news paragraph has
Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Sentence ends inside paragraphs: found, false and missed; the end of a paragraph does not count."""

    right: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)


def paragraphs(files: Sequence[Path]) -> list[list[str]]:
    """The gold sentences of each paragraph."""
    return [found for path in files for found in _of(path.read_text(encoding="utf-8"))]


def _of(text: str) -> Iterator[list[str]]:
    marked = "# newpar" in text
    current: list[str] = []
    for block in text.split("\n\n"):
        new = re.search(r"^# new(?:par|doc)\b", block, re.M)
        if current and (new or (not marked and len(current) == JOINED)):
            yield current
            current = []
        if sentence := re.search(r"^# text = (.+)$", block, re.M):
            current.append(sentence[1].strip())
    if current:
        yield current


def score(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], quoted: bool = True) -> Score:
    """Without `quoted`, ends inside a quotation count neither way: treebanks part there, the segmenter does not."""
    right = false = missed = 0
    for true, got in zip(gold, found, strict=True):
        aside = set[int]() if quoted else _quoted(" ".join(true))
        a, b = _ends(true) - aside, _ends(got) - aside
        right, false, missed = right + len(a & b), false + len(b - a), missed + len(a - b)
    return Score(right, false, missed)


def _ends(sentences: Sequence[str]) -> set[int]:
    """Ends counted in characters without blanks."""
    ends, at = set[int](), 0
    for sentence in sentences:
        at += len("".join(sentence.split()))
        ends.add(at)
    return ends - {at}


def _quoted(text: str) -> set[int]:
    """Places inside quotations, counted in the same way."""
    inside, depth, at = set[int](), 0, 0
    for printed, even in zip(text, evened(text), strict=True):
        depth += (even == "“") - (even == "”")
        at += not printed.isspace()
        if depth > 0:
            inside.add(at)
    return inside


def peers(python: Path, texts: Sequence[str]) -> dict[str, tuple[float, list[list[str]]]]:
    """Each peer's seconds and pieces of every text."""
    script = Path(__file__).with_name("peer_splitters.py")
    done = subprocess.run([python, script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return {name: (seconds, list(map(_pieces, texts, starts))) for name, (seconds, starts) in answer.items()}


def _pieces(text: str, starts: Sequence[int]) -> list[str]:
    cuts = sorted({0, *starts, len(text)})
    return [text[a:b] for a, b in pairwise(cuts)]


def main() -> None:
    """Print the table, and with --show the errors that remain to us."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--peers", type=Path, help="an interpreter that has the peers installed")
    parser.add_argument("--show", action="store_true", help="print the errors that remain")
    given = parser.parse_args()
    gold = paragraphs(given.files)
    texts = [" ".join(p) for p in gold]
    print(
        f"{len(gold):,} paragraphs, {sum(map(len, gold)):,} sentences: F1 (false + missed); the same, quotations aside"
    )
    ours = _timed(texts, lambda t: split(t, "en"))
    _line("ours (sentencex and rules)", gold, ours[1], ours[0])
    plain = _timed(texts, lambda t: sentencex.segment("en", t))  # pyright: ignore
    _line("sentencex", gold, plain[1], plain[0])
    if given.peers:
        _peers(given.peers, gold, texts)
    if given.show:
        _show(gold, ours[1])


def _peers(python: Path, gold: Sequence[Sequence[str]], texts: Sequence[str]) -> None:
    alone, even = peers(python, texts), peers(python, [evened(t) for t in texts])
    for name, (seconds, found) in alone.items():
        _line(name, gold, found, seconds)
        mixed = [
            _pieces(text, list(accumulate(map(len, mended(pieces, "en")))))
            for text, pieces in zip(texts, even[name][1], strict=True)
        ]
        _line(f"{name} and our rules", gold, mixed, None)


def _timed(texts: Sequence[str], way: Split) -> tuple[float, list[Sequence[str]]]:
    way(texts[0])
    began = time.process_time()
    found = [way(t) for t in texts]
    return time.process_time() - began, found


def _line(name: str, gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], seconds: float | None) -> None:
    told = [score(gold, found, quoted) for quoted in (True, False)]
    print(f"{name:32s}", *(f"{s.f1:.3f} ({s.false}+{s.missed})" for s in told), f"{seconds:.1f} s" if seconds else "")


def _show(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> None:
    for true, got in zip(gold, found, strict=True):
        text, a, b = "".join("".join(true).split()), _ends(true), _ends(got)
        for at in sorted(a ^ b):
            print("FALSE " if at in b else "MISSED", f"{text[max(0, at - 45) : at]} | {text[at : at + 35]}")


if __name__ == "__main__":
    main()
