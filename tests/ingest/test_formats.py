"""Every format of the contract gives the same story with the same facts."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from services.ingest.formats import read
from shared.article import Article
from shared.report import Rejected
from tests.ingest import newsroom_files as files

WITHOUT_OUTLET = {"bare.txt"}
WITHOUT_PUBLISHED = {"bare.txt"}
WITHOUT_BYLINE = {"alert.eml"}


def all_of(folder: Path, name: str, data: str | bytes) -> list[Article | Rejected]:
    path = folder / Path(name).name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return list(read(path, name))


def one_of(folder: Path, name: str, data: str | bytes) -> Article:
    found = all_of(folder, name, data)
    assert isinstance(found[0], Article), found[0]
    return found[0]


def body(article: Article) -> tuple[str, ...]:
    return tuple(b.text for b in article.blocks if b.role == "text")


@pytest.mark.parametrize("name", list(files.FILES))
def test_the_body_is_the_same_in_every_format(tmp_path: Path, name: str) -> None:
    """What is printed does not depend on the file that carries it."""
    printed = tuple(x for x in body(one_of(tmp_path, name, files.FILES[name])) if not x.startswith(("Updated", "By ")))
    assert printed == files.BODY


@pytest.mark.parametrize("name", [n for n in files.FILES if n not in WITHOUT_PUBLISHED])
def test_published_outlet_and_headline_are_right(tmp_path: Path, name: str) -> None:
    """The facts that a format states reach the article."""
    article = one_of(tmp_path, name, files.FILES[name])
    assert (article.outlet, article.published_at, article.headline) == (files.OUTLET, files.PUBLISHED, files.HEADLINE)


@pytest.mark.parametrize("name", [n for n in files.FILES if n not in WITHOUT_BYLINE])
def test_the_byline_is_right(tmp_path: Path, name: str) -> None:
    """The byline is the author's, with or without a printed `By`."""
    assert (one_of(tmp_path, name, files.FILES[name]).byline or "").removeprefix("By ") == files.BYLINE


@pytest.mark.parametrize("name", ["front.txt", "page.html", "record.json", "schema.json", "ninjs1.json", "ninjs2.json",
                                  "ninjs3.json", "story.nitf.xml", "story.newsml.xml", "feed.atom.xml"])  # fmt: skip
def test_the_time_of_change_is_kept_apart(tmp_path: Path, name: str) -> None:
    """An update never overwrites the time of publication."""
    article = one_of(tmp_path, name, files.FILES[name])
    assert (article.published_at, article.modified_at) == (files.PUBLISHED, files.MODIFIED)


@pytest.mark.parametrize(
    "name", ["front.txt", "page.html", "record.json", "schema.json", "ninjs1.json", "story.nitf.xml", "feed.rss.xml"]
)
def test_the_address_is_canonical(tmp_path: Path, name: str) -> None:
    """Tracking keys and fragments are no part of a page's address."""
    assert one_of(tmp_path, name, files.FILES[name]).url == files.URL


@pytest.mark.parametrize(
    "name", ["front.txt", "record.json", "schema.json", "ninjs1.json", "story.nitf.xml", "story.newsml.xml"]
)
def test_the_credit_is_read(tmp_path: Path, name: str) -> None:
    """Formats that have a field for the source fill the credit."""
    assert one_of(tmp_path, name, files.FILES[name]).credit == files.CREDIT


def test_a_bare_text_shows_its_update_time(tmp_path: Path) -> None:
    """An `Updated on:` line states the time of change, not of publication."""
    article = one_of(tmp_path, "bare.txt", files.BARE)
    assert (article.published_at, article.modified_at) == (None, files.MODIFIED)


