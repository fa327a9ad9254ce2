"""The draft of a request for review (심사 청구서) or re-examination (재심사 청구서), made without any model.

Everything in it is the person's own words, an article with our words for it (`lib/guidance/arguments`), a held ruling
(`authority`), or a blank for what is not known. It holds every item of 시행령 제96조 and 제105조.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from lib.casework.analysis import Analysis
from lib.casework.authority import Authority
from lib.casework.enclosures import Enclosures
from lib.casework.own_account import Account, own_account, wished_remedy
from lib.casework.paper_form import ASKED, OF_THE_CASE, Ask, Given
from lib.casework.paper_lines import BLANK, Line, day, numbered
from lib.casework.rebuttal import Rebuttal
from lib.casework.refusal_words import without_lead
from lib.casework.told_particulars import Particulars, told_particulars
from lib.domain.dispute import Dispute
from lib.domain.intake import Intake
from lib.domain.taxonomy import Issue, KindB, KindC, Stage, Suit
from lib.domain.told_dates import seems_refused
from lib.domain.told_filing import told_filing
from lib.domain.told_stage import is_silent_on_a_panel
from lib.guidance.deadlines import Deadline, deadlines_too
from lib.guidance.evidence import Missing
from lib.store import Store
from lib.text.said import Translate
from lib.text.spelling import with_particle


class Paper(StrEnum):
    """The two papers with which a decision of the agency is contested before a suit."""

    REVIEW = "심사청구서"
    SECOND_REVIEW = "재심사청구서"


PAPER_OF = {
    "review": Paper.REVIEW,
    "second_review": Paper.SECOND_REVIEW,
    "second_review_directly": Paper.SECOND_REVIEW,
}
"""Deadline (by its id) → the paper that is due by it."""
_DIRECTLY = "second_review_directly"
_WISHED = {"심사": Paper.REVIEW, "재심사": Paper.SECOND_REVIEW}


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as it stands in the file: `lines`; what is asked (each blank, and each fact of a reason), and what is said beside it.

    `choices` are the papers that are open, `deadline` the day by which this one is due; `account` is what the story gave.
    `evidence` is all that the paper names, in hand or not. `authorities` are the rulings it cites.
    """

    paper: Paper
    choices: tuple[Paper, ...]
    deadline: Deadline
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    warnings: tuple[str, ...]
    account: Account
    evidence: tuple[Missing, ...]
    authorities: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class NoDraft:
    """That no such paper can be written for the case, and what to do instead, in sentences."""

    why: str


def case_to_contest(intake: Intake, today: date) -> Intake:
    """The case as of the refusal that it tells, though nothing is said to have been claimed (`seems_refused`)."""
    return seems_refused(intake, today) or intake


def draft_appeal(
    analysis: Analysis,
    store: Store,
    dispute_of: Mapping[str, Dispute],
    today: date,
    given: Given | None = None,
    wanted: Paper | None = None,
    _: Translate = str,
    language: str = "ko",
) -> Draft | NoDraft:
    """The draft for a case, or why there is none. The days of the case have to be possible. Raises StoreError.

    `wanted`: the paper of those that are open; else the one that the story says is wanted, else the first remedy. The paper is Korean, whatever the
    language of what is said beside it.
    """
    intake, case = analysis.intake, analysis.understood
    found = deadlines_too(intake, case, today) if analysis.kind == "case" else ()
    open_ = _open(found)
    if not open_:
        return NoDraft(_why_none(analysis, _))
    wished = _WISHED.get(wished_remedy(intake.readable.story))
    paper = next((each for each in (wanted, wished) if each in open_), next(iter(open_)))
    account = own_account(analysis)
    made = _Making(
        analysis, store, dispute_of, today, given or Given(), paper, open_[paper], account, language, _
    )
    lines = tuple(made.lines())
    choices = tuple(open_)
    return Draft(
        paper, choices, open_[paper], lines, tuple(made.asks), tuple(_warnings(made, choices)), account,
        made.enclosures.evidence, tuple(made.rebuttal.authorities),
    )  # fmt: skip


