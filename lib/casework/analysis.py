"""From what a person tells to comparable rulings, how their disputes ended, and what speaks for and against.

No answer here is a yes or a no: rulings turn on medical evidence that a short story does not hold.
What is shown is how courts decided comparable cases, what tipped them, and what is still missing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from lib.casework.circumstances import also_of, circumstances
from lib.casework.comparable import Ask, Comparable, asked_first, comparable_rulings
from lib.casework.rates import WithAndWithout, base_rate, with_and_without
from lib.domain.counting import BaseRate, Basis
from lib.domain.despair import is_despairing, without_despair
from lib.domain.dispute import Dispute, by_ruling, disputes
from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, Stage, Suit
from lib.domain.told_events import IN_COURT
from lib.domain.told_illness import told_illnesses
from lib.guidance.criteria import Criterion, applicable_criteria
from lib.guidance.denial import Reason, denial_reasons
from lib.guidance.evidence import Missing, missing_evidence
from lib.guidance.factors import FactorFound
from lib.guidance.grounds import tells_a_dispute
from lib.guidance.legal_basis import latest_in_force
from lib.guidance.official_figures import OfficialFigure, figures_for
from lib.guidance.turn_to import LawElsewhere, Turn, laws_elsewhere
from lib.rulings.statistics import basis
from lib.search.index import SearchIndex
from lib.search.law_elsewhere import law_elsewhere
from lib.search.not_held import none_about, not_held
from lib.search.read_by_words import Understood, second_ground
from lib.search.understanding import understand
from lib.store import Store
from lib.text.encoding import Damage
from lib.text.once import one_piece_of_work
from lib.text.said import Translate
from lib.text.spelling import squeeze


@dataclass(frozen=True, slots=True)
class Similar:
    """Comparable rulings of both sides, the closest first, and the base rate beside them.

    `not_held`: the illnesses asked about, where no held ruling deals with any of them. `asks`: what has to be
    known before rulings can be chosen; there are none then. `needs_support` is true where the person says they
    no longer want to live: nothing is counted then. `elsewhere`: the other law that the case is of, with where
    to turn. `suit`: as it was understood. `damage`: where what was told did not arrive as words.
    """

    favourable: tuple[Comparable, ...]
    unfavourable: tuple[Comparable, ...]
    base_rate: BaseRate
    not_held: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    needs_support: bool = False
    elsewhere: LawElsewhere | None = None
    suit: Suit | None = None
    damage: Damage | None = None

    @property
    def asks_for_the_story(self) -> bool:
        """Whether nothing of a case was told at all."""
        return self.asks == ("story",)

    @property
    def is_told(self) -> bool:
        """Whether it is said how the disputes ended: not of those of another illness, unless they have a rate."""
        return bool(self.base_rate.group) and (self.base_rate.interval is not None or not self.not_held)


Kind = Literal["case", "other_law", "unclear"]


def is_understood(intake: Intake, understood: Understood) -> bool:
    """False where a story tells no illness, no dispute and nothing else of a case: a greeting, question marks."""
    labels = (
        understood.kind_b, understood.kind_c, understood.disease_category, understood.issue_category,
    )  # fmt: skip
    korean = intake.in_korean
    is_sued = understood.suit is Suit.EMPLOYER
    if is_sued or any((*labels, intake.diagnoses)) or told_illnesses(korean.story):
        return True
    return tells_a_dispute(korean.story, korean.denial_reason)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the offline analysis says about one intake.

    Of what is no case nothing is said but what to tell or where to turn. `neutral` are circumstances that
    the law has a rule of its own for, which speak for neither side. `criteria` are the rules of law the
    case is measured by, the most specific first. Where the person says they no longer want to live
    (`needs_support`), help comes first, and of the `official` figures nothing is told. `denial` are the reasons
    of the refusal, with what answers each. `with_and_without`: how disputes ended with and without a missing piece of
    evidence, by its id, where that may be told.
    """

    intake: Intake
    understood: Understood
    similar: Similar
    criteria: tuple[Criterion, ...]
    factors_for: tuple[FactorFound, ...]
    factors_against: tuple[FactorFound, ...]
    neutral: tuple[FactorFound, ...]
    missing_evidence: tuple[Missing, ...]
    official: tuple[OfficialFigure, ...]
    denial: tuple[Reason, ...] = ()
    with_and_without: Mapping[str, WithAndWithout] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What was told: a case, a matter of another law, or nothing that can be understood."""
        if self.similar.elsewhere:
            return "other_law"
        return "case" if is_understood(self.intake.readable, self.understood) else "unclear"

    @property
    def turn_to(self) -> tuple[Turn, ...]:
        """Where to turn with a matter of another law."""
        return self.similar.elsewhere.turn_to if self.similar.elsewhere else ()

    @property
    def needs_support(self) -> bool:
        """As of the rulings found."""
        return self.similar.needs_support


def similar(
    intake: Intake,
    store: Store,
    index: SearchIndex,
    counted: Basis | None = None,
    understood: Understood | None = None,
    per_side: int = 5,
    without: Collection[str] = (),
    dispute_of: Mapping[str, Dispute] | None = None,
) -> Similar:
    """Comparable rulings: the best of the 인정 side and the best of the 불인정 side.

    The base rate is over `counted` (made from the store where it is not at hand);
    `dispute_of` has the dispute of every held ruling (made from the store where it is not at hand).
    Rulings whose ids are in `without` are passed over everywhere. Raises StoreError.
    """
    understood = understood or understand(intake)
    told = intake.readable.in_korean
    if dispute_of is None:
        dispute_of = by_ruling(disputes(store.listing(), store.related()))
    won, lost = comparable_rulings(told, understood, store, index, dispute_of, per_side, without)
    counted = counted or basis(store)
    needs_support = any(is_despairing(f"{each.story}\n{each.denial_reason}") for each in {intake, told})
    rate = (
        BaseRate(counted.origin, (), as_of=counted.as_of)
        if needs_support
        else base_rate(counted, understood, without)
    )
    asks = asked_first(told, understood)
    if "reason" in asks and not (told.tells_when or is_understood(told, understood)):
        # Whoever only greets is not asked why somebody refused.
        asks = ("story",)
    law = law_elsewhere(told) if "law" in asks else None
    unknown = () if law else not_held(index, told.story, told.diagnoses, understood)
    elsewhere = laws_elsewhere()[law] if law else None
    return Similar(won, lost, rate, unknown, asks, needs_support, elsewhere, understood.suit, intake.damage)


def refused_for(
    intake: Intake, understood: Case, further: tuple[Case, ...] = (), factors: Sequence[FactorFound] = ()
) -> tuple[Reason, ...]:
    """The reasons of the refusal in the person's own words, with what answers each; `factors` are what they told."""
    is_granted = understood.suit is Suit.EMPLOYER and intake.stage not in IN_COURT
    if (is_granted or intake.stage is Stage.BEFORE_CLAIM) and not intake.denial_reason:
        # What the employer argues against an approval is no reason of a refusal.
        return ()
    korean = intake.in_korean
    own = partial(_own, intake)
    story = without_despair(korean.text)
    reasons = denial_reasons(
        story, korean.denial_reason, understood.labels, further, factors, is_gloss=intake.is_in_english
    )
    return tuple(
        replace(reason, words=own(reason.words), more_words=tuple(map(own, reason.more_words)))
        for reason in reasons
    )


