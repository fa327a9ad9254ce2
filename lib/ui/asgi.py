"""What is between a server and an app: messages that come and go, and who asks."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from lib.access import Doing, Visitor
from lib.settings import read_settings
from lib.sources.letter_file import can_read_pictures
from lib.ui.signed_in import Request, visitor_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


async def who_asks(scope: Scope) -> Visitor:
    """Who asks, found out beside the server's own thread: the file of sign-ins may have to be waited for."""
    return await asyncio.to_thread(visitor_of, request_of(scope))


def request_of(scope: Scope) -> Request:
    """What a request tells of who asks."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return Request.of((scope.get("client") or (None,))[0], pairs)


def may_upload(who: Visitor) -> bool:
    """Whether a page that takes files is open to them."""
    return who.may(Doing.IMPORT) or who.may(Doing.TRIAGE)


def may_send_photographs(who: Visitor) -> bool:
    """Whether they may send photographs of their letter and nothing else: strangers, where any are read.

    Raises SettingsError.
    """
    return not may_upload(who) and read_settings().letters_per_person > 0 and can_read_pictures()
