"""What makes a record a ruling at all, for every source: a case number and a court."""

import re
from datetime import date

from lib.text.citations import is_case_number

_HANGUL = re.compile(r"[가-힣]")


def problem_of(case_number: str, court: str) -> str:
    """Why these cannot name a ruling (a Korean sentence); empty when they can."""
    if not case_number:
        return "사건번호가 없습니다."
    if not is_case_number(case_number):
        return f"사건번호의 모양이 아닙니다: {case_number[:40]}"
    if not court:
        return "법원명이 없습니다."
    if not _HANGUL.search(court):
        return f"법원명이 아닙니다: {court[:40]}"
    return ""


def read_date(written: str) -> date | None:
    """A date as `20170829`, `2017-08-29`, `2017. 8. 29.` or `2017.08.29`; None for none (also 0000-00-00).

    Raises ValueError for anything else.
    """
    if not re.sub(r"[\s.\-/0]", "", written):
        return None
    match = re.fullmatch(
        r"(\d{4})\s*[-./년]?\s*(\d{1,2})\s*[-./월]?\s*(\d{1,2})\s*[.일]?(?:[ T]00:00(?::00)?)?",
        written.strip(),
    )
    if not match:
        raise ValueError(f"no date: {written[:20]}")
    return date(int(match[1]), int(match[2]), int(match[3]))
