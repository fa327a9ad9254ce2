"""What is held of rulings, of live sources and of calls to models: the records the store gives and takes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lib.domain.labels import Labels
from lib.domain.ruling import Precedent
from lib.domain.sections import Sections, read_sections
from lib.domain.side import Side, read_side, read_standing
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit

KOREA = ZoneInfo("Asia/Seoul")
"""What a day is: the Korean one, wherever the machine stands."""


class Change(StrEnum):
    """What an upsert did with one precedent."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Origin(StrEnum):
    """How a ruling came to be held: it decides what may be counted over it."""

    CHOSEN = "chosen"
    """Somebody picked it: a share of such rulings is the picker's balance, not the courts'."""
    LISTING = "listing"
    """It stood in a public listing that was taken in whole."""
    RANDOM = "random"
    """It was drawn by chance from all industrial-accident rulings of a folder."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A whole public listing that was taken in, or a random sample of one.

    `place` is the live source or the folder; `total` how many rulings the listing has, as the source or
    the person who vouches for it says, or how many were drawn; `at` when it was complete (UTC). `seed`
    draws the same sample again; None for a listing.
    """

    origin: Origin
    place: str
    total: int
    at: datetime
    seed: int | None = None

    @property
    def day(self) -> date:
        """The day of `at` in Korea."""
        return self.at.astimezone(KOREA).date()


@dataclass(frozen=True, slots=True)
class Sighting:
    """That one source gave a ruling, with the source's own words for it.

    `origin` is how it came, and `collection` the number of the Collection it came with, if any.
    `from_file`: a person's file says so, which ranks below every official source.
    """

    source: str
    source_serial: str | None
    source_url: str | None
    kind_a: str | None
    kind_b: str | None
    kind_c: str | None
    fetched_at: datetime | None
    origin: Origin = Origin.CHOSEN
    collection: int | None = None
    from_file: bool = False


class Way(StrEnum):
    """How a person handed over what an import took in."""

    FILES = "files"
    """Files and folders named on the command line."""
    UPLOAD = "upload"
    PASTED = "pasted"
    BEFORE = "before"
    """By a program that kept no imports apart."""


BEFORE = 0
"""The number of the import of all that such a program took in; it cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Import:
    """What was taken in from a person's files at one time.

    `what` names the files, fit to print. `vouched`: the person says that they come from where they say,
    so that rulings known from them alone count. `added` rulings were new and `changed` ones gained something
    when it came; it speaks of `rulings` in all, `differing` of which it tells otherwise than they are
    held, and `uncounted` of which are known from nobody who was vouched for.
    """

    number: int
    at: datetime
    way: Way
    what: str
    vouched: bool
    added: int
    changed: int
    rulings: int = 0
    differing: int = 0
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class Saying:
    """What one import says of a held ruling.

    `outcome` is read from the text it gave; None where that is the ruling's own text, or tells none.
    `gave_text`: it brought a text of its own, and `lends_text`: that is the text of the ruling.
    """

    number: int
    source: str
    vouched: bool
    title: str
    decided_on: date | None
    outcome: Outcome | None
    gave_text: bool
    lends_text: bool
    word: str | None = None
    """The result (결과유형) in the file's own word."""


@dataclass(frozen=True, slots=True)
class StoredRuling:
    """A ruling as it is held: merged from its sources, labelled, and seen where.

    `unvouched`: only files of persons who vouched for nothing tell of it; it is marked and not counted.
    """

    id: str
    precedent: Precedent
    labels: Labels
    sightings: tuple[Sighting, ...]
    classifier_version: int
    revision: int
    unvouched: bool = False

    # What an older classifier labelled is read here until it is labelled again.

    @property
    def sections(self) -> Sections:
        """The plain text cut into its parts; a ruling with only a digest has none."""
        text, stored = self.precedent.plain_text, self.labels.sections
        return read_sections(text) if stored is None else Sections(text, stored)

    @property
    def side(self) -> Side:
        """Which party the worker's side is in this suit."""
        return self.labels.side or read_side(self.sections, self.precedent.title)

    @property
    def suit(self) -> Suit:
        """What kind of suit this is."""
        if self.labels.suit:
            return self.labels.suit.value
        digest = self.precedent.digest
        return read_standing(self.sections, self.precedent.title, digest.plaintiff if digest else "").suit


class ListedRuling(NamedTuple):
    """A ruling without its texts: what lists, facets and statistics need. `unvouched` ones are not counted."""

    id: str
    court: str
    case_number: str
    title: str
    year: int | None
    decided_on: date | None
    instance: Instance
    outcome: Outcome
    kind_b: KindB
    kind_c: KindC
    disease_category: Disease
    issue_category: Issue
    suit: Suit
    has_text: bool
    has_digest: bool
    unvouched: bool = False


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """How many rulings are held, and from where.

    `by_source`: rulings that each source gave; one ruling may count under several. `last_fetched`: per
    source, when it was last read (UTC).
    """

    rulings: int
    by_source: dict[str, int]
    with_text: int
    last_fetched: dict[str, datetime]
    revision: int


@dataclass(frozen=True, slots=True)
class CollectedEntry:
    """What came of one entry of a live source's listing: a ruling, or why there is none.

    A `note` is a Korean sentence. `left_out` marks a ruling of other law, which is never asked for again.
    """

    key: str
    precedent: Precedent | None = None
    note: str = ""
    left_out: bool = False


RowId = tuple[str, str]
"""What tells a row of a listing from every other: its key, and the fingerprint of what it says."""


class Walk(NamedTuple):
    """One pass over one listing of a live source."""

    source: str
    listing: str
    number: int


class Spent(NamedTuple):
    """What calls of models took.

    `calls` and `tokens` count towards the limits: they include calls without an answer that may have
    cost something, and reservations of calls under way. `answered` and `failed` calls are over;
    `seconds` and `cost` (US dollars, of the answered calls whose price is known; `unpriced` counts
    the others) are theirs.
    """

    calls: int
    tokens: int
    answered: int
    failed: int
    seconds: float
    cost: float
    unpriced: int
