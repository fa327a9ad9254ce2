"""Made-up statements of the kinds that cost somebody a case, in every field of both answers, and true ones."""

import pytest

from lib.domain.side import Side
from lib.models.checks.grounding import Source, ground_retelling
from lib.models.schemas import Retelling
from tests.models.made_up import HEARING_RETOLD, RETOLD

# --- missing evidence ----------------------------------------------------------------------------


# --- grounds -------------------------------------------------------------------------------------


# --- retellings ----------------------------------------------------------------------------------

QUOTE = {
    RETOLD.id: "감정의가 업무로 인한 악화 가능성을 높게 본 점",
    HEARING_RETOLD.id: "소음성 난청은 소음 노출을 중단하면",
}
TEXTS = ("preview", "background", "issue", "reason", "meaning", "result")


def told(text: str, field: str, ruling: Source = RETOLD) -> str:
    quotes = (QUOTE[ruling.id],)
    given = {field: text, "background_quotes": quotes, "issue_quotes": quotes, "reason_quotes": quotes}
    return str(getattr(ground_retelling(Retelling.model_validate(given), ruling).answer, field))


IN_A_WON_RULING = [
    "법원은 공단의 처분이 옳다고 보았습니다.",
    "법원은 공단의 처분이 정당하다고 하여 원고의 청구를 물리쳤습니다.",
    "법원은 공단의 손을 들어 주었습니다.",
    "1심에서는 이겼지만 항소심에서 졌습니다.",
    "1심에서는 졌습니다.",
    "이 판결은 그대로 확정되었습니다.",
    "공단은 항소하지 않았습니다.",
    "공단이 상고했습니다.",
    "법원은 업무와 질병 사이에 인과관계가 없다고 판단했습니다.",
    "법원은 허리 병을 업무상 질병으로 볼 수 없다고 했습니다.",
    "감정의는 업무가 기여하지 않았다고 판단했습니다.",
    "주치의는 하역 작업 때문이라고 진단했습니다.",
    "증명책임은 공단에 있다고 보았습니다.",
    "소송은 육 개월 안에 내면 됩니다.",
    "심사 청구는 반년 안에 하면 됩니다.",
    "하역 근로자는 누구나 인정받을 수 있습니다.",
    "하역 사건은 대부분 근로자가 이깁니다.",
    "판례는 일관되게 하역 작업을 인정합니다.",
    "원고는 여성 근로자였습니다.",
    "원고는 극단적 선택을 했습니다.",
    "회사는 산재 신청을 방해했습니다.",
    "회사는 산재 신청에 동의했습니다.",
    "하역 작업은 CCTV에 남아 있었습니다.",
    "원고는 동료에게 따돌림을 당했습니다.",
    "허리 보호구를 받지 못했습니다.",
    "건강검진에서 허리는 정상이었습니다.",
    "최근 대법원 전원합의체가 같은 판결을 했습니다.",
    "이 판결은 대법원 2030두11111로 확정되었습니다.",
    "대법원 2030두11111 판결도 보세요.",
    "하역 작업은 sanjae-win.law 에서 알아보세요.",
    "김철수 변호사에게 맡기면 허리 병도 인정됩니다.",
]  # fmt: skip


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("sentence", IN_A_WON_RULING)
def test_a_costly_lie_goes_from_a_retelling(sentence: str, field: str) -> None:
    assert told(sentence, field) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "1심에서도 원고가 졌습니다.",
        "원고의 항소가 기각되었습니다.",
        "법원은 난청과 업무 사이의 인과관계를 인정했습니다.",
        "법원은 공단의 처분이 위법하다고 보았습니다.",
        "공단이 상고했습니다.",
        "재판부는 근로자의 손을 들어 주었습니다.",
    ],
)
def test_a_costly_lie_goes_from_the_retelling_of_a_lost_ruling(sentence: str) -> None:
    assert told(sentence, "preview", HEARING_RETOLD) == ""


@pytest.mark.parametrize(
    ("sentence", "ruling"),
    [
        ("1심에서는 원고가 이겼지만 공단이 항소했습니다.", HEARING_RETOLD),
        ("법원은 공단의 항소를 받아들였습니다.", HEARING_RETOLD),
        ("감정의는 소음의 기여가 20%에 못 미친다고 보았습니다.", HEARING_RETOLD),
        ("법원은 난청이 업무로 생겼다고 인정하기에 부족하다고 보았습니다.", HEARING_RETOLD),
        ("나이 때문인지, 소음 때문인지가 쟁점이었습니다.", HEARING_RETOLD),
        ("공단의 자문의는 퇴행성 변화가 주된 원인이라고 했습니다.", RETOLD),
        ("법원은 의학적으로 명백한 증명이 반드시 필요한 것은 아니라고 했습니다.", RETOLD),
        ("사건은 한빛고등법원 2020누40001 사건으로 이어졌습니다.", RETOLD),
        ("공단은 업무와 상병 사이에 인과관계가 없다고 보았습니다.", RETOLD),
        ("법원은 처분이 위법하다고 보아 취소했습니다.", RETOLD),
    ],
)
def test_a_true_retelling_stays(sentence: str, ruling: Source) -> None:
    assert told(sentence, "preview", ruling) == sentence


