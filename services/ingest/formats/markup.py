"""XML of newsrooms: which vocabulary a file is written in, parsed without entities, network or unbounded depth."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from services.ingest.formats import feed, newsml, nitf
from services.ingest.formats.found import Found, Problem, UnusableError
from services.ingest.formats.page import read_page
from services.ingest.formats.tree import XmlElement, local

_ENTITY = re.compile(r"<!ENTITY\b", re.I)
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_xml(text: str) -> Iterator[Found | Problem]:
    """The articles of a NewsML-G2, NITF, RSS or Atom file; raises `UnusableError` for other XML."""
    root = parse_xml(text)
    kind = local(root)
    if kind in ("newsItem", "newsMessage", "packageItem"):
        yield from newsml.read_newsml(root)
    elif kind == "nitf":
        yield nitf.read_nitf(root)
    elif kind in ("rss", "feed", "RDF"):
        yield from feed.read_feed(text)
    elif kind == "html":
        yield read_page(_PROLOG.sub("", text))
    else:
        raise UnusableError(f"XML of an unknown kind (<{kind[:60]}>): export it as NewsML-G2, NITF, RSS or Atom")


def parse_xml(text: str) -> XmlElement:
    """The root of well-formed XML; entity declarations are refused, since no news format needs them."""
    if _ENTITY.search(text):
        raise UnusableError("the XML declares entities, which may expand without end: export it without a DTD")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return cast("XmlElement", etree.fromstring(_PROLOG.sub("", text).strip().encode("utf-8"), parser))
    except etree.XMLSyntaxError as error:
        raise UnusableError(f"broken XML ({error.msg}): export the file again") from error
