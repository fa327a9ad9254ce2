"""The average wage of a day (평균임금): of three months' pay, of a day worker's day, or as the agency's notice has it."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from lib.domain.given import Given, Pay
from lib.guidance.benefits import (
    CUT_OFF,
    Amount,
    benefits,
    money,
    rests_on_table,
    whole,
)
from lib.guidance.yearly_amounts import benefit_table
from lib.text.said import Said, said

_DAY = timedelta(days=1)
# What is told of the months before an accident, where the last weeks are missing.
_DAYS_MISSING, _SHORTEST, _LONGEST = 31, 85, 95


class Worker(StrEnum):
    """Kinds of workers for whom the average wage is made in different ways."""

    ORDINARY = "근로자"
    DAY_WORKER = "일용근로자"
    TWO_JOBS = "단시간근로자"
    PLATFORM = "노무제공자"
    STUDENT = "학생연구자"
    TRAINEE = "현장실습생"
    OWNER = "중소기업 사업주"
    ABROAD = "해외파견자"
    CHILD = "건강손상자녀"
    DUST = "진폐근로자"


_WORDS: dict[Worker, tuple[str, ...]] = {
    Worker.CHILD: ("건강손상자녀", "태아산재"),
    Worker.PLATFORM: ("노무제공", "특수형태", "특고", "플랫폼"),
    Worker.STUDENT: ("학생연구", "연구실학생"),
    Worker.TRAINEE: ("현장실습", "직업훈련생"),
    Worker.OWNER: ("중소기업", "중소사업주", "사업주", "자영업"),
    Worker.ABROAD: ("해외파견",),
    Worker.DUST: ("진폐",),
    Worker.DAY_WORKER: ("일용",),
    Worker.TWO_JOBS: ("단시간",),
}

NOTIFIED = (Worker.STUDENT, Worker.TRAINEE, Worker.OWNER, Worker.ABROAD, Worker.DUST)
"""Whose average wage is, or may be, an amount that the minister notifies."""

_BENEFIT = {
    Worker.DAY_WORKER: "average_wage_day_worker",
    Worker.TWO_JOBS: "average_wage_two_jobs",
    Worker.PLATFORM: "average_pay_platform",
    Worker.STUDENT: "average_wage_student",
    Worker.TRAINEE: "average_wage_trainee",
    Worker.OWNER: "average_wage_owner",
    Worker.ABROAD: "average_wage_abroad",
    Worker.DUST: "average_wage_dust",
}


def worker_of(given: Given) -> Worker:
    """The kind of worker that the words name; an ordinary one where they name none."""
    told = given.words
    return next(
        (worker for worker, words in _WORDS.items() if any(word in told for word in words)), Worker.ORDINARY
    )


@dataclass(frozen=True, slots=True)
class Wage:
    """The average wage that benefits are worked out from: won a day, exact; None where it is not known.

    `known`: what it rests on. `shown`: the amount to be shown for it, None where nothing was told of it.
    """

    won: Fraction | None
    known: tuple[Said, ...]
    shown: Amount | None = None


def months_before(day: date, months: int = 3) -> date:
    """The day so many months earlier; where that month has no such day, its last."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def wage_window(accident_on: date, worker: Worker = Worker.ORDINARY) -> tuple[date, date]:
    """First and last day of the three months whose pay counts.

    Those before the day of the accident; of a labour provider the three months that end with the month before the
    last one (법 제91조의15 제6호).
    """
    if worker is Worker.PLATFORM:
        this_month = accident_on.replace(day=1)
        return months_before(this_month, 4), months_before(this_month, 1) - _DAY
    return months_before(accident_on), accident_on - _DAY


def average_wage(given: Given) -> Wage:
    """The average wage as it was told or as it follows from the pay; what was given has to be possible."""
    worker = worker_of(given)
    worked_out = _from_pay(given, worker) if given.pay else None
    if given.average_wage is None:
        return worked_out or Wage(None, (_unknown(worker),), _not_told(worker))
    told = Fraction(given.average_wage)
    known = [said("적어 주신 하루 평균임금 {won}", won=money(told))]
    if worker is Worker.DAY_WORKER:
        known.append(said("이미 통상근로계수를 곱한 금액으로 보았습니다. 일당이라면 금액이 달라집니다."))
    shown = _compared(worked_out, told) if worked_out else None
    return Wage(told, tuple(known), shown)


