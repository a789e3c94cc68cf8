"""The report of the contract (`wiretrace/1`), as values: what `trace --json` prints and the endpoint serves."""

from typing import Literal

from pydantic import Field

from shared.article import Fact, Kind
from shared.collation.values import Edit
from shared.value import Value

CreditVerdict = Literal["right", "missing", "wrong", "cannot tell"]
MarkKind = Literal["pin", "veto", "merge", "split", "same house"]


class ReportSentence(Value):
    text: str
    kind: Kind
    paragraph: int


class ReportArticle(Value):
    """An article as the report shows it; `confidence` is that of its main source (or of having none).

    `house` is set where an editor declared its outlet one with another; `revision_of` is the article that holds the
    text which the same address had before; `sisters` are outlets that show the same owner (a hint, no decision);
    `facts` is all that the file says, each with its place, contradictions included.
    """

    id: str
    file: str
    outlet: str | None
    url: str | None
    headline: str | None
    byline: str | None
    published_at: str | None
    modified_at: str | None
    dateline: str | None
    credit: str | None
    agency: str | None
    language: str | None
    same_text_as: str | None
    confidence: float
    sentences: tuple[ReportSentence, ...]
    house: str | None = None
    revision_of: str | None = None
    sisters: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class WireSentence(Value):
    """A reconstructed sentence: the articles that support its wording, and how sure it is (0..1)."""

    text: str
    support: tuple[str, ...]
    confidence: float


class Node(Value):
    id: str
    kind: Literal["article", "unobserved"]
    article: str | None
    label: str
    agency: str | None
    wire_version: int | None
    sentences: tuple[WireSentence, ...] = ()


class Evidence(Value):
    """One reason for an edge: `weight` in nats of log-likelihood (positive speaks for it), `text` in plain words."""

    kind: str
    weight: float
    text: str


class Alternative(Value):
    parent: str
    confidence: float


class Edge(Value):
    """`mark` is set where an editor, not the inference, decided (`pinned`)."""

    parent: str
    child: str
    role: Literal["main", "second"]
    confidence: float
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]
    edits: tuple[Edit, ...]
    summary: dict[str, int]
    mark: str | None = None


class Original(Value):
    node: str
    agency: str | None
    confidence: float
    sentences: tuple[WireSentence, ...]


class Superseded(Value):
    kind: str
    was: str
    now: str
    since: str
    still_printed_by: tuple[str, ...]


class Credit(Value):
    article: str
    printed: str | None
    inferred: str | None
    verdict: CreditVerdict


class Mark(Value):
    """What an editor decided, by whom and when. `subject` and `other` are what it is about:

    `pin` and `veto`: an article and the source it took from, or did not (an article, or `wire`: any unobserved text);
    `merge`: articles of two stories that are one; `split`: an article, and one of the story it does not belong to;
    `same house`: two outlets.
    """

    id: str
    kind: MarkKind
    subject: str
    other: str | None
    by: str | None = None
    made_at: str | None = None


class Story(Value):
    """`marks` are the editor's decisions under which the tree was traced."""

    id: str
    title: str
    version: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    original: Original | None
    superseded: tuple[Superseded, ...]
    credits: tuple[Credit, ...]
    related: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


class Rejected(Value):
    file: str
    reason: str


class Report(Value):
    """Dump it with `by_alias=True`: the field is called `schema` on paper, a name pydantic keeps for itself."""

    schema_: Literal["wiretrace/1"] = Field(default="wiretrace/1", alias="schema")
    articles: tuple[ReportArticle, ...]
    stories: tuple[Story, ...]
    rejected: tuple[Rejected, ...] = ()
