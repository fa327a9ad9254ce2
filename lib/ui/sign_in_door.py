"""Begins and ends the session of who signs in with a password: a page cannot give a browser a cookie that scripts cannot read."""

import asyncio
import contextlib
from collections import Counter
from urllib.parse import parse_qs, urlsplit

from starlette.responses import JSONResponse, PlainTextResponse, Response

from lib.access import is_own_page
from lib.settings import SettingsError, read_settings
from lib.store import StoreError
from lib.ui.asgi import App, Receive, Scope, Send, request_of
from lib.ui.signed_in import (
    BROWSER_COOKIE,
    SESSION_COOKIE,
    Refused,
    Request,
    asking_place,
    sign_in,
    sign_out,
    standing,
)
from lib.ui.sockets import end_sockets

SIGN_IN, SIGN_OUT = "_sanjae/in", "_sanjae/out"
"""Where a page of this app sends a name and a password, and where it ends a session, beside its own address."""
# A form of a name and a password is no longer.
_LONGEST_FORM = 4_096
# Each hash takes 64 MiB: so many at once, and so many who wait, of one place too.
_HASHES_AT_ONCE, _MOST_WAITING, _MOST_OF_A_PLACE = 2, 20, 4
# And beside them so many in whose browser somebody signed in under this name before.
_MOST_KNOWN = 8


class SignIn:
    """Begins a session where a page of this app sends a name and a password, and ends it.

    Answers JSON: `{}`, or `{"problem": …}` with `lib.ui.signed_in.Refused` and kin.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.asking: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.hashing = asyncio.Semaphore(_HASHES_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is sent to either address; hand everything else on."""
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and path.endswith((f"/{SIGN_IN}", f"/{SIGN_OUT}")):
            answer = await self._answer(scope, receive, path.endswith(SIGN_IN))
            answer.headers["cache-control"] = "no-store"
            await answer(scope, receive, send)
            return
        if scope["type"] == "http" and path.endswith("/auth/logout"):
            # A link or a picture of another page would sign people out.
            if request_of(scope).told.get("sec-fetch-site", "none") not in ("none", "same-origin"):
                await PlainTextResponse("other page", 403)(scope, receive, send)
                return
            # Streamlit takes the cookies back; a copy of them has to be worth nothing, too.
            with contextlib.suppress(SettingsError, StoreError):
                await self._out(request_of(scope))
        await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, is_in: bool) -> Response:
        request = request_of(scope)
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
            return await self._in_turn(request, form)
        except (SettingsError, StoreError):
            return _problem("settings", 503)

    # Who would be refused all the same takes nobody's place.
    async def _in_turn(self, request: Request, form: dict[str, str]) -> Response:
        stands = await asyncio.to_thread(standing, request, form.get("name", ""))
        if stands.is_locked:
            return _problem(Refused.LOCKED.value, 429)
        place = asking_place(request, read_settings())
        asking, most = (self.known, _MOST_KNOWN) if stands.is_known else (self.asking, _MOST_WAITING)
        if asking.total() >= most or asking[place] >= _MOST_OF_A_PLACE:
            return _problem("busy", 503)
        return await self._in(request, asking, place, form)

    async def _in(self, request: Request, asking: Counter[str], place: str, form: dict[str, str]) -> Response:
        asking[place] += 1
        try:
            async with self.hashing:
                begun = await asyncio.to_thread(
                    sign_in, request, form.get("name", ""), form.get("password", "")
                )
        finally:
            asking[place] -= 1
            asking += Counter()
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
            end_sockets(ended)


def _problem(problem: str, status: int) -> Response:
    return JSONResponse({"problem": problem}, status)


# The fields of a form, None where it is too long.
async def _form(receive: Receive) -> dict[str, str] | None:
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
