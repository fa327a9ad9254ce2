"""Whose words a sentence of the reasons is: told by its main clause, by the list, the box or the heading it stands in."""

import random
from itertools import pairwise

import pytest

from lib.domain.sections import Part, read_sections
from lib.domain.speakers import Voice
from lib.domain.statement import Statement
from lib.domain.voices import read_voices
from tests.domain.made_up import cut_and_garbled, ruling_text, supreme_text

DENIED = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."


def statements(text: str) -> dict[str, Statement]:
    """The sentences of a text and what is read of them."""
    sections = read_sections(text)
    return {text[each.start : each.end]: each for each in read_voices(sections)}


def voice_of(words: str, judgment: str) -> Voice:
    text = ruling_text(DENIED, judgment=judgment)
    return next(each.voice for said, each in statements(text).items() if words in said)


EXPERTS = """1) 이 법원의 감정의는 다음과 같은 의학적 소견을 제시하였는바, 이는 업무와 무관하다는 취지로 이해된다.
○ 원고의 통증이 딱한 것은 사실이나 기준으로는 인정하기 어려움
○ 방사선 사진에서 뼈가 잘 붙은 것으로 보인다.
○ 따라서 간병이 필요하다고 보기 어렵다.
2) 위 소견을 이 사건에서 달리 볼 사정이 없다."""


def test_a_list_belongs_to_whom_the_line_above_it_names() -> None:
    assert voice_of("원고의 통증이 딱한", EXPERTS) is Voice.EXPERT
    assert voice_of("방사선 사진에서", EXPERTS) is Voice.EXPERT
    assert voice_of("따라서 간병이", EXPERTS) is Voice.EXPERT
    assert voice_of("위 소견을", EXPERTS) is Voice.COURT


def test_a_heading_that_lost_its_line_break_still_says_who_speaks() -> None:
    text = ruling_text(DENIED, judgment="살피건대, 상당인과관계를 인정하기 어렵다.").replace(
        "2. 판단\n",
        "2. 이 사건 처분의 적법 여부\n가. 원고의 주장원고는 오래 서서 일하였다. 상당인과관계가 인정된다.\n나. 판단",
    )
    said = statements(text)
    assert said["원고는 오래 서서 일하였다."].voice is Voice.PLAINTIFF
    assert said["상당인과관계가 인정된다."].voice is Voice.PLAINTIFF
    assert said["살피건대, 상당인과관계를 인정하기 어렵다."].voice is Voice.COURT


def test_a_heading_of_the_courts_own_question_is_no_experts() -> None:
    """`망인의 사업주` has the letters of 의사 in it."""
    judgment = "1) 망인의 사업주가 누구인지\n이 사건 회사를 망인의 사업주라고 봄이 타당하다."
    assert voice_of("이 사건 회사를", judgment) is Voice.COURT


def test_a_rule_ends_where_its_citation_does() -> None:
    judgment = (
        "막연히 과로가 원인일 수 있다는 것만으로는 추단하기 어렵다(대법원 2019. 1. 3. 선고 2018두990001 판결 참조)."
        "앞서 든 증거에 의하면 원고의 업무가 과중하였다고 보기 어렵다."
    )
    assert voice_of("막연히", judgment) is Voice.LAW
    assert voice_of("앞서 든", judgment) is Voice.COURT
    assert "앞서 든 증거에 의하면 원고의 업무가 과중하였다고 보기 어렵다." in statements(
        ruling_text(DENIED, judgment=judgment)
    )


def test_the_lists_of_a_party_and_of_the_court_are_told_apart() -> None:
    judgment = """1) 원고는 다음과 같이 주장한다.
가) 휴게시간에도 호출을 기다렸다.
나) 쉬는 날이 한 달에 두 번뿐이었다.
2) 다음과 같은 사정들을 종합하면, 원고의 업무가 과중하였다고 보기 어렵다.
가) 휴게실이 있었고 호출은 드물었던 것으로 보인다. 쉬는 날에 부른 적도 없었다."""
    assert voice_of("휴게시간에도", judgment) is Voice.PLAINTIFF
    assert voice_of("쉬는 날이", judgment) is Voice.PLAINTIFF
    assert voice_of("휴게실이", judgment) is Voice.COURT
    said = statements(ruling_text(DENIED, judgment=judgment))
    places = {words: place for place, words in enumerate(said)}
    lead = next(place for words, place in places.items() if "종합하면" in words)
    assert all(each.lead == lead for words, each in said.items() if "휴게실이" in words or "부른 적" in words)


