"""Files that pages take and offer: who may send one and how much, and who gets one."""

import asyncio
from collections.abc import Iterator, MutableMapping
from typing import Any

import streamlit as st
from starlette.responses import PlainTextResponse

from lib.access import AccessRefusedError, Used, Visitor
from lib.settings import SettingsError, read_settings
from lib.sources.letter_file import LARGEST_FILE, MOST_PAGES
from lib.store import StoreError
from lib.ui.asgi import App, Receive, Scope, Send, may_send_photographs, may_upload, request_of, who_asks
from lib.ui.signed_in import LARGEST_PHOTOGRAPH, browser_of, page_shown_to

_UPLOADS = "_stcore/upload_file/"
_SECONDS_TO_SEND = 180


class Uploads:
    """Refuses uploads of who may not make any, of one session or of all more than is read, and beyond a day's share.

    Nobody sends a file to a page of somebody else, or takes one from it. Strangers send photographs of a letter to the
    page that is open before them: smaller and fewer ones, of a day's share of their own, and in all no more than half
    of what may be held, so that the office has its part.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        # Session → file → bytes; what is under way has a key of its own.
        self.held: dict[str, dict[object, int]] = {}
        # The same for strangers, of what is under way alone: what is there is asked of Streamlit.
        self.coming: dict[str, dict[object, int]] = {}

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
            of_a_stranger = coming in self.coming.get(session, {})
            async with asyncio.timeout(_SECONDS_TO_SEND if of_a_stranger else None):
                await self.app(scope, receive, noted)
        except TimeoutError:
            # The place is for who sends; the server ends the connection of an answer that never began.
            return
        finally:
            # Refused, broken off, or never sent.
            self.held.get(session, {}).pop(coming, None)
            self.coming.get(session, {}).pop(coming, None)
            if not self.coming.get(session):
                self.coming.pop(session, None)

    async def _problem(self, scope: Scope, session: str, file: str, coming: object) -> tuple[str, int] | None:
        settings, who, shown = read_settings(), await who_asks(scope), page_shown_to(session)
        if shown and shown.is_another(who, browser_of(request_of(scope))):
            return "not from here", 403
        of_a_stranger = not may_upload(who)
        if of_a_stranger and not (shown and _is_open(session) and may_send_photographs(who)):
            return "not from here", 403
        if scope["method"] == "DELETE":
            return None
        told = request_of(scope).told.get("content-length", "")
        if not (told.isascii() and told.isdecimal()):
            return "how long?", 411
        length = int(told)
        if of_a_stranger:
            return await self._problem_of_a_stranger(who, session, file, coming, length)
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

    async def _problem_of_a_stranger(
        self, who: Visitor, session: str, file: str, coming: object, length: int
    ) -> tuple[str, int] | None:
        there = _held_for(session)
        # One that comes under the name of another takes its place, and the place of both until it is there.
        count = len(there.keys() - {file})
        under_way = self.coming.get(session, {})
        if count + len(under_way) >= MOST_PAGES:
            return "too many", 413
        if length > LARGEST_PHOTOGRAPH or sum((length, *there.values(), *under_way.values())) > LARGEST_FILE:
            return "too much", 413
        of_strangers = [each for each in list(_files_held()) if each not in self.held]
        everything = sum(sum(_held_for(each).values()) for each in of_strangers)
        everything += sum(map(sum, (each.values() for each in self.coming.values())))
        if everything + length > read_settings().upload_held_mb * 2**20 // 2:
            return "too much at once", 503
        # Held before anything is waited for: others ask meanwhile.
        self.coming.setdefault(session, {})[coming] = length
        await asyncio.to_thread(who.take, Used.PHOTOGRAPHS, length)
        return None

    # What closed pages had sent is no longer held.
    def _forget_closed(self) -> None:
        for session in [each for each in self.held if not _is_open(each)]:
            del self.held[session]


# Sizes of the files that Streamlit holds for a session.
def _held_for(session: str) -> dict[str, int]:
    files = _files_held().get(session, {})
    return {file: len(each.data) for file, each in list(files.items())}


# By session; also those that it keeps for who comes back.
def _files_held() -> dict[str, dict[str, Any]]:
    if not st.runtime.exists():
        return {}
    held: dict[str, dict[str, Any]] = st.runtime.get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return held


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
