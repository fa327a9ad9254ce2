"""From what a person tells to comparable rulings, the base rate, and what speaks for and against.

No answer here is a yes or a no: rulings turn on medical evidence that a short story does not hold.
What is shown is how courts decided comparable cases, what tipped them, and what is still missing.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from lib.domain.despair import is_despairing
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling, StoredRuling
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE, Disease, Issue, KindB, KindC, Outcome
from lib.guidance.criteria import Criterion, applicable_criteria
from lib.guidance.evidence import EvidenceItem, missing_evidence
from lib.guidance.factors import FactorFound, read_factors
from lib.guidance.hotline import HOTLINE
from lib.i18n import Translate
from lib.search.index import SearchIndex
from lib.search.query import Filters, Hit, search_story
from lib.search.tokens import terms
from lib.search.understanding import Understood, understand
from lib.store import Store
from lib.text.stance import of_the_case

SMALLEST_GROUP = 10
"""A base rate over fewer rulings than this is widened to a larger group: below it the 95% interval
is wider than half of the scale."""

_Z95 = 1.959963984540054
"""97.5% quantile of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often courts sided with the claimant, over rulings on the merits of one group.

    `favourable` counts 인정, 일부인정 and 파기환송_유리 (`partly` of them are 일부인정). `rate` is their
    share, `low` and `high` its Wilson 95% interval; all three are None when n is 0. `group` names the
    labels counted over (empty: all rulings held); `narrowest` is the group that was wanted, and
    differs from `group` when that one held fewer than SMALLEST_GROUP rulings.
    """

    n: int
    favourable: int
    partly: int
    rate: float | None
    low: float | None
    high: float | None
    group: tuple[str, ...]
    narrowest: tuple[str, ...]
    narrowest_n: int

    @property
    def is_widened(self) -> bool:
        """True where the group had to be widened because too few rulings were in it."""
        return self.group != self.narrowest


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ruling is comparable: `disease`, `issue`, `kind`, `job` or `words`, and the shared value."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """A ruling close to the case, why it is comparable, and how close (higher is closer)."""

    ruling: StoredRuling
    reasons: tuple[Reason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Similar:
    """Comparable rulings of both sides, the closest first, and the base rate beside them."""

    favourable: tuple[Comparable, ...]
    unfavourable: tuple[Comparable, ...]
    base_rate: BaseRate


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the offline analysis says about one intake."""

    intake: Intake
    understood: Understood
    similar: Similar
    criteria: tuple[Criterion, ...]
    """The rules of law the case is measured by, the most specific first."""
    factors_for: tuple[FactorFound, ...]
    factors_against: tuple[FactorFound, ...]
    missing_evidence: tuple[EvidenceItem, ...]
    needs_support: bool
    """True where the person says they no longer want to live: help comes first."""


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson score interval at 95% for a share of `successes` in `n` (n > 0).

    E. B. Wilson, JASA 22 (1927) 209-212; keeps inside 0 and 1 and is honest for small n.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"no share of {successes} in {n}")
    share, z2 = successes / n, _Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def count_outcomes(rulings: Iterable[ListedRuling], group: tuple[str, ...] = ()) -> BaseRate:
    """The base rate over these rulings; those that decided nothing on the merits are not counted."""
    outcomes = [ruling.outcome for ruling in rulings if ruling.outcome.is_decided]
    n, favourable = len(outcomes), sum(outcome in FAVOURABLE for outcome in outcomes)
    partly = outcomes.count(Outcome.PARTLY_GRANTED)
    if n == 0:
        return BaseRate(0, 0, 0, None, None, None, group, group, 0)
    low, high = wilson(favourable, n)
    return BaseRate(n, favourable, partly, favourable / n, low, high, group, group, n)


def base_rate(listing: Sequence[ListedRuling], understood: Understood) -> BaseRate:
    """The base rate of the narrowest group that holds enough rulings, widened step by step."""
    narrowest: BaseRate | None = None
    widest: BaseRate | None = None
    for labels in _groups(understood):
        names = tuple(label.value for label in labels)
        counted = count_outcomes((r for r in listing if _belongs(r, labels)), names)
        narrowest = narrowest or counted
        widest = counted
        if counted.n >= SMALLEST_GROUP:
            break
    assert narrowest is not None and widest is not None
    if widest.n < SMALLEST_GROUP:
        widest = count_outcomes(listing)
    return BaseRate(
        widest.n, widest.favourable, widest.partly, widest.rate, widest.low, widest.high,
        widest.group, narrowest.group, narrowest.n,
    )  # fmt: skip


