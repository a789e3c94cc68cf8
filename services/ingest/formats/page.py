"""HTML pages: the story's blocks by structure, the facts from the page's metadata and from what it prints."""

from services.ingest.formats import page_facts
from services.ingest.formats.addresses import canonical_url
from services.ingest.formats.dom import parse, pieces
from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.page_body import body_blocks
from services.ingest.formats.page_prints import printed_facts, ranked_outlets
from services.ingest.formats.plain import headed, paragraphs
from shared.article import Block

STATED_SHARE = 0.2  # a page that prints less of its stated body than that is a shell which scripts fill


def read_page(text: str, url: str | None = None) -> Found:
    """One article from a page's HTML; `url` is the address it was fetched from, where the archive tells it."""
    root = parse(text)
    facts = page_facts.facts_of(root)
    body = root.find("body")
    found = pieces(root if body is None else body)
    blocks = body_blocks(found, [f.value for f in facts if f.name == "headline"])
    stated = page_facts.stated_body(root)
    if sum(len(b.text) for b in blocks if b.role == "text") < STATED_SHARE * len(stated):
        blocks = tuple(Block(text=x) for x in paragraphs(stated))
    if not any(b.role == "text" for b in blocks):
        raise UnusableError(
            "no article text was found on the page: save the story's own page, not a list or a script shell"
        )
    links = (f.value for f in facts if f.name == "url")
    address = next((a for a in map(canonical_url, (*links, url or "")) if a), None)
    printed = [*ranked_outlets(facts, address), *printed_facts(root, found)]
    for block in blocks:
        if block.role in ("headline", "byline"):
            printed += fact(block.role, block.text, f"printed {block.role}")
    return headed((*printed, *fact("url", url, "archive")), blocks)


def fragment_blocks(markup: str) -> tuple[Block, ...]:
    """Blocks of a piece of HTML that is the body already, as ninjs, NITF and feeds carry it."""
    if "<" not in markup:
        return tuple(Block(text=" ".join(x.split())) for x in markup.split("\n") if x.strip())
    blocks = body_blocks(pieces(parse(f"<html><body><article>{markup}</article></body></html>")))
    return tuple(b.model_copy(update={"make": None}) for b in blocks)
