"""What a letter of the agency, of a committee or of a court says, each with the words it was read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from lib.casework.letter_masking import MaskedLetter
from lib.casework.letter_offices import PANEL_OF_THE_AGENCY
from lib.casework.letter_reasons import LetterReason
from lib.domain.taxonomy import KindB, Stage

T = TypeVar("T")


class WordRead(Protocol):
    """A word as a reader of files tells it (`lib/sources/letter_file.py`)."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def sure(self) -> float: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def box(self) -> tuple[int, int, int, int] | None: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102


class LetterText(Protocol):
    """The text of a letter as a reader of files tells it: with the words that have places, and pictures of its pages."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> Sequence[WordRead]: ...  # noqa: D102
    @property
    def pages(self) -> Sequence[bytes]: ...  # noqa: D102
    @property
    def by_ocr(self) -> bool: ...  # noqa: D102
    @property
    def unread(self) -> Sequence[int]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read, and the words it was read from: `text[start:end]` of the letter, `sure` from 0 to 1."""

    value: T
    words: str
    start: int
    end: int
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a field of the letter: the words, and why, as a sentence."""

    field: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, in the words of such papers, and whether that is against whoever asked."""

    what: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """How the letter tells of remedies: which, and within how many days where it says so."""

    remedies: tuple[str, ...]
    days: int | None


@dataclass(frozen=True)
class Letter:
    """A letter as it was understood; `text` is masked, and every place is one of it. None: not found.

    `kind` is one of KINDS (`letter_kind`). `office` wrote the letter, `first_office` made the decision that it is about where another
    did. `printed_on` is the day that it bears. `panel`: 업무상질병판정위원회 or 자문의, whoever's view it rests on.
    `reason_text` is the part that gives the reasons.
    """

    text: str
    kind: Read[str] | None = None
    stage: Stage | None = None
    office: Read[str] | None = None
    first_office: Read[str] | None = None
    printed_on: Read[date] | None = None
    benefit: Read[KindB] | None = None
    decision: Read[Decided] | None = None
    reasons: tuple[LetterReason, ...] = ()
    reason_text: str = ""
    panel: Read[str] | None = None
    review_told: Read[ReviewTold] | None = None
    diagnoses: tuple[Read[str], ...] = ()
    accident_on: Read[date] | None = None
    doubts: tuple[Doubt, ...] = ()
    source: LetterText | None = field(default=None, repr=False, compare=False)
    masked: MaskedLetter | None = field(default=None, repr=False, compare=False)

    @property
    def is_of_the_panel(self) -> bool:
        """Whether it rests on the view of 업무상질병판정위원회."""
        return self.panel is not None and self.panel.value == PANEL_OF_THE_AGENCY

    def doubts_of(self, name: str) -> tuple[Doubt, ...]:
        """What is not certain of a field."""
        return tuple(each for each in self.doubts if each.field == name)

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, tuple[int, int, int, int], bool]]:
        """Where a stretch of the text stands on the pictures: page, box, and whether a mask hides it."""
        if self.source is None or self.masked is None:
            return
        first, last = self.masked.as_read(start, end)
        hidden = [(each.start, each.end) for each in self.masked.found]
        for word in self.source.words:
            stop = word.start + len(word.text)
            if word.box and word.start < last and first < stop:
                yield (
                    word.page,
                    word.box,
                    any(one < stop and word.start < other for one, other in hidden),
                )
