"""What is said first to a person who no longer wants to live, and quietly beside every illness of the mind."""

from collections.abc import Callable

from lib.domain.taxonomy import Disease
from lib.guidance.turn_to import Place, places
from lib.search.read_by_words import Understood
from lib.text.said import Translate


def _phone(place: Place) -> str:
    return place.phone


def support(_: Translate = str, number: Callable[[Place], str] = _phone) -> str:
    """What a person in despair is told before anything else; `number` writes a place's telephone number.

    The emergency numbers stand there always: whether a means is at hand or something was done already is
    not for a reader of words to judge.
    """
    return _(
        "많이 힘드시지요. 혼자 견디지 마세요. 자살예방상담전화 {lifeline}에서 하루 24시간 이야기를 들어 줍니다. "
        "지금 위험하거나 이미 다치셨다면 바로 {ambulance}(구급)나 {police_call}(경찰)에 전화하세요."
    ).format(**_numbers(number))


def quiet_support(understood: Understood, _: Translate = str, number: Callable[[Place], str] = _phone) -> str:
    """What stands beside a case of an illness of the mind or a suicide; empty for any other."""
    diseases = (understood.disease_category, *(further.value for further in understood.further))
    if Disease.MENTAL not in diseases:
        return ""
    return _(
        "마음이 힘들 때는 자살예방상담전화 {lifeline}(하루 24시간)에 이야기할 수 있습니다. 가족이나 가까운 사람의 일로도 됩니다."
    ).format(**_numbers(number))


def first_said(
    needs_support: bool,
    understood: Understood,
    _: Translate = str,
    number: Callable[[Place], str] = _phone,
) -> str:
    """What is said before all else: to a person in despair, else quietly; empty where neither is called for."""
    return support(_, number) if needs_support else quiet_support(understood, _, number)


def _numbers(number: Callable[[Place], str]) -> dict[str, str]:
    return {name: number(places()[name]) for name in ("lifeline", "ambulance", "police_call")}
