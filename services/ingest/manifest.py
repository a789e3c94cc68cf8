"""A list of files to read where they are: nothing is moved, locked or written beside them (`wiretrace trace`)."""

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from services.ingest.inbox import Found, unusable_name


class Manifest:
    """Files given once, each as a pair of path and name, in a JSON file."""

    def __init__(self, path: Path) -> None:
        self._left = [Found(Path(place), name) for place, name in json.loads(path.read_text(encoding="utf-8"))]

    @property
    def waiting(self) -> bool:
        return bool(self._left)

    def prepare(self) -> None:
        return

    def complete(self) -> list[Found]:
        """All files, once."""
        found, self._left = self._left, []
        return found

    @contextmanager
    def claim(self, found: Found) -> Generator[bool]:
        yield True

    def objection(self, found: Found) -> str | None:
        return unusable_name(found.name)

    def leave(self, found: Found) -> None:
        return

    def done(self, found: Found) -> Path:
        return found.path

    def reject(self, found: Found, reason: str) -> Path:
        return found.path


def write_manifest(path: Path, files: Sequence[Found]) -> None:
    """Lay a list down for `Manifest`; names may repeat, paths are made absolute."""
    rows = [(str(f.path.absolute()), f.name) for f in files]
    path.write_text(json.dumps(rows), encoding="utf-8")
