# ruff: noqa: E501 (files are shown as they are)
"""One fictional story as every format of the inbox carries it; the facts are the same in each."""

import json

OUTLET = "The Saltmarsh Gazette"
HEADLINE = "Lighthouse keepers win back their night boat"
BYLINE = "Orla Penhale"
PUBLISHED = "2025-04-02T06:30:00+00:00"
MODIFIED = "2025-04-02T09:15:00+00:00"
URL = "https://saltmarsh.example/news/night-boat"
CREDIT = "Tidewire"
BODY = (
    "The harbour board voted on Tuesday to restore the night boat to Gannet Rock, ending a dispute of two years.",
    "“We have rowed out there in February with a sack of coal between us,” said head keeper Ambrose Teal. “Nobody should.”",
    "The boat will sail at 9.40pm from May, the board said, and will cost £184,000 a year.",
    "An earlier vote in January failed by one hand because a member was stuck behind a swing bridge.",
)

PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{HEADLINE} | {OUTLET}</title>
<link rel="canonical" href="{URL}?utm_source=feed#top"><meta property="og:site_name" content="{OUTLET}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": ["NewsArticle"],
"headline": "{HEADLINE}", "datePublished": "{PUBLISHED}", "dateModified": "{MODIFIED}",
"author": [{{"@type": "Person", "name": "{BYLINE}"}}], "publisher": {{"@type": "Organization", "name": "{OUTLET}"}}}}]}}</script>
</head><body class="nav-open tag-harbour"><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><main><article>
<h1>{HEADLINE}</h1><p class="byline">By {BYLINE}</p>
<p>{BODY[0]}</p><figure><img src="a.jpg"><figcaption>Gannet Rock at dusk. Picture: Tidewire</figcaption></figure>
<p>{BODY[1]}</p><aside class="promo"><p>Get the tide tables in your inbox every Friday.</p></aside>
<p>{BODY[2]}</p><div class="related-links"><ul><li><a href="/1">Harbour board in numbers</a></li></ul></div>
<p>{BODY[3]}</p></article></main><footer><p>All rights reserved by the Saltmarsh Press of Lower Quay.</p></footer></body></html>"""

FRONT = f"""---
outlet: "{OUTLET}"
title: "{HEADLINE}"
byline: {BYLINE}
published: {PUBLISHED}
modified: '{MODIFIED}'
url: {URL}
credit: "{CREDIT}"
---
""" + "\n\n".join(BODY)

BARE = "\n\n".join([HEADLINE, f"By {BYLINE}", "Updated on: 02 April, 2025 09:15 AM GMT", *BODY]) + "\n"

RECORD = {
    "outlet": OUTLET, "title": HEADLINE, "byline": BYLINE, "published": PUBLISHED, "modified": MODIFIED, "url": URL,
    "credit": CREDIT, "text": "\n\n".join(BODY),
}  # fmt: skip

SCHEMA = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n\n".join(BODY),
    "author": {"@type": "Person", "name": BYLINE}, "publisher": {"name": OUTLET}, "datePublished": PUBLISHED,
    "dateModified": MODIFIED, "mainEntityOfPage": {"@id": URL}, "creditText": CREDIT, "dateline": "GANNET ROCK",
}  # fmt: skip

_HTML_BODY = "".join(f"<p>{p}</p>" for p in BODY)

NINJS_1 = {
    "uri": URL, "type": "text", "headline": HEADLINE, "byline": BYLINE, "versioncreated": MODIFIED, "firstcreated": PUBLISHED,
    "body_html": _HTML_BODY, "provider": OUTLET, "creditline": CREDIT, "language": "en-GB", "slugline": "NIGHT-BOAT",
}  # fmt: skip

NINJS_2 = {
    "uri": URL, "type": "text", "standard": {"name": "ninjs", "version": "2.0"}, "provider": {"name": OUTLET},
    "headlines": [{"role": "short", "value": "Night boat back"}, {"role": "main", "value": HEADLINE}], "by": BYLINE,
    "versioncreated": MODIFIED, "firstcreated": PUBLISHED, "creditline": CREDIT,
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "\n\n".join(BODY)}],
}  # fmt: skip

NINJS_3 = {
    "uri": URL, "type": "text", "provider": {"name": OUTLET}, "headlines": [{"role": "main", "value": HEADLINE}], "by": BYLINE,
    "versionCreated": MODIFIED, "firstCreated": PUBLISHED, "creditLine": CREDIT, "edNote": "Adds keeper",
    "bodies": [{"role": "summary", "contentType": "text/html", "value": "<p>In short.</p>"},
               {"role": "main", "contentType": "text/html", "value": _HTML_BODY}],
}  # fmt: skip

NITF_BODY = "".join(f"<p>{p}</p>" for p in BODY)
NITF = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>{HEADLINE}</title><docdata><doc-id id-string="tw-771"/><date.issue norm="20250402T063000Z"/>
<ed-msg info="Eds: adds keeper"/><du-key key="NIGHT-BOAT" version="2"/></docdata>
<pubdata name="{OUTLET}" ex-ref="{URL}"/><revision-history norm="20250402T091500+0000"/></head>
<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>By {BYLINE}</byline><distributor>{CREDIT}</distributor>
<dateline><location>Gannet Rock</location></dateline></body.head>
<body.content><block>{NITF_BODY}</block><media media-type="image"><media-caption><p>The rock.</p></media-caption></media></body.content>
<body.end><tagline>Tidewire</tagline></body.end></body></nitf>"""


