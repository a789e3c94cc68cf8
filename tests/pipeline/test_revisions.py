"""A page that comes again with another text, through the whole line: kept beside the first, chained, and forgotten."""

import html
from pathlib import Path

from services.takedown import forget
from shared.report import Report
from tests.pipeline.newsroom import fill
from tests.pipeline.running import Running, comparable, running

URL = "https://quay-journal.example/harbour/levy?id=7"
OWN = "The Quay Journal counted eleven empty berths behind the old ropery."


def page(path: Path, lines: list[str], modified: str, address: str = URL) -> Path:
    """The page as it was saved at one time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    path.write_text(
        f'<html><head><title>Levy on berths</title><link rel="canonical" href="{address}">'
        '<meta property="article:published_time" content="2031-03-02T08:00:00Z">'
        f'<meta property="article:modified_time" content="{modified}"></head>'
        f"<body><article><h1>Levy on berths</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    return path


def story(folder: Path) -> list[Path]:
    """A wire story of four outlets, and a fifth one's page in two states, one of them saved twice."""
    files = fill(folder, stories=1, outlets=4, strangers=0, seed=41)
    told = [line for line in files[0].read_text().split("---\n")[2].split("\n\n") if line.strip()][:6]
    desk, tracked = folder / "Quay Journal", f"{URL}&utm_source=feed#top"
    return [
        *files,
        page(desk / "b-first.html", [*told[:3], OWN, *told[3:]], "2031-03-02T09:00:00Z"),
        page(desk / "c-again.html", [*told[:3], OWN, *told[3:]], "2031-03-02T09:00:00Z", tracked),
        page(desk / "a-later.html", [*told[:2], OWN, *told[3:]], "2031-03-02T17:30:00Z"),
    ]


def chained(report: Report) -> dict[str, str]:
    """file -> the file of the revision before it."""
    file = {a.id: a.file for a in report.articles}
    return {a.file: file[a.revision_of] for a in report.articles if a.revision_of}


def test_a_page_with_another_text_is_kept_as_a_revision_in_any_order(tmp_path: Path):
    """By any link to it and under any file name; the same text at the same address is the same article."""
    files, reports = story(tmp_path / "files"), list[Report]()
    for order in (files, list(reversed(files))):
        with running(tmp_path / f"data{len(reports)}", gather_seconds=0.0) as line:
            line.drop(tmp_path / "files", order[:4])
            line.drain()
            line.drop(tmp_path / "files", order[4:])
            reports.append(line.drain())
    for report in reports:
        mine = [a for a in report.articles if a.outlet == "Quay Journal"]
        assert len(mine) == 2
        ((later, before),) = chained(report).items()
        assert Path(later).name == "a-later.html"
        assert Path(before).name in ("b-first.html", "c-again.html")
        ((parent, child),) = (
            (e.parent, e.child)
            for s in report.stories
            for e in s.edges
            if {e.parent, e.child} == {a.id for a in mine} and e.role == "main"
        )
        assert [a.revision_of for a in mine if a.id == child] == [parent]
    assert comparable(_named_alike(reports[0])) == comparable(_named_alike(reports[1]))


def test_the_chain_closes_over_a_revision_that_is_forgotten(tmp_path: Path):
    """The later one stays, names nothing that is gone, and the first one's words are gone."""
    files = story(tmp_path / "files")
    with running(tmp_path / "data") as line:
        line.drop(tmp_path / "files", files)
        report = line.drain()
        (earlier,) = {a.revision_of for a in report.articles if a.revision_of}
        assert forget(line.settings, earlier)
        assert chained(line.drain()) == {}
        assert _of(line) == ["Quay Journal/a-later.html"]


def _of(line: Running) -> list[str]:
    return [a.file for a in line.trees.whole().articles if a.outlet == "Quay Journal"]


def _named_alike(report: Report) -> Report:
    """Of two files that are one article, the one that came first gives its name."""
    named = [a.model_copy(update={"file": a.file.replace("c-again.html", "b-first.html")}) for a in report.articles]
    return report.model_copy(update={"articles": tuple(named)})