# Words of the Korean that an intake is read in, as the person wrote them.
def _own(intake: Intake, words: str) -> str:
    bare = squeeze(words).lower()
    found = intake.own_words(bare)
    return words if found == bare else found


@one_piece_of_work()
def analyze(
    intake: Intake,
    store: Store,
    index: SearchIndex,
    counted: Basis | None = None,
    understood: Understood | None = None,
    without: Collection[str] = (),
    dispute_of: Mapping[str, Dispute] | None = None,
) -> Analysis:
    """The offline analysis of one intake, as if the rulings `without` were not held. Raises StoreError.

    `counted` and `dispute_of` as `similar` takes them.
    """
    understood = understood or understand(intake)
    counted = counted or basis(store)
    if dispute_of is None:
        dispute_of = by_ruling(disputes(store.listing(), store.related()))
    found = similar(intake, store, index, counted, understood, without=without, dispute_of=dispute_of)
    readable = intake.readable
    if found.elsewhere or not is_understood(readable, understood):
        return Analysis(intake, understood, found, (), (), (), (), (), ())
    case, also = understood.labels, also_of(understood)
    factors = circumstances(readable, understood)
    korean = readable.in_korean
    denial, told = korean.denial_reason, without_despair(korean.text)
    second = second_ground(understood, denial)
    criteria = applicable_criteria(case, told, denial, second or _ill_too(understood), stage=intake.stage)
    if found.needs_support and understood.kind_b is not KindB.SURVIVORS:
        # Nobody is told of the law on suicide for their own.
        criteria = tuple(rule for rule in criteria if rule.id not in _ON_SUICIDE)
        factors = tuple(factor for factor in factors if factor.id not in _ON_SUICIDE)
    missing = tuple(
        replace(each, named=_own(readable, each.named)) if each.named else each
        for each in missing_evidence(told, denial, case, second)
    )
    return Analysis(
        intake=intake,
        understood=understood,
        similar=found,
        criteria=criteria,
        factors_for=tuple(factor for factor in factors if factor.side == "for"),
        factors_against=tuple(factor for factor in factors if factor.side == "against"),
        neutral=tuple(factor for factor in factors if factor.side == "neutral"),
        missing_evidence=missing,
        official=() if found.needs_support else figures_for(understood),
        denial=refused_for(readable, understood, also, factors),
        with_and_without={}
        if found.needs_support
        else with_and_without(counted, understood, index, (each.id for each in missing), dispute_of, without),
    )