@pytest.mark.parametrize(
    ("field", "party", "stays"),
    [
        ("plaintiff", "물류회사에서 하역 작업을 하던 근로자", True),
        ("plaintiff", "허리를 다친 근로자입니다.", True),
        ("plaintiff", "원고", True),
        ("plaintiff", "추간판탈출증을 진단받은 사람", True),
        ("defendant", "근로복지공단", True),
        ("defendant", "근로복지공단입니다.", True),
        ("plaintiff", "망인의 배우자", False),
        ("plaintiff", "유족", False),
        ("plaintiff", "근로복지공단", False),
        ("plaintiff", "김영철", False),
        ("plaintiff", "노동조합", False),
        ("plaintiff", "서울특별시", False),
        ("plaintiff", "사업주", False),
        ("defendant", "고용노동부장관", False),
        ("defendant", "대한민국", False),
        ("defendant", "회사", False),
        ("defendant", "근로자", False),
    ],
)  # fmt: skip
def test_parties_are_those_of_the_ruling(field: str, party: str, stays: bool) -> None:
    answer = ground_retelling(Retelling.model_validate({field: party}), RETOLD, Side.PLAINTIFF).answer
    assert getattr(answer, field) == (party if stays else "")


# --- written afterwards, apart from the rules ----------------------------------------------------

LATER_LIES_TOLD = [
    "원고는 사고 당시 안전모를 쓰지 않았습니다.",
    "회사 대표가 법정에서 잘못을 시인했습니다.",
    "원고는 항소심에서 다시 이겼습니다.",
    "법원은 공단의 결정이 타당하다고 보았습니다.",
    "원고는 이혼 뒤 혼자 살았습니다.",
    "재판부는 허리 병이 나이 탓이라며 청구를 배척했습니다.",
    "자문의는 업무 때문이라고 인정했습니다.",
    "판결은 2021년에 확정되었습니다.",
    "원고는 산악회에서 등산을 즐겼습니다.",
    "이런 허리 병은 어느 법원에서나 인정됩니다.",
]  # fmt: skip
LATER_TRUE_TOLD = [
    "원고는 물류회사에서 상자를 나르던 하역 근로자입니다.",
    "공단은 일과 병의 관계가 인정되지 않는다며 요양을 승인하지 않았습니다.",
    "원고는 심사를 청구했지만 2019년 1월 기각되었습니다.",
    "법원은 감정의의 의견을 받아들였습니다.",
    "감정의는 작업의 하중과 자세가 퇴행을 촉진했을 가능성이 높다고 했습니다.",
    "법원은 공단의 불승인이 잘못이라고 판단했습니다.",
    "원고의 청구가 받아들여져 처분이 취소되었습니다.",
    "같은 일을 하던 동료 가운데 세 명도 허리를 치료받았습니다.",
    "원고는 2012년쯤 허리 염좌로 치료받은 적이 있습니다.",
    "공단 쪽 의사는 퇴행성 변화가 주된 원인이라고 했습니다.",
    "허리를 많이 굽히는 자세로 하루 네 시간 넘게 일했습니다.",
    "소송비용은 공단이 부담합니다.",
    "인과관계를 의학적으로 꼭 명백하게 증명해야 하는 것은 아니라고 했습니다.",
    "다만 사정이 다르면 결과도 달라질 수 있습니다.",
    "허리 병이 일 때문에 빨리 나빠졌는지가 쟁점이었습니다.",
    "법원은 대법원 판결의 법리를 따랐습니다.",
    "원고는 12년 가까이 중량물을 취급했습니다.",
    "원고는 병원에서 추간판탈출증을 진단받았습니다.",
    "업무로 자연적인 진행보다 빨리 악화되었다고 보았습니다.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", LATER_LIES_TOLD)
def test_another_costly_lie_goes_from_a_retelling(sentence: str) -> None:
    assert told(sentence, "reason") == ""
    assert told(sentence, "preview") == ""


@pytest.mark.parametrize("sentence", LATER_TRUE_TOLD)
def test_another_true_retelling_stays(sentence: str) -> None:
    assert told(sentence, "reason") == sentence


@pytest.mark.parametrize(("given", "said"), [("5년 10개월", "6년 가까이"), ("11년 9개월", "12년 가까이")])
def test_nearly_so_many_years_may_be_said(given: str, said: str) -> None:
    ruling = Source("x_2019구단1", "R1", f"원고는 {given} 동안 하역 작업을 하였다.")
    assert ground_retelling(Retelling(preview=f"{said} 하역 작업을 했다."), ruling).answer.preview
    assert not ground_retelling(Retelling(preview="9년 가까이 하역 작업을 했다."), ruling).answer.preview
