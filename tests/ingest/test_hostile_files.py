"""No file stops the line: every bad one gives a reason that says what to do, in bounded time."""

import gzip
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.ingest.formats import read
from services.ingest.formats.naming import MAX_ARTICLE_CHARS
from services.ingest.formats.reader import MAX_FILE_BYTES, SUFFIXES
from services.segmenter.segment import segment
from shared.article import Article, Block
from shared.report import Rejected
from tests.ingest import newsroom_files as files

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]><nitf><body><body.content><p>&j;</p></body.content></body></nitf>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>'


def zipped(depth: int) -> bytes:
    data = b"a" * 1000
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", data)
        data = out.getvalue()
    return data


def warc_bomb(declared: int = 300_000_000) -> bytes:
    """A small gzip member that unpacks to a page of 300 MB, whatever length it declares."""
    size = 300_000_000
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % (declared + len(http))
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6) as packed:
        packed.write(head + http)
        for _ in range(size // 1_000_000):
            packed.write(b"a" * 1_000_000)
    return out.getvalue()


WARC_OF_NOWHERE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\n"
    b"Content-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
)
# Each: the file's name, its bytes, and a word that its reason must hold.
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "empty"),
    "only white space": ("a.txt", b" \n\t\n ", "no text"),
    "binary": ("a.txt", bytes(range(256)) * 40, "binary"),
    "a picture named as a page": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
    "a PDF named as text": ("a.txt", b"%PDF-1.7 " + b"x" * 100, "PDF"),
    "a zip of zips": ("a.txt", zipped(4), "unpack"),
    "a zip by its name": ("a.zip", zipped(1), "unpack"),
    "an unknown suffix": ("a.docx", b"hello", "unknown kind"),
    "no suffix": ("README", b"hello", "no suffix"),
    "broken JSON": ("a.json", b'{"title": "x", "text": ', "broken JSON"),
    "a JSON number": ("a.json", b"17", "not a JSON object"),
    "JSON nested without end": ("a.json", b"[" * 100_000, "JSON"),
    "an object without text": ("a.json", b'{"title": "x"}', "text"),
    "broken XML": ("a.xml", b"<nitf><body>", "broken XML"),
    "XML of another trade": ("a.xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown kind"),
    "an entity bomb": ("a.xml", BOMB.encode(), "entities"),
    "an entity that reads a file": ("a.xml", OUTSIDE.encode(), "entities"),
    "deeply nested XML": ("a.xml", b"<nitf>" + b"<block>" * 50_000 + b"</block>" * 50_000 + b"</nitf>", "XML"),
    "a feed of nothing": ("a.xml", b"<rss><channel><title>x</title></channel></rss>", "no entries"),
    "a CSV without a text column": ("a.csv", b"a,b\n1,2\n", "column"),
    "an archive cut at once": ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n")[:12], "archive"),
    "noise named as an archive": ("a.warc.gz", b"nothing of the kind" * 10, "archive"),
    "an archive that is a bomb": ("a.warc.gz", warc_bomb(), "expands"),
    "an archive that lies about its size": ("a.warc.gz", warc_bomb(1000), "longer than it declares"),
    "an archive whose record names no address": ("a.warc", WARC_OF_NOWHERE, "archive is broken"),
    "a page without a story": ("a.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article text"),
    "an e-mail without headers": ("a.eml", b"just words\n\nand more", "headers"),
    "a word of a million letters": ("a.txt", b"Title\n\n" + b"a" * (MAX_ARTICLE_CHARS - 100), "word"),
    "ten million characters without a space": ("a.txt", b"a" * 10_000_000, "characters"),
    "a line of 50 MB": ("a.txt", b"word " * 10_000_000, "split"),
    "a JSON line of 50 MB": ("a.jsonl", b'{"text": "' + b"word " * 10_000_000 + b'"}', "line"),
    "a page of a million open tags": ("a.html", b"<b><div>" * 1_000_000 + b"x", "article text"),
}  # fmt: skip


def all_of(folder: Path, name: str, data: bytes) -> list[Article | Rejected]:
    path = folder / Path(name).name
    path.write_bytes(data)
    return list(read(path, name))


@pytest.mark.parametrize("case", list(BAD))
@pytest.mark.timeout(20)
def test_bad_files_are_refused_with_a_reason(tmp_path: Path, case: str) -> None:
    """The reason names the trouble, and the file is named as it was dropped."""
    name, data, word = BAD[case]
    found = all_of(tmp_path, name, data)
    assert [type(x) for x in found][-1] is Rejected
    assert word in found[-1].reason  # type: ignore[union-attr]
    assert found[-1].file == name


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """Size is judged before a byte is read."""
    path = tmp_path / "big.html"
    with path.open("wb") as sparse:
        sparse.truncate(MAX_FILE_BYTES + 1)
    (found,) = read(path, "big.html")
    assert isinstance(found, Rejected)
    assert "split" in found.reason


def test_missing_files_and_folders_are_reasons_too(tmp_path: Path) -> None:
    """What vanished between the look and the read does not raise."""
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.txt", "folder.txt"):
        (found,) = read(tmp_path / name, name)
        assert isinstance(found, Rejected)


