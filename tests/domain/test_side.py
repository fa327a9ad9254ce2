"""On which side the worker stands: what is attacked, whom it was addressed to, and who 원고 is."""

import pytest

from lib.domain.sections import read_sections
from lib.domain.side import Side, read_side, read_standing
from lib.domain.taxonomy import Suit
from tests.domain.made_up import ruling_text

W, F, NONE = Side.PLAINTIFF, Side.DEFENDANT, Side.NONE
"""The worker is 원고; an employer is, or the agency that reclaims; nobody is."""

FIRM = "원고는 회사이고 참가인은 원고 소속 근로자이다."
TO_OTHER = "피고가 2021. 3. 4. 참가인에 대하여 한 "
TO_OWN = "피고가 2021. 3. 4. 원고에게 한 "
TO_NOBODY = "피고가 2021. 3. 4. 한 "
GRANT, GRADE = "요양승인처분을 취소한다.", "장해등급 제8급 결정을 취소한다."
AGENCY = "【원고】 근로복지공단\n【피고】 피고"


def side(
    history: str = "원고는 소를 냈다.",
    claim: str = "",
    title: str = "처분취소",
    argument: str = "",
    order: str = "원고의 청구를 기각한다.",
    parties: str = "",
    judgment: str = "본다.",
) -> Side:
    text = ruling_text(order, claim, history, argument, judgment, parties=parties)
    return read_side(read_sections(text), title)


# The kind of suit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "history", "claim", "expected", "words"),
    [
        ("요양불승인처분취소", "원고는 소를 냈다.", TO_OWN + "요양불승인처분을 취소한다.", "claimant", "요양불승인처분"),
        ("장해등급결정처분취소", "원고는 다쳤다.", TO_OWN + GRADE, "claimant", "장해등급제8급결정"),
        # An injured owner of a firm was refused, or set too low, what a worker would get.
        (
            "장해등급결정처분취소", "원고는 상점을 운영하는 사업주로서 일하다 다쳤다. 원고 소속 근로자가 보았다.",
            TO_OWN + GRADE, "claimant", "장해등급제8급결정",
        ),
        ("요양승인처분취소", FIRM, TO_OTHER + GRANT, "employer", "요양승인처분"),
        # A grant under a name that does not tell.
        ("보험급여결정처분취소", FIRM, TO_OTHER + "보험급여 결정처분을 취소한다.", "employer", "보험급여결정처분"),
        # No grant is attacked, but nothing was refused to a worker either: the firm disputes whose workplace it was.
        ("처분취소", FIRM, TO_OWN + "적용사업장 변경신청 반려처분을 취소한다.", "employer", "적용사업장변경신청반려처분"),
        ("처분취소", FIRM, TO_OWN + "원고의 사업장으로 적용한 처분을 취소한다.", "employer", "원고의사업장으로적용한처분"),
        ("부당이득징수결정취소", "원고는 휴업급여를 받았다.", "", "other", "부당이득"),
        ("부당이득징수결정취소", FIRM, "", "other", "부당이득"),
        ("정보공개거부처분취소", "원고는 소를 냈다.", "", "other", "정보공개"),
        ("산재보험료부과처분취소", FIRM, "", "other", "보험료"),
        ("구상금", "원고는 근로복지공단이다.", "", "other", "구상금"),
        ("진료비감액처분취소", "원고는 병원을 운영한다.", "", "other", "진료비감액"),
    ],
)  # fmt: skip
def test_the_kind_of_suit_and_the_words_that_tell_it(
    title: str, history: str, claim: str, expected: str, words: str
) -> None:
    standing = read_standing(read_sections(ruling_text("청구를 기각한다.", claim, history)), title)
    assert (standing.suit, standing.words) == (Suit(expected), words)


