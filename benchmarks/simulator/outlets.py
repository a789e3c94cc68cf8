"""How an outlet makes its article: out of a wire version, another outlet's page, two of them, or the event alone."""

import random
from dataclasses import replace

from benchmarks.simulator import desk
from benchmarks.simulator.bank import FactForms, choose, fill, used, wordings
from benchmarks.simulator.names import Christener
from benchmarks.simulator.story import Line, Node
from benchmarks.simulator.wire import LEDE, Plot
from benchmarks.simulator.wording import HouseStyle, attributed

KINDS = ("cut", "style", "paraphrase", "local")
FROM_WIRE = (0.44, 0.26, 0.18, 0.12)  # how takers of the wire treat it
FROM_OUTLET = (0.50, 0.16, 0.20, 0.14)  # how takers of another outlet treat it
SLIP = 0.4
TELLINGS = 2  # rewrites of a story: more would repeat each other's words and look like copies
_MARKS = ("straight", "curly", "single")


class Newsdesk:
    """Makes the articles of one story; `ways` counts rewrites, so that each tells the facts in another way."""

    def __init__(self, story: Plot, rng: random.Random, tellings: int = TELLINGS) -> None:
        self._story = story
        self._rng = rng
        self._names = Christener(rng)
        self._ways = rng.randint(0, 5)
        self._retold = 0
        self._tellings = tellings

    def take(self, parent: Node, number: int, kind: str | None = None) -> Node:
        """An article taken from one source."""
        weights = FROM_WIRE if parent.kind == "wire" else FROM_OUTLET
        kind = kind or self._rng.choices(KINDS, weights)[0]
        if kind == "paraphrase" and self._retold >= self._tellings:
            kind = "style"
        self._retold += kind == "paraphrase"
        node = self._blank(number, kind, (parent,))
        node.lines = desk.taken(parent)
        node.marks = parent.marks
        getattr(self, f"_{kind}")(node)
        if kind != "identical" and self._rng.random() < SLIP:
            node.notes += f"{desk.slipped(node, self._rng)}; "
        return node

    def merge(self, base: Node, top: Node, number: int) -> Node:
        """The head of a later text set on the body of another page: strata."""
        node = self._blank(number, "merge", (base, top))
        head = desk.taken(top)[: self._rng.randint(3, max(4, len(top.lines) // 2))]
        told = {f for line in head for f in line.facts}
        body = [line for line in desk.taken(base) if not set(line.facts) & told or not line.facts]
        body = desk.cut(body, self._rng.uniform(0.7, 1.0), self._rng, 0.05) if len(body) > 4 else body
        node.lines = desk.touched(head + body, 0.2, self._rng)
        node.marks = base.marks
        self._dress(node, HouseStyle(marks=base.marks))
        if not any(s[0] == base.id for line in node.lines for s in line.sources):
            node.parents = (top.id,)
        return node

    def independent(self, number: int, way: int) -> Node:
        """Own reporting on the same event: quotes and bare figures in common, no narration and no order."""
        node = self._blank(number, "independent", ())
        node.values = dict(self._story.values)
        told = [(f, own) for f in self._story.facts if (own := _own_wording(f, way))]
        lede = [x for x in told if x[0].name.endswith(LEDE)]
        rest = [x for x in told if not x[0].name.endswith(LEDE)]
        self._rng.shuffle(rest)
        for fact, wording in lede + rest[: self._rng.randint(5, 9)]:
            text = fill(choose(wording, self._rng), node.values)
            node.lines.append(Line(text if text.endswith((".", '"')) else text + ".", (fact.name,)))
        for wording in self._rng.sample(wordings("colour"), self._rng.randint(4, 7)):
            text = fill(
                choose(wording, self._rng), {"person": self._names.person(), "n": str(self._rng.randint(3, 60))}
            )
            node.lines.insert(self._rng.randint(1, len(node.lines)), Line(text))
        node.lines = desk.dressed(node.lines, HouseStyle(marks=self._rng.choice(_MARKS)), self._story.weekday, [])
        return node

    def _blank(self, number: int, edit: str, parents: tuple[Node, ...]) -> Node:
        values = dict(parents[0].values) if parents else {}
        outlet = self._names.shaped("paper")
        return Node(f"outlet-{number}", "outlet", edit, True, values, [], tuple(p.id for p in parents), outlet=outlet)

    def _dress(self, node: Node, style: HouseStyle) -> None:
        node.marks = style.marks
        node.lines = desk.dressed(node.lines, style, self._story.weekday, self._story.people(node.values))

    def _identical(self, node: Node) -> None:
        node.notes += "same text"

    def _cut(self, node: Node) -> None:
        """Near verbatim: cut from the end, a few words changed, at times other quote marks."""
        share = self._rng.choice((self._rng.uniform(0.35, 0.6), self._rng.uniform(0.6, 0.95), 1.0))
        node.lines = desk.cut(node.lines, share, self._rng, self._rng.choice((0.03, 0.1, 0.2)))
        node.lines = desk.split(node.lines, self._rng.choice((0, 0, 1)), self._rng)
        node.lines = desk.touched(node.lines, self._rng.choice((0.05, 0.15)), self._rng)
        if self._rng.random() < 0.45:
            self._dress(node, HouseStyle(marks=self._rng.choice(_MARKS)))
        else:
            self._dress(node, HouseStyle(marks=node.marks))

    def _style(self, node: Node) -> None:
        """House style from top to bottom: spelling, units, honorifics, attribution; joined and parted sentences."""
        rng = self._rng
        node.lines = desk.cut(node.lines, rng.uniform(0.75, 1.0), rng, 0.12)
        node.lines = [replace(line, text=attributed(line.text)) if rng.random() < 0.6 else line for line in node.lines]
        node.lines = desk.touched(node.lines, 0.5, rng)
        node.lines = desk.split(desk.merged(node.lines, rng.randint(0, 2), rng), rng.randint(0, 2), rng)
        node.lines = desk.reordered(node.lines, rng.choice((0, 1, 1, 2)), rng)
        british = rng.random() < 0.6
        self._dress(node, _british(rng) if british else _american(rng))

    def _paraphrase(self, node: Node) -> None:
        """Sentence by sentence in other words, mostly in the same order."""
        rng = self._rng
        again = node.parents[0].startswith("outlet") and rng.random() < 0.3
        node.lines = desk.cut(node.lines, rng.choice((1.0, 1.0, rng.uniform(0.8, 1.0))), rng, 0.06)
        node.lines = desk.retold(node.lines, node.values, self._ways, rng, again)
        node.lines = desk.merged(node.lines, rng.choice((0, 0, 1)), rng)
        self._ways += 1
        self._dress(node, HouseStyle(marks=rng.choice(_MARKS)))

    def _local(self, node: Node) -> None:
        """A heavy re-edit: much cut, turned round, own reporting in between."""
        rng = self._rng
        node.lines = desk.cut(node.lines, rng.uniform(0.7, 1.0), rng, 0.4)
        node.lines = desk.merged(desk.touched(node.lines, 0.6, rng), rng.randint(1, 2), rng)
        node.lines = desk.reordered(node.lines, rng.randint(1, 3), rng)
        node.lines = desk.with_own(node.lines, rng.randint(3, 6), node.outlet or "", rng)
        self._dress(node, HouseStyle(marks=rng.choice(_MARKS), british=rng.choice((None, True, False))))


def _own_wording(fact: FactForms, way: int) -> str | None:
    """An independent's wording; one with none of its own left may still have heard the same quote."""
    own = fact.wordings.get("i", ())
    if len(own) > way:
        return own[way]
    quote = next((s for s in sorted(used(" ".join(own))) if s.startswith("q_")), None)
    speaker = quote and quote.replace("q_", "", 1)
    return (
        f'"{{{quote}}}," {{{speaker}}} [told this correspondent|was heard to say].'
        if quote and own and speaker in used(" ".join(own))
        else None
    )


def _british(rng: random.Random) -> HouseStyle:
    day = rng.choice(("yesterday", None))
    marks = rng.choice(("single", "curly"))
    return HouseStyle(marks, True, None, day, rng.random() < 0.6, rng.choice(("per cent", None)))


def _american(rng: random.Random) -> HouseStyle:
    units = rng.choice(("imperial", "both", None))
    return HouseStyle(rng.choice(("curly", "straight")), False, units, "bare", False, "percent")
