"""What clauses, numbers and whole stories weigh for the questions of the check: what ships, and what it reads."""

import hashlib
from pathlib import Path

import pytest

from lib.domain.intake import Intake
from lib.domain.taxonomy import KindC
from lib.guidance.check_answers import FROM_LETTER, FROM_STORY
from lib.guidance.check_entries import check_data
from lib.guidance.criteria_check import check
from lib.guidance.weighed_answers import known_answers, model, pieces_of
from lib.guidance.weighed_type import types
from lib.guidance.whose_number import CLASS_OF, candidates, weigh
from lib.guidance.whose_number import model as of_numbers
from lib.guidance.working_hours import Spread
from lib.search.understanding import understand
from lib.text.meanings import digest_of_meanings
from lib.text.shipped import FOLDER, read_shipped

SETS = Path(__file__).parents[2] / "bench/sets"


def test_the_model_is_that_of_the_training_sets_and_of_the_meanings() -> None:
    """Who changes a set or learns circumstances anew has to learn this anew: `python -m training.told_answers`."""
    shipped = read_shipped("told_answers.npz")
    parts = {"stories": "told_answers", "clauses": "told_answer_clauses", "circumstances": "circumstances"}
    for name, part in parts.items():
        assert str(shipped[name]) == hashlib.sha256((SETS / f"{part}.jsonl").read_bytes()).hexdigest()
    assert str(shipped["meanings"]) == digest_of_meanings()
    assert (FOLDER / "told_answers.npz").stat().st_size < 2**21


def test_every_answer_that_is_no_number_is_learnt_and_every_type() -> None:
    data = check_data()
    learnt = set(known_answers(read_shipped("told_answers.npz")))
    for question in data.questions.values():
        options = [option.id for option in question.options]
        for answer in options or (["yes", "no"] if question.kind == "yes_no" else []):
            assert (question.id, answer) in learnt
    assert set(types().classes) == set(data.types)
    assert set(CLASS_OF.values()) < set(of_numbers().classes)


def test_clauses_are_weighed_alone_and_with_the_next_of_their_sentence() -> None:
    text = "팀장님이 빠지면 두고 보자고 해서 갔고 술은 안 마셨어요. 집에 왔습니다."
    found = {text[each.start : each.end] for each in pieces_of(text, FROM_STORY)}
    assert "술은 안 마셨어요" in found and "집에 왔습니다" in found
    assert not any("마셨어요" in words and "왔습니다" in words for words in found)
    [alone] = [
        each for each in pieces_of(text, FROM_STORY) if text[each.start : each.end] == "술은 안 마셨어요"
    ]
    assert {FROM_STORY, "denies 1"} <= alone.marks


@pytest.mark.parametrize(
    ("question", "clause", "is_yes"),
    [
        ("told_to_attend", "안 나오면 찍힌다고 다들 그랬어요", True),
        ("told_to_attend", "참석하지 않아도 아무 말이 없었어요", False),
        ("usual_way", "늘 다니던 골목길로 걸어가고 있었어요", True),
        ("bullied", "과장이 사람들 앞에서 저를 바보 취급했어요", True),
        ("own_offence", "저는 신호를 지켰고 상대 차가 와서 받았습니다", False),
    ],
)
def test_what_is_told_in_other_words_answers(question: str, clause: str, is_yes: bool) -> None:
    asked = next(each.questions for each in check_data().types.values() if question in each.questions)
    told = model().told(model().weigh([(FROM_STORY, clause, 0)]), asked)
    yes, no = model().decide(question, told, None)
    assert (yes, no)[not is_yes] > 0.5 > (yes, no)[is_yes]


def test_a_number_without_its_unit_is_told_by_the_words_around_it() -> None:
    text = "작업장은 재 보니 92였고 청력은 나쁜 쪽이 51이라고 합니다. 나이는 63입니다."
    asked = {"noise_level", "hearing_loss", "years"}
    read = {each.quantity.value: each.likeliest for each in weigh([(FROM_STORY, text, 0)], asked)}
    assert read == {92.0: "noise_level", 51.0: "hearing_loss", 63.0: "none"}
    assert [each.quantity.value for each in candidates("2019년 3월 4일에 12급을 받았습니다")] == []


def test_years_in_two_places_are_at_least_the_longer_and_at_most_both() -> None:
    story = "난청입니다. 조선소에서 8년 일했고 그 뒤로 제관 공장에서 4년 일했습니다."
    found = check(intake := Intake(story=story, kind_c=KindC.DISEASE), understand(intake), type_id="hearing")
    assert found
    [years] = [each for each in found.answers if each.question.id == "years_in_noise"]
    assert isinstance(years.value, Spread) and (years.value.low, years.value.high) == (8, 12)


def test_an_answer_is_shown_with_the_words_that_tell_it_or_not_at_all() -> None:
    story = "배달을 합니다. 콜은 앱으로만 받았고 건당 사천 원씩 정산받았습니다. 치킨을 들고 계단을 오르다 넘어졌습니다."
    letter = "전속성이 인정되지 않아 부지급합니다."
    intake = Intake(story=story, denial_reason=letter)
    found = check(intake, understand(intake), type_id="provider")
    assert found
    texts = {FROM_STORY: story, FROM_LETTER: letter}
    known = [each for each in found.answers if each.is_known]
    assert len(known) >= 3
    for each in known:
        assert each.words and each.words.split(" / ")[0] in texts[each.source]


def test_of_nothing_told_nothing_is_read() -> None:
    for type_ in check_data().types:
        intake = Intake(story="안녕하세요. 문의드립니다.")
        found = check(intake, understand(intake), type_id=type_)
        assert found and not any(each.is_known for each in found.answers), type_
