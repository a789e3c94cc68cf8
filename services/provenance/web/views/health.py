"""The strip of the pipeline's health, from the status values; unknown parts are left out, never guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast


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
    down: tuple[str, ...] = ()


# What waits in a stream waits for its reader; notices that nobody acknowledges are left out.
_READERS = {"articles.ingested": "segmenter", "articles.segmented": "alignment", "articles.aligned": "provenance"}


def health(status: Mapping[str, Any], repairs: bool) -> Health:
    """The strip's figures, from `/api/status`."""
    services: Mapping[str, Mapping[str, Any]] = status.get("services", {})
    return Health(
        stories=int(status.get("stories", 0)),
        articles=int(status.get("articles", 0)),
        stages=tuple(_stages(status)),
        down=tuple(name for name, facts in services.items() if not facts.get("ok", True)),
        rejected=tuple(Trouble(str(r["file"]), str(r["reason"]), repairs) for r in status.get("rejected", ())),
        dead=tuple(
            Letter(str(d.get("id", "")), str(d.get("stream", "")).rpartition(":")[2], str(d.get("reason", "")), repairs)
            for d in status.get("dead_letters", ())
        ),
    )


def _stages(status: Mapping[str, Any]) -> Iterator[Stage]:
    inbox = status.get("inbox")
    if isinstance(inbox, Mapping):
        yield Stage("inbox", int(cast("Mapping[str, Any]", inbox).get("waiting") or 0))
    for stream in cast("Sequence[Mapping[str, Any]]", status.get("streams", ())):
        if reader := _READERS.get(str(stream["name"])):
            yield Stage(reader, int(stream.get("lag") or 0) + int(stream.get("pending") or 0))
