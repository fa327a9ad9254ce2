"""How the product names its vocabularies to people, in everyday words with the legal term behind."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal

from lib.domain.dispute import Review, Step
from lib.domain.passages import Speaker
from lib.domain.sections import Part
from lib.domain.taxonomy import (
    FAVOURABLE,
    UNFAVOURABLE,
    Disease,
    Instance,
    Issue,
    KindB,
    KindC,
    Outcome,
    Stage,
    Suit,
)
from lib.i18n import N_
from lib.ui.language import _, language

_NAMES: Mapping[type, Mapping[Any, str]] = {
    Part: {
        Part.RELATED: N_("연관판결"),
        Part.PARTIES: N_("당사자"),
        Part.PRIOR_RULING: N_("앞선 판결(원심판결)"),
        Part.HOLDINGS: N_("다룬 문제(판시사항)"),
        Part.SUMMARY: N_("판단의 요점(판결요지)"),
        Part.CITED_STATUTES: N_("참조조문"),
        Part.CITED_CASES: N_("참조판례"),
        Part.ORDER: N_("결론(주문)"),
        Part.CLAIM: N_("원고가 구한 것(청구취지)"),
        Part.REASONS: N_("이유"),
        Part.HISTORY: N_("어떤 일이 있었나(처분의 경위)"),
        Part.ARGUMENT: N_("양쪽의 주장"),
        Part.LAW: N_("관련 법령"),
        Part.FACTS: N_("인정한 사실"),
        Part.MEDICAL: N_("의학적 소견"),
        Part.JUDGMENT: N_("법원의 판단"),
        Part.CONCLUSION: N_("맺음(결론)"),
    },
    Outcome: {
        Outcome.GRANTED: N_("인정"),
        Outcome.PARTLY_GRANTED: N_("일부 인정"),
        Outcome.DENIED: N_("불인정"),
        Outcome.DISMISSED: N_("각하(내용 판단 없음)"),
        Outcome.WITHDRAWN: N_("취하(소송을 거둠)"),
        Outcome.REMANDED_FAVOURABLE: N_("근로자 편에서 다시 재판(파기환송)"),
        Outcome.REMANDED_UNFAVOURABLE: N_("불리하게 다시 재판(파기환송)"),
        Outcome.UNKNOWN: N_("모름"),
    },
    Speaker: {
        Speaker.CLAIMANT: N_("원고의 주장"),
        Speaker.AGENCY: N_("공단의 주장"),
        Speaker.FACT: N_("법원이 인정한 사실"),
        Speaker.EXPERT: N_("의사의 소견"),
        Speaker.RECORD: N_("진술·자료"),
        Speaker.BELOW: N_("앞선 법원의 판단"),
        Speaker.LAW: N_("법의 설명"),
        Speaker.COURT: N_("법원의 판단"),
        Speaker.CONCLUSION: N_("결론"),
        Speaker.GUIDE: N_("이 안내의 요약"),
    },
    Suit: {
        Suit.CLAIMANT: N_("근로자·유족이 낸 소송"),
        Suit.EMPLOYER: N_("회사가 낸 소송(근로자가 받은 결정에 반대)"),
        Suit.OTHER: N_("다른 소송(정보공개, 돌려받기, 보험료 등)"),
    },
    Stage: {
        Stage.BEFORE_CLAIM: N_("아직 신청 전이거나 결정을 기다리는 중"),
        Stage.DECISION: N_("거절 통지를 받음(공단의 결정)"),
        Stage.REVIEW: N_("심사 결정까지 받음"),
        Stage.SECOND_REVIEW: N_("재심사 결정까지 받음(재결)"),
        Stage.FIRST_INSTANCE: N_("1심 판결까지 받음"),
        Stage.SECOND_INSTANCE: N_("2심 판결까지 받음"),
    },
    KindB: {
        KindB.TREATMENT: N_("치료비(요양급여)"),
        KindB.ADDED_DIAGNOSIS: N_("진단 추가(추가상병)"),
        KindB.RENEWED_TREATMENT: N_("다시 치료(재요양)"),
        KindB.WAGE_LOSS: N_("쉬는 동안의 임금(휴업급여)"),
        KindB.DISABILITY: N_("남은 장해(장해급여)"),
        KindB.SURVIVORS: N_("사망·유족(유족급여)"),
        KindB.AVERAGE_WAGE: N_("평균임금"),
        KindB.TREATMENT_PLAN: N_("치료 연장(진료계획)"),
        KindB.NURSING: N_("간병"),
        KindB.CLAWBACK: N_("돌려 달라는 돈(부당이득)"),
        KindB.PREVENTION: N_("합병증 예방관리"),
        KindB.OTHER: N_("기타"),
    },
    KindC: {
        KindC.ACCIDENT: N_("사고(업무상 사고)"),
        KindC.DISEASE: N_("질병(업무상 질병)"),
        KindC.COMMUTE: N_("출퇴근길(출퇴근 재해)"),
        KindC.NONE: N_("해당 없음"),
    },
    Disease: {
        Disease.CARDIOVASCULAR: N_("뇌혈관·심장"),
        Disease.MUSCULOSKELETAL: N_("허리·어깨·관절(근골격계)"),
        Disease.HEARING: N_("소음성 난청"),
        Disease.RESPIRATORY: N_("진폐·호흡기"),
        Disease.CANCER: N_("직업성 암"),
        Disease.MENTAL: N_("정신질환·자살"),
        Disease.INJURY: N_("사고로 다침"),
        Disease.OTHER: N_("그 밖의 병"),
    },
    Issue: {
        Issue.CAUSATION: N_("일 때문에 생긴 병인가(의학적 인과관계)"),
        Issue.IN_COURSE_OF_WORK: N_("일하던 중이었나(업무수행성)"),
        Issue.COMMUTE_ROUTE: N_("출퇴근길이었나(출퇴근 경로)"),
        Issue.EMPLOYEE_STATUS: N_("산재보험을 적용받는 사람인가(근로자성)"),
        Issue.MISCONDUCT: N_("본인 잘못이 원인인가(범죄·중과실·음주)"),
        Issue.DISABILITY_GRADE: N_("장해등급"),
        Issue.TIME_LIMIT: N_("기한을 넘겼나(소멸시효·기간)"),
        Issue.BENEFICIARY: N_("누가 받을 수 있나(수급권자)"),
        Issue.AVERAGE_WAGE: N_("평균임금 계산"),
        Issue.NEED_OF_TREATMENT: N_("치료가 더 필요한가(요양 필요성)"),
        Issue.PROCEDURE: N_("절차·기타"),
    },
    Instance: {
        Instance.FIRST: N_("1심"),
        Instance.SECOND: N_("2심(항소심)"),
        Instance.THIRD: N_("3심(대법원)"),
    },
}
# Icon and colour. Blue and orange are told apart by every kind of colour vision; each has at least
# 3:1 against both backgrounds of the theme (WCAG 1.4.11, graphics).
_SIGNS = {
    Outcome.GRANTED: (":material/check_circle:", "#2b7bba"),
    Outcome.PARTLY_GRANTED: (":material/contrast:", "#5a94c4"),
    Outcome.DENIED: (":material/cancel:", "#c9641a"),
    Outcome.DISMISSED: (":material/remove_circle:", "#7b838c"),
    Outcome.WITHDRAWN: (":material/remove_circle:", "#7b838c"),
    Outcome.REMANDED_FAVOURABLE: (":material/replay:", "#2b7bba"),
    Outcome.REMANDED_UNFAVOURABLE: (":material/replay:", "#c9641a"),
    Outcome.UNKNOWN: (":material/help:", "#7b838c"),
}
_ISSUES_EXPLAINED = {
    Issue.CAUSATION: N_(
        "병이나 사망이 일 때문인지를 두고 다툽니다. 일이 가장 큰 원인일 필요도, 의학적으로 빈틈없이 증명할 필요도 없습니다. "
        "여러 사정으로 미루어 일과 상당한 관련이 있는지를 그 사람의 건강을 기준으로 봅니다."
    ),
    Issue.IN_COURSE_OF_WORK: N_(
        "다친 순간이 회사 일을 하던 중이었다고 볼 수 있는지를 두고 다툽니다. "
        "회식·행사·휴식이라면 회사가 얼마나 주관하고 관리했는지를 봅니다."
    ),
    Issue.COMMUTE_ROUTE: N_(
        "보통 다니는 길과 방법으로 출퇴근하던 중이었는지를 두고 다툽니다. "
        "중간에 다른 곳에 들렀다면 왜 들렀는지를 봅니다."
    ),
    Issue.EMPLOYEE_STATUS: N_(
        "산재보험의 보호를 받는 근로자인지를 두고 다툽니다. "
        "계약서의 이름보다 실제로 어떻게 일했는지를 보고, 배달·택배 같은 정해진 직종은 근로자가 아니어도 보호됩니다."
    ),
    Issue.MISCONDUCT: N_(
        "본인의 법 위반이나 음주가 사고의 직접 원인인지를 두고 다툽니다. "
        "잘못이 있었다고 바로 산재에서 빠지는 것은 아니고, 일에 따르는 위험이 나타난 사고인지를 함께 봅니다."
    ),
    Issue.DISABILITY_GRADE: N_(
        "치료 뒤에 남은 장해가 몇 급인지를 두고 다툽니다. "
        "정해진 방법으로 잰 검사 수치와 의사의 감정을 봅니다."
    ),
    Issue.TIME_LIMIT: N_(
        "정해진 기한 안에 신청했는지를 두고 다툽니다. "
        "기한이 언제부터 시작됐는지, 중간에 끊겨 새로 시작한 적이 있는지를 봅니다."
    ),
    Issue.BENEFICIARY: N_(
        "급여를 받을 자격이 있는 유족이 누구인지를 두고 다툽니다. "
        "가족관계와 생계를 같이했는지를 봅니다. 따로 살았어도 생계를 같이한 것으로 볼 수 있습니다."
    ),
    Issue.AVERAGE_WAGE: N_(
        "급여 계산의 바탕인 평균임금이 맞게 정해졌는지를 두고 다툽니다. "
        "어떤 시점과 어떤 임금을 썼는지를 봅니다."
    ),
    Issue.NEED_OF_TREATMENT: N_(
        "치료가 더 필요한지를 두고 다툽니다. "
        "증상이 굳어졌는지, 치료하면 나아질지에 관한 의사의 의견을 봅니다."
    ),
    Issue.PROCEDURE: N_("병이나 사고보다 절차나 서류, 다른 법률 문제를 두고 다툽니다."),
}


def outcome_icon(outcome: Outcome) -> str:
    """A sign beside the colour, so that colour never stands alone."""
    return _SIGNS[outcome][0]


def outcome_colour(outcome: Outcome) -> str:
    """Hex colour for charts, legible on the light and the dark background."""
    return _SIGNS[outcome][1]


def outcome_hue(outcome: Outcome) -> Literal["blue", "orange", "gray"]:
    """The name Streamlit's Markdown and badges have for about the colour of the charts."""
    return "blue" if outcome in FAVOURABLE else "orange" if outcome in UNFAVOURABLE else "gray"


