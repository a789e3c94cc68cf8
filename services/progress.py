"""How far `wiretrace trace` is, on a terminal's standard error; silent where that is no terminal."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.oneshot import Progress as Far


@contextmanager
def shown() -> Generator[Callable[[Far], None]]:
    """Gives a function to call with every look."""
    if not sys.stderr.isatty():
        yield lambda far: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        reading = bar.add_task("Reading", total=None)
        aligning = bar.add_task("Aligning", total=None)

        def show(far: Far) -> None:
            bar.update(reading, total=far.files, completed=far.read)
            bar.update(aligning, total=far.steps or None, completed=far.taken)

        yield show
