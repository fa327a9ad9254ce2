"""The whole store over one database file."""

from collections.abc import Callable
from pathlib import Path

from lib.store.answers import Answers
from lib.store.collected import Collected
from lib.store.imports import Imports
from lib.store.migrations import prepare
from lib.store.office_cases import OfficeCases


class Store(Collected, Imports, Answers, OfficeCases):
    """The rulings and kept cases of one database file, which is made when it is not there yet.

    `held_before` tells how many rulings whatever follows the file has seen in it (the index does): an
    empty file where there were some is refused, not begun anew. A home that cannot be written is opened
    `read_only`. Every method may raise StoreError. One Store may be shared by threads; each process opens its own.
    """

    def __init__(self, path: Path, held_before: Callable[[], int] = lambda: 0) -> None:
        super().__init__(path)
        try:
            prepare(self, held_before)
        except BaseException:
            self.close()
            raise