@pytest.mark.parametrize(
    ("title", "plaintiff", "expected"),
    [
        ("요양불승인처분취소", "다친 배달원", "claimant"),
        ("유족급여부지급처분취소", "숨진 보험회사 직원의 배우자", "claimant"),
        ("유족급여 지급처분 취소 소송", "짐을 맡긴 회사(사업주)", "employer"),
        ("요양보험급여결정처분취소", "숨진 소장을 고용한 용역업체", "employer"),
        ("정보부분공개처분취소", "다친 기사", "other"),
        ("부당이득금징수처분취소", "급여를 받은 사람", "other"),
    ],
)
def test_the_kind_of_suit_of_a_digest(title: str, plaintiff: str, expected: str) -> None:
    assert read_standing(read_sections(""), title, plaintiff).suit is Suit(expected)


# The agency sues ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("원고는 고용노동부장관의 위탁을 받아 산재보험 사업을 수행하는 법인이다.", F),
        ("원고는 산업재해보상보험법에 따른 사업을 수행하는 공단이고, 피고는 회사이다.", F),
        ("원고는 산재보험 업무를 담당하는 기관으로서 급여를 주었다.", F),
        ("원고 근로복지공단은 급여를 주었다.", F),
        ("원고인 근로복지공단은 급여를 주었다.", F),
        ("원고(근로복지공단)은 급여를 주었다.", F),
        ("원고는 근로복지공단이다.", F),
        ("원고 공단은 급여를 주었다.", F),
        # One of its branches was asked, or 원고 is a firm in its field.
        ("원고는 근로복지공단 한빛지사에 산재보험 급여를 신청하였다.", W),
        ("원고는 산재보험 업무를 하는 회사이다.", NONE),
    ],
)
def test_the_agency_as_plaintiff(history: str, expected: Side) -> None:
    assert side(f"{history} 피고는 장해급여를 지급받았다.", title="부당이득금") is expected


@pytest.mark.parametrize(
    ("title", "judgment", "expected"),
    [
        ("부당이득금", "피고는 원고로부터 장해급여를 지급받았다.", F),
        ("부당이득금", "피고는 장해급여를 수령하였다.", F),
        ("부당이득금", "피고에게 휴업급여를 지급하였다.", F),
        ("부당이득금", "피고의 장의비를 지급한 사실이 있다.", F),
        ("부당이득금", "피고가 보험금을 받았다.", F),
        ("부당이득금", "피고들은 연금을 받아 썼다.", F),
        ("보험급여반환", "피고가 연금을 수령하였다.", F),
        ("손해배상", "피고는 장해급여를 지급받아 부당이득을 얻었다.", F),
        # Recourse against whoever did the harm.
        ("부당이득금", "피고는 지게차를 몰았다.", NONE),
        ("대여금", "피고는 장해급여를 지급받았다.", NONE),
        ("구상금", "피고는 부당이득으로 장해급여를 지급받았다.", NONE),
    ],
)
def test_what_the_agency_reclaims(title: str, judgment: str, expected: Side) -> None:
    assert side(title=title, judgment=judgment, parties=AGENCY) is expected


@pytest.mark.parametrize(
    ("claim", "history", "expected"),
    [
        ("피고는 원고에게 1,000만 원을 지급하라.", "원고는 소외 1에게 보험급여를 지급하였다.", NONE),
        ("피고는 원고에게 1,000만 원을 지급하라.", "원고는 피고가 정한 급여를 받지 못하였다.", W),
        ("피고는 원고에게 1,000만 원을 지급하라.", "원고는 청구하였고 피고는 급여를 지급하였다.", W),
        ("이 사건 처분을 취소한다.", "원고는 소외 1에게 보험급여를 지급하였다.", W),
    ],
)
def test_who_asks_for_money_and_has_paid_is_the_agency(claim: str, history: str, expected: Side) -> None:
    assert side(history, claim, "약정금") is expected


# Suits without a worker -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "보험료",
        "징수금",
        "과징금",
        "과태료",
        "구상금",
        "보험급여액징수",
        "급여액의일부징수",
        "가산금",
        "연체금",
        "부담금",
        "체납",
        "변상금",
        "사업종류",
        "업종",
        "개별실적요율",
        "보험관계",
        "의료기관지정취소",
        "의료기관정지",
        "의료기관지정제한",
        "의료기관지정반려",
        "의료기관지정거부",
        "진료제한",
        "진료비삭감",
        "진료비감액",
        "진료비환수",
        "요양급여비용환수",
        "요양급여비용삭감",
        "약제비용감액",
        "약제비징수",
        "요양급여비용반환",
    ],
)
def test_premiums_and_hospitals(title: str) -> None:
    assert side(title=f"{title}처분취소") is NONE