def test_roles_follow_the_structure_of_the_page(tmp_path: Path) -> None:
    """Headline, byline, caption and asides are told by the elements they stand in."""
    roles = {b.text: b.role for b in one_of(tmp_path, "page.html", files.PAGE).blocks}
    assert roles[files.HEADLINE] == "headline"
    assert roles[f"By {files.BYLINE}"] == "byline"
    assert roles["Gannet Rock at dusk. Picture: Tidewire"] == "caption"
    assert roles["Get the tide tables in your inbox every Friday."] == "furniture"
    assert roles.get("Harbour board in numbers", "furniture") == "furniture"


def test_blocks_keep_the_order_of_the_page(tmp_path: Path) -> None:
    """Blocks come in page order, whatever their role."""
    texts = [b.text for b in one_of(tmp_path, "page.html", files.PAGE).blocks]
    assert (
        texts.index(files.BODY[0]) < texts.index("Gannet Rock at dusk. Picture: Tidewire") < texts.index(files.BODY[1])
    )


def test_contradictions_are_kept_with_their_sources(tmp_path: Path) -> None:
    """Two sources that disagree are both facts; the more trusted one is the article's."""
    page = files.PAGE.replace(
        "</head>", '<meta property="article:published_time" content="2025-04-03T01:00:00Z"></head>'
    )
    article = one_of(tmp_path, "page.html", page)
    stated = {f.source: f.value for f in article.facts if f.name == "published_at"}
    assert article.published_at == files.PUBLISHED
    assert stated == {
        "json-ld datePublished": files.PUBLISHED,
        "meta article:published_time": "2025-04-03T01:00:00+00:00",
    }


@pytest.mark.parametrize("name", ["saltmarsh/bare.txt", "saltmarsh/2025/bare.txt", "./saltmarsh/bare.txt"])
def test_a_sub_folder_names_the_outlet_of_files_that_do_not(tmp_path: Path, name: str) -> None:
    """The first folder under the inbox is the outlet, unless the file says otherwise."""
    assert one_of(tmp_path, name, files.BARE).outlet == "saltmarsh"
    assert one_of(tmp_path, "saltmarsh/page.html", files.PAGE).outlet == files.OUTLET


