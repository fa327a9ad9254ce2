"""The question that the court puts, and the agency's decision with the agency's reason."""

import pytest

from lib.domain.contested import read_question, read_refusal
from lib.domain.sections import read_sections
from lib.domain.voices import read_voices
from tests.domain.made_up import ruling_text, supreme_text

DENIED = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."
JUDGED = "이 사건 상병과 업무 사이에 상당인과관계가 있다고 인정하기에 부족하다. 이 사건 처분은 적법하다."


def refusal_of(text: str) -> list[str]:
    """The words that tell the agency's decision and its reason."""
    sections = read_sections(text)
    return [text[start:end] for start, end in read_refusal(sections, read_voices(sections))]


def question_of(text: str) -> list[str]:
    """The words in which the court puts the question."""
    return [text[start:end] for start, end in read_question(text, read_voices(read_sections(text)))]


def test_the_question_is_the_courts_and_not_the_plaintiffs_argument() -> None:
    text = ruling_text(
        DENIED,
        argument="이 사건 사고가 업무상 재해인지 여부는 분명하다. 이 사건 처분은 위법하다.",
        judgment="원고는 과로하였다고 주장하는바, 이 사건의 쟁점은 그 과로가 이 사건 상병을 악화시켰는지 여부이다.\n업무상 과로를 인정하기 어렵다.",
    )
    assert question_of(text) == ["이 사건의 쟁점은 그 과로가 이 사건 상병을 악화시켰는지 여부이다."]


def test_the_agencys_reason_is_the_one_of_the_decision_that_is_attacked() -> None:
    history = (
        "원고는 프레스공으로 일하던 사람이다.\n나. 피고는 2020. 1. 2. 염좌에 관한 요양을 승인하는 처분을 하였다.\n"
        "다. 원고는 파열이 업무 때문이라며 추가상병을 신청하였으나, 피고는 2021. 3. 4. 나이에 따른 변화라는 이유로 "
        "불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.\n라. 원고는 심사청구를 하였으나 기각되었다."
    )
    text = ruling_text(DENIED, history=history, argument="업무 때문에 파열되었다.", judgment=JUDGED)
    (refusal,) = refusal_of(text)
    assert "나이에 따른 변화라는 이유로" in refusal


def test_a_list_of_the_agencys_reasons_goes_with_its_decision() -> None:
    history = (
        "원고는 굴착공이다.\n나. 피고는 2021. 3. 4. 다음과 같은 이유로 불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.\n"
        "○ 소음에 드러난 기간이 짧은 것으로 판단됨\n[인정근거] 다툼 없는 사실"
    )
    text = ruling_text(DENIED, history=history, judgment=JUDGED)
    assert refusal_of(text)[1:] == ["소음에 드러난 기간이 짧은 것으로 판단됨"]


def test_the_office_that_decided_is_the_agency() -> None:
    history = "원고는 배달원이다.\n나. 피고 원처분기관은 2021. 3. 4. 신호를 어겼다는 이유로 불승인처분(이하 '이 사건 처분'이라 한다)을 하였다."
    text = ruling_text(DENIED, history=history, judgment=JUDGED)
    assert ["신호를 어겼다는" in each for each in refusal_of(text)] == [True]


def test_the_agencys_reason_is_of_the_decision_that_the_claim_attacks() -> None:
    history = (
        "원고는 어깨를 다쳤다.\n나. 원고는 2020. 12. 1. 요양급여를 신청하였으나, 피고는 2021. 1. 5. 힘줄이 끊어지지 않았다는 이유로 "
        "요양불승인처분을 하였다.\n다. 원고가 다시 신청하였으나, 피고는 2021. 3. 4. ‘힘줄은 끊어졌으나 나이 탓으로 보인다’는 취지로 "
        "불승인하였다."
    )
    text = ruling_text(DENIED, history=history, judgment="상당인과관계를 인정하기 어렵다.")
    assert refusal_of(text) == [
        "피고는 2021. 3. 4. ‘힘줄은 끊어졌으나 나이 탓으로 보인다’는 취지로 불승인하였다."
    ]


def test_the_agencys_list_without_what_was_granted_and_with_its_end() -> None:
    history = (
        "원고는 목을 다쳐 요양급여를 신청하였다.\n나. 피고는 2021. 3. 4. 다음과 같은 이유로 요양일부불승인처분을 하였다.\n"
        "○ 염좌는 사고와 관련이 있어 승인함\n○ 탈출증은 영상에서 오래된 모습이 보임\n○ 사고의 정도도 가벼움\n"
        "○ 따라서 탈출증은 업무와 상당인과관계가 인정되지 않음"
    )
    text = ruling_text(DENIED, history=history, judgment="상당인과관계를 인정하기 어렵다.")
    told = refusal_of(text)
    assert [each[:4] for each in told] == ["피고는 ", "탈출증은", "따라서 "]


@pytest.mark.parametrize(
    "decision",
    [
        # The plaintiff is the one who received it; nobody is named; a quotation mark is never closed.
        "원고는 추가상병을 신청하였으나, 2021. 3. 4. 피고로부터 나이 탓이라는 이유로 이를 불승인하는 처분(이하 '이 사건 처분'이라 한다)을 받았다.",
        "원고의 신청은 2021. 3. 4. 나이 탓이라는 이유로 불승인되었다.",
        "피고는 2021. 3. 4. 나이 탓이라는 이유로 급여를 줄 수 없다는 내용의 통지를 하였다(이하 '이 사건 처분'이라 한다).",
        "피고는 2021. 3. 4. '나이 탓이라는 이유로 요양을 승인하지 않는 처분을 하였다(이하 '이 사건 처분'이라 한다).",
    ],
)
def test_the_decision_is_told_in_several_ways(decision: str) -> None:
    text = ruling_text(DENIED, history=f"원고는 도장공이다.\n나. {decision}", judgment=JUDGED)
    assert ["나이 탓이라는 이유로" in each for each in refusal_of(text)] == [True]


