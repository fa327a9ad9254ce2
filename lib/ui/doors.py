"""What stands between the network and the app: no page of another frames it, no stranger fills its memory."""

from collections.abc import MutableMapping
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.access import is_own_page
from lib.ui.asgi import App, Receive, Scope, Send, request_of
from lib.ui.files_door import Downloads, Uploads
from lib.ui.sign_in_door import SignIn
from lib.ui.signed_in import IDENTITY_COOKIE, doors_stand
from lib.ui.sockets import Sockets

_HEADERS = (
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


def doors() -> list[Middleware]:
    """The middleware of the server, outermost first."""
    doors_stand()
    parts = (
        _PlainPaths,
        _OwnPages,
        _NotFramed,
        _WhereItLies,
        _OneLength,
        _Unused,
        _Untold,
        Sockets,
        SignIn,
        Uploads,
        Downloads,
    )
    return [Middleware(part) for part in parts]


# A pattern of a path may pass over a line feed at its end, and a comparison does not: no two would see one path.
class _PlainPaths:
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(
            sign < " " or sign == "\x7f" for sign in str(scope.get("path", ""))
        ):
            await PlainTextResponse("what path?", 400)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class _OwnPages:
    """Refuses sockets of other pages: Streamlit would ask the internet for its own address first.

    A page of another port of this machine is another page. What is no protobuf ends the socket.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if not is_own_page(request_of(scope).told):
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
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Streamlit leaves it out for the sake of localhost.
        secure = scope["type"] == "http" and not request_of(scope).is_local

        def kept(name: bytes, value: bytes) -> tuple[bytes, bytes]:
            is_identity = name.lower() == b"set-cookie" and value.startswith(IDENTITY_COOKIE.encode())
            return (name, value + b"; Secure") if secure and is_identity else (name, value)

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*(kept(*each) for each in message.get("headers", ())), *_HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class _WhereItLies:
    """Tells the client where the app lies.

    Opened at /ruling the client would first ask whether an app lies under /ruling: two requests that fail, and an
    error in the console for each. Every page of ours lies right under the app, where its own files are, too.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or any(part in path for part in _FILES):
            await self.app(scope, receive, send)
            return
        # As it is, and whole: neither packed, nor what has changed of it alone.
        headers = [pair for pair in scope["headers"] if pair[0].lower() not in _PACKED_OR_PART]
        start: MutableMapping[str, Any] = {}
        held = bytearray()

        async def with_the_place(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                start.update(message)
                return
            if not start or message["type"] != "http.response.body":
                await send(message)
                return
            held.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            body = bytes(held).replace(b"<head>", b"<head>" + _PLACE, 1)
            kept = [pair for pair in start["headers"] if pair[0].lower() not in _OF_ANOTHER_BODY]
            if held:
                kept.append((b"content-length", str(len(body)).encode()))
            await send({**start, "headers": kept})
            await send({"type": "http.response.body", "body": body})

        await self.app({**scope, "headers": headers}, receive, with_the_place)


_FILES = ("/static/", "/_stcore/", "/media/")
_PACKED_OR_PART = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_OF_ANOTHER_BODY = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
_PLACE = b'<script>window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}</script>'


def _is_page(start: MutableMapping[str, Any]) -> bool:
    kind = dict(start.get("headers", ())).get(b"content-type", b"")
    return bool(start.get("status") == 200 and kind.startswith(b"text/html"))


# A request that tells its length in two ways is cut in two places by the server and by a proxy before it.
class _OneLength:
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and {"content-length", "transfer-encoding"} <= request_of(scope).told.keys()
        ):
            await PlainTextResponse("how long?", 400, {"connection": "close"})(scope, receive, send)
            return
        await self.app(scope, receive, send)


# What a program would drive pages by, without the signs by which a visitor is known, and what tells how many visit:
# nobody needs it here.
class _Unused:
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and ("/_stcore/agent/" in path or path.endswith("/_stcore/metrics")):
            await PlainTextResponse("not here", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


# Each run begins with where the program lies, which may name a person, a number of this installation and what the
# machine is. The client makes names of them for measurements alone, which are off.
class _Untold:
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def without(message: MutableMapping[str, Any]) -> None:
            content = message.get("bytes") if message["type"] == "websocket.send" else None
            if content and _PROGRAM in content:
                told = ForwardMsg.FromString(content)
                if told.WhichOneof("type") == "new_session":
                    begun = told.new_session
                    begun.ClearField("main_script_path")
                    # The client wants the parts to be there.
                    for part, fields in (
                        (begun.initialize.user_info, _NUMBERS),
                        (begun.initialize.environment_info, _MACHINE),
                    ):
                        for field in fields:
                            part.ClearField(field)
                        part.SetInParent()
                    message["bytes"] = told.SerializeToString()
            await send(message)

        await self.app(scope, receive, without if scope["type"] == "websocket" else send)


_PROGRAM = b"app.py"
_NUMBERS = ("installation_id", "installation_id_v3", "installation_id_v4")
_MACHINE = ("python_version", "server_os")
