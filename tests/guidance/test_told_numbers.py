"""What the numbers of a story are, one row per way of telling them."""

import pytest

from lib.guidance.told_numbers import told_numbers


@pytest.mark.parametrize(
    ("text", "of", "values"),
    [
        ("주 71시간을 일했다", "hours_a_week", [71]),
        ("일주일에 예순여섯 시간", "hours_a_week", [66]),
        ("예순여섯 시간씩 일했다", "hours_a_week", [66]),
        ("12주 평균 46시간 30분, 4주 평균 52.5시간", "hours_a_week", [46.5, 52.5]),
        ("하루 12시간 주 6일", "hours_a_week", [72]),
        ("격일제 17시간 근무", "hours_a_week", [59.5]),
        ("주 52시간제 회사", "hours_a_week", []),
        ("한 달에 50시간을 연장했다", "hours_a_week", []),
        ("하루 휴게시간 5시간", "hours_a_day", []),
        ("급식실에서 11년 6개월 일했다", "years_of_work", [11.5]),
        ("1979~1993 굴진", "years_of_work", [14]),
        ("담배를 30년 피웠다", "years_of_work", []),
        ("7년 전 금연했다", "years_of_work", []),
        ("12년째 별거 중이다", "years_of_work", []),
        ("퇴직한 지 15년이 됐다", "years_since_leaving", [15]),
        ("하루에 20kg 상자를 나른다", "load", [20]),
        ("그날 80kg 자루를 들다가 뚝 소리가 났다", "load", []),
        ("몸무게가 80kg이다", "load", []),
        ("작업장 소음 92dB", "noise", [92]),
        ("청력은 오른쪽 52dB", "noise", []),
        ("일주일 뒤에야 병원에 갔다", "days_until_seen", [7]),
        ("병원은 사흘 지나서 갔다", "days_until_seen", [3]),
        ("수술 2주 뒤 병원에 갔다", "days_until_seen", []),
        ("만 72세, 정년 60세", "age", [72]),
    ],
)
def test_what_a_number_is(text: str, of: str, values: list[float]) -> None:
    assert [each.value for each in told_numbers(text) if each.of == of] == values


def test_the_words_that_tell_it_are_given_with_it() -> None:
    text = "발병 전 12주는 주 평균 46시간이었다"
    (told,) = [each for each in told_numbers(text) if each.of == "hours_a_week"]
    assert (text[told.start : told.end], told.period) == ("12주는 주 평균 46시간", 12)


@pytest.mark.parametrize(
    ("text", "bound"),
    [("주 60시간이 안 된다", "at most"), ("주 60시간에 미치지 못함", "at most"), ("주 40시간을 넘겨", "at least"), ("주 60시간", "")],
)  # fmt: skip
def test_a_limit_is_no_count(text: str, bound: str) -> None:
    (told,) = told_numbers(text)
    assert told.bound == bound
    assert told.may_be_over(told.value - 1) is (bound != "at most")
    assert told.may_be_under(told.value) is (bound != "at least")


def test_a_week_against_those_before_it() -> None:
    surge = "발병 전 1주 68시간, 그 전 12주 평균 46시간"
    assert [round(each.value) for each in told_numbers(surge) if each.of == "rise_in_hours"] == [48]
    steady = "발병 전 1주 50시간, 그 전 12주 평균 46시간"
    assert not [each for each in told_numbers(steady) if each.of == "rise_in_hours"]
