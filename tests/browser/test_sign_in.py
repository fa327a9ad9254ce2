"""Signing in and out as people do it: in a browser, with a password and with a provider of identities."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import free_port, serving, visiting
from tests.browser.test_strangers import IMPORTS, PASSWORD, account
from tests.servers.oidc import CLIENT, CLIENT_SECRET, OidcServer

PROVIDER = "로그인 서비스로 들어가기"


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcServer]:
    with OidcServer() as server:
        yield server


@pytest.fixture(scope="module")
def office(chromium: str, provider: OidcServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, person = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("person")
    port = free_port()
    _configure(person, provider, port)
    settings = {"SANJAE_ACCOUNTS": account("kim", "keeper"), "SANJAE_KEEPERS": "@firm.example"}
    flags = ("--server.allowedHosts", "*")
    with serving(home, *flags, address="0.0.0.0", port=port, HOME=str(person), **settings) as url:
        yield url


def _configure(person: Path, provider: OidcServer, port: int) -> None:
    (person / ".streamlit").mkdir()
    (person / ".streamlit" / "secrets.toml").write_text(
        f"""
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of the tests alone, long enough"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["1280", "390"])
def test_with_a_password_in_and_out_of_every_tab(
    browser: Browser, office: str, size: tuple[int, int]
) -> None:
    with visiting(browser, office, size) as visit:
        visit.open("/signin")
        page = visit.page
        page.get_by_label("이름").fill("kim")
        page.get_by_label("비밀번호").fill(PASSWORD)
        page.get_by_label("비밀번호").press("Enter")
        expect(page.get_by_role("button", name="로그아웃")).to_be_visible()
        visit.settled()
        assert "sanjae" not in page.evaluate("document.cookie")
        other = page.context.new_page()
        other.goto(f"{office}/data")
        expect(other.get_by_role("heading", name=IMPORTS)).to_be_visible()
        page.get_by_role("button", name="로그아웃").click()
        expect(page.get_by_label("비밀번호")).to_be_visible()
        # Nobody touches the other tab.
        expect(other.get_by_role("heading", name=IMPORTS)).to_have_count(0)
        expect(other.get_by_label("비밀번호")).to_be_visible()


def test_a_wrong_password_is_told_in_a_sentence(browser: Browser, office: str) -> None:
    page = browser.new_page()
    page.goto(f"{office}/signin?lang=en")
    page.get_by_label("Name").fill("kim")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="not right")).to_be_visible()
    assert page.get_by_label("Password").input_value() == ""
    page.close()


def test_with_a_provider_in_and_out_of_every_tab(browser: Browser, office: str) -> None:
    context = browser.new_context(locale="ko-KR")
    page, other = context.new_page(), context.new_page()
    page.goto(f"{office}/signin")
    page.get_by_role("button", name=PROVIDER).click()
    page.wait_for_url(f"{office}/")
    other.goto(f"{office}/data")
    expect(other.get_by_role("heading", name=IMPORTS)).to_be_visible()
    old = context.cookies()
    page.goto(f"{office}/signin")
    page.get_by_role("button", name="로그아웃").click()
    expect(other.get_by_role("heading", name=IMPORTS)).to_have_count(0)
    expect(other.get_by_role("button", name=PROVIDER)).to_be_visible()
    context.close()
    # Who kept the cookies has nothing by them.
    thief = browser.new_context(locale="ko-KR")
    thief.add_cookies(old)  # type: ignore[arg-type]
    page = thief.new_page()
    page.goto(f"{office}/data")
    expect(page.get_by_text("로그인해서 씁니다")).to_be_visible()
    expect(page.get_by_role("heading", name=IMPORTS)).to_have_count(0)
    thief.close()


@pytest.mark.parametrize(
    ("claims", "lasts"), [({"email": "park@other.example"}, 3600), ({}, 4), ({"email_verified": False}, 3600)]
)
def test_an_identity_without_a_role_or_past_its_time_is_told_so(
    browser: Browser, office: str, provider: OidcServer, claims: dict[str, object], lasts: int
) -> None:
    before = dict(provider.claims)
    provider.claims |= claims
    provider.lasts = lasts
    try:
        context = browser.new_context(locale="ko-KR")
        page = context.new_page()
        page.goto(f"{office}/signin")
        page.get_by_role("button", name=PROVIDER).click()
        page.wait_for_url(f"{office}/")
        page.wait_for_timeout(4_000 if lasts < 60 else 0)
        page.goto(f"{office}/signin")
        expect(page.get_by_text("권한이 없거나")).to_be_visible()
        page.goto(f"{office}/data")
        expect(page.get_by_text("로그인해서 씁니다")).to_be_visible()
        expect(page.get_by_role("heading", name=IMPORTS)).to_have_count(0)
        context.close()
    finally:
        provider.claims, provider.lasts = before, 3600
