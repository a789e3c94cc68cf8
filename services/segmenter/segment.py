"""An article into a witness: every printed block gets its kind, body paragraphs are split into sentences.

Decides nothing about other articles; what an article is worth as a witness is left to the later stages.
"""

from dataclasses import dataclass

from services.segmenter import wire_marks
from services.segmenter.attribution import attribution
from services.segmenter.cues import is_closed
from services.segmenter.furniture import furniture
from services.segmenter.houses import house_facts
from services.segmenter.kinds import is_closing, is_credit, shape
from services.segmenter.language import language_of
from services.segmenter.sentences import split
from shared.article import Article, Block, Fact, Kind, Sentence, WireMarks, Witness
from shared.text import squeeze

STANDFIRST_WORDS = 40  # standfirsts run to about 35 words
_PAGES = (".html", ".htm", ".xhtml", ".warc", ".warc.gz", ".mhtml")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A printed block with its number and the kind decided for it."""

    number: int
    text: str
    kind: Kind


def segment(article: Article) -> Witness:
    """The witness of `article`: sentences of every kind in page order, dateline, credit, agency, wire marks.

    Pure and deterministic from the article alone.
    """
    paragraphs = _kinds(article)
    language = article.language or language_of(" ".join(p.text for p in paragraphs if p.kind == "body"))
    sentences = _sentences(paragraphs, language)
    source = attribution(article, sentences)
    dateline = next((s.text for s in sentences if s.kind == "dateline"), None)
    marks = wire_marks.marks(tuple(s.text for s in sentences if s.kind != "body"))
    read = _read_facts(article, language, source.credit, dateline, marks)
    return Witness(
        id=article.id, file=article.file, outlet=article.outlet, url=article.url, headline=article.headline,
        byline=article.byline, credit=source.credit, published_at=article.published_at, modified_at=article.modified_at,
        dateline=dateline,
        agency=source.agency, agency_page=source.agency_page, language=language, sentences=sentences,
        marks=marks, facts=(*article.facts, *read, *source.facts, *house_facts(article, sentences)),
    )  # fmt: skip


def _read_facts(
    article: Article, language: str | None, credit: str | None, dateline: str | None, marks: WireMarks
) -> tuple[Fact, ...]:
    """What was read off the text itself, beside what the file says of it."""
    version = None if marks.version is None else str(marks.version)
    found = [
        ("language", None if article.language else language, "guessed from the text"),
        ("credit", None if article.credit else credit, "printed credit"),
        ("dateline", dateline, "printed dateline"),
        ("slug", marks.slug, "printed slug"),
        ("version", version, "printed version"),
        *(("note", note, "printed note") for note in marks.notes),
        ("embargo", marks.embargo, "printed terms"),
        ("usage", marks.usage, "printed terms"),
    ]
    return tuple(Fact(name=name, value=value, source=source) for name, value, source in found if value)


def _kinds(article: Article) -> list[Paragraph]:
    blocks = [b for b in article.blocks if b.text.strip()]
    shapes: list[Kind | None] = [shape(b, i, len(blocks), article) for i, b in enumerate(blocks)]
    open_ones = [i for i, kind in enumerate(shapes) if kind is None]
    texts, claimed = [blocks[i].text for i in open_ones], [blocks[i].role == "furniture" for i in open_ones]
    apart = dict(zip(open_ones, furniture(texts, claimed, article.outlet, _paged(article)), strict=True))
    kinds: list[Kind] = [kind or _told(apart[i]) for i, kind in enumerate(shapes)]
    if not _paged(article):
        kinds = _topped(blocks, kinds)
    return [Paragraph(i, squeeze(b.text), k) for i, (b, k) in enumerate(zip(blocks, kinds, strict=True))]


def _told(furniture_there: bool) -> Kind:
    return "boilerplate" if furniture_there else "body"


def _topped(blocks: list[Block], kinds: list[Kind]) -> list[Kind]:
    """Headings and standfirsts above the story: lines without a full stop before its first full sentence."""
    start = next((i for i, b in enumerate(blocks) if kinds[i] == "body" and is_closed(b.text)), 0)
    short = [len(b.text.split()) <= STANDFIRST_WORDS for b in blocks]
    above: list[Kind] = ["headline" if k == "body" and s else k for k, s in zip(kinds[:start], short, strict=False)]
    return above + kinds[start:]


def _paged(article: Article) -> bool:
    """Whether the reader had a page's structure to go by, beyond paragraphs."""
    return article.file.lower().endswith(_PAGES)


def _sentences(paragraphs: list[Paragraph], language: str | None) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    opened = False
    for paragraph in paragraphs:
        if paragraph.kind != "body":
            out.append(Sentence(text=paragraph.text, kind=paragraph.kind, paragraph=paragraph.number))
            continue
        out += _body(paragraph, language, first=not opened)
        opened = True
    return tuple(out)


def _body(paragraph: Paragraph, language: str | None, first: bool) -> list[Sentence]:
    text, out = paragraph.text, list[Sentence]()
    front = wire_marks.front(text, first)
    if front:
        kind: Kind = "dateline" if front.place else "credit"
        out.append(Sentence(text=front.printed, kind=kind, paragraph=paragraph.number))
        text = text[front.length :]
    for piece in split(text, language):
        out.append(Sentence(text=piece, kind=_piece_kind(piece), paragraph=paragraph.number))
    return out


def _piece_kind(piece: str) -> Kind:
    """A sentence glued to a body paragraph that is none of it: who reported, the source's name."""
    if is_closing(piece):
        return "boilerplate"
    return "credit" if is_credit(piece) else "body"
