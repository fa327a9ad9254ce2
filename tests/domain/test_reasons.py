"""Why a court decided: its own findings in the result's direction."""

import random

import pytest

from lib.domain.reasons import MOST, Reasons, read_reasons
from lib.domain.sections import read_sections
from lib.domain.side import Side
from lib.domain.speakers import Voice
from lib.domain.taxonomy import Outcome
from lib.domain.voices import read_voices
from tests.domain.corpus import own_rulings, real_rulings
from tests.domain.made_up import cut_and_garbled, ruling_text, supreme_text

DENIED = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."
GRANTED = "1. 피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.\n2. 소송비용은 피고가 부담한다."


def read(text: str, outcome: Outcome, side: Side = Side.PLAINTIFF) -> Reasons:
    sections = read_sections(text)
    return read_reasons(sections, read_voices(sections), outcome, side)


def words(text: str, places: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in places]


def reasons_of(text: str, outcome: Outcome, side: Side = Side.PLAINTIFF) -> list[str]:
    """The deciding sentence first, then the circumstances."""
    found = read(text, outcome, side)
    return words(text, found.deciding) + words(text, found.circumstances)


LOST = """1) 업무와 질병 사이의 관련은 이를 주장하는 측에서 증명하여야 한다(대법원 2019. 1. 3. 선고 2018두990001 판결 참조).
2) 다음과 같은 사정들을 종합하면, 원고의 업무와 이 사건 상병 사이에 상당인과관계가 있다고 인정하기에 부족하고, 달리 이를 인정할 증거가 없다. 그러므로 이 처분은 적법하고, 원고의 주장은 이유 없다.
가) 원고는 이 사건 상병이 야간근무 탓이라고 주장한다.
나) 원고가 한 달에 네 번 야간근무를 한 사실은 인정된다. 그러나 그 정도로 과로하였다고 보기 어렵다.
다) 원고의 주치의는 업무로 악화되었다는 소견을 밝혔다. 위 소견은 원고의 말에만 기댄 것이어서 그대로 믿기 어렵다.
라) 원고의 업무상 스트레스가 이 사건 상병을 악화시켰을 여지가 있다.
마) 원고의 사정이 매우 안타까운 것은 사실이다."""


def test_reasons_are_the_courts_own_and_none_is_against_the_result() -> None:
    shown = reasons_of(ruling_text(DENIED, judgment=LOST), Outcome.DENIED)
    assert "상당인과관계가 있다고 인정하기에 부족하고" in shown[0]
    assert 1 < len(shown) <= MOST
    assert any("과로하였다고 보기 어렵다" in each for each in shown)
    others = (
        "주장한다",
        "사실은 인정된다",
        "소견을 밝혔다",
        "여지가 있다",
        "안타까운",
        "참조",
        "주장은 이유 없다",
    )
    assert not [each for each in shown for other in others if other in each]


def test_the_deciding_finding_of_a_win() -> None:
    judgment = """1) 위 인정사실에 비추어 보면, 원고가 승강기 통로에서 미끄러진 것은 일터에 통상 수반되는 위험이 나타난 것으로서 이 사건 사고는 업무상 재해에 해당한다. 이와 다른 전제에 선 이 사건 처분은 위법하다.
가) 피고는 휴게시간의 일이라고 주장하나, 통로는 사업주의 지배·관리 아래 있던 곳으로 보인다.
나) 원고가 물을 미리 닦지 않은 것을 고의라고 할 수 없다."""
    shown = reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)
    assert "업무상 재해에 해당한다" in shown[0]
    assert any("고의라고 할 수 없다" in each for each in shown)
    assert not [each for each in shown if each.startswith("이와 다른")]


def test_both_directions_are_reasons_where_a_part_is_won() -> None:
    judgment = "1) 염좌는 이 사건 사고와 상당인과관계가 인정된다.\n2) 탈출증은 이 사건 사고와 상당인과관계를 인정하기 어렵다."
    shown = reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.PARTLY_GRANTED)
    assert len(shown) == 2


def test_a_suit_that_is_dismissed_for_lateness() -> None:
    judgment = (
        "1) 취소소송은 처분이 있음을 안 날부터 90일 안에 내야 한다.\n"
        "2) 원고는 2021. 9. 1. 결정을 받고 2022. 2. 2. 이 사건 소를 냈으므로, 이 사건 소는 제소기간이 지난 뒤의 것이어서 부적법하다."
    )
    text = ruling_text("1. 이 사건 소를 각하한다.\n2. 소송비용은 원고가 부담한다.", judgment=judgment)
    for side in (Side.PLAINTIFF, Side.DEFENDANT):
        assert [
            each.startswith("원고는 2021. 9. 1.") for each in reasons_of(text, Outcome.DISMISSED, side)
        ] == [True]


