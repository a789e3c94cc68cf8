"""An editor's marks as the broker keeps them: under keys of their own, which no trace, replay or takedown touches."""

from typing import Any

from shared.connect import Client
from shared.report import Mark
from shared.store import digest

MADE = "wire:{marks}:made"


class MarkBook:
    """All marks that stand; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client) -> None:
        self._client: Any = client

    def marks(self) -> list[Mark]:
        """Every mark, in one order whatever the order of their making."""
        held = self._client.hvals(MADE)
        return sorted((Mark.model_validate_json(body) for body in held), key=lambda m: m.id)

    def keep(self, mark: Mark) -> None:
        """Write a mark down; the same again keeps who made it first, and when."""
        self._client.hsetnx(MADE, mark.id, mark.model_dump_json())

    def mark(self, name: str) -> Mark | None:
        held = self._client.hget(MADE, name)
        return Mark.model_validate_json(held) if held else None

    def strike(self, name: str) -> bool:
        """Take a mark off; False when it is gone."""
        return bool(self._client.hdel(MADE, name))


def name_of(kind: str, subject: str, other: str | None) -> str:
    """A mark's id: the same decision is the same mark, whichever of two equals is named first."""
    ends = sorted((subject, other or "")) if kind in ("merge", "same house") else [subject, other or ""]
    return "mark-" + digest("\n".join((kind, *ends)).encode())
