"""What a model makes up is taken out; what it says truly stays."""

import random
import unicodedata

import pytest

from lib.domain.side import Side
from lib.domain.taxonomy import Outcome
from lib.models.checks.grounding import (
    Given,
    Removed,
    Source,
    Why,
    ground_opinion,
    ground_retelling,
    is_bare,
)
from lib.models.schemas import Difference, Ground, Leaning, Missing, Opinion, Retelling
from tests.models.made_up import C1, GIVEN, INTAKE, R1, R2, RETOLD, RULING

QUOTE = "감정의가 업무로 인한 악화 가능성을 높게 본 점"
QUOTES = {"background_quotes": (QUOTE,), "issue_quotes": (QUOTE,), "reason_quotes": (QUOTE,)}


def claimed(says: str, rests_on: tuple[str, ...] = ("R1",)) -> tuple[str, list[Why]]:
    grounded = ground_opinion(Opinion(for_claimant=(Ground(says=says, rests_on=rests_on),)), GIVEN)
    left = grounded.answer.for_claimant
    return (left[0].says if left else ""), [removed.why for removed in grounded.removed]


def reasoned(reason: str) -> tuple[str, list[Why]]:
    grounded = ground_opinion(Opinion(reason=reason), GIVEN)
    return grounded.answer.reason, [removed.why for removed in grounded.removed]


def told(
    text: str, field: str = "reason", ruling: Source = RETOLD, side: Side = Side.PLAINTIFF
) -> tuple[str, list[Why]]:
    grounded = ground_retelling(Retelling.model_validate({field: text, **QUOTES}), ruling, side)
    return getattr(grounded.answer, field), [removed.why for removed in grounded.removed]


C, S, N, D, M, P, Q, L, T, U = (
    Why.CASE_NUMBER, Why.STATUTE, Why.NUMBER, Why.DATE, Why.MONEY, Why.PERCENT, Why.QUOTE, Why.LINK, Why.TERM,
    Why.UNSUPPORTED,
)  # fmt: skip

