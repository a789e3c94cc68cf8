"""Pages as sites build them: the story is found by structure and its neighbours are told apart from it."""

from pathlib import Path

import pytest

from services.ingest.formats import read
from shared.article import Article, Block
from shared.report import Rejected

STORY = (
    "The canal company drained the upper basin on Monday after a lock keeper found a crack as long as an oar.",
    "Boats bound for Tansley will be turned back at the aqueduct until the middle of June, the company said.",
    "“It has leaked since my grandmother kept this lock,” said Petra Holm, who raised the alarm before breakfast.",
    "Engineers put the repair at 2.4 million crowns, a third of which the county has promised to pay.",
    "The basin was last drained in 1987, when workers found a piano and eleven anchors in the mud.",
)
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in STORY)
TEASER = "A very different story altogether, told here in one long sentence so that readers will follow its link."


def blocks_of(folder: Path, body: str, head: str = "") -> tuple[Block, ...]:
    return article_of(folder, body, head).blocks


def article_of(folder: Path, body: str, head: str = "") -> Article:
    path = folder / "page.html"
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    (found,) = read(path, "page.html")
    assert isinstance(found, Article), found
    return found


def story_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(b.text for b in blocks if b.role == "text")


@pytest.mark.parametrize(
    "page",
    [
        f"<main><article><h1>Basin drained</h1>{PARAGRAPHS}</article></main>",
        f"<div class='has-sidebar tag-canal'><div class=x><h1>Basin drained</h1><div>{PARAGRAPHS}</div></div></div>",
        f"<form id=aspnet><table><tr><td><div>{PARAGRAPHS}</div></td></tr></table></form>",
        "<div class=post>" + "".join(f"<div class=para>{p}</div>" for p in STORY) + "</div>",
        "<div class=post>" + "<br><br>".join(STORY) + "</div>",
        f"<div><section class=a>{PARAGRAPHS[: PARAGRAPHS.index('<p>“It')]}</section><div><section class=a>"
        f"{PARAGRAPHS[PARAGRAPHS.index('<p>“It') :]}</section></div></div>",
        f"<article>{PARAGRAPHS}</article>" + f"<div class=card><a href=/x><h3>Else</h3></a><p>{TEASER}</p></div>" * 9,
        f"<article>{PARAGRAPHS}</article><footer><div class=legal>" + f"<p>{TEASER}</p>" * 9 + "</div></footer>",
        f"<article>{PARAGRAPHS}</article><section id=comments>"
        + f"<div class=comment><p>{TEASER}</p></div>" * 9
        + "</section>",
    ],
    ids=["article", "odd wrapper", "layout table", "divs", "line breaks", "two parts", "cards", "footer", "comments"],
)
def test_the_story_is_found_in_pages_of_every_make(tmp_path: Path, page: str) -> None:
    """All paragraphs of the story and nothing else are text, however the page is built."""
    assert story_of(blocks_of(tmp_path, f"<nav><a href=/>Home</a></nav>{page}")) == STORY


@pytest.mark.parametrize(
    "page",
    [
        '<article class="post-7 post type-post hentry category-sea tag-social tag-newsletter"><div>{}</div></article>',
        '<div class="field field--name-body field--type-text-with-summary field--label-hidden">{}</div>',
        '<div class="field field-name-body field-label-hidden">{}</div>',
        '<div class="story has-sidebar no-comments js-share">{}</div>',
        '<div class="body paywall">{}</div>',
        '<div itemprop="articleBody" class="social-reach">{}</div>',
        '<article class="share-7"><h1>Basin drained</h1>{}</article>',
    ],
)
def test_settings_among_a_storys_names_do_not_make_it_an_aside(tmp_path: Path, page: str) -> None:
    """Content systems write subjects, states and field settings into classes; they say nothing of what the box is."""
    crowd = "".join(f"<div class=card><h3><a href=/x>Else</a></h3><p>{TEASER}</p></div>" for _ in range(12))
    blocks = blocks_of(tmp_path, f"{page.format(PARAGRAPHS)}<footer>{crowd}</footer>")
    assert story_of(blocks) == STORY


