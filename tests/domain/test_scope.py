"""Which rulings are about industrial-accident insurance: a row per kind of suit."""

import pytest

from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident

ORDER = "【주문】1. 원고의 청구를 기각한다.\n【이유】1. 처분의 경위\n"
STUB = "【연관판결】한빛지방법원,2020구단5,1심"


def sued(defendant: str, text: str = "", plaintiff: str = "원고") -> str:
    return f"【원고】 {plaintiff}\n【피고, 피항소인】 {defendant} (소송대리인 변호사 ○○○)\n{ORDER}{text}"


ACT_ONCE = "산업재해보상보험법 제37조를 살핀다."
ACT_OFTEN = "산업재해보상보험법과 산재보험법의 업무상 재해를 살핀다. " * 3

BELONG = {
    # stubs and texts without parties, as 근로복지공단 publishes them: the title tells
    "요양, 줄기만": ("요양불승인처분취소", STUB),
    "유족, 법 이름이 없는 판결": ("유족보상 및 장의비 부지급 결정 취소", ORDER + "망인은 쓰러졌다."),
    "장해등급": ("장해등급결정처분취소", STUB),
    "휴업급여": ("휴업급여부지급처분취소", STUB),
    "평균임금": ("평균임금정정불승인처분취소", STUB),
    "진폐": ("진폐위로금부지급처분취소", STUB),
    "사업주가 다투는 적용": ("산업재해보험급여 적용사업장에관한처분취소", STUB),
    "산재보험료": ("산재보험료부과처분취소", STUB),
    "고용·산재보험료 함께": ("고용보험료및산재보험료부과처분취소", STUB),
    # open titles: what the defendant did tells
    "부당이득": ("부당이득금징수처분취소", ORDER + f"피고는 원고가 받은 휴업급여를 징수하였다. {ACT_ONCE}"),
    "징수금": (
        "징수금부과처분취소",
        ORDER + f"피고는 보험가입신고를 게을리한 원고에게 보험급여액을 물렸다. {ACT_ONCE}",
    ),
    "정보공개": (
        "정보공개거부처분취소",
        ORDER + f"원고는 피고에게 요양급여 신청 자료를 구하였다. {ACT_ONCE}",
    ),
    "사업종류": ("사업종류변경처분취소", ORDER + f"피고는 산재보험 사업종류를 바꾸었다. {ACT_ONCE}"),
    "구상금, 당사자 없음": ("구상금", ORDER + ACT_OFTEN),
    # named parties
    "공단이 피고": ("보험료부과처분취소", sued("근로복지공단", ACT_ONCE)),
    "공단이 피고, 낯선 사건명": ("반려처분취소", sued("근로복지공단", ACT_ONCE)),
    "1995년 전의 피고": ("요양불승인처분취소", sued("한빛지방노동사무소장", ACT_ONCE)),
    "재심사위원회": ("요양급여재결취소", sued("산업재해보상보험재심사위원회", ACT_ONCE)),
    "통합징수한 산재보험료": ("산재보험료납부고지취소", sued("국민건강보험공단", ACT_ONCE)),
    "공단의 구상금 청구": ("구상금", sued("피고 1", "산업재해보상보험법 제87조", plaintiff="근로복지공단")),
    # another law in passing does not take it away
    "공무원 이야기가 한 번": ("요양불승인처분취소", ORDER + ACT_OFTEN + "공무원연금법과는 다르다."),
}

OTHER = {
    "국가유공자": ("국가유공자등록거부처분취소", sued("한빛보훈지청장", ACT_OFTEN)),
    "국가유공자, 당사자 없음": ("국가유공자요건비해당결정취소", ORDER + ACT_OFTEN),
    "공무상 요양": ("공무상요양불승인처분취소", sued("공무원연금공단", ACT_ONCE)),
    "공무원의 유족보상금": ("유족보상금부지급처분취소", sued("공무원연금공단", ACT_ONCE)),
    "공무원의 요양, 당사자 없음": (
        "요양승인취소",
        ORDER + "공무원연금법의 공무상 질병을 살핀다. " * 3 + ACT_ONCE,
    ),
    "사립학교": ("직무상요양불승인처분취소", sued("사립학교교직원연금공단")),
    "군인": ("장해보상금지급거부취소", sued("국방부장관", "군인연금법 제5조. " + ACT_ONCE)),
    "어선원": (
        "유족급여부지급처분취소",
        ORDER + "어선원 및 어선 재해보상보험법을 살핀다. 어선원은 배를 탔다.",
    ),
    "체당금, 공단이 피고": ("체당금부지급처분취소", sued("근로복지공단", "임금채권보장법 제7조")),
    "대지급금": ("대지급금지급거부처분취소", sued("근로복지공단", ACT_ONCE)),
    "부당해고": ("부당해고구제재심판정취소", sued("중앙노동위원회위원장", ACT_OFTEN)),
    "실업급여": ("실업급여부지급처분취소", sued("한빛지방고용노동청장", ACT_ONCE)),
    "육아휴직": ("육아휴직급여부지급처분취소", ORDER + ACT_ONCE),
    "고용보험료만": ("고용보험료부과처분취소", sued("근로복지공단", "고용보험법 제6조")),
    "건강보험 요양급여비용": ("요양급여비용환수처분취소", sued("국민건강보험공단", ACT_ONCE)),
    "장기요양": ("장기요양급여비용환수처분취소", sued("국민건강보험공단")),
    "건강보험공단의 구상금": ("구상금", ORDER + "국민건강보험법 제58조를 살핀다. " * 2 + ACT_ONCE),
    "손해배상": ("손해배상(산)", sued("피고 주식회사", "원고는 근로복지공단에서 휴업급여를 받았다. " * 3)),
    "조세": ("부가가치세부과처분취소", sued("한빛세무서장", ACT_ONCE)),
    "건축": ("건축허가신청불허가처분취소", sued("한빛시장", ACT_ONCE)),
    "건축, 당사자 없음": ("건축신고반려처분취소", ORDER + ACT_ONCE),
    "정보공개, 다른 기관": ("정보공개거부처분취소", sued("한빛지방검찰청검사장", ACT_ONCE)),
    "정보공개, 스쳐 간 인용": ("정보공개거부처분취소", ORDER + f"{ACT_ONCE} 피고는 회의록을 내주지 않았다."),
    "형사": ("산업재해보상보험법위반", "【피고인】 피고인\n【주문】 피고인을 벌금에 처한다. " + ACT_OFTEN),
    "광업 재해위로금": ("재해위로금지급거부", sued("한국광해관리공단", "석탄산업법 제39조의3. " + ACT_ONCE)),
    "아무 관계 없음": ("도로점용허가취소", ORDER),
}


def precedent(title: str, text: str) -> Precedent:
    return Precedent(case_number="2021구단1", court="한빛지방법원", title=title, source="archive", text=text)


@pytest.mark.parametrize("title, text", BELONG.values(), ids=BELONG.keys())
def test_belongs(title: str, text: str) -> None:
    assert is_industrial_accident(precedent(title, text))


@pytest.mark.parametrize("title, text", OTHER.values(), ids=OTHER.keys())
def test_is_left_out(title: str, text: str) -> None:
    assert not is_industrial_accident(precedent(title, text))
