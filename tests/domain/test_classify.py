"""The labels beside the outcome: instance, benefit, accident or disease, group of illness, issue."""

import random

import pytest

from lib.domain.classify import classify
from lib.domain.labels import Labels
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from tests.domain.corpus import own_rulings, real_rulings
from tests.domain.made_up import LOST, WIDOW, cut_and_garbled, precedent, ruling_text
from tests.domain.test_labels import assert_evidence_stands_in
from tests.domain.test_outcome import TABLE

ORDER = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."
REFUSED = "피고가 2021. 3. 4. 원고에게 한 이 사건 처분을 취소한다."


def labels_of(
    history: str = "", title: str = "요양불승인처분취소", claim: str = REFUSED, **parts: str
) -> Labels:
    text = ruling_text(ORDER, claim=claim, history=history or WIDOW, conclusion=LOST, **parts)
    return classify(precedent(text, 1, title))


@pytest.mark.parametrize(
    ("court", "number", "instance"),
    [
        ("대법원", "2015두3867", Instance.THIRD),
        # 대법원, whatever the number looks like.
        ("대법원", "2015누1", Instance.THIRD),
        ("서울고등법원", "2023누32107", Instance.SECOND),
        ("부산고등법원울산재판부", "2022누10852", Instance.SECOND),
        ("광주고등법원(전주)", "2015누948", Instance.SECOND),
        ("서울행정법원", "2022구합50588", Instance.FIRST),
        ("울산지방법원", "2022구단5400", Instance.FIRST),
        # Before 1998 the high court sat first.
        ("서울고등법원", "97구1234", Instance.FIRST),
        # Civil cases: recourse.
        ("부산지방법원", "2017가단318791", Instance.FIRST),
        ("부산지방법원", "2018나1234", Instance.SECOND),
        # A number nobody knows: the court tells.
        ("대구고등법원", "사건번호없음", Instance.SECOND),
        ("서울행정법원", "", Instance.FIRST),
        # Letters that tell no instance.
        ("서울고등법원", "2021허12", Instance.SECOND),
    ],
)
def test_instance(court: str, number: str, instance: Instance) -> None:
    assert classify(Precedent(number, court, "요양불승인처분취소", "archive")).instance.value is instance


def test_a_high_court_that_sat_first_is_named_beside_its_number() -> None:
    first, appeal = (
        classify(Precedent(number, "서울고등법원", "요양불승인처분취소", "archive")).instance
        for number in ("97구1234", "2023누32107")
    )
    assert (first.words, appeal.words) == ("서울고등법원 97구1234", "2023누32107")


KINDS_OF_BENEFIT = {
    KindB.CLAWBACK: "부당이득 배액징수 환수 반환결정 반환처분 반환명령 급여회수 과오급 장해급여부당이득금징수",
    KindB.ADDED_DIAGNOSIS: "추가상병 추가상이 추가상병요양",
    KindB.RENEWED_TREATMENT: "재요양 장해급여및재요양",
    KindB.AVERAGE_WAGE: "평균임금 보험급여차액 급여차액 임금정정 특례임금 평균보수 평균임금정정불승인및보험급여차액부지급 장해급여및평균임금정정",
    KindB.PREVENTION: "예방관리 후유증상관리 후유증관리 합병증예방",
    KindB.TREATMENT_PLAN: "진료계획 요양기간 요양연기 요양종결 치료종결 치료연기 전원 전의 병행진료 요양관리",
    KindB.NURSING: "간병 개호 간병급여및요양급여",
    KindB.SURVIVORS: "유족 장의비 장례비 사망보상 진폐유족연금 유족급여및장의비 유족급여및장해급여",
    KindB.DISABILITY: "장해 장애등급 장애급여 진폐보상연금 진폐연금 진폐등급 위로금 미지급보험급여 장해급여및휴업급여",
    KindB.WAGE_LOSS: "휴업 상병보상연금 휴업급여및장해급여",
    KindB.TREATMENT: "요양 상병 치료비 진료비 진폐판정 진폐정밀 진폐결정 진폐진단 업무상재해 업무상질병 산재승인 산재불승인 산재보험불승인",
    KindB.OTHER: "정보공개 정보부분공개 정보비공개 정보부분비공개 보험료 적용사업 구상금 보험관계 사업종류 업종변경 과태료 징수금 급여액징수 "
    "보험급여액의징수 개별실적요율",
}  # fmt: skip
"""Special kinds win over general ones; among equals the first one named."""


