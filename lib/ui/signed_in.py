"""Who signed in, told by a request alone: the doors and the pages ask the same of it.

Three ways, each only where the settings turn it on: a session of this app begun with a password, the identity
that `st.login` keeps in its signed cookie, and a header of a named proxy. Whatever cannot be shown is nobody.
"""

import hmac
import ipaddress
import json
import re
import secrets
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from lib.access import PROXY_SECRET_HEADER, Doing, SignedIn, Used, Visitor, host_of, is_this_machine, visitor
from lib.access.allowed import plain_name, read_accounts, read_allow_list
from lib.access.passwords import is_right
from lib.models.budget import today
from lib.settings import Settings, read_settings
from lib.store.sign_ins import Lasting, SignIns, digest

SESSION_COOKIE = "sanjae_session"
BROWSER_COOKIE = "sanjae_known"
IDENTITY_COOKIE = "_streamlit_user"
"""Streamlit's, which may go on in cookies with a number behind this name."""
FORGERY_COOKIE = "_streamlit_xsrf"
"""Streamlit sets it in every browser while its protection against forged requests is on."""

SHORTEST_SECRET = 32
"""Characters of a secret that signs cookies or shows a proxy; a shorter one turns its way off."""

LARGEST_PHOTOGRAPH = 15 * 2**20
"""Bytes of one photograph of a stranger; a telephone's best are of ten million."""

# How far the clock of a sign-in service may be ahead of this machine's.
_AHEAD = timedelta(minutes=5)
_GOOGLE = ("https://accounts.google.com", "accounts.google.com")


@dataclass(frozen=True)
class Request:
    """What a request says of who makes it; names of headers are in lower case."""

    address: str | None
    headers: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, address: object, headers: Iterable[tuple[str, str]]) -> "Request":
        """One from the pairs of its headers; an address that is no text is none."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in headers:
            found[name.lower()] = (*found.get(name.lower(), ()), value)
        return cls(address if isinstance(address, str) else None, found)

    @cached_property
    def told(self) -> dict[str, str]:
        """Each header once; one that came twice is neither of the two."""
        return {name: ", ".join(values) for name, values in self.headers.items()}

    @cached_property
    def cookies(self) -> dict[str, str]:
        """The cookies by name."""
        return cookie_parser("; ".join(self.headers.get("cookie", ())))

    @property
    def is_local(self) -> bool:
        """Whether the page was opened under a name of this machine, where no TLS is needed."""
        return is_this_machine(host_of(self.told.get("host", "")))


@dataclass(frozen=True, slots=True)
class Ways:
    """By which ways one may sign in: `providers` of `st.login` by name (empty: the only one), passwords, a proxy."""

    providers: tuple[str, ...]
    password: bool
    proxy: bool

    def __bool__(self) -> bool:
        return bool(self.providers) or self.password or self.proxy


# A session with a password is begun at the doors, which app.py by itself has not.
_has_doors = False


def doors_stand() -> None:
    """Told by the server whose doors begin sessions."""
    global _has_doors
    _has_doors = True


def have_doors() -> bool:
    """Whether the server has doors, which take files only from whom they know."""
    return _has_doors


def ways(settings: Settings) -> Ways:
    """The ways that the settings and Streamlit's secrets turn on, here."""
    allowed = bool(read_allow_list(settings.keepers, settings.attorneys))
    return Ways(
        _providers() if allowed else (),
        _has_doors and bool(read_accounts(settings.accounts.get_secret_value())),
        allowed and bool(settings.proxy_address) and _secret_of_proxy(settings) is not None,
    )


def _providers() -> tuple[str, ...]:
    section = get_secrets_auth_section().to_dict()
    if not section.get("redirect_uri") or len(get_cookie_secret()) < SHORTEST_SECRET:
        return ()
    named = (name for name, each in section.items() if isinstance(each, dict) and each.get("client_id"))
    return (*(("",) if section.get("client_id") else ()), *named)


# --- who asks ------------------------------------------------------------------------------------


def visitor_of(request: Request) -> Visitor:
    """Who makes this request, and what they may. Raises SettingsError and StoreError."""
    settings = read_settings()
    found = signed_in(request)
    told = ("name", found.name) if found else ("address", asking_place(request, settings))
    return visitor(
        st.get_option("server.address"),
        request.address,
        request.told,
        settings.open_to_all,
        found,
        _DayMeter(settings, person_digest(today(), *told)),
        settings.proxy_header,
    )


