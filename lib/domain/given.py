"""What a person gives for their amounts to be worked out: wages, days, grade, family, care. Everything is optional."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from lib.text.said import Said, said

FIRST_DAY = date(1964, 7, 1)
"""When the insurance began (산업재해보상보험법, 법률 제1438호): an earlier day of a case is a slip."""

FIRST_YEAR, OLDEST = FIRST_DAY.year, 120
GRADES = range(1, 15)
"""Grades of impairment, the first the heaviest."""

MOST_WON = 10**10
"""What nobody earns in a day or is paid in a month; more is a slip of the hand."""

MOST_DAYS = 36_600


def _money(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("돈은 숫자로 적습니다. 예: 3000000")
    if isinstance(value, str):
        value = re.sub(r"[,\s원]", "", value)
    # So that no binary fraction comes in between.
    return str(value) if isinstance(value, float) else value


def _number(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("숫자로 적습니다.")
    if isinstance(value, str) and (found := re.fullmatch(r"\s*제?(-?\d{1,6})\s*[가-힣]?\s*", value)):
        return found[1]
    return value


def _empty_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in ("", "모름") else value


def _yes_or_no(value: object) -> object:
    words = {"예": True, "네": True, "아니오": False, "아니요": False}
    return words.get(value, value) if isinstance(value, str) else value


Won = Annotated[Decimal, BeforeValidator(_money)]
Number = Annotated[int, BeforeValidator(_number)]
Word = Annotated[str, Field(max_length=300)]


def _squeezed(text: str) -> str:
    return re.sub(r"[\sㆍ·]", "", text)


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @field_validator("*", mode="before")
    @classmethod
    def _unknown(cls, value: object) -> object:
        return _empty_is_unknown(value)


class Pay(_Told):
    """What was paid for a stretch of days, both ends included."""

    from_: date = Field(alias="from")
    to: date
    won: Won


class Relation(StrEnum):
    """How somebody belongs to the worker; the order is that of 법 제63조 제3항."""

    SPOUSE = "배우자"
    CHILD = "자녀"
    PARENT = "부모"
    GRANDCHILD = "손자녀"
    GRANDPARENT = "조부모"
    SIBLING = "형제자매"


_CALLED = {
    Relation.SPOUSE: (
        "배우자",
        "아내",
        "남편",
        "처",
        "사실혼",
        "사실혼배우자",
        "부인",
        "spouse",
        "wife",
        "husband",
    ),
    Relation.CHILD: ("자녀", "아들", "딸", "자식", "양자", "양녀", "아이", "child", "son", "daughter"),
    Relation.PARENT: (
        "부모",
        "아버지",
        "어머니",
        "부",
        "모",
        "부친",
        "모친",
        "양부모",
        "양부",
        "양모",
        "parent",
        "father",
        "mother",
    ),
    Relation.GRANDCHILD: ("손자녀", "손자", "손녀", "외손자", "외손녀", "grandchild"),
    Relation.GRANDPARENT: (
        "조부모",
        "할아버지",
        "할머니",
        "조부",
        "조모",
        "외할아버지",
        "외할머니",
        "grandparent",
    ),
    Relation.SIBLING: (
        "형제자매",
        "형제",
        "자매",
        "형",
        "오빠",
        "누나",
        "언니",
        "동생",
        "남동생",
        "여동생",
        "sibling",
        "brother",
        "sister",
    ),
}


def _relation(value: object) -> object:
    if isinstance(value, str):
        word = re.sub(r"\s|\(.*?\)", "", value).lower()
        found = [relation for relation, names in _CALLED.items() if word in names]
        if not found:
            raise ValueError(
                "유족은 배우자, 자녀, 부모, 손자녀, 조부모, 형제자매입니다. 이 가운데 하나로 적어 주세요."
            )
        return found[0]
    return value


class Survivor(_Told):
    """One of the family. `together`: whether they lived on one household's means with the worker."""

    relation: Annotated[Relation, BeforeValidator(_relation)]
    birth_date: date | None = None
    together: Annotated[bool | None, BeforeValidator(_yes_or_no)] = None


