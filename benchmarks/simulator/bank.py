"""The bank of invented material: facts with several wordings each, and how a wording becomes a sentence.

A wording is text with `[one|other]` choices and `{slot}`s. Lines of a fact: `w` as an agency writes it, `r` retold by a
rewriting desk, `i` as an independent reporter has it, `t` tails that a lede may carry.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "bank"
GENRES = ("disaster", "politics", "business", "science", "sport", "court")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class FactForms:
    """One fact: the wire version that first carries it, and its wordings by kind of writer."""

    name: str
    since: int
    wordings: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass(slots=True)
class Genre:
    """Slots (name -> what fills it) and facts in the order in which an agency tells them."""

    slots: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    facts: list[FactForms] = field(default_factory=list[FactForms])


@cache
def genre(name: str) -> Genre:
    """The genre of that name, as its file in the bank lays it down."""
    found = Genre()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        key, _, rest = line.strip().partition(" ")
        if key == "slot":
            slot, kind, *bounds = rest.split(" ", 2)
            found.slots[slot] = (kind, *(bounds if kind == "say" else " ".join(bounds).split()))
        elif key == "fact":
            fact, since = rest.split()
            found.facts.append(FactForms(f"{name}.{fact}", int(since)))
        elif key:
            found.facts[-1].wordings.setdefault(key, []).append(rest)
    return found


@cache
def wordings(name: str) -> tuple[str, ...]:
    """The lines of a plain file of the bank."""
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def choose(text: str, rng: random.Random) -> str:
    """The text with every choice made."""
    while "[" in text:
        text = _CHOICE.sub(lambda m: rng.choice(m[1].split("|")), text)
    return text


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its slots filled; a slot spelt with a capital starts a sentence."""

    def value(match: re.Match[str]) -> str:
        found = values[match[1].lower()]
        return found[0].upper() + found[1:] if match[1][0].isupper() else found

    return _SLOT.sub(value, text)


def used(text: str) -> set[str]:
    """The slots that a wording names."""
    return {m.lower() for m in _SLOT.findall(text)}
