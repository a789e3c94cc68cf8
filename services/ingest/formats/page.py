"""HTML pages: the story's blocks by structure, the facts from the page's metadata and from what it prints."""

from services.ingest.formats import page_facts
from services.ingest.formats.dom import parse
from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.page_body import body_blocks
from services.ingest.formats.plain import headed
from shared.article import Block


def read_page(text: str, url: str | None = None) -> Found:
    """One article from a page's HTML; `url` is the address it was fetched from, where the archive tells it."""
    root = parse(text)
    facts = page_facts.facts_of(root)
    blocks = body_blocks(root, [f.value for f in facts if f.name == "headline"])
    if not any(b.role == "text" for b in blocks):
        raise UnusableError(
            "no article text was found on the page: save the story's own page, not a list or a script shell"
        )
    printed = [*facts]
    for block in blocks:
        if block.role in ("headline", "byline"):
            printed += fact(block.role, block.text, f"printed {block.role}")
    return headed((*printed, *fact("url", url, "archive")), blocks)


def fragment_blocks(markup: str) -> tuple[Block, ...]:
    """Blocks of a piece of HTML that is the body already, as ninjs, NITF and feeds carry it."""
    if "<" not in markup:
        return tuple(Block(text=" ".join(x.split())) for x in markup.split("\n") if x.strip())
    blocks = body_blocks(parse(f"<html><body><article>{markup}</article></body></html>"))
    return tuple(b.model_copy(update={"make": None}) for b in blocks)
