"""Times and addresses as files print them come out in one form, or not at all."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.formats.addresses import canonical_url, date_in
from services.ingest.formats.times import iso_time, printed_time


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
        ("03.04.2025", "2025-04-03"),
        ("2 avril 2025 à 6h30", "2025-04-02"),
        ("2. April 2025, 6.30 Uhr MESZ", "2025-04-02T06:30:00+02:00"),
        ("miércoles, 2 de abril de 2025", "2025-04-02"),
        ("2 апреля 2025 г. в 06:30", "2025-04-02"),
        ("2025年4月2日 06時30分", "2025-04-02"),
        ("2025년 4월 2일 06:30", "2025-04-02"),
        ("Ngày 2 tháng 4 năm 2025", "2025-04-02"),
        ("2 lipca i 3 sierpnia 2025", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_keep_what_is_known_of_them(printed: str, iso: str | None) -> None:
    """An offset only where the zone names one, a date where it does not, nothing where the day is in doubt."""
    assert iso_time(printed) == iso


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published 2 April 2025", ("published_at", "2025-04-02")),
        ("Last updated on April 2, 2025 at 06:30 GMT", ("modified_at", "2025-04-02T06:30:00+00:00")),
        ("Wednesday April 2, 2025 6:30 am PST by Orla Penhale", ("published_at", "2025-04-02T06:30:00-08:00")),
        ("April 2, 2025, 06:30 pm PT (09:30 pm ET)", ("published_at", "2025-04-02")),
        ("Veröffentlicht am 2. April 2025 um 06:30 Uhr", ("published_at", "2025-04-02")),
        ("Aktualisiert: 02.04.2025 - 06:30", ("modified_at", "2025-04-02")),
        ("Publié le 2 avril 2025", ("published_at", "2025-04-02")),
        ("Mis à jour le 2 avril 2025 à 06h30", ("modified_at", "2025-04-02")),
        ("Actualizado el 2 de abril de 2025", ("modified_at", "2025-04-02")),
        ("Pubblicato il 2 aprile 2025 alle 06:30", ("published_at", "2025-04-02")),
        ("Atualizado em 2 de abril de 2025 às 06h30", ("modified_at", "2025-04-02")),
        ("Bijgewerkt op woensdag 2 april 2025", ("modified_at", "2025-04-02")),
        ("Uppdaterad 2 april 2025 kl. 06.30", ("modified_at", "2025-04-02")),
        ("Обновлено: 2 апреля 2025", ("modified_at", "2025-04-02")),
        ("Three men were seen there on 2 April 2025", None),
        ("El 2 de abril de 2025 murieron tres hombres", None),
    ],
)
def test_a_line_that_is_a_stamp_and_nothing_else_is_one(line: str, found: tuple[str, str] | None) -> None:
    """In the words of many languages; a sentence that holds a date is none."""
    assert printed_time(line) == found


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://canal.example/2025/04/02/night-boat", "2025-04-02"),
        ("https://canal.example/world/2025/apr/2/night-boat", "2025-04-02"),
        ("https://canal.example/news/2025-04-02/", "2025-04-02"),
        ("https://canal.example/night-boat-20250402.html", "2025-04-02"),
        ("https://canal.example/2025/13/02/x", None),
        ("https://canal.example/2025/04/night-boat", None),
        ("https://canal.example/a/12025040299", None),
        ("https://canal.example/?d=2025/04/02", None),
        ("", None),
    ],
)
def test_the_day_in_an_address_is_read_from_its_path(url: str, day: str | None) -> None:
    """Only whole days, and only possible ones."""
    assert date_in(url) == day


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
