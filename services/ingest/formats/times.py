"""Times as files print them, as ISO 8601: with offset where the zone is known, else the date alone, else nothing."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dateutil import parser as dateutil_parser

from services.ingest.formats.calendar_words import in_english

MAX_TIME_CHARS = 80  # the longest printed stamp ("Wednesday, 14 September 2022 ...") has about 60
YEARS = range(1800, 2101)  # outside lies a typing slip or a machine's zero, not a newspaper

# Only abbreviations that name one offset wherever news is printed; IST, CST, AST and the like name several.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "SAST": 2, "EEST": 3,
    "MSK": 3, "EAT": 3, "PKT": 5, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "HST": -10,
}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?", re.I
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SLASHED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_CHANGED = (
    "updated|modified|edited|aktualisiert|geändert|zuletzt aktualisiert|mis à jour|mise à jour|modifié|"
    "actualizado|modificado|aggiornato|modificato|ultimo aggiornamento|atualizado|atualização|bijgewerkt|"
    "gewijzigd|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|zaktualizowano|aktualizováno|aktualizované|"
    "frissítve|actualizat|обновлено|оновлено|güncelleme|güncellenme|diperbarui|cập nhật|更新|수정|تحديث"
)
_PUBLISHED = (
    "published|posted|date|veröffentlicht|erschienen|stand|publié|publiée|publicado|publicada|pubblicato|"
    "gepubliceerd|publicerad|publisert|offentliggjort|udgivet|julkaistu|opublikowano|publikováno|publikované|"
    "megjelent|publicat|опубликовано|опубліковано|yayınlanma|giriş|dipublikasikan|xuất bản|公開|発行|發佈|发布|입력|نشر"
)
_LABEL = re.compile(
    rf"^\W*(?:first |last |le |am |el |il )?(?:{_CHANGED}|{_PUBLISHED})(?!\w)(?: (?:in|tarihi|dernière))?[\s:,|–.-]*"
    r"(?:(?:on|at|am|le|el|il|em|den|op|pada)\b[\s:]*)?",
    re.I,
)
_IS_CHANGED = re.compile(rf"(?<!\w)(?:{_CHANGED})(?!\w)", re.I)
_BEHIND = re.compile(r"\s+(?:by\b.*|\([^)]*\d:\d\d[^)]*\))$", re.I)  # who wrote it, the same time in another zone
_A, _B = datetime(2000, 1, 1), datetime(2001, 2, 2)


def iso_time(raw: str) -> str | None:
    """`raw` as ISO 8601 with offset, as a date alone where the zone is not known, or None.

    Reads ISO 8601, RFC 5322, seconds since 1970 and printed stamps in the languages of `calendar_words`.
    """
    text = " ".join(raw.split())
    if not text or len(text) > MAX_TIME_CHARS:
        return None
    for reading in (_from_iso, _from_epoch, _from_mail, _from_print, _from_abroad):
        try:
            found = reading(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found:
            return found
    return None


def printed_time(line: str) -> tuple[str, str] | None:
    """A line that is a time stamp and nothing else, as (`published_at` or `modified_at`, ISO time); else None."""
    text = " ".join(line.split())
    if not 8 <= len(text) <= MAX_TIME_CHARS or not re.search(r"\d", text):
        return None
    bare = _BEHIND.sub("", _LABEL.sub("", text).split("|")[0].strip())
    found = iso_time(bare)
    if not found:
        return None
    return ("modified_at" if _IS_CHANGED.search(text) else "published_at"), found


def _from_iso(text: str) -> str | None:
    m = _ISO.fullmatch(text)
    if not m:
        return None
    year, month, day, hour, minute, second, zone = m.groups()
    date = datetime(int(year), int(month), int(day))
    if hour is None or zone is None:
        return _checked(date).date().isoformat()
    moment = date.replace(hour=int(hour), minute=int(minute), second=int(second or 0), tzinfo=_offset(zone))
    return _checked(moment).isoformat()


def _offset(zone: str) -> timezone:
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _from_epoch(text: str) -> str | None:
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", text):
        return None
    seconds = float(text)
    return _checked(datetime.fromtimestamp(int(seconds / 1000 if seconds > 1e11 else seconds), UTC)).isoformat()


def _from_mail(text: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d?:\d\d", text):
        return None
    moment = _checked(parsedate_to_datetime(text))
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def _from_print(text: str) -> str | None:
    slashed = _SLASHED.search(text)
    if slashed and "." not in slashed[0] and slashed[1] != slashed[2] and max(map(int, slashed.groups()[:2])) <= 12:
        return None  # 03/04 is March in one country and April in another; 03.04. is no March
    if not _YEAR.search(text):
        return None
    clean = re.sub(r"(\d),(\d{4})\b", r"\1, \2", re.sub(r"\b([ap])\.\s?m\.?", r"\1m", text, flags=re.I))
    clean = re.sub(r"\b[ECMP]T\b", "", clean)
    read = [dateutil_parser.parse(clean, default=d, tzinfos=_zone, dayfirst=bool(slashed)) for d in (_A, _B)]
    if read[0].date() != read[1].date():
        return None
    moment = _checked(read[0])
    has_clock = re.search(r"\d:\d\d|\d\s?[ap]m\b", clean, re.I)
    return moment.isoformat() if has_clock and moment.tzinfo else moment.date().isoformat()


def _from_abroad(text: str) -> str | None:
    english = in_english(text) if _YEAR.search(text) else text
    return _from_iso(english) or _from_print(english) if english != text else None


def _zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None


def _checked(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("no year of a newspaper")
    return moment
