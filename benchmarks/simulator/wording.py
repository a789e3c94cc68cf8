"""How one sentence is re-worded without touching its facts: house style, attribution, trims, synonyms. Pure text."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.simulator.bank import FOLDER

_BRITISH = tuple(
    pair.split("/")
    for pair in (
        "kilometres/kilometers metres/meters millimetres/millimeters centimetres/centimeters centre/center "
        "neighbouring/neighboring neighbours/neighbors labour/labor favour/favor colour/color defence/defense "
        "organisers/organizers tyre/tire grey/gray programme/program travelled/traveled honour/honor "
        "licence/license per_cent/percent lorries/trucks jailed/imprisoned"
    )
    .replace("_", " ")
    .replace("per cent", "per_cent")
    .split()
)
_SYNONYMS = tuple(
    pair.replace("_", " ").split("/")
    for pair in (
        "about/around some/about at_least/no_fewer_than expected/due people/residents "
        "told_reporters/told_journalists planned/scheduled government/cabinet large/big largest/biggest buy/acquire "
        "bought/acquired wants/would_like promised/pledged called_for/demanded rose/climbed fell/slipped "
        "searching/combing closed/shut jobs/posts detained/held protested/rallied warned/cautioned find/discovery "
        "voted/cast_votes approved/passed found/discovered described/presented asked_for/sought last_year/a_year_ago "
        "expect/anticipate during/throughout near/close_to after/following because_of/owing_to also/likewise "
        "nearly/almost shortly/soon spending/passing worked/laboured money/cash"
    ).split()
)
_MILES, _FEET = 0.621371, 3.28084
_UNIT = re.compile(r"\b(\d[\d,]*(?:\.\d+)?) (kilomet(?:re|er)s|met(?:re|er)s)\b")
_SAID = re.compile(r"^(?P<what>[A-Z][^\"]{25,}), (?P<who>(?:the |a |an )?[\w’'\- ]{3,60}?) (?P<verb>said|announced)\.$")
_WHO_SAID = re.compile(r"^(?P<who>(?:The |A )?[\w’'\- ]{3,60}?) (?P<verb>said) (?:that )?(?P<what>[^\":]{25,})\.$")
_QUOTE = re.compile(r'^"(?P<q>[^"]+),?" (?P<verb>said|told) (?P<who>[^"]+)\.$')
_QUOTE_WHO = re.compile(r'^"(?P<q>[^"]+),?" (?P<who>[^",]{3,50}) (?P<verb>said)(?P<rest>[^"]*)\.$')
_TRIMS = tuple(
    re.compile(p)
    for p in (
        r", which [^,.]+(?=[,.])",
        r", (?:officials|the companies|a police spokeswoman|the national weather service|the regional government) said"
        r"(?: in a joint statement)?(?=\.)",
        r", most of them [^,.]+(?=[,.])",
        r", among (?:them|others) [^.]+(?=\.)",
        r" in a (?:radio interview|statement|note to clients)(?=\.)",
        r" with dogs and [a-z ]+(?=were|was)",
        r", who [^,\"]{8,50},",
        r" (?:last week|last month|late on the eve)(?=[ ,.])",
        r", according to [^,.]+(?=\.)",
    )
)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a desk does to every sentence it takes."""

    marks: str = "straight"  # straight | curly | single
    british: bool | None = None
    units: str | None = None  # imperial | both
    day: str | None = None  # yesterday | bare | dated
    honorifics: bool = False
    percent: str | None = None  # per cent | %


def styled(text: str, style: HouseStyle, weekday: str, people: Sequence[str]) -> str:
    """The sentence in the desk's style; idempotent on text already in it."""
    text = plain_marks(text)
    if style.british is not None:
        text = _spelling(text, style.british)
    if style.percent:
        text = re.sub(r" per ?cent\b|(?<=\d)%", f" {style.percent}" if style.percent[0] != "%" else "%", text)
    if style.units:
        text = _UNIT.sub(lambda m: _imperial(m, style.units == "both"), text)
    text = _day(text, style.day, weekday)
    if style.honorifics:
        text = _honorifics(text, people)
    return marked(text, style.marks)


def plain_marks(text: str) -> str:
    """Curly and single quote marks as straight double ones, apostrophes straight."""
    text = text.replace("“", '"').replace("”", '"')
    text = re.sub(r"(?<!\w)‘(.+?)’(?!\w)", r'"\1"', text)
    return text.replace("’", "'")


def marked(text: str, marks: str) -> str:
    """Straight marks in the style asked for."""
    if marks == "straight":
        return text
    left, right = ("“", "”") if marks == "curly" else ("‘", "’")
    text = re.sub(r'"([^"]*)"', rf"{left}\1{right}", text)
    return text.replace("'", "’")


def _spelling(text: str, british: bool) -> str:
    for uk, us in _BRITISH:
        if uk == "per_cent":
            continue
        old, new = (us, uk) if british else (uk, us)
        text = re.sub(rf"\b{old}\b", new, text)
        text = re.sub(rf"\b{old.capitalize()}\b", new.capitalize(), text)
    return text


def _imperial(match: re.Match[str], both: bool) -> str:
    amount = float(match[1].replace(",", ""))
    far = match[2].startswith("kilo")
    converted = amount * (_MILES if far else _FEET)
    shown = f"{round(converted):,} {'miles' if far else 'feet'}"
    return f"{match[0]} ({shown})" if both else shown


def _day(text: str, way: str | None, weekday: str) -> str:
    if way == "yesterday":
        return re.sub(rf"\b(?:on |late on )?{weekday}\b", "yesterday", text)
    if way == "bare":
        return re.sub(rf"\bon {weekday}\b", weekday, text)
    return text


