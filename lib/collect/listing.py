"""How far the walk over one listing of a live source is, and whether it saw everything there is.

A listing may shift and grow while it is walked, pages come back short or empty, and rows are
repeated. So a walk is complete only where the source named one number throughout, just as many
different rulings were seen, and none of their rows is new: one withdrawn and one added behind the
walker leave the number as it was, and another walk meets what slipped past.

What no walk can tell: what happens behind the last one (the next run sees it), a source that
names and gives the same part of what it has each time, and a page that is always empty where no
total says that there is more.
"""

import json
import math
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Self

from lib.domain.records import RowId
from lib.sources.live import LiveSource, Row, is_stray
from lib.text.said import said, together

RECENT = timedelta(days=1)
"""What was listed longer ago is walked anew before its rulings are fetched."""

_TRIES_OF_A_SHORT_PAGE = 3


@dataclass(frozen=True, slots=True)
class PageRead:
    """What the tries of one page brought together."""

    rows: tuple[Row, ...]
    """Different rows, of all tries."""
    totals: tuple[int, ...]
    """How many rows the listing has in all, as each try said."""
    lengths: tuple[int, ...]
    """How many rows each try brought."""
    last: tuple[RowId, ...] = ()
    """The rows of the last try, as often as it gave each."""


class Given:
    """How often a walk was given each row, where it asked for each page itself."""

    def __init__(self, size: int) -> None:
        self.size = size
        """Rows to the page that were asked for."""
        self.longest = 0
        """Rows of the longest page."""
        self.times = Counter[RowId]()
        self.farthest = 0
        """The last page that brought a row for the first time."""

    def note(self, number: int, page: PageRead, brings: bool) -> None:
        """Count the rows of a page. `brings`: whether the walk saw one of them for the first time."""
        self.longest = max(self.longest, len(page.last))
        self.times.update(row for row in page.last if not is_stray(row))
        if brings:
            self.farthest = max(self.farthest, number)

    @property
    def repeated(self) -> int:
        """Rows beyond the first of each."""
        return self.times.total() - len(self.times)


