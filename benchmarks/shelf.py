"""Stories kept in memory behind the page's own question: for benchmarks and tests of the page alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.provenance.cards import StoryCard, card
from shared.report import Report


class Shelf:
    """Reports by story, and a list of cards that may be longer than the reports."""

    def __init__(self, *reports: Report, cards: Sequence[StoryCard] = ()) -> None:
        self._reports: dict[str, Report] = {}
        self._log: list[StoryCard] = list(cards)
        for report in reports:
            self.put(report)

    def put(self, report: Report) -> None:
        """Keep a report's story, as its newest version."""
        for story in report.stories:
            self._reports[story.id] = report
            self._log.append(card(report, story))

    async def cards(self, since: float) -> tuple[Sequence[StoryCard], Sequence[str], float]:
        return self._log[int(since) :], (), float(len(self._log))

    async def report(self, story: str, version: int | None = None) -> Report | None:
        return self._reports.get(story)

    async def article(self, article: str) -> tuple[Report, str | None] | None:
        for story, report in self._reports.items():
            if any(a.id == article for a in report.articles):
                return report, story
        return None

    async def versions(self, story: str) -> Sequence[int]:
        return [1] if story in self._reports else []


class Calm:
    """A pipeline in which nothing waits."""

    def __init__(self, **facts: object) -> None:
        self._facts = {"stories": 1, "articles": 12, "streams": [], "rejected": [], "dead_letters": []} | facts

    async def status(self) -> Mapping[str, Any]:
        return self._facts

    async def healthy(self) -> tuple[bool, Mapping[str, Any]]:
        return True, {}

    async def ready(self) -> tuple[bool, Mapping[str, Any]]:
        return True, {}
