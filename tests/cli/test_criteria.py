"""The commands that count hours and hold a case against its criteria, as a script sees them."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import lib.cli  # noqa: F401  (registers the commands)
from lib.cli.program import cli


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_HOME", str(tmp_path / "home"))


def _hours(path: Path, *options: str) -> Any:
    return CliRunner().invoke(cli, ["hours", str(path), "--onset", "2026-03-09", *options, "--json"])


def _criteria(told: dict[str, Any]) -> Any:
    return CliRunner().invoke(cli, ["criteria", "-", "--json"], input=json.dumps(told))


@pytest.mark.parametrize(
    "header", ["date,start,end,break_minutes", "날짜,시작,끝,휴게(분)", "날짜,출근,퇴근,휴게"]
)
def test_a_table_of_hours(header: str, tmp_path: Path) -> None:
    path = tmp_path / "근무.csv"
    path.write_text(f"{header}\n2026-03-02,09:00,21:30,60\n2026-03-03,19:00,07:00,60\n", encoding="utf-8-sig")
    document = json.loads(_hours(path).stdout)
    assert document["weeks"][0]["from"] == "2026-03-02" and document["weeks"][0]["to"] == "2026-03-08"
    assert document["weeks"][0]["hours"] == 22.5
    assert document["average"] == {"1": 22.5, "4": None, "12": None}
    assert document["with_night"]["1"] == 24.6 and document["with_night_range"]["1"] == [24.6, 24.9]
    assert document["gaps"][0]["from"] == "2026-03-05"
    assert json.loads(_hours(path, "--guard").stdout)["with_night"]["1"] == 22.5


def test_a_workbook_of_days_and_times(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["3월 근무 기록"],
        ["날짜", "출근", "퇴근", "휴게"],
        [date(2026, 3, 2), time(9), time(21, 30), 60],
        [date(2026, 3, 3), time(16), time(0), 0],
    ):
        sheet.append(row)
    path = tmp_path / "근무.xlsx"
    book.save(path)
    document = json.loads(_hours(path).stdout)
    assert document["average"]["1"] == 19.5 and document["with_night"]["1"] == 20.1


def test_lines_of_text_and_those_that_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "근무.txt"
    path.write_text("3월 근무\n3/2(월) 09:00~21:30 휴게 60분\n3/4 휴무\n3/5 열심히 일함\n", encoding="cp949")
    document = json.loads(_hours(path).stdout)
    assert document["average"]["1"] == 11.5
    assert [each["row"] for each in document["refused"]] == [1, 4]


@pytest.mark.parametrize(
    "rows",
    [
        "2026-03-02,09:00,30:00,60",
        "1900-01-02,09:00,18:00,60",
        "2026-03-02,09:00,18:00,600",
        "2026-03-02,09:00,18:00,60\n2026-03-02,17:00,20:00,0",
        "2026-03-02,아침,저녁,60",
        "",
    ],
)
def test_what_cannot_be_counted_is_one_sentence(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "근무.csv"
    path.write_text(f"date,start,end,break_minutes\n{rows}\n", encoding="utf-8")
    result = _hours(path)
    assert result.exit_code != 0 and not result.stdout
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_criteria_of_a_case() -> None:
    told = {
        "story": "버스기사입니다. 12주 평균 주 55시간 일했고 주야 2교대였습니다. 심근경색입니다.",
        "answers": {"hours_4": 66, "sudden_event": "모름", "what_else": 1},
    }
    document = json.loads(_criteria(told).stdout)
    assert document["type"] == "cerebro" and document["hours"] is None and document["unread"] == ["what_else"]
    asked = {each["id"]: each for each in document["questions"]}
    assert (asked["hours_12"]["answer"], asked["hours_12"]["from"]) == (55, "story")
    assert "55시간" in asked["hours_12"]["words"] and asked["sudden_event"]["answer"] == "모름"
    said = {each["id"]: each for each in document["criteria"]}
    assert said["cerebro_64"]["verdict"] == "met" and said["cerebro_60"]["verdict"] == "not met"
    assert "Ⅰ.1.다.1)" in said["cerebro_60"]["article"]
    assert said["cerebro_60"]["beyond"][0]["case"] and said["cerebro_60"]["evidence"]
    assert (
        said["cerebro_sudden"]["beyond"] == []
        and "가지고 있지 않습니다" in said["cerebro_sudden"]["beyond_says"]
    )
    assert "상당인과관계" in document["onward"]["says"]


def test_shifts_answer_the_hours() -> None:
    shifts = [
        {"date": f"2026-03-0{day}", "start": "08:00", "end": "22:00", "break_minutes": 60}
        for day in range(2, 8)
    ]
    told = {"diagnoses": ["뇌출혈"], "answers": {"shifts": shifts, "onset": "2026-03-09"}}
    document = json.loads(_criteria(told).stdout)
    assert document["hours"]["average"]["1"] == 78
    asked = {each["id"]: each for each in document["questions"]}
    assert (asked["hours_1"]["answer"], asked["hours_1"]["from"]) == (78, "table")
    # Of one week the average of twelve is not known, but it is no less than a twelfth of it.
    assert {each["id"]: each["verdict"] for each in document["criteria"]}["cerebro_60"] == "unknown"


@pytest.mark.parametrize(
    "answers",
    [
        {"hours_12": 300},
        {"hours_12": -3},
        {"type": "nothing"},
        {"shifts": "3/2 09:00~30:00"},
        {"shifts": [{"date": "1900-01-01", "start": "09:00", "end": "18:00"}]},
        {"shifts": 5},
        {"onset": "어제", "shifts": "3/2 09:00~18:00"},
        [],
        "no",
    ],
)
def test_answers_that_cannot_be_are_one_sentence(answers: object) -> None:
    result = _criteria({"diagnoses": ["뇌출혈"], "answers": answers})
    if answers == []:
        assert result.exit_code == 0
        return
    assert result.exit_code != 0 and not result.stdout
    assert len(result.stderr.strip().splitlines()) == 1 and "Traceback" not in result.stderr


def test_a_case_of_which_nothing_is_known_asks() -> None:
    document = json.loads(_criteria({"story": "안녕하세요"}).stdout)
    assert document["type"] is None and document["criteria"] == [] and "cerebro" in document["types"]


def test_other_commands_pass_over_the_answers() -> None:
    told = {"story": "어깨를 다쳐 불승인", "received_on": "2026-11-20", "answers": {"hours_12": 5}}
    result = CliRunner().invoke(
        cli, ["deadlines", "-", "--today", "2026-11-28", "--json"], input=json.dumps(told)
    )
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("뇌출혈입니다. 하루 26시간씩 일했습니다.", "26시간"),
        ("소음성 난청입니다. 작업장 소음은 마이너스 80dB였습니다.", "마이너스 80dB"),
    ],
)
def test_what_cannot_have_been_gets_a_sentence_and_no_verdict(story: str, names: str) -> None:
    ran = _criteria({"story": story})
    assert ran.exit_code == 1 and not ran.stdout
    assert names in ran.stderr


def test_the_day_may_be_named_from_which_last_year_is_told() -> None:
    told = {"story": "소음성 난청입니다. 2015년 1월부터 작년 12월까지 조선소에서 일했습니다."}
    ran = CliRunner().invoke(
        cli, ["criteria", "-", "--today", "2019-05-01", "--json"], input=json.dumps(told)
    )
    [years] = [each for each in json.loads(ran.stdout)["questions"] if each["id"] == "years_in_noise"]
    assert years["answer"] == [3.83, 4.0]
