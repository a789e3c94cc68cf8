"""The strip of the pipeline's health, from the status values; unknown parts are left out, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A rejected file; `retry` when it can be put back."""

    name: str
    reason: str
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter; `replay` when it can be handed back."""

    id: str
    stream: str
    reason: str
    replay: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    stories: int
    articles: int
    stages: tuple[Stage, ...] = ()
    rejected: tuple[Trouble, ...] = ()
    dead: tuple[Letter, ...] = ()


def health(status: Mapping[str, Any], repairs: bool) -> Health:
    """The strip's figures, from `/api/status`."""
    streams: Sequence[Mapping[str, Any]] = status.get("streams", ())
    return Health(
        stories=int(status.get("stories", 0)),
        articles=int(status.get("articles", 0)),
        stages=tuple(Stage(str(s["name"]), int(s.get("lag") or 0) + int(s.get("pending") or 0)) for s in streams),
        rejected=tuple(Trouble(str(r["file"]), str(r["reason"]), repairs) for r in status.get("rejected", ())),
        dead=tuple(
            Letter(str(d.get("id", "")), str(d.get("stream", "")), str(d.get("reason", "")), repairs)
            for d in status.get("dead_letters", ())
        ),
    )
