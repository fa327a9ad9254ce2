"""A long weighing sentence taken apart into its holding and its points."""

from lib.domain.weighing import take_apart

LONG = (
    "돌이켜 보건대, 다음과 같은 사정들, 즉 ① 임원 대부분이 원고의 친족인 점, ② 원고가 사장으로 불린 점, "
    "③ 출근부가 없고 급여가 제때 나가지 않은 점 등을 종합하여 볼 때, 원고는 회사를 총괄하는 지위에 있었으므로 근로자라고 할 수 없다."
)


def test_the_holding_and_the_points_stand_by_themselves() -> None:
    taken = take_apart(LONG, 0, len(LONG))
    assert taken
    (start, end), points = taken
    assert LONG[start:end] == "원고는 회사를 총괄하는 지위에 있었으므로 근로자라고 할 수 없다."
    assert [LONG[first:last] for first, last in points] == [
        "임원 대부분이 원고의 친족인 점",
        "원고가 사장으로 불린 점",
        "출근부가 없고 급여가 제때 나가지 않은 점",
    ]


def test_a_sentence_without_marked_points_stays_whole() -> None:
    plain = "나이가 많은 점 등을 종합하여 보면, 업무 때문이라고 보기 어렵다."
    assert take_apart(plain, 0, len(plain)) is None