MADE_UP_ANYWHERE = [
    # case numbers, also oddly spelled, of the right number and the wrong court
    (C, "서울행정법원 2020구합54321 판결도 같은 취지입니다."),
    (C, "같은 결론을 낸 2018 구단 4567 판결이 있습니다."),
    (C, "2017-구합-8888 사건에서도 하역 작업이 문제 되었습니다."),
    (C, "２０１６구단１２３４ 판결은 하역 작업을 인정했습니다."),
    (C, "대법원 2019두55555 전원합의체 판결이 기준이 됩니다."),
    (C, "하역 작업을 본 99두1234 판결이 있습니다."),
    (C, "2018년 구합 4321호 사건과 비슷합니다."),
    (C, "인천지방법원 2015구햡9911 판결이 있습니다."),
    # statutes
    (S, "산업재해보상보험법 제125조에 따라 추정됩니다."),
    (S, "산재보험법 제37조 제9항이 적용됩니다."),
    (S, "근로기준법 제78조에 따른 보상입니다."),
    (S, "시행령 별표 8에 따른 기준입니다."),
    (S, "법 제88조에 정한 기준을 채웠습니다."),
    (S, "제91조의15가 적용됩니다."),
    (S, "고용노동부고시 제2013-32호의 기준을 채웠습니다."),
    (S, "고시 제2099-1호에 따르면 인정됩니다."),
    (S, "민법에 따른 책임도 있습니다."),
    (S, "대통령령 제31234호에 근거합니다."),
    # dates
    (D, "2015. 8. 9. 허리를 다쳤습니다."),
    (D, "2016년 11월에 진단을 받았습니다."),
    (D, "'17.5.6. 처음 진단을 받았습니다."),
    (D, "12월 25일 허리 통증이 시작되었습니다."),
    (D, "2011년부터 허리 작업을 했습니다."),
    (D, "2014-07-08에 진단받았습니다."),
    (D, "14년 7월 8일에 진단받았습니다."),
    # money
    (M, "월급은 3,500만 원이었습니다."),
    (M, "위자료 12,000,000원을 받았습니다."),
    (M, "2억 5천만원의 손해가 있습니다."),
    (M, "이천만 원을 받았습니다."),
    (M, "일당 15만원을 받고 일했습니다."),
    # shares
    (P, "승인될 확률은 70%입니다."),
    (P, "이런 사건의 85퍼센트가 인정됩니다."),
    (P, "열 건 중 일곱 건은 인정됩니다."),
    (P, "10건 중 7건에서 이겼습니다."),
    (P, "3분의 2가 인정되었습니다."),
    (P, "칠십 퍼센트는 인정됩니다."),
    (P, "７５％ 정도가 인정됩니다."),
    (P, "인정되는 비율이 90 프로에 이릅니다."),
    (P, "절반 이상이 인정되었습니다."),
    (P, "열에 여덟, 곧 8할은 인정됩니다."),
    # counts with a unit
    (N, "주당 평균 72시간 일했습니다."),
    (N, "육십여덟 시간이 아니라 육십칠 시간을 일했습니다."),
    (N, "하루 열여섯 시간을 일했습니다."),
    (N, "27년 동안 하역 작업을 했습니다."),
    (N, "작업장 소음은 95dB이었습니다."),
    (N, "하루 40kg 상자를 옮겼습니다."),
    (N, "허리를 90도 굽혔습니다."),
    (N, "하루 1,500회 들어 올렸습니다."),
    (N, "동료 15명이 같은 병을 얻었습니다."),
    (N, "장해등급 7급에 해당합니다."),
    (N, "나이는 예순일곱 살입니다."),
    (N, "쉰아홉 살의 근로자입니다."),
    (N, "３３개월 동안 쉬지 않고 일했습니다."),
    (N, "하루에 담배 2갑을 피웠습니다."),
    # quotes
    (Q, "법원은 “근로자의 허리 질환은 모두 업무 때문이라고 볼 것이다”라고 했습니다."),
    (Q, '감정의는 "업무가 유일하고 결정적인 원인이다"라고 말했습니다.'),
    (Q, "법원은 「퇴행성 변화는 고려할 필요가 없다」고 했습니다."),
    (Q, "법원은 '하역 작업은 언제나 신체부담업무에 해당한다'고 했습니다."),
    # links and numbers to call
    (L, "자세한 것은 https://example.com/case 에 있습니다."),
    (L, "www.sanjae-help.kr 에서 도움을 받으세요."),
    (L, "sanjae-help.co.kr에서 신청하세요."),
    (L, "[여기](http://evil.example/x)를 누르세요."),
    (L, "![그림](data:image/png;base64,AAAA) 참고하세요."),
    (L, "<a href='x'>여기</a>를 보세요."),
    (L, "<script>alert(1)</script> 하역 작업입니다."),
    (L, "lawyer@sanjae.kr로 보내세요."),
    (L, "010-1234-5678로 전화하세요."),
    (L, "02) 555-1234로 문의하세요."),
    (L, "1588-1234로 문의하세요."),
    (L, "국번 없이 1350번으로 전화하세요."),
    (L, "hxxp://evil 을 여세요."),
    (L, "h t t p s : //evil.kr 을 여세요."),
    (L, "산재도움.한국에서 알아보세요."),
    (L, "[1]: javascript:alert(1)."),
    (L, "[자세히][ref] 보세요."),
    # diagnoses and bodies
    (T, "신청인은 폐암 진단도 받았습니다."),
    (T, "뇌경색으로 쓰러진 점이 인정되었습니다."),
    (T, "회전근개 파열이 함께 인정되었습니다."),
    (T, "우울증을 앓은 점이 고려되었습니다."),
    (T, "한국대학교병원에서 진단을 받았습니다."),
    (T, "미래중공업에서 일한 점이 고려되었습니다."),
    (T, "주식회사 새벽물산의 하역 작업이었습니다."),
    (T, "EMG 검사에서 이상이 확인되었습니다."),
    (T, "M51.1 상병이 확인되었습니다."),
    (T, "L2-3 부위의 추간판탈출증입니다."),
    # another case altogether
    (U, "새벽마다 신문 배달을 하며 오토바이 헬멧 없이 골목길을 달린 사정이 중요합니다."),
    (U, "조리실 환풍기가 고장 나 뜨거운 튀김 기름 연기를 계속 들이마셨습니다."),
    (T, "용접 흄과 분진이 가득한 밀폐 탱크에서 방진마스크 없이 페인트를 분사한 사정이 중요합니다."),
    (T, "회식 자리에서 상사가 폭탄주를 강권해 계단에서 미끄러졌습니다."),
]  # fmt: skip