def _unknown(worker: Worker) -> Said:
    return {
        Worker.STUDENT: said("모름: 학생연구자의 평균임금은 장관이 고시합니다. 공단에 금액을 물어보세요."),
        Worker.OWNER: said(
            "모름: 사업주의 평균임금은 고시된 등급의 금액입니다. 가입할 때 정한 등급을 보세요."
        ),
        Worker.ABROAD: said("모름: 해외파견자의 임금액은 장관이 고시합니다. 공단에 금액을 물어보세요."),
        Worker.DUST: said("모름: 진폐의 평균임금은 장관이 해마다 고시합니다. 통지서의 금액을 적어 주세요."),
        Worker.TRAINEE: said(
            "모름: 받은 훈련수당 등 모든 돈이 바탕이지만, 고시된 금액으로 바꿀 수 있습니다."
        ),
    }.get(worker, said("모름: 하루 평균임금을 적지 않았습니다. 통지서의 금액이나 석 달 임금을 적어 주세요."))


def _not_told(worker: Worker) -> Amount | None:
    if worker not in NOTIFIED:
        return None
    return Amount(benefits()[_BENEFIT[worker]], None, "day", (_FORMULAS[worker],), (_unknown(worker),))


_FORMULAS = {
    Worker.STUDENT: said("평균임금 = 고용노동부장관이 학생연구자에 대해 고시한 금액."),
    Worker.TRAINEE: said("평균임금 = 받은 훈련수당 등 모든 돈으로 센 하루 금액, 또는 장관이 고시한 금액."),
    Worker.OWNER: said("평균임금 = 고용노동부장관이 중소기업 사업주에 대해 고시한 금액."),
    Worker.ABROAD: said("평균임금 = 고용노동부장관이 해외파견자에 대해 고시한 임금액."),
    Worker.DUST: said("평균임금 = 진폐가 확인된 날을 기준으로 고용노동부장관이 해마다 고시한 금액."),
}


def _compared(worked_out: Wage, told: Fraction) -> Amount | None:
    shown = worked_out.shown
    if shown is None or worked_out.won is None:
        return shown
    apart = whole(abs(worked_out.won - told))
    if apart == 0:
        step = said("통지서의 {told}과 같습니다.", told=money(told))
    elif worked_out.won > told:
        step = said(
            "통지서의 {told}은 이보다 {apart} 적습니다. 어느 기간의 어떤 돈을 넣었는지 공단에 물어보세요.",
            told=money(told),
            apart=money(apart),
        )
    else:
        step = said("통지서의 {told}은 이보다 {apart} 많습니다.", told=money(told), apart=money(apart))
    note = said("아래 금액은 통지서의 평균임금으로 셌습니다.")
    return Amount(shown.benefit, shown.won, shown.per, (*shown.how, step, note), shown.known, shown.period)


def _from_pay(given: Given, worker: Worker) -> Wage:
    benefit = benefits()[_BENEFIT.get(worker, "average_wage")]
    pay = sorted(given.pay or (), key=lambda each: each.from_)
    if worker is Worker.DAY_WORKER:
        won, how, known, period = _of_a_day(pay)
    else:
        window = wage_window(given.accident_on, worker) if given.accident_on else None
        won, how, known, period = _of_months(pay, window, worker)
    if worker in NOTIFIED:
        # What was worked out may be replaced, or never counts.
        known = [_unknown(worker)]
        how = [_FORMULAS[worker], *(how if worker is Worker.TRAINEE else [])]
        won = None
    if won is not None:
        if won.denominator != 1:
            known.append(CUT_OFF)
        if worker in (Worker.ORDINARY, Worker.TWO_JOBS):
            how.append(
                said("통상임금보다 적으면 통상임금이 평균임금입니다. 통상임금은 묻지 않아 견주지 못했습니다.")
            )
            how.append(said("한 해에 몇 번만 받는 상여금이나 연차수당은 석 달분이 더해질 수 있습니다."))
    amount = Amount(benefit, None if won is None else whole(won), "day", tuple(how), tuple(known), period)
    return Wage(won, tuple(known), amount)


_Made = tuple[Fraction | None, list[Said], list[Said], tuple[date, date] | None]


