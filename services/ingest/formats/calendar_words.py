"""Printed dates of other languages in English words: months, weekdays and what stands between them (CLDR has them)."""

import re
from collections import defaultdict
from functools import cache

from babel import Locale

# The languages of the news agencies' larger markets; each brings its own names of months and days.
LANGUAGES = (
    "af ar az bg bs ca cs cy da de el es et eu fa fi fil fr ga gl hr hu hy id is it ka kk lt lv mk ms nb nl pl pt ro "
    "ru sk sl sq sr sv sw tr uk uz vi"
).split()
MONTHS = "January February March April May June July August September October November December".split()
LEAST = 3  # letters: shorter names are words of other languages

_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_EAST_HOUR = re.compile(r"(\d{1,2})\s?[時时點点시]\s?(\d{1,2})\s?[分분]")
_HOUR = re.compile(r"\b(\d{1,2})(?:\s?h\s?|[.:])(\d{2})\b", re.I)
_BETWEEN = re.compile(
    r"(?<!\w)(?:de|del|den|der|le|el|il|di|da|du|às|as|à|a las|a la|alle|ore|um|om|uhr|uur|kl|klo|o|godz|at|em|г|года|"
    r"р|року|в|о|saat|pukul|jam|ngày|ngay|lúc|năm|h)(?!\w)\.?",
    re.I,
)
_ZONES = {"MEZ": "CET", "MESZ": "CEST", "HNEC": "CET", "HAEC": "CEST", "МСК": "MSK", "TSİ": "TRT"}


def in_english(text: str) -> str:
    """`text` with names of months in English and without weekdays and small words; English comes back as it was."""
    text = _EAST_HOUR.sub(r" \1:\2", _EAST.sub(r"\1-\2-\3", text))
    named = _names_pattern().sub(lambda m: _names()[_key(m.group())], text)
    if named == text and not _BETWEEN.search(text):
        return text
    spaced = _HOUR.sub(r"\1:\2", _BETWEEN.sub(" ", named))
    for local, zone in _ZONES.items():
        spaced = re.sub(rf"\b{local}\b", zone, spaced)
    return " ".join(re.sub(r"(?<=\d)\.(?=\s)|[,|·•–—]|\s-\s", " ", spaced).split())


@cache
def _names() -> dict[str, str]:
    """Folded names of months with their English ones, of weekdays with nothing; what means two months is left out."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        locale = Locale(language)
        for usage in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[usage][width].items():
                    meant[_key(name)].add(MONTHS[int(number) - 1])
                for name in locale.days[usage][width].values():
                    meant[_key(name)].add("")
    return {k: next(iter(v)) for k, v in meant.items() if len(v) == 1 and len(k) >= LEAST and not k[0].isdigit()}


@cache
def _names_pattern() -> re.Pattern[str]:
    ordered = sorted(_names(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)\.?", re.I)


def _key(name: str) -> str:
    return name.lower().rstrip(".")
