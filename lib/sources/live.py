"""What every live source offers to lib.collect.sync: pages of listings, and the rulings in or behind them."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lib.domain.records import RowId
from lib.domain.ruling import Precedent
from lib.sources.http import Client, SourceError
from lib.text.said import said

JOINED = ", "
"""Stands in a key between the id of a ruling and each number that is joined to it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a listing.

    `key` names the ruling for this source for good (a serial, or court and all case numbers); it is
    empty where the row cannot be read, and `problem` says why (a Korean sentence).
    `precedent` is there where the listing itself holds the rulings.
    """

    key: str
    fingerprint: str
    """Of all that the source says in this row (`fingerprint`)."""
    precedent: Precedent | None = None
    problem: str = ""

    @property
    def id(self) -> RowId:
        """Key and fingerprint."""
        return self.key, self.fingerprint


def stray(place: int, content: str, problem: str) -> Row:
    """The row for what stands in a listing, the `place`th of its page, in the place of a ruling and is none."""
    return Row("", f"{_STRAY}{fingerprint(str(place), content)}", problem=problem)


def is_stray(row: RowId) -> bool:
    """Whether a row is no ruling at all; one that is, and cannot be read, is a row of the listing."""
    key, content = row
    return not key and content.startswith(_STRAY)


_STRAY = "-"


def fingerprint(*content: str) -> str:
    """A short value that tells this very content from any other."""
    return hashlib.blake2b("\0".join(content).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing: what the source says it has in all, and the entries of this page."""

    total: int
    rows: tuple[Row, ...]


class MissingRulingError(Exception):
    """The source has no usable ruling under this key; the message says why."""


class LiveSource(ABC):
    """A public service that can be read page by page. Its calls may raise SourceError."""

    name: str
    """As it is stored with every sighting: `comwel`, `lawgo`."""
    title: str
    """What people call it."""
    key_setting: str = ""
    """The field of Settings that holds its key; empty where it asks for none."""
    listings: Sequence[str]
    """Names of the listings; one ruling may stand in several."""
    page_size: int
    keys_grow: bool
    """True where keys are serial numbers and a larger one is newer."""
    filled: Collection[str] = ()
    """Listings that are known to hold rulings: one of these that is empty is out of order."""

    def __init__(self, client: Client, key: str) -> None:
        self._client, self._key = client, key
        self.parallel = client.manners.parallel
        self.halt = client.halt
        """Set, it makes every call end soon with HaltedError."""

    @abstractmethod
    def page(self, listing: str, number: int, size: int) -> Page:
        """Page `number` (from 1) of a listing, `size` rows to the page."""

    @abstractmethod
    def ruling(self, listing: str, key: str) -> Precedent | None:
        """The ruling behind a row; None where it is of other law. Raises MissingRulingError."""

    def place(self, page: int, row: int) -> str:
        """What the `row`th row of a page is called (both from 1), as a person is told of it."""
        return said("{source} {page}쪽 {n}번째", source=self.title, page=str(page), n=str(row))

    @property
    def ended(self) -> SourceError | None:
        """Why no further call of this source will go well; None while one may."""
        return self._client.broken

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()
