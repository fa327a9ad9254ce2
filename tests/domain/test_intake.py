"""What a person tells: how little is enough, and what is read of it."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from lib.domain.intake import LONGEST_STORY, Intake
from lib.domain.taxonomy import KindB, KindC


def test_everything_but_a_story_may_be_missing() -> None:
    intake = Intake(story=" 허리를 다쳤습니다. ")
    assert intake.story == "허리를 다쳤습니다."
    assert (intake.kind_b, intake.kind_c, intake.decision_date) == (None, None, None)
    assert (intake.industry, intake.occupation, intake.denial_reason, intake.diagnoses) == ("", "", "", ())


@pytest.mark.parametrize("told", [{}, {"story": "  "}, {"diagnoses": ""}, {"diagnoses": [" "]}, {"occupation": "용접공"}])  # fmt: skip
def test_a_story_or_a_diagnosis_is_needed(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="story"):
        Intake.model_validate(told)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("뇌경색", ("뇌경색",)),
        ("요추 염좌, 추간판탈출증", ("요추 염좌", "추간판탈출증")),
        ("요추 염좌，난청\n이명,,", ("요추 염좌", "난청", "이명")),
        (["뇌경색", " ", "난청 "], ("뇌경색", "난청")),
        (("뇌경색",), ("뇌경색",)),
    ],
)
def test_diagnoses(written: object, read: tuple[str, ...]) -> None:
    assert Intake.model_validate({"diagnoses": written}).diagnoses == read


@pytest.mark.parametrize("unknown", ["", "모름", None])
def test_not_known(unknown: object) -> None:
    intake = Intake.model_validate({"story": "다쳤습니다.", "kind_b": unknown, "kind_c": unknown})
    assert (intake.kind_b, intake.kind_c) == (None, None)


def test_null_is_empty() -> None:
    told = dict.fromkeys(("industry", "occupation", "denial_reason", "diagnoses", "decision_date"))
    assert Intake.model_validate({"story": "다쳤습니다.", **told}) == Intake(story="다쳤습니다.")
    assert Intake.model_validate({"story": None, "diagnoses": "난청"}).story == ""
    assert Intake.model_validate({"story": "다쳤습니다.", "decision_date": ""}).decision_date is None


def test_labels_and_dates_as_written() -> None:
    told = {"story": "다쳤습니다.", "kind_b": "장해", "kind_c": "출퇴근재해", "decision_date": "2026-10-12"}
    intake = Intake.model_validate(told)
    assert (intake.kind_b, intake.kind_c) == (KindB.DISABILITY, KindC.COMMUTE)
    assert intake.decision_date == date(2026, 10, 12)


@pytest.mark.parametrize(
    "told",
    [
        {"kind_b": "산재"}, {"kind_c": "질병"}, {"decision_date": "어제"}, {"name": "○○○"}, {"diagnoses": 3}, {"diagnoses": ["난청"] * 31},
        {"occupation": "공" * 301}, {"story": "가" * (LONGEST_STORY + 1)}, {"denial_reason": "가" * (LONGEST_STORY + 1)},
    ],
)  # fmt: skip
def test_what_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Intake.model_validate({"story": "다쳤습니다."} | told)


def test_as_long_as_may_be() -> None:
    intake = Intake(
        story="가나 " * (LONGEST_STORY // 3) + "다" * (LONGEST_STORY % 3),
        diagnoses=("난청",) * 30,
        occupation="공" * 300,
    )
    assert (len(intake.story), len(intake.diagnoses), len(intake.occupation)) == (LONGEST_STORY, 30, 300)


def test_what_nothing_parts_is_parted_and_no_number_runs_on() -> None:
    story = Intake(story="가" * 150 + " " + "1" * 300 + ",1" * 100 + " 끝").story
    assert max(map(len, story.split())) == 60 and story.count("가") == 150 and story.endswith("끝")
    assert "1" * 24 + "…" in story and "1" * 25 not in story


def test_all_of_its_text() -> None:
    intake = Intake(
        story="다쳤습니다.", diagnoses=("요추 염좌", "난청"), occupation="용접공", denial_reason="늙어서"
    )
    assert intake.text == "요추 염좌, 난청\n용접공\n다쳤습니다."
    assert Intake(story="다쳤습니다.").text == "다쳤습니다."


def test_a_diagnosis_in_english_has_no_space_behind_it() -> None:
    assert Intake(diagnoses=("COPD",)).in_korean.diagnoses == ("COPD",)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("허리를" + " " * 900 + "다쳤습니다", "허리를  다쳤습니다"),
        ("첫 줄\r\n \r\n\t\r\n둘째 줄", "첫 줄\n\n둘째 줄"),
        ("첫 줄 \n 둘째 줄", "첫 줄\n둘째 줄"),
        ("첫 줄\n\n둘째 줄", "첫 줄\n\n둘째 줄"),
    ],
)
def test_long_blanks_are_short(told: str, read: str) -> None:
    intake = Intake(story=told, denial_reason=told)
    assert (intake.story, intake.denial_reason) == (read, read)


def test_what_was_read_once_is_read_again_however_long_its_words() -> None:
    intake = Intake(story="가" * LONGEST_STORY, denial_reason="1" * LONGEST_STORY)
    assert Intake.model_validate_json(intake.model_dump_json()) == intake
