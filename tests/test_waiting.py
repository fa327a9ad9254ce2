"""What Retry-After headers say, whoever sends them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from lib.waiting import retry_after


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        (" 7 ", 7.0),
        ("9" * 40, 999_999_999.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Fri, 31 Dec 2030 23:59:59 +99999999999999", None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_seconds_asked_for(header: str, seconds: float | None) -> None:
    assert retry_after(header) == seconds


def test_a_date_at_the_end_of_the_calendar() -> None:
    asked = retry_after("Fri, 31 Dec 9999 23:59:59 -1200")
    assert asked is not None and asked > 1e11


def test_a_date_to_come() -> None:
    asked = retry_after(format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True))
    assert asked is not None and 3_500 < asked <= 3_600
