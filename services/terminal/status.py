"""The line's state as text: services, what waits in each stream, what was rejected or set aside, counts."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from rich.console import Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from services.provenance.web.wording import plural
from services.terminal.place import console, say

LOOK = 1.0  # seconds between looks
LATEST = 5  # rejected files and dead letters shown while watching


def print_status(facts: Mapping[str, Any], place: TextIO) -> None:
    """Print `/api/status` as tables."""
    to = console(place)
    for part in _parts(facts):
        say(to, part)


def watch_status(look: Callable[[], Mapping[str, Any]], place: TextIO) -> None:
    """Show what `look` says, anew every second, until Ctrl-C; in a pipe once."""
    to = console(place)
    if not to.is_terminal:
        print_status(look(), place)
        return
    try:
        with Live(Group(*_parts(look(), LATEST)), console=to, auto_refresh=False) as live:
            while True:
                time.sleep(LOOK)
                live.update(Group(*_parts(look(), LATEST)), refresh=True)
    except KeyboardInterrupt:
        return


def _parts(facts: Mapping[str, Any], most: int | None = None) -> list[RenderableType]:
    inbox = facts["inbox"]
    parts: list[RenderableType] = [
        Text(f"{plural(facts['articles'], 'article')}, {plural(facts['stories'], 'story', 'stories')}", style="bold"),
        Text(f"Inbox: {inbox['folder'] or 'on another machine'} ({plural(inbox['waiting'], 'file')} waiting)"),
        _services(facts["services"]),
        _streams(facts["streams"]),
    ]
    parts += _listed("Rejected", [f"{r['file']}: {r['reason']}" for r in facts["rejected"]], most)
    letters = [
        f"{d['stream']} {d['id']} after {plural(d['tries'], 'try', 'tries')}: {d['reason']}"
        for d in facts["dead_letters"]
    ]
    return parts + _listed("Dead letters", letters, most)


def _services(services: Mapping[str, Mapping[str, Any]]) -> Table:
    table = _table("service", "state", "processes", "subscribers", "handled")
    for name, facts in services.items():
        state = Text("ok", style="green") if facts["ok"] else Text("DOWN", style="bold red")
        reading = f"{facts['running']}/{facts['subscribers']}"
        table.add_row(name, state, str(facts["processes"]), reading, f"{facts['handled']:,}")
    return table


def _streams(streams: list[Mapping[str, Any]]) -> Table:
    table = _table("stream", "length", "pending", "lag")
    for facts in streams:
        counts = ("–" if facts[key] is None else f"{facts[key]:,}" for key in ("length", "pending", "lag"))
        table.add_row(facts["name"], *counts)
    return table


def _table(first: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(first, min_width=20)
    for name in columns:
        table.add_column(name, justify="left" if name == "state" else "right")
    return table


def _listed(title: str, lines: list[str], most: int | None) -> list[RenderableType]:
    if not lines:
        return []
    shown: list[RenderableType] = [Text(f"  {line}") for line in (lines[-most:] if most else lines)]
    more = len(lines) - len(shown)
    return [Text(f"{title} ({len(lines)})", style="bold red"), *shown, *([Text(f"  … {more} more")] if more else [])]
