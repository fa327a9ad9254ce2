"""What the records of every source have in common: what names a ruling, and where it can be read."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from lib.domain.ruling import Precedent
from lib.sources.workbook import OF_1900
from lib.text.citations import is_case_number, written_case_number
from lib.text.numbers import find_dates
from lib.text.said import said
from lib.text.spelling import LOST, plain, squeeze

_HANGUL = re.compile(r"[가-힣]")

# Only addresses of the public record, and none that carries somebody's OC. A browser reads them the
# same way: no port, user or backslash may stand in them.
_PUBLIC = re.compile(
    r"https://(?:(?:www\.)?law\.go\.kr|sanjaecase\.comwel\.or\.kr)/(?!.*[?&]OC=)[^\s\"'<>\\@]*", re.IGNORECASE
)


LONGEST_TEXT = 1_000_000
"""Characters of a ruling; the longest published ones have some 300,000."""
# Joined cases have many numbers; every line of a record is shown and filtered by as it stands.
_LONGEST_NUMBER, _LONGEST_COURT, _LONGEST_LINE = 500, 60, 1_000


def problem_of(case_number: str, court: str, *lines: str, text: str = "") -> str:
    """Why these cannot name a ruling (a Korean sentence); empty when they can.

    `lines` are the other lines of its record, `text` the ruling itself: only their length counts.
    """
    if not case_number:
        return said("사건번호가 없습니다.")
    if not is_case_number(case_number):
        return said("사건번호의 모양이 아닙니다: {words}", words=case_number[:40])
    if not court:
        return said("법원명이 없습니다.")
    if not _HANGUL.search(court):
        return said("법원명이 아닙니다: {words}", words=court[:40])
    for name, value, most in (
        (said("사건번호"), case_number, _LONGEST_NUMBER),
        (said("법원명"), court, _LONGEST_COURT),
        *((said("사건명이나 다른 칸"), line, _LONGEST_LINE) for line in lines),
        (said("판결문"), text, LONGEST_TEXT),
    ):
        if len(value) > most:
            return said(
                "{column}이(가) 너무 깁니다({n}자, 한도 {most}자).",
                column=name,
                n=f"{len(value):,}",
                most=f"{most:,}",
            )
    return ""


def one_line(written: str) -> str:
    """A value in the one plain form, without line breaks or white space around it."""
    return " ".join(plain(written).split())


def number_of(written: str) -> str:
    """A 사건번호 as one line, without the court, the day and 판결 that some write with it."""
    return written_case_number(one_line(written))


def court_of(written: str) -> str:
    """A 법원명 as one line, without the blanks that tables put into the name itself: `서울 행정법원` → `서울행정법원`.

    The blank before a branch or a chamber stays: `춘천지방법원 강릉지원`.
    """
    words = one_line(written)
    name = _COURT_NAME.match(words)
    return squeeze(name[0]) + words[name.end() :] if name else words


_COURT_NAME = re.compile(r"[가-힣]{1,2}(?:\s*[가-힣]){0,7}?\s*법\s*원")


def serial_of(written: str) -> str | None:
    """A 판례일련번호; None for what is none."""
    return written if written.isascii() and written.isdigit() else None


def public_address(address: str | None) -> str | None:
    """The address where it is one of the public record and carries nobody's key; None otherwise."""
    return address if address and _PUBLIC.fullmatch(address) else None


def address_of(serial: str | None, written: str = "") -> str | None:
    """Where everybody can read a ruling: the address its record gives, else that of its 판례일련번호."""
    if address := public_address(written):
        return address
    return serial and f"https://www.law.go.kr/LSW/precInfoP.do?precSeq={serial}"


def day_of(written: str, first_day: date = OF_1900) -> date | None:
    """The day of a decision as records write it, with 선고, a time or a weekday beside it; None for what tells none.

    `2031. 3. 4. 선고`, `'31.3.4.`, `20310304`, `2031-03-04T00:00:00Z`; the number of a day since `first_day`, as
    spreadsheets keep it, and the milliseconds since 1970 that programs write. What stands for no day (0001-01-01, 미상) and
    days that no calendar or no court of Korea has are None.
    """
    words = one_line(written)
    if number := _NUMBER.fullmatch(words):
        days = int(number[1])
        return _of_courts(first_day + timedelta(days)) if len(number[1]) <= _LONGEST_SERIAL else _at(days)
    found = {(each.year, each.month, each.day) for each in find_dates(_TIME.sub(" ", words)) if each.day}
    if len(found) != 1:
        return None
    year, month, day = found.pop()
    try:
        return _of_courts(date(year or 0, month or 0, day or 0))
    except ValueError:
        return None


def day_unknown(written: str) -> str:
    """What is said of a ruling whose day could not be read (a Korean sentence)."""
    return said("선고일자를 읽지 못해 날짜 없이 넣었습니다: {words}", words=one_line(written)[:40])


def lost_characters(columns: Iterable[str]) -> str:
    """What is said of a ruling some of whose characters did not arrive (a Korean sentence); empty for no column."""
    named = ", ".join(columns)
    return said("{columns}에 깨진 글자가 있어 그 자리에 �를 넣었습니다.", columns=named) if named else ""


def lost_in(ruling: Precedent) -> str:
    """The same of a ruling that was read."""
    parts = {"사건명": ruling.title, "판결문": ruling.text}
    return lost_characters(name for name, part in parts.items() if LOST in part)


_LONGEST_SERIAL = 5
_NUMBER = re.compile(r"(\d{5}|\d{12,13})(?:\.\d+)?")
# An hour beside a day; that of a place follows it.
_TIME = re.compile(
    r"(?:T|\b)\s*(?:오전|오후|[AP]M)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M|Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def _of_courts(day: date) -> date | None:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _at(milliseconds: int) -> date | None:
    return _of_courts(datetime.fromtimestamp(milliseconds / 1000, UTC).date())
