"""The label vocabularies: what a ruling can be, in the words the product shows.

Every value is the Korean term that is stored, searched and shown. The vocabularies are closed:
a value outside them is a programming error, not data.
"""

from enum import IntEnum, StrEnum


class Instance(IntEnum):
    """심급: first instance, appeal (항소심), Supreme Court (상고심)."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


class Suit(StrEnum):
    """What kind of suit it is: who attacks what.

    `CLAIMANT`: a worker or family attacks a refusal, or a benefit set too low. `EMPLOYER`: the employer
    attacks a decision in favour of a worker. `OTHER`: disclosure, clawback, premiums, recourse, a hospital's pay.
    """

    CLAIMANT = "claimant"
    EMPLOYER = "employer"
    OTHER = "other"


class Stage(StrEnum):
    """How far a person's dispute has come: what was decided last."""

    BEFORE_CLAIM = "신청전"
    DECISION = "결정"
    REVIEW = "심사결정"
    SECOND_REVIEW = "재심사재결"
    FIRST_INSTANCE = "1심판결"
    SECOND_INSTANCE = "2심판결"


class Outcome(StrEnum):
    """How the ruling ended for the worker or the bereaved family, whoever sued."""

    GRANTED = "인정"
    PARTLY_GRANTED = "일부인정"
    DENIED = "불인정"
    DISMISSED = "각하"
    WITHDRAWN = "취하"
    REMANDED_FAVOURABLE = "파기환송_유리"
    REMANDED_UNFAVOURABLE = "파기환송_불리"
    UNKNOWN = "판단불가"

    @property
    def is_favourable(self) -> bool:
        """True where the claimant's side came out better; 일부인정 counts."""
        return self in FAVOURABLE

    @property
    def is_decided(self) -> bool:
        """True where a court took a side on the merits: these are what a base rate counts."""
        return self in FAVOURABLE or self in UNFAVOURABLE


FAVOURABLE = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.REMANDED_FAVOURABLE})
"""Outcomes for the claimant's side."""

UNFAVOURABLE = frozenset({Outcome.DENIED, Outcome.REMANDED_UNFAVOURABLE})
"""Outcomes against the claimant's side on the merits; 각하 and 취하 decide nothing on them."""


class KindB(StrEnum):
    """급여·처분: what the dispute is about."""

    TREATMENT = "요양"
    ADDED_DIAGNOSIS = "추가상병"
    RENEWED_TREATMENT = "재요양"
    WAGE_LOSS = "휴업"
    DISABILITY = "장해"
    SURVIVORS = "유족"
    AVERAGE_WAGE = "평균임금"
    TREATMENT_PLAN = "진료계획"
    NURSING = "간병"
    CLAWBACK = "부당이득"
    PREVENTION = "예방관리"
    OTHER = "기타"


TREATMENT_QUESTIONS = (
    KindB.RENEWED_TREATMENT,
    KindB.TREATMENT_PLAN,
    KindB.NURSING,
    KindB.WAGE_LOSS,
    KindB.PREVENTION,
)
"""Benefits after a claim was granted: what is disputed over them is mostly whether treatment is needed."""


class KindC(StrEnum):
    """사고, 질병 or 출퇴근: how the law looks at what happened (산업재해보상보험법 제37조 제1항)."""

    ACCIDENT = "업무상사고"
    DISEASE = "업무상질병"
    COMMUTE = "출퇴근재해"
    NONE = "해당없음"


class Disease(StrEnum):
    """상병 분류: the group of the injury or illness in dispute."""

    CARDIOVASCULAR = "뇌혈관·심장"
    MUSCULOSKELETAL = "근골격계"
    HEARING = "소음성난청"
    RESPIRATORY = "진폐·호흡기"
    CANCER = "직업성암"
    MENTAL = "정신질환·자살"
    INJURY = "사고부상"
    OTHER = "기타"


class Issue(StrEnum):
    """쟁점: the question the ruling turned on."""

    CAUSATION = "업무관련성(의학적 인과관계)"
    IN_COURSE_OF_WORK = "업무수행성(사적행위·회식·행사)"
    COMMUTE_ROUTE = "출퇴근 경로"
    EMPLOYEE_STATUS = "근로자성·적용대상"
    MISCONDUCT = "범죄·중과실·음주"
    DISABILITY_GRADE = "장해등급"
    TIME_LIMIT = "소멸시효·기간"
    BENEFICIARY = "수급권자"
    AVERAGE_WAGE = "평균임금 산정"
    NEED_OF_TREATMENT = "요양 필요성"
    PROCEDURE = "절차·기타"


TELLS_NOTHING = frozenset({KindB.OTHER, KindC.NONE, Disease.OTHER, Issue.PROCEDURE})
"""Labels of a ruling that does not tell: those that only share one of them have nothing in common."""
