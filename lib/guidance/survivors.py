"""The survivors' benefit (유족급여): who of the family is entitled, the pension, half of it, the lump sum and its heirs.

법 제62조부터 제65조, 별표 3.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from lib.domain.given import RELATIONS, Given, Relation, Survivor
from lib.guidance.benefits import Amount, money, rests_on_table, whole
from lib.guidance.days_of_wage import (
    BEFORE_LIMITS,
    DAYS_A_YEAR,
    Facts,
    a_month,
    absent_from,
    amount_of,
    of_days,
)
from lib.guidance.standards import applied
from lib.guidance.wage_loss import age_on
from lib.guidance.yearly_amounts import BenefitTable, benefit_table
from lib.text.said import Said, said

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


def survivors(case: Facts) -> Iterator[Amount]:
    """The pension where somebody is or may be entitled, half of it and of the lump sum where asked for, else the lump sum."""
    if absent := absent_from(case, "survivors_pension", "year"):
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
        yield amount_of("survivors_pension", None, "year", how, (why, *case.wage.known))
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
    case: Facts,
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
        yield amount_of(id_, None, "year", how, case.wage.known)
        return
    limits = applied(case.wage.won, year)
    a_year = limits.won * DAYS_A_YEAR
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
        how += [] if limits.is_known else [BEFORE_LIMITS]
        yield amount_of(id_, None, "year", how, (*why, *known))
    else:
        yield amount_of(id_, won, "year", how, known)
        yield a_month(id_, won)
    if case.given.half_lump:
        days = Fraction(lump, 2)
        half_won = limits.won * days
        step = said("{wage} × {lump}일의 절반({days}일) = {won}.", wage=money(limits.won), lump=f"{lump:,}", days=str(whole(days)), won=money(half_won))  # fmt: skip
        if not sure or not limits.is_known:
            yield amount_of("survivors_half_lump", None, "total", (step,), (*why, *known))
        else:
            yield amount_of("survivors_half_lump", half_won, "total", (*limits.how, step), known)


_FAMILY_OPEN = said("모름: 가족의 나이와 함께 살았는지를 알아야 정해집니다.")


def _lump_sum(case: Facts, year: int, days: int, table: BenefitTable, notes: Sequence[Said]) -> Amount:
    family = case.given.survivors or ()
    how = [*notes, said("연금을 받을 가족이 없어 일시금입니다.")]
    if not family:
        how.append(said("평균임금 × {days}일.", days=f"{days:,}"))
        why = said("모름: 가족이 없다고 적으셨습니다. 유족급여는 유족에게만 나옵니다.")
        return amount_of("survivors_lump", None, "total", how, (why, *case.wage.known))
    rank, heirs = _heirs(family)
    if rank is None:
        how.append(said("누가 받는지는 함께 살았는지에 따라 정해집니다(법 제65조 제1항)."))
    else:
        how.append(said("받을 순위가 가장 앞선 가족: {who}.", who=RELATIONS[rank]))
    amount = of_days("survivors_lump", case, year, days, table, how)
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