@pytest.mark.parametrize(
    ("title", "kind"),
    [(title, kind) for kind, titles in KINDS_OF_BENEFIT.items() for title in titles.split()],
)
def test_kind_of_benefit(title: str, kind: KindB) -> None:
    labels = labels_of("원고는 소를 냈다.", f"{title}처분취소", "이 사건 처분을 취소한다.")
    assert labels.kind_b.value is kind


def test_spaces_in_the_name_of_the_case() -> None:
    assert labels_of(title="유족급여 및 장의비 부지급 처분 취소 청구의 소").kind_b.value is KindB.SURVIVORS


DISABILITY = "원고는 장해급여를 청구하였다."


@pytest.mark.parametrize(
    ("title", "decision", "history", "kind"),
    [
        # A bare name: the decision tells, then the history.
        ("보험급여결정", "휴업급여 부지급", DISABILITY, KindB.WAGE_LOSS),
        ("보험급여결정", "보험급여 부지급", DISABILITY, KindB.DISABILITY),
        ("보험급여결정", "보험급여 부지급", "원고는 소를 냈다.", KindB.TREATMENT),
        ("결정", "휴업급여 부지급", DISABILITY, KindB.WAGE_LOSS),
        ("결정", "이 사건 각", DISABILITY, KindB.DISABILITY),
        ("결정", "이 사건 각", "원고는 소를 냈다.", KindB.OTHER),
        ("결정", "산재보험료 부과", DISABILITY, KindB.OTHER),
        # 요양 in the name, survivors in the decision; any other name stands.
        *(("요양급여결정", f"{asked} 부지급", "원고는 소를 냈다.", KindB.SURVIVORS)
          for asked in ("유족급여", "유족보상", "장의비", "장례비")),
        ("휴업급여결정", "장의비 부지급", "원고는 소를 냈다.", KindB.WAGE_LOSS),
    ],
)  # fmt: skip
def test_kind_of_benefit_by_the_decision(title: str, decision: str, history: str, kind: KindB) -> None:
    claim = f"피고가 2021. 3. 4. 원고에게 한 {decision}처분을 취소한다."
    assert labels_of(history, f"{title}취소", claim).kind_b.value is kind


def test_a_claim_that_points_to_the_order() -> None:
    order = "피고가 2021. 3. 4. 원고에게 한 휴업급여 부지급처분을 취소한다."
    text = ruling_text(order, "주문과 같다.", DISABILITY)
    assert classify(precedent(text, 1, "결정취소")).kind_b.value is KindB.WAGE_LOSS


FALL = "원고는 한빛건설 소속 목수로 일하던 중 2020. 5. 6. 비계에서 추락하는 사고(이하 '이 사건 사고'라 한다)를 당하여 '제1요추 골절'(이하 '이 사건 상병'이라 한다)을 입고 요양을 신청하였다."
STROKE = "원고는 한빛물류 소속 배송기사로 일하던 중 2020. 5. 6. 쓰러져 '뇌내출혈'(이하 '이 사건 상병'이라 한다)을 진단받고 업무상 질병에 해당한다며 요양급여를 신청하였고, 업무상질병판정위원회는 과로를 인정하지 않았다."
COMMUTE = "원고는 2020. 5. 6. 출근하던 중 자전거에서 넘어져 '발목 골절'(이하 '이 사건 상병'이라 한다)을 입고 출퇴근재해라며 요양급여를 신청하였다."
DISC = "원고는 한빛물산에서 15년간 상하차 업무를 하면서 중량물을 반복하여 들어 '추간판탈출증'(이하 '이 사건 상병'이라 한다)이 발병하였다며 업무상 질병으로 요양급여를 신청하였다."
NOISE = "원고는 한빛광업소에서 굴진부로 일하며 소음에 노출되어 '소음성 난청'(이하 '이 사건 상병'이라 한다)을 진단받고 장해급여를 청구하였다."
DUST = "원고는 한빛광업소에서 채탄부로 일하며 분진에 노출되어 '진폐증'(이하 '이 사건 상병'이라 한다)을 진단받았다. 업무상 질병으로 요양급여를 신청하였다."
CANCER = "망인은 석면을 다루는 작업을 하다가 '폐암'(이하 '이 사건 상병'이라 한다)을 진단받아 사망하였다. 역학조사가 이루어졌고 업무상질병판정위원회가 심의하였다."
SUICIDE = "망인은 직장 내 괴롭힘을 겪으며 우울증을 앓다가 자살하였다. 원고는 업무상 스트레스로 인한 정신질환이라며 유족급여를 청구하였고 업무상질병판정위원회가 심의하였다."


