"""WARC archives (ISO 28500), plain or gzipped: each HTML response is a page, read one record at a time."""

import re
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
FREE_BYTES = 64 * 1024 * 1024  # small archives may expand further, there is nothing to win


def read_warc(path: Path) -> Iterator[Found | Problem]:
    """The pages of the archive at `path`, in order; the file is streamed and never unpacked whole."""
    budget = path.stat().st_size * MAX_EXPANSION + FREE_BYTES
    pages = 0
    with path.open("rb") as stream:
        try:
            for record in cast("Iterator[Any]", ArchiveIterator(stream)):
                budget -= int(record.rec_headers.get_header("Content-Length") or 0)
                if budget < 0:
                    raise UnusableError(
                        f"the archive expands more than {MAX_EXPANSION}-fold: unpack it by hand and check it"
                    )
                if _is_page(record):
                    pages += 1
                    yield _read_record(record)
        except (ArchiveLoadFailed, EOFError, OSError) as error:
            yield Problem(
                f"the archive is broken after {pages} pages ({error}): fetch it again; what came before was read"
            )
            return
    if not pages:
        raise UnusableError("the archive holds no HTML page: only pages that were answered with status 200 are read")


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
    return int(getattr(record.raw_stream, "limit", 0)) > 0


def _header(record: Any, name: str) -> str | None:  # noqa: ANN401
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return cast("str | None", headers.get_header(name))
