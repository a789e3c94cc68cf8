"""Any file to its articles: picks the reader by suffix and content, bounds size, turns failures into reasons."""

import re
from collections.abc import Iterator
from pathlib import Path

import orjson

from services.ingest.formats.decoding import decode
from services.ingest.formats.found import Found, Problem, UnusableError
from services.ingest.formats.mail import read_mail
from services.ingest.formats.markup import read_xml
from services.ingest.formats.naming import as_article
from services.ingest.formats.page import read_page
from services.ingest.formats.plain import read_plain
from services.ingest.formats.records import read_json
from services.ingest.formats.rows import read_csv, read_jsonl
from services.ingest.formats.warc import read_warc
from shared.article import Article
from shared.report import Rejected

MAX_FILE_BYTES = 16 * 1024 * 1024  # of a file that is read whole; the largest real news pages have some 2 MB
SNIFF_BYTES = 4096
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".warc", ".eml")
MAX_NAME_CHARS = 1024  # what file systems allow for a path's parts, with room


def read(path: Path, name: str) -> Iterator[Article | Rejected]:
    """The articles of the file at `path`, in its order, and a `Rejected` for each entry that cannot be used.

    `name` is the path relative to the dropped folder: it is shown, names the outlet by its sub-folder, and is part of
    the ids. Never raises for bad input; archives are streamed.
    """
    name = _shown(name)
    empty = True
    try:
        for item in _found(path):
            empty = False
            yield Rejected(file=name, reason=item.reason) if isinstance(item, Problem) else as_article(item, name)
        if empty:
            yield Rejected(file=name, reason="the file holds no article: check that the export is complete")
    except UnusableError as error:
        yield Rejected(file=name, reason=str(error))
    except OSError as error:
        yield Rejected(
            file=name, reason=f"cannot be opened ({error.strerror or type(error).__name__}): check it and drop it again"
        )
    except (MemoryError, RecursionError):
        yield Rejected(
            file=name, reason="too deeply nested or too large to read: split it or save it in a plainer form"
        )
    except Exception as error:  # the last guard of a hostile world: no file may stop the line
        yield Rejected(
            file=name, reason=f"cannot be read ({type(error).__name__}): save it in another format, or report it"
        )


def _found(path: Path) -> Iterator[Found | Problem]:
    if not path.is_file():
        raise UnusableError("not a regular file: drop the file itself")
    if not path.stat().st_size:
        raise UnusableError("the file is empty: drop it again when it is complete")
    suffix = _suffix(path)
    with path.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
    if suffix in (".warc", ".warc.gz") or head.startswith(b"WARC/"):
        return read_warc(path)
    if suffix in (".jsonl", ".ndjson"):
        return read_jsonl(path)
    if suffix in (".csv", ".tsv"):
        return read_csv(path)
    if suffix == ".eml":
        return iter((read_mail(_whole(path)),))
    return _from_text(path, suffix)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix == ".gz" and path.name.lower().endswith(".warc.gz"):
        return ".warc.gz"
    if suffix in (".gz", ".zip", ".bz2", ".xz", ".tar", ".tgz", ".7z", ".rar", ".zst"):
        raise UnusableError(
            f"an archive ({suffix}): unpack it and drop the files; of archives only .warc.gz is read as it is"
        )
    if suffix not in SUFFIXES:
        raise UnusableError(f"unknown kind of file ({suffix[:20] or 'no suffix'}): use one of {' '.join(SUFFIXES)}")
    return suffix


def _from_text(path: Path, suffix: str) -> Iterator[Found | Problem]:
    """Content goes before suffix: crawlers save JSON as .html and HTML as .txt."""
    text = decode(_whole(path))
    start = text[:SNIFF_BYTES].lstrip()
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype html|<html[\s>])", start, re.I | re.S):
        return iter((read_page(text),))
    if (
        start.startswith("<?xml")
        or re.match(r"<(?:rss|feed|nitf|newsItem|newsMessage|rdf:RDF)[\s>]", start)
        or suffix == ".xml"
    ):
        return read_xml(text)
    if suffix == ".json":
        return read_jsonl(path) if _is_lines(text) else read_json(text)
    if start.startswith("{") and text.rstrip().endswith("}") and _is_json(text):
        return read_json(text)
    is_page = suffix in (".html", ".htm", ".xhtml") and re.search(r"<[a-z][^<>]*>", text[: SNIFF_BYTES * 16], re.I)
    return iter((read_page(text) if is_page else read_plain(text),))


def _is_lines(text: str) -> bool:
    """Several lines, each an object of its own: JSON Lines under the name of JSON."""
    lines = [line for line in text.split("\n", 3)[:3] if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") and line.rstrip().endswith("}") for line in lines[:2])


def _is_json(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _whole(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise UnusableError(
            f"{size:,} bytes, more than the {MAX_FILE_BYTES:,} one file may have: split it into its articles"
        )
    return path.read_bytes()


def _shown(name: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "�", name)[:MAX_NAME_CHARS]
