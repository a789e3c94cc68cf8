"""How the page says things: counts, certainties, times and edits in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from shared.article import Fact

_PHRASES = {
    "dropped": ("cut {n} sentence", "cut {n} sentences"),
    "added": ("added {n} of its own", "added {n} of its own"),
    "paraphrased": ("rewrote {n}", "rewrote {n}"),
    "edited": ("edited {n}", "edited {n}"),
    "merged": ("joined {n}", "joined {n}"),
    "split": ("split {n}", "split {n}"),
    "verbatim": ("kept {n} word for word", "kept {n} word for word"),
}
OPS = tuple(_PHRASES)
OP_WORDS = {
    "verbatim": "unchanged",
    "edited": "edited",
    "paraphrased": "rewritten",
    "merged": "joined",
    "split": "split",
    "added": "added",
    "dropped": "cut",
}


def summary(counts: Mapping[str, int], moved: int = 0, wire: bool = False) -> str:
    """One sentence that sums up an edge's edits, changes before what was kept; a `wire` adds nothing "of its own"."""
    said = [_PHRASES[op][counts[op] != 1].format(n=counts[op]) for op in OPS if counts.get(op) and op != "verbatim"]
    if wire:
        said = [text.removesuffix(" of its own") for text in said]
    if moved:
        said.append(f"moved {moved}")
    kept = counts.get("verbatim", 0)
    if not said:
        return f"Took all {kept} sentences word for word." if kept > 1 else "Took it word for word."
    if kept:
        said.append(_PHRASES["verbatim"][0].format(n=kept))
    text = listed(said)
    return text[0].upper() + text[1:] + "."


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """A share of 1 as a whole percentage; never 100% or 0% for what is not quite."""
    if share is None:
        return "unknown"
    shown = round(share * 100)
    return f"{min(max(shown, 1), 99) if 0 < share < 1 else shown}%"


def sure(confidence: float | None) -> str:
    """How sure, in a word that a reader can act on."""
    if confidence is None:
        return "not known"
    for bound, word in ((0.9, "almost certain"), (0.75, "likely"), (0.5, "more likely than not"), (0.0, "uncertain")):
        if confidence >= bound:
            return word
    return "uncertain"


def moment(value: str | None) -> datetime | None:
    """The time of an ISO 8601 text, a bare date as its midnight; None when there is none. Zones are kept."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def instant(value: str | None) -> float | None:
    """Seconds since the epoch, a time without a zone read as UTC: for order on an axis only."""
    found = moment(value)
    if found is None:
        return None
    return found.timestamp() if found.tzinfo else datetime.fromisoformat(found.isoformat() + "+00:00").timestamp()


def clock(value: str | None) -> str:
    """`14 Nov 2025, 09:12` as printed in its own zone; `time unknown` when there is none."""
    found = moment(value)
    if found is None:
        return "time unknown"
    if value and len(value) <= len("2025-11-14"):
        return day(found)
    return f"{day(found)}, {found:%H:%M}{zone(found)}"


def brief(value: str | None) -> str:
    """`14 Nov, 09:12`: for places where the year and the zone stand above."""
    found = moment(value)
    if found is None:
        return "time unknown"
    return f"{found.day} {found:%b}" + (f", {found:%H:%M}" if value and len(value) > len("2025-11-14") else "")


def zone(found: datetime) -> str:
    offset = found.utcoffset()
    if offset is None or not offset:
        return " UTC" if offset is not None else ""
    return f" {found:%z}"[:4] + ":" + f"{found:%z}"[3:]


def day(found: date) -> str:
    return f"{found.day} {found:%b %Y}"


def span(first: str | None, last: str | None) -> str:
    """From the first time to the last, the day said once when it is one day."""
    if not first:
        return "times unknown"
    if not last or first == last:
        return clock(first)
    start, end = moment(first), moment(last)
    if start and end and start.date() == end.date() and len(last) > len("2025-11-14"):
        begin = clock(first).removesuffix(zone(end)) if zone(start) == zone(end) else clock(first)
        return f"{begin} – {end:%H:%M}{zone(end)}"
    return f"{clock(first)} – {clock(last)}"


def stated(facts: Iterable[Fact]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Facts by name in words, each value once with all places that say it: contradictions stand together."""
    found: dict[str, dict[str, list[str]]] = {}
    for fact in facts:
        sources = found.setdefault(fact.name.replace("_", " "), {}).setdefault(fact.value, [])
        sources.extend([fact.source] if fact.source not in sources else [])
    return [(name, list(values.items())) for name, values in found.items()]


def legal(text: str) -> str:
    """`text` without the control characters that XML 1.0 forbids."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