_Label = Disease | Issue | KindB | KindC
_TELLS_NOTHING = (None, Disease.OTHER, Issue.PROCEDURE, KindB.OTHER, KindC.NONE)
"""Rulings that only share being 기타 have nothing in common."""


def _groups(understood: Understood) -> list[tuple[_Label, ...]]:
    """Groups of comparable rulings, the narrowest first.

    Medical causation is compared within the disease; any other issue (a commute, employee status,
    misconduct, a deadline) is compared within the issue, whatever the injury was.
    """
    disease, issue = understood.disease_category, understood.issue_category
    kind_b, kind_c = understood.kind_b, understood.kind_c
    ladder: list[tuple[_Label | None, ...]]
    if issue in (None, Issue.CAUSATION):
        ladder = [
            (disease, issue, kind_b),
            (disease, issue),
            (disease,),
            (issue, kind_c),
            (kind_c,),
            (issue,),
        ]
    else:
        ladder = [(issue, kind_c, kind_b), (issue, kind_c), (issue,), (kind_c,), (disease,)]
    groups = [tuple(label for label in step if label not in _TELLS_NOTHING) for step in ladder]
    return [*dict.fromkeys(group for group in groups if group), ()]


_LABEL_OF: dict[type[_Label], str] = {
    Disease: "disease_category",
    Issue: "issue_category",
    KindB: "kind_b",
    KindC: "kind_c",
}


def _belongs(ruling: ListedRuling, labels: tuple[_Label, ...]) -> bool:
    return all(getattr(ruling, _LABEL_OF[type(label)]) is label for label in labels)


def similar(
    intake: Intake,
    store: Store,
    index: SearchIndex,
    listing: Sequence[ListedRuling] | None = None,
    understood: Understood | None = None,
    per_side: int = 5,
    without: Collection[str] = (),
) -> Similar:
    """Comparable rulings: the best of the 인정 side and the best of the 불인정 side.

    `listing` may be passed in where it is already held; rulings whose ids are in `without` are
    passed over everywhere. Raises StoreError.
    """
    understood = understood or understand(intake)
    listing = store.listing() if listing is None else listing
    if without:
        listing = [ruling for ruling in listing if ruling.id not in without]
    text = intake.text
    sides = []
    for outcomes in (FAVOURABLE, UNFAVOURABLE):
        filters = Filters(outcome=tuple(sorted(outcomes)))
        hits = search_story(index, text, understood, filters, per_side + len(without)).hits
        kept = [hit for hit in hits if hit.id not in without][:per_side]
        sides.append(tuple(_comparables(kept, store, intake, understood)))
    return Similar(sides[0], sides[1], base_rate(listing, understood))


def _comparables(
    hits: Sequence[Hit], store: Store, intake: Intake, understood: Understood
) -> Iterable[Comparable]:
    scores = {hit.id: hit.score for hit in hits}
    for ruling in store.get_many(list(scores)):
        # A ruling that shares nothing one can name is not comparable, however many syllables agree.
        if reasons := _reasons(ruling, intake, understood):
            yield Comparable(ruling, reasons, scores[ruling.id])


_SHARED_WORDS = 4


def _reasons(ruling: StoredRuling, intake: Intake, understood: Understood) -> tuple[Reason, ...]:
    """What a ruling and the case have in common, in the order a person would name it."""
    labels = ruling.labels
    reasons = []
    if (
        understood.disease_category not in (None, Disease.OTHER)
        and labels.disease_category.value is understood.disease_category
    ):
        reasons.append(Reason("disease", labels.disease_category.value.value))
    if (
        understood.issue_category not in _TELLS_NOTHING
        and labels.issue_category.value is understood.issue_category
    ):
        reasons.append(Reason("issue", labels.issue_category.value.value))
    if understood.kind_c not in _TELLS_NOTHING and labels.kind_c.value is understood.kind_c:
        reasons.append(Reason("kind", labels.kind_c.value.value))
    job = _shared([labels.occupation], [intake.occupation, intake.industry])
    if job:
        reasons.append(Reason("job", labels.occupation))
    words = _shared_words(ruling, intake, understood)
    if words:
        reasons.append(Reason("words", ", ".join(words)))
    return tuple(reasons)


