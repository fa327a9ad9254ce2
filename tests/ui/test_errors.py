"""Failures are sentences on the page and places in the log, without what the person wrote."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from lib.access import REFUSED, USED_UP
from lib.i18n import translator
from lib.ui.errors import ACCESS_SENTENCES


def _page() -> None:
    import streamlit as st

    from lib.domain.intake import Intake
    from lib.store import StoreError
    from lib.ui.errors import friendly

    with friendly():
        st.text("앞")
        if st.session_state.get("disk"):
            raise PermissionError(13, "Permission denied", "/home/비밀/index")
        if st.session_state.get("held"):
            from lib.store.connection import READ_ONLY

            raise StoreError(READ_ONLY)
        if st.session_state.get("setting"):
            from lib.settings import read_settings

            read_settings()
        if st.session_state.get("own"):
            raise StoreError("데이터 폴더에 쓸 수 없습니다: /x")
        Intake.model_validate({"story": ["비밀 이야기"]})


def test_an_unexpected_failure(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    assert app.text[0].value == "앞"
    assert "다시 시도해 주세요" in app.error[0].value
    assert "비밀" not in app.error[0].value
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name == "lib.ui.errors")
    assert "ValidationError" in logged and "_page" in logged
    assert "비밀" not in caplog.text


def test_our_own_errors_speak_for_themselves() -> None:
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["own"] = True
    app.run()
    assert "데이터 폴더에 쓸 수 없습니다" in app.error[0].value


def test_our_own_errors_speak_the_language_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_LANG", "en")
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["held"] = True
    app.run()
    assert "data folder cannot be written" in app.error[0].value


def test_a_wrong_setting_is_told_in_the_language_that_is_set_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SANJAE_LANG", "en")
    monkeypatch.setenv("LAWGO_PARALLEL", "9")
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["setting"] = True
    app.run()
    told = app.error[0].value.replace("\\", "")
    assert "LAWGO_PARALLEL" in told and "it must be a whole number, 1 or more, 4 at most." in told


def test_every_refusal_of_access_has_its_english() -> None:
    assert (*REFUSED.values(), *USED_UP.values()) == ACCESS_SENTENCES
    assert all(translator("en")(sentence).isascii() for sentence in ACCESS_SENTENCES)


def test_a_folder_that_cannot_be_written_to() -> None:
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["disk"] = True
    app.run()
    assert "SANJAE_HOME" in app.error[0].value
    assert "비밀" not in app.error[0].value