@pytest.mark.parametrize(
    ("history", "kind", "disease"),
    [
        (FALL, KindC.ACCIDENT, Disease.INJURY),
        (STROKE, KindC.DISEASE, Disease.CARDIOVASCULAR),
        (COMMUTE, KindC.COMMUTE, Disease.INJURY),
        (DISC, KindC.DISEASE, Disease.MUSCULOSKELETAL),
        (NOISE, KindC.DISEASE, Disease.HEARING),
        (DUST, KindC.DISEASE, Disease.RESPIRATORY),
        (CANCER, KindC.DISEASE, Disease.CANCER),
        (SUICIDE, KindC.DISEASE, Disease.MENTAL),
        # Bleeding in the brain from a blow is an injury.
        (FALL.replace("제1요추 골절", "외상성 뇌출혈, 두개골 골절"), KindC.ACCIDENT, Disease.INJURY),
    ],
)
def test_accident_or_disease(history: str, kind: KindC, disease: Disease) -> None:
    labels = labels_of(history)
    assert (labels.kind_c.value, labels.disease_category.value) == (kind, disease)


@pytest.mark.parametrize(
    ("what", "labels", "issue"),
    [
        ("인과관계", labels_of(STROKE, judgment="업무와 상병 사이에 상당인과관계가 있는지 본다. 의학적 소견은 자연경과 이상으로 악화되었다고 보기 어렵다고 한다."), Issue.CAUSATION),
        ("회식", labels_of(FALL, judgment="이 사건 회식은 사업주의 지배나 관리를 받는 행사인지, 사적인 행위인지 본다. 회식 뒤 2차로 간 것은 사적행위이다."), Issue.IN_COURSE_OF_WORK),
        ("출퇴근 경로", labels_of(COMMUTE, judgment="통상적인 경로와 방법에 따른 출퇴근인지, 경로의 일탈이 있었는지 본다. 주거와 취업장소를 시작으로 하는 이동이 아니다."), Issue.COMMUTE_ROUTE),
        ("근로자성", labels_of(FALL, judgment="원고가 근로기준법상의 근로자에 해당하는지 본다. 종속적인 관계에서 근로를 제공하였는지, 사업자등록과 위탁계약의 내용을 살핀다."), Issue.EMPLOYEE_STATUS),
        ("음주운전", labels_of(COMMUTE, judgment="음주운전은 범죄행위에 해당하고, 혈중알코올농도에 비추어 중대한 과실이 있다. 도로교통법을 어긴 범죄행위가 원인이 되었다."), Issue.MISCONDUCT),
        ("장해등급", labels_of(FALL, title="장해등급결정처분취소", judgment="장해등급표의 제12급에 해당하는지, 관절의 운동가능영역이 얼마나 제한되는지 본다. 장해상태는 제14급에 해당한다."), Issue.DISABILITY_GRADE),
        ("소멸시효", labels_of(NOISE, title="장해급여부지급처분취소", judgment="장해급여청구권은 3년간 행사하지 않으면 시효로 소멸한다. 소멸시효의 기산점을 본다. 소멸시효가 완성되었다."), Issue.TIME_LIMIT),
        ("수급권자", labels_of(WIDOW, title="유족급여부지급처분취소", judgment="원고가 망인과 사실혼 관계에 있어 생계를 같이 하던 유족보상연금 수급자격자인지 본다. 수급권자의 순위를 본다."), Issue.BENEFICIARY),
        ("평균임금", labels_of(NOISE, title="평균임금정정불승인처분취소"), Issue.AVERAGE_WAGE),
        ("재요양의 요건", labels_of(FALL, title="재요양불승인처분취소", judgment="재요양 요건을 갖추었는지, 증상이 고정되어 치료효과를 기대할 수 없는지 본다. 적극적인 치료가 필요하지 않다."), Issue.NEED_OF_TREATMENT),
        ("부당이득", labels_of(FALL, title="부당이득금징수처분취소"), Issue.PROCEDURE),
        ("정보공개", labels_of(FALL, title="정보비공개처분취소"), Issue.PROCEDURE),
    ],
)  # fmt: skip
def test_issue(what: str, labels: Labels, issue: Issue) -> None:
    assert labels.issue_category.value is issue, what