def _shared(these: Sequence[str], those: Sequence[str]) -> bool:
    return bool({t for text in these for t in terms(text)} & {t for text in those for t in terms(text)})


def _shared_words(ruling: StoredRuling, intake: Intake, understood: Understood) -> list[str]:
    """Words the person used (a diagnosis, a job, a word of rulings) that stand in the ruling or its digest."""
    digest = ruling.precedent.digest
    told = (
        [digest.gist, *digest.facts, *digest.tipped, *digest.diagnoses, digest.occupation] if digest else []
    )
    held = "".join((ruling.precedent.text + " ".join(told)).split())
    said = "".join(of_the_case(f"{intake.text}\n{intake.denial_reason}").split())
    wanted = [
        *intake.diagnoses,
        intake.occupation,
        *(word for word in understood.legal if "".join(word.split()) in said),
    ]
    shared = [word for word in dict.fromkeys(wanted) if len(word) >= 2 and "".join(word.split()) in held]
    return shared[:_SHARED_WORDS]


class _Labels(TypedDict):
    kind_b: KindB | None
    kind_c: KindC | None
    disease: Disease | None
    issue: Issue | None


def analyze(
    intake: Intake,
    store: Store,
    index: SearchIndex,
    listing: Sequence[ListedRuling] | None = None,
    understood: Understood | None = None,
    without: Collection[str] = (),
) -> Analysis:
    """The offline analysis of one intake, as if the rulings `without` were not held. Raises StoreError."""
    understood = understood or understand(intake)
    labels = _Labels(
        kind_b=understood.kind_b,
        kind_c=understood.kind_c,
        disease=understood.disease_category,
        issue=understood.issue_category,
    )
    told = of_the_case(intake.text)
    factors = read_factors(told, intake.denial_reason, **labels)
    return Analysis(
        intake=intake,
        understood=understood,
        similar=similar(intake, store, index, listing, understood, without=without),
        criteria=applicable_criteria(**labels),
        factors_for=tuple(factor for factor in factors if factor.side == "for"),
        factors_against=tuple(factor for factor in factors if factor.side == "against"),
        missing_evidence=missing_evidence(f"{told}\n{intake.denial_reason}", **labels),
        needs_support=is_despairing(f"{intake.story}\n{intake.denial_reason}"),
    )


def support(_: Translate = str) -> str:
    """What is said first to a person in despair."""
    return _(
        "많이 힘드시지요. 혼자 견디지 마세요. 자살예방 상담전화 {number}번은 밤낮없이 무료로 이야기를 들어 줍니다."
    ).format(number=HOTLINE)


def limits(analysis: Analysis, _: Translate = str) -> list[str]:
    """What this analysis does not tell, in sentences for the person."""
    rate = analysis.similar.base_rate
    sentences = [
        _(
            "이 화면은 판결 결과를 예측하지 않습니다. 산재 판결은 짧은 이야기에 담기지 않는 의학 증거에 따라 갈립니다."
        ),
        _(
            "공단이 거절한 사건 가운데 법원까지 가서 판결이 공개된 사건만 모은 통계입니다. 모든 신청의 승인율이 아닙니다."
        ),
    ]
    if rate.n < 2 * SMALLEST_GROUP:
        sentences.append(_("비교할 판결이 적어 비율의 오차가 큽니다. 숫자보다 판결의 이유를 보세요."))
    if rate.is_widened:
        sentences.append(_("꼭 맞는 판결이 적어서 더 넓은 범위의 판결로 비율을 계산했습니다."))
    if analysis.understood.issue_category is None:
        sentences.append(
            _("이야기만으로는 다툼의 핵심(쟁점)을 알기 어려웠습니다. 거절 이유를 적으면 더 정확해집니다.")
        )
    sentences.append(
        _("법률 자문이 아닙니다. 기한이 걸려 있으니 공인노무사나 변호사, 무료 상담 창구와 함께 확인하세요.")
    )
    return sentences
