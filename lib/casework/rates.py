"""How disputes like the person's ended, and what may be said of it in words.

A rate is within the person's own issue and never wider: a share over other illnesses or other
questions is no answer to "what happened to people like me". Where the issue is not known nothing is
counted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from lib.domain.counting import LEAST, BaseRate, Basis, count_outcomes
from lib.domain.dispute import Dispute
from lib.domain.records import ListedRuling, Origin
from lib.domain.taxonomy import Disease, Issue
from lib.guidance.gathering import gathering
from lib.search.index import SearchIndex
from lib.search.query import Filters, ids_telling
from lib.search.read_by_words import Understood
from lib.text.said import Translate


def base_rate(basis: Basis, understood: Understood, without: Collection[str] = ()) -> BaseRate:
    """How the disputes of the person's own issue ended; rulings whose ids are in `without` do not count."""
    group = _own_group(understood)
    if group is None:
        return BaseRate(basis.origin, (), as_of=basis.as_of)
    return _counted(basis, group, _of_group(basis, group, without))


@dataclass(frozen=True, slots=True)
class WithAndWithout:
    """How disputes of one group ended in whose rulings a kind of evidence is told of (`words`), and in whose it is not."""

    words: tuple[str, ...]
    told: BaseRate
    untold: BaseRate


def with_and_without(
    basis: Basis,
    understood: Understood,
    index: SearchIndex,
    evidence: Iterable[str],
    dispute_of: Mapping[str, Dispute],
    without: Collection[str] = (),
) -> dict[str, WithAndWithout]:
    """For each piece of evidence how the disputes of the person's own issue ended with and without such.

    Only over a whole public listing, and only where both counts are of as many disputes as a rate needs: what was
    chosen, or drawn by chance, tells nothing of what goes with what. Whether evidence is told of goes by the texts
    of all instances of a dispute.
    """
    group = _own_group(understood)
    if basis.origin is not Origin.LISTING or group is None:
        return {}
    own = _of_group(basis, group, without)
    instances = {
        ruling.id: {ruling.id, *(each.id for each in dispute.rulings)} if dispute else {ruling.id}
        for ruling in own
        for dispute in [dispute_of.get(ruling.id)]
    }
    found = {}
    for id_ in evidence:
        words = gathering().told_as.get(id_)
        if not words:
            continue
        telling = ids_telling(index, words, group)
        sides: dict[bool, list[ListedRuling]] = {True: [], False: []}
        for ruling in own:
            sides[not telling.isdisjoint(instances[ruling.id])].append(ruling)
        told, untold = (_counted(basis, group, sides[side]) for side in (True, False))
        if told.interval and untold.interval:
            found[id_] = WithAndWithout(words, told, untold)
    return found


# Each dispute of a group by the ruling that it is listed by.
def _of_group(basis: Basis, group: Filters, without: Collection[str]) -> list[ListedRuling]:
    return [ruling for ruling in group.select(basis.disputes) if ruling.id not in without]


def _counted(basis: Basis, group: Filters, own: Iterable[ListedRuling]) -> BaseRate:
    names = (*group.issue_category, *group.disease_category)
    return count_outcomes(own, basis.origin, tuple(label.value for label in names), basis.as_of)


def with_and_without_in_words(
    counted: WithAndWithout, _: Translate = str, name_of: Callable[[str], str] = str
) -> str:
    """The counts as raw fractions, with what they do not mean; `name_of` gives labels in the person's language."""
    return _(
        "{where}의 '{group}' 사건 가운데, 판결 글에 ‘{words}’라는 말이 있는 {n}건에서는 {won}건, "
        "없는 {m}건에서는 {also}건을 근로자 쪽이 이겼습니다. 관련이지 원인이 아닙니다."
    ).format(
        where=_held(counted.told, _), group=" · ".join(map(name_of, counted.told.group)),
        words=", ".join(counted.words), n=f"{counted.told.n:,}", won=f"{counted.told.favourable:,}",
        m=f"{counted.untold.n:,}", also=f"{counted.untold.favourable:,}",
    )  # fmt: skip


