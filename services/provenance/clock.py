"""Printed times as seconds, where they say enough to be compared."""

from datetime import datetime


def seconds(stamp: str | None) -> float | None:
    """Seconds since 1970 of an ISO 8601 time with its hour; None for a date alone, which may be any hour of it."""
    if not stamp or "T" not in stamp:
        return None
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return when.timestamp() if when.tzinfo else None
