"""What is shown of an article whose text was taken out: that it was there, and nothing of what it said."""

from collections.abc import Sequence

from shared.report import Node, Report, ReportArticle

WITHDRAWN = "withdrawn"


def with_withdrawn(report: Report, articles: Sequence[str]) -> Report:
    """The report of one story, with a bare node for each of the withdrawn `articles` of its family."""
    if not articles:
        return report
    story = report.stories[0]
    nodes = [Node(id=a, kind="article", article=a, label=WITHDRAWN, agency=None, wire_version=None) for a in articles]
    return report.model_copy(
        update={
            "articles": (*report.articles, *map(_stub, articles)),
            "stories": (story.model_copy(update={"nodes": (*story.nodes, *nodes)}),),
        }
    )


def _stub(article: str) -> ReportArticle:
    return ReportArticle(
        id=article,
        file=WITHDRAWN,
        outlet=None,
        url=None,
        headline=None,
        byline=None,
        published_at=None,
        modified_at=None,
        dateline=None,
        credit=None,
        agency=None,
        language=None,
        same_text_as=None,
        confidence=0.0,
        sentences=(),
    )