REMANDED = (
    "상고이유를 판단한다.\n1. 회식에서 다친 근로자는 그 회식이 사업주의 지배를 받았어야 한다(대법원 2018. 5. 4. 선고 2017두990003 판결 참조).\n"
    "2. 원심은 부서장이 부른 회식이므로 업무상 재해에 해당한다고 판단하였다.\n"
    "3. 기록에 의하면, 부서장이 술을 권하지 않은 사실을 알 수 있다.\n"
    "이러한 사실관계를 앞서 본 법리에 비추어 살펴보면, 원고가 강요 없이 자발적으로 과음하여 다친 것이므로 업무와 이 사건 사고 사이에 상당인과관계가 있다고 보기는 어렵다.\n"
    "그럼에도 원심은 달리 판단하였으니, 원심판결에는 업무상 재해에 관한 법리를 오해하여 판결에 영향을 미친 잘못이 있다."
)


def test_the_supreme_courts_own_words_decide() -> None:
    text = supreme_text("원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.", REMANDED)
    shown = reasons_of(text, Outcome.REMANDED_UNFAVOURABLE)
    # What is said of the ruling below only follows from it.
    assert ["자발적으로 과음하여" in each for each in shown] == [True]
    # Were the result the other one, none of this would carry it.
    assert not reasons_of(text, Outcome.GRANTED)


def test_the_finding_decides_and_not_what_is_said_of_the_ruling_below() -> None:
    text = supreme_text(
        "원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.",
        "상고이유를 판단한다.\n1. 이 사건의 경위\n가. 원고는 재단 일을 하다가 쓰러졌다.\n"
        "나. 피고는 2020. 2. 3. 나이 탓이라는 이유로 원고에게 요양을 승인하지 않는 처분을 하였다.\n"
        "2. 원심의 판단\n원심은 다음과 같은 이유를 들어 상당인과관계가 없다고 판단하였다.\n"
        "가. 원고의 업무시간이 길지 않아 과로하였다고 보기 어렵다.\n나. 기존 질환이 저절로 악화된 것으로 보인다.\n"
        "3. 그러나 원심의 판단은 다음과 같은 이유로 수긍할 수 없다.\n"
        "가. 인과관계는 의학적으로 밝혀져야만 하는 것은 아니다(대법원 2017. 4. 5. 선고 2016두990004 판결 참조).\n"
        "나. 이러한 사정을 위 법리에 비추어 살펴보면, 작업 방식이 갑자기 바뀐 것이 기존 질환을 자연적인 경과를 넘어 악화시킨 것으로 볼 여지가 크다.\n"
        "다. 그런데도 원심은 상당인과관계를 부정하였다. 이러한 원심판결에는 법리를 오해하여 판결에 영향을 미친 잘못이 있다.",
    )
    shown = reasons_of(text, Outcome.REMANDED_FAVOURABLE)
    assert ["자연적인 경과를 넘어" in each for each in shown] == [True]
    (refusal,) = words(text, read(text, Outcome.REMANDED_FAVOURABLE).refusal)
    assert "나이 탓이라는 이유로" in refusal


def test_a_plain_circumstance_of_the_finding_is_a_reason() -> None:
    judgment = (
        "1) 다음과 같은 사정을 종합하면, 망인의 업무와 사망 사이에 상당인과관계가 있다고 봄이 타당하다.\n"
        "가) 망인의 업무시간은 만성과로의 기준을 훨씬 넘는다.\n나) 망인은 서른아홉 살이었다.\n"
        "다) 망인에게 흡연 등 위험인자가 있었던 것은 사실이다."
    )
    assert reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)[1:] == [
        "망인의 업무시간은 만성과로의 기준을 훨씬 넘는다."
    ]


def test_a_ruling_below_that_is_upheld() -> None:
    text = supreme_text(
        "상고를 기각한다.",
        "원심이 같은 취지에서 이 사건 상병을 업무상 재해라고 판단한 것은 정당하고, 거기에 상고이유로 주장하는 위법이 없다.",
    )
    assert len(reasons_of(text, Outcome.GRANTED)) == 1


@pytest.mark.parametrize(
    "reasons",
    [
        "더 낸 증거를 보태어 보더라도 원고의 청구를 기각한 제1심판결은 정당하다고 인정된다.",
        "이 법원이 쓸 이유는 제1심판결 이유 기재와 같으므로 행정소송법 제8조 제2항, 민사소송법 제420조에 의하여 이를 인용한다.",
        "원고의 항소이유는 제1심에서의 주장과 크게 다르지 않고, 다시 살펴보아도 제1심판결은 정당하다.",
    ],
)
def test_a_formula_is_no_reason(reasons: str) -> None:
    text = ruling_text("원고의 항소를 기각한다.", judgment=reasons)
    assert reasons_of(text, Outcome.DENIED) == []


