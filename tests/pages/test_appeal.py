"""청구서 쓰기: from the case of the session to the paper, and back where there is none."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.saved_case import EvidenceTick, Notes
from lib.ui.kept_story import INTAKE
from lib.ui.progress import today_in_korea
from lib.ui.style import plain

ROOT = Path(__file__).resolve().parents[2]
STORY = "창고에서 9년 동안 지게차를 몰았습니다. 하루 여섯 시간은 목을 젖힙니다. 너무 억울합니다."


@pytest.fixture
def open_app(home: Path) -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


@pytest.fixture
def told(open_app: Callable[[], AppTest]) -> AppTest:
    """A refused case, analysed."""
    app = open_app()
    app.text_area(key="assistant_story").input(STORY)
    app.text_input(key="assistant_diagnoses").input("경추 추간판탈출증")
    app.text_area(key="assistant_denial_reason").input("퇴행성 변화이며 신체부담 정도가 낮음.")
    app.date_input(key="assistant_received_on").set_value(today_in_korea() - timedelta(days=20))
    next(each for each in app.button if each.label.startswith("기한과 할 일")).click().run()
    assert not app.exception
    return app


def notes(app: AppTest) -> Notes:
    kept: Notes = app.session_state["notes"]
    return kept


def shown(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_without_a_case_it_leads_to_the_form(open_app: Callable[[], AppTest]) -> None:
    app = open_app().switch_page("pages/appeal.py").run()
    assert not app.exception
    assert [each.value for each in app.title] == ["청구서 쓰기"]
    assert "거절 이유를 먼저 적으시면" in shown(app) and not app.get("download_button")
    assert any(each.proto.label == "내 상황 분석" for each in app.get("page_link"))


def test_the_draft_is_on_the_page_and_takes_what_is_added(told: AppTest) -> None:
    app = told.switch_page("pages/appeal.py").run()
    assert not app.exception
    said = shown(app)
    for each in ("산업재해보상보험", "1. 심사 청구인과", "7. 증거와 붙임", "창고에서 9년 동안"):
        assert plain(each) in said
    assert "억울" not in said.split("산업재해보상보험")[-1]
    labels = [each.proto.label for each in app.get("download_button")]
    assert any("심사청구서 초안 받기" in each for each in labels)
    assert any("정보공개 청구서" in each for each in labels)
    app.text_input(key="kept_appeal_name").input("홍가나 *별*")
    app.text_input(key="kept_appeal_branch").input("한빛지사")
    answer = next(each for each in app.text_area if str(each.key).startswith("kept_appeal_answer_"))
    answer.input("한 번에 20분씩 했습니다.")
    next(each for each in app.button if each.label == "초안에 넣기").click().run()
    assert not app.exception
    said = shown(app)
    # What the person wrote is shown as it is, and never as Markdown.
    assert (
        plain("홍가나 *별*") in said and plain("근로복지공단 한빛지사가") in said and "한 번에 20분씩" in said
    )
    kept = notes(app).answers
    assert kept["appeal_name"] == "홍가나 *별*" and "appeal_facts" not in kept and kept["appeal_answers"]


def test_what_was_added_outlives_another_page_and_goes_with_the_case(told: AppTest) -> None:
    app = told.switch_page("pages/appeal.py").run()
    app.text_input(key="kept_appeal_name").input("홍가나")
    next(each for each in app.button if each.label == "초안에 넣기").click().run()
    app.switch_page("pages/search.py").run()
    app.switch_page("pages/appeal.py").run()
    assert app.text_input(key="kept_appeal_name").value == "홍가나"
    app.switch_page("pages/assistant.py").run()
    app.button(key="assistant_clear").click().run()
    app.button(key="assistant_clear_indeed").click().run()
    assert notes(app) == Notes() and INTAKE not in app.session_state


def test_what_is_in_hand_is_ticked_in_the_result_and_in_the_paper_alike(told: AppTest) -> None:
    app = told.switch_page("pages/appeal.py").run()
    box = next(each for each in app.checkbox if str(each.key).startswith("kept_appeal_have_"))
    id_ = str(box.key).removeprefix("kept_appeal_have_")
    box.check()
    next(each for each in app.button if each.label == "초안에 넣기").click().run()
    assert notes(app).evidence[id_].state == "have"
    notes(app).evidence[id_] = EvidenceTick(state="cannot")
    choice = app.session_state["assistant_choice"]
    app.switch_page("pages/assistant.py").run().switch_page("pages/appeal.py").run()
    assert app.session_state["assistant_choice"] == choice and all(choice)
    assert not app.checkbox(key=str(box.key)).value
    next(each for each in app.button if each.label == "초안에 넣기").click().run()
    assert notes(app).evidence[id_].state == "cannot"


def test_hostile_notes_are_passed_over(told: AppTest) -> None:
    app = told
    app.session_state["notes"] = Notes(
        answers={
            "appeal_name": ["x"],
            "appeal_agent": "<script>alert(1)</script> ![a](https://evil.example/b.png)",
            "appeal_claimed_on": "0001-01-01",
            "appeal_answers": [1],
            "appeal_paper": "없는 것",
            "appeal_notice": "?",
        }
    )
    app.switch_page("pages/appeal.py").run()
    assert not app.exception
    assert app.text_input(key="kept_appeal_name").value == ""
    assert plain("<script>alert(1)</script>") in shown(app)


def test_the_first_steps_lead_to_it(told: AppTest) -> None:
    assert any(each.proto.page == "appeal" for each in told.get("page_link"))


def test_the_report_is_made_when_it_is_asked_for(told: AppTest) -> None:
    app = told.switch_page("pages/appeal.py").run()
    app.button(key="appeal_report_make").click().run()
    assert not app.exception
    assert any("내 사건 정리 받기" in each.proto.label for each in app.get("download_button"))
