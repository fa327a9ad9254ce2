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
    ],
)
def test_instance(court: str, number: str, instance: Instance) -> None:
    assert classify(Precedent(number, court, "요양불승인처분취소", "archive")).instance.value is instance


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("요양불승인처분취소", KindB.TREATMENT),
        ("요양급여신청서반려처분취소", KindB.TREATMENT),
        ("추가상병불승인처분취소", KindB.ADDED_DIAGNOSIS),
        # Special kinds win over general ones.
        ("추가상병요양불승인처분취소", KindB.ADDED_DIAGNOSIS),
        ("재요양불승인처분취소", KindB.RENEWED_TREATMENT),
        ("휴업급여부지급처분취소", KindB.WAGE_LOSS),
        ("상병보상연금부지급처분취소", KindB.WAGE_LOSS),
        ("장해급여부지급처분취소", KindB.DISABILITY),
        ("장해등급결정처분취소", KindB.DISABILITY),
        ("유족급여및장의비부지급처분취소", KindB.SURVIVORS),
        ("진폐유족연금부지급처분취소", KindB.SURVIVORS),
        ("평균임금정정불승인및보험급여차액부지급처분취소", KindB.AVERAGE_WAGE),
        ("진료계획변경승인처분취소", KindB.TREATMENT_PLAN),
        ("간병급여부지급처분취소", KindB.NURSING),
        # Clawback wins over the benefit it takes back.
        ("장해급여부당이득금징수처분취소", KindB.CLAWBACK),
        ("합병증예방관리불승인처분취소", KindB.PREVENTION),
        ("산재보험료부과처분취소", KindB.OTHER),
        ("정보비공개처분취소", KindB.OTHER),
        ("구상금", KindB.OTHER),
        # Spaces and brackets in the case name.
        ("유족급여 및 장의비 부지급 처분 취소 청구의 소", KindB.SURVIVORS),
    ],
)
def test_kind_of_benefit(title: str, kind: KindB) -> None:
    assert labels_of(title=title).kind_b.value is kind


def test_kind_of_benefit_from_the_claim_where_the_name_is_bare() -> None:
    labels = labels_of(
        title="보험급여결정처분취소", claim="피고가 2021. 3. 4. 원고에게 한 휴업급여 부지급처분을 취소한다."
    )
    assert labels.kind_b.value is KindB.WAGE_LOSS


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
