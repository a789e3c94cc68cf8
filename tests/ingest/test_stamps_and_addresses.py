"""Times and addresses as files print them come out in one form, or not at all."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.formats.addresses import canonical_url
from services.ingest.formats.times import iso_time


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2025-04-02T06:30:00Z", "2025-04-02T06:30:00+00:00"),
        ("2025-04-02T06:30:00.123+0530", "2025-04-02T06:30:00+05:30"),
        ("20250402T063000-0700", "2025-04-02T06:30:00-07:00"),
        ("2025-04-02 06:30", "2025-04-02"),
        ("2025-04-02", "2025-04-02"),
        ("Wed, 02 Apr 2025 06:30:00 -0700", "2025-04-02T06:30:00-07:00"),
        ("1743575400", "2025-04-02T06:30:00+00:00"),
        ("1743575400000", "2025-04-02T06:30:00+00:00"),
        ("April 2, 2025 6:30 a.m. EDT", "2025-04-02T06:30:00-04:00"),
        ("2 April,2025 06:30 AM IST", "2025-04-02"),
        ("Wednesday 2 April 2025", "2025-04-02"),
        ("13/04/2025", "2025-04-13"),
        ("03/04/2025", None),
        ("April 2025", None),
        ("06:30", None),
        ("0001-01-01T00:00:00Z", None),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_keep_what_is_known_of_them(printed: str, iso: str | None) -> None:
    """An offset only where the zone names one, a date where it does not, nothing where the day is in doubt."""
    assert iso_time(printed) == iso


@given(st.datetimes(timezones=st.timezones(), min_value=datetime(1950, 1, 1)).filter(
    lambda t: t.year < 2090 and t.utcoffset().total_seconds() % 60 == 0))  # fmt: skip
def test_a_stamp_in_iso_form_names_the_same_instant(moment) -> None:
    """What is read and what was written are the same moment, to the second."""
    written = moment.replace(microsecond=0).isoformat()
    assert datetime.fromisoformat(iso_time(moment.isoformat()) or "") == datetime.fromisoformat(written)


@given(st.text(max_size=60))
def test_a_time_once_read_reads_the_same_again(text: str) -> None:
    """Normal form is a fixed point, and no text raises."""
    once = iso_time(text)
    assert once is None or iso_time(once) == once


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        (
            "HTTPS://WWW.Canal.Example:443/News/1?utm_source=x&id=7&fbclid=9#top",
            "https://www.canal.example/News/1?id=7",
        ),
        ("http://canal.example", "http://canal.example/"),
        ("http://canal.example:8080/a", "http://canal.example:8080/a"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("/relative", None),
        ("https://canal.example/a b", None),
        ("http://[broken", None),
        ("http://a.example:99999/", None),
    ],
)
def test_addresses_have_one_form(printed: str, address: str | None) -> None:
    """Case of the host, default ports, fragments and tracking keys do not make another page."""
    assert canonical_url(printed) == address


@given(st.text(max_size=80).map(lambda t: "https://canal.example/" + t))
def test_a_canonical_address_is_canonical(text: str) -> None:
    """Normal form is a fixed point, and no text raises."""
    once = canonical_url(text)
    assert once is None or canonical_url(once) == once