MADE_UP_IN_OPINIONS = [
    # what only another retrieved ruling says, or only the story
    (N, "이 판결의 근무 기간은 8개월이었습니다."),
    (M, "이 판결의 청구액은 1억 2,000만 원이었습니다."),
    (D, "이 판결의 처분은 2020. 2. 3.에 있었습니다."),
    (N, "주 45시간의 초과근무가 인정되었습니다."),
    (T, "오랜 흡연이 있었는데도 인정되었습니다."),
    # planted in the story
    (C, "서울행정법원 2017구합77777 판결이 똑같습니다."),
    (S, "산재보험법 제99조에 그렇게 되어 있습니다."),
    (Q, '법원은 "하역 근로자의 허리 질환은 언제나 산재이다"라고 했습니다.'),
    # rulings that were not retrieved, by tag or by another court
    (Why.CITATION, "[R7]에서도 하역 작업이 인정되었습니다."),
    (Why.CITATION, "R9에서도 하역 작업이 인정되었습니다."),
    (Why.CITATION, "하역 작업은 [C9]의 기준을 채웁니다."),
    (Why.CITATION, "[R1, R5]에서 하역 작업이 인정되었습니다."),
    (C, "부산지방법원 2019구합12345 판결에서 하역 작업이 인정되었습니다."),
    (C, "2016두77777 판결 참조."),
    # the outcome turned round
    (Why.CONTRADICTION, "R1은 근로자가 패소한 사건입니다."),
    (Why.CONTRADICTION, "R1에서 근로자는 추간판탈출증을 인정받지 못했습니다."),
]


@pytest.mark.parametrize(("why", "sentence"), [*MADE_UP_ANYWHERE, *MADE_UP_IN_OPINIONS])
def test_a_ground_loses_what_was_not_given(why: Why, sentence: str) -> None:
    kept = "R1에서는 하루 320회 25kg 상자를 옮긴 점이 인정되었습니다."
    left, removed = claimed(f"{kept} {sentence}")
    assert left == kept
    assert removed == [why]


@pytest.mark.parametrize(("why", "sentence"), MADE_UP_ANYWHERE)
def test_the_reason_loses_what_was_not_given(why: Why, sentence: str) -> None:
    left, removed = reasoned(f"{sentence} 신청인의 하역 작업은 R1과 비슷합니다.")
    assert left == "신청인의 하역 작업은 R1과 비슷합니다."
    assert removed == [why]


@pytest.mark.parametrize(
    ("why", "sentence"),
    [row for row in MADE_UP_ANYWHERE if row[0] not in (T, U)],
)
def test_missing_evidence_names_documents_and_nothing_else(why: Why, sentence: str) -> None:
    answer = Opinion(missing_evidence=(Missing(what="허리 MRI 판독지와 EMG 검사 결과", how=sentence),))
    grounded = ground_opinion(answer, GIVEN)
    assert grounded.answer.missing_evidence == (Missing(what="허리 MRI 판독지와 EMG 검사 결과", how=""),)
    assert [removed.why for removed in grounded.removed] == [why]


MADE_UP_IN_RETELLINGS = [
    (D, "원고는 2018년 4월에 진단을 받았다."),
    (D, "원고는 2007. 5. 2. 입사했다."),
    (D, "처분은 2018. 9. 15.에 있었다."),
    (N, "원고는 하루 평균 30kg 상자를 옮겼다."),
    (N, "성수기에는 주 66시간을 일했다."),
    (N, "동료 9명이 같은 작업을 했다."),
    (N, "허리 염좌로 3주간 치료받았다."),
    (N, "원고는 다섯 시간 넘게 허리를 굽혔다."),
    (P, "감정의는 기여도를 80%로 평가했다."),
    (P, "동료 7명 중 5명도 치료받았다."),
    (M, "원고의 월급은 2,950,000원이었다."),
    (M, "원고의 월급은 295만 원이었다."),
    (S, "산업재해보상보험법 제37조 제2항이 적용되었다."),
    (S, "산업재해보상보험법 시행령 별표 4가 적용되었다."),
    (S, "같은 법 시행령 제35조가 적용되었다."),
    (C, "대법원 2009두99992 판결의 법리를 따랐다."),
    (C, "서울고등법원 2020누40001 판결에서 확정되었다."),
    (T, "주식회사 노을물류에 입사해 하역 작업을 했다."),
    (T, "원고는 경추 추간판탈출증과 척추관협착증을 진단받았다."),
    (T, "□□병원과 나래대학교병원에서 허리 통증을 치료받았다."),
    (T, "원고에게는 당뇨와 고혈압이 있었다."),
    (Q, "법원은 “퇴행성 변화는 전혀 없었다고 보인다”고 했다."),
    (Why.CONTRADICTION, "결국 원고의 청구는 기각되었다."),
    (Why.CONTRADICTION, "법원은 원고의 청구를 받아들이지 않았다."),
    (Why.CONTRADICTION, "이 사건에서 근로자는 패소했다."),
    (T, "사업주가 크레인 신호수를 배치하지 않아 철골 구조물이 무너졌다."),
    (U, "배우자는 밤늦게 통근버스에서 쓰러진 남편을 뒤늦게 발견했다."),
]


@pytest.mark.parametrize(("why", "sentence"), [*MADE_UP_ANYWHERE, *MADE_UP_IN_RETELLINGS])
def test_a_retelling_loses_what_the_ruling_does_not_say(why: Why, sentence: str) -> None:
    kept = "원고는 하역 작업을 하다가 허리 통증을 느꼈다."
    left, removed = told(f"{kept} {sentence}")
    assert left == kept
    assert removed == [why]