def test_only_whole_sentences_of_rulings_are_reasons() -> None:
    """Over whole rulings: places of statements, at most four, none of another's voice."""
    for ruling, labelled in (*own_rulings(), *real_rulings()):
        sections = read_sections(ruling.text)
        row = {(each.start, each.end): each for each in read_voices(sections)}
        found = read_reasons(sections, tuple(row.values()), Outcome(labelled["outcome"]), Side.PLAINTIFF)
        given = found.deciding + found.circumstances
        assert len(set(given)) == len(given) <= MOST
        own = [place for place in given if row[place].voice is not Voice.BELOW]
        assert {row[place].voice for place in own} <= {Voice.COURT}
        assert set(given) - set(own) <= set(found.adopted)
        assert not [place for place in own if row[place].conceded]


def test_any_text_is_read() -> None:
    texts = [ruling_text(DENIED, judgment=LOST), supreme_text("상고를 기각한다.", REMANDED)]
    for text in cut_and_garbled(texts, random.Random(11), 200):
        sections = read_sections(text)
        voices = read_voices(sections)
        for outcome in Outcome:
            found = read_reasons(sections, voices, outcome, Side.PLAINTIFF)
            assert len(found.deciding + found.circumstances) <= MOST


def test_the_question_is_no_reason() -> None:
    judgment = (
        "가. 이 사건의 쟁점은 허리 병이 일로 생겨 업무상 재해에 해당하는지, 아니면 나이 탓이어서 상당인과관계를 인정할 수 없는지 여부이다.\n"
        "나. 원고가 든 상자가 가벼웠던 점에 비추어 보면, 이 사건 상병과 원고의 일 사이에 상당인과관계가 있다고 보기 어렵다.\n"
        "다. 나머지 상병이 업무상 재해에 해당하는지 여부가 문제된다."
    )
    text = ruling_text(DENIED, judgment=judgment)
    assert [each[:4] for each in reasons_of(text, Outcome.DENIED)] == ["원고가 "]
    assert words(text, read(text, Outcome.DENIED).question)[0].startswith("이 사건의 쟁점은")


BELOW = "제1심은, 상자의 무게와 횟수를 살핀 다음 이 사건 상병과 원고의 일 사이에 상당인과관계를 인정할 수 없다고 판단하였다."


def test_what_the_court_below_held_stands_beside_the_words_that_adopt_it() -> None:
    text = ruling_text(DENIED, judgment=f"가. {BELOW}\n나. 이러한 제1심의 판단은 기록에 비추어 옳다.")
    found = read(text, Outcome.DENIED)
    assert words(text, found.deciding) == words(text, found.adopted) == [BELOW]


ADOPTED = "행정소송법 제8조 제2항, 민사소송법 제420조에 의하여 이를 그대로 인용한다."


@pytest.mark.parametrize(
    "recital",
    [
        # The approval stands under a heading that also names the conclusion.
        f"{BELOW}\n2. 제1심 판결의 인용 및 결론\n더 낸 증거를 보태어 보아도 제1심의 위와 같은 판단은 모두 옳다고 인정된다.",
        # The grounds below are a list, and go on over several sentences.
        "이에 대하여 제1심은 다음과 같은 사정을 들어 상당인과관계를 인정하기 부족하다고 판단하였다.\n"
        "즉 먼저 어깨에 관하여는 나이에 따른 변화가 뚜렷하여 상당인과관계를 인정하기 부족하다는 것이다.\n"
        "다음으로 목에 관하여는 다친 자취가 없어 상당인과관계를 인정하기 부족하다는 것이다.\n"
        "이 법원에 낸 서증을 포함한 변론의 결과에 의하면, 이러한 제1심의 판단은 옳다고 인정된다.",
        # Told and approved in one sentence, whose beginning is torn off.
        "쟁점 ②에 대하여. 재요양의 요건을 갖추지 못하였으므로 재요양을 거절한 처분도 적법하다고 판단하였는데, "
        "당심에서 보완한 주장을 고려하더라도 제1심의 이러한 판단은 정당하다.",
        # Told between quotation marks.
        '원고의 항소이유는 제1심에서의 주장과 크게 다르지 않고, 다시 살펴보더라도 "상자의 무게와 횟수에 비추어 이 사건 상병과 '
        '원고의 일 사이에 상당인과관계를 인정할 수 없다."라는 취지의 제1심의 사실인정과 판단은 정당하다.',
    ],
)
def test_grounds_of_the_court_below_that_an_appeal_recites_are_its_reasons(recital: str) -> None:
    judgment = f"{recital}\n따라서 이 법원이 쓸 이유는 제1심판결 이유와 같으므로, {ADOPTED}"
    found = read(ruling_text("원고의 항소를 기각한다.", judgment=judgment), Outcome.DENIED)
    assert found.deciding and set(found.deciding) <= set(found.adopted)