# The papers that are open, the first remedy before the one that takes its place, each with the day it is due.
def _open(found: Sequence[Deadline]) -> dict[Paper, Deadline]:
    open_: dict[Paper, Deadline] = {}
    for id_, paper in PAPER_OF.items():
        for each in found:
            if each.id == id_:
                open_.setdefault(paper, each)
    return open_


def _why_none(analysis: Analysis, _: Translate) -> str:
    stage = analysis.intake.stage
    if analysis.kind == "other_law":
        return _("산재보험이 아닌 일로 보여 청구서를 쓰지 않았습니다. ‘내 상황 분석’에서 물어볼 곳을 보세요.")
    if analysis.kind == "unclear":
        return _(
            "무슨 일이 있었는지 읽지 못해 청구서를 쓰지 못했습니다. 다치거나 병든 일과 거절 이유를 적어 주세요."
        )
    if analysis.understood.suit is Suit.EMPLOYER:
        return _(
            "회사가 승인을 다투는 사건으로 보입니다. 청구서를 낼 일이 아닙니다. 재판에 공단 편으로 참가(보조참가)하세요."
        )
    if stage is Stage.SECOND_REVIEW:
        return _(
            "재심사까지 끝나 심사청구서와 재심사청구서는 더 낼 수 없습니다. 남은 길은 법원에 내는 소송(취소소송)입니다. "
            "기한을 확인하고 변호사와 상의하세요."
        )
    if stage in (Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE):
        return _(
            "이미 재판에서 판결이 나와 심사청구서와 재심사청구서는 낼 수 없습니다. 남은 길은 항소나 상고입니다. "
            "판결문을 받은 날부터 2주이니 바로 변호사와 상의하세요."
        )
    return _(
        "아직 공단의 결정이 없어 다툴 것이 없습니다. 먼저 공단에 보상을 신청하세요. 거절 통지를 받으면 그때 씁니다."
    )


def _warnings(made: "_Making", choices: Sequence[Paper]) -> Iterator[str]:
    _, deadline = made.translate, made.deadline
    if made.is_late:
        yield _(
            "기한이 지난 것으로 보입니다. 늦은 이유가 법이 받아 주는 것이 아니면 내용을 보지 않고 끝납니다(각하). "
            "청구서의 ‘청구기간’ 칸에 늦은 이유를 적고, 내기 전에 꼭 상담을 받으세요."
        )
    elif deadline.due is None:
        yield _("통지서를 받은 날을 몰라 기한을 세지 못했습니다. 받은 날부터 90일 안에 내야 합니다.")
    if deadline.sooner and not made.is_late:
        yield deadline.sooner.in_language(made.language)
    if held := _COURT_HELD.search(made.intake.readable.story):
        yield _(
            "법원이 판단했다는 말이 있습니다(“{words}”). 이 결정을 두고 이미 판결이 나왔다면 이 청구서는 낼 수 없습니다. "
            "‘내 상황 분석’에서 단계를 고치세요."
        ).format(words=held[0])
    if filing := told_filing(made.intake.story):
        yield _("이미 내고 기다리신다는 말이 있습니다(“{words}”). 같은 것을 다시 낼 필요는 없습니다.").format(
            words=filing.words
        )
    if made.is_direct or (len(choices) > 1 and made.paper is Paper.REVIEW):
        yield _(
            "판정위원회가 판정한 결정이면 심사청구서와 재심사청구서 가운데 골라서 하나만 냅니다. "
            "심사를 먼저 청구하면 그 결과를 받고 재심사를 한 번 더 청구할 수 있습니다."
        )
    if made.intake.is_in_english:
        yield _("청구서는 한국어로 냅니다. 영어로 적으신 사실은 그대로 두었으니 번역해 넣으세요.")
    if made.is_after_review and any(each.kind == "time_limit" for each in made.analysis.denial):
        yield _(
            "심사청구가 늦어 각하된 것이면 재심사에서도 늦었는지부터 봅니다. 시효가 남아 있으면 새 증거로 공단에 다시 신청하는 길도 상담에서 물어보세요."
        )
    if not made.analysis.denial:
        yield _("거절 이유를 모르면 답할 수 없습니다. 통지서에 적힌 이유를 ‘내 상황 분석’에 적어 주세요.")
    if any(each.summary for each in made.rebuttal.authorities):
        yield _(
            "‘이 안내의 요약’이라고 적힌 판결은 법원이 한 말이 아니라 이 안내가 줄인 것입니다. 원문을 확인하고 쓰세요."
        )
    if made.analysis.similar.unfavourable:
        yield _(
            "비슷한 사건에서 근로자 쪽이 진 판결도 있습니다. 청구서에는 넣지 않았으니 ‘내 상황 분석’에서 꼭 보세요."
        )