@pytest.mark.parametrize(
    ("argued", "judged"),
    [("[원고의 주장]", "[판단]"), ("<원고의 주장 요지>", "<판단>"), ("○ 원고의 주장", "○ 판단")],
)
def test_a_heading_needs_no_number(argued: str, judged: str) -> None:
    said = statements(
        ruling_text(
            DENIED,
            judgment=f"{argued}\n원고가 서서 일하여 허리가 상하였으므로 이 사건 처분은 위법하다.\n{judged}\n허리가 업무로 상하였다고 보기 어렵다.",
        )
    )
    assert [each.voice for words, each in said.items() if "허리가" in words] == [Voice.PLAINTIFF, Voice.COURT]


def test_a_box_printed_in_the_judgment_is_not_the_judges() -> None:
    judgment = (
        "1) 감정의의 답변을 살펴본다.\n\t\t\n\t\t\t\n소음만으로는 이런 난청이 생기지 않는다.\n"
        "나이로 설명할 수 있다고 판단된다.\n\t\t\t\n\t\t\n2) 이 사건 상병은 소음으로 생겼다고 보기 어렵다."
    )
    assert voice_of("소음만으로는", judgment) is not Voice.COURT
    assert voice_of("나이로", judgment) is not Voice.COURT
    assert voice_of("이 사건 상병은", judgment) is Voice.COURT


def test_a_box_that_ends_with_its_part_does_not_swallow_the_next() -> None:
    text = ruling_text(
        DENIED,
        history="원고는 용접공이다.\n\t\t\n\t\t\t\n흉부 방사선 검사: 이상 소견\n\t\t\n\t\t",
        argument="원고는 폐 기능이 더 나빠졌으므로 이 사건 처분은 위법하다고 주장한다.",
        judgment="원고의 폐 기능이 나빠졌다고 보기 어렵다.",
    )
    said = statements(text)
    assert [each.voice for words, each in said.items() if "폐 기능이" in words] == [
        Voice.PLAINTIFF,
        Voice.COURT,
    ]


def test_a_contract_is_nobodys_finding_and_its_clauses_are_no_titles() -> None:
    text = ruling_text(
        DENIED,
        history="원고는 화물차를 몰았다.\n1) 원고는 운송계약을 맺었는데, 그 중 이 사건과 관련되는 내용은 다음과 같다.\n\t\t\n\t\t\t\n제9조(해지)\n"
        "① 회사는 계약을 해지할 수 있다.\n2. 운행 성적이 나쁘다고 회사가 판단한 경우\n\t\t\t\n\t\t\n2) 원고는 기름값을 직접 냈다.",
        judgment="원고를 근로자라고 보기 어렵다.",
    )
    said = statements(text)
    voices = {words: each.voice for words, each in said.items()}
    assert next(voice for words, voice in voices.items() if "해지할 수" in words) is Voice.RECORD
    assert next(voice for words, voice in voices.items() if "기름값을" in words) is Voice.FACT


def test_nothing_behind_the_conclusion_is_read() -> None:
    judgment = (
        "이 사건 상병은 업무와 상당인과관계가 있다고 보기 어렵다.\n"
        "그렇다면 원고의 청구는 이유 없으므로 이를 기각하기로 하여 주문과 같이 판결한다.\n"
        "감정의는 이 사건 사고가 원인이라고 본다.\n[별지] 관계 법령"
    )
    said = statements(ruling_text(DENIED, judgment=judgment))
    assert [words for words in said if "보기 어렵다" in words]
    assert not [words for words in said if "감정의는" in words or "그렇다면" in words or "별지" in words]


def test_an_argument_under_its_heading_is_the_partys() -> None:
    text = ruling_text(
        DENIED, argument="이 사건 처분은 위법하다.", judgment="이 사건 처분에 잘못이 있다고 볼 수 없다."
    )
    said = statements(text)
    assert said["이 사건 처분은 위법하다."].voice is Voice.PLAINTIFF
    assert said["이 사건 처분에 잘못이 있다고 볼 수 없다."].voice is Voice.COURT


@pytest.mark.parametrize(
    ("judgment", "conceded"),
    [
        ("원고의 사정이 매우 안타까운 것은 사실이다. 그러나 이 사건 상병은 업무와 무관하다.", "원고의 사정"),
        ("원고가 자주 야근한 사실은 인정된다. 이 사건 상병은 나이에 따른 변화로 보인다.", "원고가 자주"),
        ("이 사건 사고가 영향을 주었을 가능성은 있다. 다만 그 정도를 알 자료가 없다.", "이 사건 사고"),
        ("만일 이 사건 계약을 근로계약으로 본다면 원고를 근로자로 볼 수 있을 것이다. 그렇게 볼 증거가 없다.", "만일 이"),
    ],
)  # fmt: skip
def test_what_the_court_only_concedes(judgment: str, conceded: str) -> None:
    said = statements(ruling_text(DENIED, judgment=judgment))
    of_judgment = {words: each for words, each in said.items() if each.start > read_sections(ruling_text(DENIED, judgment=judgment)).text.index("2. 판단")}  # fmt: skip
    assert [words.startswith(conceded) for words, each in of_judgment.items() if each.conceded] == [True]


