"""How a server cuts its list into pages, and what it does wrong every time it is asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Item = TypeVar("Item")


@dataclass
class Paging:
    """Change it at any time. Pages are counted from 1."""

    largest: int = 1000
    """More rows to the page are not given, whatever is asked for."""
    empty: Collection[int] = ()
    """Pages that come back without rows."""
    empty_says_nothing: bool = False
    """Whether an empty page also says that there is nothing in all."""
    lacking: Mapping[int, int] = field(default_factory=dict)
    """Page → how many rows are left out of its middle."""
    repeating: Collection[int] = ()
    """Pages whose first row is the last one of the page before."""
    says: Callable[[int], int] = int
    """The total that is told, of the true one."""
    after_page: Callable[[], object] = lambda: None
    """Called when a page has been made up, with the lock held: the list may change."""

    def cut(self, listed: Sequence[Item], number: int, asked: int, fault: str) -> tuple[int, list[Item]]:
        """The total that is told and the rows of a page."""
        size = min(asked, self.largest)
        total = self.says(len(listed))
        if fault == "shifted":
            listed = [*listed[7:], *listed[:7]]
        if fault == "total":
            total = total * 2 if number % 2 else max(1, total // 2)
        start = (number - 1) * size
        rows = list(listed[start : start + size])
        if fault == "doubled":
            rows = rows[:-1] + rows[:1]
        if number in self.repeating and start:
            rows[:1] = [listed[start - 1]]
        if lacking := self.lacking.get(number, 0):
            middle = len(rows) // 2
            del rows[middle : middle + lacking]
        if fault == "empty" or number in self.empty:
            return 0 if self.empty_says_nothing else total, []
        return total, rows