def test_a_premium_named_by_the_claim() -> None:
    assert side(claim=f"{TO_OWN}산재보험료 부과처분을 취소한다.") is NONE
    assert side(title="부당이득보험료징수처분취소") is W
    assert side(title="구상금및부당이득반환") is NONE


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("원고는 한빛병원을 개설하여 운영하였다.", NONE),
        ("원고는 한빛의원(내과)을 운영한다.", NONE),
        ("원고는 한빛약국을 경영하였다.", NONE),
        ("원고는 의료법인이다.", NONE),
        ("원고는 한의사로서 일하였다.", NONE),
        ("원고는 약사이고 약국이 있다.", NONE),
        ("원고는 회사이다.", NONE),
        ("원고는 한빛병원에서 일하였다.", W),
        ("원고는 용접공이다.", W),
        ("원고는 개인사업자이다. 원고는 다쳐 휴업급여를 지급받았다.", W),
        ("원고는 개인사업자이다. 피고는 원고에게 장해급여를 지급하였다.", W),
    ],
)
def test_who_is_asked_to_give_back(history: str, expected: Side) -> None:
    assert side(history, title="부당이득금징수처분취소") is expected


@pytest.mark.parametrize(
    "title",
    ["배액징수", "환수", "보험급여징수", "요양급여회수", "급여반환", "반환결정", "반환명령", "반환처분"],
)
def test_names_of_clawback(title: str) -> None:
    assert side("원고는 회사이다.", title=f"{title}취소") is NONE
    assert side("원고는 용접공이다.", title=f"{title}취소") is W


@pytest.mark.parametrize("title", ["정보공개거부", "정보비공개", "정보부분공개", "정보일부비공개"])
def test_records(title: str) -> None:
    title += "처분취소"
    assert side(title=title) is W
    assert side(FIRM, title=title) is NONE
    assert side("소외 1은 원고 소속 근로자이다.", title=title) is W
    assert side("원고는 노동조합이다.", title=title) is W


# What is attacked -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "refusal",
    [
        "불승인",
        "부지급",
        "미지급",
        "불지급",
        "불인정",
        "부결",
        "거부",
        "거절",
        "반려",
        "불허",
        "불수리",
        "감액",
        "지급정지",
        "급여의정지",
        "급여제한",
        "진료제한",
        "연금정지",
        "종결",
        "중단",
        "추징",
        "비공개",
        "삭감",
        "철회",
        "일부승인",
        "각하",
        "기각",
        "취소",
        "비해당",
        "적용제외",
    ],
)
def test_a_refusal_is_attacked_by_the_worker(refusal: str) -> None:
    assert side(FIRM, f"{TO_OTHER}요양 {refusal}처분을 취소한다.") is W


@pytest.mark.parametrize(
    "undone",
    [
        "불승인처분을 취소한 심사결정",
        "부지급결정을 직권으로 취소한 결정",
        "불인정처분을 다시 취소하는 결정",
        "반려처분의 취소결정",
        "제한처분에 대한 취소재결",
        "불승인처분 취소재심사결정",
        "부지급처분 취소심사결정",
        "거부처분을 직권취소한 처분",
    ],
)
def test_a_refusal_undone_is_a_grant(undone: str) -> None:
    assert side(FIRM, f"{TO_OTHER}{undone}을 취소한다.") is F


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("요양승인처분", F),
        ("요양급여 지급결정", F),
        ("재해인정통지", F),
        ("요양승인통보", F),
        ("지급재결", F),
        ("급여를 지급하는 결정", F),
        ("요양을 승인하기로 한 결정", F),
        ("요양승인", F),
        ("휴업급여 지급", F),
        ("부지급결정", W),
        ("불승인", W),
        ("장해등급 제8급 결정", W),
    ],
)
def test_a_grant_to_somebody_else(decision: str, expected: Side) -> None:
    assert side(claim=f"{TO_OTHER}{decision}을 취소한다.") is expected


