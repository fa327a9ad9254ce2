"""How a ruling is cited: the form that lawyers use, and the place of a quotation in its reasons."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from lib.domain.ruling import Precedent
from lib.domain.sections import Part, Sections, numbering_of
from lib.text.citations import find_case_numbers, normal_case_number, normal_court, read_case_number
from lib.text.numbers import find_dates
from lib.text.spelling import plain, squeeze
from lib.text.statutes import find_statutes, stands_today

# 사건부호 of orders (결정): applications, appeals against orders, and their kind.
_ORDERS = frozenset(["아", "루", "무", "부", "카합", "카단", "라", "마", "그"])


def cite(precedent: Precedent, undated: str = "") -> str:
    """`대법원 2014. 7. 24. 선고 2013두25276 판결`; where the day is not known `undated` in its place, else no 선고.

    A branch that stands before the number (`(창원)2018누10258`) is written behind its court.
    """
    court, number = precedent.court, precedent.case_number
    if branch := re.match(r"\(([가-힣]+)\)\s*", number):
        number = number[branch.end() :]
        court = court if branch[1] in court else f"{court}({branch[1]})"
    read, day = read_case_number(number), decision_day(precedent)
    is_order = read is not None and read.kind.removeprefix("준").removeprefix("재") in _ORDERS
    kind, date = ("결정" if is_order else "판결"), f"{day.year}. {day.month}. {day.day}." if day else undated
    made = f"{date}자" if is_order else f"{date} 선고"
    return " ".join([court, *([made] if date else []), number, kind])


def decision_day(precedent: Precedent) -> date | None:
    """선고일: as the source gives it, or as the ruling itself ends (the Supreme Court dates its rulings).

    A text that a person's file lent to a ruling dates it not.
    """
    if precedent.decided_on or precedent.text_source:
        return precedent.decided_on
    tail = precedent.plain_text[-_TAIL:]
    for found in find_dates(tail):
        before, after = tail[: found.start].rstrip(), tail[found.end :].lstrip(" .")
        # A line of its own behind the sentence that closes a ruling; the judges' names follow.
        if before.rstrip(".").endswith("판결한다") and after[:1] in ("", "\n") and found.year:
            with suppress(ValueError):
                return date(found.year, found.month or 0, found.day or 0)
    return None


# Characters in which the closing sentence, the day and the judges' names stand.
_TAIL = 400


def place_of(sections: Sections, offset: int) -> str:
    """Where in the ruling a quotation stands: `이유 제2의 라. 2)항`, `판결요지`; empty where no part tells.

    The numbering counts only as far as its numbers follow on one another; a doubtful one is left out.
    """
    holding = [section for section in sections.parts if section.start <= offset < section.end]
    if not holding:
        return ""
    reasons = next((section for section in holding if section.part is Part.REASONS), None)
    if reasons is None:
        return holding[0].part.value
    return " ".join([Part.REASONS.value, *_written(numbering_of(sections.text, reasons, offset))])


# `2.`, `라.`, `2)` as lawyers write it: 제2의 라. 2)항.
def _written(markers: Sequence[str]) -> list[str]:
    if not markers:
        return []
    first, *rest = markers
    if first.rstrip(".").isdigit():
        first = f"제{first.rstrip('.')}" + ("의" if rest else "")
    return [" ".join([first, *rest]) + "항"]


def former_statutes(precedent: Precedent, statutes: Sequence[str]) -> frozenset[str]:
    """Those of a ruling's statutes that are 구법: no longer in the law, or called 구 by the ruling."""
    called = {found.cited for found in find_statutes(precedent.plain_text) if found.is_former}
    return frozenset(each for each in statutes if each in called or stands_today(each) is False)


# Characters behind the number in which a page may name the court.
_BEHIND = 80


def is_headed_by(text: str, precedent: Precedent) -> bool | None:
    """Whether the first case number in a text is this ruling's, with its court; None where it names none.

    The court stands before the number or in the same line behind it; its branch may be left out.
    """
    named = next(iter(find_case_numbers(text)), None)
    if named is None:
        return None
    court = normal_court(precedent.court).partition("(")[0]
    names_court = (
        normal_court(named.court).startswith(court)
        if named.court
        else court in squeeze(plain(text[: named.end + _BEHIND]))
    )
    return names_court and named.number == normal_case_number(precedent.case_number)