def test_a_subheadings_anchor_does_not_make_it_an_aside(tmp_path: Path) -> None:
    """The ids of headings are made of their words."""
    page = PARAGRAPHS.replace("</p><p>“It", '</p><h2 id="share-of-the-county">Share of the county</h2><p>“It')
    assert "Share of the county" in story_of(blocks_of(tmp_path, f"<article>{page}</article>"))


def test_a_page_that_calls_itself_xml_is_still_a_page(tmp_path: Path) -> None:
    """XHTML in the wild is rarely well-formed."""
    path = tmp_path / "page.html"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">'
        f'<html><body><a href="/?a=1&b=2">Home</a><div>{PARAGRAPHS}<br></div></body></html>'
    )
    (found,) = read(path, "page.html")
    assert isinstance(found, Article), found
    assert story_of(found.blocks) == STORY


@pytest.mark.parametrize(
    "aside",
    [
        '<aside class="promo"><p>{}</p></aside>',
        '<div class="c7"><p>{}</p></div>',
        '<section class="inline"><div>{}</div></section>',
        '<div class="newsletter-signup"><p>{}</p></div>',
        '<ul><li><a href="/a">{}</a></li><li><a href="/b">Another story of the canal</a></li></ul>',
        '<p><a href="/a">{}</a></p>',
        '<div class="articleShareBar"><p>{}</p></div>',
        '<div style="display: none"><p>{}</p></div>',
    ],
)
def test_asides_inside_the_story_are_no_text(tmp_path: Path, aside: str) -> None:
    """A box, list or link among the paragraphs is not taken for one of them, nor does it cost any."""
    page = PARAGRAPHS.replace("</p><p>“It", "</p>" + aside.format("Sign up for all our tales of water") + "<p>“It")
    assert story_of(blocks_of(tmp_path, f"<article><h1>Basin drained</h1>{page}</article>")) == STORY


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<figure><img src=a><figcaption>{}</figcaption></figure>", "caption"),
        ('<div class="photo-credit">{}</div>', "caption"),
        ('<p class="correction">{}</p>', "correction"),
        ("<blockquote><p>{}</p></blockquote>", "text"),
        ("<h2>{}</h2>", "text"),
        ('<div class="text-image-text"><p>{}</p></div>', "text"),
    ],
)
def test_roles_come_from_the_elements(tmp_path: Path, markup: str, role: str) -> None:
    """Captions, corrections, quotations and subheadings keep what their elements say."""
    page = PARAGRAPHS.replace("</p><p>“It", "</p>" + markup.format("The lock on Monday") + "<p>“It")
    assert {b.text: b.role for b in blocks_of(tmp_path, f"<article>{page}</article>")}["The lock on Monday"] == role


def test_a_heading_over_links_goes_with_them(tmp_path: Path) -> None:
    """`More from the canal` with its list is furniture, though a subheading over text is text."""
    tail = "<h2>More from the canal</h2><ul><li><a href=/a>One story</a></li><li><a href=/b>Two stories</a></li></ul>"
    assert story_of(blocks_of(tmp_path, f"<article>{PARAGRAPHS}{tail}</article>")) == STORY


def test_blocks_tell_how_they_are_made(tmp_path: Path) -> None:
    """Where paragraphs are alike, one that is made otherwise is marked for the language to judge."""
    page = PARAGRAPHS + '<p class="t2"><em>Listen to the canal in our weekly hour.</em></p>'
    made = {b.text: b.make for b in blocks_of(tmp_path, f"<article>{page}</article>")}
    assert made[STORY[0]] == "main"
    assert made["Listen to the canal in our weekly hour."] == "odd"


@pytest.mark.parametrize(
    "printed",
    [
        '<div class="byline">By <a href="/p">Ansgar Quill</a> | 3 June 2025</div>',
        '<span itemprop="author"><span itemprop="name">Ansgar Quill</span></span>',
        '<a rel="author" href="/p">Ansgar Quill</a>',
        '<p class="story-author">Written by Ansgar Quill, Tuesday 3 June</p>',
    ],
)
def test_a_printed_byline_is_found_outside_the_story(tmp_path: Path, printed: str) -> None:
    """Without metadata, the byline is what the page prints as such, free of `By` and of the date."""
    article = article_of(tmp_path, f"<header><h1>Basin drained</h1>{printed}</header><article>{PARAGRAPHS}</article>")
    assert article.byline is not None
    assert article.byline.rstrip(",") == "Ansgar Quill"