@pytest.mark.parametrize(
    ("claim", "history", "expected"),
    [
        # One's own grant: only an employer was told of it as another's.
        (TO_OWN + GRANT, "원고는 회사이다.", F),
        (TO_OWN + GRANT, "소외 1은 원고 소속 근로자이다.", F),
        (TO_OWN + GRANT, "원고는 용접공으로 일하다가 다쳤다.", W),
        (TO_OWN + GRANT, "원고는 개인사업자이다. 원고는 일하다가 다쳤다.", W),
        (TO_OWN + GRADE, FIRM, W),
        # Somebody else's.
        (TO_OTHER + GRANT, "원고는 일하다가 다쳤다.", W),
        (TO_OTHER + GRANT, "원고는 참가인의 배우자이다.", W),
        (TO_OTHER + GRADE, "원고는 회사이다.", F),
        (TO_OTHER + GRADE, "참가인은 원고 소속 근로자이다.", F),
        (TO_OTHER + GRADE, "원고는 용접공이다.", W),
        # Nobody named.
        (TO_NOBODY + GRADE, "원고는 회사이다.", W),
        (TO_NOBODY + GRADE, "소외 1은 원고 소속 근로자이다.", W),
        (TO_NOBODY + GRADE, FIRM, F),
    ],
)
def test_decision_addressee_and_plaintiff(claim: str, history: str, expected: Side) -> None:
    assert side(history, claim) is expected


GRANTED = TO_NOBODY + "지급결정을 취소한다."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # Grants that only employers attack.
        ("요양승인", F),
        ("유족급여지급", F),
        ("업무상재해인정", F),
        ("산재승인", F),
        # A worker may find a benefit too low.
        ("장해급여지급", W),
        ("산재보험급여불승인", W),
    ],
)
def test_a_grant_addressed_to_nobody(title: str, expected: Side) -> None:
    assert side(claim=GRANTED, title=f"{title}처분취소") is expected
    assert side("원고는 일하다가 다쳤다.", GRANTED, f"{title}처분취소") is W


def test_who_attacks_a_benefit_that_may_be_too_low() -> None:
    title = "장해급여지급처분취소"
    with_costs = "1. 원고의 청구를 기각한다.\n2. 보조참가로 인한 비용은 원고가 부담한다."
    heading = "【원고】 원고\n【피고】 공단\n【피고보조참가인】 참가인"
    assert side(claim=GRANTED, title=title, order=with_costs) is F
    assert side(claim=GRANTED, title=title, parties=heading) is F
    assert side("원고는 회사이다.", GRANTED, title) is F
    assert side(claim=GRANTED, title=title, argument="원고는 인과관계가 없어 위법하다고 주장한다.") is F


@pytest.mark.parametrize(
    "request_of_title",
    ["취소", "취소 청구의 소", " 무효확인", "의 취소를 구하는 소", "취소[업무상 재해의 요건]", " 부존재확인", " 취소 등", "취소소송"],
)  # fmt: skip
def test_what_a_case_name_asks_for_was_not_decided(request_of_title: str) -> None:
    assert side("원고는 회사이다.", title=f"요양승인처분{request_of_title}") is F
    assert side("원고는 회사이다.", title=f"요양승인취소처분{request_of_title}") is W


@pytest.mark.parametrize(
    "claim",
    [
        "피고가 참가인에 대하여 한 요양승인처분을 취소하라.",
        "피고가 참가인에 대하여 한 요양승인처분은 무효임을 확인한다.",
        "공단이 참가인에 대하여 한 요양승인처분을 모두 취소한다.",
        "피고는 참가인에 대하여 한 요양승인처분을 각 취소하고",
        "피고의 참가인에 대한 2021. 3. 4.자 요양승인처분을 취소한다.",
        "피고가 참가인을 대상으로 한 요양승인처분을 취소한다.",
        "피고가 참가인 앞으로 한 요양승인처분을 취소한다.",
        "피고가 참가인에 대해 한 요양승인처분을 취소한다.",
        "피고가 참가인을 수급자로 하여 한 요양승인처분을 취소한다.",
    ],
)
def test_whom_it_was_addressed_to(claim: str) -> None:
    assert side("원고는 용접공이고 소외 1은 원고 소속 근로자이다.", claim) is F


