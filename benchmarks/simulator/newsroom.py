"""A whole simulated story: who takes from whom, in which way; deterministic by seed, from 3 to 5,000 witnesses."""

import random
from typing import Any

from benchmarks.simulator.bank import GENRES
from benchmarks.simulator.outlets import TELLINGS, Newsdesk
from benchmarks.simulator.presswork import AGENCIES, Pressroom
from benchmarks.simulator.story import Node, cascade
from benchmarks.simulator.wire import Plot, plot, wire_chain
from benchmarks.simulator.wording import HouseStyle

LARGE = 40  # from here on syndicated identical copies occur, as in chains of sister titles
IDENTICAL = 0.42  # their share there
FROM_WIRE = 0.62
MERGED = 0.07
INDEPENDENT = 0.1
OBSERVED_WIRE = 0.5
UNMARKED = 0.15  # a plain cut of the wire is copied as well, but then the text cannot tell


def story(seed: int | str, witnesses: int | None = None, genre: str | None = None) -> dict[str, Any]:
    """A story as a cascade of about the dev stories' make-up; `witnesses` counts the observed articles."""
    rng = random.Random(f"newsroom/{seed}/{witnesses}/{genre}")
    name = genre or rng.choice(GENRES)
    count = witnesses or rng.choice((3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18))
    versions = _versions(count, rng)
    happened = plot(name, versions, rng)
    agency = rng.choice(AGENCIES)
    room = Pressroom(happened, agency, rng)
    nodes = _wire(happened, versions, room, count, rng)
    _fill_up(nodes, happened, room, count, rng)
    facts = "; ".join(f"{k}={v}" for k, v in sorted(happened.values.items()))
    return cascade(f"sim-{name}-{seed}", facts, nodes)


def _versions(count: int, rng: random.Random) -> int:
    if count <= 4:
        return rng.choice((1, 1, 2))
    return rng.choice((1, 2, 2, 3)) if count <= 8 else rng.choice((2, 3, 3, 4, 4))


def _wire(happened: Plot, versions: int, room: Pressroom, count: int, rng: random.Random) -> list[Node]:
    american = room.agency == "AP"
    style = HouseStyle(rng.choice(("straight", "curly")), not american, None, "bare" if american else None)
    chain = wire_chain(happened, versions, room.agency, style, rng)
    if count > 4 and rng.random() < OBSERVED_WIRE:
        rng.choice(chain[1:] or chain).observed = True
    for k, node in enumerate(chain):
        node.marks = style.marks
        room.wire(node, chain[k - 1] if k else None)
    return chain


def _fill_up(nodes: list[Node], happened: Plot, room: Pressroom, count: int, rng: random.Random) -> None:
    """Outlets until there are enough, wire takers first so that there is somebody to copy."""
    newsdesk = Newsdesk(happened, rng, max(TELLINGS, count // 12))
    wires = list(nodes)
    outlets: list[Node] = []
    missing = count - sum(n.observed for n in nodes)
    alone = min(2, sum(rng.random() < INDEPENDENT for _ in range(min(count, 24))))
    for number in range(1, missing - alone + 1):
        node, parents = _next(number, wires, outlets, newsdesk, count, rng)
        room.outlet(node, parents)
        nodes.append(node)
        outlets.append(node)
    for way in range(alone):
        node = newsdesk.independent(missing - alone + way + 1, way)
        room.outlet(node, ())
        nodes.append(node)


def _next(
    number: int, wires: list[Node], outlets: list[Node], newsdesk: Newsdesk, count: int, rng: random.Random
) -> tuple[Node, tuple[Node, ...]]:
    if len(outlets) < 2 or (rng.random() < FROM_WIRE and count < LARGE):
        source = _version(wires, rng)
        return newsdesk.take(source, number), (source,)
    source = _copied(outlets, rng)
    if count >= LARGE and rng.random() < IDENTICAL:
        return newsdesk.take(source, number, "identical"), (source,)
    if len(wires) > 1 and rng.random() < MERGED / (1 - FROM_WIRE):
        top = wires[-1] if rng.random() < 0.7 else rng.choice(wires[1:])
        if top.id not in _line(source, outlets):
            node = newsdesk.merge(source, top, number)
            return node, tuple(n for n in (source, top) if n.id in node.parents)
    if rng.random() < 0.35 and count >= LARGE:
        source = _version(wires, rng)
    return newsdesk.take(source, number), (source,)


def _copied(outlets: list[Node], rng: random.Random) -> Node:
    """The page somebody lifts: mostly one that left a mark of its own, as nobody could tell otherwise."""
    marked = [n.edit not in ("cut", "identical") or "slip" in n.notes or "outlet" in n.parents[0] for n in outlets]
    return rng.choices(outlets, weights=[1.0 if m else UNMARKED for m in marked])[0]


def _version(wires: list[Node], rng: random.Random) -> Node:
    """Later versions are taken by more."""
    return rng.choices(wires, weights=range(2, 2 + len(wires)))[0]


def _line(node: Node, outlets: list[Node]) -> set[str]:
    """All that a node descends from directly or through other outlets."""
    by_id = {n.id: n for n in outlets}
    found: set[str] = set()
    todo = [node.id]
    while todo:
        key = todo.pop()
        found.add(key)
        if key in by_id:
            todo += by_id[key].parents
    return found
