"""Files of many records, streamed: one JSON object a line, or one CSV row an article."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import orjson

from services.ingest.formats.decoding import decode, encoding_of
from services.ingest.formats.found import Found, Problem, UnusableError
from services.ingest.formats.records import read_object, read_record

MAX_LINE_BYTES = 8 * 1024 * 1024  # one record; a longer line is no list of articles
SAMPLE_BYTES = 64 * 1024


def read_jsonl(path: Path) -> Iterator[Found | Problem]:
    """One article a line; each broken line is a problem of its own."""
    with path.open("rb") as stream:
        for number in range(1, 1 << 62):
            line = stream.readline(MAX_LINE_BYTES + 1)
            if not line:
                return
            if len(line) > MAX_LINE_BYTES:
                raise UnusableError(
                    f"line {number} is longer than {MAX_LINE_BYTES:,} bytes: put one JSON object on each line"
                )
            if line.strip():
                yield _one(line, number)


def _one(line: bytes, number: int) -> Found | Problem:
    try:
        return read_object(orjson.loads(decode(line)))
    except orjson.JSONDecodeError as error:
        return Problem(f"line {number}: broken JSON ({error})")
    except UnusableError as error:
        return Problem(f"line {number}: {error}")


def read_csv(path: Path) -> Iterator[Found | Problem]:
    """One article a row under a header line that names the columns (`text`, `title`, `outlet`, ...)."""
    with path.open("rb") as raw:
        sample = raw.read(SAMPLE_BYTES)
        encoding = encoding_of(sample)
        raw.seek(0)
        with io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as stream:
            rows = csv.DictReader((line.replace("\x00", "") for line in _lines(stream)), delimiter=_delimiter(sample))
            if "text" not in {(n or "").strip().lower() for n in rows.fieldnames or ()}:
                raise UnusableError("no column named `text`: the first line must name the columns, one of them `text`")
            yield from _rows(rows)


def _rows(rows: "csv.DictReader[str]") -> Iterator[Found | Problem]:
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            yield read_record(row)
        except UnusableError as error:
            yield Problem(f"row ending on line {rows.line_num}: {error}")
        except csv.Error as error:
            raise UnusableError(
                f"broken CSV on line {rows.line_num} ({error}): quote the texts when exporting"
            ) from error


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(MAX_LINE_BYTES):
        yield line


def _delimiter(sample: bytes) -> str:
    head = decode(sample).split("\n", 1)[0]
    return max(",;\t", key=head.count)
