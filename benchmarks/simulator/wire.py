"""The agency's file: a first take and the writethrus that follow it, slips and their corrections included."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.simulator import desk
from benchmarks.simulator.bank import FactForms, choose, fill, genre, used
from benchmarks.simulator.names import Christener
from benchmarks.simulator.story import Line, Node
from benchmarks.simulator.wording import HouseStyle

LEDE = ".lede"
DELAYED = 0.2  # share of a version's facts that come one version later
REWORDED = 0.13  # share of a version's lines that the next one words anew
DROPPED = 0.05


_TAIL = re.compile(
    r", (?=as |with |forcing |in the country|after |despite |sending |a deal|in a sector|together |a find|raising "
    r"|in front|sparking |of |ending |a verdict)"
)


@dataclass(slots=True)
class Plot:
    """What happened: the values of all slots, the facts in the order of telling, and when each is first told."""

    genre: str
    values: dict[str, str]
    grows: frozenset[str]
    facts: list[FactForms]
    since: Mapping[str, int]
    weekday: str

    def people(self, values: Mapping[str, str]) -> list[str]:
        slots = genre(self.genre).slots | genre("common").slots
        return [values[s] for s, (kind, *_) in slots.items() if kind == "person"]


def plot(name: str, versions: int, rng: random.Random) -> Plot:
    """An invented event of a genre, told over so many versions."""
    names = Christener(rng)
    slots = genre(name).slots | genre("common").slots
    values = {slot: names.draw(kind, *bounds) for slot, (kind, *bounds) in slots.items()}
    weekday = names.weekday()
    own = genre(name).facts
    late = rng.sample(genre("common").facts, rng.randint(2, 5))
    late = [f for f in genre("common").facts if f in late]
    facts = own[:1] + _told_in_order(own[1:] + late, rng)
    since = {f.name: _since(f, versions, rng) for f in facts}
    grows = frozenset(s for s, (_, *bounds) in slots.items() if "grows" in bounds)
    return Plot(name, values | {"day": weekday}, grows, facts, since, weekday)


def _told_in_order(facts: list[FactForms], rng: random.Random) -> list[FactForms]:
    """The usual order, slightly shaken; a quote stays behind what introduces its speaker."""
    place = {f.name: k + rng.uniform(0, 2.5) for k, f in enumerate(facts)}
    for f in facts:
        head = f.name.removesuffix("_quote")
        if head != f.name and head in place:
            place[f.name] = place[head] + 0.01
    return sorted(facts, key=lambda f: place[f.name])


def _since(fact: FactForms, versions: int, rng: random.Random) -> int:
    if fact.name.endswith(LEDE):
        return 1
    since = fact.since + (rng.random() < DELAYED)
    return min(since, versions) if versions > 1 else 1


def wire_chain(story: Plot, versions: int, agency: str, style: HouseStyle, rng: random.Random) -> list[Node]:
    """The versions, first to last, each but the first made from the one before."""
    first = Node("wire-1", "wire", "wire", False, dict(story.values), [], agency=agency, version=1)
    first.lines = [Line(_telling(f, story, rng), (f.name,)) for f in story.facts if story.since[f.name] <= 1]
    first.lines = _named_once(desk.dressed(first.lines, style, story.weekday, []), story)
    slips = _wire_slip(first, story, rng) if versions > 1 else []
    chain = [first]
    for version in range(2, versions + 1):
        node = _writethru(chain[-1], version, story, style, rng, slips)
        slips = _wire_slip(node, story, rng) if version < versions and rng.random() < 0.6 else []
        chain.append(node)
    return chain


def _writethru(
    before: Node, version: int, story: Plot, style: HouseStyle, rng: random.Random, slips: list[tuple[str, str]]
) -> Node:
    node = Node(f"wire-{version}", "wire", "wire", False, dict(before.values), [], (before.id,), before.agency, version)
    node.lines = desk.taken(before)
    for slot, right in slips:
        desk.swap(node, slot, right)
        node.notes += f"{slot} corrected; "
    _grow(node, story, rng)
    kept = [line for k, line in enumerate(node.lines) if k == 0 or rng.random() >= DROPPED]
    node.lines = [_reworked(line, k, node, story, style, rng) for k, line in enumerate(kept)]
    node.lines = desk.split(desk.merged(node.lines, rng.randint(0, 2), rng), rng.randint(0, 1), rng)
    _add(node, version, story, style, rng)
    node.lines = _named_once(node.lines, story, node.values)
    return node


def _add(node: Node, version: int, story: Plot, style: HouseStyle, rng: random.Random) -> None:
    """The version's new facts, each behind what it usually follows."""
    rank = {f.name: k for k, f in enumerate(story.facts)}
    for fact in story.facts:
        if story.since[fact.name] != version:
            continue
        text = fill(_raw(fact, node.values, rng), node.values)
        line = desk.dressed([Line(text, (fact.name,))], style, story.weekday, [])[0]
        place = 1 + max(
            (k for k, x in enumerate(node.lines) if x.facts and rank[x.facts[0]] < rank[fact.name]), default=0
        )
        node.lines.insert(place, line)