def test_a_supreme_court_ruling_has_the_ruling_below_in_it() -> None:
    text = supreme_text(
        "원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.",
        "상고이유를 판단한다.\n1. 원심은 원고가 스스로 많이 마셨다는 이유로 업무상 재해가 아니라고 판단하였다.\n"
        "2. 원심판결 이유와 기록에 의하면, 부서장이 원고에게 거듭 술을 권한 사실을 알 수 있다.\n"
        "이러한 사실관계를 앞서 본 법리에 비추어 살펴보면, 업무와 이 사건 사고 사이에 상당인과관계가 있다고 볼 여지가 충분하다.\n"
        "그런데도 원심은 이와 달리 보았으니, 원심판결에는 업무상 재해에 관한 법리를 오해한 잘못이 있다.",
    )
    assert [each.voice for each in statements(text).values()][:5] == [
        Voice.FORMULA, Voice.BELOW, Voice.FACT, Voice.COURT, Voice.COURT,
    ]  # fmt: skip


def test_a_line_torn_apart_is_one_sentence() -> None:
    said = statements(ruling_text(DENIED, judgment="이 사건 상병은 오\n래된 흡연과 고혈압 탓으로 보인다."))
    assert "이 사건 상병은 오\n래된 흡연과 고혈압 탓으로 보인다." in said


def test_a_statement_stands_in_the_text_whatever_is_left_of_it() -> None:
    texts = [
        ruling_text(DENIED, judgment=EXPERTS),
        ruling_text(DENIED, argument="위법하다.", judgment=EXPERTS),
    ]
    for text in cut_and_garbled(texts, random.Random(3), 200):
        row = read_voices(read_sections(text))
        assert all(0 <= each.start < each.end <= len(text) and -1 <= each.lead < len(row) for each in row)
        assert all(before.end <= after.start for before, after in pairwise(row))


def test_a_concession_reaches_over_the_next_one_to_its_but() -> None:
    judgment = (
        "가. 피고가 지적하는 바와 같이 원고가 낸 작업 기록에는 부족한 면이 있다. 원고의 나이도 적지 않아 퇴행의 영향을 "
        "받았을 수도 있다. 그러나 다른 자료를 종합하면 원고의 일과 이 사건 상병 사이에 상당인과관계가 인정된다."
    )
    said = statements(ruling_text(DENIED, judgment=judgment))
    assert [each.conceded for each in said.values() if each.part is Part.JUDGMENT][:3] == [True, True, False]


def test_what_is_quoted_over_many_sentences_is_nowhere_the_courts() -> None:
    shown = "영상에는 뼈가 닳은 모습이 뚜렷하게 보인다. " * 40
    judgment = f"가. 감정의는 “{shown}업무와의 인과관계를 인정하기 어렵다. 더 살필 것이 없다.”라고 답하였다.\n나. 위 답을 달리 볼 사정이 없다."
    assert voice_of("업무와의 인과관계를", judgment) is not Voice.COURT
    assert voice_of("위 답을", judgment) is Voice.COURT


@pytest.mark.parametrize(
    "finding",
    [
        "다음과 같은 점에 비추어 보면, 시효를 내세워 급여를 거부하는 것은 허용되지 않는다고 봄이 타당하다(대법원 2019. 1. 3. 선고 2018두990001 판결 등 참조).",
        "피고는 원고에게 기다리라고 알렸으므로 시효를 내세워 급여의 지급을 거부할 수 없고 다시 심사하여야 한다.",
        "위 규정을 전제로 보건대, 감정의가 잰 원고의 손목은 굽히고 펴는 폭이 절반에 못 미치므로, 제10급 제13호에 해당한다고 봄이 타당하다.",
        "재해는 업무에서 온 것이어야 하는바(대법원 2019. 1. 3. 선고 2018두990001 판결 참조), 원심은 그 판시와 같은 이유로 상당인과관계가 없다고 판단하였는데, 원심의 판단은 수긍할 수 있다.",
    ],
)
def test_a_finding_may_cite_and_may_order(finding: str) -> None:
    assert voice_of(finding[:20], f"가. {finding}") is Voice.COURT


