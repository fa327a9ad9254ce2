"""The command that works out amounts, as a script sees it."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

import lib.cli  # noqa: F401  (registers the commands)
from lib.cli.program import cli


def _run(given: Any, *options: str) -> Any:
    told = json.dumps({"given": given} if not isinstance(given, str) else json.loads(given))
    return CliRunner().invoke(cli, ["benefits", "-", "--today", "2026-11-30", *options], input=told)


def test_the_document() -> None:
    document = json.loads(_run({"average_wage": 120000, "grade": 7, "year": 2026}, "--json").stdout)
    assert list(document) == ["amounts"]
    pension, monthly, lump = document["amounts"]
    assert list(pension) == ["what", "amount", "per", "article", "how", "known"]
    assert (pension["what"], pension["amount"], pension["per"]) == ("장해보상연금", 16_560_000, "year")
    assert (monthly["amount"], monthly["per"]) == (1_380_000, "month")
    assert (lump["what"], lump["amount"], lump["per"]) == ("장해보상일시금", 73_920_000, "total")
    assert "제57조 제2항" in lump["article"] and "별표 2" in lump["article"]
    assert "120,000원 × 616일 = 73,920,000원" in lump["how"] and "약한 자료" in lump["known"]


def test_what_is_not_known_is_null_with_the_formula() -> None:
    [leave] = json.loads(_run({"average_wage": 120000, "year": 2027}, "--json").stdout)["amounts"]
    assert leave["amount"] is None and leave["known"].startswith("모름")
    assert "120,000원 × 70% = 84,000원" in leave["how"]


def test_all_keys_at_once() -> None:
    given = {
        "kind": "유족", "accident_on": "2025-03-01", "death_on": "2025-05-01", "average_wage": 120000,
        "pay": [{"from": "2024-12-01", "to": "2025-02-28", "won": 10800000}], "birth_date": "1975-01-01",
        "treatment_from": "2025-03-01", "off_from": "2025-03-02", "off_to": "2025-05-01", "grade": None,
        "survivors": [{"relation": "배우자", "birth_date": "1978-01-01", "together": True}],
        "half_lump": False, "nursing": {"level": "상시", "days": 3, "paid_per_day": None}, "worker": "", "year": 2025,
    }  # fmt: skip
    found = {
        (each["what"], each["per"]): each["amount"]
        for each in json.loads(_run(given, "--json").stdout)["amounts"]
    }
    assert found["평균임금", "day"] == 120_000
    assert found["유족보상연금", "year"] == 22_776_000
    assert found["장례비", "total"] == 14_400_000
    assert found["휴업급여", "total"] == 84_000 * 61
    assert found["간병급여", "total"] is None


def test_the_day_of_the_intake_counts_where_given_has_none() -> None:
    told = '{"accident_on": "2026-07-15", "given": {"pay": [{"from": "2026-04-15", "to": "2026-07-14", "won": 9000000}]}}'
    first = json.loads(_run(told, "--json").stdout)["amounts"][0]
    assert first["amount"] == 98_901


def test_for_people() -> None:
    lines = _run({"average_wage": 120000, "grade": 7, "year": 2026}).stdout
    assert "장해보상일시금: 73,920,000원 (모두)" in lines
    assert lines.strip().endswith("설명이지 약속이 아닙니다: 공단의 결정이 정합니다.")


@pytest.mark.parametrize(
    "given",
    [
        {"average_wage": -1},
        {"average_wage": "많음"},
        {"average_wage": True},
        {"average_wage": "NaN"},
        {"grade": 15},
        {"grade": 1.5},
        {"accident_on": "1900-01-01"},
        {"accident_on": "2026-02-30"},
        {"off_from": "2026-03-10", "off_to": "2026-03-09"},
        {"accident_on": "2026-03-10", "death_on": "2026-03-09"},
        {"survivors": [{"relation": "이웃"}]},
        {"nursing": {"level": "가끔"}},
        {"pay": [{"from": "2026-03-01", "won": 1}]},
        {"pay": 3000000},
        {"wages": 3000000},
        {"year": 1900},
        [],
        3,
    ],
)
def test_what_cannot_be_is_one_sentence(given: Any) -> None:
    result = _run(given, "--json")
    assert result.exit_code != 0
    assert not result.stdout
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr and "Error" not in result.stderr


def test_part_of_a_day_at_work_is_no_whole_day_off() -> None:
    given = {"kind": "부분휴업급여", "average_wage": 120000, "off_from": "2026-04-01", "off_to": "2026-04-10"}
    [partly] = json.loads(_run(given, "--json").stdout)["amounts"]
    assert (partly["what"], partly["amount"]) == ("부분휴업급여", None)
    assert "80%" in partly["how"] and "제53조 제1항" in partly["article"]


@pytest.mark.parametrize("kind", ["요양", "업무상사고", "사망", "모름", ["휴업", "장해"]])
def test_a_kind_without_money_of_its_own_is_none_the_less_one(kind: object) -> None:
    assert _run({"kind": kind, "average_wage": 100000}).exit_code == 0


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "로또급여", "average_wage": 100000},
        {
            "average_wage": 100000,
            "accident_on": "2026-03-10",
            "off_from": "2026-03-11",
            "off_to": "2126-03-11",
        },
    ],
)
def test_a_benefit_that_there_is_not_and_a_day_too_far_off_are_refused(given: dict[str, object]) -> None:
    done = _run(given)
    assert done.exit_code and not done.stdout and done.stderr.count(".") >= 1
