"""A whole system in a temporary folder, and what can be asked of it from outside."""

import json
import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from services.provenance.graph import Graph
from services.provenance.store import Trees
from services.runner import System
from shared.bus import Watch
from shared.connect import connect
from shared.report import Report
from shared.settings import Settings
from shared.store import Store
from tests.shared.until import until


class Running:
    """A system and its stores."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.settings = system.settings
        self.inbox = system.settings.inbox_folder
        self.client: Any = connect(system.url)
        self.store = Store(self.client, self.settings.partitions)
        self.trees = Trees(self.client, self.store)
        self.watch = Watch(self.client, self.settings.partitions)
        self.graph = Graph(self.client)

    def drop(self, folder: Path, files: Iterable[Path]) -> None:
        """Copy files into the inbox under their paths in `folder`."""
        for file in files:
            place = self.inbox / file.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)

    def left(self) -> list[Path]:
        """Files that still lie in the inbox."""
        trays = {self.inbox / "done", self.inbox / "rejected"}
        return [p for p in self.inbox.rglob("*") if p.is_file() and trays.isdisjoint(p.parents)]

    def drained(self) -> bool:
        """Nothing lies in the inbox, waits in a stream, or is to be traced: looked at in the order of the flow."""
        return not self.left() and not self.watch.waiting() and not self.graph.stale()

    def drain(self) -> Report:
        """Everything in one report, as soon as all is done."""
        until(self.drained, patience=90 + len(self.left()) + self.store.count())
        return self.trees.whole()


@contextmanager
def running(data: Path, **given: Any) -> Generator[Running]:
    """A system over folder `data`, ready; it has ended when the block is left."""
    facts = {"page": False, "lease_seconds": 1.0, "poll_milliseconds": 500} | given
    with System(Settings(data=data, inbox=data / "inbox", redis_url=None, **facts)) as system:
        system.wait_ready()
        yield Running(system)


def comparable(report: Report) -> Any:
    """The report without ids and versions: articles go by their files, wire nodes by their text."""
    plain = json.loads(report.model_dump_json(by_alias=True))
    names = {article["id"]: article["file"] for article in plain["articles"]}
    for story in plain["stories"]:
        names[story["id"]] = "story of " + min(names[n["article"]] for n in story["nodes"] if n["article"])
        story.pop("version")
    plain["stories"] = [_renamed(story, _wires(story)) for story in plain["stories"]]
    return _ordered(_renamed(plain, names))


def _wires(story: dict[str, Any]) -> dict[str, str]:
    """Unobserved nodes are named within their story only."""
    unobserved = (node for node in story["nodes"] if node["kind"] == "unobserved")
    return {node["id"]: f"{node['label']}: {node['sentences']}" for node in unobserved}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(held, names) for key, held in value.items()}
    if isinstance(value, list):
        return [_renamed(held, names) for held in value]
    return names.get(value, value) if isinstance(value, str) else value


def _ordered(plain: dict[str, Any]) -> dict[str, Any]:
    for story in plain["stories"]:
        for kind in ("nodes", "edges", "related", "credits", "superseded"):
            story[kind].sort(key=json.dumps)
    for kind in ("articles", "stories", "rejected"):
        plain[kind].sort(key=json.dumps)
    return plain