def test_what_an_appeal_adds_within_the_formula_is_its_own() -> None:
    added = (
        "다만, 이 법원이 더 조사한 바에 의하더라도 원고가 회사의 주식을 남의 이름으로 가졌을 가능성을 물리칠 수 없으므로, "
        "그 사정만으로 원고를 근로자로 볼 수 없다."
    )
    judgment = f"이 법원이 쓸 이유는 제1심판결 제6면 제2행의 「없다.」 다음에 「{added}」를 추가하는 외에는 제1심판결 이유와 같으므로, {ADOPTED}"
    text = ruling_text("원고의 항소를 기각한다.", judgment=judgment)
    assert reasons_of(text, Outcome.DENIED) == [added]
    assert not read(text, Outcome.DENIED).adopted


@pytest.mark.parametrize(
    "judgment",
    [
        "가. 더 낸 증거를 보태어 보아도 제1심의 사실인정과 판단은 정당하다.",
        "가. 제1심은 이 사건 상병과 원고의 일 사이에 상당인과관계가 인정된다고 판단하였다.\n나. 이러한 제1심의 판단은 옳다.",
    ],
)
def test_words_that_adopt_never_stand_alone_nor_beside_the_opposite(judgment: str) -> None:
    assert reasons_of(ruling_text(DENIED, judgment=judgment), Outcome.DENIED) == []


def test_a_sentence_that_retells_and_adopts_is_marked_as_such() -> None:
    judgment = (
        "가. 이에 대하여 제1심은 상당인과관계를 인정하기 어렵다고 판단하였는바, 이는 기록에 비추어 정당하다."
    )
    found = read(ruling_text(DENIED, judgment=judgment), Outcome.DENIED)
    assert found.adopted == found.deciding != ()


def test_the_sentence_that_weighs_goes_before_the_one_that_sums_up() -> None:
    judgment = (
        "비록 원고가 담배를 오래 피운 사실은 인정되지만, 열두 해 동안 용접 연기를 마신 점, 보호구를 받지 못한 점, "
        "동료 둘도 같은 병을 얻은 점 등을 종합하면, 이 사건 상병은 일하면서 마신 연기로 생겼거나 더 나빠진 것으로 추단할 수 있다.\n"
        "따라서 이 사건 상병은 업무상 재해에 해당하므로 이와 달리 본 이 사건 처분은 위법하다."
    )
    assert reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)[0].startswith("비록")


def test_a_fact_listed_behind_the_conclusion_does_not_decide() -> None:
    judgment = (
        "위 증거에 의하면 원고는 날마다 무거운 문짝을 들었고 그 때문에 힘줄이 닳아 끊어진 것으로 보인다. "
        "그러므로 이 사건 상병은 원고의 일로 생긴 것이라고 판단된다.\n"
        "가. 원고는 하루에 문짝 서른 장을 옮긴 것으로 보인다.\n나. 원고는 무릎을 다쳤으나 다 나은 것으로 보인다."
    )
    assert reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)[0].startswith("그러므로")


@pytest.mark.parametrize(("order", "outcome"), [(GRANTED, Outcome.GRANTED), (DENIED, Outcome.DENIED)])
def test_the_grade_found_decides_whoever_won(order: str, outcome: Outcome) -> None:
    judgment = (
        "가. 위 규정을 전제로 보건대, 감정의는 원고의 손목이 굽히고 펴는 폭을 100도로 재었고, 이에 따르면 "
        "원고의 장해는 제12급에 해당한다고 봄이 타당하다.\n나. 피고 자문의는 다시 재면 다르다는 소견을 밝혔다."
    )
    assert [each[:4] for each in reasons_of(ruling_text(order, judgment=judgment), outcome)] == ["위 규정"]


