"""What a model makes up is taken out; what it says truly stays."""

import random
import unicodedata

import pytest

from lib.domain.side import Side
from lib.domain.taxonomy import Outcome
from lib.models.checks.grounding import (
    Source,
    Why,
    ground_retelling,
)
from lib.models.schemas import Retelling
from tests.models.made_up import RETOLD, RULING

QUOTE = "감정의가 업무로 인한 악화 가능성을 높게 본 점"
QUOTES = {"background_quotes": (QUOTE,), "issue_quotes": (QUOTE,), "reason_quotes": (QUOTE,)}


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


@pytest.mark.parametrize("sentence", TRUE_IN_A_RETELLING)
def test_a_retelling_keeps_what_the_ruling_says(sentence: str) -> None:
    assert told(sentence) == (sentence, [])


# --- what a ground rests on ----------------------------------------------------------------------


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