def test_deciding_factors_are_checked_one_by_one() -> None:
    answer = Retelling(
        deciding_factors=(
            "중량물 취급 작업을 12년 가까이 함",
            "소음 95dB에 노출됨",
            "동료들도 허리 질환을 앓음",
        )
    )
    grounded = ground_retelling(answer, RETOLD)
    assert grounded.answer.deciding_factors == (
        "중량물 취급 작업을 12년 가까이 함",
        "동료들도 허리 질환을 앓음",
    )
    assert [(r.where, r.why) for r in grounded.removed] == [("deciding_factors", N)]


TRUE_IN_A_GROUND = [
    "R1에서는 하루 320회 25kg 상자를 옮긴 근로자에게 업무 기여도 60%가 인정되었습니다.",
    "신청인은 9년 동안 하역 일을 했고 20kg 포대를 하루 200번 넘게 날랐습니다.",
    "서울행정법원 2019구합12345 판결처럼 허리를 굽히는 작업이 오래 이어졌습니다.",
    "2022년 6월에 상자를 들다가 허리를 다친 점은 계기가 분명합니다.",
    "아홉 해 동안 일한 점은 12년 일한 R1과 비슷합니다.",
    "주 58시간 일한 달이 있어 부담이 컸습니다.",
    "감정의가 업무 기여도를 60퍼센트로 본 점이 도움이 됩니다.",
    '법원은 "작업의 하중이 퇴행을 자연적인 경과 이상으로 촉진하였다"고 판단했습니다.',
    "허리를 굽히는 자세가 많았다는 점이 R1과 같습니다.",
    "신청인도 무거운 물건을 반복해서 들었습니다.",
    "물류센터의 하역 작업이라는 점이 같습니다.",
    "R1의 월급 285만 원은 결론에 영향을 주지 않았습니다.",
    "업무와 질병 사이에 상당인과관계가 있다고 볼 여지가 있습니다.",
    "공단은 2023. 1. 17. 퇴행성이라는 이유로 불승인했습니다.",
    "[C1]의 기준에 따르면 신체부담업무의 강도와 노출 기간, 자세를 함께 봅니다.",
    "산업재해보상보험법 시행령 제34조 제3항의 기준을 살펴야 합니다.",
    "고용노동부고시 제2022-40호는 자세와 노출 기간을 함께 보라고 합니다.",
    "50대의 나이만으로 퇴행성이라고 단정하기는 어렵습니다.",
    "추간판탈출증(디스크)이라는 같은 병이 문제 되었습니다.",
    "하루 평균 이백 번 넘게 쌀포대를 날랐습니다.",
    "R1은 근로자가 이긴 사건입니다.",
    "이 사건과 R1은 모두 허리디스크를 다투었습니다.",
]

TRUE_IN_A_REASON = [
    "신청인의 사정은 R1과 비슷하고 R2와는 일의 강도가 다릅니다.",
    "비교할 판결 40건 가운데 12건에서 근로자 쪽이 이겼습니다.",
    "근로자 쪽이 이긴 비율은 30%로 낮은 편입니다.",
    "퇴행성 변화라는 공단의 판단을 뒤집을 의학적 소견이 아직 부족합니다.",
    "산재보험법 시행령 별표 3의 기준에 따라 신체부담업무의 강도를 살펴야 합니다.",
    "54세라는 나이 때문에 퇴행성이라는 주장이 나올 수 있습니다.",
    "월급 3,100,000원은 쟁점이 아닙니다.",
    "R2는 근로자가 패소한 사건이지만 사무직이었습니다.",
    "R2에서는 8개월만 일했고 흡연도 오래 했습니다.",
    "부산고등법원(창원) 2021누10101 판결은 무거운 물건을 드는 일이 드물었다고 보았습니다.",
    "다만 제1심 판결만으로 결과를 단정할 수는 없습니다.",
    "두 가지 점을 더 확인해야 합니다.",
    "첫째, 작업의 강도를 보여 줄 자료가 필요합니다.",
    "1억 2,000만 원이라는 청구액은 R2의 사정일 뿐입니다.",
    "진료기록에 따라 결론이 달라질 수 있어 판단하기 어렵습니다.",
    "의학적 소견이 없어 어느 쪽으로도 말하기 어렵습니다.",
]

