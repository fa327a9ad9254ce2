"""What a case is worth, explained and not promised: every benefit whose amount follows from what was given.

The average wage is in `average_wage`, the wage-loss benefit in `wage_loss`; here are impairment, survivors, funeral,
care, the injury and sickness pension and pneumoconiosis. Nothing is rounded on the way; an amount loses what is less
than a won at its end. Article by article: `data/benefits.yaml`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.domain.given import RELATIONS, Given, Relation, Survivor
from lib.domain.intake import Intake
from lib.domain.taxonomy import KindB, KindC
from lib.guidance.average_wage import Wage, Worker, average_wage, worker_of
from lib.guidance.benefits import (
    CUT_OFF,
    Amount,
    Per,
    benefits,
    money,
    rests_on_table,
    rests_on_year,
    whole,
)
from lib.guidance.standards import LOWEST, MINIMUM, applied, not_known
from lib.guidance.wage_loss import age_on, raised_since, wage_loss, years_after
from lib.guidance.yearly_amounts import (
    BenefitTable,
    Yearly,
    benefit_table,
    minimum_daily_wage,
    yearly_amount,
)
from lib.text.said import Said, said

_PENSION_ONLY, _WITH_PENSION = 3, 7
_DAYS_A_YEAR, _MONTHS = 365, 12
_FUNERAL_DAYS = 120
_OLD, _TREATED_YEARS = 61, 2
_BASE_PENSION = Fraction(60, 100)


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


def given_of(intake: Intake) -> Given:
    """What an intake gives for amounts; the day of its accident where `given` has none."""
    given = intake.given or Given()
    if given.accident_on is None and intake.accident_on:
        given = given.model_copy(update={"accident_on": intake.accident_on})
    return given


def amounts(given: Given, today: date) -> tuple[Amount, ...]:
    """The amounts that follow from what was given, those asked about first.

    What was given has to be possible (`lib.domain.given.impossible`). Of a benefit that was asked about there is always
    an amount, without money where something it hangs on is not known.
    """
    wage, asked = average_wage(given), asked_about(given)
    case = _Case(given, worker_of(given), wage, asked, today)
    found = [wage.shown] if wage.shown else []
    parts = list(dict.fromkeys((*asked, *_told_of(case))))
    if {Asked.RENEWED, Asked.PARTLY_OFF} & set(parts) and Asked.WAGE_LOSS in parts:
        parts.remove(Asked.WAGE_LOSS)
    for part in parts or [Asked.WAGE_LOSS]:
        found += _PARTS[part](case)
    if Asked.AVERAGE_WAGE in asked and not found:
        formula = said("평균임금 = 사고 전 석 달 동안의 임금 ÷ 그 기간의 달력 날수.")
        found.append(Amount(benefits()["average_wage"], None, "day", (formula,), wage.known))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Case:
    given: Given
    worker: Worker
    wage: Wage
    asked: tuple[Asked, ...]
    today: date

    @property
    def is_dust(self) -> bool:
        return self.worker is Worker.DUST or Asked.DUST in self.asked

    @property
    def tells_of_death(self) -> bool:
        return self.given.death_on is not None or self.given.survivors is not None

    def year(self, *days: date | None) -> int:
        """The year whose amounts apply: as told, else of the first of these days that is known, else this year."""
        return self.given.year or next((day.year for day in days if day), self.today.year)

    def raised_since(self, day: date | None) -> list[Said]:
        return raised_since(self.given.accident_on, day)


# What is worked out although nobody asked for it by name.
def _told_of(case: _Case) -> Iterator[Asked]:
    given, asked, is_child = case.given, case.asked, case.worker is Worker.CHILD
    is_in_their_place = not {Asked.RENEWED, Asked.SEVERE}.isdisjoint(asked)
    if case.is_dust and (given.grade or not asked):
        yield Asked.DUST
    if given.off_from and not (case.is_dust or is_child or is_in_their_place):
        yield Asked.WAGE_LOSS
    if given.grade and not (case.is_dust or is_in_their_place):
        yield Asked.IMPAIRMENT
    if case.tells_of_death and not (case.is_dust or is_child):
        yield Asked.SURVIVORS
    if case.tells_of_death or Asked.SURVIVORS in asked:
        yield Asked.FUNERAL
    if given.nursing:
        yield Asked.CARE
    if is_child and not asked and not given.grade and not given.death_on:
        yield Asked.IMPAIRMENT


def _amount(
    id_: str, won: Fraction | int | None, per: Per, how: Iterable[Said], known: Iterable[Said]
) -> Amount:
    told = list(dict.fromkeys(known))
    if won is not None and Fraction(won).denominator != 1:
        told.append(CUT_OFF)
    return Amount(benefits()[id_], None if won is None else whole(won), per, tuple(how), tuple(told))


_NOT_IN_DUST = said("진폐에는 이것이 없습니다. 대신 진폐보상연금이나 진폐유족연금을 봅니다(법 제36조 제1항).")
_NOT_OF_A_CHILD = said("건강손상자녀에게는 이것이 없습니다(법 제36조 제1항).")


def _absent(case: _Case, id_: str, per: Per) -> Amount | None:
    if case.is_dust:
        return _amount(id_, None, per, (_NOT_IN_DUST,), (_NOT_IN_DUST,))
    if case.worker is Worker.CHILD:
        return _amount(id_, None, per, (_NOT_OF_A_CHILD,), (_NOT_OF_A_CHILD,))
    return None


# --- wage loss -------------------------------------------------------------------------------------


def _wage(case: _Case) -> Iterator[Amount]:
    return iter(())


def _wage_loss(case: _Case) -> Iterator[Amount]:
    if absent := _absent(case, "wage_loss", "day"):
        yield absent
        return
    yield from wage_loss(case.given, case.wage, case.worker, case.today, is_renewed=False)


def _partly_off(case: _Case) -> Iterator[Amount]:
    formula = said("(평균임금 − 그날 일하고 받은 돈) × 80%. 일한 날마다 셉니다.")
    note = said("모름: 일한 날에 받은 돈. 쉰 날은 휴업급여로 따로 셉니다.")
    yield Amount(benefits()["wage_loss_partly"], None, "day", (formula,), (note, *case.wage.known))


def _renewed(case: _Case) -> Iterator[Amount]:
    if absent := _absent(case, "wage_loss_renewed", "day"):
        yield absent
        return
    yield from wage_loss(case.given, case.wage, case.worker, case.today, is_renewed=True)


# --- impairment ------------------------------------------------------------------------------------


def _impairment(case: _Case) -> Iterator[Amount]:
    given, table = case.given, benefit_table("impairment")
    if case.is_dust:
        yield _amount("impairment_lump", None, "total", (_NOT_IN_DUST,), (_NOT_IN_DUST,))
        return
    if case.worker is Worker.CHILD:
        yield from _impairment_of_a_child(case, table)
        return
    year = case.year(given.off_to, given.accident_on)
    if given.grade is None:
        formula = said(
            "장해급여 = 평균임금 × 등급마다 정해진 일수. 1급부터 3급은 연금, 8급부터는 일시금입니다."
        )
        yield _amount(
            "impairment_lump", None, "total", (formula,), (said("모름: 장해등급을 적지 않았습니다."),)
        )
        return
    pension, lump = table.rows[given.grade]
    if pension:
        how = []
        if given.grade <= _PENSION_ONLY:
            how.append(said("1급부터 3급은 연금으로만 받습니다."))
        else:
            how.append(said("4급부터 7급은 연금과 일시금 가운데 고릅니다."))
        yield from _pension("impairment_pension", case, year, pension, table, how)
    if given.grade > _PENSION_ONLY:
        how = [] if given.grade <= _WITH_PENSION else [said("8급부터 14급은 일시금으로 받습니다.")]
        yield _of_days("impairment_lump", case, year, lump, table, how)


def _impairment_of_a_child(case: _Case, table: BenefitTable) -> Iterator[Amount]:
    grade = case.given.grade
    year = case.year(case.given.off_to)
    lowest = yearly_amount(Yearly.LOWEST_STANDARD, year)
    start = said("건강손상자녀의 장해급여는 최저 보상기준 금액으로 셉니다. 등급은 18세가 되어야 정합니다.")
    if grade is None:
        why = said("모름: 장해등급을 적지 않았습니다.")
        yield _amount("impairment_child", None, "total", (start,), (why,))
        return
    kinds: tuple[tuple[Per, Said], ...] = (("year", said("연금")), ("total", said("일시금")))
    for (per, kind), days in zip(kinds, table.rows[grade], strict=True):
        if not days or (per == "total" and grade <= _PENSION_ONLY):
            continue
        if lowest is None:
            step = said("{kind}: 최저 보상기준 금액 × {days}일.", kind=kind, days=str(days))
            yield _amount("impairment_child", None, per, (start, step), (not_known(year),))
            continue
        won = Fraction(lowest.won) * days
        step = said(
            "{kind}: {wage} × {days}일 = {won}.",
            kind=kind,
            wage=money(lowest.won),
            days=str(days),
            won=money(won),
        )
        known = (rests_on_year(LOWEST, lowest), rests_on_table(table))
        yield _amount("impairment_child", won, per, (start, step), known)


# --- amounts that are so many days of the wage -----------------------------------------------------


def _of_days(
    id_: str,
    case: _Case,
    year: int,
    days: int,
    table: BenefitTable,
    how: Iterable[Said],
    per: Per = "total",
) -> Amount:
    steps = list(how)
    if case.wage.won is None:
        steps.append(said("평균임금 × {days}일.", days=str(days)))
        return _amount(id_, None, per, steps, case.wage.known)
    limits = applied(case.wage.won, year)
    won = limits.won * days
    steps += [
        *limits.how,
        said("{wage} × {days}일 = {won}.", wage=money(limits.won), days=str(days), won=money(won)),
    ]
    if not limits.is_known:
        steps.append(_BEFORE_LIMITS)
        return _amount(id_, None, per, steps, (*limits.known, *case.wage.known))
    known = (*case.wage.known, *limits.known, rests_on_table(table), *case.raised_since(date(year, 12, 31)))
    return _amount(id_, won, per, steps, known)


_BEFORE_LIMITS = said("이것은 그해의 최고·최저 기준을 대 보기 전의 금액입니다.")
_MONTHLY = said("1년 금액을 12로 나누어 다달이 25일에 줍니다(법 제70조 제3항).")


def _pension(
    id_: str, case: _Case, year: int, days: int, table: BenefitTable, how: Iterable[Said]
) -> Iterator[Amount]:
    a_year = _of_days(id_, case, year, days, table, how, "year")
    yield a_year
    if case.wage.won is not None and a_year.won is not None:
        yield _a_month(id_, applied(case.wage.won, year).won * days)


def _a_month(id_: str, a_year: Fraction) -> Amount:
    won = a_year / _MONTHS
    step = said("{year} ÷ 12 = {won}.", year=money(a_year), won=money(won))
    return _amount(id_, won, "month", (step, _MONTHLY), (said("위의 1년 금액"),))


# --- survivors -------------------------------------------------------------------------------------

# From what age on, and below what age, somebody is entitled to the pension (법 제63조 제1항).
_FROM = {Relation.PARENT: 60, Relation.GRANDPARENT: 60, Relation.SIBLING: 60}
# The last change of these ages (법 제63조 제1항: 개정 2023. 8. 8.).
_PRESENT_AGES = date(2023, 8, 8)
_BELOW = {Relation.CHILD: 25, Relation.GRANDCHILD: 25, Relation.SIBLING: 19}


def is_entitled(survivor: Survivor, died: date) -> bool | None:
    """Whether somebody is entitled to the pension; None where the age or the common means of living are not known.

    A heavy disability entitles at any age (제4호): it is not asked about.
    """
    if survivor.together is False:
        return False
    of_age: bool | None = True
    if survivor.relation is not Relation.SPOUSE:
        if survivor.birth_date is None:
            of_age = None
        elif survivor.birth_date > died:
            # Entitled from birth on, for the time to come (제63조 제2항): not yet counted.
            return False
        else:
            age, relation = age_on(survivor.birth_date, died), survivor.relation
            of_age = age < _BELOW.get(relation, 0) or age >= _FROM.get(relation, 1000)
    if of_age is False:
        return False
    return True if of_age and survivor.together else None


def _survivors(case: _Case) -> Iterator[Amount]:
    if absent := _absent(case, "survivors_pension", "year"):
        yield absent
        return
    given, table = case.given, benefit_table("survivors")
    died = given.death_on or given.accident_on or case.today
    year = case.year(given.death_on, given.accident_on)
    base, each_one, most, lump = table.rows[1]
    family = given.survivors
    if family is None:
        how = (
            said("연금 = 평균임금 × 365 × ({base}% + 받을 수 있는 가족 한 사람마다 {each}%, {most}%까지).", base=str(base), each=str(each_one), most=str(most)),
            said("연금을 받을 가족이 없으면 일시금 = 평균임금 × {days}일.", days=f"{lump:,}"),
        )  # fmt: skip
        why = said("모름: 함께 살던 가족을 적지 않아 누가 받을 수 있는지 모릅니다.")
        yield _amount("survivors_pension", None, "year", how, (why, *case.wage.known))
        return
    sure = [each for each in family if is_entitled(each, died)]
    open_ = [each for each in family if is_entitled(each, died) is None]
    notes = list(_who(family, sure, open_, given, died))
    if not sure and not open_:
        yield _lump_sum(case, year, lump, table, notes)
        return
    yield from _survivors_pension(case, year, table, sure, open_, notes)


def _who(
    family: Sequence[Survivor],
    sure: Sequence[Survivor],
    open_: Sequence[Survivor],
    given: Given,
    died: date,
) -> Iterator[Said]:
    if given.death_on is None:
        yield said("돌아가신 날을 몰라 나이는 {day}을 기준으로 셌습니다.", day=str(died))
    if died < _PRESENT_AGES:
        yield said("나이 기준은 지금 법으로 셌습니다. 돌아가신 때의 법은 달랐을 수 있습니다.")
    yield said("연금을 받을 자격이 있는 가족: {n}명.", n=str(len(sure)))
    if open_:
        yield said("나이나 함께 살았는지를 몰라 정하지 못한 가족: {n}명.", n=str(len(open_)))
    left = len(family) - len(sure) - len(open_)
    if left:
        yield said(
            "자격이 없다고 본 가족: {n}명. 장애가 심하면 나이와 상관없이, 따로 살아도 부양했으면 될 수 있습니다.",
            n=str(left),
        )
    if any(each.birth_date and each.birth_date > died for each in family):
        yield said("돌아가신 뒤 태어난 자녀는 태어난 때부터 자격이 생겨 금액이 다시 정해집니다.")


def _survivors_pension(
    case: _Case,
    year: int,
    table: BenefitTable,
    sure: Sequence[Survivor],
    open_: Sequence[Survivor],
    notes: Sequence[Said],
) -> Iterator[Amount]:
    base, each_one, most, lump = table.rows[1]

    def share(n: int) -> int:
        return base + min(each_one * n, most)

    first_rank = min((each.relation for each in (*sure, *open_)), key=[*Relation].index)
    how = [*notes, said("받을 순위가 가장 앞선 가족: {who}.", who=RELATIONS[first_rank])]
    same = sum(each.relation is first_rank for each in sure)
    if same > 1:
        how.append(
            said("같은 순위가 {n}명이면 한 사람을 대표로 정해 받을 수 있습니다(시행령 제60조).", n=str(same))
        )
    half = Fraction(1, 2) if case.given.half_lump else Fraction(1)
    id_ = "survivors_half_pension" if case.given.half_lump else "survivors_pension"
    least, greatest = share(len(sure)), share(len(sure) + len(open_))
    if case.wage.won is None:
        how.append(said("평균임금 × 365 × {share}%.", share=str(least)))
        yield _amount(id_, None, "year", how, case.wage.known)
        return
    limits = applied(case.wage.won, year)
    a_year = limits.won * _DAYS_A_YEAR
    how += [
        *limits.how,
        said("1년 평균임금: {wage} × 365 = {won}.", wage=money(limits.won), won=money(a_year)),
    ]
    is_open = bool(open_) and (least != greatest or not sure)
    for percent in dict.fromkeys((least, greatest) if sure else (greatest,)):
        count = len(sure) if percent == least and sure else len(sure) + len(open_)
        how.append(
            said(
                "{n}명이면 {base}% + {added}% = {percent}%: {won}.",
                n=str(count),
                base=str(base),
                added=str(percent - base),
                percent=str(percent),
                won=money(a_year * percent / 100),
            )
        )
    won = a_year * least / 100 * half
    if case.given.half_lump:
        how.append(said("절반을 일시금으로 받으면 연금은 절반만 나옵니다: {won}.", won=money(won)))
    known = (*case.wage.known, *limits.known, rests_on_table(table), *case.raised_since(case.given.death_on))
    why = (_FAMILY_OPEN,) if limits.is_known else limits.known
    if is_open or not limits.is_known:
        how += [] if limits.is_known else [_BEFORE_LIMITS]
        yield _amount(id_, None, "year", how, (*why, *known))
    else:
        yield _amount(id_, won, "year", how, known)
        yield _a_month(id_, won)
    if case.given.half_lump:
        days = Fraction(lump, 2)
        half_won = limits.won * days
        step = said("{wage} × {lump}일의 절반({days}일) = {won}.", wage=money(limits.won), lump=f"{lump:,}", days=str(whole(days)), won=money(half_won))  # fmt: skip
        if not sure or not limits.is_known:
            yield _amount("survivors_half_lump", None, "total", (step,), (*why, *known))
        else:
            yield _amount("survivors_half_lump", half_won, "total", (*limits.how, step), known)


_FAMILY_OPEN = said("모름: 가족의 나이와 함께 살았는지를 알아야 정해집니다.")


def _lump_sum(case: _Case, year: int, days: int, table: BenefitTable, notes: Sequence[Said]) -> Amount:
    family = case.given.survivors or ()
    how = [*notes, said("연금을 받을 가족이 없어 일시금입니다.")]
    if not family:
        how.append(said("평균임금 × {days}일.", days=f"{days:,}"))
        why = said("모름: 가족이 없다고 적으셨습니다. 유족급여는 유족에게만 나옵니다.")
        return _amount("survivors_lump", None, "total", how, (why, *case.wage.known))
    rank, heirs = _heirs(family)
    if rank is None:
        how.append(said("누가 받는지는 함께 살았는지에 따라 정해집니다(법 제65조 제1항)."))
    else:
        how.append(said("받을 순위가 가장 앞선 가족: {who}.", who=RELATIONS[rank]))
    amount = _of_days("survivors_lump", case, year, days, table, how)
    if amount.won is not None and heirs > 1:
        part = Fraction(amount.won, heirs)
        step = said(
            "같은 순위 {n}명이 똑같이 나눕니다: 한 사람에 {won}.", n=str(heirs), won=money(whole(part))
        )
        return Amount(amount.benefit, amount.won, amount.per, (*amount.how, step), amount.known)
    return amount


# Who comes first for the lump sum, and how many of them there are (법 제65조 제1항).
def _heirs(family: Sequence[Survivor]) -> tuple[Relation | None, int]:
    def place(each: Survivor) -> tuple[int, int]:
        is_sibling = each.relation is Relation.SIBLING
        group = (1 if each.together else 2) if is_sibling else (0 if each.together else 1)
        return group, [*Relation].index(each.relation)

    if any(each.together is None for each in family):
        return None, 1
    first = min(map(place, family))
    return [*Relation][first[1]], sum(place(each) == first for each in family)


# --- funeral ---------------------------------------------------------------------------------------


def _funeral(case: _Case) -> Iterator[Amount]:
    given = case.given
    year = case.year(given.death_on, given.accident_on)
    lowest, highest = (yearly_amount(what, year) for what in (Yearly.FUNERAL_LOWEST, Yearly.FUNERAL_HIGHEST))
    if case.worker is Worker.CHILD:
        known_low = rests_on_year(_FUNERAL_LOW, lowest) if lowest else _funeral_not_known(year)
        step = said("건강손상자녀의 장례비는 그해의 최저 금액입니다.")
        yield _amount("funeral_child", lowest.won if lowest else None, "total", (step,), (known_low,))
        return
    how = [said("장례비 = 평균임금 × 120일. 최고·최저 보상기준은 장례비에 쓰지 않습니다(법 제36조 제7항).")]
    if lowest and highest:
        how.append(
            said(
                "{year}년 장례비는 {low}보다 적거나 {high}보다 많을 수 없습니다.",
                year=str(year),
                low=money(lowest.won),
                high=money(highest.won),
            )
        )
    if case.wage.won is None:
        yield _amount("funeral", None, "total", how, case.wage.known)
        return
    won = case.wage.won * _FUNERAL_DAYS
    how.append(said("{wage} × 120일 = {won}.", wage=money(case.wage.won), won=money(won)))
    if lowest is None or highest is None:
        how.append(said("이것은 그해 장례비의 최고·최저 금액을 대 보기 전의 금액입니다."))
        yield _amount("funeral", None, "total", how, (_funeral_not_known(year), *case.wage.known))
        return
    known = (
        *case.wage.known,
        rests_on_year(_FUNERAL_LOW, lowest),
        rests_on_year(_FUNERAL_HIGH, highest),
        *case.raised_since(given.death_on),
    )
    if won > highest.won:
        how.append(said("최고 금액을 넘어 최고 금액입니다."))
    elif won < lowest.won:
        how.append(said("최저 금액에 못 미쳐 최저 금액입니다."))
    how.append(said("유족이 아닌 사람이 장례를 치렀으면 이 범위에서 실제로 든 돈을 줍니다."))
    yield _amount("funeral", min(max(won, Fraction(lowest.won)), Fraction(highest.won)), "total", how, known)


_FUNERAL_LOW, _FUNERAL_HIGH = said("장례비 최저 금액"), said("장례비 최고 금액")


def _funeral_not_known(year: int) -> Said:
    return said("모름: {year}년 장례비의 최고·최저 금액을 확인하지 못했습니다.", year=str(year))


# --- care ------------------------------------------------------------------------------------------


def _care(case: _Case) -> Iterator[Amount]:
    care = case.given.nursing
    year = case.year()
    formula = said("간병급여 = 고시된 하루 금액 × 실제로 간병을 받은 날수. 수시는 상시의 3분의 2입니다.")
    if care is None or care.level is None:
        why = said("모름: 상시 간병인지 수시 간병인지 적지 않았습니다.")
        yield _amount("care", None, "total", (formula,), (why,))
        return
    is_always = care.level == "상시"
    what = Yearly.CARE_ALWAYS if is_always else Yearly.CARE_AT_TIMES
    name = said("간병급여 하루 금액(상시)") if is_always else said("간병급여 하루 금액(수시)")
    notified = yearly_amount(what, year)
    paid = None if care.paid_per_day is None else Fraction(care.paid_per_day)
    after = said("치료가 끝난 뒤에, 다시 요양하는 기간이 아닌 날에 줍니다.")
    how = [formula]
    if notified is None and paid != 0:
        if paid is not None:
            how.append(
                said("실제로 쓴 돈이 고시된 금액보다 적으면 쓴 돈만큼입니다: 하루 {won}.", won=money(paid))
            )
        why = said("모름: {year}년의 간병급여 금액을 확인하지 못했습니다.", year=str(year))
        yield _amount("care", None, "total" if care.days is not None else "day", (*how, after), (why,))
        return
    standard = Fraction(notified.won) if notified else Fraction(0)
    daily = standard if paid is None else min(standard, paid)
    known = [rests_on_year(name, notified)] if notified else []
    known.append(said("적어 주신 간병의 정도와 날수"))
    how.append(
        said("고시된 하루 금액 {won}.", won=money(standard))
        if notified
        else said("쓴 돈이 없으면 주지 않습니다.")
    )
    if paid is None:
        how.append(said("실제로 쓴 돈이 이보다 적으면 쓴 돈만큼 나옵니다."))
    elif paid < standard or notified is None:
        how.append(said("실제로 쓴 돈 {paid}이 이보다 적어 쓴 돈만큼입니다.", paid=money(paid)))
    yield _amount("care", daily, "day", (*how, after), known)
    if care.days is not None:
        total = daily * care.days
        step = said("{won} × {days}일 = {total}.", won=money(daily), days=str(care.days), total=money(total))
        yield _amount("care", total, "total", (step,), (said("위의 하루 금액"),))


# --- the injury and sickness pension ---------------------------------------------------------------


def _severe(case: _Case) -> Iterator[Amount]:
    if absent := _absent(case, "severe_condition", "day"):
        yield absent
        return
    given, table = case.given, benefit_table("severe_condition")
    on = given.off_from or given.off_to or case.today
    year = case.year(given.off_from, given.off_to)
    days_told = [str(days) for [days] in table.rows.values()]
    formula = said(
        "이 연금 = 평균임금 × 등급의 일수(1급 {first}일, 2급 {second}일, 3급 {third}일) ÷ 365(하루).",
        first=days_told[0],
        second=days_told[1],
        third=days_told[2],
    )
    how = [formula, *_treated(given, on)]
    if given.grade is None:
        why = said("모름: 중증요양상태등급을 적지 않았습니다.")
        yield _amount("severe_condition", None, "day", how, (why, *case.wage.known))
        return
    if given.grade not in table.rows:
        why = said("1급부터 3급이 아니면 이 연금이 아니라 휴업급여입니다.")
        yield _amount("severe_condition", None, "day", how, (why,))
        return
    [days] = table.rows[given.grade]
    is_renewed = Asked.RENEWED in case.asked
    id_ = "severe_condition_renewed" if is_renewed else "severe_condition"
    minimum, hourly = minimum_daily_wage(year), yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year)
    wage = case.wage.won
    if wage is None or minimum is None or hourly is None:
        why = said("모름: {year}년의 최저임금을 확인하지 못했습니다.", year=str(year))
        if wage is not None:
            how.append(said("{wage} × {days}일 = {won}(1년).", wage=money(wage), days=str(days), won=money(wage * days)))  # fmt: skip
            how.append(_BEFORE_LIMITS)
        yield _amount(id_, None, "day", how, case.wage.known if wage is None else (why, *case.wage.known))
        return
    limits = applied(wage, year, has_floor=False)
    base = limits.won
    how += limits.how
    floor = Fraction(minimum) * 100 / 70
    known = [*case.wage.known, *limits.known, rests_on_table(table)]
    # 법 제123조의2 제6항: not of student researchers.
    if base < floor and case.worker is not Worker.STUDENT:
        base = floor
        how.append(
            said("최저임금액 {minimum}의 70분의 100({floor})보다 적어 그 금액으로 셉니다.", minimum=money(minimum), floor=money(floor))
        )  # fmt: skip
        known.append(rests_on_year(MINIMUM, hourly))
    won = base * days
    how.append(said("{wage} × {days}일 = {won}(1년).", wage=money(base), days=str(days), won=money(won)))
    if not limits.is_known:
        how.append(_BEFORE_LIMITS)
        yield _amount(id_, None, "day", how, (*limits.known, *known))
        return
    if given.birth_date and age_on(given.birth_date, on) >= _OLD:
        why = said("모름: 61세부터는 별표 5로 줄어듭니다. 그 표를 두 곳에서 확인하지 못했습니다.")
        yield _amount("severe_condition_older", None, "day", how, (why, *known))
        return
    if is_renewed:
        how.append(said("장해보상연금을 받고 있으면 그 연금의 일수를 뺀 일수로 셉니다."))
    yield _amount(id_, won, "year", how, known)
    # Never below the wage-loss benefit (법 제67조 제2항): 257/365 of 100/70 of the minimum wage is more than it.
    step = said("하루: {won} ÷ 365 = {daily}.", won=money(won), daily=money(won / _DAYS_A_YEAR))
    yield _amount(id_, won / _DAYS_A_YEAR, "day", (step,), (said("위의 1년 금액"),))


def _treated(given: Given, on: date) -> Iterator[Said]:
    started = given.treatment_from
    if started is None:
        yield said("치료를 시작하고 2년이 지나도 낫지 않고, 그 상태로 일하지 못할 때 휴업급여 대신 받습니다.")
    elif on < (after := years_after(started, _TREATED_YEARS)):
        yield said("{day}부터 받을 수 있습니다. 그때까지는 휴업급여입니다.", day=str(after))


# --- pneumoconiosis --------------------------------------------------------------------------------


def _dust(case: _Case) -> Iterator[Amount]:
    given = case.given
    year = case.year(given.death_on)
    minimum, hourly = minimum_daily_wage(year), yearly_amount(Yearly.MINIMUM_HOURLY_WAGE, year)
    how = [said("기초연금 = 하루 최저임금액 × 60% × 365.")]
    if minimum is None or hourly is None:
        why = said("모름: {year}년의 최저임금을 확인하지 못했습니다.", year=str(year))
        yield _amount("dust_base", None, "year", how, (why,))
    else:
        won = minimum * _BASE_PENSION * _DAYS_A_YEAR
        how.append(said("{wage} × 60% × 365 = {won}.", wage=money(minimum), won=money(won)))
        yield _amount("dust_base", won, "year", how, (rests_on_year(MINIMUM, hourly),))
        yield _a_month("dust_base", won)
    pension = said("진폐보상연금 = 기초연금 + 진폐의 평균임금 × 진폐장해등급마다 별표 6이 정한 일수.")
    why = said("모름: 별표 6의 일수를 두 곳에서 확인하지 못했습니다. 공단에 일수를 물어 더해 보세요.")
    yield _amount("dust_pension", None, "year", (pension,), (why, *case.wage.known))
    if case.tells_of_death or Asked.SURVIVORS in case.asked:
        same = said("진폐유족연금 = 받던 진폐보상연금과 같은 금액. 유족보상연금을 넘을 수 없습니다.")
        yield _amount("dust_survivors", None, "year", (same,), (why,))


_PARTS = {
    Asked.AVERAGE_WAGE: _wage,
    Asked.WAGE_LOSS: _wage_loss,
    Asked.PARTLY_OFF: _partly_off,
    Asked.RENEWED: _renewed,
    Asked.IMPAIRMENT: _impairment,
    Asked.SURVIVORS: _survivors,
    Asked.FUNERAL: _funeral,
    Asked.CARE: _care,
    Asked.SEVERE: _severe,
    Asked.DUST: _dust,
}
