"""Bytes to text: what the file says of its encoding is believed only if the bytes agree."""

import codecs
import re

from charset_normalizer import from_bytes

from services.ingest.formats.found import UnusableError

GUESS_BYTES = 64 * 1024  # the guess needs no more, and its time grows with the sample
MAX_CONTROL_SHARE = 0.02  # text holds next to no control characters; binaries hold many

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.I)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format", "a database"),
)
# How browsers read these labels: real pages that say latin-1 hold Windows' quotation marks.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}


def decode(data: bytes, declared: str | None = None) -> str:
    """`data` as text without byte order mark and NUL bytes.

    Tries the mark, strict UTF-8, the declared encoding (or the one in the first 2 KB), then a guess.
    Raises `UnusableError` for binary data and for bytes that no encoding fits.
    """
    _refuse_binary(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    text = _by_declaration(data, declared) or _almost_utf8(data) or _by_guess(data)
    return _checked(text)


def encoding_of(sample: bytes) -> str:
    """The encoding of a text that is streamed, judged by its beginning; raises `UnusableError` for binary data."""
    text = decode(sample)
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    for encoding in ("utf-8", "cp1252"):
        if sample.decode(encoding, errors="ignore")[:2000] == text[:2000]:
            return encoding
    best = from_bytes(sample).best()
    return best.encoding if best else "utf-8"


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnusableError(f"this is {what}, not text: unpack it or save it as text or HTML")


def _by_declaration(data: bytes, declared: str | None) -> str | None:
    inside = _DECLARED.search(data[:2048])
    for label in (declared, inside[1].decode("ascii") if inside else None):
        try:
            name = codecs.lookup(label or "").name
            return data.decode(_WIDER.get(name, name)) if name != "utf-8" else None
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def _almost_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a cut file, one pasted character) is still UTF-8."""
    text = data.decode("utf-8", errors="replace")
    multibyte = sum(1 for c in text[:200_000] if c > "\x7f" and c != "�")
    return text if text[:200_000].count("�") * 10 < multibyte else None


def _by_guess(data: bytes) -> str:
    best = from_bytes(data[:GUESS_BYTES]).best()
    if best is None:
        raise UnusableError("no known text encoding fits this file, it may be binary: save it again as UTF-8 text")
    return data.decode(best.encoding, errors="replace")


def _checked(text: str) -> str:
    sample = text[:GUESS_BYTES]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\x05\x0b\x1a\x1b") or c == "�")
    if odd > 8 + len(sample) * MAX_CONTROL_SHARE:
        raise UnusableError("this looks like binary data, not text: export the article as text or HTML")
    return text.removeprefix("\ufeff").replace("\x00", "")