PLAIN = "앞서 든 증거에 변론 전체의 취지를 보태어 보면 다음과 같이 판단된다. 업무와 일의 경위를 살핀다. "


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        *((when, KindC.COMMUTE) for when in
          ("출근하던 중", "퇴근하던 중", "출퇴근하던 중", "귀가하던 중", "출근 중", "출근길에", "출근하고자", "출근하기 위하여", "출근을 위하여",
           "퇴근하다가", "퇴근하면서", "퇴근하는 중", "출근하는 도중", "숙소로 돌아가던 때", "숙소로 이동하던 때", "숙소로 복귀하던 때",
           "집으로 돌아가던 때", "집으로 향하던 때", "집으로 가던 때")),
        ("시장에서", KindC.ACCIDENT),
        ("출근한 뒤", KindC.ACCIDENT),
    ],
)  # fmt: skip
def test_on_the_way(when: str, kind: KindC) -> None:
    history = f"원고는 {when} 빙판에 미끄러져 넘어지는 사고를 당하여 발목 골절을 입었다. 출·퇴근과 관계있는지 다투어졌다."
    assert labels_of(history, judgment=PLAIN).kind_c.value is kind


@pytest.mark.parametrize(
    ("illness", "disease"),
    [
        *((f"외상성 {bleeding}", Disease.INJURY) for bleeding in
          ("뇌출혈", "뇌내출혈", "뇌실질내출혈", "뇌실질내혈종", "지주막하출혈", "거미막하출혈", "거미막밑출혈", "뇌실내출혈", "뇌내혈종",
           "대뇌출혈", "경막하출혈", "경막외출혈", "급성 뇌출혈")),
        ("뇌출혈", Disease.CARDIOVASCULAR),
        ("지주막하출혈", Disease.CARDIOVASCULAR),
    ],
)  # fmt: skip
def test_bleeding_in_the_brain(illness: str, disease: Disease) -> None:
    history = f"원고는 작업 중 쓰러져 '{illness}'(이하 '이 사건 상병'이라 한다)을 진단받았다."
    assert labels_of(history, judgment=PLAIN).disease_category.value is disease


@pytest.mark.parametrize(
    ("history", "kind", "when_added"),
    [
        # Wear over years, though it came out while lifting.
        ("상자를 들다가 삐끗하여 허리가 부딪혔고 그 뒤 발병한", KindC.DISEASE, KindC.ACCIDENT),
        ("들어올리다가 넘어져 발병한", KindC.DISEASE, KindC.ACCIDENT),
        # Nothing of it is told.
        ("발병한", KindC.NONE, KindC.NONE),
    ],
)
def test_worn_discs(history: str, kind: KindC, when_added: KindC) -> None:
    history = f"원고는 {history} '추간판탈출증'(이하 '이 사건 상병'이라 한다)을 진단받았다."
    assert labels_of(history, judgment=PLAIN).kind_c.value is kind
    assert labels_of(history, "추가상병불승인처분취소", judgment=PLAIN).kind_c.value is when_added


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *((f"{title}처분취소", KindC.NONE) for title in
          ("정보공개거부", "정보부분공개", "정보비공개", "산재보험료부과", "급여액징수", "급여징수")),
        ("구상금", KindC.NONE),
        ("요양불승인처분취소", KindC.ACCIDENT),
    ],
)  # fmt: skip
def test_suits_in_which_it_does_not_matter_what_happened(title: str, kind: KindC) -> None:
    assert labels_of(FALL, title).kind_c.value is kind


def test_an_illness_on_the_way_to_work() -> None:
    history = "원고는 출근하던 중 쓰러져 '뇌경색'(이하 '이 사건 상병'이라 한다)을 진단받았다."
    judged = PLAIN + "과로로 발병하였는지 본다."
    assert labels_of(history, judgment=judged).kind_c.value is KindC.DISEASE
    # On the bus that the firm sends, too; the way itself may be what is disputed.
    on_the_bus = "원고는 퇴근하던 중 회사 통근버스 안에서 쓰러져 '급성 심근경색'(이하 '이 사건 상병'이라 한다)을 진단받았다."
    labels = labels_of(on_the_bus, judgment=judged)
    assert (labels.kind_c.value, labels.issue_category.value) == (KindC.DISEASE, Issue.CAUSATION)
    disputed = "통상적인 경로로 퇴근하던 중의 출퇴근 재해인지, 경로를 일탈하였는지 본다."
    assert labels_of(on_the_bus, judgment=PLAIN + disputed).kind_c.value is KindC.COMMUTE