@pytest.mark.parametrize(
    "history",
    [
        "피고는 참가인에게 요양승인처분을 하였다(이하 '이 사건 처분'이라 한다).",
        "피고가 참가인에게 한 급여 지급결정(이하 '이 사건 각 결정'이라 한다)이 있다.",
    ],
)
def test_a_decision_named_by_the_history_alone(history: str) -> None:
    assert side(f"원고는 배를 만든다. {history}") is F


# Who 원고 is ------------------------------------------------------------------------------------------


def attacks(history: str = "원고는 소를 냈다.", **parts: str) -> Side:
    """A decision that says nothing by itself, addressed to somebody else."""
    return side(history, TO_OTHER + GRADE, **parts)


@pytest.mark.parametrize(
    "kind",
    [
        "회사",
        "법인",
        "조합",
        "협회",
        "재단",
        "공사",
        "지방자치단체",
        "국가기관",
        "대학교",
        "학교",
        "관리단",
        "입주자대표회의",
        "사업주",
        "사업체",
        "업체",
        "사업자",
        "보험가입자",
        "기업",
        "교회",
        "단체",
    ],
)
def test_kinds_of_enterprises(kind: str) -> None:
    assert attacks(f"원고는 {kind}이다.") is F


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        *((f"원고는 공사를 맡은 법인{end} 그러하다.", F) for end in
          ("이고,", "이며,", "이었고", "이자", "로서", "으로서", "으로,", "인데", "인바", "인 사실이", "이라고", "(이하 같다)")),
        ("원고는 식당을 경영하는 자이다.", F),
        ("원고는 화물 운송을 영위하는 사람으로서 일하였다.", F),
        ("원고는 주택을 시공한 사람이다.", F),
        ("원고는 공사를 도급받은 자로 일하였다.", F),
        ("원고는 공사를 수급한 자이고 바쁘다.", F),
        ("원고는 '한빛'이라는 상호로 식당을 운영하였다.", F),
        ("원고는 '한빛'이라는 상호로 가구업을 영위한다.", F),
        ("원고는 식당을 운영하고 있다.", F),
        ("원고는 식당을 경영하여 왔다.", F),
        ("원고는 가구업을 영위하였다.", F),
        ("원고들은 조합이다.", F),
        ("원고 A는 법인이다.", F),
        ("원고(변경 전 이름 한빛)는 법인이다.", F),
        ("원고는 식당에서 일하였다.", W),
        ("원고는 회사의 직원이다.", W),
        ("원고는 회사에서 일하였다.", W),
        ("원고는 건설업을 하는 회사에 다닌다.", W),
    ],
)  # fmt: skip
def test_enterprises(history: str, expected: Side) -> None:
    assert attacks(history) is expected


@pytest.mark.parametrize(
    ("plaintiff", "expected"),
    [
        ("한빛 주식회사", F),
        ("한빛 유한회사", F),
        ("사회복지법인 한빛", F),
        ("한빛협동조합", F),
        ("(주)한빛", F),
        ("원고 (소송대리인 법무법인 한빛 담당변호사 ○○○)", W),
        ("원고", W),
    ],
)
def test_the_plaintiff_by_the_headings(plaintiff: str, expected: Side) -> None:
    assert attacks(parties=f"【원고】 {plaintiff}\n【피고】 주식회사 한빛") is expected


