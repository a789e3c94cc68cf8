"""What the readers keep of real pages: body against human gold, facts against hidden JSON-LD, articles a second.

`speed` also names the functions that reading and segmenting spend their time in.

usage: python -m benchmarks.extraction [body | facts | speed] [--corpora DIR]
"""

import argparse
import cProfile
import gzip
import json
import os
import pstats
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import trafilatura

from benchmarks.hostile import archive, seeds
from services.ingest.formats import read
from services.ingest.formats.decoding import decode
from services.ingest.formats.found import Found, UnusableError
from services.ingest.formats.naming import as_article
from services.ingest.formats.page import read_page
from services.ingest.formats.times import iso_time
from services.segmenter.segment import segment
from shared.article import Article
from tests.ingest import newsroom_files

VERDICTS = ("right", "same day", "wrong", "missing")
KEPT = ("text", "dateline", "credit", "correction")
FIELDS = ("outlet", "headline", "byline", "published_at", "modified_at")
_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.S | re.I)


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `n` words with their counts: the unit of the public article-extraction benchmark."""
    w = re.findall(r"\w+", text)
    return Counter(tuple(w[max(0, i) : i + n]) for i in range(max(1, len(w) - n + 1))) if w else Counter()


def pages(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """Each page's key, its HTML and its human-made body."""
    gold = json.loads((corpora / "extraction" / "ground-truth.json").read_text(encoding="utf-8"))
    for key, row in gold.items():
        data = gzip.decompress((corpora / "extraction" / "html" / f"{key}.html.gz").read_bytes())
        yield key, decode(data), row["articleBody"]


def body(corpora: Path) -> None:
    """Precision, recall and their F1 per way of extraction; the halves show how steady it is."""
    kept = list(pages(corpora))
    for name, way in WAYS.items():
        start = time.process_time()
        scores = [_score(gold, way(page)) for _, page, gold in kept]
        took = time.process_time() - start
        halves = " ".join(f"{_f1(scores[i::2])[2]:.3f}" for i in (0, 1))
        p, r, f = _f1(scores)
        print(f"{name:34s} precision {p:.3f} recall {r:.3f} F1 {f:.3f} halves {halves} {len(kept) / took:6.1f} pages/s")


def _score(gold: str, found: str) -> tuple[float, float]:
    t, g = shingles(found), shingles(gold)
    both = sum((t & g).values())
    return (both / t.total() if t else 0.0), both / max(1, g.total())


def score_f1(found: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Mean precision and recall of (gold, kept) texts, and the F1 of the two means."""
    return _f1([_score(gold, kept) for gold, kept in found])


def _f1(scores: list[tuple[float, float]]) -> tuple[float, float, float]:
    p, r = (sum(s[i] for s in scores) / len(scores) for i in (0, 1))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _own(page: str) -> str:
    try:
        return "\n".join(b.text for b in read_page(page).blocks if b.role in KEPT)
    except UnusableError:
        return ""


def _own_without_json_ld(page: str) -> str:
    return _own(_LD.sub("", page))


def _trafilatura(**options: Any) -> Callable[[str], str]:  # noqa: ANN401
    return lambda page: trafilatura.extract(page, include_comments=False, include_tables=False, **options) or ""


WAYS: dict[str, Callable[[str], str]] = {
    "wiretrace": _own,
    "wiretrace, JSON-LD hidden": _own_without_json_ld,
    "trafilatura": _trafilatura(),
    "trafilatura, favour precision": _trafilatura(favor_precision=True),
    "trafilatura, favour recall": _trafilatura(favor_recall=True),
}


def facts(corpora: Path) -> None:
    """Per field: pages whose JSON-LD states it, and how many the reader gets right, wrong or not without it."""
    tally: dict[str, Counter[str]] = {f: Counter() for f in FIELDS}
    for _, page, _ in pages(corpora):
        try:
            stated, blind = read_page(page), as_article(read_page(_LD.sub("", page)), "page.html")
        except UnusableError:
            continue
        for field in FIELDS:
            truth = _stated(stated, field)
            if truth:
                tally[field][_verdict(field, truth, getattr(blind, field, None))] += 1
    for field, c in tally.items():
        print(f"{field:14s} stated {c.total():3d}", *(f"{k} {c[k]:3d}" for k in VERDICTS), sep="  ")


def _stated(found: Found, field: str) -> str | None:
    told = next((f.value for f in found.facts if f.name == field and f.source.startswith("json-ld")), None)
    return told if told is None or not field.endswith("_at") or iso_time(told) else None  # the year 1 states nothing


def _verdict(field: str, truth: str, given: str | None) -> str:
    if given is None:
        return "missing"
    if field.endswith("_at"):
        a, b = iso_time(truth), iso_time(given)
        if a is None or b is None:
            return "missing"
        same = a == b or (len(a) > 10 < len(b) and _instant(a) == _instant(b))
        return "right" if same else "same day" if a[:10] == b[:10] else "wrong"
    if field == "outlet":
        a, b = (re.sub(r"^the|com$|\W", "", x.casefold()) for x in (truth, given))
        return "right" if a in b or b in a else "wrong"
    a_words, b_words = (set(re.findall(r"\w+", x.casefold())) - {"by", "the", "com"} for x in (truth, given))
    return "right" if a_words & b_words and len(a_words & b_words) >= 0.5 * min(len(a_words), len(b_words)) else "wrong"


def _instant(stamp: str) -> float:
    return datetime.fromisoformat(stamp).replace(microsecond=0).timestamp()


def speed(corpora: Path) -> None:
    """Articles a second of processor time on one core, per format, read alone and with segmentation; the story is a
    short one of 4 paragraphs."""
    with tempfile.TemporaryDirectory() as folder:
        many = "\n".join([json.dumps(newsroom_files.RECORD)] * 50)
        rows = "text,title,outlet\n" + f'"{newsroom_files.RECORD["text"]}",t,o\n' * 50
        files = seeds() | {"day.jsonl": many.encode(), "day.csv": rows.encode(), "crawl.warc.gz": archive(50)}
        for name, data in files.items():
            path = Path(folder) / name
            path.write_bytes(data)
            rates = _rate(path, lambda article: article), _rate(path, segment)
            print(f"{name:18s} {rates[0]:7.0f} articles/s read, {rates[1]:7.0f} read and segmented")
        _profile(Path(folder))


def _rate(path: Path, then: Callable[[Article], object]) -> float:
    count, start = -1, 0.0
    while count < 0 or (took := time.process_time() - start) < 0.5:
        found = [then(a) for a in read(path, path.name) if isinstance(a, Article)]
        if count < 0:  # what is loaded once is no part of an article's time
            count, start, found = 0, time.process_time(), []
        count += len(found)
    return count / took


def _line(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        for article in read(path, path.name):
            if isinstance(article, Article):
                segment(article)


def _profile(folder: Path) -> None:
    _line(folder)  # models and tables are loaded once, which is no part of an article's time
    with cProfile.Profile() as profile:
        _line(folder)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(12)


PARTS: dict[str, Callable[[Path], None]] = {"body": body, "facts": facts, "speed": speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help=f"of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("WIRETRACE_CORPORA", "../shared/corpora")))
    given = parser.parse_args()
    if unknown := set(given.what) - set(PARTS):
        parser.error(f"there is no {min(unknown)}; choose of {', '.join(PARTS)}")
    for what in given.what or PARTS:
        print(f"-- {what}")
        PARTS[what](given.corpora)


if __name__ == "__main__":
    main()