TRUE_IN_A_RETELLING = [
    "원고는 2006년 5월에 푸른물류에 입사해 하역 작업을 했다.",
    "법원은 12년 가까이 무거운 물건을 다룬 점을 중요하게 보았다.",
    "감정의는 업무의 기여도를 60%로 평가했다.",
    "동료 7명 중 3명도 허리 질환으로 치료받았다.",
    "공단의 자문의는 퇴행성 변화가 주된 원인이라고 보았다.",
    "근무시간은 주당 평균 52시간이었다.",
    "9월에는 주 61시간까지 일했다.",
    "허리를 45도 이상 굽히는 자세를 하루 네 시간 넘게 했다.",
    "대법원 2009두99991 판결의 법리를 따랐다.",
    "법원은 2010. 4. 29. 선고 2009두99991 판결을 들었다.",
    "산업재해보상보험법 제37조 제1항이 적용되었다.",
    "산재보험법 제37조의 업무상 재해인지가 문제였다.",
    "시행령 별표 3과 고용노동부고시 제2017-117호가 관계 법령이다.",
    "원고는 1966년에 태어났다.",
    "원고는 2018. 3. 6. 작업장에서 허리 통증을 느꼈다.",
    "공단은 2018년 9월 14일에 불승인 처분을 했다.",
    "심사청구는 2019년 1월에 기각되었다.",
    "원고의 월급은 285만 원이었다.",
    "하루 평균 25 kg 상자를 약 320번 들어 옮겼다.",
    "법원은 인과관계가 의학적으로 명백히 증명될 필요는 없다고 했다.",
    "제반 사정을 고려해 상당인과관계를 추단할 수 있으면 된다고 보았다.",
    "이 사건 상병이 자연적인 진행 속도 이상으로 악화되었다고 보았다.",
    "병은 제4-5요추간 추간판탈출증이다.",
    "○○대학교병원에서 추간판탈출증을 진단받았다.",
    "2012년경 허리 염좌로 이 주간 치료받은 적이 있다.",
    "법원은 공단의 처분이 위법하다고 판단했다.",
    "감정의는 “퇴행을 자연적인 경과 이상으로 촉진하였을 가능성이 높다”고 보았다.",
    "법원은 원고의 청구를 받아들였다.",
    "판결문에는 회사의 규모가 나오지 않는다.",
    "원고는 심사청구를 했지만 받아들여지지 않았다.",
]


@pytest.mark.parametrize("sentence", TRUE_IN_A_GROUND)
def test_a_ground_keeps_what_was_given(sentence: str) -> None:
    assert claimed(sentence, ("R1", "C1")) == (sentence, [])


@pytest.mark.parametrize("sentence", TRUE_IN_A_REASON)
def test_a_reason_keeps_what_was_given(sentence: str) -> None:
    assert reasoned(sentence) == (sentence, [])


@pytest.mark.parametrize("sentence", TRUE_IN_A_RETELLING)
def test_a_retelling_keeps_what_the_ruling_says(sentence: str) -> None:
    assert told(sentence) == (sentence, [])


# --- what a ground rests on ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("R1",), (R1.id,)),
        (("[R1]",), (R1.id,)),
        (("r1.",), (R1.id,)),
        (("R1, R2",), (R1.id, R2.id)),
        (("R1", "[C1]"), (R1.id, C1.id)),
        (("R1 및 R2",), (R1.id, R2.id)),
        (("서울행정법원 2019구합12345",), (R1.id,)),
        (("서울행정법원 2019. 5. 1. 선고 2019구합12345 판결",), (R1.id,)),
        (("서울행법 2019구합12345",), (R1.id,)),
        (("2019구합12345",), (R1.id,)),
        (("2019 구합 12345",), (R1.id,)),
        ((R1.id,), (R1.id,)),
        (("부산고등법원(창원) 2021누10101",), (R2.id,)),
        (("부산고등법원 창원재판부 2021누10101",), (R2.id,)),
        (("R1", "R9"), (R1.id,)),
        (("R1", "R1"), (R1.id,)),
    ],
)  # fmt: skip
def test_what_a_ground_rests_on_becomes_ids(names: tuple[str, ...], ids: tuple[str, ...]) -> None:
    says = "추간판탈출증과 신체부담업무의 강도를 보아야 합니다."
    answer = Opinion(for_agency=(Ground(says=says, rests_on=names),))
    assert ground_opinion(answer, GIVEN).answer.for_agency[0].rests_on == ids


@pytest.mark.parametrize(
    "names",
    [(), ("R9",), ("판결",), ("대전지방법원 2019구합12345",), ("2017구합77777",), ("서울행정법원 2017구합77777",), ("C2",)],
)  # fmt: skip
def test_a_ground_that_rests_on_nothing_given_goes(names: tuple[str, ...]) -> None:
    answer = Opinion(for_agency=(Ground(says="하역 작업의 강도를 보아야 합니다.", rests_on=names),))
    grounded = ground_opinion(answer, GIVEN)
    assert grounded.answer.for_agency == ()
    assert Why.NOTHING_TO_REST_ON in [removed.why for removed in grounded.removed]


