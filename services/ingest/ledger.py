"""What became of each file: how often it was begun, what it held, and where it lies now."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.connect import Client
from shared.value import Value

_PREFIX = "wire:{ingest}:"


class Entry(Value):
    """A file that was read to its end."""

    articles: int
    rejected: int
    place: str


class Ledger:
    """Keyed by the file's place when it was found; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client) -> None:
        self._client: Any = client

    def begin(self, path: Path) -> int:
        """How often this file was begun and not finished, this time included."""
        return int(self._client.hincrby(f"{_PREFIX}begun", _key(path), 1))

    def put_back(self, path: Path) -> None:
        """The reading was broken off on purpose: it does not count."""
        self._client.hincrby(f"{_PREFIX}begun", _key(path), -1)

    def finish(self, path: Path, entry: Entry, articles: Iterable[str]) -> None:
        """The file was read to its end; `articles` are the ids of what it held."""
        pipe = self._client.pipeline(transaction=True)
        pipe.hset(f"{_PREFIX}files", _key(path), entry.model_dump_json())
        pipe.hdel(f"{_PREFIX}begun", _key(path))
        for article in articles:
            pipe.sadd(f"{_PREFIX}places:{article}", entry.place)
        pipe.execute()

    def finished(self) -> int:
        """How many files were read to their end."""
        return int(self._client.hlen(f"{_PREFIX}files"))

    def places(self, article: str) -> list[Path]:
        """Where the files lie that held an article."""
        return sorted(Path(place.decode()) for place in self._client.smembers(f"{_PREFIX}places:{article}"))

    def forget(self, article: str) -> None:
        """Keep no name of the files that held an article: names tell what is in them."""
        gone = {str(place) for place in self.places(article)}
        rows = self._client.hscan_iter(f"{_PREFIX}files")
        paths = [path for path, entry in rows if Entry.model_validate_json(entry).place in gone]
        if paths:
            self._client.hdel(f"{_PREFIX}files", *paths)
        self._client.delete(f"{_PREFIX}places:{article}")


def _key(path: Path) -> bytes:
    return bytes(path.absolute())