def test_nul_bytes_inside_text_are_dropped(tmp_path: Path) -> None:
    """A few NUL bytes do not cost the article, and none goes further."""
    (found,) = all_of(tmp_path, "a.txt", files.FRONT.replace("board", "bo\x00ard").encode())
    assert isinstance(found, Article)
    assert "\x00" not in found.model_dump_json()
    assert found.blocks[2].text == files.BODY[0]


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-13-45",
        "yesterday",
        "0000-00-00T00:00:00Z",
        "99999999999999999999",
        "03/04/2025",
        "2025-04-02T25:00:00Z",
        "9" * 5000,
        "Tue, 99 Foo 2025 99:99:99 +9999",
    ],
)
def test_malformed_dates_are_no_dates(tmp_path: Path, stamp: str) -> None:
    """A date that cannot be read is null; what was printed stays among the facts."""
    (found,) = all_of(tmp_path, "a.json", json.dumps(files.RECORD | {"published": stamp}).encode())
    assert isinstance(found, Article)
    assert found.published_at is None
    assert stamp in [f.value for f in found.facts if f.name == "unread_published_at"]


@pytest.mark.parametrize(
    "address", ["http://[", "http://[<!ENTITY a 'b'>]/", "https://user:pw@:99999/", "javascript:1"]
)
def test_a_broken_address_does_not_cost_the_page(tmp_path: Path, address: str) -> None:
    """It stays among the facts as printed; the page is read without it."""
    (found,) = all_of(tmp_path, "a.html", files.PAGE.replace(f"{files.URL}?utm_source=feed#top", address).encode())
    assert isinstance(found, Article)
    assert found.url is None
    assert (found.outlet, len(found.blocks) > 4) == (files.OUTLET, True)
    assert address in [f.value for f in found.facts if f.name == "unread_url"]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/abs/a.txt", "a\nb/c.txt", "\ud800/a.txt", "a" * 4000 + "/a.txt"])
def test_names_with_tricks_are_only_names(tmp_path: Path, name: str) -> None:
    """The name is shown and never opened; it survives being written as JSON."""
    path = tmp_path / "a.txt"
    path.write_text(files.BARE)
    (found,) = read(path, name)
    assert isinstance(found, Article)
    json.loads(found.model_dump_json())
    assert "\n" not in found.file
    assert ".." not in (found.outlet or "")


def test_a_cut_file_still_gives_what_it_holds(tmp_path: Path) -> None:
    """A page that ends in mid-tag gives the paragraphs before."""
    (found,) = all_of(tmp_path, "a.html", files.PAGE[: files.PAGE.index(files.BODY[3]) + 20].encode())
    assert isinstance(found, Article)
    assert [b.text for b in found.blocks if b.role == "text"][:3] == list(files.BODY[:3])


@pytest.mark.timeout(20)
@pytest.mark.parametrize("run", ["9" * 2000, "a." * 1000, "a@" * 1000, "A" * 2000, "© " * 1000, "1 " + "a" * 2000])
def test_long_runs_are_segmented_in_bounded_time(run: str) -> None:
    """No pattern tries every stretch of a run: twenty such paragraphs take no longer than a large article."""
    blocks = tuple(Block(text=f"{run} {k}.") for k in range(20))
    segment(Article(id="a", file="a.txt", blocks=blocks[:1]))  # models are loaded once
    began = time.process_time()
    segment(Article(id="a", file="a.txt", blocks=blocks))
    assert time.process_time() - began < 5


def mutated(seed: bytes) -> st.SearchStrategy[bytes]:
    """`seed` with a stretch cut out, doubled, or overwritten with noise."""
    spots = st.integers(0, len(seed))
    return st.tuples(spots, spots, st.sampled_from(["cut", "twice", "noise"]), st.binary(max_size=40)).map(
        lambda t: (
            seed[: min(t[:2])]
            + {"cut": b"", "twice": seed[min(t[:2]) : max(t[:2])] * 2, "noise": t[3]}[t[2]]
            + seed[max(t[:2]) :]
        )
    )


@pytest.mark.parametrize("name", [*files.FILES, "day.jsonl", "day.csv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_files_never_raise(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Whatever a broken export holds, the reader answers with articles or reasons."""
    seed = files.FILES.get(name) or (
        "text,title\n" + files.BODY[0] + ",t\n" if "csv" in name else json.dumps(files.RECORD)
    )
    check(all_of(tmp_path, name, data.draw(mutated(seed.encode()))))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    noise=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "surrogatepass")))
)
def test_noise_never_raises(tmp_path: Path, suffix: str, noise: bytes) -> None:
    """Noise under any suffix is answered."""
    check(all_of(tmp_path, f"noise{suffix}", noise))


def check(found: list[Article | Rejected]) -> None:
    assert found
    for item in found:
        if isinstance(item, Rejected):
            assert "report it" not in item.reason, item.reason
        else:
            assert any(b.text.strip() for b in item.blocks)
            json.loads(item.model_dump_json())
