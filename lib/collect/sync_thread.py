"""A sync beside the page that shows it."""

import threading
from collections.abc import Callable

from lib.access import Doing, Used, Visitor
from lib.collect.calls import Control
from lib.collect.importing import SyncIndex
from lib.collect.sync import SyncProgress, SyncReport, sync
from lib.sources.http import SourceError
from lib.sources.live import LiveSource
from lib.store import Store, StoreError
from lib.text.said import said, sentence_of


class BackgroundSync:
    """A sync in a thread of its own, for a page that is drawn again and again meanwhile.

    `progress` is the latest there is; when `running` is over either `report` is there or `problem`
    says what went wrong.
    """

    def __init__(
        self,
        connect: Callable[[], LiveSource],
        store: Store,
        sync_index: SyncIndex,
        by: Visitor,
        limit: int | None = None,
    ) -> None:
        """Starts at once. `connect` makes the source (lib.sources.registry.LIVE) and may raise SourceError.

        Raises AccessRefusedError.
        """
        by.require(Doing.SYNC)
        by.take(Used.IMPORTS)
        self._control = Control()
        self.progress: SyncProgress | None = None
        self.report: SyncReport | None = None
        self.problem = ""
        self._thread = threading.Thread(
            target=self._run, args=(connect, store, sync_index, limit), name="sync", daemon=True
        )
        self._thread.start()

    def control(self, by: Visitor) -> Control:
        """What pauses and stops it. Raises AccessRefusedError."""
        by.require(Doing.SYNC)
        return self._control

    @property
    def running(self) -> bool:
        """Whether it is still at work, paused or not."""
        return self._thread.is_alive()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, at most `timeout` seconds."""
        self._thread.join(timeout)

    def _run(
        self, connect: Callable[[], LiveSource], store: Store, sync_index: SyncIndex, limit: int | None
    ) -> None:
        try:
            source = connect()
            try:
                self.report = sync(source, store, sync_index, limit, None, self._note, self._control)
                self.problem = self.report.problem
            finally:
                source.close()
        except (SourceError, StoreError) as error:
            self.problem = sentence_of(error)
        except Exception as error:
            # Nobody would ever see what a thread raises.
            self.problem = said(
                "예상하지 못한 오류로 멈췄습니다({kind}). 받은 판례는 그대로 있습니다.",
                kind=type(error).__name__,
            )

    def _note(self, progress: SyncProgress) -> None:
        self.progress = progress