def test_a_ruling_named_in_the_sentence_counts_as_cited() -> None:
    answer = Opinion(for_agency=(Ground(says="R2에서는 8개월만 일했습니다."),))
    assert ground_opinion(answer, GIVEN).answer.for_agency[0].rests_on == (R2.id,)


@pytest.mark.parametrize("ruling", ["", "R9", "C1", "2017구합77777", "비슷한 판결"])
def test_a_difference_names_a_retrieved_ruling(ruling: str) -> None:
    answer = Opinion(differences=(Difference(ruling=ruling, says="하역 작업의 기간이 다릅니다."),))
    assert ground_opinion(answer, GIVEN).answer.differences == ()


def test_a_difference_compares_its_ruling_with_the_case() -> None:
    says = "R1은 12년, 신청인은 9년 일했습니다."
    answer = Opinion(differences=(Difference(ruling="R1", says=f"{says} 처분은 2020. 2. 3.에 있었습니다."),))
    assert ground_opinion(answer, GIVEN).answer.differences == (Difference(ruling=R1.id, says=says),)


TRUE_GROUND = Ground(says="R2에서는 8개월만 일했습니다.", rests_on=("R2",))
MADE_UP_GROUND = Ground(says="2031구합99999 판결도 같은 취지입니다.", rests_on=("R2",))


def test_leaning_and_confidence_stay_with_a_ground_and_a_reason() -> None:
    answer = Opinion(leaning=Leaning.DENIAL, confidence=70, for_agency=(TRUE_GROUND,))
    left = ground_opinion(answer, GIVEN)
    assert (left.answer.leaning, left.answer.confidence) == (Leaning.DENIAL, 70)
    assert left.removed == ()


@pytest.mark.parametrize(
    "answer",
    [
        Opinion(leaning=Leaning.DENIAL, confidence=70),
        Opinion(leaning=Leaning.APPROVAL, confidence=95, for_agency=(TRUE_GROUND,)),
        Opinion(leaning=Leaning.DENIAL, confidence=95, for_agency=(MADE_UP_GROUND,)),
        Opinion(
            leaning=Leaning.DENIAL,
            confidence=95,
            for_agency=(TRUE_GROUND,),
            reason="2031구합99999 판결이 그렇습니다.",
        ),
    ],
)
def test_a_leaning_without_a_ground_or_its_reason_is_none(answer: Opinion) -> None:
    left = ground_opinion(answer, GIVEN)
    assert (left.answer.leaning, left.answer.confidence) == (Leaning.UNCLEAR, None)
    assert Removed("leaning", Why.NOTHING_TO_REST_ON) in left.removed
    assert ground_opinion(left.answer, GIVEN).answer == left.answer


@pytest.mark.parametrize(
    "story",
    ["콜센터에서 전화 상담을 하루 120통 받았습니다.", "사건번호 2019구합12345 판결을 읽었습니다.", "안전화 250켤레를 하루에 날랐습니다."],
)  # fmt: skip
def test_a_number_near_a_telephone_is_no_telephone_number(story: str) -> None:
    given = Given(f"{INTAKE} {story}", GIVEN.sources)
    assert ground_opinion(Opinion(reason=story), given).answer.reason == story


def test_what_was_removed_is_never_repeated() -> None:
    grounded = ground_opinion(Opinion(reason="승인될 확률은 70%입니다."), GIVEN)
    assert "70" not in repr(grounded.removed)
    assert [(removed.where, removed.why) for removed in grounded.removed] == [("reason", P)]


# --- quotes of the ruling ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("원고의 청구는 이유가 있으니 받아들여", ["원고의 청구는 이유가 있으니 받아들여"]),
        ("원고의청구는 이유가  있으니", ["원고의 청구는 이유가 있으니"]),
        ("‘이 사건 상병’이라 한다)을 진단받고", ["이 사건 상병'이라 한다)을\n진단받고"]),
        ("의학적·자연과학적으로 명백히 증명되어야", []),
        ("인과관계를 의학으로 낱낱이 밝혀야", ["인과관계를 의학으로 낱낱이 밝혀야"]),
        (unicodedata.normalize("NFD", "상당인과관계가 있다고 미루어 알 수 있으면"), ["상당인과관계가\n있다고 미루어 알 수 있으면"]),
        ("“이 사건 처분은 위법하다.”", ["이 사건 처분은 위법하다."]),
        ("이 사건 처분은 위법하다", ["이 사건 처분은 위법하다."]),
        ("하루 평균 ２５kg 상자를", ["하루 평균 25kg 상자를"]),
        ("허리 통증을 느끼고 … 요양급여를 신청하였다.", ["허리 통증을 느끼고", "요양급여를 신청하였다."]),
        ("허리 통증을 느끼고 (중략) 요양급여를 신청하였다.", ["허리 통증을 느끼고", "요양급여를 신청하였다."]),
        ("요양급여를 신청하였다 ... 허리 통증을 느끼고", []),
        ("업무로 인하여 모든 병이 악화되었다", []),
        ("위법하다", []),
        ("하루 평균 30kg 상자를", []),
        ("", []),
    ],
)  # fmt: skip
def test_quotes_are_given_as_they_stand(quote: str, stands: list[str]) -> None:
    grounded = ground_retelling(Retelling(reason="원고는 하역 작업을 했다.", reason_quotes=(quote,)), RETOLD)
    assert list(grounded.answer.reason_quotes) == stands
    assert bool(grounded.answer.reason) is bool(stands)
    for found in grounded.quotes:
        assert RULING[found.start : found.end] == found.text