@pytest.mark.parametrize(
    "history",
    [
        *(f"소외 1은 {words}이다." for words in
          ("원고 소속 근로자", "원고 회사의 직원", "원고의 사원", "원고들 소속 종업원", "원고 소속 일용직 노동자", "원고 소속 기간제 근로자",
           "원고의 현장 근로자", "원고의 생산직 근로자", "원고가 시공하는 공사의 인부", "원고가 경영하는 식당의 근로자",
           "원고가 발주한 공사의 일용 인부")),
        *(f"소외 1은 {words}하였다." for words in
          ("원고 회사에 입사", "원고와 사이에 근로계약을 체결", "원고 회사의 공장에서 근무", "원고 사업장에서 작업", "원고의 조선소에서 근로",
           "원고의 조선소에서 작업", "원고가 운영하는 식당에서 근무", "원고가 도급받은 공사에서 작업", "원고가 관리하는 현장에 종사",
           "원고로부터 하도급받은 일에 종사")),
        "소외 1은 원고에게 고용되었다.",
        "소외 1은 원고로부터 채용되었다.",
        "소외 1은 원고 현장에서 일하였다.",
        "소외 1은 원고의 식당에서 일용으로 지냈다.",
        "소외 1은 원고의 공장에서 일한 사람이다.",
        "사업주인 원고가 있다.",
        "보험가입자인 원고가 있다.",
        "원고의 현장에서 참가인이 다쳤다.",
        "원고가 맡은 현장에서 망인이 죽었다.",
    ],
)  # fmt: skip
def test_who_employs(history: str) -> None:
    assert attacks(history) is F


@pytest.mark.parametrize("history", ["근로자인 원고가 있다.", "원고는 원고의 집에서 근무하였다.", "원고는 원고의 직장에서 근무하였다."])  # fmt: skip
def test_who_does_not_employ(history: str) -> None:
    assert attacks(history) is W


@pytest.mark.parametrize(
    "happened",
    [
        "사고를 당하였다", "부상을 입었다", "상해를 입었다", "재해를 입었다", "다쳤다", "다치는 일이 있었다", "쓰러졌다",
        "쓰러지는 일이 있었다", "쓰러져 옮겨졌다", "뇌경색이 발병하였다", "뇌경색 진단을 받았다", "뇌경색을 진단받았다", "요양을 받았다",
        "요양승인을 신청하였다", "요양급여를 청구하였다", "장해급여를 청구하였다", "휴업급여의 지급을 청구하였다", "간병급여를 신청하였다",
    ],
)  # fmt: skip
def test_an_enterprise_that_was_injured_itself(happened: str) -> None:
    assert attacks(f"원고는 개인사업자이다. 원고는 {happened}.") is W


@pytest.mark.parametrize("who", ["참가인이", "소외 1은", "재해자가", "망인이", "고인은", "A가", "○○○이", "근로자가", "직원이"])  # fmt: skip
def test_that_another_was_injured(who: str) -> None:
    assert attacks(f"원고는 개인사업자이다. 원고는 {who} 다쳤다고 알렸다.") is F


def attacks_grant(history: str, **parts: str) -> Side:
    return side(history, TO_OTHER + GRANT, **parts)


@pytest.mark.parametrize(
    "kin",
    [
        "배우자",
        "남편",
        "아내",
        "부모",
        "부친",
        "모친",
        "아버지",
        "어머니",
        "자녀",
        "아들",
        "딸",
        "형제",
        "자매",
        "누나",
        "언니",
        "오빠",
        "동생",
        "조카",
        "사실혼",
        "상속인",
        "유족",
        "전처",
        "친생자",
        "손자",
        "장인",
        "사위",
        "며느리",
        "동거인",
        "처",
        "부",
        "모",
        "형",
        "제",
    ],
)
def test_kin(kin: str) -> None:
    assert attacks_grant(f"원고는 망 ○○○의 {kin}이다.") is W


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        *((f"원고는 {dead}의 배우자이다.", W) for dead in ("망인", "고인", "망 홍○○", "소외 1", "재해자", "A", "참가인")),
        *((f"원고는 망인의 아들{end} 산다.", W) for end in
          ("로서", "로", "인데", "이고", "이며", "들이라서", "관계에서", "으로", ",", "였고", "이었고", "라고", "이라고")),
        ("원고들은 망인의 자녀들이다.", W),
        ("원고(선정당사자)는 망인의 아내이다.", W),
        ("원고는 망인과 사실혼 관계의 배우자이다.", W),
        ("원고의 남편인 망 ○○○이 있다.", W),
        ("원고의 사실혼 배우자였던 소외 1이 있다.", W),
        ("망인의 배우자인 원고가 있다.", W),
        ("망인의 자녀들인 이 사건 원고들이 있다.", W),
        ("원고가 유족급여의 수급권자이다.", W),
        ("원고는 선순위 유족이다.", W),
        ("원고야말로 수급권이 있다.", W),
        ("원고가 수급자격을 가진다.", W),
        ("원고는 망인의 사업주이다.", F),
        ("원고는 망인의 친구이다.", F),
    ],
)  # fmt: skip
def test_family(history: str, expected: Side) -> None:
    assert attacks_grant(history) is expected