def newsml_item(inline: str, number: int = 1) -> str:
    """A NewsML-G2 text item with the given content set."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:tidewire:{number}" version="3" standard="NewsML-G2">
<rightsInfo><copyrightHolder literal="{CREDIT}"/><usageTerms>No use after 30 days</usageTerms></rightsInfo>
<itemMeta><provider qcode="nprov:SG"><name>{OUTLET}</name></provider><versionCreated>{MODIFIED}</versionCreated>
<firstCreated>{PUBLISHED}</firstCreated><signal qcode="sig:update"/><edNote>Adds keeper</edNote></itemMeta>
<contentMeta><headline>{HEADLINE}</headline><by>{BYLINE}</by><creditline>{CREDIT}</creditline><slugline>NIGHT-BOAT</slugline>
<language tag="en-GB"/></contentMeta><contentSet>{inline}</contentSet></newsItem>"""


NEWSML = newsml_item(
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
    f"<body>{_HTML_BODY}</body></html></inlineXML>"
)

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{OUTLET}</title><link>https://saltmarsh.example/</link>
<item><title>{HEADLINE}</title><link>{URL}</link><dc:creator>{BYLINE}</dc:creator><pubDate>Wed, 02 Apr 2025 06:30:00 GMT</pubDate>
<guid>n1</guid><description>Short.</description><content:encoded><![CDATA[{_HTML_BODY}]]></content:encoded></item>
<item><title>Teaser</title><link>https://saltmarsh.example/t</link><description>Only a teaser.</description></item></channel></rss>"""

_XHTML_BODY = _HTML_BODY.replace("<", "&lt;")
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title>
<entry><id>urn:1</id><title>{HEADLINE}</title><link href="{URL}"/><author><name>{BYLINE}</name></author>
<published>2025-04-02T06:30:00Z</published><updated>2025-04-02T09:15:00Z</updated>
<content type="html">{_XHTML_BODY}</content></entry></feed>"""

MAIL = (
    f"""From: {OUTLET} <desk@saltmarsh.example>
To: editors@lists.example
Subject: Fwd: {HEADLINE}
Date: Wed, 02 Apr 2025 06:30:00 +0000
Message-ID: <77@saltmarsh.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b0"

--b0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

By {BYLINE}

"""
    + "\n\n".join(BODY)
    + f"""
-- 
Saltmarsh Press, Lower Quay
--b0
Content-Type: text/html; charset=utf-8

<p>other</p>{_HTML_BODY}
--b0--
"""
)

FILES: dict[str, str] = {
    "front.txt": FRONT, "page.html": PAGE, "record.json": json.dumps(RECORD), "schema.json": json.dumps(SCHEMA),
    "ninjs1.json": json.dumps(NINJS_1), "ninjs2.json": json.dumps(NINJS_2), "ninjs3.json": json.dumps(NINJS_3),
    "story.nitf.xml": NITF, "story.newsml.xml": NEWSML, "feed.rss.xml": RSS, "feed.atom.xml": ATOM, "alert.eml": MAIL,
    "bare.txt": BARE,
}  # fmt: skip
