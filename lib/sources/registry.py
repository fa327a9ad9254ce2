"""Every source of rulings: what it is called, and how a live one is reached. One line each."""

from collections.abc import Callable, Mapping

from lib.settings import Settings
from lib.sources import markdown, starter, table
from lib.sources.comwel import Comwel
from lib.sources.lawgo import Lawgo
from lib.sources.live import LiveSource

LIVE: Mapping[str, Callable[[Settings], LiveSource]] = {Comwel.name: Comwel, Lawgo.name: Lawgo}
"""Live sources by name; each raises KeyRefusedError where the settings hold no key for it."""

KEYS = {Comwel.name: "comwel_api_key", Lawgo.name: "lawgo_oc"}
"""The field of Settings that holds a live source's key."""

TITLES = {
    starter.SOURCE: "기본 판례",
    markdown.SOURCE: "공개 판례 저장소",
    Comwel.name: Comwel.title,
    Lawgo.name: Lawgo.title,
    table.SOURCE: "표 파일",
}
"""What people call each source."""


def has_key(settings: Settings, source: str) -> bool:
    """Whether the settings hold a key for a live source; if it is good only the source can tell."""
    return bool(getattr(settings, KEYS[source]).get_secret_value().strip().strip("'\""))
