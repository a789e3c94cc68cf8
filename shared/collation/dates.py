"""Days and hours as they are printed: what a desk says anew when it takes a text on another day or in another zone."""

from dataclasses import dataclass

import regex

_WEEKDAYS = (
    "Monday Mon Montag lundi lunes",
    "Tuesday Tues Tue Dienstag mardi martes",
    "Wednesday Wed Mittwoch mercredi miércoles",
    "Thursday Thurs Thur Thu Donnerstag jeudi jueves",
    "Friday Fri Freitag vendredi viernes",
    "Saturday Sat Samstag Sonnabend samedi sábado",
    "Sunday Sun Sonntag dimanche domingo",
)
_MONTHS = (
    "January Jan Januar janvier enero",
    "February Feb Februar février febrero",
    "March Mar März mars marzo",
    "April Apr avril abril",
    "May Mai mai mayo",
    "June Jun Juni juin junio",
    "July Jul Juli juillet julio",
    "August Aug août agosto",
    "September Sept Sep septembre septiembre",
    "October Oct Oktober octobre octubre",
    "November Nov novembre noviembre",
    "December Dec Dezember décembre diciembre",
)
_DAY_OF = {name: n for n, names in enumerate(_WEEKDAYS) for name in names.split()}
_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
_DAY, _MONTH = (f"(?:{'|'.join(sorted(names, key=len, reverse=True))})" for names in (_DAY_OF, _MONTH_OF))
_SPAN = r"(?:week|month|year|night|evening|morning|afternoon|day|summer|winter|spring|autumn|fall|weekend)"
_BEFORE = r"(?:\b(?:on|in|by|at|am|im|el|le|late|early|since|until) )?"
_YEAR = r"(?:,? \d{4}\b)?"
_NAMED = "today|yesterday|tomorrow|tonight|overnight|heute|gestern|morgen|ayer|hoy|hier|aujourd.hui"
_WAYS = (
    r"(?P<iso>\b\d{4}-\d\d-\d\d\b)",
    rf"{_BEFORE}(?P<day>\b\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:of |de )?(?P<month>{_MONTH})\b\.?{_YEAR}",
    rf"{_BEFORE}(?P<month2>\b{_MONTH})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d){_YEAR}",
    r"(?P<clock>\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b|\bnoon\b|\bmidnight\b)"
    r"(?: (?:GMT|UTC|BST|EST|EDT|CET)\b| local time)?",
    rf"{_BEFORE}(?:\b(?:last|next|this|late|early) )?(?P<weekday>\b{_DAY})\b(?: (?:morning|afternoon|evening|night))?",
    rf"{_BEFORE}(?:\b(?:earlier|later|early|late) )?\b(?:in|last|next|this) (?P<month3>{_MONTH})\b",
    rf"(?P<relative>(?i:\b(?:{_NAMED})\b"
    rf"|{_BEFORE}\b(?:(?:earlier|later) )?(?:last|next|this|the previous|the following) {_SPAN}\b"
    rf"|\b(?:an?|\d+|two|three|four|five|six) {_SPAN}s? (?:ago|earlier)\b))",
)
_PRINTED = regex.compile("|".join(_WAYS))


@dataclass(frozen=True, slots=True)
class Moment:
    """One printed time: `kind` is how it is given, `key` what it says in that way, `text` how it is printed."""

    kind: str
    key: str
    text: str


def moments(text: str) -> tuple[list[Moment], str]:
    """The times a sentence prints, and the sentence without them."""
    return [_moment(m) for m in _PRINTED.finditer(text)], _PRINTED.sub(" ", text)


def contradict(gone: list[Moment], come: list[Moment]) -> bool:
    """Is another day or hour given, in the same way? What is said relative to the day of print contradicts nothing."""
    kinds = {m.kind for m in gone}
    return bool(gone) and kinds == {m.kind for m in come} and "relative" not in kinds


def _moment(found: regex.Match[str]) -> Moment:
    groups, text = found.groupdict(), found.group()
    if groups["iso"]:
        _, month, day = groups["iso"].split("-")
        return Moment("day", f"{int(month)}-{int(day)}", text)
    if groups["day"] or groups["day2"]:
        month = _MONTH_OF[groups["month"] or groups["month2"]]
        return Moment("day", f"{month}-{int(groups['day'] or groups['day2'])}", text)
    if groups["clock"]:
        return Moment("clock", _clock(groups["clock"]), text)
    if groups["weekday"]:
        return Moment("weekday", str(_DAY_OF[groups["weekday"]]), text)
    if groups["month3"]:
        return Moment("month", str(_MONTH_OF[groups["month3"]]), text)
    return Moment("relative", text.casefold(), text)


def _clock(text: str) -> str:
    if text in ("noon", "midnight"):
        return "12:00" if text == "noon" else "0:00"
    hour, *minutes = regex.findall(r"\d+", text)
    half = regex.search(r"[ap](?=\.?m)", text)
    past = int(hour) % 12 + (12 if half and half.group() == "p" else 0) if half else int(hour)
    return f"{past}:{minutes[0] if minutes else '00'}"