def _grow(node: Node, story: Plot, rng: random.Random) -> None:
    """Tolls, crowds and prices move on."""
    for slot in sorted(story.grows):
        if rng.random() < 0.75:
            old = float(node.values[slot].replace(",", ""))
            new = old * rng.uniform(1.03, 1.25) + (0 if "." in node.values[slot] else 1)
            desk.swap(node, slot, f"{new:.1f}" if "." in node.values[slot] else f"{round(new):,}")


def _reworked(line: Line, place: int, node: Node, story: Plot, style: HouseStyle, rng: random.Random) -> Line:
    if place == 0 and len(line.facts) == 1:
        text = _new_lede(line.text, node, story, rng)
    elif rng.random() < REWORDED and line.facts:
        changed = desk.touched([line], 1.0, rng)[0].text
        text = changed
    else:
        return line
    dressed = desk.dressed([Line(text, line.facts, line.sources)], style, story.weekday, [])
    return dressed[0]


def _new_lede(text: str, node: Node, story: Plot, rng: random.Random) -> str:
    """A new tail on the old head, or a new head too."""
    lede = story.facts[0]
    tail = fill(choose(rng.choice(lede.wordings["t"]), rng), node.values)
    if rng.random() < 0.6:
        head = _TAIL.split(text.rstrip("."))[0]
        return f"{head}, {tail}."
    return f"{fill(choose(rng.choice(lede.wordings['w']), rng), node.values)}, {tail}."


def _telling(fact: FactForms, story: Plot, rng: random.Random) -> str:
    text = fill(_raw(fact, story.values, rng), story.values)
    if fact.name.endswith(LEDE):
        text += ", " + fill(choose(rng.choice(fact.wordings["t"]), rng), story.values) + "."
    return text


def _raw(fact: FactForms, values: Mapping[str, str], rng: random.Random) -> str:
    forms = [w for w in fact.wordings["w"] if used(w) <= set(values)]
    return choose(rng.choice(forms), rng)


def _named_once(lines: list[Line], story: Plot, values: Mapping[str, str] | None = None) -> list[Line]:
    """People have their first names the first time only."""
    seen: set[str] = set()
    for line in lines:
        for person in story.people(values or story.values):
            last = person.rpartition(" ")[2]
            if person in seen:
                line.text = line.text.replace(person, last)
            elif person in line.text:
                head, _, rest = line.text.partition(person)
                line.text = head + person + rest.replace(person, last)
                seen.add(person)
            elif re.search(rf"\b{last}\b", line.text):
                line.text = re.sub(rf"\b{last}\b", person, line.text, count=1)
                seen.add(person)
    return lines


def _wire_slip(node: Node, story: Plot, rng: random.Random) -> list[tuple[str, str]]:
    """One or two wrong values, and the right ones for the next version."""
    found: list[tuple[str, str]] = []
    for _ in range(rng.choice((1, 1, 2))):
        before = dict(node.values)
        note = desk.slipped(node, rng)
        changed = [s for s in before if before[s] != node.values[s]]
        found += [(s, before[s]) for s in changed]
        node.notes += f"{note}; " if note else ""
    return found
