"""A report as text: each story's tree, the edits along it, the wire as rebuilt, what is out of date, wrong credits."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from services.provenance.descent import Descent, descent
from services.provenance.web.views.edge import EdgeView, done, edge_view, runner_up
from services.provenance.web.views.marks import said
from services.provenance.web.wording import clock, percent, plural, sure
from services.terminal.place import console, say
from services.terminal.steps import print_runs
from shared.report import Credit, Edge, Report, ReportArticle

REASONS = 3  # pieces of evidence told for an edge
OPEN = 0.75  # certainty under which the next best parent is named too


def print_report(report: Report, place: TextIO) -> None:
    """Print all stories of `report`, then the articles without relatives and the files that could not be used."""
    to = console(place)
    placed: set[str] = set()
    for story in report.stories:
        found = descent(report, story.id)
        placed |= {node.article for node in story.nodes if node.article}
        _story(to, found)
    _single(to, [a for a in report.articles if a.id not in placed])
    _rejected(to, report)


def _story(to: Console, story: Descent) -> None:
    told = story.story
    articles = sum(node.article is not None for node in told.nodes)
    say(to, Text(told.title, style="bold"))
    say(to, Text(f"{told.id} · {plural(articles, 'article')} · version {told.version}", style="dim"))
    for root in story.roots:
        say(to, _tree(story, root))
    _marks(to, story)
    _edges(to, story)
    _original(to, story)
    _superseded(to, story)
    _credits(to, story)
    if told.related:
        names = ", ".join(_related(story, name) for name in told.related)
        say(to, f"Reported independently as well: {names}")
    say(to)


def _tree(story: Descent, root: str) -> Tree:
    grown = {root: Tree(_label(story, root), guide_style="dim")}
    for node, depth in story.walk():
        edge = story.main.get(node)
        if depth and edge and edge.parent in grown:
            grown[node] = grown[edge.parent].add(_label(story, node))
    return grown[root]


def _label(story: Descent, node: str) -> Text:
    article, edge = story.article(node), story.main.get(node)
    line = Text(story.label(node), style="bold" if article else "italic cyan")
    line.append("", style="")
    facts = _article_facts(article) if article else _wire_facts(story, node)
    line.append(f" · {facts}" if facts else "", style="dim")
    if edge:
        line.append(f" · {_sure(edge)}", style=_shade(edge.confidence))
        line.append(f" · {done(story, edge).rstrip('.')}")
    for second in (e for e in story.second if e.child == node):
        line.append(f" · also took from {story.label(second.parent)} ({percent(second.confidence)})", style="yellow")
    return line


def _article_facts(article: ReportArticle) -> str:
    when = clock(article.published_at) if article.published_at else ""
    same = "the same text" if article.same_text_as else ""
    return " · ".join(part for part in (article.file if article.outlet else "", when, same) if part)


def _wire_facts(story: Descent, node: str) -> str:
    return f"not among the files · {plural(len(story.nodes[node].sentences), 'sentence')} rebuilt"


def _sure(edge: Edge) -> str:
    return "set by an editor" if edge.mark else percent(edge.confidence)


def _shade(confidence: float) -> str:
    return "green" if confidence >= 0.9 else "yellow" if confidence >= 0.5 else "red"


def _marks(to: Console, story: Descent) -> None:
    names = {node: story.label(node) for node in story.nodes}
    for mark in said(story.story.marks, names):
        say(to, Text(f"✎ {mark.text} ({mark.by}, {clock(mark.made_at)})", style="magenta"))


def _edges(to: Console, story: Descent) -> None:
    ordered = [story.main[node] for node, _ in story.walk() if node in story.main]
    for edge in (*ordered, *story.second):
        _edge(to, edge, edge_view(story, edge))


def _edge(to: Console, edge: Edge, view: EdgeView) -> None:
    say(to)
    line = Text(f"{view.parent} → {view.child}", style="bold")
    line.append(" (second source)" if edge.role == "second" else "", style="yellow")
    how = _sure(edge) + ("" if edge.mark else f", {sure(edge.confidence)}")
    say(to, line.append(f" · {how}", style=_shade(edge.confidence)))
    for reason in view.reasons[:REASONS]:
        say(to, Text(f"  {'+' if reason.speaks_for else '−'} {reason.text}", style="dim"))
    if edge.confidence < OPEN:
        say(to, Text(f"  {runner_up(view)}", style="dim"))
    print_runs(to, view.runs)


def _original(to: Console, story: Descent) -> None:
    original = story.story.original
    if original is None or original.node not in story.nodes:
        return
    say(to)
    agency = f" by {original.agency}" if original.agency else ""
    head = Text(f"The original{agency} ({story.label(original.node)})", style="bold")
    say(to, head.append(f" · {percent(original.confidence)}", style=_shade(original.confidence)))
    for sentence in original.sentences:
        line = Text(f"  {sentence.text}")
        say(to, line.append(f"  [{percent(sentence.confidence)}, {len(sentence.support)}×]", style="dim"))


def _superseded(to: Console, story: Descent) -> None:
    if not story.story.superseded:
        return
    say(to)
    say(to, Text("Out of date", style="bold"))
    for found in story.story.superseded:
        line = Text(f"  {found.kind}: ")
        line.append(found.was, style="strike red" if to.color_system else "").append(" → ").append(found.now)
        names = ", ".join(_outlet(story, article) for article in found.still_printed_by)
        line.append(f" (since {story.label(found.since)})" if found.since in story.nodes else "")
        say(to, line.append(f"; still printed by {names}" if names else ""))


def _credits(to: Console, story: Descent) -> None:
    odd = [credit for credit in story.story.credits if credit.verdict in ("missing", "wrong")]
    if not odd:
        return
    say(to)
    say(to, Text("Credits", style="bold"))
    for credit in odd:
        say(to, f"  {_outlet(story, credit.article)}: {_credit(credit)}")


def _credit(credit: Credit) -> str:
    if credit.verdict == "missing":
        return f"credits nobody; the text is {credit.inferred}'s"
    return f"credits {credit.printed}; the text is {credit.inferred}'s"


def _outlet(story: Descent, article: str) -> str:
    node = story.node_of(article)
    return story.label(node) if node else article


def _related(story: Descent, name: str) -> str:
    found = story.articles.get(name)
    return (found.outlet or found.headline or found.file) if found else name


def _single(to: Console, articles: Iterable[ReportArticle]) -> None:
    articles = list(articles)
    if not articles:
        return
    say(to, Text("Without relatives", style="bold"))
    for article in articles:
        what = " · ".join(part for part in (article.outlet, article.headline) if part)
        say(to, f"  {article.file}" + (f" · {what}" if what else ""))
    say(to)


def _rejected(to: Console, report: Report) -> None:
    if not report.rejected:
        return
    say(to, Text("Rejected", style="bold red"))
    for found in report.rejected:
        say(to, f"  {found.file}: {found.reason}")