@pytest.mark.parametrize(
    "asked",
    ["폐암이 업무에 기인한 것인지 본다.", "폐암이 업무로 인하여 발생하였다고 볼 자료가 없다.", "폐암이 업무 때문이라고 보기 어렵다."],
)  # fmt: skip
def test_causation_by_other_words_than_its_own(asked: str) -> None:
    history = "원고는 '폐암'(이하 '이 사건 상병'이라 한다)을 진단받았다."
    assert labels_of(history, judgment=PLAIN + asked).issue_category.value is Issue.CAUSATION


def test_self_harm_is_not_misconduct_in_a_suicide() -> None:
    history = (
        "망인은 우울증을 앓다가 자살하였다. 피고는 법 제37조 제2항의 자해행위라며 유족급여를 거부하였다."
    )
    judged = PLAIN + "정상적인 인식능력이 저하되었는지 본다. 법 제37조 제2항 단서에 해당한다."
    assert labels_of(history, judgment=judged).issue_category.value is Issue.CAUSATION


@pytest.mark.parametrize(
    ("title", "issue"),
    [("평균임금정정불승인처분취소", Issue.AVERAGE_WAGE), ("요양불승인처분취소[회식 후 귀가 중 사고]", Issue.IN_COURSE_OF_WORK),
     ("진료계획변경불승인처분취소", Issue.NEED_OF_TREATMENT), ("요양불승인처분취소", Issue.PROCEDURE), ("장해등급결정처분취소", Issue.PROCEDURE)],
)  # fmt: skip
def test_the_issue_of_a_stub_is_what_its_title_tells(title: str, issue: Issue) -> None:
    stub = "【주문】상고를 기각한다.\n【이유】상고이유를 받아들이지 아니한다."
    assert classify(precedent(stub, 3, title)).issue_category.value is issue


STROKES, DRINKING = "뇌경색과 심근경색과 협심증", "음주운전과 범죄행위와 무면허와 혈중알코올"
ZONES = ("title", "holdings", "history", "argument", "facts", "medical", "judgment", "law")


def with_words(words: str, zone: str) -> Labels:
    """A ruling that has these words in one zone alone."""
    at = {name: words if name == zone else "이 일" for name in ZONES}
    text = (
        f"【판결요지】{at['holdings']}\n【주문】{ORDER}\n【이유】1. 처분의 경위\n{at['history']}에 관한 것이다.\n"
        f"2. 원고의 주장\n{at['argument']}에 관한 것이다.\n3. 관련 법령\n{at['law']}에 관한 것이다.\n"
        f"4. 인정사실\n{at['facts']}에 관한 것이다.\n5. 의학적 소견\n{at['medical']}에 관한 것이다.\n6. 판단\n{at['judgment']}에 관한 것이다. {PLAIN * 2}"
    )
    return classify(precedent(text, 1, f"{at['title']} 처분취소"))


@pytest.mark.parametrize("zone", ZONES)
def test_where_words_are_looked_for(zone: str) -> None:
    disease = with_words(STROKES, zone).disease_category.value
    assert disease is (Disease.OTHER if zone == "law" else Disease.CARDIOVASCULAR)
    issue = with_words(DRINKING, zone).issue_category.value
    assert issue is (Issue.PROCEDURE if zone in ("facts", "medical") else Issue.MISCONDUCT)


def test_words_of_reasons_without_headings() -> None:
    reasons = f"{PLAIN * 3}{DRINKING}에 관한 것이다."
    labels = classify(precedent(f"【주문】{ORDER}\n【이유】{reasons}"))
    assert labels.issue_category.value is Issue.MISCONDUCT


def test_injuries_told_in_a_suit_over_an_illness() -> None:
    judged = (
        PLAIN
        + "골절, 절단, 열상, 화상, 감전, 압궤, 협착사고, 익사, 타박은 모두 아니다. 과로로 발병하였는지 본다."
    )
    labels = labels_of(STROKE, judgment=judged)
    assert (labels.kind_c.value, labels.disease_category.value) == (KindC.DISEASE, Disease.CARDIOVASCULAR)


