"""What somebody asks about: the benefits that their words name, and the word that names none."""

from enum import StrEnum

from lib.domain.given import Given
from lib.domain.taxonomy import KindB, KindC
from lib.text.said import said


class Asked(StrEnum):
    """A benefit that somebody may ask about."""

    AVERAGE_WAGE = "평균임금"
    PARTLY_OFF = "부분휴업급여"
    WAGE_LOSS = "휴업급여"
    RENEWED = "재요양"
    IMPAIRMENT = "장해급여"
    SURVIVORS = "유족급여"
    FUNERAL = "장례비"
    CARE = "간병급여"
    SEVERE = "상병보상연금"
    DUST = "진폐"


_WORDS: dict[Asked, tuple[str, ...]] = {
    Asked.RENEWED: ("재요양",),
    Asked.AVERAGE_WAGE: ("평균임금", "평균보수"),
    Asked.SEVERE: ("상병보상", "상병연금", "중증요양"),
    Asked.DUST: ("진폐",),
    Asked.PARTLY_OFF: ("부분휴업",),
    Asked.WAGE_LOSS: ("휴업",),
    Asked.IMPAIRMENT: ("장해",),
    Asked.SURVIVORS: ("유족",),
    Asked.FUNERAL: ("장례", "장의"),
    Asked.CARE: ("간병",),
}


def asked_about(given: Given) -> tuple[Asked, ...]:
    """The benefits that the words of `kind` name."""
    told = given.kind_words
    return tuple(asked for asked, words in _WORDS.items() if any(word in told for word in words))


# What else may stand there: the benefit without money of its own, and how the harm came about.
_NO_MONEY = (
    *KindB,
    *KindC,
    *("사고", "질병", "부상", "사망", "출퇴근", "치료", "산재", "재해", "병원비", "모름"),
)


def unknown_kind(given: Given) -> str:
    """That `kind` names no benefit, as a sentence; empty where it names one, or nothing at all."""
    told = given.kind_words
    if not told or asked_about(given) or told.isascii() or any(word in told for word in _NO_MONEY):
        return ""
    names = ", ".join(asked for asked in Asked if asked is not Asked.RENEWED)
    return said(
        "'{kind}'라는 산재보험 급여는 없습니다. 다음 가운데서 적어 주세요: {names}.",
        kind=told[:40],
        names=names,
    )