def test_every_line_of_a_jsonl_file_is_its_own_article(tmp_path: Path) -> None:
    """A broken line is rejected alone."""
    lines = [json.dumps(files.RECORD), "{broken", json.dumps({"title": "no text"}), json.dumps(files.NINJS_3)]
    found = all_of(tmp_path, "day.jsonl", "\n".join(lines))
    assert [type(x) for x in found] == [Article, Rejected, Rejected, Article]
    assert "line 2" in found[1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_columns_are_the_front_matter_keys(tmp_path: Path, delimiter: str) -> None:
    """A row is an article, quoted line breaks included."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(files.RECORD), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(files.RECORD)
    writer.writerow(files.RECORD | {"text": "", "title": "empty"})
    found = all_of(tmp_path, "day.csv", out.getvalue())
    assert isinstance(found[0], Article)
    assert body(found[0]) == files.BODY
    assert found[0].published_at == files.PUBLISHED
    assert isinstance(found[1], Rejected)


def warc(pages: list[tuple[str, str, str]], packed: bool) -> bytes:
    """A WARC 1.1 archive, each record a gzip member of its own when packed."""
    records: list[bytes] = []
    for url, status, page in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-04-03T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{len(records)}>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n")  # fmt: skip
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(gzip.compress(r) if packed else r for r in records)


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc", False), ("crawl.warc.gz", True)])
def test_each_answered_page_of_an_archive_is_read(tmp_path: Path, name: str, packed: bool) -> None:
    """Pages come one by one; errors are passed over; a page without a story is rejected by its address."""
    bare = files.PAGE.replace(f'<link rel="canonical" href="{files.URL}?utm_source=feed#top">', "")
    pages = [("https://a.example/1", "200 OK", bare), ("https://a.example/2", "404 Not Found", bare),
             ("https://a.example/3", "200 OK", "<html><body><script>1</script></body></html>")]  # fmt: skip
    found = all_of(tmp_path, name, warc(pages, packed))
    assert [type(x) for x in found] == [Article, Rejected]
    assert found[0].url == "https://a.example/1"  # type: ignore[union-attr]
    assert "https://a.example/3" in found[1].reason  # type: ignore[union-attr]


def test_a_cut_archive_gives_what_came_before(tmp_path: Path) -> None:
    """A truncated download loses its last page only, and says so."""
    data = warc([(f"https://a.example/{i}", "200 OK", files.PAGE) for i in range(3)], packed=True)
    found = all_of(tmp_path, "cut.warc.gz", data[: len(data) - 200])
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Rejected)


def test_items_of_a_message_are_articles_of_their_own(tmp_path: Path) -> None:
    """A news message with a picture item gives its text items and one rejection."""
    items = files.NEWSML + files.newsml_item('<remoteContent href="a.jpg"/>', 2)
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    assert [type(x) for x in all_of(tmp_path, "m.xml", message)] == [Article, Rejected]


def test_newsml_may_carry_nitf(tmp_path: Path) -> None:
    """Agencies put NITF inside a NewsML-G2 item."""
    inner = files.NITF[files.NITF.index("<nitf>") :]
    article = one_of(
        tmp_path, "n.xml", files.newsml_item(f'<inlineXML contenttype="application/nitf+xml">{inner}</inlineXML>')
    )
    assert body(article) == files.BODY
    assert article.byline == files.BYLINE


def test_wire_marks_of_structured_formats_are_facts(tmp_path: Path) -> None:
    """Slug, version, editor's note, signal and usage terms are kept for later stages."""
    newsml = {f.name: f.value for f in one_of(tmp_path, "n.xml", files.NEWSML).facts}
    nitf = {f.name: f.value for f in one_of(tmp_path, "t.xml", files.NITF).facts}
    assert {k: newsml[k] for k in ("slug", "version", "note", "signal", "usage")} == {
        "slug": "NIGHT-BOAT", "version": "3", "note": "Adds keeper", "signal": "sig:update",
        "usage": "No use after 30 days",
    }  # fmt: skip
    assert {k: nitf[k] for k in ("slug", "version", "note", "guid")} == {
        "slug": "NIGHT-BOAT", "version": "2", "note": "Eds: adds keeper", "guid": "tw-771",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", files.PAGE),
        ("a.html", json.dumps(files.RECORD)),
        ("a.txt", files.NITF),
        ("a.json", "\n".join([json.dumps(files.RECORD)] * 2)),
        ("a.html", files.BARE),
    ],
)
def test_a_wrong_suffix_does_not_hide_the_content(tmp_path: Path, name: str, data: str) -> None:
    """What the file holds goes before what it is called."""
    printed = [x for x in body(one_of(tmp_path, name, data)) if not x.startswith("Updated")]
    assert tuple(printed) == files.BODY


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    """Quotation marks and pound signs survive whatever the desk's machine wrote."""
    assert body(one_of(tmp_path, "front.txt", files.FRONT.encode(encoding))) == files.BODY


def test_a_lying_declaration_is_not_believed(tmp_path: Path) -> None:
    """Bytes that are strict UTF-8 are UTF-8, whatever the page says."""
    page = files.PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"')
    assert body(one_of(tmp_path, "page.html", page)) == files.BODY


def test_ids_repeat_and_tell_files_apart(tmp_path: Path) -> None:
    """The same file twice is one article; the same text under another name is another."""
    first, again = (one_of(tmp_path, "bare.txt", files.BARE) for _ in range(2))
    assert first == again
    assert one_of(tmp_path, "other.txt", files.BARE).id != first.id
    assert one_of(tmp_path, "bare.txt", files.BARE + "\nMore.").id != first.id


def test_a_gzip_file_that_is_no_archive_is_named_as_such(tmp_path: Path) -> None:
    """Only crawls are read packed; everything else is to be unpacked first."""
    found = all_of(tmp_path, "page.html.gz", gzip.compress(files.PAGE.encode()))
    assert isinstance(found[0], Rejected)
    assert "unpack" in found[0].reason
