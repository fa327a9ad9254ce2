"""Every source of rulings: what it is called, and how a live one is reached. One line each."""

import threading
from collections.abc import Callable, Mapping

from pydantic import SecretStr

from lib.settings import Settings
from lib.sources import comwel, lawgo, markdown, starter, table
from lib.sources.live import LiveSource

LIVE: Mapping[str, Callable[[Settings, threading.Event | None], LiveSource]] = {
    comwel.SOURCE: comwel.connect,
    lawgo.SOURCE: lawgo.connect,
}
"""Live sources by name; each raises KeyRefusedError where the settings hold no key for it."""

KEYS: Mapping[str, str] = {comwel.SOURCE: "comwel_api_key", lawgo.SOURCE: "lawgo_oc"}
"""The field of Settings that holds a live source's key."""

TITLES: Mapping[str, str] = {
    starter.SOURCE: "기본 판례",
    markdown.SOURCE: "공개 판례 저장소",
    comwel.SOURCE: comwel.TITLE,
    lawgo.SOURCE: lawgo.TITLE,
    table.SOURCE: "표 파일",
}
"""What people call each source."""


def has_key(settings: Settings, source: str) -> bool:
    """Whether the settings hold a key for a live source; if it is good only the source can tell."""
    key: SecretStr = getattr(settings, KEYS[source])
    return bool(key.get_secret_value().strip().strip("'\""))
