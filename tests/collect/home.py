"""A home to sync into from a local server, and whether it holds what the server has."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.collect.sync import SyncReport, sync
from lib.search.index import SearchIndex
from lib.settings import Settings
from lib.sources import registry
from lib.store import Store
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.faults import Faults
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.paging import Paging
from tests.servers.rulings import Served
from tests.servers.server import LocalServer

SOURCES = ["comwel", "lawgo"]


class BrokenPage(ComwelServer):
    """A server whose page of the number `broken` is never an answer."""

    broken = "3"

    def refusal(self, query, operation):  # type: ignore[no-untyped-def]
        return "<oops/>" if query.get("pageNo") == self.broken else super().refusal(query, operation)


@dataclass
class Home:
    folder: Path
    store: Store
    index: SearchIndex

    def sync(self, server: LocalServer, **options: object) -> SyncReport:
        source = registry.LIVE[name_of(server)](settings(server))
        try:
            return sync(source, self.store, self.index.sync, **options)  # type: ignore[arg-type]
        finally:
            source.close()

    def lacks(self, served: Sequence[Served], of: str) -> list[str]:
        """Ids of the rulings that are not held from this source as they are served."""
        held = {each.id: each for each in self.store.since(0)}
        return [
            each.id
            for each in served
            if not (
                (ruling := held.get(each.id))
                and of in [seen.source for seen in ruling.sightings]
                and ruling.precedent.text == text_of(each, of)
            )
        ]

    def assert_holds(self, served: Sequence[Served], of: str) -> None:
        """Every ruling once, with its text, nothing else, and the index in step."""
        assert self.lacks(served, of) == []
        state = self.index.state(self.store)
        assert self.store.count() == len(served)
        assert state.in_step and state.documents == len(served)


def text_of(served: Served, of: str) -> str:
    """The text that must be held of a ruling; a published one of 국가법령정보 has its 판시사항 ahead."""
    published = served.holding and of == "lawgo"
    ahead = f"## 판시사항\n\n{served.holding}\n\n## 판례내용\n\n" if published else ""
    return ahead + served.text


def name_of(server: LocalServer) -> str:
    return "comwel" if isinstance(server, ComwelServer) else "lawgo"


def settings(server: LocalServer) -> Settings:
    return Settings(  # type: ignore[call-arg]
        comwel_api_key=KEY,  # type: ignore[arg-type]
        comwel_base_url=server.url,
        comwel_pause_seconds=0,
        lawgo_oc=OC,  # type: ignore[arg-type]
        lawgo_base_url=server.url,
        lawgo_pause_seconds=0,
        http_timeout_seconds=5,
    )


def server_of(
    name: str, served: Sequence[Served], faults: Faults | None = None, paging: Paging | None = None
) -> ComwelServer | LawgoServer:
    kind = ComwelServer if name == "comwel" else LawgoServer
    return kind(served, faults, paging=paging, slow_seconds=0.05)
