"""A letter on the landing page: put in, corrected beside its words, and taken as the case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.taxonomy import KindB, Stage
from tests.casework.forty_letters import LETTERS

ROOT = Path(__file__).resolve().parents[2]
FIELD = "assistant_letter_field_"


@pytest.fixture
def open_app(home: Path) -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in [*app.markdown, *app.caption, *app.header, *app.warning])


def pasted(app: AppTest, text: str) -> AppTest:
    app.radio("assistant_letter_how").set_value("paste").run()
    app.text_area("assistant_letter_pasted").set_value(text).run()
    return app.button("assistant_letter_read").click().run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_letter_is_corrected_before_it_counts(open_app: Callable[[], AppTest]) -> None:
    app = pasted(open_app(), LETTERS[0].text)
    assert not app.exception
    assert "이렇게 읽었습니다. 틀린 곳을 고쳐 주세요" in [each.value for each in app.header]
    shown = words(app)
    assert (
        "읽은 말" in shown and "홍길동" not in shown and "요추" in app.text_input(f"{FIELD}diagnoses").value
    )
    assert app.date_input(f"{FIELD}printed_on").value == date(2025, 3, 14)
    assert app.date_input(f"{FIELD}received_on").value is None
    app.date_input(f"{FIELD}received_on").set_value(date(2025, 3, 19))
    app.text_area(f"{FIELD}story").set_value("물류센터에서 상자를 나르다 허리를 다쳤습니다.")
    app.text_input(f"{FIELD}diagnoses").set_value("요추 추간판탈출증")
    app = press(app, "이대로 기한과 할 일 보기")
    assert not app.exception
    assert "assistant_letter" not in app.session_state
    told = app.session_state["assistant_intake"]
    assert '"received_on":"2025-03-19"' in told and '"decision_date":"2025-03-14"' in told
    assert "상자를 나르다" in told and "추간판탈출증" in told and "요추부 염좌" not in told
    assert f'"stage":"{Stage.DECISION}"' in told and f'"kind_b":"{KindB.TREATMENT}"' in told
    assert any("왜 안 된다고 했고" in each.value for each in app.header)
    kept = app.session_state["notes"].answers
    assert kept["appeal_branch"] == "서울남부지사" and kept["appeal_notice"] is True
    assert "재심사청구를" in kept["appeal_notice_words"]


def test_what_is_not_sure_is_marked(open_app: Callable[[], AppTest]) -> None:
    text = LETTERS[0].text.replace(
        "근로복지공단 서울남부지사장", "2025. 3. 17.\n\n근로복지공단 서울남부지사장"
    )
    app = pasted(open_app(), text)
    assert "다른 날짜" in words(app) and "확인" in words(app)


def test_who_leaves_the_letter_is_back_at_the_form(open_app: Callable[[], AppTest]) -> None:
    app = pasted(open_app(), LETTERS[2].text)
    app = app.button("assistant_letter_leave").click().run()
    assert not app.exception and "assistant_letter" not in app.session_state
    assert app.text_area("assistant_story").value == "" and not app.header


def test_nothing_put_in_is_told_in_a_sentence(open_app: Callable[[], AppTest]) -> None:
    app = pasted(open_app(), "   ")
    assert not app.exception
    assert any("붙여 넣어" in each.value for each in app.warning)