def test_a_printed_time_near_the_headline_is_a_fact(tmp_path: Path) -> None:
    """Published and updated stay apart, and a time without a known zone is a date."""
    times = "<h1>Basin drained</h1><div>Published 3 June 2025 10:15 BST</div><div>Updated: 4 June 2025 08:00 IST</div>"
    article = article_of(tmp_path, f"{times}<article>{PARAGRAPHS}</article>")
    assert (article.published_at, article.modified_at) == ("2025-06-03T10:15:00+01:00", "2025-06-04")


def test_the_agency_named_as_publisher_is_a_credit(tmp_path: Path) -> None:
    """When the site's name and title speak against it, the metadata's publisher is whom the story came from."""
    head = (
        '<title>Basin drained | Tansley Clarion</title><meta property="og:site_name" content="Tansley Clarion">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Basin drained",'
        ' "publisher": {"name": "Northern Wire"}}</script>'
    )
    article = article_of(tmp_path, f"<article>{PARAGRAPHS}</article>", head)
    assert (article.outlet, article.credit) == ("Tansley Clarion", "Northern Wire")


def test_a_shell_page_gives_the_body_it_states(tmp_path: Path) -> None:
    """A page that scripts fill still carries its text in the metadata."""
    text = "\\n\\n".join(STORY).replace('"', '\\"')
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{text}"}}</script>'
    assert story_of(blocks_of(tmp_path, "<div id=app>Loading</div>", head)) == STORY


def test_an_index_page_is_refused(tmp_path: Path) -> None:
    """A list of links is no article, and the reason says which page to save."""
    path = tmp_path / "index.html"
    path.write_text("<html><body>" + "<li><a href=/a>A story of some length to read</a></li>" * 40 + "</body></html>")
    (found,) = read(path, "index.html")
    assert isinstance(found, Rejected)
    assert "own page" in found.reason


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ('<span class="post-date" datetime="2025-04-02T06:30:00Z">hace 3 días</span>', "2025-04-02T06:30:00+00:00"),
        ('<abbr class="published" title="2025-04-02T06:30:00Z">2 days ago</abbr>', "2025-04-02T06:30:00+00:00"),
        ("<p>Publié le jeudi 3 avril 2025 à 06h30</p>", "2025-04-03"),
        ("", "2025-04-02"),
    ],
)
def test_the_time_is_found_wherever_a_page_says_it(tmp_path: Path, stamp: str, expected: str) -> None:
    """In attributes near the headline, in print of any language, at last in the address."""
    head = '<link rel="canonical" href="https://canal.example/2025/04/02/basin">'
    found = article_of(tmp_path, f"<article><h1>Upper basin drained</h1>{stamp}{PARAGRAPHS}</article>", head)
    assert found.published_at == expected


def test_a_link_to_the_writers_page_is_a_byline(tmp_path: Path) -> None:
    """Where no element says that it is one; links of other stories below are none."""
    link = '<div><a href="/authors/petra-holm">Petra Holm</a></div>'
    more = '<div><a href="/authors/jon-lind">Jon Lind</a></div>'
    found = article_of(tmp_path, f"<article><h1>Upper basin drained</h1>{link}{PARAGRAPHS}</article>{more}")
    assert found.byline == "Petra Holm"


def test_what_a_page_says_of_its_owner_is_kept_with_its_place(tmp_path: Path) -> None:
    """The publisher's parent, the copyright's holder, the line at the foot."""
    stated = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Upper basin drained",'
        '"publisher": {"name": "Canal Post", "parentOrganization": {"name": "Aqueduct Media"}},'
        '"copyrightHolder": {"name": "Aqueduct Holdings"}}</script>'
    )
    foot = "<footer><p>© 2025 Lock and Weir Press. All rights reserved.</p></footer>"
    found = article_of(tmp_path, f"<article><h1>Upper basin drained</h1>{PARAGRAPHS}</article>{foot}", stated)
    told = {(f.name, f.source): f.value for f in found.facts}
    assert told["parent", "json-ld publisher parentOrganization"] == "Aqueduct Media"
    assert told["copyright", "json-ld copyrightHolder"] == "Aqueduct Holdings"
    assert told["copyright", "printed copyright"].startswith("© 2025 Lock and Weir Press")