def signed_in(request: Request, is_visit: bool = True) -> SignedIn | None:
    """Who signed in, None where nobody did, or no longer is. Raises SettingsError and StoreError.

    `is_visit`: a person does something, which puts off the end of their sign-in.
    """
    settings = read_settings()
    return (
        _by_session(request, settings, is_visit)
        or _by_identity(request, settings, is_visit)
        or _by_proxy(request, settings)
    )


@dataclass(frozen=True, slots=True)
class ShownTo:
    """Whom a page was shown to: by `name`, a stranger by the `browser` they have; and all that they were `allowed`."""

    name: str
    browser: str
    allowed: frozenset[Doing]

    def is_another(self, who: Visitor, browser: str) -> bool:
        """Whether who asks now, with this browser, is somebody else, or no longer may what they might then."""
        is_other = self.name != who.name if self.name else self.browser != browser
        return is_other or not self.allowed <= who.allowed

    def offers_to(self, who: Visitor) -> bool:
        """Whether what the page offers is theirs too; what a stranger's offers is no secret of the office."""
        return self.name in ("", who.name) and self.allowed <= who.allowed


# Session of a page → whom it was shown to; what was longest not used is forgotten first, and Streamlit keeps none as
# long.
_PAGES: dict[str, ShownTo] = {}
_MOST_PAGES = 10_000


def remember_page(session: str, who: Visitor, browser: str) -> None:
    """Remember whom a page is shown to.

    What was shown to a name stays theirs when their sign-in has ended, and with all that they ever were allowed:
    what a role showed may still be held by the page.
    """
    before, shown = _PAGES.pop(session, None), ShownTo(who.name, browser, who.allowed)
    if before and who.name in ("", before.name):
        shown = replace(before, browser=browser, allowed=before.allowed | who.allowed)
    _PAGES[session] = shown
    while len(_PAGES) > _MOST_PAGES:
        _PAGES.pop(next(iter(_PAGES)), None)


def page_shown_to(session: str) -> ShownTo | None:
    """Whom a page was shown to, None where that is not known."""
    return _PAGES.get(session)


def browser_of(request: Request) -> str:
    """A digest of what a browser keeps over its visits; one that keeps nothing is known by where it is.

    Raises SettingsError.
    """
    if token := browser_token(request.cookies.get(FORGERY_COOKIE, "")):
        return digest("browser", token)
    place = asking_place(request, read_settings())
    # A page on this machine is not told its address.
    return digest("place", "" if is_this_machine(place) else place)


def browser_token(cookie: str) -> str:
    """What stays the same in a browser of Streamlit's cookie, which each visit writes anew under another mask."""
    try:
        version, mask, masked, _ = cookie.strip("\"'").split("|")
        key, hidden = bytes.fromhex(mask), bytes.fromhex(masked)
    except ValueError:
        return ""
    if version != "2" or not key or not hidden:
        return ""
    return bytes(byte ^ key[place % len(key)] for place, byte in enumerate(hidden)).hex()


def person_digest(day: date, *told: str) -> str:
    """What tells a person's calls and imports of a day from others'; another one each day, so that it is no trail."""
    return digest(day.isoformat(), *told)[:20]


NOWHERE = "nowhere"
"""The place of whatever is no address."""
_WITH_PORT = re.compile(r"\[([^\[\]]*)\](?::[0-9]*)?|([0-9.]+):[0-9]*")


def place_of(address: str | None) -> str:
    """What wrong passwords and open pages are counted by: an address, of IPv6 the network that one house has.

    The port that some proxies write behind it is left out. Whatever is no address is one place for all.
    """
    if not address:
        return ""
    with_port = _WITH_PORT.fullmatch(address)
    try:
        found = ipaddress.ip_address(with_port[1] or with_port[2] if with_port else address)
    except ValueError:
        return NOWHERE
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def asking_place(request: Request, settings: Settings) -> str:
    """The `place_of` the person, also where the named proxy passed the request on."""
    if _is_of_proxy(request, settings) and (passed := request.headers.get("x-forwarded-for")):
        return place_of(passed[-1].rpartition(",")[2].strip())
    return place_of(request.address)