# The person's issue; medical causation is asked of one illness. None where either is not known.
#
# What is only 기타 is no group: such rulings have nothing in common.
def _own_group(understood: Understood) -> Filters | None:
    issue, disease = understood.issue_category, understood.disease_category
    if issue in (None, Issue.PROCEDURE):
        return None
    if issue is not Issue.CAUSATION:
        return Filters(issue_category=(issue,))
    if disease in (None, Disease.OTHER):
        return None
    return Filters(issue_category=(issue,), disease_category=(disease,))


def rate_in_words(rate: BaseRate, _: Translate = str, name_of: Callable[[str], str] = str) -> str:
    """What may be said of how these disputes ended; `name_of` gives labels in the person's language."""
    group = " · ".join(map(name_of, rate.group))
    counts = {"n": f"{rate.n:,}", "won": f"{rate.favourable:,}", "lost": f"{rate.n - rate.favourable:,}"}
    if not group:
        return _(
            "무엇이 다툼인지(업무 때문에 아픈 것인지가 다툼이면 어떤 병인지) 몰라서 판결을 세지 않았습니다(모름)."
        )
    if not rate.n:
        return _("{group}: 법원이 내용을 판단한 판결을 가지고 있지 않습니다.").format(group=group)
    if rate.basis is Origin.CHOSEN:
        if rate.undecided and Issue.TIME_LIMIT.value in rate.group:
            # Who asks about lateness is shown what came too late (see comparable_rulings).
            return _(
                "비슷한 판결 {n}건을 골라 두었습니다 (이긴 것 {won}건, 진 것 {lost}건, 내용을 판단받지 못한 것 {undecided}건). "
                "여러 사정을 보여 주려고 고른 것이라 이길 확률을 뜻하지 않습니다."
            ).format(**counts | {"n": f"{rate.n + rate.undecided:,}"}, undecided=f"{rate.undecided:,}")
        return _(
            "비슷한 판결 {n}건을 골라 두었습니다 (이긴 것 {won}건, 진 것 {lost}건). "
            "여러 사정을 보여 주려고 고른 것이라 이길 확률을 뜻하지 않습니다."
        ).format(**counts)
    where = _held(rate, _)
    if rate.interval is None:
        return _(
            "{where}에서 '{group}' 사건은 {n}건입니다 (이긴 것 {won}건, 진 것 {lost}건). "
            "{least}건보다 적어 비율은 말하지 않습니다."
        ).format(where=where, group=group, least=LEAST, **counts)
    return _(
        "{where}에서 '{group}' 사건 {n}건({years}{left_out}) 가운데 {won}건에서 근로자 쪽이 이겼습니다"
        "({share}, 95% 구간 {interval})."
    ).format(
        where=where, group=group, years=_years(rate, _), left_out=_left_out(rate, _),
        share=percent(rate.favourable / rate.n), interval=span(*rate.interval), **counts,
    )  # fmt: skip


def percent(share: float) -> str:
    """A share as a whole percentage: more digits would promise more than the rulings hold."""
    return f"{share:.0%}"


def span(low: float, high: float) -> str:
    """Two shares as `30–60%`."""
    return f"{low * 100:.0f}–{high * 100:.0f}%"


def _held(rate: BaseRate, _: Translate) -> str:
    where = (
        _("공개된 판결 전체 목록({day})")
        if rate.basis is Origin.LISTING
        else _("공개된 판결에서 무작위로 뽑은 표본({day})")
    )
    return where.format(day=rate.as_of or _("날짜 모름"))


def _years(rate: BaseRate, _: Translate) -> str:
    if rate.years is None:
        return _("접수 연도 모름")
    first, last = rate.years
    return _("{years}년 접수").format(years=first if first == last else f"{first}–{last}")


# What was not counted, ready to follow the years; empty where nothing was left out.
def _left_out(rate: BaseRate, _: Translate) -> str:
    parts = [
        words.format(n=f"{count:,}")
        for count, words in (
            (rate.other_suits, _("거절된 사람이 낸 소송이 아닌 것 {n}건")),
            (rate.undecided, _("각하·취하 {n}건")),
            (rate.untold, _("결과를 알 수 없는 것 {n}건")),
        )
        if count
    ]
    return _("; 뺀 것: {parts}").format(parts=", ".join(parts)) if parts else ""