# The second of two illnesses that the same years at work leave and that are claimed apart; None for any other.
def _ill_too(understood: Understood) -> Disease | None:
    both = (understood.disease_category, *(each.value for each in understood.further))
    return _CLAIMED_APART[both[0]] if _CLAIMED_APART.get(both[0]) in both[1:] else None


_CLAIMED_APART: dict[object, Disease] = {
    Disease.HEARING: Disease.RESPIRATORY,
    Disease.RESPIRATORY: Disease.HEARING,
}


# Rules of law and circumstances that speak of suicide, by their ids in `data/`.
_ON_SUICIDE = frozenset({"self_harm", "personal_weakness_in_suicide", "suicide_in_disturbed_state"})


def on_the_choice(
    found: Similar, _: Translate = str, name_of: Callable[[Disease], str] = str, language: str = "ko"
) -> list[str]:
    """What is said before the rulings: why there are none, what to tell, or that they are of another illness.

    `name_of` gives groups of illnesses in the person's language.
    """
    if found.elsewhere:
        return [
            found.elsewhere.says.in_language(language),
            _("그래서 판결을 고르지 않았습니다. 아래에 물어보세요."),
        ]
    asks = {
        "reason": _("회사는 왜 산재가 아니라고 하나요? 법원에서 온 서류에 적힌 이유를 적어 주세요.")
        if found.suit is Suit.EMPLOYER
        else _("공단이 왜 거절했나요? 결정 통지서에 적힌 이유를 적어 주세요."),
        "illness": _("어디를 다쳤거나 무슨 병인가요? 진단명을 적어 주세요."),
    }
    broken = [_in_words(found.damage, _)] if found.damage else []
    if found.asks_for_the_story and broken:
        return [*broken, _("‘적은 내용 고치기’를 누르면 다시 적을 수 있습니다.")]
    if found.asks_for_the_story:
        return [
            _("적어 주신 글에서는 무슨 일이 있었는지 읽지 못했습니다. 아래를 적어 주시면 다시 볼게요."),
            _("어디를 다쳤거나 무슨 병인가요? 진단명을 적어 주세요."),
            _("어떤 일을 하다가 그렇게 되었나요?"),
            _("공단에 신청하셨나요? 답을 받으셨다면 뭐라고 하던가요?"),
            _("‘적은 내용 고치기’를 누르면 다시 적을 수 있습니다."),
        ]
    said = [asks[ask] for ask in found.asks]
    if said:
        said.insert(0, _("판결을 고르기에는 아직 모르는 것이 있습니다. 알려 주시면 골라 드립니다."))
    if found.not_held:
        said.append(none_about(found.not_held, _))
        groups = {
            each.ruling.labels.disease_category.value for each in (*found.favourable, *found.unfavourable)
        }
        if len(groups) == 1 and Disease.OTHER not in groups:
            said.append(_("아래 판결은 {group} 사건입니다.").format(group=name_of(groups.pop())))
        elif groups:
            said.append(_("아래 판결은 다른 병이나 부상을 다룬 것입니다."))
    return broken + said


