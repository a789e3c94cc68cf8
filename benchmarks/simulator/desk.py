"""What a desk does to a whole text: cuts, order, merges and splits, slips, its own reporting, a rewrite.

Every function takes and gives lines, whose sources always name the parent's sentences.
"""

import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from benchmarks.simulator.bank import GENRES, choose, fill, genre, wordings
from benchmarks.simulator.names import Christener
from benchmarks.simulator.story import Line, Node
from benchmarks.simulator.wording import (
    HouseStyle,
    joined,
    light_change,
    parted,
    plain_marks,
    reworded,
    styled,
    trimmed,
)

_FORMS = {fact.name: fact.wordings for name in (*GENRES, "common") for fact in genre(name).facts}


def taken(parent: Node) -> list[Line]:
    """The parent's lines as the child first has them."""
    return [Line(line.text, line.facts, ((parent.id, k),)) for k, line in enumerate(parent.lines)]


def cut(lines: list[Line], share: float, rng: random.Random, inner: float) -> list[Line]:
    """`share` of the lines kept, the rest cut from the end; of those kept, each but the first goes at rate `inner`."""
    kept = lines[: max(3, round(len(lines) * share))]
    return [line for k, line in enumerate(kept) if k == 0 or rng.random() >= inner]


def reordered(lines: list[Line], moves: int, rng: random.Random) -> list[Line]:
    """Passages of one to three lines moved up or down."""
    out = list(lines)
    for _ in range(moves):
        if len(out) < 5:
            break
        size = rng.randint(1, min(3, len(out) // 3))
        start = rng.randrange(1, len(out) - size + 1)
        passage, rest = out[start : start + size], out[:start] + out[start + size :]
        place = rng.randrange(0, len(rest)) if rng.random() < 0.7 else len(rest)
        out = rest[:place] + passage + rest[place:]
    return out


def merged(lines: list[Line], times: int, rng: random.Random) -> list[Line]:
    """Neighbouring lines made one."""
    out = list(lines)
    for _ in range(times):
        fits = [
            k
            for k in range(len(out) - 1)
            if len(out[k].text) + len(out[k + 1].text) < 320
            and len(out[k].sources) == len(out[k + 1].sources) == 1
            and not out[k].text.endswith(("”", "’", '"'))
            and not out[k + 1].text.startswith(("“", "‘", '"'))
        ]
        if not fits:
            break
        k = rng.choice(fits)
        a, b = out[k], out[k + 1]
        first, second = [trimmed(plain_marks(x.text), rng) if rng.random() < 0.5 else x.text for x in (a, b)]
        out[k : k + 2] = [Line(joined(first, second, rng), a.facts + b.facts, a.sources + b.sources)]
    return out


def split(lines: list[Line], times: int, rng: random.Random) -> list[Line]:
    """Lines that fall into two are parted."""
    out = list(lines)
    for _ in range(times):
        fits = [k for k, line in enumerate(out) if len(line.sources) == 1 and parted(line.text)]
        if not fits:
            break
        k = rng.choice(fits)
        halves = parted(out[k].text)
        assert halves
        out[k : k + 1] = [Line(half, out[k].facts, out[k].sources) for half in halves]
    return out


def touched(lines: list[Line], rate: float, rng: random.Random) -> list[Line]:
    """Small changes of wording at a rate per line."""
    return [Line(_touch(line.text, rng), line.facts, line.sources) if rng.random() < rate else line for line in lines]


def _touch(text: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2, 3))):
        text = light_change(rng)(plain_marks(text))
    return text


def dressed(lines: list[Line], style: HouseStyle, weekday: str, people: Sequence[str]) -> list[Line]:
    """Every line in the house's style; full names are known after their first mention."""
    seen: list[str] = []
    out: list[Line] = []
    for line in lines:
        out.append(Line(styled(line.text, style, weekday, seen), line.facts, line.sources))
        seen += [p for p in people if p in line.text and p not in seen]
    return out


def with_own(lines: list[Line], count: int, paper: str, rng: random.Random) -> list[Line]:
    """The outlet's own reporting put in, sometimes on top."""
    names = Christener(rng)
    home = names.draw("place")
    out = list(lines)
    for wording in rng.sample(wordings("own"), count):
        values = {"paper": paper, "home": home, "person": names.person(), "n": str(rng.randint(3, 97))}
        place = 0 if rng.random() < 0.12 else rng.randint(1, len(out))
        out.insert(place, Line(fill(choose(wording, rng), values)))
    return out


