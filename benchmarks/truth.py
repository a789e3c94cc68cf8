"""What a cascade's own tree looks like to the inference."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.provenance.proposals import Layout


def true_layout(
    cascade: Mapping[str, Any], nodes: Sequence[str], twins: Mapping[str, int] | None = None
) -> tuple[Layout, tuple[str, ...]] | None:
    """The tree over its observed `nodes`, witness by witness, and which wire node each version is; of two sources the
    first counts, and versions that nobody at hand took are left out. `twins`: other nodes -> the witness that prints
    their text. Manners are left open (0). None where the nodes hang together by no wire, or on something else."""
    by_id: dict[str, Any] = {n["id"]: n for n in cascade["nodes"]}
    place = {n: w for w, n in enumerate(nodes)} | dict(twins or {})
    source: list[str | None] = [
        n if by_id[n]["kind"] == "wire" else next(iter(by_id[n]["parents"]), None) for n in nodes
    ]
    wires = [n for n, node in by_id.items() if node["kind"] == "wire" and n in source]
    if not wires or not all(s in wires or s in place for s in source):
        return None
    parent = tuple(-1 - wires.index(s) if s in wires else place[s] for s in source if s)
    pages = {v: place[n] for v, n in enumerate(wires) if n in place}
    return Layout(parent, (0,) * len(parent), pages, len(wires)), tuple(wires)