# The share of a day that somebody beyond this machine has, kept in the file of sign-ins.
@dataclass(frozen=True, slots=True)
class _DayMeter:
    settings: Settings
    person: str

    def take(self, what: Used, amount: int) -> bool:
        settings = self.settings
        most = {
            Used.IMPORTS: (settings.imports_per_person, settings.imports_per_day),
            Used.UPLOADED: (settings.upload_mb_per_person * 2**20, settings.upload_mb_per_day * 2**20),
            Used.LETTERS: (settings.letters_per_person, settings.letters_per_day),
            # Letters of one page mostly, now and then taken again.
            Used.PHOTOGRAPHS: (
                settings.letters_per_person * LARGEST_PHOTOGRAPH,
                settings.letters_per_day * LARGEST_PHOTOGRAPH,
            ),
        }[what]
        return _kept(settings).take(today(), self.person, what.value, amount, *most)


def _kept(settings: Settings) -> SignIns:
    return _opened(settings.sign_ins_path)


_OPENING = threading.Lock()


@lru_cache(maxsize=1)
def _open(path: Path) -> SignIns:
    return SignIns(path)


def _opened(path: Path) -> SignIns:
    with _OPENING:
        return _open(path)


def _lasting(settings: Settings) -> Lasting:
    return Lasting(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))


# --- a session begun with a password -------------------------------------------------------------


def _by_session(request: Request, settings: Settings, is_visit: bool) -> SignedIn | None:
    token = request.cookies.get(SESSION_COOKIE)
    accounts = read_accounts(settings.accounts.get_secret_value())
    if not token or not accounts:
        return None
    key = digest(token)
    name = _kept(settings).seen(key, datetime.now(UTC), _lasting(settings), is_visit)
    if name is None:
        return None
    # A session is of an account with one password: whoever is taken out of the settings, or gets another password, is out.
    account = next((each for each in accounts.values() if _holder(each.name, each.hash) == name), None)
    if account is None:
        # Not even when the line comes back.
        _kept(settings).end(key)
        return None
    return SignedIn(account.name, account.roles, key)


def _holder(name: str, hash: str) -> str:
    return f"{plain_name(name)} {digest(hash)[:16]}"


class Refused(StrEnum):
    """Why somebody is not signed in."""

    WRONG = "wrong"
    LOCKED = "locked"
    OFF = "off"


