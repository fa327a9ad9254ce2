"""Answers as models really write them."""

import json
import random
from typing import Annotated

import pytest
from pydantic import BeforeValidator

from lib.models.parsing import Unreadable, is_korean, read_answer, read_partial
from lib.models.schemas import (
    Answer,
    Gloss,
    Item,
    Leaning,
    Names,
    Opinion,
    Pairing,
    Retelling,
    Several,
    Text,
    prompt_shape,
    read_leaning,
)


class Point(Answer):
    """Words with the tag of what they rest on."""

    says: Item = ""
    rests_on: Names = ()


class Report(Answer):
    """An answer in free words, as no job has one: whatever a job asks for is read the same way."""

    issue: Text = ""
    for_claimant: Several[Point] = ()
    for_agency: Several[Point] = ()
    leaning: Annotated[Leaning, BeforeValidator(read_leaning)] = Leaning.UNCLEAR
    reason: Text = ""


ANSWER = {
    "issue": "하역 작업과 허리 병 사이의 인과관계가 쟁점입니다.",
    "for_claimant": [{"says": "무거운 상자를 오래 들었습니다.", "rests_on": ["R1", "C1"]}],
    "for_agency": [{"says": "퇴행성 변화라는 소견이 있습니다.", "rests_on": ["R2"]}],
    "differences": [{"ruling": "R1", "says": "일한 기간이 더 짧습니다."}],
    "missing_evidence": [{"what": "작업 동영상", "how": "회사에 요청합니다."}],
    "leaning": "판단하기 어려움",
    "reason": "의학적 소견이 더 필요합니다.",
    "confidence": 40,
}
TEXT = json.dumps(ANSWER, ensure_ascii=False, indent=1)
READ = Report.model_validate(ANSWER)
SMALL = '{"issue": "하역 작업과 허리 병이 문제입니다.", "reason": "소견이 필요합니다."}'
SMALL_READ = Report(issue="하역 작업과 허리 병이 문제입니다.", reason="소견이 필요합니다.")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"```\n{TEXT}\n```\n",
        f"네, 분석 결과는 다음과 같습니다.\n\n{TEXT}\n\n도움이 되길 바랍니다.",
        f"{{쟁점}}을 정리하면 이렇습니다: {TEXT}",
        f"[{TEXT}]",
        f'{{"answer": {TEXT}}}',
        f'{{"result": [{TEXT}]}}',
        f"{prompt_shape(Report)}\n위 형식대로 답합니다.\n{TEXT}",
        f'{{"issue": "앞서 베껴 쓴 가짜 답입니다."}}\n{TEXT}',
        f"{TEXT}\n{prompt_shape(Report)}",
        TEXT.replace("\n]", ",\n]").replace('"confidence": 40\n', '"confidence": 40,\n'),
        TEXT.replace('["R2"]', '["R2",]'),
        TEXT.replace('"', "'"),
        TEXT.replace('"issue"', "“issue”").replace('"reason"', "“reason”"),
        TEXT.replace('": ', '": /* 쉼 */ ').replace('"confidence"', '// 확신\n"confidence"'),
        "\ufeff" + TEXT,
        TEXT.replace('"issue"', "issue").replace('"reason"', "reason"),
    ],
)
def test_an_answer_is_found_whatever_stands_around_it(text: str) -> None:
    assert read_answer(text, Report) == READ


@pytest.mark.parametrize(
    ("text", "field", "read"),
    [
        ('{"issue": "첫 줄입니다.\n둘째 줄입니다."}', "issue", "첫 줄입니다.\n둘째 줄입니다."),
        ('{"issue": "그는 "아프다"라고 말했습니다.", "reason": "이유입니다."}', "issue", '그는 "아프다"라고 말했습니다.'),
        ('{"issue": "쟁점입니다.", "leaning": "불승인 유지 가능성이 큼."}', "leaning", Leaning.DENIAL),
        ('{"issue": "쟁점입니다.", "for_claimant": ["근거입니다."]}', "for_claimant", (Point(says="근거입니다."),)),
        ('{"issue": "작업을 했습니다. 작업을 했습니다. 작업을 했습니다. 작업을 했습니다."}', "issue", "작업을 했습니다."),
        ('{"issue": "무거운 상자를 무거운 상자를 무거운 상자를 무거운 상자를 들었습니다."}', "issue", "무거운 상자를 들었습니다."),
        ('{"issue": "원고는 2019. 3. 4. 다쳤고 원고는 2019. 3. 9. 쉬었습니다."}', "issue", "원고는 2019. 3. 4. 다쳤고 원고는 2019. 3. 9. 쉬었습니다."),
        ('{"issue": "보상금은 1,000,000,000,000원입니다."}', "issue", "보상금은 1,000,000,000,000원입니다."),
        ('{"issue": "MRI와 CT 소견이 문제입니다."}', "issue", "MRI와 CT 소견이 문제입니다."),
    ],
)  # fmt: skip
def test_what_is_odd_inside_is_read(text: str, field: str, read: object) -> None:
    assert getattr(read_answer(text, Report), field) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "죄송하지만 이 요청은 도와드릴 수 없습니다.",
        "I cannot help with that request.",
        "{}",
        "[]",
        "null",
        '{"error": "overloaded"}',
        '{"foo": {"bar": [1, 2]}}',
        prompt_shape(Report),
        '{"issue": "", "for_claimant": []}',
        '{"issue": "The issue is whether the work caused the disease.", "reason": "There is little evidence of it."}',
        '{"issue": "争点は業務との因果関係です。", "reason": "証拠が足りません。"}',
        "쟁점은 인과관계입니다. 근거는 R1입니다.",
        "{{{{{{",
    ],
)
def test_what_is_no_answer_is_not_taken(text: str) -> None:
    with pytest.raises(Unreadable):
        read_answer(text, Report)