def retold(lines: list[Line], values: dict[str, str], way: int, rng: random.Random, again: bool) -> list[Line]:
    """Every line told anew from its facts: `way` picks among the tellings, `again` changes words on top."""
    out: list[Line] = []
    for line in lines:
        told = [_retelling(fact, values, way, rng) for fact in line.facts]
        if not line.facts or not all(told):
            text = _far(plain_marks(line.text), rng)
        else:
            text = " ".join(t for t in told if t)
            text = _one_sentence(text)
        out.append(Line(reworded(text, rng, 3) if again else text, line.facts, line.sources))
    return out


def _retelling(fact: str, values: dict[str, str], way: int, rng: random.Random) -> str | None:
    forms = _FORMS[fact].get("r")
    if not forms:
        return None
    text = fill(choose(forms[way % len(forms)], rng), values)
    return text if text.endswith((".", '"')) else text + "."


def _one_sentence(text: str) -> str:
    return re.sub(r"\.\s+(?=[A-Z])", "; ", text[:-1]) + text[-1]


_SIDE = ("It is also known that ", "Word has it: ", "As was noted, ", "Not to forget: ")


def _far(text: str, rng: random.Random) -> str:
    """A sentence without a telling of its own, changed as far as rules go."""
    return rng.choice(_SIDE) + reworded(text[0].lower() + text[1:], rng, 4)


def slipped(node: Node, rng: random.Random) -> str | None:
    """One slip of the outlet's own, wherever the value stands; what it was, for the notes."""
    kind = rng.choices(("figure", "name", "word"), weights=(5, 4, 2))[0]
    if kind == "word":
        return _lost_word(node, rng)
    shown = " ".join(line.text for line in node.lines)
    fits = [k for k, v in node.values.items() if v in shown and (_is_figure(v) if kind == "figure" else _is_name(k, v))]
    if not fits:
        return None
    slot = rng.choice(sorted(fits))
    return swap(node, slot, (wrong_figure if kind == "figure" else misspelt)(node.values[slot], rng))


def swap(node: Node, slot: str, wrong: str) -> str:
    """One value put for another in the node's slots and all its lines; says what it did."""
    right = node.values[slot]
    node.values[slot] = wrong
    for line in node.lines:
        line.text = _replaced(line.text, right, wrong)
    return f"slip: {wrong} for {right}"


def _replaced(text: str, old: str, new: str) -> str:
    text = re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)(?!\w)", new, text)
    was, now = old.rpartition(" ")[2], new.rpartition(" ")[2]
    if was != old and was[0].isupper() and was != now:
        text = re.sub(rf"\b{re.escape(was)}\b", now, text)
    return text


def _is_figure(value: str) -> bool:
    return bool(re.fullmatch(r"\d[\d,.]*", value)) and len(set(re.sub(r"\D", "", value))) > 1


def _is_name(slot: str, value: str) -> bool:
    return value[0].isupper() and not slot.startswith("q_") and slot != "day" and len(value.split()) <= 3


def wrong_figure(value: str, rng: random.Random) -> str:
    """Two digits swapped, or one wrong."""
    digits = [k for k, c in enumerate(value) if c.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if value[a] != value[b] and (a or value[b] != "0")]
    letters = list(value)
    if pairs and rng.random() < 0.7:
        a, b = rng.choice(pairs)
        letters[a], letters[b] = letters[b], letters[a]
    else:
        k = rng.choice(digits)
        letters[k] = rng.choice([d for d in "123456789" if d != letters[k]])
    return "".join(letters)


def misspelt(value: str, rng: random.Random) -> str:
    """One letter of the last word doubled, lost, changed or swapped with its neighbour."""
    head, space, word = value.rpartition(" ")
    k = rng.randrange(1, max(2, len(word) - 1))
    ways: tuple[Callable[[], str], ...] = (
        lambda: word[:k] + word[k] + word[k:],
        lambda: word[:k] + word[k + 1 :],
        lambda: word[:k] + rng.choice("aeioulnrt") + word[k + 1 :],
        lambda: word[: k - 1] + word[k] + word[k - 1] + word[k + 1 :] if k > 1 else word + "n",
    )
    made = rng.choice(ways)()
    return head + space + (made if made != word else word + "n")


def _lost_word(node: Node, rng: random.Random) -> str | None:
    k = rng.randrange(len(node.lines))
    parts = node.lines[k].text.split(" ")
    small = [
        i for i in range(2, len(parts) - 1) if parts[i] in ("the", "a", "of", "on", "in", "to", "for", "and", "by")
    ]
    if not small:
        return None
    i = rng.choice(small)
    lost = parts[i]
    node.lines[k].text = (
        " ".join(parts[:i] + parts[i + 1 :]) if rng.random() < 0.7 else " ".join([*parts[:i], lost, *parts[i:]])
    )
    return f"slip: '{lost}' lost or doubled"