class Care(_Told):
    """Care after healing: always or at times, for how many days, what was paid for a day."""

    level: Literal["상시", "수시"] | None = None
    days: Number | None = None
    paid_per_day: Won | None = None

    @field_validator("level", mode="before")
    @classmethod
    def _in_a_word(cls, value: object) -> object:
        if isinstance(value, str):
            return next((level for level in ("상시", "수시") if level in value), value)
        return value


class Given(_Told):
    """Everything that amounts are worked out from. Days may be impossible: see `impossible`.

    `kind` names the benefit asked about and `worker` the kind of worker, both in the person's words. `average_wage`
    is won a day, as the agency's notice has it; `pay` what was paid before the accident. `year` is the year whose
    notified amounts are to be used.
    """

    kind: Word | tuple[Word, ...] | None = None
    accident_on: date | None = None
    death_on: date | None = None
    average_wage: Won | None = None
    pay: tuple[Pay, ...] | None = Field(default=None, max_length=400)
    birth_date: date | None = None
    treatment_from: date | None = None
    off_from: date | None = None
    off_to: date | None = None
    grade: Number | None = None
    survivors: tuple[Survivor, ...] | None = Field(default=None, max_length=60)
    half_lump: Annotated[bool | None, BeforeValidator(_yes_or_no)] = None
    nursing: Care | None = None
    worker: Word | None = None
    year: Number | None = None

    @property
    def kind_words(self) -> str:
        """What was said of the benefit, without white space."""
        return _squeezed(self.kind if isinstance(self.kind, str) else "".join(self.kind or ()))

    @property
    def words(self) -> str:
        """What was said of the benefit and of the worker, without white space."""
        return f"{self.kind_words}|{_squeezed(self.worker or '')}"


RELATIONS: dict[Relation, Said] = {
    Relation.SPOUSE: said("배우자"),
    Relation.CHILD: said("자녀"),
    Relation.PARENT: said("부모"),
    Relation.GRANDCHILD: said("손자녀"),
    Relation.GRANDPARENT: said("조부모"),
    Relation.SIBLING: said("형제자매"),
}
"""What a relation is called on a page."""

_DAYS: dict[str, Said] = {
    "accident_on": said("다치거나 병이 난 날"),
    "death_on": said("돌아가신 날"),
    "birth_date": said("태어난 날"),
    "treatment_from": said("치료를 시작한 날"),
    "off_from": said("일을 쉬기 시작한 날"),
    "off_to": said("일을 쉰 마지막 날"),
}
_MAY_COME = ("off_to",)
# Years ahead for which nobody is told that they will be off work.
_FARTHEST = 10
# The earlier day, the later.
_IN_ORDER = (
    ("off_from", "off_to"),
    ("accident_on", "death_on"),
    ("birth_date", "accident_on"),
    ("birth_date", "death_on"),
    ("birth_date", "treatment_from"),
    ("birth_date", "off_from"),
    ("accident_on", "off_from"),
    ("accident_on", "treatment_from"),
    ("off_to", "death_on"),
)


def impossible(given: Given, today: date, of_a_child: bool = False) -> str:
    """What cannot be in what was given, as one sentence; empty where all of it can be.

    `of_a_child`: the injured is a child who was harmed before birth.
    """
    return (
        _of_money(given)
        or _of_days(given, today, of_a_child)
        or _of_pay(given, today)
        or _of_numbers(given, today)
        or _of_family(given, today)
    )


def _of_money(given: Given) -> str:
    told = [each.won for each in given.pay or ()]
    told += [each for each in (given.average_wage, given.nursing and given.nursing.paid_per_day) if each]
    if any(each < 0 for each in told):
        return said("돈은 0원보다 적을 수 없습니다. 적은 금액을 다시 확인해 주세요.")
    if any(each > MOST_WON for each in told):
        return said("금액이 너무 큽니다. 적은 금액을 다시 확인해 주세요.")
    return ""


