"""What the records of every source have in common: what names a ruling, and where it can be read."""

import re

from lib.text.citations import is_case_number, written_case_number
from lib.text.spelling import plain

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
        return "사건번호가 없습니다."
    if not is_case_number(case_number):
        return f"사건번호의 모양이 아닙니다: {case_number[:40]}"
    if not court:
        return "법원명이 없습니다."
    if not _HANGUL.search(court):
        return f"법원명이 아닙니다: {court[:40]}"
    for name, value, most in (
        ("사건번호", case_number, _LONGEST_NUMBER),
        ("법원명", court, _LONGEST_COURT),
        *(("사건명이나 다른 칸", line, _LONGEST_LINE) for line in lines),
        ("판결문", text, LONGEST_TEXT),
    ):
        if len(value) > most:
            return f"{name}이(가) 너무 깁니다({len(value):,}자, 한도 {most:,}자)."
    return ""


def one_line(written: str) -> str:
    """A value in the one plain form, without line breaks or white space around it."""
    return " ".join(plain(written).split())


def number_of(written: str) -> str:
    """A 사건번호 as one line, without the court, the day and 판결 that some write with it."""
    return written_case_number(one_line(written))


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
