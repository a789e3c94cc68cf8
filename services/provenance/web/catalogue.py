"""All stories' cards in memory, brought up to date from the store; answers the list's searches and pages."""

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from typing import Literal

from services.provenance.cards import StoryCard
from services.provenance.web.ports import Stories

PAGE = 50


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is narrowed to: every word, an outlet, an agency, and days (`2025-11-14`) from and to."""

    words: str = ""
    outlet: str = ""
    agency: str = ""
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return any((self.words, self.outlet, self.agency, self.since, self.until))

    def takes(self, card: StoryCard) -> bool:
        if self.outlet and self.outlet.casefold() not in (o.casefold() for o in card.outlets):
            return False
        if self.agency and self.agency.casefold() not in (a.casefold() for a in card.agencies):
            return False
        if self.since and not (card.last and card.last[:10] >= self.since):
            return False
        if self.until and not (card.first and card.first[:10] <= self.until):
            return False
        hay = card.haystack() if self.words else ""
        return all(word in hay for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the list; `total` counts what the search found up to a bound the caller chose."""

    cards: tuple[StoryCard, ...]
    next: str | None


class Catalogue:
    """Cards by latest change. One reader of the store per process; `refresh` costs what changed."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._cards: dict[str, StoryCard] = {}
        self._order: list[tuple[int, str]] = []  # (minus the change's number, id): latest first
        self._place: dict[str, int] = {}
        self._changes = 0
        self._state = 0  # grows with every change and every loss
        self._counts: dict[str, tuple[int, Mapping[str, int]]] = {}
        self._mark = 0.0

    def __len__(self) -> int:
        return len(self._cards)

    @property
    def changes(self) -> int:
        """How many changes were taken in so far: a mark for `since`."""
        return self._changes

    def since(self, mark: int) -> tuple[StoryCard, ...]:
        """Cards that changed after the mark, latest first."""
        return tuple(self._cards[story] for _, story in takewhile(lambda entry: -entry[0] > mark, self._order))

    async def refresh(self) -> None:
        """Take in what changed since the last call."""
        cards, gone, self._mark = await self._stories.cards(self._mark)
        for story in gone:
            self._drop(story)
        for card in cards:
            if self._cards.get(card.id) == card:
                continue
            self._drop(card.id)
            self._changes += 1
            self._cards[card.id], self._place[card.id] = card, -self._changes
            insort(self._order, (-self._changes, card.id))

    def _drop(self, story: str) -> None:
        self._state += 1
        if self._cards.pop(story, None):
            self._order.remove((self._place.pop(story), story))

    def page(self, search: Search | None = None, cursor: str | None = None, limit: int = PAGE) -> Page:
        """Cards that the search takes, after `cursor` (a number that an earlier page gave)."""
        after = int(cursor) if cursor and cursor.lstrip("-").isdigit() else None
        found = tuple(islice(self._found(search or Search(), after), limit + 1))
        more = str(self._place[found[limit - 1].id]) if len(found) > limit else None
        return Page(found[:limit], more)

    def _found(self, search: Search, after: int | None) -> Iterator[StoryCard]:
        for place, story in self._order:
            if (after is None or place > after) and search.takes(self._cards[story]):
                yield self._cards[story]

    def get(self, story: str) -> StoryCard | None:
        return self._cards.get(story)

    def outlets(self) -> Mapping[str, int]:
        """Outlets with how many stories they are in, most first."""
        return self._counted("outlets")

    def agencies(self) -> Mapping[str, int]:
        """Agencies with how many stories they are in, most first."""
        return self._counted("agencies")

    def _counted(self, what: Literal["outlets", "agencies"]) -> Mapping[str, int]:
        """Counted once for every state of the catalogue."""
        if what not in self._counts or self._counts[what][0] != self._state:
            names = Counter(chain.from_iterable(getattr(card, what) for card in self._cards.values()))
            ordered = dict(sorted(names.items(), key=lambda item: (-item[1], item[0])))
            self._counts[what] = (self._state, ordered)
        return self._counts[what][1]
