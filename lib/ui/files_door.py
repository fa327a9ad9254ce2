"""Files that pages take and offer: who may send one and how much, and who gets one."""

import asyncio
from collections.abc import Iterator, MutableMapping
from typing import Any

import streamlit as st
from starlette.responses import PlainTextResponse

from lib.access import AccessRefusedError, Used
from lib.settings import SettingsError, read_settings
from lib.store import StoreError
from lib.ui.asgi import App, Receive, Scope, Send, may_upload, request_of, who_asks
from lib.ui.signed_in import browser_of, page_shown_to

_UPLOADS = "_stcore/upload_file/"


class Uploads:
    """Refuses uploads of who may not make any, of one session or of all more than is read, and beyond a day's share.

    Nobody sends a file to a page of somebody else, or takes one from it.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        # Session → file → bytes; what is under way has a key of its own.
        self.held: dict[str, dict[object, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an upload that may not be; hand everything else on."""
        _before, found, place = str(scope.get("path", "")).rpartition(_UPLOADS)
        if scope["type"] != "http" or not found:
            await self.app(scope, receive, send)
            return
        session, _, file = place.partition("/")
        is_gone, coming = scope["method"] == "DELETE", object()

        async def noted(message: MutableMapping[str, Any]) -> None:
            held = self.held.get(session, {})
            if message["type"] == "http.response.start" and 200 <= message["status"] < 300:
                if is_gone:
                    held.pop(file, None)
                elif coming in held:
                    held[file] = held.pop(coming)
            await send(message)

        try:
            if scope["method"] in ("PUT", "POST", "DELETE"):
                try:
                    problem = await self._problem(scope, session, file, coming)
                except (SettingsError, StoreError):
                    problem = "settings", 503
                except AccessRefusedError:
                    problem = "enough for today", 429
                if problem:
                    await PlainTextResponse(*problem)(scope, receive, send)
                    return
            await self.app(scope, receive, noted)
        finally:
            # Refused, broken off, or never sent.
            self.held.get(session, {}).pop(coming, None)

    async def _problem(self, scope: Scope, session: str, file: str, coming: object) -> tuple[str, int] | None:
        settings, who, shown = read_settings(), await who_asks(scope), page_shown_to(session)
        if not may_upload(who) or (shown and shown.is_another(who, browser_of(request_of(scope)))):
            return "not from here", 403
        if scope["method"] == "DELETE":
            return None
        told = request_of(scope).told.get("content-length", "")
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
            # Held before anything is waited for: others ask meanwhile.
            held[coming] = length
            await asyncio.to_thread(who.take, Used.UPLOADED, length)
        return None

    # What closed pages had sent is no longer held.
    def _forget_closed(self) -> None:
        for session in [each for each in self.held if not _is_open(each)]:
            del self.held[session]


def _is_open(session: str) -> bool:
    return st.runtime.exists() and st.runtime.get_instance().is_active_session(session)


# Below the app's own address, and not the client's own fonts, which have a folder of this name too.
def _offered_file(scope: Scope) -> str | None:
    base = "/".join(("", *filter(None, (st.get_option("server.baseUrlPath") or "").split("/")), "media", ""))
    path = str(scope.get("path", ""))
    return path.removeprefix(base) if scope["type"] == "http" and path.startswith(base) else None


class Downloads:
    """Gives what a page of somebody who signed in offers only to whom it was offered, or who may do everything.

    Whoever knows its address, from a history or over a shoulder, would have it otherwise, signed in or not.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that there is no such file to whom it was not offered; hand everything else on."""
        name = _offered_file(scope)
        if name is not None and not await self._may(scope, name):
            await PlainTextResponse("not found", 404)(scope, receive, send)
            return

        async def kept_nowhere(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() != b"cache-control"]
                message["headers"] = [*others, (b"cache-control", b"no-store, private")]
            await send(message)

        await self.app(scope, receive, send if name is None else kept_nowhere)

    async def _may(self, scope: Scope, name: str) -> bool:
        try:
            own = await who_asks(scope)
        except (SettingsError, StoreError):
            return False
        offering = filter(_is_open, _offering(name.partition(".")[0]))
        # A page stays that of its person until its socket ends, which is a little after their sign-in.
        return own.is_owner or any(
            shown.offers_to(own) for shown in filter(None, map(page_shown_to, offering))
        )


# The sessions whose pages offer a file. Streamlit tells of them nowhere public.
def _offering(file: str) -> Iterator[str]:
    if st.runtime.exists():
        by_session = st.runtime.get_instance().media_file_mgr._files_by_session_and_coord
        for session, files in list(by_session.items()):
            if file in list(files.values()):
                yield session
