"""Nothing is sent before the person has seen it and said so; a failed call is a sentence."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.models.reply import SENTENCES, ModelError, Problem
from lib.store import StoreError
from tests.servers import answers
from tests.servers.chat import TOKEN, ChatServer

ROOT = Path(__file__).resolve().parents[2]
AGREE, DECLINE, AGAIN = "동의하고 보내기", "보내지 않기", "다시 시도"


def _offer() -> None:
    import streamlit as st

    from lib.privacy import strike
    from lib.ui.consent import Request, offer, struck_words

    state = st.session_state
    told = state.setdefault("told", "**허리**를 다쳤습니다.")
    own = strike(told, struck_words())
    sent = state.setdefault("sent", [])
    request = Request(
        purpose=state.setdefault("purpose", "opinion"),
        recipient=state.setdefault("recipient", "gpu.example"),
        model="made-up",
        what="무엇을 합니다.",
        sent=f"{own}\n기준",
        own=own,
        told=told,
        note="2곳을 가렸습니다.",
        begin=lambda: sent.append(1),
    )
    offer(request, "AI에게 묻기")


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_what_would_be_sent_is_shown_word_for_word_and_nothing_is_sent() -> None:
    app = AppTest.from_function(_offer, default_timeout=60).run()
    assert [code.value for code in app.code] == ["**허리**를 다쳤습니다.", "**허리**를 다쳤습니다.\n기준"]
    said = "\n".join(element.value for element in [*app.markdown, *app.caption]).replace("\\", "")
    assert "gpu.example" in said and "made-up" in said and "2곳을 가렸습니다." in said
    assert labels(app) == [AGREE, DECLINE]
    assert app.session_state["sent"] == []


def test_each_call_is_one_tap_and_shows_what_is_sent_again() -> None:
    app = press(AppTest.from_function(_offer, default_timeout=60).run(), AGREE)
    assert app.session_state["sent"] == [1]
    app.run()
    assert app.session_state["sent"] == [1]
    assert labels(app) == ["AI에게 묻기", DECLINE] and len(app.code) == 2
    assert press(app, "AI에게 묻기").session_state["sent"] == [1, 1]


def test_declining_sends_nothing_and_can_be_thought_over() -> None:
    app = press(AppTest.from_function(_offer, default_timeout=60).run(), DECLINE)
    assert labels(app) == ["다시 생각하기"] and not app.code
    app = press(app, "다시 생각하기")
    assert labels(app) == [AGREE, DECLINE]
    assert app.session_state["sent"] == []


@pytest.mark.parametrize(("name", "other"), [("purpose", "retelling"), ("recipient", "elsewhere.example")])
def test_consent_is_for_one_purpose_and_one_recipient(name: str, other: str) -> None:
    app = press(AppTest.from_function(_offer, default_timeout=60).run(), AGREE)
    app.session_state[name] = other
    assert labels(app.run()) == [AGREE, DECLINE]
    assert app.session_state["sent"] == [1]


def words(app: AppTest) -> list[str]:
    (pills,) = app.button_group
    return [option.replace("\\", "").replace("\N{WORD JOINER}", "") for option in pills.options]


def chosen(app: AppTest) -> list[int]:
    return [*app.button_group[0].indices]


def tap(app: AppTest, word: str) -> AppTest:
    """Tap the first pill of a word: what is selected is given back with it, or without it."""
    (pills,) = app.button_group
    label = pills.options[words(app).index(word)]
    (pills.unselect if label in pills.value else pills.select)(label)
    return app.run()


def test_every_word_is_struck_out_with_one_tap_and_put_back_with_another() -> None:
    app = AppTest.from_function(_offer, default_timeout=60)
    app.session_state["told"] = "문희정이 저를 봤고, (문희정이) [이름]에게 말했습니다."
    app = app.run()
    assert words(app) == app.session_state["told"].split()
    app = tap(app, "문희정이")
    left = "[지움] 저를 봤고, ([지움]) [이름]에게 말했습니다."
    assert [code.value for code in app.code] == [left, f"{left}\n기준"], (
        "wherever it stands, in all that leaves"
    )
    assert chosen(app) == [0, 3]
    app = tap(tap(app, "봤고,"), "문희정이")
    assert app.code[0].value == "문희정이 저를 [지움], (문희정이) [이름]에게 말했습니다."


def test_what_was_struck_stays_struck_in_other_requests_of_the_session() -> None:
    app = tap(AppTest.from_function(_offer, default_timeout=60).run(), "다쳤습니다.")
    app.session_state["purpose"] = "another"
    app.session_state["told"] = "어제 다쳤습니다! 또 다쳤고요."
    assert app.run().code[0].value == "어제 [지움]! 또 다쳤고요."
    assert chosen(app) == [1]


def test_a_long_text_is_struck_out_part_by_part() -> None:
    app = AppTest.from_function(_offer, default_timeout=60)
    app.session_state["told"] = " ".join(f"낱말{n}" for n in range(130))
    app = tap(app.run(), "낱말7")
    assert len(words(app)) == 60
    app = tap(app.selectbox[0].set_value(2).run(), "낱말129")
    sent = app.code[0].value.split()
    assert [at for at, word in enumerate(sent) if word == "[지움]"] == [7, 129]
    assert chosen(app.selectbox[0].set_value(0).run()) == [7]


def _wait() -> None:
    import streamlit as st

    from lib.models.background import BackgroundCall
    from lib.models.reply import Watch
    from lib.ui.consent import Request, waited_for

    error = st.session_state["error"]

    def fail(_: Watch) -> str:
        raise error

    call = BackgroundCall(fail)
    while not call.is_over:
        pass
    begun = st.session_state.setdefault("begun", [])
    request = Request("opinion", "", "", "", "", "", "", "", lambda: begun.append(1))
    assert waited_for(call, request, st.write) is None


@pytest.mark.parametrize(
    ("error", "sentence", "can_be_tried_again"),
    [
        (ModelError(Problem.BUSY), SENTENCES[Problem.BUSY], True),
        (ModelError(Problem.KEY), SENTENCES[Problem.KEY], False),
        (ModelError(Problem.DAY_LIMIT), SENTENCES[Problem.DAY_LIMIT], False),
        (StoreError("데이터 폴더에 쓸 수 없습니다: /x"), "데이터 폴더에 쓸 수 없습니다: /x", True),
        (RuntimeError("비밀 이야기"), SENTENCES[Problem.SERVER], True),
    ],
)
def test_a_failed_call_is_a_sentence(
    error: Exception, sentence: str, can_be_tried_again: bool, caplog: pytest.LogCaptureFixture
) -> None:
    app = AppTest.from_function(_wait, default_timeout=60)
    app.session_state["error"] = error
    app.run()
    assert not app.exception and not app.error
    assert sentence in app.info[0].value.replace("\\", "")
    assert labels(app) == ([AGAIN] if can_be_tried_again else [])
    assert app.session_state["begun"] == [], "only the person tries again"
    assert "비밀" not in caplog.text
    logged = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any("RuntimeError" in message for message in logged) is isinstance(error, RuntimeError)


def until(app: AppTest, is_so: Callable[[AppTest], bool]) -> AppTest:
    end = time.monotonic() + 60
    while not is_so(app.run()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)
    return app


def test_a_case_is_sent_after_the_tap_only_and_once_and_as_it_was_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ChatServer(answers.opinion_text) as server:
        for name, value in (
            ("SANJAE_HOME", str(tmp_path)),
            ("SANJAE_LANG", "ko"),
            ("HF_ENDPOINT_URL", server.url),
            ("HF_TOKEN", TOKEN),
        ):
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        app = analysed(app)
        shown = app.code[1].value
        assert "1234-5678" not in shown and "김영수" not in shown and "조선소" in shown
        assert not server.sent.strip("[], ")
        app = tap(app, "20년")
        assert "20년" not in app.code[0].value and "조선소에서 [지움] 용접을" in app.code[0].value
        shown = app.code[1].value
        app = until(press(app, AGREE), lambda app: "AI의 의견 (참고)" in headers(app) and not app.code)
        until(app, lambda app: any("짝을 골랐습니다" in each.value for each in app.caption))
        app.run()
        assert not app.exception and not app.error
        shown_words = "\n".join(each.value for each in app.markdown)
        assert all(name in shown_words for name in ("당신의 말", "법의 기준", "이 안내의 요약"))
        assert "법원이 한 말" not in shown_words, "what ships are digests"
        (asked,) = server.received
        assert asked["messages"][0]["content"] == shown
        app.button(key="assistant_clear").click().run()
        app.button(key="assistant_clear_indeed").click().run()
        assert "AI에게 묻기" in labels(analysed(app)), "what was answered about a case is forgotten with it"
        assert len(server.received) == 1


def analysed(app: AppTest) -> AppTest:
    app.text_area(key="assistant_story").input(
        "제 이름은 김영수, 전화는 010-1234-5678입니다. 조선소에서 20년 용접을 하다 허리디스크가 왔습니다. "
        "철판을 들다 허리를 삐끗하고 사흘 만에 다리에 마비가 왔습니다."
    )
    return press(app, "기한과 할 일, 비슷한 판결 보기")


def headers(app: AppTest) -> list[str]:
    return [header.value for header in app.header]