def test_family_with_an_argument_of_its_own() -> None:
    assert attacks_grant("원고는 망인의 배우자이다.", argument="처분은 위법하다.") is W


def test_family_named_by_the_argument() -> None:
    assert attacks_grant("원고는 소를 냈다.", argument="원고는 망인의 배우자로서 다툰다.") is W


@pytest.mark.parametrize(
    "denial",
    [
        "업무상 재해가 아니므로 위법하다", "업무상 질병에 해당하지 아니하여 위법하다", "업무상 사고로 볼 수 없어 취소되어야 한다",
        "업무상의 재해로 인정될 수 없어 위법하다", "업무상 재해라고 볼 수 없어 부당하다", "업무로 인하여 생긴 것이 아니라고 주장한다",
        "업무와 무관하여 까닭이 없으므로 위법하다", "업무에 기인한 것이 아니어서 위법하다", "인과관계가 없어 위법하다",
        "인과관계가 인정되지 않아 위법하다", "인과관계가 존재하지 않아 위법하다", "근로자가 아니므로 위법하다",
        "원고의 근로자라고 볼 수 없어 위법하다", "근로자라고 할 수 없어 위법하다",
    ],
)  # fmt: skip
def test_what_only_an_employer_argues(denial: str) -> None:
    assert attacks(argument=f"원고는 참가인의 병이 {denial}.") is F


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("원고의 주장은 인과관계가 없으므로 위법하다는 것이다.", F),
        ("원고 회사는 인과관계가 없어 위법하다고 한다.", F),
        ("원고 측은 인과관계가 없어 부당하다고 한다.", F),
        ("원고가 인과관계가 없다고 주장한다.", F),
        # A worker quotes the same words as the reason that was given.
        ("원고는 인과관계가 없는 이유로 거절한 것은 위법하다고 한다.", W),
        ("원고는 인과관계가 없다고 본 처분이 위법하다고 한다.", W),
        ("원고는 인과관계가 없다고 보아 거절한 처분이 위법하다고 한다.", W),
        ("원고는 인과관계가 없다고 판단한 처분이 위법하다고 한다.", W),
        ("피고는 인과관계가 없어 위법하다고 한다.", W),
        ("원고는 인과관계가 있어 위법하다고 한다.", W),
    ],
)
def test_whose_argument_it_is(argument: str, expected: Side) -> None:
    assert attacks(argument=argument) is expected


def test_a_decision_about_somebody_else_where_nothing_is_argued() -> None:
    reasons = "제1심 판결은 정당하다."
    claim = "피고가 2021. 3. 4. 소외2에 대하여 한 산재처분을 취소한다."
    assert side(reasons, claim, "산재처분 등", judgment=reasons) is F
    assert side("원고는 소를 냈다.", claim, "산재처분 등") is W
    assert side(reasons, claim.replace("소외2", "망 소외2"), "산재처분 등", judgment=reasons) is W


def test_benefits_reclaimed_from_a_worker_held_for_the_manager() -> None:
    history = "원고는 공장에서 떨어져 상해를 입었다. 피고는 원고가 회사를 운영하는 자로서 일하였다고 보았다."
    assert side(history, title="부당이득징수결정취소") is W
