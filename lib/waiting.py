"""How long a server asks to be left alone."""

import email.utils
from datetime import UTC, datetime


def retry_after(header: str) -> float | None:
    """Seconds that a Retry-After header asks for: a number or an HTTP date (RFC 9110 §10.2.3).

    None where it says neither, or a date that no calendar holds.
    """
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = email.utils.parsedate_to_datetime(header)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
