"""Who is asking stays the same over reloads and is told apart from others."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from lib.access import OWNER, Visitor
from lib.models.budget import INSTALLATION
from lib.ui import person as asking
from lib.ui.signed_in import Request

DAY = date(2026, 11, 28)


def told(monkeypatch: pytest.MonkeyPatch, cookies: Mapping[str, str], user: Mapping[str, object]) -> str:
    shown = SimpleNamespace(
        user=SimpleNamespace(to_dict=lambda: user), context=SimpleNamespace(cookies=cookies)
    )
    monkeypatch.setattr(asking, "st", shown)
    return asking.person(DAY)


def cookie(token: bytes) -> dict[str, str]:
    """As a visit writes it: under a mask of its own."""
    return {"_streamlit_xsrf": generate_xsrf_token_string(token)}


def test_a_browser_is_one_over_reloads(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = b"1" * 16, b"2" * 16
    first = told(monkeypatch, cookie(one), {})
    assert first == told(monkeypatch, cookie(one), {"is_logged_in": False})
    assert first != told(monkeypatch, cookie(other), {})
    assert one.hex() not in first and first != asking.person(date(2026, 11, 29))


def test_who_signed_in_is_one_in_every_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    me = {"is_logged_in": True, "sub": "auth|17", "email": "me@firm.kr"}
    first = told(monkeypatch, cookie(b"1" * 16), me)
    assert first == told(monkeypatch, {}, me)
    assert first != told(monkeypatch, {}, me | {"sub": "auth|18"})
    assert "17" not in first or "auth" not in first


def test_beyond_this_machine_a_person_is_a_name_or_an_address_and_no_cookie(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(who: Visitor, address: str, token: bytes) -> str:
        context = SimpleNamespace(cookies=cookie(token), ip_address=address)
        monkeypatch.setattr(asking, "this_visitor", lambda: who)
        monkeypatch.setattr(asking, "this_request", lambda: Request.of(address, []))
        monkeypatch.setattr(
            asking, "st", SimpleNamespace(user=SimpleNamespace(to_dict=dict), context=context)
        )
        return asking.person(DAY)

    monkeypatch.setattr(asking, "_signed_in", str)
    stranger, kim = Visitor(is_owner=False), Visitor(is_owner=False, name="kim")
    one, other = b"1" * 16, b"2" * 16
    assert asked(stranger, "203.0.113.9", one) == asked(stranger, "203.0.113.9", other)
    assert asked(stranger, "203.0.113.9", one) != asked(stranger, "203.0.113.10", one)
    assert asked(kim, "203.0.113.9", one) == asked(kim, "203.0.113.10", other)
    assert asked(kim, "203.0.113.9", one) != asked(Visitor(is_owner=False, name="lee"), "203.0.113.9", one)
    assert asked(OWNER, "127.0.0.1", one) != asked(OWNER, "127.0.0.1", other)
    own = asked(kim, "203.0.113.9", one)
    # With whatever account of elsewhere kim stays kim.
    monkeypatch.setattr(asking, "_signed_in", lambda: "auth|19")
    assert asked(kim, "203.0.113.9", one) == own


@pytest.mark.parametrize("value", ["", "x", "2|zz|00|1", "2|||", "1|aa|bb|2"])
def test_without_a_cookie_all_are_one(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert told(monkeypatch, {"_streamlit_xsrf": value}, {}) == INSTALLATION