# What a court made of the case, told without saying who lost: `1심은 48시간이라 보았습니다`.
_COURT_HELD = re.compile(
    r"(?:[12]\s?심|항소심|재판부)(?:\s?(?:법원|재판부|판결))?[은이도]\s[^.!?\n]{0,60}?(?:보았|봤|판단|인정|믿|판시|했|하였)"
)


# Benefit → what was claimed, and how the decision that refuses it is called.
_CLAIMED: dict[KindB | None, tuple[str, str]] = {
    KindB.TREATMENT: ("요양급여", "요양급여 불승인 결정"),
    KindB.ADDED_DIAGNOSIS: ("추가상병 요양급여", "추가상병 불승인 결정"),
    KindB.RENEWED_TREATMENT: ("재요양", "재요양 불승인 결정"),
    KindB.WAGE_LOSS: ("휴업급여", "휴업급여 부지급 결정"),
    KindB.DISABILITY: ("장해급여", "장해급여 부지급 결정"),
    KindB.SURVIVORS: ("유족급여", "유족급여 부지급 결정"),
    KindB.AVERAGE_WAGE: ("평균임금의 정정", "평균임금 정정 불승인 결정"),
    KindB.TREATMENT_PLAN: ("", "진료계획 변경 조치"),
    KindB.NURSING: ("간병급여", "간병급여에 관한 결정"),
    KindB.CLAWBACK: ("", "부당이득 징수 결정"),
    KindB.PREVENTION: ("합병증 등 예방관리", "합병증 등 예방관리에 관한 조치"),
}
_GRADE = "장해등급 결정"
_OF_A_PERIOD = (KindB.WAGE_LOSS, KindB.NURSING)


