"""Any two texts side by side: collated on the spot, shown like an edge, with no claim about who took from whom."""

from dataclasses import dataclass

from services.provenance.descent import Descent
from services.provenance.web.views.edge import EdgeView, edge_view
from shared.article import Sentence, Witness
from shared.collation.align import collate
from shared.collation.edits import edits
from shared.collation.values import Collation
from shared.report import Edge, Node, ReportArticle, ReportSentence, Story

_SAID = {
    "copy": "One is a copy of the other, or both copied one text.",
    "house-styled copy": "One text in two house styles.",
    "rewrite": "One text retold: the same content in other words.",
    "independent": "Independent reports, as far as the words show.",
    "unrelated": "The texts have nothing to do with each other.",
}


@dataclass(frozen=True, slots=True)
class CompareView:
    edge: EdgeView
    collation: Collation

    @property
    def said(self) -> str:
        return _SAID[self.collation.verdict]


def compare_view(first: Witness, second: Witness) -> CompareView:
    """The edits from `first` to `second`."""
    collation = collate(first, second)
    made = edits(first.sentences, second.sentences, collation.links)
    summary: dict[str, int] = {}
    for edit in made:
        summary[edit.op] = summary.get(edit.op, 0) + 1
    edge = Edge(
        parent="a",
        child="b",
        role="main",
        confidence=collation.kinship,
        evidence=(),
        alternatives=(),
        edits=made,
        summary=summary,
    )
    return CompareView(edge_view(_pair(first, second, edge), edge), collation)


def witness(article: ReportArticle) -> Witness:
    """A reported article as the aligner takes it."""
    lines = tuple(Sentence(text=s.text, kind=s.kind, paragraph=s.paragraph) for s in article.sentences)
    return Witness(id=article.id, file=article.file, outlet=article.outlet, headline=article.headline, sentences=lines)


def _pair(first: Witness, second: Witness, edge: Edge) -> Descent:
    articles = {name: _article(name, w) for name, w in (("a", first), ("b", second))}
    nodes = tuple(
        Node(id=n, kind="article", article=n, label=a.outlet or n, agency=None, wire_version=None)
        for n, a in articles.items()
    )
    story = Story(
        id="", title="", version=0, nodes=nodes, edges=(edge,), original=None, superseded=(), credits=(), related=()
    )
    return Descent(story, articles)


def _article(name: str, w: Witness) -> ReportArticle:
    return ReportArticle(
        id=name,
        file=w.file,
        outlet=w.outlet or w.file,
        url=None,
        headline=w.headline,
        byline=None,
        published_at=None,
        modified_at=None,
        dateline=None,
        credit=None,
        agency=None,
        language=None,
        same_text_as=None,
        confidence=1.0,
        sentences=tuple(ReportSentence(text=s.text, kind=s.kind, paragraph=s.paragraph) for s in w.sentences),
    )
