"""An article on its way through the line: as it was read (`Article`), and as a witness of a story (`Witness`).

Ingest makes the `Article`, the segmenter turns it into the `Witness` that every later stage works on.
"""

from typing import Literal

from shared.text import squeeze
from shared.value import Value

Kind = Literal["body", "headline", "byline", "dateline", "credit", "caption", "correction", "boilerplate"]
Role = Literal["text", "headline", "byline", "dateline", "credit", "caption", "correction", "furniture"]


class Fact(Value):
    """One thing the file says about the article, and where it says it (`json-ld datePublished`, `front matter byline`).

    Contradicting facts of one name are all kept; the article's own field holds the one that was preferred.
    """

    name: str
    value: str
    source: str


class Block(Value):
    """One printed block (paragraph, heading, caption) in page order.

    `role` is what the file's structure shows; `text` leaves the decision to the segmenter.
    """

    text: str
    role: Role = "text"
    make: Literal["main", "odd"] | None = None  # on a page: made as most of the story's paragraphs are, or otherwise


class Article(Value):
    """One article as a reader of `services.ingest.formats` found it.

    Times are ISO 8601 with offset, or a date alone where no more is known.
    """

    id: str
    file: str
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    byline: str | None = None
    credit: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()


class Sentence(Value):
    """One sentence as printed; `paragraph` counts printed blocks from 0."""

    text: str
    kind: Kind
    paragraph: int


class WireMarks(Value):
    """What the wire's own furniture says: slug, version, notes (`Eds:`, `(Adds ...)`), embargo and usage terms."""

    slug: str | None = None
    version: int | None = None
    notes: tuple[str, ...] = ()
    embargo: str | None = None
    usage: str | None = None


class Witness(Value):
    """A segmented article: the facts of its page and its sentences of every kind, in page order."""

    id: str
    file: str
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    byline: str | None = None
    credit: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    dateline: str | None = None
    agency: str | None = None
    agency_page: bool = False  # the outlet is the agency itself: an observed copy of the wire
    language: str | None = None
    sentences: tuple[Sentence, ...] = ()
    marks: WireMarks = WireMarks()
    facts: tuple[Fact, ...] = ()

    def body(self) -> tuple[int, ...]:
        """Numbers of the body sentences, in order."""
        return tuple(i for i, s in enumerate(self.sentences) if s.kind == "body")

    def story_text(self) -> str:
        """The body in one line: two articles print the same text if these are equal."""
        return squeeze(" ".join(s.text for s in self.sentences if s.kind == "body"))

    def whole_text(self) -> str:
        """All that is printed, in one line."""
        return squeeze(" ".join(s.text for s in self.sentences))
