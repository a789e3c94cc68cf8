"""Side by side in one run, over one fixed corpus: this candidate search and alignment, and datasketch MinHashLSH.

usage: python -m benchmarks.peers [--sizes 1000 5000 10000]

The peer lives in an environment of its own (made on first use under the user's cache folder). Both are given the same
witnesses in the same order; both are scored on the same pairs. passim 2.0.1 is quoted, not run: its GraphFrames jar is
not published for its Spark version; measured elsewhere on such data it reached 23 to 44 articles a second on two cores.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.feed import Pair, Truth, cascades, pair
from benchmarks.retrieval import figures, take_in
from benchmarks.scratch import server
from benchmarks.speed import Clock, exponent, feed
from services.alignment.candidates import Candidates
from shared.article import Witness
from shared.collation.body import prepare_texts
from shared.text import folded_words

PASSIM_QUOTED = {"precision": 0.81, "recall_near": 0.95, "recall_paraphrased": 0.07, "per_second": "23 to 44"}
SETTINGS = ((64, 2), (32, 4))  # bands and rows of the peer: the first reaches furthest, the second is its usual choice


def peer_python() -> Path:
    """The interpreter of the peer's environment; made, and the peer installed there, on first use."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wiretrace" / "peers"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "datasketch==2.0.0"], check=True)
        (home / "ready").touch()
    return python


def ours(witnesses: Sequence[Witness]) -> tuple[float, set[Pair], set[Pair]]:
    """(seconds, proposed pairs, pairs told to be kin)."""
    prepare_texts.cache_clear()
    clock = Clock()
    with server() as client, clock:
        proposed, kin = take_in(Candidates(client), witnesses)
    return clock.wall, proposed, kin


def minhash(witnesses: Sequence[Witness], bands: int, rows: int) -> tuple[float, set[Pair]]:
    """(seconds, pairs) of datasketch with these bands and rows, in its own process."""
    lines = [json.dumps({"id": w.id, "words": _words(w)}) for w in witnesses]
    script = Path(__file__).with_name("peer_minhash.py")
    command = [peer_python(), script, "--bands", str(bands), "--rows", str(rows)]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return answer["seconds"], {pair(a, b) for a, b in answer["pairs"]}


def _words(witness: Witness) -> list[str]:
    return folded_words(" ".join(witness.sentences[i].text for i in witness.body()))


def _row(name: str, truth: Truth, witnesses: Sequence[Witness], seconds: float, found: set[Pair]) -> dict[str, Any]:
    all_of = figures(truth, witnesses, found, found)
    return {
        "name": name,
        "articles": len(witnesses),
        "seconds": round(seconds, 2),
        "per_second": round(len(witnesses) / seconds),
        "recall_near": all_of["recall_near"]["direct"],
        "recall_paraphrased": all_of["recall_paraphrased"]["direct"],
        "recall_near_joined": all_of["recall_near"]["joined"],
        "recall_paraphrased_joined": all_of["recall_paraphrased"]["joined"],
        "precision": all_of["precision"],
        "strangers": all_of["strangers"],
    }


def run(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """One row for each contestant and size; the last size carries the quality."""
    _, truth = cascades()
    rows: list[dict[str, Any]] = []
    for size in sizes:
        witnesses = feed(size)
        seconds, _, kin = ours(witnesses)
        rows.append(_row("wiretrace", truth, witnesses, seconds, kin))
        print(json.dumps(rows[-1]), flush=True)
        for bands, height in SETTINGS:
            seconds, pairs = minhash(witnesses, bands, height)
            rows.append(_row(f"datasketch {bands}x{height}", truth, witnesses, seconds, pairs))
            print(json.dumps(rows[-1]), flush=True)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 10_000])
    given = options.parse_args()
    rows = run(given.sizes)
    for name in dict.fromkeys(r["name"] for r in rows) if len(given.sizes) > 1 else ():
        mine = [r for r in rows if r["name"] == name]
        slope = exponent([r["articles"] for r in mine], [r["seconds"] for r in mine])
        print(json.dumps({"name": name, "growth_exponent": round(slope, 3)}))
    print(json.dumps({"name": "passim 2.0.1, quoted", **PASSIM_QUOTED}))


if __name__ == "__main__":
    sys.exit(main())
