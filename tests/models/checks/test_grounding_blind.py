"""Sentences written apart from the rules, as a second tester would: made-up ones go, true ones stay."""

import pytest

from lib.models.checks.grounding import Source, ground_retelling
from lib.models.schemas import Retelling
from tests.models.made_up import HEARING_RETOLD, RETOLD

QUOTES = {
    RETOLD.id: "감정의가 업무로 인한 악화 가능성을 높게 본 점",
    HEARING_RETOLD.id: "소음성 난청은 소음 노출을 중단하면",
}


def told(reason: str, ruling: Source) -> str:
    answer = Retelling(reason=reason, reason_quotes=(QUOTES[ruling.id],))
    return ground_retelling(answer, ruling).answer.reason


MADE_UP_REASONS = [
    '원고는 만 55세였다.',
    '원고는 14년 동안 하역 작업을 했다.',
    '2018년 3월 9일 통증을 느꼈다.',
    '기여도는 40%에 그쳤다.',
    '동료 일곱 명 중 네 명이 치료받았다.',
    '공단 자문의는 업무관련성이 높다며 3차례 소견을 냈다.',
    '대법원 2015두3867 판결을 인용했다.',
    '원고는 용접 작업 중 화상을 입었다.',
    '원고는 우울증과 불면증도 진단받았다.',
    '법원은 “업무 외의 원인은 생각하기 어렵다”고 판시했다.',
    '이 판결로 공단은 1억 원을 배상해야 한다.',
    '근로기준법 제2조의 근로자인지가 쟁점이었다.',
    '제1심은 부산지방법원 2017구단333 판결이었다.',
    '허리를 60도 이상 굽혔다.',
    '상자를 하루 500회 옮겼다.',
    '성수기인 11월에는 61시간을 일했다.',
    '원고는 서울대학교병원에서 수술을 받았다.',
    '결국 근로자가 패소했다.',
    '원고 패소로 끝났다.',
    '항만 크레인에서 추락해 골절상을 입었다.',
]  # fmt: skip
MADE_UP_HEARING_REASONS = [
    '원고는 1978년에 입사했다.',
    '원고는 15년 동안 소음에 노출되었다.',
    '좌측 청력은 62dB였다.',
    '굴진 작업장의 소음은 100데시벨을 넘었다.',
    '감정의는 소음의 기여를 50%로 보았다.',
    '법원은 공단의 처분이 위법하다고 보았다.',
    '1심과 2심 모두 원고가 이겼다.',
    '원고는 이명과 어지럼증도 호소했다.',
    '공단의 항소는 기각되었다.',
    '대법원 2012두28247 판결을 따랐다.',
    '별표 5의 기준이 적용되었다.',
    '원고는 2016. 2. 25. 장해급여를 청구했다.',
    '한울대학교병원의 검사 결과가 채택되었다.',
    '법원은 "소음과 난청 사이의 인과관계를 추단할 수 있다"고 했다.',
    '동료 근로자 4명의 증언이 있었다.',
    '원고는 퇴직 후 서른 해가 지나 진단받았다.',
    '장해등급 제9급이 인정되었다.',
    '원고는 철도 기관사로 일했다.',
    '장해일시금 2,300만 원을 받게 되었다.',
    '자세한 판결은 [원문](http://a.b)을 보라.',
]  # fmt: skip
TRUE_REASONS = [
    '원고는 물류회사에서 무거운 상자를 나르던 사람이다.',
    '회사에 들어간 때는 2006년 5월이다.',
    '하루에 25kg짜리 상자를 320번쯤 들었다.',
    '한 주에 평균 52시간, 바쁜 9월에는 61시간을 일했다.',
    '2018년 3월 허리가 아파 병원에서 디스크 진단을 받았다.',
    '공단은 일과 병 사이의 인과관계가 없다며 요양을 거절했다.',
    '심사청구도 기각되었다.',
    '예전에 허리 염좌로 두 주 치료받은 적이 있었다.',
    '공단 쪽 의사는 퇴행성 변화 때문이라고 했다.',
    '감정의는 작업이 퇴행을 앞당겼을 가능성이 높다고 보았다.',
    '같은 일을 한 동료 일곱 명 가운데 세 명도 허리를 치료받았다.',
    '법원은 의학적으로 명백한 증명까지는 필요 없다고 했다.',
    '법원은 12년 가까운 중량물 작업을 무겁게 보았다.',
    '그래서 공단의 불승인 처분은 위법하다고 판단했다.',
    '원고가 이겼고 소송비용은 공단이 낸다.',
    '월급이 2,850,000원이었다는 사실도 적혀 있다.',
    '관계 법령으로 산업재해보상보험법 시행령 제34조 제3항을 들었다.',
    '처분일은 2018. 9. 14.이다.',
    '45도 넘게 허리를 굽힌 시간이 하루 4시간을 넘었다.',
    '사건은 2심으로 올라가 한빛고등법원 2020누40001 사건이 되었다.',
]  # fmt: skip
TRUE_HEARING_REASONS = [
    '원고는 탄광의 굴진부에서 14년 넘게 일했다.',
    '1993년 8월에 광업소를 그만두었다.',
    '그 뒤 2009년까지 농사를 지었다.',
    '2015년 12월 두 귀의 감각신경성 난청을 진단받았다.',
    '공단은 왼쪽 52dB, 오른쪽 49dB로 측정되었지만 노인성 난청이라고 보았다.',
    '소음 작업장을 떠난 지 22년이 지난 뒤였다.',
    '작업장 소음은 90dB을 넘었다.',
    '법원은 소음을 피하면 소음성 난청이 더 나빠지지 않는다는 점을 들었다.',
    '귀가 이상하다고 처음 말한 때는 예순두 살 무렵이었다.',
    '낮은 소리를 더 못 듣는 점도 불리했다.',
    '감정의는 나이가 주된 원인이고 소음의 기여는 20%가 안 된다고 했다.',
    '시행령 별표 3의 기준은 예시일 뿐이라고 했다.',
    '1심에서는 이겼지만 2심에서 결과가 뒤집혔다.',
    '원고의 청구는 결국 기각되었다.',
    '소송 비용은 모두 원고가 낸다.',
    '난청이 업무 때문이라고 인정하기에 부족하다고 보았다.',
    '퇴직한 지 거의 20년이 지나 청력 이상을 호소했다.',
    '원고는 1951년에 태어났다.',
    '다솜이비인후과의원에서 진단을 받았다.',
    '장해급여를 청구한 날은 2016. 2. 15.이다.',
]  # fmt: skip


@pytest.mark.parametrize("sentence", MADE_UP_REASONS)
def test_made_up_reasons_go(sentence: str) -> None:
    assert told(sentence, RETOLD) == ""


@pytest.mark.parametrize("sentence", MADE_UP_HEARING_REASONS)
def test_made_up_reasons_of_another_kind_go(sentence: str) -> None:
    assert told(sentence, HEARING_RETOLD) == ""


@pytest.mark.parametrize("sentence", TRUE_REASONS)
def test_true_reasons_stay(sentence: str) -> None:
    assert told(sentence, RETOLD) == sentence


@pytest.mark.parametrize("sentence", TRUE_HEARING_REASONS)
def test_true_reasons_of_another_kind_stay(sentence: str) -> None:
    assert told(sentence, HEARING_RETOLD) == sentence