def test_each_question_and_each_direction_of_a_mixed_result_has_its_finding() -> None:
    judgment = (
        "가. 먼저 염좌에 관하여 본다. 사고의 모습과 감정 결과를 종합하면, 염좌는 이 사건 사고로 생긴 것으로 추정되고, "
        "공단 자문의 소견만으로는 이를 뒤집기에 부족하다.\n"
        "나. 다음으로 탈출증에 관하여 본다. 여러 사정을 종합하면 탈출증과 사고 사이에 상당인과관계가 있다고 보기 어렵다."
    )
    text = ruling_text(GRANTED, judgment=judgment)
    assert len(read(text, Outcome.PARTLY_GRANTED).deciding) == 2
    headed = (
        "가. 상당인과관계 여부\n앞서 본 사정을 종합하면, 상당인과관계를 인정하기 어렵다.\n"
        "나. 출퇴근 재해에 해당하는지 여부\n경로를 벗어난 사정을 종합하면, 출퇴근 재해에 해당한다고 볼 수 없다."
    )
    assert len(read(ruling_text(DENIED, judgment=headed), Outcome.DENIED).deciding) == 2


def test_circumstances_that_a_finding_points_to_stand_beside_it() -> None:
    listed = (
        "가. 다음과 같은 사정들을 종합하면, 이 사건 상병과 원고의 일 사이에 상당인과관계가 인정된다.\n"
        "1) 원고는 하루에 열네 시간을 서서 일하였다.\n2) 원고는 여섯 달 동안 나흘만 쉬었다."
    )
    before = (
        "가. 원고는 하루에 열네 시간을 서서 일하였다. 원고는 여섯 달 동안 나흘만 쉬었다. "
        "위와 같은 사정들을 종합하면, 이 사건 상병과 원고의 일 사이에 상당인과관계가 인정된다."
    )
    for judgment in (listed, before):
        shown = reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)
        assert shown[1:] == [
            "원고는 하루에 열네 시간을 서서 일하였다.",
            "원고는 여섯 달 동안 나흘만 쉬었다.",
        ]


@pytest.mark.parametrize(
    "judgment",
    [
        "피고가 주장하는 바와 같이 원고에게 오래된 당뇨가 있었던 사실은 인정되나, 다음과 같은 사정, 즉 ① 석 달 동안 하루도 쉬지 못한 점, "
        "② 발병 전날 열여섯 시간을 일한 점 등을 종합하여 보면, 과로가 당뇨와 겹쳐 이 사건 상병을 일으켰다고 봄이 타당하다.",
        "원고의 나이가 적지 않다는 사정이 있기는 하다. 그러나 석 달 동안 하루도 쉬지 못한 점, 발병 전날 열여섯 시간을 일한 점에다가 "
        "감정의의 의견을 보태어 보면, 이 사건 상병은 원고의 과로가 그 원인이 되었다고 보기에 충분하다.",
    ],
)
def test_points_that_are_weighed_decide_also_where_an_argument_is_answered(judgment: str) -> None:
    summed_up = "따라서 이 사건 상병은 업무상 재해에 해당하므로, 이 사건 처분은 위법하다."
    text = ruling_text(GRANTED, judgment=f"{judgment}\n{summed_up}")
    (deciding,) = words(text, read(text, Outcome.GRANTED).deciding)
    assert "열여섯 시간" in deciding


def test_a_rule_the_holding_below_and_its_approval_in_one_sentence() -> None:
    sentence = (
        "동료에게 맞은 것도 일터의 위험이 나타난 것이면 업무상 재해로 인정하여야 하고(대법원 2019. 1. 3. 선고 2018두990001 판결 등 참조), "
        "원심은 원고가 자재를 두고 다투다 맞은 사실을 인정한 다음 업무상 재해에 해당한다고 판단하였는바, 기록에 비추어 살펴보면 "
        "이러한 원심의 판단은 정당한 것으로 수긍이 가고, 거기에 심리를 다하지 아니한 위법이 없다."
    )
    text = supreme_text("상고를 기각한다.", f"상고이유를 판단한다.\n{sentence}")
    found = read(text, Outcome.GRANTED)
    assert words(text, found.deciding) == words(text, found.adopted) == [sentence]


def test_a_question_that_is_answered_in_its_own_sentence_is_a_finding() -> None:
    judgment = (
        "가. 이 사건의 쟁점은 허리 병이 일로 생겼는지 여부인데, 감정 결과를 종합하면 상당인과관계가 인정된다."
    )
    assert len(reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)) == 1


def test_each_illness_has_its_finding_under_its_heading() -> None:
    judgment = (
        "가. 제1상병 부분\n여러 사정을 종합하면 어깨 상병은 업무와 상당인과관계가 있다고 봄이 타당하다.\n"
        "나. 제2상병 부분\n여러 사정을 종합하면 목 상병도 업무와 상당인과관계가 인정된다."
    )
    assert len(read(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED).deciding) == 2