def _in_words(damage: Damage, _: Translate) -> str:
    if damage == "lost":
        return _(
            "적으신 글이 물음표(?)로 바뀌어 와서 읽을 수 없습니다. 원래 글을 UTF-8로 저장해 다시 넣어 주세요."
        )
    return _("적으신 글이 깨진 글자로 와서 읽을 수 없습니다. 원래 글을 UTF-8로 저장해 다시 넣어 주세요.")


def nothing_held(is_won: bool, understood: Understood, _: Translate = str) -> str:
    """What is said in place of rulings on a side that has none; where causation is in dispute, of the illness."""
    if understood.issue_category in (None, Issue.CAUSATION) and understood.kind_b is not KindB.CLAWBACK:
        if is_won:
            return _("이런 병으로 근로자가 이긴 판결은 가지고 있지 않습니다.")
        return _("이런 병으로 근로자가 진 판결은 가지고 있지 않습니다.")
    if is_won:
        return _("이 쟁점에서 근로자가 이긴 판결은 가지고 있지 않습니다.")
    return _("이 쟁점에서 근로자가 진 판결은 가지고 있지 않습니다.")


def on_the_language(analysis: Analysis, _: Translate = str) -> str:
    """What is said first of a story in English: how far it was understood; empty for one in Korean."""
    if not analysis.intake.is_in_english or analysis.similar.damage or analysis.kind == "other_law":
        return ""
    understood = analysis.understood
    if understood.disease_category is None and understood.issue_category is None:
        return _(
            "영어로 쓴 이야기를 알아듣지 못했습니다. 아래 네 가지(유형, 급여, 다친 곳, 쟁점)를 직접 골라 주세요. "
            "한국어로 적어 줄 사람이 있으면 더 정확합니다."
        )
    return _(
        "영어로 쓴 이야기는 주요 낱말만 알아듣습니다. 아래 네 가지가 맞는지 꼭 확인하고 틀리면 고쳐 주세요. "
        "법원이 따지는 자세한 사정은 한국어에서만 찾습니다."
    )


def limits(analysis: Analysis, _: Translate = str) -> list[str]:
    """What this analysis does not tell, in sentences for the person."""
    rate = analysis.similar.base_rate
    is_told = analysis.similar.is_told and not analysis.needs_support
    sentences = (
        (
            analysis.kind == "case",
            _(
                "이 화면은 판결 결과를 예측하지 않습니다. 산재 판결은 짧은 이야기에 담기지 않는 의학 증거에 따라 갈립니다."
            ),
        ),
        (
            is_told and rate.interval is not None,
            _(
                "공단이 거절한 사건 가운데 법원까지 가서 판결이 공개된 사건만 모은 통계입니다. 모든 신청의 승인율이 아닙니다."
            ),
        ),
        (is_told and rate.n > 0, _("같은 사건의 1심·2심·3심은 마지막 판결 하나만 셉니다.")),
        (
            analysis.understood.issue_category is None and analysis.kind != "other_law",
            _(
                "이야기만으로는 공단과 무엇이 갈렸는지(쟁점) 알기 어려웠습니다. 거절 이유를 적으면 더 정확해집니다."
            ),
        ),
        (
            analysis.kind != "other_law",
            _("법령은 {day}까지 시행된 글로 읽었습니다. 그 뒤에 바뀐 것은 모릅니다.").format(
                day=latest_in_force().isoformat()
            ),
        ),
        (
            True,
            _(
                "법률 자문이 아닙니다. 기한이 걸려 있으니 공인노무사나 변호사, 무료 상담 창구와 함께 확인하세요."
            ),
        ),
    )
    return [sentence for applies, sentence in sentences if applies]