def test_marks_that_a_copy_lost_do_not_matter() -> None:
    ruling = Source(RETOLD.id, "R1", "원고는 운반？하역 업무를 하던 중 다쳤다.", None)
    answer = Retelling(reason="원고는 하역 업무를 했다.", reason_quotes=("운반ㆍ하역 업무를 하던 중",))
    assert ground_retelling(answer, ruling).answer.reason_quotes == ("운반？하역 업무를 하던 중",)


def test_a_ruling_in_decomposed_letters_is_quoted_at_its_offsets() -> None:
    text = unicodedata.normalize("NFD", RULING)
    grounded = ground_retelling(
        Retelling(issue="업무와 상병 사이의 상당인과관계", issue_quotes=("원고는 심사청구를 하였으나",)),
        Source(RETOLD.id, "R1", text, None),
    )
    assert [text[q.start : q.end] == q.text for q in grounded.quotes] == [True]
    assert unicodedata.normalize("NFC", grounded.quotes[0].text) == "원고는 심사청구를 하였으나"


# --- who won -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "side", "result", "stays"),
    [
        (Outcome.GRANTED, Side.PLAINTIFF, "근로자가 이겼습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "원고 승소. 공단의 처분이 취소되었습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "심사청구가 기각되어 소송을 냈고, 법원은 원고의 청구를 받아들였습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "공단의 항소가 기각되어 근로자가 이겼습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "피고의 상고를 기각했습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "1심에서 진 원고가 2심에서 이겼습니다.", True),
        (Outcome.GRANTED, Side.PLAINTIFF, "원고의 청구를 기각했습니다.", False),
        (Outcome.GRANTED, Side.PLAINTIFF, "근로자가 졌습니다.", False),
        (Outcome.GRANTED, Side.PLAINTIFF, "원고 패소", False),
        (Outcome.GRANTED, Side.PLAINTIFF, "공단이 이겼습니다.", False),
        (Outcome.GRANTED, Side.PLAINTIFF, "공단의 처분은 적법합니다.", False),
        (Outcome.GRANTED, Side.PLAINTIFF, "유족은 끝내 이기지 못했습니다.", False),
        (Outcome.DENIED, Side.PLAINTIFF, "원고의 청구가 기각되었습니다.", True),
        (Outcome.DENIED, Side.PLAINTIFF, "처분이 정당하다고 보아 근로자가 졌습니다.", True),
        (Outcome.DENIED, Side.PLAINTIFF, "1심에서는 이겼지만 2심에서 원고의 청구를 기각했습니다.", True),
        (Outcome.DENIED, Side.PLAINTIFF, "처분을 취소했습니다.", False),
        (Outcome.DENIED, Side.PLAINTIFF, "원고가 이겼습니다.", False),
        (Outcome.DENIED, Side.PLAINTIFF, "유족이 승소했습니다.", False),
        (Outcome.PARTLY_GRANTED, Side.PLAINTIFF, "원고의 청구를 일부 받아들였습니다.", True),
        (Outcome.PARTLY_GRANTED, Side.PLAINTIFF, "원고가 전부 승소했습니다.", False),
        (Outcome.DISMISSED, Side.PLAINTIFF, "소를 각하했습니다.", True),
        (Outcome.DISMISSED, Side.PLAINTIFF, "근로자가 이겼습니다.", False),
        (Outcome.GRANTED, Side.DEFENDANT, "회사의 청구를 기각했습니다.", True),
        (Outcome.GRANTED, Side.DEFENDANT, "원고의 청구를 기각해 근로자가 이겼습니다.", True),
        (Outcome.GRANTED, Side.DEFENDANT, "원고가 이겼습니다.", False),
        (Outcome.GRANTED, Side.DEFENDANT, "공단의 처분은 적법하다고 보았습니다.", True),
        (Outcome.DENIED, Side.DEFENDANT, "회사가 이겨 처분이 취소되었습니다.", True),
        (Outcome.UNKNOWN, Side.PLAINTIFF, "근로자가 이겼습니다.", True),
        (Outcome.GRANTED, Side.NONE, "원고의 청구를 기각했습니다.", True),
        (None, Side.PLAINTIFF, "근로자가 졌습니다.", True),
    ],
)  # fmt: skip
def test_a_result_against_the_order_goes(
    outcome: Outcome | None, side: Side, result: str, stays: bool
) -> None:
    ruling = Source(
        RETOLD.id, "R1", f"{RULING}\n제1심판결에 대하여 피고가 항소하였고 피고가 상고하였다.", outcome
    )
    left, removed = told(result, "result", ruling, side)
    assert left == (result if stays else "")
    assert removed == ([] if stays else [Why.CONTRADICTION])