def test_what_the_agency_went_by_may_stand_before_its_decision() -> None:
    history = (
        "원고는 쓰러져 뇌경색 진단을 받았다.\n나. 업무상질병판정위원회는 업무시간이 기준에 미치지 못한다는 판정을 하였다.\n"
        "다. 이에 따라 2021. 3. 4. 원고의 신청을 불승인하는 처분(이하 '이 사건 처분'이라 한다)이 내려졌다."
    )
    told = refusal_of(ruling_text(DENIED, history=history, judgment=JUDGED))
    assert [each[:6] for each in told] == ["업무상질병판", "이에 따라 "]


def test_the_ground_may_stand_behind_the_decision() -> None:
    history = (
        "원고는 도장공이다.\n나. 피고는 2021. 3. 4. 원고에게 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다. "
        "그 처분사유는 원고의 업무가 허리에 부담을 주지 않는다는 것이다."
    )
    told = refusal_of(ruling_text(DENIED, history=history, judgment=JUDGED))
    assert [each[:6] for each in told] == ["피고는 20", "그 처분사유"]


def test_the_court_may_come_back_to_the_ground() -> None:
    history = "원고는 도장공이다.\n나. 피고는 2021. 3. 4. 이를 거부하는 처분(이하 '이 사건 처분'이라 한다)을 하였다."
    judgment = f"가. 피고는 업무가 과중하지 않다는 이유로 이 사건 처분을 하였다.\n나. {JUDGED}"
    told = refusal_of(ruling_text(DENIED, history=history, judgment=judgment))
    assert [each[:8] for each in told] == ["피고는 2021", "피고는 업무가 "]


def test_a_review_of_the_decision_is_not_the_decision() -> None:
    history = (
        "원고는 도장공이다.\n나. 피고는 2020. 5. 6. 원고의 신청을 불승인하였다.\n"
        "다. 피고는 2020. 9. 9. 나이 탓이라는 이유로 심사청구를 기각하는 결정을 하였다."
    )
    (told,) = refusal_of(ruling_text(DENIED, history=history, judgment=JUDGED))
    assert told.startswith("피고는 2020. 5. 6.")


@pytest.mark.parametrize(
    "judgment",
    [
        "제1심은, 사고와 맞지 않는다는 이유로 추가상병을 불승인한 이 사건 처분은 적법하다고 판단하였는데, 제1심의 이러한 판단은 정당하다.",
        "제1심은, 피고가 옛 기준일로 셈한 평균임금을 쓰는 처분을 한 것은 잘못이라고 판단하였다.\n이러한 제1심의 판단은 옳다.",
        "재요양의 요건이 없다는 이유로 재요양을 불승인한 피고의 처분은 정당하다.",
    ],
)
def test_what_a_court_says_of_the_decision_is_not_the_agencys(judgment: str) -> None:
    text = supreme_text("원고의 항소를 기각한다.", judgment)
    assert refusal_of(text) == []


def test_the_day_of_the_decision_may_stand_in_the_order_alone() -> None:
    history = (
        "원고는 배달원이다.\n나. 피고는 2020. 5. 6. 근로자가 아니라는 이유로 불승인처분을 하였다.\n"
        "다. 피고는 2021. 3. 4. 영업상 비밀이라는 이유로 비공개결정을 하였다."
    )
    order = "피고가 2021. 3. 4. 원고에 대하여 한 비공개결정을 취소한다."
    text = ruling_text(order, claim="주문과 같다.", history=history, judgment="비공개사유가 없다.")
    assert ["영업상 비밀" in each for each in refusal_of(text)] == [True]


@pytest.mark.parametrize(
    ("judgment", "found"),
    [
        ("원고가 생계를 같이하였는지에 관하여 살펴본다.\n그렇게 볼 증거가 없다.", 1),
        # One of several, and what a party says.
        ("먼저 원고가 지시를 받고 퇴근하였는지에 관하여 본다.\n그렇게 볼 증거가 없다.", 0),
        ("피고의 주장대로 지침의 요건을 갖추었는지 여부를 살펴볼 필요가 있다.\n그렇게 볼 증거가 없다.", 0),
        ("이 사건의 쟁점은 다음과 같다.\n① 어깨 상병이 업무로 생겼는지 여부\n② 목 상병이 업무로 생겼는지 여부\n2) 모두 업무로 생겼다고 볼 수 없다.", 3),
    ],
)  # fmt: skip
def test_a_sentence_is_the_question_only_where_it_is_surely_the_one(judgment: str, found: int) -> None:
    assert len(question_of(ruling_text(DENIED, judgment=judgment))) == found


@pytest.mark.parametrize(
    "told",
    [
        # Facts are facts, whoever found them.
        "1. 원심은 다음과 같은 사실을 인정하였다.\n가. 원고는 용접공이다.\n나. 피고는 2021. 3. 4. 나이 탓이라는 이유로 요양불승인처분을 하였다.\n"
        "2. 원심의 판단\n원심은 업무와 무관하다는 이유로 이 사건 처분이 적법하다고 판단하였다.",
        "1. 기록에 의하면, 원고가 쓰러지자 피고는 2021. 3. 4. 나이 탓이라고 보아 요양불승인처분을 한 사실을 알 수 있다.",
    ],
)
def test_the_decision_among_the_facts_of_a_supreme_court_ruling(told: str) -> None:
    text = supreme_text("상고를 기각한다.", f"상고이유를 판단한다.\n{told}")
    assert ["나이 탓이라" in each for each in refusal_of(text)] == [True]
