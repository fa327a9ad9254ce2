"""The grades that a text tells of several impairments, and what they come to."""

import pytest

from lib.guidance.told_grades import combined_grade, told_grades


@pytest.mark.parametrize(
    ("heaviest", "second", "combined"),
    [
        (5, 5, 2),
        (4, 6, 2),
        (8, 8, 6),
        (7, 9, 6),
        (13, 13, 12),
        # One of grade 14 raises nothing.
        (13, 14, 13),
        (14, 14, 14),
        # Nothing is above grade 1.
        (2, 3, 1),
        (1, 13, 1),
    ],
)
def test_what_two_come_to(heaviest: int, second: int, combined: int) -> None:
    assert combined_grade(heaviest, second) == combined


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("왼쪽 어깨는 10급, 오른쪽 발목은 제13급으로 나왔습니다.", [10, 13]),
        ("척추 11급에 시력 9급, 흉터 14급입니다.", [9, 11, 14]),
        ("허리가 12급으로 결정됐습니다.", [12]),
        ("9급(어깨)과 12급(눈)입니다.", [9, 12]),
        # Two opinions of one part.
        ("손목을 공단은 12급으로, 병원은 10급으로 봤습니다.", []),
        # What was hoped for, and what all come to.
        ("무릎 10급, 어깨 12급인데 합쳐서 9급이 되는 줄 알았습니다.", [10, 12]),
        ("눈이 8급이라는 말은 듣지 않았고 귀는 11급입니다.", [11]),
        ("2급수 하천에서 일했습니다. 응급실에 갔습니다.", []),
    ],
)
def test_grades_of_different_parts(text: str, grades: list[int]) -> None:
    assert [each.grade for each in told_grades(text)] == grades
