"""What stands round a text: stamps and credits that may be wrong or missing, datelines, furniture, headlines."""

import random
import re
from datetime import UTC, datetime, timedelta

from benchmarks.simulator.bank import choose, fill, wordings
from benchmarks.simulator.names import Christener
from benchmarks.simulator.story import Node
from benchmarks.simulator.wire import Plot
from benchmarks.simulator.wording import marked, plain_marks

AGENCIES = ("AP", "Reuters", "AFP", "dpa", "PA Media")
_FULL = {
    "AP": "The Associated Press",
    "AFP": "Agence France-Presse",
    "Reuters": "Reuters",
    "dpa": "dpa",
    "PA Media": "PA Media",
}
LATE_STAMP, DATE_ONLY, NO_STAMP = 0.1, 0.06, 0.05
WRONG_CREDIT = 0.1
_EPOCH = datetime(2031, 3, 3, 5, 0, tzinfo=UTC)


class Pressroom:
    """Finishes the nodes of one story: everything but the sentences."""

    def __init__(self, story: Plot, agency: str, rng: random.Random) -> None:
        self._story = story
        self.agency = agency
        self._rng = rng
        self._names = Christener(rng)
        self._start = _EPOCH + timedelta(minutes=rng.randint(0, 60 * 24 * 300))
        self._author = self._names.person()
        self._city = story.values.get("town") or story.values.get("city") or self._names.draw("place")

    def wire(self, node: Node, before: Node | None) -> None:
        """An agency's version, some time after the one before."""
        node.true_minute = (before.true_minute if before else 0) + self._rng.randint(40, 200)
        node.published_at = self._stamp(node.true_minute)
        node.byline = f"By {self._author}" + (f", {node.agency}" if node.agency == "dpa" else "")
        node.dateline = self._dateline(node.agency or "")
        node.headline = self._headline(node)
        if node.observed:
            note = self._rng.choice(
                ("(Adds reaction, background)", "(Recasts, adds quotes)", "Eds: Updates with new figures.")
            )
            node.boilerplate = [{"where": "top", "text": note}, *self._furniture(node.agency or "", 1)]

    def outlet(self, node: Node, parents: tuple[Node, ...]) -> None:
        """An outlet's page, printed some time after what it took."""
        rng = self._rng
        latest = max((p.true_minute for p in parents), default=rng.randint(60, 500))
        node.true_minute = latest + rng.randint(4, 260)
        node.published_at = self._printed_time(node)
        node.byline = self._byline(node, parents)
        if node.edit in ("cut", "identical") and parents and rng.random() < 0.65:
            node.dateline = parents[0].dateline if rng.random() < 0.6 else f"{self._city.upper()} — "
        node.headline = parents[0].headline if parents and rng.random() < 0.25 else self._headline(node)
        node.boilerplate = self._furniture(node.outlet or "", rng.randint(1, 4))

    def _printed_time(self, node: Node) -> str | None:
        luck = self._rng.random()
        if luck < LATE_STAMP:
            node.notes += "stamp is a late 'updated' time; "
            return self._stamp(node.true_minute + self._rng.randint(150, 900))
        if luck < LATE_STAMP + DATE_ONLY:
            return self._stamp(node.true_minute)[:10]
        return None if luck < LATE_STAMP + DATE_ONLY + NO_STAMP else self._stamp(node.true_minute)

    def _stamp(self, minute: int) -> str:
        return (self._start + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _byline(self, node: Node, parents: tuple[Node, ...]) -> str:
        rng = self._rng
        own = f"By {self._names.person()}"
        if not parents:
            other = rng.choice([a for a in AGENCIES if a != self.agency])
            return rng.choice((own, own, other))
        if node.edit in ("local", "paraphrase") or parents[0].kind == "outlet":
            return rng.choice((own, f"{node.outlet} staff", "News desk", "Agencies", f"{own}, with agency reports"))
        if rng.random() < WRONG_CREDIT:
            node.notes += "wrong credit; "
            return rng.choice([a for a in AGENCIES if a != self.agency])
        full = _FULL[self.agency]
        return rng.choice(
            (full, self.agency, full, f"{self._author}, {full}", "Agencies", "From wire reports", "Our foreign staff")
        )

    def _dateline(self, agency: str) -> str:
        city = self._city if agency == "dpa" else self._city.upper()
        return f"{city} ({agency}) {self._rng.choice('-–—')} "

    def _headline(self, node: Node) -> str:
        """The lede's beginning, or the news in a headline writer's own words."""
        first = plain_marks(node.lines[0].text).rstrip(".")
        if self._rng.random() < 0.55:
            own = self._rng.choice(self._story.facts[0].wordings[self._rng.choice("rri")])
            first = fill(choose(own, self._rng), self._story.values | node.values)
        head = re.split(r"(?<=[a-z])[:;,] ", first)
        return marked(max(head[:2], key=len)[:100].strip(), node.marks)

    def _furniture(self, paper: str, count: int) -> list[dict[str, str]]:
        rows = self._rng.sample(wordings("furniture"), count)
        out: list[dict[str, str]] = []
        for row in rows:
            where, _, text = row.partition(" ")
            out.append(
                {"where": where, "text": fill(choose(text, self._rng), {"paper": paper, "day": self._story.weekday})}
            )
        return out
