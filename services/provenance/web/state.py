"""What a reader is looking at, kept in the address so that a link shows a colleague the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

SHOWS = ("edits", "wire", "collation", "facts", "articles", "versions")
_DEFAULTS = {"show": "edits", "view": "inline"}


@dataclass(frozen=True, slots=True)
class State:
    """The query of a story's page; empty fields are left out of links.

    `edge` is `parent..child`, `axis` time or depth, `copies` `all` when folded copies are shown, `tree` `list` for the
    list instead of the drawing, `version` an older version of the tree, `part` which part of a long story, `passage`
    the one of the wire text whose readings are all shown.
    """

    edge: str = ""
    node: str = ""
    show: str = ""
    view: str = ""
    axis: str = ""
    copies: str = ""
    tree: str = ""
    version: str = ""
    part: str = ""
    passage: str = ""

    def link(self, anchor: str = "", **changes: str) -> str:
        """The address of this state with `changes`."""
        fields = {key: changes.get(key, getattr(self, key)) for key in self.__slots__}
        query = urlencode({k: v for k, v in fields.items() if v and v != _DEFAULTS.get(k)}, safe=".:")
        return f"?{query}" + (f"#{anchor}" if anchor else "")

    def to_edge(self, parent: str, child: str) -> str:
        return self.link("detail", edge=f"{parent}..{child}", node="", show="")

    def to_node(self, node: str) -> str:
        return self.link("detail", node=node, edge="", show="")

    @property
    def ends(self) -> tuple[str, str] | None:
        """Parent and child of the chosen edge."""
        parent, dots, child = self.edge.partition("..")
        return (parent, child) if dots else None


def state(query: Mapping[str, Any]) -> State:
    """The state that a query asks for; unknown keys and values fall back to the default."""
    read = {key: str(query.get(key, ""))[:200] for key in State.__slots__}
    allowed = {
        "show": SHOWS,
        "view": ("inline", "side"),
        "axis": ("time", "depth"),
        "copies": ("all",),
        "tree": ("list",),
    }
    for key, values in allowed.items():
        if read[key] not in values:
            read[key] = ""
    return State(**read)