def issue_explained(issue: Issue) -> str:
    """The same in a plain sentence or two: what is asked, and what courts look at."""
    return _(_ISSUES_EXPLAINED[issue])


VOCABULARIES: Mapping[str, type[Enum]] = {
    "outcome": Outcome,
    "kind_c": KindC,
    "disease_category": Disease,
    "issue_category": Issue,
    "kind_b": KindB,
    "instance": Instance,
    "suit": Suit,
}
"""Label → its values."""
_STORED = {value.value: name for names in _NAMES.values() for value, name in names.items()} | {
    # Said of diseases and of benefits alike.
    "기타": N_("기타"),
    "모름": N_("모름"),
}


def messages_of(vocabulary: type[Enum]) -> Mapping[Any, str]:
    """The values of a vocabulary and how each is called, as Korean messages."""
    return _NAMES[vocabulary]


def name_of(value: object) -> str:
    """How a label's value is called, given as such or as it is stored; a court's name, and a year as it is.

    None is called the word for unknown.
    """
    if names := _NAMES.get(type(value)):
        return _(names[value])
    if value is None or value in _STORED:
        return _(_STORED[value or "모름"])
    return court_name(str(value))


_REVIEWS = {
    Review.UPHELD: N_("{below} 판결을 그대로 둠(유지)"),
    Review.SET_ASIDE: N_("{below} 판결을 취소"),
    Review.PARTLY_SET_ASIDE: N_("{below} 판결을 일부 취소"),
    Review.QUASHED: N_("{below} 판결을 깸(파기)"),
    Review.PARTLY_QUASHED: N_("{below} 판결을 일부 깸(일부 파기)"),
}


