"""What stands between the network and the app.

No page of another frames it, no stranger fills its memory; a session is begun and ended here, because a page cannot
give a browser a cookie that scripts cannot read.
"""

import asyncio
import contextlib
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from lib.access import AccessRefusedError, Doing, SignedIn, Used, Visitor, is_own_page, is_this_machine
from lib.settings import Settings, SettingsError, read_settings
from lib.store import StoreError
from lib.ui.signed_in import (
    BROWSER_COOKIE,
    IDENTITY_COOKIE,
    SESSION_COOKIE,
    Refused,
    Request,
    asking_place,
    browser_of,
    doors_stand,
    page_shown_to,
    sign_in,
    sign_out,
    signed_in,
    visitor_of,
)

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

_HEADERS = (
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
SIGN_IN, SIGN_OUT = "_sanjae/in", "_sanjae/out"
"""Where a page of this app sends a name and a password, and where it ends a session, beside its own address."""
_UPLOADS = "_stcore/upload_file/"


def doors() -> list[Middleware]:
    """The middleware of the server, outermost first."""
    doors_stand()
    parts = (_OwnPages, _NotFramed, _OneLength, _Unused, _Sockets, _SignIn, _Uploads, _Downloads)
    return [Middleware(part) for part in parts]


# Who asks, asked beside the server's own thread: the file of sign-ins may have to be waited for.
async def _who(scope: _Scope) -> Visitor:
    return await asyncio.to_thread(visitor_of, _request(scope))


def _request(scope: _Scope) -> Request:
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return Request.of((scope.get("client") or (None,))[0], pairs)


class _OwnPages:
    """Refuses sockets of other pages: Streamlit would ask the internet for its own address first.

    A page of another port of this machine is another page. What is no protobuf ends the socket.
    """

    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if not is_own_page(_request(scope).told):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return

        async def of_bytes() -> MutableMapping[str, Any]:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                return {"type": "websocket.disconnect", "code": 1003}
            return message

        await self.app(scope, of_bytes, send)


class _NotFramed:
    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        # Streamlit leaves it out for the sake of localhost.
        secure = scope["type"] == "http" and not _request(scope).is_local

        def kept(name: bytes, value: bytes) -> tuple[bytes, bytes]:
            is_identity = name.lower() == b"set-cookie" and value.startswith(IDENTITY_COOKIE.encode())
            return (name, value + b"; Secure") if secure and is_identity else (name, value)

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*(kept(*each) for each in message.get("headers", ())), *_HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


# A request that tells its length in two ways is cut in two places by the server and by a proxy before it.
class _OneLength:
    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "http" and {"content-length", "transfer-encoding"} <= _request(scope).told.keys():
            await PlainTextResponse("how long?", 400, {"connection": "close"})(scope, receive, send)
            return
        await self.app(scope, receive, send)


# What a program would drive pages by, without the signs by which a visitor is known, and what tells how many visit:
# nobody needs it here.
class _Unused:
    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and ("/_stcore/agent/" in path or path.endswith("/_stcore/metrics")):
            await PlainTextResponse("not here", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


# Key of a sign-in → what ends the sockets of its pages.
_ENDS: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
_LOOK_SECONDS = 15.0


class _Sockets:
    """Bounds how many pages are open at once and what they ask, and ends those of who is no longer signed in.

    A page whose socket ends asks to go on where it was; it goes on for nobody but whom it was shown to: others get
    a new page instead.
    """

    def __init__(self, app: _App) -> None:
        self.app = app
        self.open: Counter[str] = Counter()
        self.minute, self.begun = 0, Counter[str]()

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        request = _request(scope)
        try:
            settings = read_settings()
            found = await asyncio.to_thread(signed_in, request)
            who = await asyncio.to_thread(visitor_of, request)
            place, browser = asking_place(request, settings), browser_of(request)
        except (SettingsError, StoreError):
            # A new page tells the problem.
            _begin_anew(scope)
            await self.app(scope, _asked_by_a_page(_in_short(receive), Visitor(is_owner=False)), send)
            return
        is_counted = not (who.is_owner or who.name)
        if is_counted and self._is_full(place, settings):
            await receive()
            await send({"type": "websocket.close", "code": 1013})
            return
        receive = _asked_by_a_page(receive if who.is_owner or found else _in_short(receive), who)
        if _begin_anew_for_another(scope, who, browser):
            receive = _with_a_run(receive)
        self.open[place] += is_counted
        self.begun[place] += is_counted
        try:
            if found is None:
                await self.app(scope, receive, send)
            else:
                await self._until_signed_out(request, found, scope, receive, send)
        finally:
            self.open[place] -= is_counted
            self.open += Counter()

    # Many pages opened one after another would push those out that Streamlit keeps for who comes back.
    def _is_full(self, place: str, settings: Settings) -> bool:
        minute = int(time.monotonic() // 60)
        if minute != self.minute:
            self.minute, self.begun = minute, Counter()
        return self.open.total() >= settings.pages_in_all or (
            not is_this_machine(place)
            and (
                self.open[place] >= settings.pages_per_address
                or self.begun[place] >= settings.pages_per_minute
            )
        )

    async def _until_signed_out(
        self, request: Request, found: SignedIn, scope: _Scope, receive: _Receive, send: _Send
    ) -> None:
        over = asyncio.Event()

        async def look() -> None:
            while not over.is_set():
                await asyncio.sleep(_LOOK_SECONDS)
                with contextlib.suppress(SettingsError, StoreError):
                    still = await asyncio.to_thread(signed_in, request, False)
                    # Who lost a role begins anew, with what they may now.
                    if still is None or (still.key, still.roles) != (found.key, found.roles):
                        over.set()

        async def until_over() -> MutableMapping[str, Any]:
            message, ending = asyncio.ensure_future(receive()), asyncio.ensure_future(over.wait())
            try:
                await asyncio.wait((message, ending), return_when=asyncio.FIRST_COMPLETED)
                if not over.is_set():
                    return await message
            finally:
                message.cancel()
                ending.cancel()
            return {"type": "websocket.disconnect", "code": 1000}

        _ENDS[found.key].add(over)
        looking = asyncio.ensure_future(look())
        try:
            await self.app(scope, until_over, send)
        finally:
            looking.cancel()
            _ENDS[found.key].discard(over)
            if not _ENDS[found.key]:
                del _ENDS[found.key]
        if over.is_set():
            # Whoever has gone already needs no telling.
            with contextlib.suppress(Exception):
                await send({"type": "websocket.close", "code": 1000})


# A person's whole story takes 60 kB.
_LONGEST_OF_STRANGER = 2**20


# A message no longer than a person's pages send; a longer one ends the socket.
def _in_short(receive: _Receive) -> _Receive:
    async def short() -> MutableMapping[str, Any]:
        message = await receive()
        if message["type"] == "websocket.receive" and len(message.get("bytes") or b"") > _LONGEST_OF_STRANGER:
            return {"type": "websocket.disconnect", "code": 1009}
        return message

    return short


# What this app's pages send, and what of it pages that need a role do. The rest works for everybody at once
# (clear_cache ends all runs and calls), tells of this machine (load_git_info) or writes to it (install_skills).
_ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "dataframe_chunk"})
_ASKED_WITH_A_ROLE = frozenset({"file_urls_request"})


# For each name Streamlit makes an address, while everybody else waits.
_MOST_FILES_AT_ONCE = 1_000


# Drops what no page of this app asks for. What is no message at all goes on: Streamlit ends its socket.
def _asked_by_a_page(receive: _Receive, who: Visitor) -> _Receive:
    allowed = _ASKED | (_ASKED_WITH_A_ROLE if _may_upload(who) else frozenset())

    async def asked() -> MutableMapping[str, Any]:
        while True:
            message = await receive()
            content = message.get("bytes") if message["type"] == "websocket.receive" else None
            if not content:
                return message
            asks = BackMsg()
            try:
                asks.ParseFromString(content)
            except Exception:
                return message
            kind: str | None = asks.WhichOneof("type")
            if kind == "backend_operation_request":
                kind = asks.backend_operation_request.WhichOneof("payload")
            if kind == "file_urls_request" and len(asks.file_urls_request.file_names) > _MOST_FILES_AT_ONCE:
                continue
            if kind in allowed:
                return message

    return asked


def _may_upload(who: Visitor) -> bool:
    return who.may(Doing.IMPORT) or who.may(Doing.TRIAGE)


_PROTOCOL = b"sec-websocket-protocol"


# Whether a page that was shown to a name is asked for by somebody else. The third of the protocols that Streamlit's
# client names is the session it had.
def _begin_anew_for_another(scope: _Scope, who: Visitor, browser: str) -> bool:
    named = _protocols(scope)
    shown = page_shown_to(named[2]) if len(named) > 2 else None
    if shown is None or shown.is_another(who, browser):
        _begin_anew(scope)
        return shown is not None and bool(shown.name)
    return False


def _protocols(scope: _Scope) -> list[str]:
    return [each.strip() for each in _request(scope).told.get(_PROTOCOL.decode(), "").split(",")]


def _begin_anew(scope: _Scope) -> None:
    named = _protocols(scope)
    if len(named) > 2:
        others = [pair for pair in scope["headers"] if pair[0].lower() != _PROTOCOL]
        scope["headers"] = [*others, (_PROTOCOL, ", ".join(named[:2]).encode("latin-1"))]


# Streamlit's client asks for no run when it comes back: the new page would look like the one before until a press.
def _with_a_run(receive: _Receive) -> _Receive:
    run = BackMsg(rerun_script=ClientState(page_name="signin")).SerializeToString()
    connected = asked = False

    async def first_a_run() -> MutableMapping[str, Any]:
        nonlocal connected, asked
        if connected and not asked:
            asked = True
            return {"type": "websocket.receive", "bytes": run}
        connected = True
        return await receive()

    return first_a_run


def _end_sockets(key: str) -> None:
    for over in _ENDS.get(key, ()):
        over.set()


# A form of a name and a password is no longer.
_LONGEST_FORM = 4_096
# Each hash takes 64 MiB: so many at once, and so many who wait, of one place too.
_HASHES_AT_ONCE, _MOST_WAITING, _MOST_OF_A_PLACE = 2, 20, 4


class _SignIn:
    """Begins a session where a page of this app sends a name and a password, and ends it.

    Answers JSON: `{}`, or `{"problem": …}` with `lib.ui.signed_in.Refused` and kin.
    """

    def __init__(self, app: _App) -> None:
        self.app = app
        self.asking: Counter[str] = Counter()
        self.hashing = asyncio.Semaphore(_HASHES_AT_ONCE)

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and path.endswith((f"/{SIGN_IN}", f"/{SIGN_OUT}")):
            answer = await self._answer(scope, receive, path.endswith(SIGN_IN))
            answer.headers["cache-control"] = "no-store"
            await answer(scope, receive, send)
            return
        if scope["type"] == "http" and path.endswith("/auth/logout"):
            # A link or a picture of another page would sign people out.
            if _request(scope).told.get("sec-fetch-site", "none") not in ("none", "same-origin"):
                await PlainTextResponse("other page", 403)(scope, receive, send)
                return
            # Streamlit takes the cookies back; a copy of them has to be worth nothing, too.
            with contextlib.suppress(SettingsError, StoreError):
                await self._out(_request(scope))
        await self.app(scope, receive, send)

    async def _answer(self, scope: _Scope, receive: _Receive, is_in: bool) -> Response:
        request = _request(scope)
        # A browser says where a form comes from; another page may neither sign in nor out.
        if scope["method"] != "POST" or "origin" not in request.told or not is_own_page(request.told):
            return _problem("other page", 403)
        try:
            if not is_in:
                await self._out(request)
                answer = JSONResponse({})
                answer.delete_cookie(SESSION_COOKIE)
                return answer
            if not request.is_local and urlsplit(request.told["origin"]).scheme != "https":
                return _problem("insecure", 403)
            form = await _form(receive)
            if form is None:
                return _problem("too long", 413)
            place = asking_place(request, read_settings())
            if self.asking.total() >= _MOST_WAITING or self.asking[place] >= _MOST_OF_A_PLACE:
                return _problem("busy", 503)
            return await self._in(request, place, form)
        except (SettingsError, StoreError):
            return _problem("settings", 503)

    async def _in(self, request: Request, place: str, form: dict[str, str]) -> Response:
        self.asking[place] += 1
        try:
            async with self.hashing:
                begun = await asyncio.to_thread(
                    sign_in, request, form.get("name", ""), form.get("password", "")
                )
        finally:
            self.asking[place] -= 1
            self.asking += Counter()
        if isinstance(begun, Refused):
            status = {Refused.WRONG: 401, Refused.LOCKED: 429, Refused.OFF: 404}[begun]
            return _problem(begun.value, status)
        answer = JSONResponse({})
        hours = read_settings().session_hours
        for name, value, age in ((SESSION_COOKIE, begun[0], hours), (BROWSER_COOKIE, begun[1], 90 * 24)):
            answer.set_cookie(
                name, value, age * 3600, httponly=True, samesite="strict", secure=not request.is_local
            )
        return answer

    async def _out(self, request: Request) -> None:
        for ended in await asyncio.to_thread(sign_out, request):
            _end_sockets(ended)


def _problem(problem: str, status: int) -> Response:
    return JSONResponse({"problem": problem}, status)


# The fields of a form, None where it is too long.
async def _form(receive: _Receive) -> dict[str, str] | None:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > _LONGEST_FORM:
            return None
        more = message.get("more_body", False)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


class _Uploads:
    """Refuses uploads of who may not make any, of one session or of all more than is read, and beyond a day's share.

    Nobody sends a file to a page of somebody else, or takes one from it.
    """

    def __init__(self, app: _App) -> None:
        self.app = app
        # Session → file → bytes.
        self.held: dict[str, dict[str, int]] = {}

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        _before, found, place = str(scope.get("path", "")).rpartition(_UPLOADS)
        if scope["type"] != "http" or not found:
            await self.app(scope, receive, send)
            return
        session, _, file = place.partition("/")
        is_gone = scope["method"] == "DELETE"

        async def noted(message: MutableMapping[str, Any]) -> None:
            if is_gone and message["type"] == "http.response.start" and message["status"] == 204:
                self.held.get(session, {}).pop(file, None)
            await send(message)

        if scope["method"] in ("PUT", "POST", "DELETE"):
            try:
                problem = await self._problem(scope, session, file)
            except (SettingsError, StoreError):
                problem = "settings", 503
            except AccessRefusedError:
                problem = "enough for today", 429
            if problem:
                await PlainTextResponse(*problem)(scope, receive, send)
                return
        await self.app(scope, receive, noted)

    async def _problem(self, scope: _Scope, session: str, file: str) -> tuple[str, int] | None:
        settings, who, shown = read_settings(), await _who(scope), page_shown_to(session)
        if not _may_upload(who) or (shown and shown.is_another(who, browser_of(_request(scope)))):
            return "not from here", 403
        if scope["method"] == "DELETE":
            return None
        told = _request(scope).told.get("content-length", "")
        if not (told.isascii() and told.isdecimal()):
            return "how long?", 411
        length = int(told)
        self._forget_closed()
        held = self.held.setdefault(session, {})
        if sum(held.values()) - held.get(file, 0) + length > settings.upload_max_mb * 2**20:
            return "too much in all", 413
        everything = sum(map(sum, (each.values() for each in self.held.values())))
        if not who.is_owner and everything + length > settings.upload_held_mb * 2**20:
            return "too much at once", 503
        if _is_open(session):
            await asyncio.to_thread(who.take, Used.UPLOADED, length)
            held[file] = length
        return None

    # What closed pages had sent is no longer held.
    def _forget_closed(self) -> None:
        for session in [each for each in self.held if not _is_open(each)]:
            del self.held[session]


def _is_open(session: str) -> bool:
    return st.runtime.exists() and st.runtime.get_instance().is_active_session(session)


# Below the app's own address, and not the client's own fonts, which have a folder of this name too.
def _offered_file(scope: _Scope) -> str | None:
    base = "/".join(("", *filter(None, (st.get_option("server.baseUrlPath") or "").split("/")), "media", ""))
    path = str(scope.get("path", ""))
    return path.removeprefix(base) if scope["type"] == "http" and path.startswith(base) else None


class _Downloads:
    """Gives what a page of somebody who signed in offers only to whom it was offered, or who may do everything.

    Whoever knows its address, from a history or over a shoulder, would have it otherwise, signed in or not.
    """

    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        name = _offered_file(scope)
        if name is not None and not await self._may(scope, name):
            await PlainTextResponse("not found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _may(self, scope: _Scope, name: str) -> bool:
        try:
            own = await _who(scope)
        except (SettingsError, StoreError):
            return False
        offering = filter(_is_open, _offering(name.partition(".")[0]))
        # What a stranger's page offers is no secret of the office. A page stays that of its person until its socket
        # ends, which is a little after their sign-in.
        return own.is_owner or any(
            shown.name in ("", own.name) for shown in filter(None, map(page_shown_to, offering))
        )


# The sessions whose pages offer a file. Streamlit tells of them nowhere public.
def _offering(file: str) -> Iterator[str]:
    if st.runtime.exists():
        by_session = st.runtime.get_instance().media_file_mgr._files_by_session_and_coord
        for session, files in list(by_session.items()):
            if file in list(files.values()):
                yield session
