"""What stands between the network and the app: no page of another frames it, no stranger fills its memory."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from lib.access import Doing, is_own_page, visitor
from lib.settings import SettingsError, read_settings

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
_UPLOADS = "_stcore/upload_file/"
# Sessions whose uploads are counted; the oldest is forgotten first, and Streamlit keeps none as long.
_MOST_SESSIONS = 1_000


def doors() -> list[Middleware]:
    """The middleware of the server, outermost first."""
    return [Middleware(_OwnPages), Middleware(_NotFramed), Middleware(_Uploads)]


class _OwnPages:
    """Refuses sockets of other pages: Streamlit would ask the internet for its own address first.

    A page of another port or scheme of this machine is another page. What is no protobuf ends the socket.
    """

    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if not is_own_page(_headers(scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return

        async def of_bytes() -> MutableMapping[str, Any]:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                return {"type": "websocket.disconnect", "code": 1003}
            return message

        await self.app(scope, of_bytes, send)


def _headers(scope: _Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


class _NotFramed:
    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class _Uploads:
    """Refuses uploads of strangers, and of one session more than the app would read."""

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
        if scope["method"] == "DELETE":
            self.held.get(session, {}).pop(file, None)
        elif scope["method"] in ("PUT", "POST") and (problem := self._problem(scope, session, file)):
            await PlainTextResponse(*problem)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _problem(self, scope: _Scope, session: str, file: str) -> tuple[str, int] | None:
        headers = _headers(scope)
        try:
            settings = read_settings()
        except SettingsError:
            return "settings", 503
        address = (scope.get("client") or (None,))[0]
        who = visitor(st.get_option("server.address"), address, headers, settings.open_to_all)
        if not who.may(Doing.IMPORT):
            return "not from here", 403
        told = headers.get("content-length", "")
        if not told.isdecimal():
            return "how long?", 411
        held = self.held.setdefault(session, {})
        if sum(held.values()) - held.get(file, 0) + int(told) > settings.upload_max_mb * 2**20:
            return "too much in all", 413
        held[file] = int(told)
        while len(self.held) > _MOST_SESSIONS:
            self.held.pop(next(iter(self.held)))
        return None
