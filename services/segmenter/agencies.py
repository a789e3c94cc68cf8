"""The world's news agencies: what they are called, how they print themselves, and which forms are traps.

The table (`agencies.csv`) holds facts alone, each row with the place they were taken from.
"""

import csv
from functools import cache
from importlib.resources import files

import regex

from shared.value import Value


class Agency(Value):
    """One agency: the `name` used in reports, its `forms` in running text, and its `codes` that count only in credits.

    `codes` are short or common words (`AP`, `ANSA`, `PA`): alone in a sentence they may be anything. `traps` are what a
    form may mean besides: an article that writes one of them out means that. `source` says whence the row was taken.
    """

    name: str
    country: str
    language: str
    forms: tuple[str, ...]
    codes: tuple[str, ...]
    domains: tuple[str, ...]
    state: bool
    traps: tuple[str, ...]
    source: str


def _table() -> tuple[Agency, ...]:
    with files("services.segmenter").joinpath("agencies.csv").open(encoding="utf-8") as stream:
        return tuple(map(_row, csv.DictReader(stream)))


def _row(cells: dict[str, str]) -> Agency:
    several = {key: tuple(x for x in cells[key].split("|") if x) for key in ("forms", "codes", "domains", "traps")}
    return Agency.model_validate({**cells, **several, "state": cells["state"] == "state"})


AGENCIES = _table()


def named(text: str | None) -> tuple[str, ...]:
    """The agencies that a credit, byline or dateline names, in printed order; short codes count (`(AP)`, `PA`)."""
    return _found(_credit_pattern(), text)


def self_named(text: str) -> tuple[str, ...]:
    """The agencies whose full name stands in running text, where a short code may be anything."""
    return _found(_text_pattern(), text)


def trapped(text: str) -> frozenset[str]:
    """The agencies whose printed form means something else here, since the text writes that out."""
    low = text.casefold()
    return frozenset(name for trap, name in _traps() if trap in low)


def of_domain(host: str | None) -> str | None:
    """The agency whose own site `host` is (`apnews.com`, `www.reuters.com`)."""
    labels = (host or "").lower().split(".")
    return next((_domains()[d] for k in range(len(labels)) if (d := ".".join(labels[k:])) in _domains()), None)


def is_agency(outlet: str | None) -> str | None:
    """The agency that an outlet's name is, as a whole (`The Associated Press`, `Reuters`), else None."""
    bare = regex.sub(r"^(?:the|la|l'|die|el)\s+", "", (outlet or "").strip(), flags=regex.I)
    return _whole_names().get(bare.casefold())


def _found(patterns: tuple[regex.Pattern[str], dict[str, str]], text: str | None) -> tuple[str, ...]:
    pattern, owner = patterns
    hits = (
        owner[m.group().casefold()] if m.group().casefold() in owner else owner[m.group()]
        for m in pattern.finditer(text or "")
    )
    return tuple(dict.fromkeys(hits))


@cache
def _credit_pattern() -> tuple[regex.Pattern[str], dict[str, str]]:
    forms = {f: a.name for a in AGENCIES for f in a.forms}
    codes: dict[str, str] = {}
    for agency in AGENCIES:
        for code in agency.codes:
            codes.setdefault(code, agency.name)
    return _pattern(forms, codes), _folded(forms) | codes


@cache
def _text_pattern() -> tuple[regex.Pattern[str], dict[str, str]]:
    forms = {f: a.name for a in AGENCIES for f in a.forms}
    return _pattern(forms, {}), _folded(forms)


def _folded(forms: dict[str, str]) -> dict[str, str]:
    return {form.casefold(): name for form, name in forms.items()}


def _pattern(forms: dict[str, str], codes: dict[str, str]) -> regex.Pattern[str]:
    """Longest first, so that `Australian Associated Press` and `Associated Press of Pakistan` are not taken for AP."""
    both = [(f, f"(?i:{regex.escape(f)})") for f in forms] + [(c, regex.escape(c)) for c in codes]
    ordered = "|".join(p for _, p in sorted(both, key=lambda row: (-len(row[0]), row[0])))
    return regex.compile(
        rf"(?:(?<![\p{{L}}\p{{N}}\-])|(?<=\p{{Han}})|(?=\p{{Han}}))(?:{ordered})(?:(?![\p{{L}}\p{{N}}])|(?<=\p{{Han}}))"
    )


@cache
def _traps() -> tuple[tuple[str, str], ...]:
    return tuple((trap.casefold(), agency.name) for agency in AGENCIES for trap in agency.traps)


@cache
def _domains() -> dict[str, str]:
    return {domain: agency.name for agency in AGENCIES for domain in agency.domains}


@cache
def _whole_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for agency in AGENCIES:
        for form in (agency.name, *agency.forms, *agency.codes):
            names.setdefault(form.casefold(), agency.name)
    return names
