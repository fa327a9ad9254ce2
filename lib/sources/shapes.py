"""What the records of every source have in common: what names a ruling, and where it can be read."""

import re

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


def address_of(serial: str) -> str:
    """Where the ruling of a 판례일련번호 can be read by everybody."""
    return f"https://www.law.go.kr/LSW/precInfoP.do?precSeq={serial}"
