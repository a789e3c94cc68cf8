"""WARC archives (ISO 28500), plain or gzipped: each HTML response is a page, read one record at a time."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from warcio.archiveiterator import ArchiveIterator  # pyright: ignore[reportMissingTypeStubs]
from warcio.exceptions import ArchiveLoadFailed  # pyright: ignore[reportMissingTypeStubs]

from services.ingest.formats.decoding import decode
from services.ingest.formats.found import Found, Problem, UnusableError, fact
from services.ingest.formats.page import read_page

MAX_PAGE_BYTES = 8 * 1024 * 1024  # of one page once unpacked; the largest real ones have some 2 MB
MAX_EXPANSION = 200  # crawled pages pack 4 to 20-fold; far more is made to fill memory
CHUNK_BYTES = 16 * 1024
HEADER_BYTES = 64 * 1024  # before and between records: WARC headers run to a few hundred bytes
FREE_BYTES = 64 * 1024 * 1024  # small archives may expand further, there is nothing to win


def read_warc(path: Path) -> Iterator[Found | Problem]:
    """The pages of the archive at `path`, in order; the file is streamed and never unpacked whole."""
    budget = path.stat().st_size * MAX_EXPANSION + FREE_BYTES
    pages = 0
    with _opened(path) as stream:
        metered = _Metered(stream)
        for record in _records(metered):
            budget -= metered.expect(record)
            if budget < 0:
                raise UnusableError(
                    f"the archive expands more than {MAX_EXPANSION}-fold: unpack it by hand and check it"
                )
            if _is_page(record):
                pages += 1
                yield _read_record(record)
    if metered.broken:
        yield Problem(
            f"the archive is broken after {pages} pages ({metered.broken}): fetch it again, the rest was read"
        )
        return
    if not pages:
        raise UnusableError("the archive holds no HTML page: only pages that were answered with status 200 are read")


def _records(stream: "_Metered") -> Iterator[Any]:
    """The archive's records up to the first broken one."""
    try:
        yield from cast("Iterator[Any]", ArchiveIterator(stream))
    except ArchiveLoadFailed as error:
        stream.broken = str(error) or "no record"
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # warcio expects the fields that it needs
        stream.broken = "a record lacks what every record must state"


class _Metered:
    """A stream that refuses to go on where a record is longer than it declares, since the rest would be held whole."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._read = 0
        self.broken = ""
        self._limit = HEADER_BYTES

    def expect(self, record: Any) -> int:  # noqa: ANN401 (warcio is untyped)
        """Allows what the record declares, and gives that length in bytes."""
        declared = str(record.rec_headers.get_header("Content-Length") or "0")
        length = int(declared) if declared.isdecimal() else 0
        self._limit = self._read + length + HEADER_BYTES
        return length

    def read(self, size: int = CHUNK_BYTES) -> bytes:
        try:
            data = self._stream.read1(CHUNK_BYTES if size < 0 else min(size, CHUNK_BYTES))
        except (EOFError, OSError, zlib.error) as error:  # what was unpacked before the break is still good
            self.broken = str(error)
            return b""
        self._read += len(data)
        if self._read > self._limit:
            raise UnusableError("a record of the archive is longer than it declares: fetch the archive again")
        return data


def _opened(path: Path) -> io.BufferedReader:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast("io.BufferedReader", gzip.open(path)) if packed else path.open("rb")


def _is_page(record: Any) -> bool:  # noqa: ANN401 (warcio is untyped)
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is not None and not str(headers.get_statuscode()).startswith("200"):
        return False
    return "html" in (_header(record, "Content-Type") or "")


def _read_record(record: Any) -> Found | Problem:  # noqa: ANN401
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    try:
        data = cast("bytes", record.content_stream().read(MAX_PAGE_BYTES + 1))
        if len(data) > MAX_PAGE_BYTES:
            return Problem(f"{url[:200]}: the page is larger than {MAX_PAGE_BYTES:,} bytes")
        if _is_cut(record):
            return Problem(f"{url[:200]}: the archive ends in the middle of this page, fetch it again")
        charset = re.search(r"charset=[\"']?([\w.:-]+)", _header(record, "Content-Type") or "", re.I)
        found = read_page(decode(data, charset[1] if charset else None), url)
    except UnusableError as error:
        return Problem(f"{url[:200]}: {error}")
    crawled = fact("fetched_at", record.rec_headers.get_header("WARC-Date"), "warc date")
    return Found((*found.facts, *crawled), found.blocks, url)


def _is_cut(record: Any) -> bool:  # noqa: ANN401
    """Whether the record holds fewer bytes than it declares."""
    while record.raw_stream.read(CHUNK_BYTES):
        pass
    return int(getattr(record.raw_stream, "limit", 0)) > 0


def _header(record: Any, name: str) -> str | None:  # noqa: ANN401
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return cast("str | None", headers.get_header(name))
