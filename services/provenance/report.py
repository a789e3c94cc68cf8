"""The contract's report out of witnesses and their stories."""

from collections.abc import Mapping, Sequence

from services.provenance.marks import houses
from services.provenance.revisions import earlier
from services.provenance.sisters import sisters
from services.provenance.trace import confidences
from shared.article import Witness
from shared.report import Mark, Rejected, Report, ReportArticle, ReportSentence, Story

ALONE = 0.95  # an article that nothing is kin to: what retrieval and alignment miss of true kin (benchmarks/retrieval)


def report(
    witnesses: Sequence[Witness],
    stories: Sequence[Story],
    rejected: Sequence[Rejected] = (),
    marks: Sequence[Mark] = (),
) -> Report:
    """Everything in one canonical order, so that equal findings print alike."""
    sure = {a: c for story in stories for a, c in confidences(story).items()}
    agency = {n.article: n.agency for story in stories for n in story.nodes if n.article}
    twins = _twins(witnesses)
    house, before, near = houses(marks), earlier(witnesses), sisters(witnesses)
    articles = tuple(
        _article(w, sure.get(w.id, ALONE), agency.get(w.id) or w.agency, twins[w.id]).model_copy(
            update={
                "house": house.get(w.outlet or ""),
                "revision_of": before.get(w.id),
                "sisters": near.get(w.id, ()),
            }
        )
        for w in sorted(witnesses, key=lambda w: (w.file, w.id))
    )
    return Report(
        articles=articles,
        stories=tuple(sorted(stories, key=lambda s: s.id)),
        rejected=tuple(sorted(rejected, key=lambda r: (r.file, r.reason))),
    )


def _article(w: Witness, confidence: float, agency: str | None, twin: str | None) -> ReportArticle:
    sentences = tuple(ReportSentence(text=s.text, kind=s.kind, paragraph=s.paragraph) for s in w.sentences)
    return ReportArticle(
        id=w.id,
        file=w.file,
        outlet=w.outlet,
        url=w.url,
        headline=w.headline,
        byline=w.byline,
        published_at=w.published_at,
        modified_at=w.modified_at,
        dateline=w.dateline,
        credit=w.credit,
        agency=agency,
        language=w.language,
        same_text_as=twin,
        confidence=confidence,
        sentences=sentences,
        facts=w.facts,
    )


def _twins(witnesses: Sequence[Witness]) -> Mapping[str, str | None]:
    """id -> the first article (by id) with the same body, if that is another one."""
    first: dict[str, str] = {}
    twins: dict[str, str | None] = {}
    for w in sorted(witnesses, key=lambda w: w.id):
        text = w.story_text()
        same = first.setdefault(text, w.id) if text else w.id
        twins[w.id] = same if same != w.id else None
    return twins