def sign_in(request: Request, name: str, password: str) -> tuple[str, str] | Refused:
    """Begin a session with a password: the tokens of the session and of the browser, or why there is none.

    Ten wrong ones lock the address, and the account for every browser in which nobody signed in to it before:
    such a browser has its own count, so that a stranger cannot keep people out of their account. What was counted
    outlasts this program. Raises SettingsError and StoreError.
    """
    settings = read_settings()
    accounts = read_accounts(settings.accounts.get_secret_value())
    if not accounts:
        return Refused.OFF
    kept, now, plain = _kept(settings), datetime.now(UTC), plain_name(name)
    is_known, places = _counted(request, settings, plain, now)
    attempt = secrets.token_urlsafe(16)
    if not kept.begin_attempt(attempt, places, now):
        return Refused.LOCKED
    account = accounts.get(plain)
    if not is_right(account.hash if account else None, password) or account is None:
        return Refused.WRONG
    kept.was_right(attempt)
    sign_out(request)
    token = secrets.token_urlsafe(32)
    browser = request.cookies[BROWSER_COOKIE] if is_known else secrets.token_urlsafe(32)
    kept.begin(digest(token), _holder(account.name, account.hash), now)
    kept.remember_browser(digest(browser), digest(plain), now)
    return token, browser


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody signed in under a name in this browser before, and whether a try now would be refused."""

    is_known: bool
    is_locked: bool


def standing(request: Request, name: str) -> Standing:
    """How a request stands that would sign in under a name; nothing is counted. Raises SettingsError and StoreError."""
    settings = read_settings()
    if not read_accounts(settings.accounts.get_secret_value()):
        return Standing(is_known=False, is_locked=False)
    now = datetime.now(UTC)
    is_known, places = _counted(request, settings, plain_name(name), now)
    return Standing(is_known, _kept(settings).is_locked(places, now))


# Whether a browser is known for a name, and what a wrong password counts against.
def _counted(request: Request, settings: Settings, plain: str, now: datetime) -> tuple[bool, list[str]]:
    browser = request.cookies.get(BROWSER_COOKIE, "")
    if browser and _kept(settings).knows_browser(digest(browser), digest(plain), now):
        return True, [digest("browser", browser, plain)]
    return False, [digest("address", asking_place(request, settings)), digest("account", plain)]


def sign_out(request: Request) -> tuple[str, ...]:
    """End all that this request is signed in by, for every tab and every copy of its cookies; the keys of what ended."""
    settings = read_settings()
    found = (_by_session(request, settings, False), _by_identity(request, settings, False))
    keys = tuple(each.key for each in found if each)
    for key in keys:
        _kept(settings).end(key)
    return keys


# --- the identity that st.login keeps --------------------------------------------------------------


def _by_identity(request: Request, settings: Settings, is_visit: bool) -> SignedIn | None:
    allowed = read_allow_list(settings.keepers, settings.attorneys)
    if IDENTITY_COOKIE not in request.cookies or not allowed:
        return None
    claims = _identity(request)
    now = datetime.now(UTC)
    if claims is None or not _is_current(claims, now, _lasting(settings)):
        return None
    address = claims.get("email")
    if not isinstance(address, str) or not (
        claims.get("email_verified") is True or settings.email_unverified
    ):
        return None
    # Google confirms an address of any domain; that it is the firm's own account only `hd` says.
    domain = address.partition("@")[2].lower()
    is_of_domain = claims.get("iss") not in _GOOGLE or str(claims.get("hd", "")).lower() == domain
    roles = allowed.roles_of(address, is_of_domain)
    if not roles:
        return None
    kept = _kept(settings)
    key = digest("identity", json.dumps(claims, sort_keys=True))
    if not kept.holds(key):
        kept.begin(key, address.lower(), now)
    if kept.seen(key, now, _lasting(settings), is_visit) is None:
        return None
    return SignedIn(address.lower(), roles, key)


# What the signed cookie says, None where it is not this app's, not this address's or of a service that is no more.
def _identity(request: Request) -> dict[str, Any] | None:
    providers = _providers()
    if not providers:
        return None
    secret, cookies = get_cookie_secret(), request.cookies

    def single(name: str) -> bytes | None:
        if name not in cookies:
            return None
        return decode_signed_value(secret, name, cookies[name].encode("latin-1"))

    try:
        claims = json.loads(get_cookie_with_chunks(single, IDENTITY_COOKIE) or b"null")
    except (ValueError, UnicodeError):
        return None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    if urlsplit(str(claims.get("origin", ""))).netloc.lower() != request.told.get("host", "").lower():
        return None
    provider = claims.get("provider")
    is_known = provider in providers or (provider == "default" and "" in providers)
    return claims if is_known else None


def _is_current(claims: Mapping[str, Any], now: datetime, lasting: Lasting) -> bool:
    begun, ends = claims.get("iat"), claims.get("exp")
    if not isinstance(begun, int | float) or not isinstance(ends, int | float):
        return False
    at = now.timestamp()
    return at < ends and at - lasting.whole.total_seconds() < begun <= at + _AHEAD.total_seconds()


# --- a proxy that signs people in ----------------------------------------------------------------


def _by_proxy(request: Request, settings: Settings) -> SignedIn | None:
    named = request.headers.get(settings.proxy_header.lower(), ())
    # Two of one header are a proxy that adds to what the visitor wrote.
    if len(named) != 1 or not _is_of_proxy(request, settings):
        return None
    address = named[0].strip()
    roles = read_allow_list(settings.keepers, settings.attorneys).roles_of(address)
    # A page keeps the headers it was opened with; another key now and then makes it ask the proxy anew.
    period = int(time.time() // (settings.session_idle_minutes * 60))
    key = digest("proxy", address.lower(), str(period))
    return SignedIn(address.lower(), roles, key) if roles else None


def _secret_of_proxy(settings: Settings) -> str | None:
    secret = settings.proxy_secret.get_secret_value()
    return secret if len(secret) >= SHORTEST_SECRET else None


# Whether the named proxy passed a request on: it knows the secret, and it comes from where the proxy is. A proxy of
# this machine is believed only where nothing else than this machine reaches the server; the server then has the
# visitor's address in place of the proxy's.
def _is_of_proxy(request: Request, settings: Settings) -> bool:
    secret, given = _secret_of_proxy(settings), request.headers.get(PROXY_SECRET_HEADER, ())
    if secret is None or len(given) != 1 or not hmac.compare_digest(given[0].encode(), secret.encode()):
        return False
    try:
        named = ipaddress.ip_network(settings.proxy_address.strip(), strict=False)
    except ValueError:
        return False
    if named.is_loopback:
        return is_this_machine(st.get_option("server.address"))
    try:
        return ipaddress.ip_address(request.address or "") in named
    except ValueError:
        return False