@dataclass
class _Making:
    """One draft while it is written: the lines in order, and on the way what is asked for the blanks."""

    analysis: Analysis
    store: Store
    dispute_of: Mapping[str, Dispute]
    today: date
    given: Given
    paper: Paper
    deadline: Deadline
    account: Account
    language: str
    translate: Translate
    asks: list[Ask] = field(default_factory=list)

    @property
    def intake(self) -> Intake:
        return self.analysis.intake

    @property
    def request(self) -> str:
        """What the act calls it: 심사 청구 or 재심사 청구."""
        return "심사 청구" if self.paper is Paper.REVIEW else "재심사 청구"

    @property
    def is_direct(self) -> bool:
        """Whether re-examination is asked for without a review before."""
        return self.deadline.id == _DIRECTLY

    @property
    def is_after_review(self) -> bool:
        return self.paper is Paper.SECOND_REVIEW and not self.is_direct

    @property
    def is_late(self) -> bool:
        return self.deadline.passed(self.today) is True

    @property
    def is_of_survivors(self) -> bool:
        return self.analysis.understood.kind_b is KindB.SURVIVORS

    @cached_property
    def particulars(self) -> Particulars:
        case = self.analysis.understood
        return told_particulars(self.intake, case.disease_category, self.today, case.kind_c)

    @property
    def facts(self) -> str:
        """What is told as the facts: as the person put it, else as the story has it."""
        return self.given.facts if self.given.facts is not None else self.account.text

    @cached_property
    def rebuttal(self) -> Rebuttal:
        return Rebuttal(
            self.analysis,
            self.store,
            self.dispute_of,
            self.facts,
            self.given.answers,
            self.language,
            self.asks,
            self.enclosures.evidence,
        )

    def blank(self, name: str, told: str = "", without: str = BLANK) -> str:
        """What was given under a name or is known of the case; else a blank, which is asked for."""
        value = told or str(getattr(self.given, name, "") or "")
        if not value:
            message = ASKED.get(name) or OF_THE_CASE[name]
            if all(each.key != name for each in self.asks):
                self.asks.append(Ask(name, self.translate(message)))
        return value or without

    def the_day(self, name: str, told: date | None) -> str:
        told = told or getattr(self.given, name, None)
        return self.blank(name, day(told) if told else "", without=day(None))

    # --- from top to bottom ----------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        yield Line("title", f"산업재해보상보험 {self.paper}")
        yield Line(
            "note",
            "초안입니다. 밑줄 친 곳을 채우고 사실과 다른 곳을 고친 뒤, 이 줄을 지우고 서명하여 내세요.",
        )
        yield from self._who()
        yield from self._decision()
        yield from self._known_on()
        yield Line("heading", f"4. {self.request}의 취지")
        yield from self._asked_for()
        yield Line("heading", f"5. {self.request}의 이유")
        yield from self._reasons()
        yield Line("heading", f"6. {self.request}에 관한 고지의 유무와 내용")
        yield from self._notice()
        yield Line("heading", "7. 증거와 붙임")
        yield from self._enclosed()
        yield from self._signed()

    def _who(self) -> Iterator[Line]:
        yield Line("heading", f"1. {self.request}인과 재해를 입은 근로자")
        yield Line("row", self.blank("name"), f"{self.request}인의 이름")
        yield Line("row", self.blank("address"), f"{self.request}인의 주소")
        yield Line("row", self.blank("phone"), "전화번호")
        if self.is_of_survivors:
            yield Line(
                "row",
                self.blank("relation", self.given.relation or self.particulars.relation),
                "재해를 입은 근로자와의 관계",
            )
            yield Line("row", self.blank("worker"), "재해를 입은 근로자의 이름")
        else:
            worker = self.given.worker or f"{self.request}인 본인 (본인이 아니면 그 이름: {BLANK})"
            yield Line("row", worker, "재해를 입은 근로자의 이름")
        yield Line("row", self.blank("workplace"), "재해 당시 소속 사업의 이름")
        yield Line("row", self.blank("workplace_address"), "재해 당시 소속 사업의 소재지")
        agent = (
            f"이름 {self.given.agent}, 주소 {self.blank('agent_address')}"
            if self.given.agent
            else f"이름 {BLANK}, 주소 {BLANK} (없으면 ‘없음’)"
        )
        yield Line("row", agent, "선정대표자 또는 대리인")

    @property
    def decision(self) -> str:
        """How the decision that is contested is called."""
        if self.given.decision:
            return self.given.decision
        case = self.analysis.understood
        told = self.particulars
        if case.kind_b is KindB.DISABILITY and case.issue_category is Issue.DISABILITY_GRADE:
            return f"장해등급 제{told.grade}급 결정" if told.grade else _GRADE
        name = _CLAIMED.get(case.kind_b, ("", ""))[1]
        if not name:
            return self.blank("decision")
        if case.kind_b is KindB.SURVIVORS and told.with_funeral:
            return "유족급여 및 장례비 부지급 결정"
        if case.kind_b is KindB.WAGE_LOSS and "일부" in self.intake.denial_reason:
            name = name.replace("부지급", "일부 부지급")
        period = f"{day(told.period[0])}부터 {day(told.period[1])}까지의 " if told.period else ""
        if case.kind_b is KindB.CLAWBACK:
            return f"{period}부당이득{f' {told.amount}' if told.amount else ''} 징수 결정"
        return f"{period if case.kind_b in _OF_A_PERIOD else ''}{name}"

    @property
    def agency(self) -> str:
        return f"근로복지공단 {self.blank('branch', self.given.branch or self.particulars.branch, without=f'{BLANK}지사(지역본부)')}"

    @property
    def of_agency(self) -> str:
        return with_particle(self.agency.removesuffix("(지역본부)"), "이/가")

    @property
    def decided_on(self) -> str:
        """The day of the agency's first decision."""
        first = self.given.decided_on or self.particulars.decided_on
        told = first if self.is_after_review else self.intake.decision_date
        return self.the_day("decided_on" if self.is_after_review else "decision_date", told)

    @property
    def harmed_on(self) -> str:
        return self.the_day("accident_on", self.intake.accident_on or self.particulars.harmed_on)

    def _decision(self) -> Iterator[Line]:
        yield Line("heading", f"2. {self.request}의 대상이 되는 보험급여 결정의 내용")
        yield Line("row", self.agency, "결정한 곳")
        yield Line("row", self.decided_on, "결정한 날")
        yield Line("row", self.decision, "결정의 내용")
        yield Line("row", self.blank("diagnoses", ", ".join(self.intake.diagnoses)), "상병(병이나 다친 곳)")
        yield Line("row", self.harmed_on, "재해가 난 날(발병일)")
        panel = {True: "거쳤음", False: "거치지 않음", None: BLANK}[self.intake.panel]
        if self.intake.panel is None and self.analysis.understood.kind_c in (KindC.ACCIDENT, KindC.COMMUTE):
            panel = "해당 없음(업무상 질병이 아님)"
        if self.intake.panel is False and is_silent_on_a_panel(self.intake.readable.story):
            panel = "통지서에 적혀 있지 않음"
        yield Line("row", panel, "업무상질병판정위원회의 심의")

    def _known_on(self) -> Iterator[Line]:
        what = "심사 청구에 대한 결정이" if self.is_after_review else "보험급여에 관한 결정이"
        yield Line("heading", f"3. {what} 있음을 안 날")
        known = self.the_day("received_on", self.intake.received_on)
        if self.is_after_review:
            decided = self.the_day("decision_date", self.intake.decision_date)
            yield Line("text", f"{known} (심사 결정이 있은 날: {decided})")
        else:
            yield Line("text", known)
        if self.is_direct:
            yield Line(
                "text",
                "이 결정은 업무상질병판정위원회의 심의를 거친 것이어서, 심사 청구를 하지 않고 재심사를 청구합니다"
                "(산업재해보상보험법 제106조 제1항 단서).",
            )
        if self.is_late:
            yield Line("subheading", "청구기간에 관하여")
            yield Line(
                "text",
                self.blank("excuse"),
                "90일이 지난 뒤에 청구하는 이유(산업재해보상보험법 제111조 제3항, 행정심판법 제27조): ",
            )

    def _asked_for(self) -> Iterator[Line]:
        ends = "재결" if self.paper is Paper.SECOND_REVIEW else "결정"
        decision = with_particle(self.decision, "을/를")
        yield Line("quote", f"“{self.of_agency} {self.decided_on} 청구인에게 한 {decision} 취소한다.”")
        yield Line("text", f"라는 {ends}을 구합니다.")

    # --- the reasons -----------------------------------------------------------------------------

    def _reasons(self) -> Iterator[Line]:
        parts = [
            ("결정의 경위", list(self._course())),
            ("사실관계", list(self._facts())),
            ("처분 사유에 대한 반박", list(self.rebuttal.answers())),
            ("법이 정한 기준", list(self.rebuttal.criteria())),
            ("비슷한 사건의 판결", list(self.rebuttal.rulings())),
            ("맺음말", list(self._end())),
        ]
        filled = [(name, lines) for name, lines in parts if lines]
        for heading, (_name, lines) in zip(numbered(name for name, _lines in filled), filled, strict=True):
            yield Line("subheading", heading)
            yield from lines

    def _course(self) -> Iterator[Line]:
        claimed = _CLAIMED.get(self.analysis.understood.kind_b, ("", ""))[0]
        if self.is_of_survivors and self.particulars.with_funeral:
            claimed = "유족급여와 장례비"
        if claimed or self.analysis.understood.kind_b is None:
            on = self.the_day("claimed_on", None)
            yield Line(
                "item",
                f"청구인은 {on} 근로복지공단에 {with_particle(claimed or BLANK, '을/를')} 신청하였습니다.",
            )
        if self.is_of_survivors:
            yield Line(
                "item",
                self.the_day("benefit_from", self.intake.benefit_from),
                "재해를 입은 근로자가 사망한 날: ",
            )
        decision = with_particle(self.decision, "을/를")
        # Where nothing was claimed there is nothing that the decision answers.
        on_it = "이에 대하여 " if claimed or self.analysis.understood.kind_b is None else ""
        yield Line("item", f"{self.of_agency} {self.decided_on} {on_it}{decision} 하였습니다.")
        letter = without_lead(" ".join(self.intake.readable.denial_reason.split()))
        own = "청구인이 옮겨 적은 것" if letter else ""
        reason = f"“{letter}” ({own})" if letter else self.blank("denial_reason")
        whose = "심사 결정이나 처음 결정에" if self.is_after_review else "통지서에"
        yield Line("item", reason, f"{whose} 적힌 이유: ")
        if self.is_after_review:
            on = self.the_day("decision_date", self.intake.decision_date)
            reviewed = self.particulars.reviewed_on
            asked = f"{day(reviewed)} " if reviewed else ""
            yield Line(
                "item", f"청구인이 {asked}심사를 청구하였으나, {on}의 심사 결정은 이를 받아들이지 않았습니다."
            )

    def _facts(self) -> Iterator[Line]:
        work = ", ".join(filter(None, (self.intake.industry, self.intake.occupation)))
        if work:
            yield Line("item", work, "업종과 하던 일: ")
        if self.account.writes_for and not self.is_of_survivors:
            kin = self.account.writes_for
            called = with_particle(kin, "이라/라").removeprefix(kin)
            yield Line(
                "text",
                f"아래는 청구인의 가족이 적은 것입니다. 여기서 ‘{kin}’{called}고 한 사람이 청구인입니다.",
            )
        for paragraph in filter(None, re.split(r"\n\s*\n", self.facts)):
            yield Line("text", " ".join(paragraph.split()))
        if not self.facts.strip():
            yield Line("text", self.blank("facts"))

    def _end(self) -> Iterator[Line]:
        ends = "재결" if self.paper is Paper.SECOND_REVIEW else "결정"
        yield Line(
            "text",
            f"위에서 본 것과 같이 이 결정의 이유는 받아들일 수 없습니다. 이 결정은 취소되어야 하므로, "
            f"{self.request}의 취지와 같은 {ends}을 구합니다.",
        )

    # --- what follows ----------------------------------------------------------------------------

    def _notice(self) -> Iterator[Line]:
        notice = {True: "있었음", False: "없었음", None: "있었음 [  ]  없었음 [  ]"}[self.given.notice]
        if self.given.notice is None:
            self.blank("notice")
        yield Line("row", notice, "고지의 유무")
        if self.given.notice is not False:
            yield Line("row", self.blank("notice_words"), "고지의 내용")

    @cached_property
    def enclosures(self) -> Enclosures:
        return Enclosures(self.analysis)

    def _enclosed(self) -> Iterator[Line]:
        yield Line("item", "결정 통지서 사본 1부", "붙임: ")
        if self.is_after_review:
            yield Line("item", "심사 결정서 사본 1부", "붙임: ")
        if self.given.agent:
            yield Line("item", "위임장 1부", "붙임: ")
        yield from self.enclosures.lines(self.given.have)

    def _signed(self) -> Iterator[Line]:
        yield Line("sign", day(None))
        yield Line("sign", f"{self.request}인 {self.given.name or BLANK} (서명 또는 날인)")
        if self.given.agent:
            yield Line("sign", f"대리인 {self.given.agent} (서명 또는 날인)")
        to = "산업재해보상보험재심사위원회 귀중" if self.paper is Paper.SECOND_REVIEW else "근로복지공단 귀중"
        yield Line("text", f"({self.agency} 경유)", f"{to} ")