@pytest.mark.parametrize("title", ["정보비공개처분취소", "부당이득금징수처분취소"])
def test_issue_settled_by_the_name_of_the_case(title: str) -> None:
    assert labels_of(FALL, title, judgment=PLAIN + STATUS).issue_category.value is Issue.PROCEDURE


@pytest.mark.parametrize(("times", "issue"), [(3, Issue.EMPLOYEE_STATUS), (0, Issue.PROCEDURE)])
def test_issue_of_premiums_is_who_is_a_worker_where_that_is_judged(times: int, issue: Issue) -> None:
    labels = labels_of(FALL, "산재보험료부과처분취소", judgment=PLAIN + STATUS * times)
    assert labels.issue_category.value is issue


def test_issue_of_benefits_reclaimed_from_somebody_judged_no_worker() -> None:
    judgment = (
        PLAIN + "근로기준법상의 근로자가 아니다. 종속적인 관계에서 지휘·감독을 받는 근로자가 아니다. " * 4
    )
    labels = labels_of(FALL, "요양승인취소및부당이득징수처분취소", judgment=judgment)
    assert labels.issue_category.value is Issue.EMPLOYEE_STATUS


def test_issue_of_an_illness_said_to_come_from_an_accident() -> None:
    judgment = PLAIN * 3 + "근막염이 이 사건 사고로 인하여 악화되었다고 인정할 증거가 없다."
    labels = labels_of(
        "원고는 근막염으로 추가상병을 신청하였다.", "추가상병불승인처분취소", judgment=judgment
    )
    assert labels.issue_category.value is Issue.CAUSATION


@pytest.mark.parametrize("part", ["judgment", "conclusion", "argument"])
@pytest.mark.parametrize("late", ["제소기간", "제기기간", "90일"])
def test_a_dismissal_for_lateness(part: str, late: str) -> None:
    reasons = {"judgment": PLAIN, "conclusion": "각하한다.", "argument": "다툰다."} | {
        part: f"{late}을 넘겼다."
    }
    labels = classify(precedent(ruling_text("이 사건 소를 각하한다.", history=FALL, **reasons)))
    assert labels.issue_category.value is Issue.TIME_LIMIT


PARTY = "회식의 성격을 본다. "
ROUTE = "출퇴근 경로의 일탈이 있었는지 본다. "
GRADE = "제12급인지 노동능력을 본다. 운동범위가 어떠한지 본다. "
ENTITLED = "수급권자인지 부양과 동거를 본다. "
NEEDED = "적극적인 치료와 치료효과를 본다. 증상이 고정되었는지 본다. "
CAUSE = "상당인과관계와 자연경과와 기왕증과 감정의와 과로와 스트레스를 본다. "
STATUS = "근로자성을 본다. "


@pytest.mark.parametrize(
    ("history", "benefit", "judgment", "issue"),
    [
        # What happened weighs with the words.
        (FALL, "요양급여", PARTY + ROUTE, Issue.IN_COURSE_OF_WORK),
        (COMMUTE, "요양급여", PARTY + ROUTE, Issue.COMMUTE_ROUTE),
        (STROKE, "요양급여", PARTY + STATUS, Issue.EMPLOYEE_STATUS),
        (FALL, "요양급여", PARTY + STATUS, Issue.IN_COURSE_OF_WORK),
        (COMMUTE, "요양급여", ROUTE + CAUSE, Issue.COMMUTE_ROUTE),
        (STROKE, "요양급여", ROUTE + CAUSE, Issue.CAUSATION),
        # So does the benefit.
        (FALL, "장해급여", GRADE + CAUSE, Issue.DISABILITY_GRADE),
        (STROKE, "장해급여", GRADE + CAUSE, Issue.CAUSATION),
        (FALL, "장해급여", GRADE + STATUS, Issue.DISABILITY_GRADE),
        (FALL, "요양급여", GRADE + STATUS, Issue.EMPLOYEE_STATUS),
        (FALL, "유족급여", ENTITLED + STATUS, Issue.BENEFICIARY),
        (FALL, "요양급여", ENTITLED + STATUS, Issue.EMPLOYEE_STATUS),
        *((FALL, benefit, NEEDED + STATUS, Issue.NEED_OF_TREATMENT) for benefit in
          ("재요양", "진료계획", "간병급여", "휴업급여", "예방관리")),
        (FALL, "요양급여", NEEDED + STATUS, Issue.EMPLOYEE_STATUS),
        # Too little is said.
        (FALL, "요양급여", "", Issue.PROCEDURE),
    ],
)  # fmt: skip
def test_issue_by_what_happened_and_the_benefit(
    history: str, benefit: str, judgment: str, issue: Issue
) -> None:
    labels = labels_of(history, f"{benefit}부지급처분취소", judgment=PLAIN + judgment)
    assert labels.issue_category.value is issue


