"""What the readers make of files that mean them harm: a fuzzing run over every format, and one archive of a gigabyte.

usage: python -m benchmarks.hostile fuzz [--minutes 10] [--seed 0]
       python -m benchmarks.hostile archive [--megabytes 1024] [--folder /tmp]
"""

import argparse
import gzip
import io
import logging
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from warcio.statusandheaders import StatusAndHeaders  # pyright: ignore[reportMissingTypeStubs]
from warcio.warcwriter import WARCWriter  # pyright: ignore[reportMissingTypeStubs]

from services.ingest.formats import read
from services.ingest.formats.reader import SUFFIXES
from services.segmenter.segment import segment
from shared.article import Article
from tests.ingest import newsroom_files

PATIENCE = 30  # seconds of processor time that a file may take
SLOW, SLOW_A_BYTE = 2.0, 8e-6  # and those that are worth a look
GUARD = "report it"  # what the readers' last guard says: an exception that nobody foresaw
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1f\x8b\x08\x00", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"<?xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"<p>" * 400, b"</p>" * 400,
    b"<table><tr><td>" * 200, b"{", b"[" * 2000, b"]", b'"', b"\\u0000", b"\\ud800", b"1e999", b"-0", b"null",
    b"\r\n\r\n", b"\n---\n", b"=?utf-8?q?=ff?=", b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"WARC/1.0\r\n", b"charset=utf-7",
    b"charset=nonsense", b"9" * 400, b"2025-13-45", b"0000-00-00T00:00:00Z", b"(" * 400, b"\xe2\x80\xae", b"a" * 6000,
    "İ".encode() * 50, "\u0301".encode() * 500, b"http://[", b"https://user:pw@:99999/", b"../../../etc/passwd",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """One file of every format, as the tests have them, and an archive of two pages."""
    found = {name: text.encode() for name, text in newsroom_files.FILES.items()}
    return found | {"day.warc": archive(2, packed=False), "night.warc.gz": archive(2)}


def archive(pages: int, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number in range(pages):
        write_page(writer, number, newsroom_files.PAGE)
    return out.getvalue()


def write_page(writer: WARCWriter, number: int, page: str) -> None:
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    address = f"https://saltmarsh.example/news/{number}"
    body = page.replace(newsroom_files.URL, address).encode()
    writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers))


def fuzz(minutes: float, seed: int) -> int:
    """Read mutated files until the time is up; returns how many raised, hung, or met the last guard."""
    draw, of = random.Random(seed), seeds()
    until, count, kinds, slowest, bad = time.monotonic() + minutes * 60, 0, Counter[str](), (0.0, ""), 0
    signal.signal(signal.SIGPROF, _too_long)
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        _fault(Path(folder) / "page.html", of["page.html"], Counter())  # what is loaded once is no file's time
        while time.monotonic() < until:
            name, data = mutant(draw, of)
            began = time.process_time()
            fault = _fault(Path(folder) / f"f{Path(name).name}", data, kinds)
            took = time.process_time() - began
            count += 1
            slowest = max(slowest, (took, f"{name} of {len(data):,} bytes"))
            if fault or took > SLOW + SLOW_A_BYTE * len(data):
                bad += 1
                kept = Path(tempfile.gettempdir()) / f"wiretrace-fuzz-{seed}-{count}-{name}"
                kept.write_bytes(data)
                print(f"{fault or 'slow'}  {took:.1f} s  kept as {kept}", flush=True)
    print(f"{count:,} files in {minutes:g} minutes, {bad} bad; slowest {slowest[0]:.2f} s ({slowest[1]})")
    print(*(f"  {n:6,} {kind}" for kind, n in kinds.most_common(12)), sep="\n")
    return bad


def mutant(draw: random.Random, of: dict[str, bytes]) -> tuple[str, bytes]:
    """A seed cut, doubled, spliced into another and strewn with hostile tokens, at times under a wrong suffix."""
    name = draw.choice(sorted(of))
    data = of[name]
    for _ in range(draw.randint(1, 6)):
        data = draw.choice(_WAYS)(draw, data, of)
    if draw.random() < 0.2:
        name = "wrong" + draw.choice(SUFFIXES)
    if name.endswith(".gz") and draw.random() < 0.5:
        data = gzip.compress(data, 1)
    return name, data[:4_000_000]


def _cut(draw: random.Random, data: bytes, of: dict[str, bytes]) -> bytes:
    a, b = sorted(draw.randrange(len(data) + 1) for _ in "ab")
    return data[:a] + data[b:]


def _doubled(draw: random.Random, data: bytes, of: dict[str, bytes]) -> bytes:
    a, b = sorted(draw.randrange(len(data) + 1) for _ in "ab")
    return data[:a] + data[a:b] * draw.choice((2, 3, 30)) + data[b:]


def _spliced(draw: random.Random, data: bytes, of: dict[str, bytes]) -> bytes:
    other = of[draw.choice(sorted(of))]
    a, b = sorted(draw.randrange(len(other) + 1) for _ in "ab")
    at = draw.randrange(len(data) + 1)
    return data[:at] + other[a:b] + data[at:]


def _strewn(draw: random.Random, data: bytes, of: dict[str, bytes]) -> bytes:
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(data) + 1)
        data = data[:at] + draw.choice(TOKENS) + data[at + draw.choice((0, 0, 1, 5)) :]
    return data


def _flipped(draw: random.Random, data: bytes, of: dict[str, bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(draw.randint(1, 20) if out else 0):
        out[draw.randrange(len(out))] = draw.randrange(256)
    return bytes(out)


_WAYS: tuple[Callable[[random.Random, bytes, dict[str, bytes]], bytes], ...] = (
    _cut, _doubled, _spliced, _strewn, _strewn, _flipped,
)  # fmt: skip


def _fault(path: Path, data: bytes, kinds: Counter[str]) -> str:
    path.write_bytes(data)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        for found in read(path, path.name):
            if isinstance(found, Article):
                segment(found)
                kinds["article"] += 1
            else:
                kinds[found.reason.split(":")[0][:60]] += 1
                if GUARD in found.reason:
                    return found.reason
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        path.unlink(missing_ok=True)
    return ""


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"not done in {PATIENCE} s")


def gigabyte(megabytes: int, folder: Path) -> int:
    """Write an archive of so many bytes, packed page by page, read it, and say what that took of time and memory."""
    with tempfile.TemporaryDirectory(dir=folder) as held:
        path = Path(held) / "crawl.warc.gz"
        written = _crawl(path, megabytes << 20)
        before, began, pages = _peak(), time.monotonic(), 0
        for found in read(path, path.name):
            pages += isinstance(found, Article)
        took = time.monotonic() - began
        print(f"{written:,} pages, {path.stat().st_size / 1e9:.2f} GB packed: {pages:,} articles in {took:,.0f} s")
        print(f"peak memory before {before:,.0f} MB, after {_peak():,.0f} MB")
    return int(pages != written)


def _crawl(path: Path, size: int) -> int:
    """Pages with pictures inlined as noise, so that the archive grows as large as its pages are."""
    draw, number = random.Random(0), 0
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        while stream.tell() < size:
            noise = draw.randbytes(150_000).hex()
            write_page(writer, number, newsroom_files.PAGE.replace("</body>", f'<img src="data:{noise}"></body>'))
            number += 1
    return number


def _peak() -> float:
    """In MB: Linux counts in KB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["fuzz", "archive"])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    if given.what == "fuzz":
        return int(fuzz(given.minutes, given.seed) > 0)
    return gigabyte(given.megabytes, given.folder)


if __name__ == "__main__":
    sys.exit(main())
