"""The sockets of open pages: how many there are, what they may ask, and when they end."""

import asyncio
import contextlib
import re
import time
from collections import Counter, defaultdict
from collections.abc import MutableMapping
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from lib.access import SignedIn, Visitor, is_this_machine
from lib.settings import Settings, SettingsError, read_settings
from lib.sources.letter_file import MOST_PAGES
from lib.store import StoreError
from lib.ui.asgi import App, Receive, Scope, Send, may_send_photographs, may_upload, request_of
from lib.ui.signed_in import Request, asking_place, browser_of, page_shown_to, signed_in, visitor_of
from lib.ui.turns import Pace

# Key of a sign-in → what ends the sockets of its pages.
_ENDS: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
_LOOK_SECONDS = 15.0
# Of strangers, in a second; four times as many at once before that counts.
_RUNS_OF_A_SOCKET, _RUNS_OF_A_PLACE = 3, 10


class Sockets:
    """Bounds how many pages are open at once and what they ask, and ends those of who is no longer signed in.

    A page whose socket ends asks to go on where it was; it goes on for nobody but whom it was shown to: others get
    a new page instead.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.open: Counter[str] = Counter()
        self.minute, self.begun = 0, Counter[str]()
        self.pace_of_place = Pace(_RUNS_OF_A_PLACE, 4 * _RUNS_OF_A_PLACE, time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a socket in, turn it away where too many are open, or begin it anew."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        request = request_of(scope)
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
        if is_counted:
            receive = self._at_a_pace(receive, place)
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

    # Runs of pages that come faster than people press: they wait, and with them all that follows.
    def _at_a_pace(self, receive: Receive, place: str) -> Receive:
        own = Pace(_RUNS_OF_A_SOCKET, 4 * _RUNS_OF_A_SOCKET, time.monotonic)

        async def in_time() -> MutableMapping[str, Any]:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes"):
                waits = own.wait(""), 0 if is_this_machine(place) else self.pace_of_place.wait(place)
                await asyncio.sleep(max(waits))
            return message

        return in_time

    async def _until_signed_out(
        self, request: Request, found: SignedIn, scope: Scope, receive: Receive, send: Send
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
def _in_short(receive: Receive) -> Receive:
    async def short() -> MutableMapping[str, Any]:
        message = await receive()
        if message["type"] == "websocket.receive" and len(message.get("bytes") or b"") > _LONGEST_OF_STRANGER:
            return {"type": "websocket.disconnect", "code": 1009}
        return message

    return short


# What this app's pages send, and what of it pages that need a role do. The rest works for everybody at once
# (clear_cache ends all runs and calls), tells of this machine (load_git_info) or writes to it (install_skills).
_ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "dataframe_chunk"})
_ASKED_TO_SEND = frozenset({"file_urls_request"})


# By what Streamlit names pages and their parts; it logs one that it does not know.
_MARK = re.compile(r"[0-9A-Za-z_-]{0,64}")
# For each name Streamlit makes an address, while everybody else waits.
_MOST_FILES_AT_ONCE = 1_000


def _sends_photographs(who: Visitor) -> bool:
    try:
        return may_send_photographs(who)
    except SettingsError:
        return False


# Drops what no page of this app asks for. What is no message at all goes on: Streamlit ends its socket.
def _asked_by_a_page(receive: Receive, who: Visitor) -> Receive:
    most_files = _MOST_FILES_AT_ONCE if may_upload(who) else MOST_PAGES if _sends_photographs(who) else 0
    allowed = _ASKED | (_ASKED_TO_SEND if most_files else frozenset())

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
            if kind == "file_urls_request" and len(asks.file_urls_request.file_names) > most_files:
                continue
            if kind == "rerun_script" and not all(
                _MARK.fullmatch(mark)
                for mark in (asks.rerun_script.fragment_id, asks.rerun_script.page_script_hash)
            ):
                continue
            if kind in allowed:
                return message

    return asked


_PROTOCOL = b"sec-websocket-protocol"


# Whether a page that was shown to a name is asked for by somebody else. The third of the protocols that Streamlit's
# client names is the session it had.
def _begin_anew_for_another(scope: Scope, who: Visitor, browser: str) -> bool:
    named = _protocols(scope)
    shown = page_shown_to(named[2]) if len(named) > 2 else None
    if shown is None or shown.is_another(who, browser):
        _begin_anew(scope)
        return shown is not None and bool(shown.name)
    return False


def _protocols(scope: Scope) -> list[str]:
    return [each.strip() for each in request_of(scope).told.get(_PROTOCOL.decode(), "").split(",")]


def _begin_anew(scope: Scope) -> None:
    named = _protocols(scope)
    if len(named) > 2:
        others = [pair for pair in scope["headers"] if pair[0].lower() != _PROTOCOL]
        scope["headers"] = [*others, (_PROTOCOL, ", ".join(named[:2]).encode("latin-1"))]


# Streamlit's client asks for no run when it comes back: the new page would look like the one before until a press.
def _with_a_run(receive: Receive) -> Receive:
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


def end_sockets(key: str) -> None:
    """End every socket that is open by this sign-in."""
    for over in _ENDS.get(key, ()):
        over.set()