def test_the_court_below_tells_what_others_say_and_its_list_ends_at_its_approval() -> None:
    judgment = (
        "1. 가. 제1심은 아래와 같은 사정을 종합하여 상당인과관계를 인정하기 어렵다고 판단하였다.\n"
        "1) 원고의 주치의는 업무 때문일 수 있다는 소견을 밝혔다.\n2) 원고의 업무가 과중하였다고 보기 어렵다.\n"
        "나. 기록에 비추어 살펴보면, 이러한 제1심의 판단은 정당하고, 거기에 법리를 오해한 잘못이 없다."
    )
    assert voice_of("주치의는", judgment) is Voice.EXPERT
    assert voice_of("과중하였다고", judgment) is Voice.BELOW
    assert voice_of("이러한 제1심의", judgment) is Voice.COURT


def test_a_paragraph_put_in_the_place_of_one_below_is_read_sentence_by_sentence() -> None:
    judgment = (
        "가. 이 법원이 쓸 이유는 다음과 같이 고쳐 쓰는 외에는 제1심판결 이유와 같다.\n"
        "『라. 판단\n1) 원고가 든 물건은 가벼웠고 드는 횟수도 하루에 몇 번에 지나지 않았다.\n"
        "2) 그러므로 이 사건 상병이 업무로 생겼다고 보기 어렵다.』"
    )
    text = ruling_text(DENIED, judgment=judgment)
    of_judgment = [words for words, each in statements(text).items() if each.voice is Voice.COURT]
    assert [words[:4] for words in of_judgment if "어렵다" in words or "않았다" in words] == [
        "원고가 ",
        "그러므로",
    ]


COUNTED = """(1) 업무와 질병 사이에는 상당인과관계가 있어야 한다.
(2) 앞서 든 증거에 변론 전체의 취지를 더하면 다음 사실을 인정할 수 있다.
(가) 업무상질병 조사 회신(2021. 2. 9. 한빛연구소)
1) 위원회는 다음과 같은 이유로 업무와 관련된 병이라고 판단하였다.
① 먼지에 오래 노출되었다.
2) 다른 병 역시 다음과 같은 이유로 업무상 질병이라 판단하였다.
① 같은 먼지에 노출되었다.
(나) 심사위원회 심의소견(2021. 3. 9.)
고인의 증상은 고정되지 않았음. 따라서 장해급여 지급 대상에 해당된다고 볼 수 없어 이 처분은 타당하다.
(다) 의학적 소견
○ 한빛병원 주치의
- 무릎이 닳은 것은 나이에 따른 것으로 보인다.
(3) 위 인정사실에서 알 수 있는 다음 사정, 즉 원고가 오래 쪼그려 앉아 일한 점 등을 종합하여 보면, 업무와 이 사건 상병 사이에는 상당인과관계가 인정된다."""


def test_a_list_ends_where_the_count_above_it_goes_on() -> None:
    assert voice_of("따라서 장해급여 지급 대상에", COUNTED) is not Voice.COURT
    assert voice_of("무릎이 닳은 것은", COUNTED) is Voice.EXPERT
    assert voice_of("위 인정사실에서", COUNTED) is Voice.COURT
    text = ruling_text(DENIED, judgment=COUNTED)
    found = next(each for said, each in statements(text).items() if said.startswith("위 인정사실에서"))
    assert (found.part, found.lead) == (Part.JUDGMENT, -1)


def test_facts_are_weighed_behind_their_evidence_without_a_title() -> None:
    judgment = """(1) 인정사실
(가) 원고는 매일 열두 시간을 일하였다.
(나) 의학적 소견
피고의 자문의들은 고혈압 때문이라는 의견을 제시하였다.
[인정근거] 다툼 없는 사실, 갑 제2호증의 기재, 변론 전체의 취지
위 인정사실에 의하면, 이 사건 상병은 과로로 생긴 업무상 재해라고 할 것이다."""
    text = ruling_text(DENIED, argument="원고는 과로로 쓰러졌다.", judgment=judgment)
    said = {words[:8]: (each.voice, each.part) for words, each in statements(text).items()}
    assert said["피고의 자문의들"][0] is Voice.EXPERT
    assert said["위 인정사실에 "] == (Voice.COURT, Part.JUDGMENT)


def test_law_under_the_first_number_ends_at_the_next() -> None:
    reasons = """1. 관련 법리
가. 상당인과관계는 반드시 의학적으로 명백히 증명되어야 하는 것은 아니다.
2. 원심판결 이유에 의하면 다음과 같은 사정들을 알 수 있다.
가. 망인은 주야간 교대로 일하였다.
3. 이러한 사정들을 위 법리에 비추어 살펴보면, 망인의 업무와 사망 사이에 상당인과관계를 인정할 여지가 크다."""
    said = statements(supreme_text("원심판결을 파기하고, 사건을 서울고등법원에 환송한다.", reasons))
    assert next(each.voice for words, each in said.items() if words.startswith("이러한")) is Voice.COURT
