"""Whom a request shows to be somebody: the proxy of another machine, addresses, and that nothing is written for nobody."""

from pathlib import Path

import pytest
import streamlit as st

from lib.access import AccessRefusedError, Doing, Role, Used
from lib.access.allowed import Account
from lib.access.passwords import hashed
from lib.ui.signed_in import NOWHERE, Refused, Request, place_of, sign_in, visitor_of

SECRET = "a proxy's secret of the tests, long enough"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {
        "HOME": str(tmp_path), "ATTORNEYS": "@firm.example", "PROXY_ADDRESS": "10.0.0.0/29", "PROXY_SECRET": SECRET,
        "IMPORTS_PER_PERSON": "2", "IMPORTS_PER_DAY": "3",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"SANJAE_{name}", value)
    monkeypatch.setattr(st, "get_option", {"server.address": "0.0.0.0", "server.baseUrlPath": ""}.get)
    return tmp_path


def passed(address: str, email: str = "kim@firm.example", secret: str = SECRET, **more: str) -> Request:
    named = {"X-Forwarded-Email": email, "X-Sanjae-Proxy": secret, "Host": "app.example"} | more
    return Request.of(address, named.items())


def test_a_proxy_is_believed_from_its_own_address_and_with_its_secret() -> None:
    assert visitor_of(passed("10.0.0.5")).may(Doing.TRIAGE)
    assert visitor_of(passed("10.0.0.5")).name == "kim@firm.example"
    for request in (
        passed("10.0.0.9"), passed("127.0.0.1"), passed("203.0.113.9"), passed("10.0.0.5", secret=SECRET[1:]),
        passed("10.0.0.5", secret=""), passed("10.0.0.5", email="kim@other.example"), passed("nowhere"),
    ):  # fmt: skip
        assert not any(visitor_of(request).may(doing) for doing in Doing)


def test_a_second_header_of_one_name_is_nobodys() -> None:
    pairs = [("X-Sanjae-Proxy", SECRET), ("X-Forwarded-Email", "kim@firm.example")]
    assert visitor_of(Request.of("10.0.0.5", pairs)).name
    for forged in (("x-forwarded-email", "kim@firm.example"), ("X-SANJAE-PROXY", SECRET)):
        assert not visitor_of(Request.of("10.0.0.5", [forged, *pairs])).name


def test_a_secret_that_is_short_turns_the_proxy_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_PROXY_SECRET", SECRET[:31])
    assert not visitor_of(passed("10.0.0.5", secret=SECRET[:31])).name


def test_a_proxy_of_this_machine_is_believed_only_where_nobody_else_reaches_the_app(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SANJAE_PROXY_ADDRESS", "127.0.0.1")
    assert not visitor_of(passed("127.0.0.1")).name
    monkeypatch.setattr(st, "get_option", {"server.address": "127.0.0.1"}.get)
    who = visitor_of(passed("203.0.113.9", Host="localhost"))
    assert who.name == "kim@firm.example" and not who.is_owner


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, ""),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("[::ffff:203.0.113.9]:1", "203.0.113.9"),
        ("testclient", NOWHERE),
        ("_hidden7", NOWHERE),
        ("203.0.113.9:x", NOWHERE),
    ],
)
def test_wrong_passwords_are_counted_by_the_house(address: str | None, place: str) -> None:
    assert place_of(address) == place


def test_a_day_has_so_many_imports_for_one_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_OPEN", "1")

    def take(address: str, **headers: str) -> None:
        visitor_of(Request.of(address, headers.items())).take(Used.IMPORTS)

    take("203.0.113.9")
    take("203.0.113.9", Cookie="_streamlit_xsrf=another")
    with pytest.raises(AccessRefusedError):
        take("203.0.113.9", Cookie="_streamlit_xsrf=a-third")
    take("203.0.113.10")
    with pytest.raises(AccessRefusedError):
        take("203.0.113.11")


def test_a_session_does_not_come_back_with_the_line_of_its_account(monkeypatch: pytest.MonkeyPatch) -> None:
    kim, lee = (Account(name, frozenset(Role), hashed("correct horse 7")).line for name in ("kim", "lee"))
    monkeypatch.setenv("SANJAE_ACCOUNTS", f"{kim} {lee}")
    begun = sign_in(Request.of("203.0.113.9", []), "kim", "correct horse 7")
    assert not isinstance(begun, Refused)
    request = Request.of("203.0.113.9", [("Cookie", f"sanjae_session={begun[0]}")])
    assert visitor_of(request).name == "kim"
    monkeypatch.setenv("SANJAE_ACCOUNTS", lee)
    assert not visitor_of(request).name
    monkeypatch.setenv("SANJAE_ACCOUNTS", f"{kim} {lee}")
    assert not visitor_of(request).name


def test_nothing_is_written_for_a_stranger(office: Path) -> None:
    for cookie in ("sanjae_session=x", "_streamlit_user=x", "sanjae_known=x"):
        who = visitor_of(Request.of("203.0.113.9", [("Cookie", cookie)]))
        assert not who.name and not any(who.may(doing) for doing in Doing)
    assert not (office / "sign_ins.db").exists()