def test_the_grounds_below_are_the_supreme_courts_where_it_finds_no_fault_in_them() -> None:
    text = supreme_text(
        "상고를 기각한다.",
        "상고이유를 판단한다.\n1. 원심은 아래와 같은 사정을 종합하면, 망인이 한 일과 사망 사이에 상당인과관계가 있다고 보기 어렵다는 이유로, "
        "피고의 처분이 적법하다고 판단하였다.\n가. 망인이 다룬 물질은 이 병을 일으킨다고 알려지지 않은 것들이다.\n"
        "나. 그 노출의 정도가 이 병을 유발할 정도라고 보기 어렵다.\n"
        "2. 앞서 본 법리와 기록에 비추어 살펴보면, 원심의 위와 같은 판단에 상당인과관계에 관한 법리를 오해한 잘못이 없다.",
    )
    found = read(text, Outcome.DENIED)
    assert words(text, found.deciding)[0].startswith("원심은 아래")
    assert found.deciding == found.adopted
    assert not reasons_of(text, Outcome.REMANDED_FAVOURABLE)


def test_that_the_ruling_below_cannot_stand_is_no_reason_beside_the_findings() -> None:
    text = supreme_text(
        "원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.",
        "상고이유를 판단한다.\n1. 원심판결 이유에 의하면, 원심은 우울증이 업무로 생겼다고 추단되므로 업무상 재해에 해당한다고 판단하였다.\n"
        "2. 그러나 다음과 같은 이유로 이러한 원심의 판단은 그대로 수긍하기 어렵다.\n"
        "망인이 일 때문에 힘들었을 것으로 보인다.\n그러나 망인이 받은 업무상 스트레스가 우울증을 유발할 정도로 심하였다고 보기 어렵다.\n"
        "그런데도 원심은 업무상 재해에 해당한다고 인정하고 말았으니, 원심의 판단에는 법리를 오해한 위법이 있다.",
    )
    shown = reasons_of(text, Outcome.REMANDED_UNFAVOURABLE)
    assert [each[:6] for each in shown] == ["그러나 망인"]


@pytest.mark.parametrize(
    "pointer",
    [
        "살피건대, 앞서 든 증거만으로는 이를 인정하기에 부족하고, 달리 이를 인정할 증거가 없다.",
        "이 점은 앞에서 본 바와 같다.",
        "갑 제3호증의 기재만으로 위 주장사실을 인정하기 어렵다.",
    ],
)
def test_words_that_only_point_elsewhere_are_no_reason(pointer: str) -> None:
    assert reasons_of(ruling_text(DENIED, judgment=pointer), Outcome.DENIED) == []


def test_what_stands_in_the_ruling_below_alone_is_no_reason() -> None:
    text = supreme_text(
        "상고를 기각한다.",
        "상고이유를 판단한다.\n원심은 그 판시와 같은 사정을 들어 업무상 재해에 해당한다고 판단하였다. "
        "원심의 판단에 상고이유 주장과 같이 법리를 오해한 잘못이 없다.",
    )
    assert reasons_of(text, Outcome.GRANTED) == []


@pytest.mark.parametrize(
    "heading",
    # Beside a heading that names a judgment and has only the formula under it; and one for facts and judgment.
    ["2. 추가하는 부분", "2. 인정사실 및 판단"],
)
def test_findings_stand_under_headings_of_other_names(heading: str) -> None:
    finding = "나이와 감정 결과에 비추어 보면 이 사건 상병과 일 사이에 상당인과관계가 있다고 보기 어렵다."
    text = (
        "【주문】원고의 항소를 기각한다.\n【이유】1. 제1심판결의 인용\n"
        f"제1심의 사실인정과 판단은 정당하므로, {ADOPTED}\n{heading}\n{finding}\n3. 결론\n원고의 항소를 기각한다."
    )
    assert reasons_of(text, Outcome.DENIED) == [finding]


def test_an_argument_answered_by_the_merits_is_a_finding() -> None:
    judgment = "원고는 야간근무를 더하여야 한다고 주장하나, 이를 더하더라도 과로하였다고 보기 어렵다."
    assert reasons_of(ruling_text(DENIED, judgment=judgment), Outcome.DENIED) == [judgment]


def test_a_long_sentence_of_the_court_below_is_shown_whole() -> None:
    facts = "망인이 분진이 날리는 작업장에서 야간근무를 거듭한 사실, " * 60
    text = supreme_text(
        "상고를 기각한다.",
        f"1. 원심은 {facts}을 인정한 다음, 망인의 사망은 업무상 재해에 해당한다고 판단하였다.\n"
        "위 법리와 기록에 비추어 살펴보면, 원심의 사실인정과 판단은 정당한 것으로 수긍할 수 있다.",
    )
    (held,) = reasons_of(text, Outcome.GRANTED)
    assert len(held) > 1500