def _of_days(given: Given, today: date, of_a_child: bool) -> str:
    days = {name: day for name in _DAYS if (day := getattr(given, name))}
    for name, day in days.items():
        if day > today and name not in _MAY_COME:
            return said(
                "{what}({day})이 오늘({today})보다 뒤입니다. 날짜를 다시 확인해 주세요.",
                what=_DAYS[name],
                day=str(day),
                today=str(today),
            )
        if day.year > today.year + _FARTHEST:
            return said(
                "{what}({day})이 너무 먼 날입니다. 연도를 다시 확인해 주세요.", what=_DAYS[name], day=str(day)
            )
        if name == "birth_date" and day.year < today.year - OLDEST:
            return _too_old(day)
        if name != "birth_date" and day < FIRST_DAY:
            return said(
                "{what}({day})이 산재보험이 생긴 날({first})보다 앞섭니다. 연도를 다시 확인해 주세요.",
                what=_DAYS[name],
                day=str(day),
                first=str(FIRST_DAY),
            )
    for earlier, later in _IN_ORDER:
        if of_a_child and earlier == "birth_date":
            continue
        if earlier in days and later in days and days[later] < days[earlier]:
            return said(
                "{later}({day})이 {earlier}({other})보다 앞섭니다. 두 날짜를 다시 확인해 주세요.",
                later=_DAYS[later],
                day=str(days[later]),
                earlier=_DAYS[earlier],
                other=str(days[earlier]),
            )
    return ""


def _too_old(day: date) -> str:
    return said("태어난 날({day})의 연도를 다시 확인해 주세요. 너무 오래전입니다.", day=str(day))


def _of_pay(given: Given, today: date) -> str:
    rows = sorted(given.pay or (), key=lambda each: (each.from_, each.to))
    for each in rows:
        told = {"from_": str(each.from_), "to": str(each.to)}
        if each.to < each.from_:
            return said("임금을 받은 기간의 끝({to})이 시작({from_})보다 앞섭니다.", **told)
        if each.from_ < FIRST_DAY or each.from_ > today or each.to.year > today.year + 1:
            return said("임금을 받은 기간({from_}~{to})의 연도를 다시 확인해 주세요.", **told)
    # Who works part-time in two places is paid twice for one day (시행령 제23조 제2호).
    if "단시간" not in given.words:
        for before, after in pairwise(rows):
            if after.from_ <= before.to:
                return said(
                    "임금을 받은 기간이 겹칩니다: {from_}~{to}와 {from_2}~{to_2}. 한 날은 한 번만 적어 주세요.",
                    from_=str(before.from_),
                    to=str(before.to),
                    from_2=str(after.from_),
                    to_2=str(after.to),
                )
    return ""


def _of_numbers(given: Given, today: date) -> str:
    if given.grade is not None and given.grade not in GRADES:
        return said("등급은 1급부터 14급까지입니다. {grade}급은 없습니다.", grade=str(given.grade))
    if given.year is not None and not FIRST_YEAR <= given.year <= today.year + 10:
        return said("{year}년으로는 셀 수 없습니다. 연도를 다시 확인해 주세요.", year=str(given.year))
    days = given.nursing.days if given.nursing else None
    if days is not None and not 0 <= days <= MOST_DAYS:
        return said("간병을 받은 날수({days}일)를 다시 확인해 주세요.", days=str(days))
    return ""


def _of_family(given: Given, today: date) -> str:
    died = given.death_on
    spouses = sum(each.relation is Relation.SPOUSE for each in given.survivors or ())
    if spouses > 1:
        return said("배우자가 {n}명으로 적혀 있습니다. 한 명만 적어 주세요.", n=str(spouses))
    for each in given.survivors or ():
        born = each.birth_date
        if born is None:
            continue
        if born > today:
            return said(
                "{who}의 태어난 날({day})이 오늘보다 뒤입니다. 날짜를 다시 확인해 주세요.",
                who=RELATIONS[each.relation],
                day=str(born),
            )
        if born.year < today.year - OLDEST:
            return _too_old(born)
        is_younger = each.relation in (Relation.CHILD, Relation.GRANDCHILD)
        is_older = each.relation in (Relation.PARENT, Relation.GRANDPARENT)
        own = given.birth_date
        if (own and ((is_younger and born <= own) or (is_older and born >= own))) or (
            died and born > died and not (is_younger and (born - died).days <= 310)
        ):
            return said(
                "{who}의 태어난 날({day})이 다른 날짜와 맞지 않습니다. 다시 확인해 주세요.",
                who=RELATIONS[each.relation],
                day=str(born),
            )
    return ""
