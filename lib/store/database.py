"""The whole store over one database file."""

from pathlib import Path

from lib.store.answers import Answers
from lib.store.collected import Collected
from lib.store.imports import Imports
from lib.store.migrations import prepare


class Store(Collected, Imports, Answers):
    """The rulings of one database file, which is made when it is not there yet.

    Every method may raise StoreError. One Store may be shared by threads; each process opens its own.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            prepare(self)
        except BaseException:
            self.close()
            raise
