"""Where sentences end, in rulings and in stories: one row per quirk."""

import pytest

from lib.text.sentences import quoted_at_length, sentence_text, sentences, unquoted

RULING = [
    # Dates, articles and amounts are full of points.
    ("원고는 2019. 3. 14. 다쳤다. 피고는 98. 5. 2. 거부하였다.", ["원고는 2019. 3. 14. 다쳤다.", "피고는 98. 5. 2. 거부하였다."]),
    # A wrapped line, also inside a word.
    ("업무상 재해에 해당한다고 보기에는 증거가 부족하고 달리 인정할\n증거도 없다. 이유 없다.", ["업무상 재해에 해당한다고 보기에는 증거가 부족하고 달리 인정할\n증거도 없다.", "이유 없다."]),
    ("피고는 원고의 요양급여 신청을 모두 거부하였\n다. 그 뒤 원고가 소를 냈다.", ["피고는 원고의 요양급여 신청을 모두 거부하였\n다.", "그 뒤 원고가 소를 냈다."]),
    # Headings and numbered items, on their own lines and in a row.
    ("1. 처분의 경위\n가. 원고는 일하였다. 나. 피고는 거부하였다.\n2. 결론\n기각한다.",
     ["1. 처분의 경위", "가. 원고는 일하였다.", "나. 피고는 거부하였다.", "2. 결론", "기각한다."]),
    ("① 원고는 일하였다. ② 쓰러졌다.", ["① 원고는 일하였다.", "② 쓰러졌다."]),
    ("주 문\n1. 상고를 기각한다.\n2. 소송비용은 원고가 부담한다.", ["주 문", "1. 상고를 기각한다.", "2. 소송비용은 원고가 부담한다."]),
    ("【주문】\n항소를 기각한다.", ["【주문】", "항소를 기각한다."]),
    # The point before the next number is lost, or the space behind it.
    ("처분을 취소한다2. 소송비용은 피고가 부담한다.", ["처분을 취소한다", "2. 소송비용은 피고가 부담한다."]),
    ("처분은 적법하다.따라서 기각한다.", ["처분은 적법하다.", "따라서 기각한다."]),
    # Sentences inside quotation marks and parentheses end nothing.
    ("의사는 “일 때문이다. 쉬어야 한다.”라고 하였다. 끝이다.", ["의사는 “일 때문이다. 쉬어야 한다.”라고 하였다.", "끝이다."]),
    ("원고는(이하 회사라 한다. 다만 뒤에는 다르다) 일하였다.", ["원고는(이하 회사라 한다. 다만 뒤에는 다르다) 일하였다."]),
    # A line breaks inside a date.
    ("피고는 2018. 7.\n5. 원고에게 통지하였다. 끝이다.", ["피고는 2018. 7.\n5. 원고에게 통지하였다.", "끝이다."]),
    # A letter of the law, its space lost.
    ("원고는 다.목에 해당한다.", ["원고는 다.목에 해당한다."]),
    # A question mark stands for a lost middle dot.
    ("뇌？ 심혈관 질병이 발병하였다.", ["뇌？ 심혈관 질병이 발병하였다."]),
    ("", []),
]  # fmt: skip
STORY = [
    # No points at all.
    ("허리를 다쳤어요 그런데 산재가 안 된대요 어떡하죠", ["허리를 다쳤어요", "그런데 산재가 안 된대요", "어떡하죠"]),
    ("치료가 필요 없다고 했습니다 저는 아픕니다", ["치료가 필요 없다고 했습니다", "저는 아픕니다"]),
    # Line breaks end what they follow.
    ("공장에서 허리 다침\n산재 거절", ["공장에서 허리 다침", "산재 거절"]),
    # Marks of feeling belong to their sentence.
    ("너무 힘들어요ㅠㅠ 도와주세요!!", ["너무 힘들어요ㅠㅠ", "도와주세요!!"]),
    ("아파요 ㅠㅠ\n괜찮을 줄 알았어요~. 그런데요", ["아파요 ㅠㅠ", "괜찮을 줄 알았어요~.", "그런데요"]),
    # Three points that only hesitate.
    ("병원에 갔는데... 산재가 아니래요.", ["병원에 갔는데... 산재가 아니래요."]),
    # What was said goes on with 라고, also behind its quotation mark.
    ("공단에서 \"안 됩니다. 죄송해요.\"라고 했어요. 왜죠?", ["공단에서 \"안 됩니다. 죄송해요.\"라고 했어요.", "왜죠?"]),
    # English, with its abbreviations.
    ("I saw Dr. Kim in 2019. He said no. Why?", ["I saw Dr. Kim in 2019.", "He said no.", "Why?"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULING)
def test_sentences_of_a_ruling(text: str, expected: list[str]) -> None:
    assert [sentence.words for sentence in sentences(text)] == expected


@pytest.mark.parametrize(("text", "expected"), STORY)
def test_sentences_of_a_story(text: str, expected: list[str]) -> None:
    assert [sentence.words for sentence in sentences(text, story=True)] == expected


def test_every_sentence_leads_back_to_its_place() -> None:
    for text, _ in RULING + STORY:
        last = 0
        for sentence in sentences(text):
            assert text[sentence.start : sentence.end] == sentence.words
            assert last <= sentence.start <= sentence.body <= sentence.end
            assert not text[last : sentence.start].strip(), "nothing is left out"
            last = sentence.end


def test_what_is_numbered_begins_behind_its_number() -> None:
    text = "앞이다. 가. 1) 원고는 일하였다."
    *_, last = sentences(text)
    assert (last.words, text[last.body : last.end]) == ("가. 1) 원고는 일하였다.", "원고는 일하였다.")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # A date loses its points, the end of the sentence keeps its own.
        ("2019. 5. 16.자 처분을 취소한다.", "2019·5·16·자처분을취소한다."),
        ("2019.？5.？16.？원고에게", "2019·5·16·원고에게"),
        ("98. 3. 4. 한 처분", "98·3·4·한처분"),
        # Same year, same month.
        ("같은 해 5. 3.자 처분", "같은해5·3·자처분"),
        # The number of an item is no date.
        ("기각한다. 2. 소송비용", "기각한다.2.소송비용"),
        # Full-width signs.
        ("１．기각한다．", "1.기각한다."),
    ],
)
def test_points_of_dates_do_not_end_sentences(written: str, read: str) -> None:
    assert sentence_text(written) == read