def _honorifics(text: str, people: Sequence[str]) -> str:
    for person in people:
        first, _, last = person.rpartition(" ")
        title = "Ms" if first.endswith(("a", "e", "h")) else "Mr"
        text = re.sub(rf"(?<!{re.escape(first)} )(?<!Mr )(?<!Ms )\b{re.escape(last)}\b(?!')", f"{title} {last}", text)
    return text


def attributed(text: str) -> str:
    """The attribution moved from the end to the front or back again; the text itself where there is none."""
    text = plain_marks(text)
    if m := _SAID.match(text):
        return f"{_upper(m['who'])} {m['verb']} {_lower(m['what'])}."
    if m := _QUOTE.match(text):
        verb = "said" if m["verb"] == "said" else "told reporters"
        return f'{_upper(m["who"])} {verb}: "{m["q"].rstrip(",")}."'
    if (m := _QUOTE_WHO.match(text)) and m["who"] not in ("he", "she", "they"):
        return f'"{m["q"].rstrip(",")}," said {m["who"]}{m["rest"]}.'
    if m := _WHO_SAID.match(text):
        return f"{_upper(m['what'])}, {_lower(m['who'])} said."
    return text


def trimmed(text: str, rng: random.Random) -> str:
    """The sentence less one of its asides."""
    for pattern in rng.sample(_TRIMS, len(_TRIMS)):
        shorter = pattern.sub("", text, count=1)
        if shorter != text and len(shorter) > 30:
            return shorter
    return text


def reworded(text: str, rng: random.Random, most: int = 2) -> str:
    """Up to `most` words changed for others that mean the same."""
    fits = [(a, b) for a, b in _SYNONYMS if re.search(rf"\b{a}\b", text)]
    for a, b in rng.sample(fits, min(most, len(fits))):
        text = re.sub(rf"\b{a}\b", b, text, count=1)
    return text


_OPENERS = ("Meanwhile, ", "On the ground, ", "As it turned out, ", "Separately, ", "In the meantime, ")
_MOVES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?P<a>[^\",]{20,}), (?P<b>(?:which|as|after|since) [^\",]+)\.$"), "{B}, {a}."),
    (re.compile(r"^(?P<b>In [^,\"]{3,30}), (?P<a>[^\"]+)\.$"), "{A} {b}."),
    (re.compile(r"^(?P<a>[^\",]{20,}) (?P<b>(?:at|in|from|by|after|for) [^\",]{6,40})\.$"), "{B}, {a}."),
)


def turned(text: str) -> str:
    """A clause moved from one end of the sentence to the other."""
    for pattern, shape in _MOVES:
        m = pattern.match(text)
        if m and not m["b"].startswith("which"):
            return shape.format(a=_lower(m["a"]), b=_lower(m["b"]), A=_upper(m["a"]), B=_upper(m["b"]))
    return text


def light_change(rng: random.Random) -> Callable[[str], str]:
    """One of the small changes a sub-editor makes in passing."""
    ways: tuple[Callable[[str], str], ...] = (
        lambda t: trimmed(t, rng),
        lambda t: reworded(t, rng, 1),
        lambda t: reworded(t, rng, 2),
        attributed,
        turned,
        lambda t: rng.choice(_OPENERS) + _lower(t) if t[0] != '"' else t,
    )
    return rng.choices(ways, weights=(3, 3, 2, 2, 1, 0.4))[0]


@cache
def _common_words() -> frozenset[str]:
    """Words that the bank also has in lower case: no names."""
    texts = " ".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return frozenset(re.findall(r"(?<![\w{.])[a-z']+\b", texts))


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if text and first.rstrip(",").lower() in _common_words() else text


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


_JOINTS = (", while {}", "; {}", ", and {}", ", as {}")
_VERB = re.compile(
    r"\b(?:was|were|will|is|are|has|had|have|said|could|made|put|called|took|fell|rose|sent|buried|asked|filled|expects?|closed)\b"
)
_CUTS = (
    (re.compile(r"^(.{25,}?), while (.{20,})$"), ""),
    (re.compile(r"^(.{25,}?); (.{20,})$"), ""),
    (re.compile(r"^(.{25,}?),? and ((?:the|a|an|it|most|its|parliament|schools|was|is|had) .{15,})$"), ""),
    (re.compile(r"^(.{25,}?), which ((?:will|is|was|holds|lies|would|could|opened) .{12,})$"), "It "),
    (re.compile(r"^(.{25,}?), (?:with|as|after) ((?:the|a|an|rescuers|protesters|police) .{15,})$"), ""),
    (re.compile(r"^(.{25,}?) when (a .{15,})$"), ""),
)


def joined(a: str, b: str, rng: random.Random) -> str:
    """Two sentences as one."""
    a, b = plain_marks(a), plain_marks(b)
    if a.endswith('."') or a.endswith('"'):
        return f"{a} {b}" if rng.random() < 0.3 else f'{a[:-1].rstrip(".")}," and {_lower(b)}'
    return a.rstrip(".") + rng.choice(_JOINTS).format(_lower(b))


def parted(text: str) -> tuple[str, str] | None:
    """One sentence as two, or nothing where it does not fall apart."""
    text = plain_marks(text)
    if '"' in text:
        return None
    for pattern, subject in _CUTS:
        if (m := pattern.match(text)) and "among" not in m[1] and _VERB.search(m[1]) and _VERB.search(m[2]):
            rest = m[2]
            if not subject and rest.split(" ", 1)[0] in ("was", "is", "had"):
                subject = "It "
            return m[1] + ".", (subject + rest if subject else _upper(rest))
    return None
