"""Every source of rulings: what it is called, and how a live one is reached. One line each."""

from collections.abc import Callable, Mapping

from lib.settings import Settings
from lib.sources import markdown, starter, table
from lib.sources.comwel import Comwel
from lib.sources.lawgo import Lawgo
from lib.sources.live import LiveSource

_SOURCES = (
    Comwel,
    Lawgo,
)

LIVE: Mapping[str, Callable[[Settings], LiveSource]] = {each.name: each for each in _SOURCES}
"""Live sources by name; each raises KeyRefusedError where the settings hold no key for it."""

KEYS: Mapping[str, str] = {each.name: each.key_setting for each in _SOURCES if each.key_setting}
"""The field of Settings that holds a live source's key, of those that ask for one."""

TITLES: Mapping[str, str] = {
    starter.SOURCE: "기본 판례",
    markdown.SOURCE: "공개 판례 저장소",
    table.SOURCE: "표 파일",
    **{each.name: each.title for each in _SOURCES},
}
"""What people call each source."""


def has_key(settings: Settings, source: str) -> bool:
    """Whether the settings hold the key a live source asks for; if it is good only the source can tell."""
    if source not in KEYS:
        return True
    return bool(getattr(settings, KEYS[source]).get_secret_value().strip().strip("'\""))