def test_a_point_behind_a_particle_is_a_slip() -> None:
    text = "원고는. 2020년에 다쳤다. 그러나 피고가 원고를. 불렀다."
    assert len(list(sentences("원고는. 이듬해에 다쳤다. 그러나 피고는 원고를. 불렀다."))) == 2
    assert text.startswith(next(iter(sentences(text))).words)


def test_only_speeches_of_several_sentences_are_quoted_at_length() -> None:
    text = "감정의는 “닳은 모습이 보인다. 더 볼 것이 없다.”라고 답하였고, 이를 ‘이 사건 감정’이라 한다."
    assert [text[start:end] for start, end in quoted_at_length(text)] == [
        "“닳은 모습이 보인다. 더 볼 것이 없다.”"
    ]
    assert quoted_at_length("1. 그는 '병이라고 한다.\n2. 이를 '사고라 한다. 끝났다.'") == ()


@pytest.mark.parametrize(
    "text",
    [
        "그의 아내가 2004. 5. 1.부터 이사로 각 취임.재직하고 있다.",
        "원고는 2015. 2. 5. 및 같은 달 14. OOO병원에서 한 검사 결과를 냈다.",
        "피고는 “서로 관련이 없다.”는\n【이유】로 불승인하였다.",
    ],
)
def test_a_sentence_is_not_cut_inside(text: str) -> None:
    assert [each.words for each in sentences(text)] == [text]


@pytest.mark.parametrize("mark", ["⑶ ", "㈏ ", "⑶", "㈏"])
def test_numbers_in_one_sign_are_no_part_of_a_sentence(mark: str) -> None:
    (only,) = sentences(f"{mark}원고는 쉬었다.")
    assert only.body == len(mark)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("'먼저 본다.", "먼저 본다."),
        ("원고는 쉬었다.’", "원고는 쉬었다."),
        ("‘이 사건 병’은 없다.", "‘이 사건 병’은 없다."),
    ],
)
def test_a_mark_without_its_partner_is_left_out(text: str, kept: str) -> None:
    start, end = unquoted(text, 0, len(text))
    assert text[start:end] == kept


def test_what_was_said_is_not_parted_from_that_it_was_said() -> None:
    story = "공단 사람이 회사에서 다친 거 아니다 했어요 저는 거기서 다쳤어요 창구에서는 안 됩니다 했어요 그래서 왔습니다"
    assert [sentence.words for sentence in sentences(story, story=True)] == [
        "공단 사람이 회사에서 다친 거 아니다 했어요",
        "저는 거기서 다쳤어요",
        "창구에서는 안 됩니다 했어요",
        "그래서 왔습니다",
    ]