def _of_a_day(pay: Sequence[Pay]) -> _Made:
    table = benefit_table("day_worker")
    [percent] = table.rows[1]
    formula = said("일용근로자의 평균임금 = 일당 × 통상근로계수 0.{percent}.", percent=str(percent))
    stays = [
        said("한 곳에서 석 달 넘게 일했거나 일하는 모양이 상용과 비슷하면 이 계수를 쓰지 않습니다."),
        said("한 달 이상 일했다면, 실제 임금이나 일한 날을 증명해 이 계수를 빼 달라고 할 수 있습니다."),
    ]
    wages = {Fraction(each.won) for each in pay}
    if any(each.from_ != each.to for each in pay) or len(wages) != 1:
        why = said("모름: 일당을 하나로 정할 수 없습니다. 하루에 받기로 한 금액을 하루짜리로 적어 주세요.")
        return None, [formula, *stays], [why], None
    [wage] = wages
    won = wage * percent / 100
    step = said("{wage} × 0.{percent} = {won}.", wage=money(wage), percent=str(percent), won=money(won))
    known = [said("적어 주신 일당 {won}", won=money(wage)), rests_on_table(table)]
    return won, [formula, step, *stays], known, None


def _of_months(pay: Sequence[Pay], window: tuple[date, date] | None, worker: Worker) -> _Made:
    is_platform = worker is Worker.PLATFORM
    formula = (
        said(
            "평균보수 = 석 달 동안의 보수와 임금 ÷ 그 기간의 달력 날수. 석 달은 다친 달의 전전달 말일까지입니다."
        )
        if is_platform
        else said("평균임금 = 사고 전 석 달 동안의 임금 ÷ 그 기간의 달력 날수.")
    )
    how, known = [formula], []
    if window is None:
        first, last = pay[0].from_, max(each.to for each in pay)
        known.append(said("다치거나 병이 난 날을 몰라, 적어 주신 기간 전부로 셌습니다."))
    else:
        first, last = window
    if gap := _first_gap(pay, first, last):
        counted, why = _without_gap(pay, first, last, gap)
        known.append(why)
        if counted is None:
            return None, how, known, None
        first, last = counted
    total, cut = Fraction(0), False
    for each in pay:
        days = (min(each.to, last) - max(each.from_, first)).days + 1
        length = (each.to - each.from_).days + 1
        if days > 0:
            cut = cut or days < length
            total += Fraction(each.won) * days / length
    length = (last - first).days + 1
    won = total / length
    how.append(
        said("{first}부터 {last}까지: 임금 {total}, 달력으로 {days}일.", first=str(first), last=str(last), total=money(total), days=str(length))
    )  # fmt: skip
    if cut:
        how.append(said("일부만 걸친 기간의 임금은 걸친 날수만큼 나누어 넣었습니다."))
    how.append(said("{total} ÷ {days}일 = {won}.", total=money(total), days=str(length), won=money(won)))
    if is_platform:
        how.append(
            said("보수는 비과세 소득과 필요경비를 뺀 금액입니다. 고시로 정한 직종은 고시된 금액이 됩니다.")
        )
    known.insert(0, said("적어 주신 임금과 기간"))
    return won, how, known, (first, last)


# The first stretch of days within the window for which nothing was told.
def _first_gap(pay: Sequence[Pay], first: date, last: date) -> tuple[date, date] | None:
    day = first
    for each in pay:
        if each.to < day:
            continue
        if each.from_ > day:
            return day, min(each.from_ - _DAY, last)
        day = each.to + _DAY
        if day > last:
            return None
    return (day, last) if day <= last else None


# The days to count although some are missing, None where nothing can be counted; and why.
def _without_gap(
    pay: Sequence[Pay], first: date, last: date, gap: tuple[date, date]
) -> tuple[tuple[date, date] | None, Said]:
    told_first, told_last = pay[0].from_, max(each.to for each in pay)
    if told_last < first or told_first > last:
        why = said("모름: 석 달({first}~{last})의 임금이 없습니다.", first=str(first), last=str(last))
        return None, why
    if gap[0] == first and _first_gap(pay, told_first, last) is None:
        why = said(
            "{day}보다 앞의 임금이 없어, 그날 일을 시작한 것으로 보고 셌습니다. 석 달이 안 되면 그 기간으로 셉니다.",
            day=str(told_first),
        )
        return (told_first, last), why
    length = (told_last - told_first).days + 1
    is_whole = _first_gap(pay, told_first, told_last) is None
    if is_whole and 0 < (last - told_last).days <= _DAYS_MISSING and _SHORTEST <= length <= _LONGEST:
        why = said(
            "어림: 사고 바로 전날까지의 임금이 없어 적어 주신 석 달로 셌습니다. 공단은 {first}부터 {last}까지로 셉니다.",
            first=str(first),
            last=str(last),
        )
        return (told_first, told_last), why
    why = said(
        "모름: {first}부터 {last}까지의 임금이 빠졌습니다. 그 기간도 적어 주세요.",
        first=str(gap[0]),
        last=str(gap[1]),
    )
    return None, why
