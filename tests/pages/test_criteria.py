"""기준 확인: the case of the first page held against its criteria, and what a person answers there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.saved_case import Notes

APP = str(Path(__file__).parents[2] / "app.py")
STORY = "버스기사입니다. 발병 전 12주 평균 주 55시간 일했습니다. 심근경색으로 쓰러졌습니다."


@pytest.fixture
def page(home: Path) -> AppTest:
    del home
    at = AppTest.from_file(APP, default_timeout=90).run()
    at.text_area(key="assistant_story").set_value(STORY)
    next(each for each in at.button if each.label.startswith("기한과 할 일")).click()
    at.run().switch_page("pages/criteria.py").run()
    assert not at.exception
    return at


def verdict(page: AppTest, text: str) -> str:
    """The verdict that stands above what a criterion says."""
    values = [each.value.replace("\\", "") for each in page.markdown]
    place = next(n for n, value in enumerate(values) if text in value)
    return values[place - 1]


def test_what_the_story_tells_is_filled_in_with_its_words(page: AppTest) -> None:
    assert page.number_input(key="kept_criteria_answer_hours_12").value == 55
    assert any("이야기에서: “평균 주 55시간" in each.value for each in page.caption)
    assert "맞지 않습니다" in verdict(page, "60시간을 넘게 일했다")
    assert "모릅니다" in verdict(page, "가중요인이 하나라도 있다")


def test_an_answer_changes_the_verdict_and_not_known_takes_it_back(page: AppTest) -> None:
    page.multiselect(key="kept_criteria_answer_burdens").set_value(["shifts"]).run()
    assert "맞습니다" in verdict(page, "가중요인이 하나라도 있다")
    page.number_input(key="kept_criteria_answer_hours_12").set_value(None).run()
    assert "모릅니다" in verdict(page, "60시간을 넘게 일했다")
    page.number_input(key="kept_criteria_answer_hours_12").set_value(61.0).run()
    assert "맞습니다" in verdict(page, "60시간을 넘게 일했다")


def test_answers_outlive_another_page_and_go_with_the_case(page: AppTest) -> None:
    page.number_input(key="kept_criteria_answer_hours_12").set_value(61.0).run()
    page.switch_page("pages/statistics.py").run()
    page.switch_page("pages/criteria.py").run()
    assert page.number_input(key="kept_criteria_answer_hours_12").value == 61
    page.switch_page("pages/assistant.py").run()
    page.button(key="assistant_clear").click().run()
    page.button(key="assistant_clear_indeed").click().run()
    for key in ("kept_criteria_answer_hours_12", "kept_criteria_type"):
        assert key not in page.session_state


def test_a_box_left_as_it_is_told_is_not_kept_and_not_known_is(page: AppTest) -> None:
    assert page.session_state["notes"].answers == {}
    page.number_input(key="kept_criteria_answer_hours_12").set_value(None).run()
    page.switch_page("pages/statistics.py").run()
    page.switch_page("pages/criteria.py").run()
    assert page.number_input(key="kept_criteria_answer_hours_12").value is None
    page.number_input(key="kept_criteria_answer_hours_12").set_value(55.0).run()
    assert page.session_state["notes"].answers == {}


def test_typed_hours_outlive_another_page(page: AppTest) -> None:
    lines = "\n".join(f"2026-03-0{day} 08:00~22:00 휴게 60분" for day in range(2, 8)) + "\n잘 모름"
    page.text_area(key="kept_criteria_hours_text").set_value(lines)
    page.button(key="criteria_count_text").click().run()
    before = [each.value for each in page.markdown]
    page.switch_page("pages/statistics.py").run()
    page.switch_page("pages/criteria.py").run()
    assert page.text_area(key="kept_criteria_hours_text").value == lines
    assert [each.value for each in page.markdown] == before
    assert any("78시간, 밤을 더하면" in each for each in before)


def test_hostile_notes_are_passed_over(page: AppTest) -> None:
    page.switch_page("pages/statistics.py").run()
    page.session_state["notes"] = Notes(
        answers={
            "criteria_type": "cerebro' or 1",
            "criteria_answer_hours_12": 1e9,
            "criteria_answer_burdens": ["<b>", 3],
            "criteria_answer_sudden_event": "yes",
            "criteria_onset": "0001-01-01",
            "criteria_hours_text": {"a": 1},
            "criteria_hours": [[1, "2026-03-02", [["2026-03-02T00:00:00", "9999-03-02T00:00:00", 0, []]]]],
        }
    )
    page.switch_page("pages/criteria.py").run()
    assert not page.exception
    assert page.number_input(key="kept_criteria_answer_hours_12").value == 55
    assert not page.table and not any("마지막 1주:" in each.value for each in page.markdown)


def test_pasted_hours_are_counted_and_answer(page: AppTest) -> None:
    lines = "\n".join(f"2026-03-0{day} 08:00~22:00 휴게 60분" for day in range(2, 8))
    page.text_area(key="kept_criteria_hours_text").set_value(lines)
    page.button(key="criteria_count_text").click().run()
    assert not page.exception
    said = "\n".join(each.value for each in page.markdown)
    assert "마지막 1주: **78시간, 밤을 더하면 78시간**" in said
    assert any("근무 기록에서: 78시간" in each.value for each in page.caption)


def test_impossible_hours_are_a_sentence(page: AppTest) -> None:
    page.text_area(key="kept_criteria_hours_text").set_value("2026-03-02 09:00~30:00")
    page.button(key="criteria_count_text").click().run()
    assert any("없는 시각입니다" in each.value for each in page.warning)


def test_without_a_story_a_type_can_be_chosen(home: Path) -> None:
    del home
    at = AppTest.from_file(APP, default_timeout=90).run().switch_page("pages/criteria.py").run()
    assert not at.exception and not at.radio
    at.selectbox(key="kept_criteria_type").set_value("hearing").run()
    assert not at.exception
    at.number_input(key="kept_criteria_answer_noise_level").set_value(80.0).run()
    assert "맞지 않습니다" in verdict(at, "85dB 이상의")


def test_in_english(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del home
    monkeypatch.setenv("SANJAE_LANG", "en")
    at = AppTest.from_file(APP, default_timeout=90).run().switch_page("pages/criteria.py").run()
    at.selectbox(key="kept_criteria_type").set_value("commute").run()
    assert not at.exception
    assert any("usual way" in each.label for each in at.radio)
