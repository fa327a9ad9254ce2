"""The command that counts deadlines, as a script sees it."""

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner

import lib.cli  # noqa: F401  (registers the commands)
from lib.cli.program import cli


def _run(told: dict[str, Any], *options: str) -> Any:
    return CliRunner().invoke(
        cli, ["deadlines", "-", "--today", "2026-11-28", *options], input=json.dumps(told)
    )


def test_the_document() -> None:
    document = json.loads(_run({"stage": "1심판결", "received_on": "2026-11-21"}, "--json").stdout)
    assert document["today"] == "2026-11-28"
    assert document["calendar_known_to"] == "2027-12-31"
    first, second = document["deadlines"]
    assert (first["what"], first["from"], first["due"]) == ("항소", "2026-11-21", "2026-12-07")
    assert (first["days_left"], first["passed"], first["moved_by"]) == (9, False, "토요일, 일요일")
    assert first["article"] == "민사소송법 제396조 제1항"
    assert (second["what"], second["due"], second["passed"]) == ("항소이유서", None, None)
    assert "통지" in second["assumes"]


def test_one_that_has_passed() -> None:
    document = json.loads(_run({"story": "어깨를 다쳐 불승인", "received_on": "2026-07-01"}, "--json").stdout)
    assert {each["what"]: each["passed"] for each in document["deadlines"]}["심사청구"] is True
    assert any("다시 낼 수 있고" in said["says"] for said in document["if_passed"])
    lines = _run({"story": "어깨를 다쳐 불승인", "received_on": "2026-07-01"}).stdout
    assert "60일 지남" in lines


@pytest.mark.parametrize(
    "told",
    [
        {"stage": "결정", "received_on": "2026-12-01"},
        {"stage": "결정", "received_on": "1900-01-01"},
        {"stage": "결정", "received_on": "2026-02-30"},
        {"stage": "삼심", "received_on": "2026-11-01"},
        {},
    ],
)
def test_what_cannot_be_is_one_sentence(told: dict[str, Any]) -> None:
    result = _run(told, "--json")
    assert result.exit_code != 0
    assert not result.stdout
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_what_the_story_tells_is_counted_from_and_said() -> None:
    told = {"story": "심사청구도 기각됐어요. 결정서는 11월 3일에 등기로 왔습니다."}
    document = json.loads(_run(told, "--json").stdout)
    assert [(each["field"], each["value"]) for each in document["told"]] == [
        ("stage", "심사결정"),
        ("received_on", "2026-11-03"),
    ]
    assert document["deadlines"][0]["from"] == "2026-11-03"
    assert "이야기에서 읽었습니다: 받은 날은 2026-11-03" in _run(told).stdout


@pytest.mark.parametrize(
    "given",
    [
        b'{"story": "\xff\xff"}',
        b'{"story": "ab',
        b"{story: 1}",
        b'{"panel": "perhaps", "stage": "\xea\xb2\xb0\xec\xa0\x95"}',
        b'{"kind_c": "x"}',
        b'{"panel": ' + b"9" * 9_000 + b"}",
    ],
)
def test_what_is_no_intake_is_said_in_korean(given: bytes) -> None:
    result = CliRunner().invoke(cli, ["deadlines", "-"], input=given)
    assert result.exit_code != 0
    assert len(result.stderr.strip().splitlines()) == 1
    words = re.sub(
        r"INTAKE|JSON|UTF-8|UTF-16|CP949|Error:|'[^']*'|true, false, null|kind_c|panel|story",
        "",
        result.stderr,
    )
    assert re.search("[가-힣]", words)
    assert not re.search("[A-Za-z]", words), words
