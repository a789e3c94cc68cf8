"""The peer's side of `benchmarks.peers`: datasketch MinHashLSH with verification. Runs in the peer's own environment.

Reads one JSON object a line ({"id", "words"}) and prints {"seconds", "pairs"}; imports nothing of this project.
"""

import argparse
import json
import sys
import time

from datasketch import MinHash, MinHashLSH  # pyright: ignore[reportMissingImports]

RUN = 5  # words in a shingle


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bands", type=int, default=64)
    options.add_argument("--rows", type=int, default=2)
    options.add_argument(
        "--verify", type=float, default=0.1, help="share of the shorter text's shingles that a pair has"
    )
    given = options.parse_args()
    texts = [json.loads(line) for line in sys.stdin]
    start = time.perf_counter()
    lsh = MinHashLSH(num_perm=given.bands * given.rows, params=(given.bands, given.rows))
    kept, pairs = {}, []
    for text in texts:
        words = text["words"]
        runs = {" ".join(words[k : k + RUN]).encode() for k in range(max(1, len(words) - RUN + 1))}
        sketch = MinHash(num_perm=given.bands * given.rows)
        sketch.update_batch(runs)
        for other in lsh.query(sketch):
            if len(runs & kept[other]) >= given.verify * min(len(runs), len(kept[other])):
                pairs.append([text["id"], other])
        lsh.insert(text["id"], sketch)
        kept[text["id"]] = runs
    json.dump({"seconds": time.perf_counter() - start, "pairs": pairs}, sys.stdout)


if __name__ == "__main__":
    main()
