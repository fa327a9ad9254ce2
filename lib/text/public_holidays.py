"""The public holidays of Korea: those of the moon, substitutes and one-off days come from a library pinned new enough."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=32)
def public_holidays(year: int) -> dict[date, str]:
    """Every public holiday of a year with its Korean name: `추석 다음날`, `개천절 대체 휴일`."""
    return dict(holidays.country_holidays("KR", years=year, language="ko").items())
