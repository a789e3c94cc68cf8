"""Addresses of pages: one canonical form, so that the same page reached by two links is one page."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MAX_URL_CHARS = 2000

_TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "cmpid",
    "smid",
    "ncid",
    "_ga",
)

_PARTED_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_-]|$)", re.I)
_JOINED_DAY = re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")
_MONTHS: list[str] = [*"jan feb mar apr may jun jul aug sep oct nov dec".split()]


def canonical_url(raw: str) -> str | None:
    """`raw` with scheme and host in lower case, no default port, fragment or tracking keys; None if no web address.

    RFC 3986 section 6.2.2; the query's other keys are kept in order, since old sites name the article there.
    """
    text = raw.strip()
    if len(text) > MAX_URL_CHARS or any(c in text for c in ' \n\t<>"\x00'):
        return None
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKING)]
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", urlencode(query), ""))


def date_in(url: str) -> str | None:
    """The day in an address's path (`/2025/04/02/`, `/2025/apr/2/`, `-20250402`) as an ISO date."""
    match = _PARTED_DAY.search(urlsplit(url).path) or _JOINED_DAY.search(urlsplit(url).path)
    if not match:
        return None
    year, month, day = match.groups()
    number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else int(month) if month.isdigit() else 0
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
