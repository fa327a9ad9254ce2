"""얼마를 받나요: a short form, each amount explained, kept with the case and nowhere else."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.saved_case import Notes
from lib.guidance.asked import Asked
from lib.guidance.average_wage import Worker

APP = str(Path(__file__).parents[2] / "app.py")
PROMISE = "설명이지 약속이 아닙니다: 공단의 결정이 정합니다."


@pytest.fixture
def page(home: Path) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/amounts.py").run()
    assert not at.exception
    return at


def words(page: AppTest) -> str:
    """Everything said on the page, as it is read."""
    said = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption, *page.warning]
    return "\n".join(str(each.value) for each in said).replace("\\", "")


def _choose(page: AppTest, name: str, value: object) -> AppTest:
    return page.selectbox(f"kept_amounts_{name}").set_value(value).run()


def test_nothing_told_is_answered_with_a_formula(page: AppTest) -> None:
    said = words(page)
    assert PROMISE in said and "모름 (하루)" in said and "평균임금 × 70%" in said


def test_a_wage_is_enough_for_a_day_off(page: AppTest) -> None:
    page.number_input("kept_amounts_average_wage").set_value(120_000).run()
    assert not page.exception
    said = words(page)
    assert "84,000원 (하루)" in said and "120,000원 × 70% = 84,000원" in said
    assert "제52조" in said and "약한 자료" in said


def test_the_months_that_count_are_asked_by_name(page: AppTest) -> None:
    page.date_input("kept_amounts_accident_on").set_value(date(2026, 7, 15)).run()
    asked = [each.label for each in page.number_input if "받은 돈" in each.label]
    assert [label.split(" ")[0] for label in asked] == [
        "2026-04-15부터", "2026-05-01부터", "2026-06-01부터", "2026-07-01부터",
    ]  # fmt: skip
    for first, last, won in (
        ("2026-04-15", "2026-04-30", 1_600_000),
        ("2026-05-01", "2026-05-31", 3_000_000),
        ("2026-06-01", "2026-06-30", 3_000_000),
        ("2026-07-01", "2026-07-14", 1_400_000),
    ):
        page.number_input(f"kept_amounts_pay_{first}_{last}").set_value(won)
    page.run()
    assert "98,901원 (하루)" in words(page)


def test_a_family(page: AppTest) -> None:
    _choose(page, "kind", Asked.SURVIVORS)
    page.number_input("kept_amounts_average_wage").set_value(120_000)
    page.date_input("kept_amounts_death_on").set_value(date(2025, 5, 1))
    page.number_input("kept_amounts_family").set_value(1).run()
    assert "모름 (1년)" in words(page)
    page.radio("kept_amounts_together_1").set_value(True).run()
    said = words(page)
    assert "22,776,000원 (1년)" in said and "1,898,000원 (한 달)" in said
    assert "14,400,000원 (모두)" in said
    page.checkbox("kept_amounts_half_lump").set_value(True).run()
    assert "78,000,000원 (모두)" in words(page)


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (Asked.IMPAIRMENT, "grade", "61,600,000원 (모두)"),
        (Asked.DUST, "grade", "18,080,640원 (1년)"),
        (Asked.RENEWED, "", "82,560원 (하루)"),
    ],
)
def test_other_benefits(page: AppTest, kind: Asked, name: str, shown: str) -> None:
    _choose(page, "kind", kind)
    page.number_input("kept_amounts_average_wage").set_value(100_000)
    page.date_input("kept_amounts_accident_on").set_value(date(2026, 3, 1)).run()
    if name:
        _choose(page, name, 7)
    assert not page.exception
    assert shown in words(page)


def test_care_and_a_day_worker(page: AppTest) -> None:
    _choose(page, "worker", Worker.DAY_WORKER)
    page.number_input("kept_amounts_day_wage").set_value(200_000).run()
    assert "146,000원 (하루)" in words(page)
    _choose(page, "kind", Asked.CARE)
    _choose(page, "level", "상시")
    page.number_input("kept_amounts_days").set_value(10).run()
    assert "530,600원 (모두)" in words(page)


def test_what_cannot_be_is_a_sentence_and_no_number(page: AppTest) -> None:
    page.number_input("kept_amounts_average_wage").set_value(120_000)
    page.date_input("kept_amounts_accident_on").set_value(date(1900, 1, 1)).run()
    assert not page.exception
    assert "연도를 다시 확인해 주세요" in words(page) and "84,000원" not in words(page)
    page.date_input("kept_amounts_accident_on").set_value(date(2026, 3, 1))
    page.date_input("kept_amounts_off_from").set_value(date(2026, 3, 10))
    page.date_input("kept_amounts_off_to").set_value(date(2026, 3, 9)).run()
    assert "앞섭니다" in words(page) and "84,000원" not in words(page)


def test_what_was_told_is_kept_with_the_case_and_in_no_file(page: AppTest, home: Path) -> None:
    page.number_input("kept_amounts_average_wage").set_value(123_457).run()
    assert "86,419원" in words(page)
    assert not any(b"123457" in path.read_bytes() for path in home.rglob("*") if path.is_file())
    page.switch_page("pages/search.py").run().switch_page("pages/amounts.py").run()
    assert "86,419원" in words(page)
    assert page.session_state["notes"].given == {"average_wage": "123457"}
    page.switch_page("pages/assistant.py").run()
    page.button(key="assistant_clear").click().run()
    page.button(key="assistant_clear_indeed").click().run()
    page.switch_page("pages/amounts.py").run()
    assert "86,419원" not in words(page)


def test_what_the_case_tells_is_filled_in_and_may_be_corrected(home: Path) -> None:
    at = AppTest.from_file(APP, default_timeout=120).run()
    at.text_area("assistant_story").set_value(
        "남편이 2026년 3월 2일 뇌출혈로 쓰러져 숨졌습니다. 유족급여를 거절당했습니다."
    )
    at.date_input("assistant_benefit_from").set_value(date(2026, 3, 9))
    at.button[[each.label for each in at.button].index("기한과 할 일, 비슷한 판결 보기")].click().run()
    at.switch_page("pages/amounts.py").run()
    assert not at.exception
    assert at.selectbox("kept_amounts_kind").value is Asked.SURVIVORS
    assert at.date_input("kept_amounts_death_on").value == date(2026, 3, 9)
    assert at.session_state["notes"].given == {}
    at.date_input("kept_amounts_death_on").set_value(None).run()
    at.switch_page("pages/search.py").run().switch_page("pages/amounts.py").run()
    assert at.date_input("kept_amounts_death_on").value is None


def test_the_family_and_the_care_come_back(page: AppTest) -> None:
    _choose(page, "kind", Asked.SURVIVORS)
    page.number_input("kept_amounts_family").set_value(2).run()
    page.radio("kept_amounts_together_2").set_value(False)
    page.date_input("kept_amounts_born_2").set_value(date(2010, 5, 5)).run()
    _choose(page, "kind", Asked.CARE)
    page.number_input("kept_amounts_days").set_value(10).run()
    page.switch_page("pages/search.py").run().switch_page("pages/amounts.py").run()
    assert page.number_input("kept_amounts_days").value == 10
    _choose(page, "kind", Asked.SURVIVORS)
    assert page.number_input("kept_amounts_family").value == 2
    assert page.radio("kept_amounts_together_2").value is False
    assert page.date_input("kept_amounts_born_2").value == date(2010, 5, 5)


@pytest.mark.parametrize(
    "given",
    [
        {"average_wage": -5, "accident_on": "0001-01-01", "grade": "x" * 999},
        {"average_wage": "1e30000", "kind": ["<b>", "유족"], "survivors": [{"relation": "고양이"}], "pay": 3},
        {
            "kind": "유족급여",
            "survivors": [{"relation": "자녀", "birth_date": "9999-12-31"}] * 50,
            "evil": {},
        },
    ],
)
def test_hostile_facts_are_passed_over(page: AppTest, given: dict[str, object]) -> None:
    page.switch_page("pages/search.py").run()
    page.session_state["notes"] = Notes(given=given)
    page.switch_page("pages/amounts.py").run()
    assert not page.exception
    assert PROMISE in words(page)


def test_in_english(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_LANG", "en")
    english = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/amounts.py").run()
    english.number_input("kept_amounts_average_wage").set_value(100_000).run()
    assert "70,000 won (a day)" in words(english) and "100,000 won × 70% = 70,000 won" in words(english)


def test_the_result_leads_here(home: Path) -> None:
    at = AppTest.from_file(APP, default_timeout=120).run()
    at.text_area("assistant_story").set_value("물류센터에서 주 70시간 일하다 뇌출혈로 쓰러졌습니다.")
    opened: Callable[[], AppTest] = (
        at.button[[each.label for each in at.button].index("기한과 할 일, 비슷한 판결 보기")].click().run
    )
    shown = opened()
    assert not shown.exception
    links = [each for each in shown.get("page_link") if "얼마를 받나요?" in each.proto.label]
    assert len(links) == 1