@pytest.mark.parametrize(
    "text",
    ["죄송하지만 도와드릴 수 없습니다.", "I cannot help with that.", "쟁점은 인과관계입니다.", "x" * 200_000],
)
def test_where_no_answer_stands_there_is_nothing_to_mend(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_answer(text, Report)
    assert not caught.value.is_mendable


@pytest.mark.parametrize("text", ['{"issue": "All in English here."}', '{"foo": 1}', prompt_shape(Report)])
def test_an_answer_of_another_shape_or_language_can_be_mended(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_answer(text, Report)
    assert caught.value.is_mendable


@pytest.mark.parametrize(
    "last",
    [
        "{",
        '{\n "iss',  # inside a key
        '"issue":',
        "하역 작업과 허리",  # inside a text
        '쟁점입니다.",',
        '"rests_on": [',
        '"C1"',
        '"C1"\n   ]\n  }',  # after a whole ground
        '"confidence": 4',
        '"confidence": 40\n',  # only the last bracket is missing
    ],
)
def test_a_cut_answer_is_never_completed(last: str) -> None:
    cut = TEXT[: TEXT.index(last) + len(last)]
    for text in (cut, f"```json\n{cut}", f"[{cut}", f'{{"answer": {cut}', cut.replace('"', "'")):
        with pytest.raises(Unreadable) as caught:
            read_answer(text, Report)
        assert caught.value.is_mendable


def test_what_the_server_calls_cut_is_cut() -> None:
    with pytest.raises(Unreadable) as caught:
        read_answer(TEXT, Report, is_cut=True)
    assert caught.value.is_mendable


def test_a_second_answer_that_broke_off_is_cut() -> None:
    with pytest.raises(Unreadable) as caught:
        read_answer(f"{TEXT}\n{TEXT[:80]}", Report)
    assert caught.value.is_mendable


@pytest.mark.parametrize("text", [TEXT, json.dumps(ANSWER, ensure_ascii=False), f"```json\n{TEXT}"])
def test_partial_answers_grow_and_hold_only_what_is_complete(text: str) -> None:
    strings = set(_strings(ANSWER))
    seen = 0
    for end in range(len(text) + 1):
        partial = read_partial(text[:end], Report)
        if partial is None:
            assert seen == 0
            continue
        found = set(_strings(partial.model_dump()))
        assert found <= strings | {Leaning.UNCLEAR.value}
        assert all(ground.rests_on for ground in partial.for_claimant + partial.for_agency)
        assert len(found) >= seen
        seen = len(found)
    assert read_partial(text, Report) == READ


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    return []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", None),
        ("네, 살펴보겠습니다.", None),
        ('{"issue": "하역 작업', None),
        ('{"issue": "하역 작업과 허리 병이 문제입니다."', Report(issue="하역 작업과 허리 병이 문제입니다.")),
        ('{"issue": "하역 작업과 허리 병이 문제입니다.", "confidence": 7', Report(issue="하역 작업과 허리 병이 문제입니다.")),
        ('{"issue": "하역\n작업이 문제입니다.", "rea', Report(issue="하역 작업이 문제입니다.")),
        ('{"issue": "The work is the issue here.", "rea', None),
        (SMALL, SMALL_READ),
    ],
)  # fmt: skip
def test_partial_answers(text: str, read: Report | None) -> None:
    assert read_partial(text, Report) == read


def test_partial_lists_hold_whole_items() -> None:
    text = '{"facts": [{"s": [1], "gloss": "첫 문장이다."}, {"s": [2], "gloss": "둘째 문장'
    assert read_partial(text, Retelling) == Retelling(facts=(Gloss(s=(1,), gloss="첫 문장이다."),))


@pytest.mark.parametrize(
    ("answer", "korean"),
    [
        (Report(), True),
        (Report(issue="쟁점입니다."), True),
        (Report(issue="쟁점입니다.", reason="This reason is written in English at some length."), False),
        (Retelling(facts=(Gloss(s=(1,), gloss="요약입니다."),)), True),
    ],
)
def test_korean(answer: Report | Retelling, korean: bool) -> None:
    assert is_korean(answer) is korean


def test_an_answer_of_ids_alone_is_one_in_any_language() -> None:
    text = '{"for": [{"story": ["S1"], "law": "C1", "ruling": "R1.2"}], "leaning": "판단하기 어려움"}'
    pairing = Pairing(story=("S1",), law="C1", ruling="R1.2")
    assert read_answer(text, Opinion).for_claimant == (pairing,)
    assert is_korean(read_answer(text, Opinion))
    for end in range(len(text)):
        found = read_partial(text[:end], Opinion)
        assert found is None or found.for_claimant == (pairing,)


def test_any_text_is_read_or_refused() -> None:
    scraps = ['{', '}', '[', ']', '"', "'", "“", "”", ":", ",", "\\", "\n", "issue", "쟁점", '"issue"', "가나다.", "//", "/*", "*/", "```", "1", "null", "NaN", "\x00", "\ud800"]  # fmt: skip
    chance = random.Random(3)
    for _ in range(600):
        text = "".join(chance.choice(scraps) for _ in range(chance.randint(0, 60)))
        text = chance.choice(["", TEXT[: chance.randint(0, len(TEXT))]]) + text
        read_partial(text, Report)
        try:
            read_answer(text, Report)
        except Unreadable as problem:
            assert "가나다" not in str(problem)
