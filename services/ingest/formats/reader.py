"""Any file to its articles: picks the reader by suffix and content, bounds size, and turns every failure into a reason."""

import re
from collections.abc import Iterator
from pathlib import Path

from services.ingest.formats.decoding import decode
from services.ingest.formats.found import Found, Problem, UnusableError
from services.ingest.formats.naming import as_article
from services.ingest.formats.page import read_page
from services.ingest.formats.plain import read_plain
from services.ingest.formats.records import read_json
from shared.article import Article
from shared.report import Rejected

MAX_FILE_BYTES = 16 * 1024 * 1024  # of a file that is read whole; the largest real news pages have some 2 MB
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".json")
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
    kind = _kind(path)
    text = decode(_whole(path))
    if kind == ".json":
        yield from read_json(text)
    elif kind == ".html" or (kind == ".txt" and _is_markup(text)):
        yield read_page(text)
    else:
        yield read_plain(text)


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnusableError(f"unknown kind of file ({suffix or 'no suffix'}): use one of {' '.join(SUFFIXES)}")
    return ".html" if suffix in (".htm", ".xhtml") else suffix


def _whole(path: Path) -> bytes:
    if not path.is_file():
        raise UnusableError("not a regular file: drop the file itself")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise UnusableError(
            f"{size:,} bytes, more than the {MAX_FILE_BYTES:,} one file may have: split it into its articles"
        )
    if not size:
        raise UnusableError("the file is empty: drop it again when it is complete")
    return path.read_bytes()


def _is_markup(text: str) -> bool:
    return bool(re.match(r"\s*(?:<!doctype html|<html[\s>])", text[:1000], re.I))


def _shown(name: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "�", name)[:MAX_NAME_CHARS]