ALTERED = """이 법원이 이 사건에 관하여 설시할 이유는, 제1심 판결문 중 아래와 같이 고치는 부분을 제외하고는 제1심 판결의 이유 부분 기재와 같으므로, 민사소송법 제420조 본문에 의하여 이를 인용한다.
가. 제5면 7행 다음에 아래의 내용을 추가
'⑤ 진료기록에 심한 통증이 적혀 있으므로 통증이 이어질 것으로 판단된다.
⑥ 신경을 막으면 통증이 줄 것으로 기대되며, 원고는 현재 적극적인 치료가 필요하다.'
나. 제6면 13행 다음에 아래의 판단을 추가
'피고는 증상이 고정되지 아니하여 장해급여의 사유가 아니라고 주장하므로 살피건대, 피고는 원고의 상태가 제12급을 넘지 않는다는 점을 사유로 하여 이 사건 처분을 하였을 뿐 증상이 고정되지 않았다는 점을 사유로 삼지 아니하였으므로, 피고의 위 주장은 더 나아가 살펴볼 필요 없이 이유 없다.'"""


def test_a_court_of_appeal_shows_what_it_adds_and_not_where() -> None:
    text = "\n".join(
        (
            "【주문】1. 피고의 항소를 기각한다.",
            f"【이유】1. 제1심 판결의 인용\n{ALTERED}",
            "2. 결론\n항소를 기각한다.",
        )
    )
    found = read(text, Outcome.GRANTED)
    (shown,) = words(text, found.deciding) + words(text, found.circumstances)
    assert shown.startswith("피고는 증상이 고정되지") and shown.endswith("이유 없다.")
    assert words(text, found.refusal) == [
        "피고는 원고의 상태가 제12급을 넘지 않는다는 점을 사유로 하여 이 사건 처분"
    ]


ABROAD = """1) 고인이 국내 본사와 계약하였는지 여부
다음과 같은 사정들을 종합하여 보면, 고인은 국내 본사와 근로계약을 체결하였다고 봄이 타당하다.
가) 계약서에 국내 본사가 당사자로 적혀 있다.
나) 지사장은 본사를 대리하여 서명하였으므로, 이는 본사를 위하여 한 것으로 보인다.
2) 해외파견자인지 여부
다만 고인이 국내 본사와 계약을 체결하였더라도, 다음과 같은 사정들을 종합하여 보면 고인은 '해외파견자'라고 봄이 타당하다.
가) 고인은 현장에서 원수급업체의 지휘를 받았을 뿐 국내 본사의 지휘·감독을 받았다고 보기는 어렵다."""


def test_what_was_held_before_a_turn_is_no_reason_of_the_result() -> None:
    shown = reasons_of(ruling_text(DENIED, judgment=ABROAD), Outcome.DENIED)
    assert "해외파견자" in shown[0]
    assert any("보기는 어렵다" in each for each in shown)
    assert not [each for each in shown if "본사를 위하여" in each or each.startswith("다음과 같은 사정")]


def test_in_an_employers_suit_nothing_was_refused() -> None:
    text = ruling_text(
        DENIED,
        history="원고는 회사이다.\n나. 피고는 업무상 재해라는 이유로 요양승인처분(이하 '이 사건 처분'이라 한다)을 하였다.",
    )
    assert read(text, Outcome.GRANTED, Side.DEFENDANT).refusal == ()
    assert read(text, Outcome.DENIED).refusal


POINTED = """즉, ① 원고가 일한 날이 서른 날인 점, ② 문틀의 무게가 반에 그치는 점, ③ 자문의가 나이에 따른 병변이라는 의견을 밝힌 점 등을 알 수 있다.
위와 같은 사정에 비추어 보면, 원고가 낸 증거만으로는 이 사건 사고로 인하여 이 사건 상병이 발생하였다고 인정하기에 부족하고 달리 이를 인정할 증거가 없다."""


def test_what_a_finding_points_back_to_is_shown_with_it() -> None:
    shown = reasons_of(ruling_text(DENIED, judgment=POINTED), Outcome.DENIED)
    assert len(shown) == 2 and "서른 날인 점" in shown[1]


def test_a_rule_of_law_is_no_reason() -> None:
    judgment = """재요양은 치료 후에 상태가 나빠져 적극적인 치료가 필요한 경우에 인정된다.
2006년에 찍은 사진과 감정 결과를 참작하면, 그때 이미 고정물이 빠져 있었던 것으로 보인다.
따라서, 이 사건 상병에 대한 재요양이 필요하다고 보임에도 이와 달리 한 피고의 이 사건 처분은 위법하다."""
    shown = reasons_of(ruling_text(GRANTED, judgment=judgment), Outcome.GRANTED)
    assert not [each for each in shown if "경우에 인정된다" in each]
    assert any("빠져 있었던" in each for each in shown)


