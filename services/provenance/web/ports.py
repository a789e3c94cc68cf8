"""What the page asks of the rest of the provenance service; the store and the status source answer it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from services.provenance.cards import StoryCard
from shared.article import Witness
from shared.report import Mark, MarkKind, Report


class Stories(Protocol):
    """Traced stories, read only."""

    async def cards(self, since: float) -> tuple[Sequence[StoryCard], Sequence[str], float]:
        """Cards changed after the mark `since`, ids that are gone, and the new mark."""
        ...

    async def report(self, story: str, version: int | None = None) -> Report | None:
        """The report that holds that one story (merged stories answer under their older id), or None."""
        ...

    async def article(self, article: str) -> tuple[Report, str | None] | None:
        """A report that holds that article, and its story's id if it has one; or None."""
        ...

    async def versions(self, story: str) -> Sequence[int]:
        """The versions of a story that can be read, oldest first."""
        ...


class Health(Protocol):
    """The pipeline's state, as JSON-ready values (see `services.provenance.status`)."""

    async def status(self) -> Mapping[str, Any]: ...

    async def healthy(self) -> tuple[bool, Mapping[str, Any]]: ...

    async def ready(self) -> tuple[bool, Mapping[str, Any]]: ...


class Repairs(Protocol):
    """What a person may do about what went wrong."""

    async def retry(self, file: str) -> bool:
        """Put a rejected file back into the inbox; False when it is gone."""
        ...

    async def replay(self, letter: str) -> bool:
        """Hand a dead letter back to its stream; False when it is gone."""
        ...


class Marks(Protocol):
    """An editor's decisions; whoever keeps them has the stories traced again under them."""

    async def all(self) -> Sequence[Mark]:
        """Every mark that stands."""
        ...

    async def make(self, kind: MarkKind, subject: str, other: str | None, by: str | None) -> str | None:
        """Make a mark; returns what is wrong with it, or None.

        `subject` and `other` may be articles, nodes of a story, stories, or outlets, as the kind has it.
        """
        ...

    async def withdraw(self, mark: str) -> bool:
        """Take a mark back; False when it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """Deployment facts of the page, and what other services lend it.

    `hosts` are the names it answers to (empty: any), `inbox` is where uploads go, `asyncapi` describes the streams,
    `segment` makes a witness of pasted text (without it only articles can be compared).
    """

    inbox: Path | None = None
    hosts: tuple[str, ...] = ()
    largest_upload: int = 20_000_000
    asyncapi: Callable[[], str] | None = None
    segment: Callable[[str], Witness] | None = None