def step_name(step: Step) -> str:
    """Which instance of its dispute a ruling is, the one after a remand told apart."""
    name = name_of(step.ruling.instance)
    return _("{instance}, 파기환송 뒤 다시").format(instance=name) if step.after_remand else name


def step_result(step: Step) -> str:
    """How an instance ended, and what it did to the ruling below where there is one."""
    if not step.is_held:
        return _("가진 자료에 없음")
    result = name_of(step.ruling.outcome)
    if step.review in (None, Review.UNKNOWN) or step.ruling.outcome is Outcome.UNKNOWN:
        return result
    below = name_of(Instance(step.ruling.instance - 1))
    return f"{result} · " + _(_REVIEWS[step.review]).format(below=below)


_SOURCES = {
    "starter": N_("기본 판례(앱에 들어 있음)"),
    "archive": N_("공개 판례 저장소"),
    "comwel": N_("근로복지공단 판례(공공데이터포털)"),
    "lawgo": N_("국가법령정보센터"),
    "table": N_("올린 표 파일"),
    "pasted": N_("붙여 넣은 원문"),
}


def source_name(source: str) -> str:
    """Where rulings come from."""
    if source in _SOURCES:
        return _(_SOURCES[source])
    # Loaded here: hardly any page needs to know how sources are reached.
    from lib.sources.registry import TITLES

    return TITLES.get(source, source)


_COURTS = {
    "고등법원": "High Court",
    "행정법원": "Administrative Court",
    "지방법원": "District Court",
    "대법원": "Supreme Court",
}
_PLACES = {
    "서울": "Seoul", "부산": "Busan", "대구": "Daegu", "광주": "Gwangju", "대전": "Daejeon", "수원": "Suwon", "인천": "Incheon",
    "울산": "Ulsan", "창원": "Changwon", "의정부": "Uijeongbu", "춘천": "Chuncheon", "청주": "Cheongju", "전주": "Jeonju",
    "제주": "Jeju", "강릉": "Gangneung",
}  # fmt: skip


def court_name(court: str) -> str:
    """A court in the language of the page: `서울고등법원(춘천)` is `Seoul High Court (Chuncheon)`.

    As the ruling writes it where its name is of another shape.
    """
    kind = next((kind for kind in _COURTS if kind in court), "") if language() == "en" else ""
    if not kind:
        return court
    place, _, rest = court.replace(" ", "").partition(kind)
    if place not in _PLACES and place + kind != "대법원":
        return court
    branch = next((f" ({_PLACES[name]})" for name in _PLACES if name in rest), "")
    return " ".join(filter(None, (_PLACES.get(place), _COURTS[kind]))) + branch