def test_a_finding_over_pages_is_shown_in_pieces() -> None:
    filler = "원고가 매월 받은 돈이 임금대장과 다르고 그 까닭을 밝히지 못하며 사원들의 말과도 어긋나는 등 근로의 대가로 받았다고 보기에는 여러모로 의심스러운 점"
    marked = ", ".join(f"{mark} {place}월에 {filler}" for place, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1))
    judgment = f"다음과 같은 사정, 즉 {marked} 등을 종합하여 볼 때, 원고는 종속적인 관계에서 근로를 제공한 근로자라고 할 수 없다."
    assert len(judgment) > 1500
    shown = reasons_of(ruling_text(DENIED, judgment=judgment), Outcome.DENIED)
    assert shown[0] == "원고는 종속적인 관계에서 근로를 제공한 근로자라고 할 수 없다."
    assert len(shown) == MOST and all(each.endswith("점") for each in shown[1:])


def test_each_ground_that_the_supreme_court_takes_over_is_shown() -> None:
    upheld = "기록에 비추어 살펴보면, 원심의 위와 같은 인정 및 판단은 정당하고, 거기에 상고이유의 주장과 같은 위법이 없다."
    reasons = f"""1. 신장병에 관하여
원심은 그 채택 증거들을 종합하여, 원고의 신장병은 업무상 과로와 상당인과관계가 있다고 보기 어렵다고 판단하였다.
{upheld}
2. 청력에 관하여
원심은 객관적 검사에 의하면 원고의 장해상태가 장해등급 기준에 미치지 못하므로 장해급여의 지급대상이 아니라고 판단하였다.
{upheld}"""
    shown = reasons_of(supreme_text("상고를 기각한다. 상고비용은 원고가 부담한다.", reasons), Outcome.DENIED)
    assert len(shown) == 2 and "신장병은" in shown[0] and "장해등급" in shown[1]


def test_of_several_passages_put_in_each_is_shown() -> None:
    reasons = """이 법원이 설시할 이유는 아래와 같이 고치는 부분을 제외하고는 제1심 판결 이유와 같으므로, 민사소송법 제420조에 의하여 이를 인용한다.
가. 제6면 제12행의 "①" 다음에 아래 부분을 추가한다.
"창고 열쇠를 가지러 간 것이 아니라면 사무실에 들를 다른 까닭이 없는 점 등을 종합하면, 망인은 사무실에서 열쇠를 가지고 나왔다고 보이며"
나. 제7면 제13행의 "것으로 보이는 점" 다음에 아래 부분을 추가한다.
"⑦ 망인이 평소 오토바이를 탔으므로 그것으로 창고에 가는 것이 여느 방법이 아니라고 보기도 어려운 점\""""
    text = f"【주문】1. 피고의 항소를 기각한다.\n【이유】1. 제1심 판결의 인용\n{reasons}\n2. 결론\n항소를 기각한다."
    shown = reasons_of(text, Outcome.GRANTED)
    assert [each[:5] for each in shown] == ["창고 열쇠", "망인이 평"]


def test_a_question_on_which_the_ruling_below_was_right_does_not_decide_its_quashing() -> None:
    reasons = """1. 배달원이 근로자인지에 관하여
가. 이러한 사정에 비추어 보면, 배달원이 원고의 지휘·감독 아래 일한 근로자에 해당한다고 보기 어렵다.
나. 같은 취지에서 원심이 근로자가 아니라고 판단한 것은 정당하다.
2. 배달원이 노무제공자인지에 관하여
가. 위 사정에 비추어 살펴보면, 배달원이 한 일은 퀵서비스 업무로서 그 요건을 충족한다고 봄이 타당하다.
나. 그런데도 원심은 그 요건을 심리하지 아니하였다. 이러한 원심판단에는 법리를 오해한 잘못이 있다."""
    text = supreme_text("원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.", reasons)
    shown = reasons_of(text, Outcome.UNKNOWN, Side.NONE)
    assert any("퀵서비스 업무로서" in each for each in shown)
    assert not any("근로자에 해당한다고 보기 어렵다" in each for each in shown)


def test_a_grade_reached_does_not_decide_where_the_time_since_then_does() -> None:
    judgment = """원고의 상태는 2012년에 제1급 기준에 해당한다고 볼 수 있다.
나아가 위 사정을 종합하면, 원고는 그때부터 청구할 수 있었으므로 소멸시효가 그때부터 진행하여 이미 완성되었다고 봄이 타당하다."""
    text = ruling_text(DENIED, judgment=judgment)
    (deciding,) = words(text, read(text, Outcome.DENIED).deciding)
    assert "소멸시효가 그때부터" in deciding