# --- for every text ------------------------------------------------------------------------------

_SCRAPS = [
    "R1", "[R1]", "R9", "2019구합12345", "2020 구단 1", "제37조", "제1항", "별표 3", "2018. 3. 6.", "3월", "1억 2,000만 원", "60%",
    "3분의 2", "열 건 중 일곱 건", "세 시간", "52시간", "25kg", "“", "”", '"', "'", "‘", "’", "「", "」", "…", "...", "(중략)", "추간판탈출증",
    "폐암", "○○대학교병원", "원고", "승소", "패소", "기각", "처분을 취소", "http://x.kr", "](", "<b>", "했다.", "이다.", "요.", "?", "!", "\n", " ",
    "·", "？", "\u200b", "ㄱ", "가", "\x00", "🙂", "e\u0301", "ﬁ", "Ⅳ", "½", "억", "만", "분의", "0분의 1", "1/0", "법", "시행령", "근로자가",
    "허리", "하역 작업", "퇴행성", "'19.3.4.", "~", "-", ",", ".", "1.", "가)", "㈜", "９９", "()", "{}", "\\", "*", "`",
]  # fmt: skip


def _any_text(chance: random.Random) -> str:
    return "".join(chance.choice(_SCRAPS) + chance.choice(["", " "]) for _ in range(chance.randint(0, 40)))


def _any_opinion(chance: random.Random) -> Opinion:
    def grounds() -> list[dict[str, object]]:
        return [
            {"says": _any_text(chance), "rests_on": [_any_text(chance), "R1"][chance.randint(0, 1) :]}
            for _ in range(2)
        ]

    return Opinion.model_validate(
        {
            "issue": _any_text(chance), "for_claimant": grounds(), "for_agency": grounds(),
            "differences": [{"ruling": chance.choice(["R1", _any_text(chance)]), "says": _any_text(chance)}],
            "missing_evidence": [{"what": _any_text(chance), "how": _any_text(chance)}], "reason": _any_text(chance),
        }
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_any_opinion_is_grounded_once_and_for_all(seed: int) -> None:
    answer = _any_opinion(random.Random(seed))
    once = ground_opinion(answer, GIVEN).answer
    again = ground_opinion(once, GIVEN)
    assert (again.answer, again.removed) == (once, ())


@pytest.mark.parametrize("seed", range(60))
def test_any_retelling_is_grounded_once_and_for_all(seed: int) -> None:
    chance = random.Random(seed)
    answer = Retelling.model_validate(
        {
            name: [_any_text(chance), RULING[seed * 7 : seed * 9 + 20]] if "quotes" in name or name == "deciding_factors" else _any_text(chance)
            for name in Retelling.model_fields
        }
    )  # fmt: skip
    once = ground_retelling(answer, RETOLD).answer
    again = ground_retelling(once, RETOLD)
    assert (again.answer, again.removed) == (once, ())


def test_given_texts_of_any_kind_are_read() -> None:
    chance = random.Random(7)
    for _ in range(40):
        given = Given(
            intake=_any_text(chance),
            sources=(Source(_any_text(chance), _any_text(chance), _any_text(chance)), Source("", "", "")),
            other=_any_text(chance),
        )
        ground_opinion(_any_opinion(chance), given)
    ground_opinion(_any_opinion(chance), Given("", ()))


def test_a_story_gives_no_ruling_and_no_law() -> None:
    answer = Opinion(
        for_claimant=(Ground(says="같은 판결이 있습니다.", rests_on=("2017구합77777",)),),
        reason="산재보험법 제99조에 따라 인정됩니다.",
    )
    assert "2017구합77777" in INTAKE
    assert is_bare(ground_opinion(answer, GIVEN).answer)
    assert ground_opinion(answer, GIVEN).answer.reason == ""