@dataclass
class Listing:
    """The walk over one listing. Kept as JSON in the store, written with the rows of each page."""

    walk: int = 0
    """The number of this walk; each has its own."""
    under_way: bool = False
    size: int = 0
    """Rows to the page."""
    pages: list[int] = field(default_factory=list)
    """Pages of this walk that are stored."""
    reach: int = 1
    """A page that may exist because the one before it was full."""
    totals: list[int] = field(default_factory=list)
    """The different totals that the source named in this walk, in the order of their coming."""
    odd: list[int] = field(default_factory=list)
    """Totals that a try named and the next one for the same page did not."""
    before: int = 0
    """The last total that it named in an earlier walk; 0 where it never named one."""
    new: int = 0
    """Rows of this walk that no earlier one had seen."""
    completed_at: str = ""
    """When a walk was last complete (ISO 8601), or empty."""

    @classmethod
    def from_json(cls, stored: str | None) -> Self:
        """The listing as it was stored; one that was never walked for None."""
        values = json.loads(stored) if stored else {}
        return cls(**{each.name: values[each.name] for each in fields(cls) if each.name in values})

    def to_json(self) -> str:
        """The listing as text to store."""
        return json.dumps(asdict(self), separators=(",", ":"))

    def begin(self, size: int) -> None:
        """Begin another walk."""
        self.walk += 1
        self.before = self.total or self.before
        self.under_way, self.size, self.reach, self.new = True, size, 1, 0
        self.pages, self.totals, self.odd = [], [], []

    def complete(self) -> None:
        """Note that the walk saw everything."""
        self.under_way, self.completed_at = False, datetime.now(UTC).isoformat()

    @property
    def total(self) -> int | None:
        """How many rows there are by the source's last word; None where it gave none."""
        return self.totals[-1] if self.totals else None

    @property
    def is_recent(self) -> bool:
        """Whether a walk was complete within the last day; one that a clock ahead of ours dated is not."""
        if not self.completed_at:
            return False
        return timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(self.completed_at) < RECENT

    def missing_pages(self) -> list[int]:
        """The pages that this walk has yet to read, as far as is known."""
        # One odd total far too high does not have hundreds of empty pages asked for.
        last = max(self.reach, math.ceil((self.total or 0) / self.size))
        # Asked for every page of a walk: the pages read are made a set of once.
        read = set(self.pages)
        return [number for number in range(1, last + 1) if number not in read]

    def read(self, source: LiveSource, name: str, number: int) -> PageRead:
        """Ask for a page; one that is shorter than it should be, or names another total, is asked for again.

        Raises SourceError.
        """
        known = self.total
        rows: dict[RowId, Row] = {}
        totals: list[int] = []
        lengths: list[int] = []
        for _ in range(_TRIES_OF_A_SHORT_PAGE):
            page = source.page(name, number, self.size)
            rows |= {row.id: row for row in page.rows}
            totals.append(page.total)
            lengths.append(len(page.rows))
            full = lengths[-1] >= min(self.size, max(*totals, *self.totals, 0) - (number - 1) * self.size)
            if full and known in (None, page.total):
                break
        last = tuple(row.id for row in page.rows)
        return PageRead(tuple(rows.values()), tuple(totals), tuple(lengths), last)

    def note(self, number: int, page: PageRead, brings: bool) -> None:
        """Learn from a page what the source says it has, and how large its pages are.

        `brings`: whether this walk saw one of its rows for the first time.
        """
        # There is no such page, say answers with a total of nothing. What only an earlier try said is odd, unless
        # it is said of another page as well.
        total = next((total for total in reversed(page.totals) if total), None)
        if total and total != self.total:
            self.totals = [each for each in self.totals if each != total] + [total]
        for other in set(page.totals) - {0, total}:
            if other in self.odd and other not in self.totals:
                self.totals.insert(0, other)
            self.odd.append(other)
        # Without a total only the pages themselves can tell that there is another.
        if brings and (max(page.lengths) >= self.size or not self.total):
            self.reach = max(self.reach, number + 1)
        elif number == 1 and len(page.lengths) == _TRIES_OF_A_SHORT_PAGE and len(set(page.lengths)) == 1:
            # The source gives smaller pages than it was asked for.
            self.size = page.lengths[0] or self.size

    def go_beyond(self, seen: Collection[RowId], given: Given) -> bool:
        """Ask for one page more where rows are missing and the last page brought some; whether there is one."""
        last = max(self.pages, default=0)
        lacks = self.total is not None and count_rulings(seen) < self.total
        if not (lacks and last and given.farthest == last and self.reach <= last):
            return False
        self.reach = last + 1
        return True

    def saw_everything(self, seen: Collection[RowId]) -> bool:
        """Whether a walk that saw these different rows missed none."""
        return self.totals == [count_rulings(seen)] and not self.new

    def counts_repeats(self, seen: Collection[RowId], given: Given, before: Given | None) -> bool:
        """Whether the source itself lists some rows more than once, and the walk missed none.

        A page that repeats a row in place of another cuts its list so at its pages' ends: another row where
        the pages have another size. What two walks over pages of different size were given as often, and is
        as many rows as the source says, is the list.
        """
        if before is None or before.times != given.times or before.size == given.size or self.new:
            return False
        as_asked = all(each.longest <= each.size for each in (before, given))
        lost = len(given.times) - count_rulings(given.times)
        return (
            as_asked
            and given.times.keys() == {row for row in seen if not is_stray(row)}
            and self.totals == [given.times.total() - lost]
        )

    def lists_no_more(self, seen: Collection[RowId]) -> bool:
        """Whether these different rows are as many as the source says, and fewer rulings: it gave all it lists."""
        return self.totals == [len(seen)] and count_rulings(seen) < len(seen)

    def shortfall(
        self, gave: int, stopped: bool, repeated: int = 0, editions: int = 0, strays: int = 0
    ) -> str:
        """What the source says and how many rulings it gave, until a run was stopped (a Korean sentence).

        `repeated`: how many of its rows it had given already; `editions`: how many said otherwise of a ruling
        that another row is of; `strays`: how many were no rulings.
        """
        if not self.totals:
            if self.before:
                return said(
                    "출처는 지난번에 {before}건이라고 했는데 이번에는 {gave}건을 주었습니다.",
                    before=f"{self.before:,}",
                    gave=f"{gave:,}",
                )
            return said("출처는 전체 건수를 말하지 않고(0건) {gave}건을 주었습니다.", gave=f"{gave:,}")
        both = {"total": f"{self.total:,}", "gave": f"{gave:,}"}
        if stopped:
            return said("출처는 {total}건이라고 하는데 이번에는 {gave}건까지만 받았습니다.", **both)
        sentences = [
            said("출처는 {total}건이라고 하는데 {gave}건만 주었습니다.", **both)
            if gave < self.totals[-1]
            else said("출처는 {total}건이라고 하는데 {gave}건을 주었습니다.", **both)
        ]
        if repeated:
            sentences.append(said("{n}건은 이미 준 판례를 되풀이한 것입니다.", n=f"{repeated:,}"))
        if editions:
            sentences.append(
                said("{n}건은 사건번호가 같은 다른 글이라 가장 긴 것만 가졌습니다.", n=f"{editions:,}")
            )
        if strays:
            sentences.append(said("{n}건은 판례가 아닌 다른 값입니다.", n=f"{strays:,}"))
        if len(self.totals) > 1:
            counts = ", ".join(f"{each:,}" for each in self.totals)
            sentences.append(said("받는 동안 그 수가 {counts}건으로 바뀌었습니다.", counts=counts))
        elif self.totals == [gave]:
            sentences.append(said("받는 동안 목록의 내용이 계속 바뀌었습니다."))
        return together(sentences)


def count_rulings(rows: Collection[RowId]) -> int:
    """How many rulings these rows are, of which only one is held for a key; without a key each is one.

    What is no ruling at all is none.
    """
    return len({key or fingerprint for key, fingerprint in rows if not is_stray((key, fingerprint))})


def find_corrected(now: Collection[RowId], before: Collection[RowId], seen: Collection[RowId]) -> set[str]:
    """The keys whose one row until `now` gave way to another: the source corrected these rulings.

    `before` are the rows of these keys in all walks, `seen` those of this walk. Of two rows beside each
    other neither corrects the other, and the fuller text is held.
    """
    counts, known = (Counter(key for key, _ in rows) for rows in (now, before))
    single = {key for key, _ in set(now) - set(before) if counts[key] == known[key] == 1}
    return single - {key for key, _ in seen}