FELL = "원고는 용접공으로 일하다가 추락하는 사고를 당하여 '요추 골절'(이하 '이 사건 상병'이라 한다)을 진단받았다. "


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (FELL, False),
        (FELL + "골절과 사고의 경위를 더 살펴본다." * 6, True),
        # The formula without reasons, and a whole ruling that cites its law.
        (FELL + "상고심절차에 관한 특례법 " + "살펴본다. " * 30, False),
        (FELL + "상고심절차에 관한 특례법 " + "살펴본다. " * 200, True),
        # A part of 700 characters is enough.
        (f"1. 판단\n{FELL}상고심절차에 관한 특례법 " + "살펴본다. " * 200, True),
        ("추락하는사고를당하여골절되었다" + "가" * 104, False),
        ("추락하는사고를당하여골절되었다" + "가" * 105, True),
    ],
)
def test_reasons_that_tell_nothing(reasons: str, told: bool) -> None:
    labels = classify(precedent(f"【주문】상고를 기각한다.\n【이유】{reasons}", 3))
    assert labels.kind_c.value is (KindC.ACCIDENT if told else KindC.NONE)
    assert labels.disease_category.value is (Disease.INJURY if told else Disease.OTHER)
    if FELL in reasons:
        assert (labels.diagnoses, labels.occupation) == ((("요추 골절",), "용접공") if told else ((), ""))


@pytest.mark.parametrize(
    ("judgment", "issue"),
    [
        (
            "이 사건 소는 처분이 있음을 안 날부터 90일이 지나 제기되어 제소기간을 지키지 못하였다.",
            Issue.TIME_LIMIT,
        ),
        ("이 사건 통지는 항고소송의 대상이 아니다.", Issue.PROCEDURE),
    ],
)
def test_issue_of_a_dismissal(judgment: str, issue: Issue) -> None:
    text = ruling_text("1. 이 사건 소를 각하한다.\n2. 소송비용은 원고가 부담한다.", judgment=judgment)
    labels = classify(precedent(text))
    assert (labels.outcome.value, labels.issue_category.value) == (Outcome.DISMISSED, issue)


def test_a_stub_is_labelled_by_its_name_and_nothing_else() -> None:
    labels = classify(
        precedent("연관판결 : 광주지방법원,2003구합1936,1심", 2, "유족급여및장의비부지급처분취소")
    )
    assert (labels.outcome.value, labels.kind_b.value) == (Outcome.UNKNOWN, KindB.SURVIVORS)
    assert (labels.kind_c.value, labels.disease_category.value) == (KindC.NONE, Disease.OTHER)
    assert labels.issue_category.value is Issue.PROCEDURE
    assert [case.case_number for case in labels.related_cases] == ["2003구합1936"]


def check_evidence(ruling: Precedent) -> None:
    assert_evidence_stands_in(ruling, classify(ruling))


def test_evidence_stands_in_the_text_at_its_offsets() -> None:
    for _, instance, title, text, _ in TABLE:
        check_evidence(precedent(text, instance, title))
    for history in (FALL, STROKE, COMMUTE, DISC, NOISE, DUST, CANCER, SUICIDE):
        check_evidence(precedent(ruling_text(ORDER, history=history.replace("상병", "상\n병"))))


def test_nothing_breaks_on_cut_and_garbled_texts() -> None:
    chance = random.Random(20260702)
    texts = [row[3] for row in TABLE] + [ruling.text for ruling, _ in (*own_rulings(), *real_rulings())]
    titles = ["", "요양불승인처분취소", "요양승인처분취소", "구상금", "(((", "취소"]
    for text in cut_and_garbled(texts, chance, rounds=400):
        check_evidence(precedent(text, chance.choice((1, 2, 3)), chance.choice(titles)))
