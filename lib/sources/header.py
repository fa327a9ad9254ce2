"""Where the headings of a table stand: below titles and notes, in one row or in two, and on which sheet."""

import re
from collections.abc import Callable, Sequence

HEADER_WITHIN = 30
"""Rows at the top of a sheet among which its headings stand."""
LONGEST_HEADING = 20
"""Characters of a heading below another."""

_LEAST_NAMED = 2

Sureness = Callable[[Sequence[str]], float]
"""How surely some cells are the headings, from 0 for those that are none."""


def find_header(
    top: Sequence[tuple[int, Sequence[str]]], one: Sureness, two: Sureness, more: float
) -> tuple[list[str], int] | None:
    """The headings and the number of their last row, the surest of the first rows; None where none is sure at all.

    `top` has the rows with their numbers. `one` weighs a row, `two` the headings that two rows make together, which
    have to be surer by `more`.
    """
    best: tuple[list[str], int] | None = None
    most = 0.0
    widest = max((_filled(cells) for _, cells in top), default=0)
    for place, (number, cells) in enumerate(top):
        # A title stands alone in its row.
        if _filled(cells) == 1 and widest > _LEAST_NAMED:
            continue
        if (sureness := one(cells)) > most:
            best, most = (list(cells), number), sureness
        both = of_two_rows(cells, top[place + 1][1]) if place + 1 < len(top) else None
        if both and (sureness := two(both)) > most + more:
            best, most = (both, top[place + 1][0]), sureness
    return best


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def of_two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The headings of two rows, of merged cells: `통지` over `결정일` and `받은 날`; None where the lower is none."""
    told = [cell for cell in lower if cell.strip()]
    if not told or len(told) >= _filled(upper) + len(told) // 2:
        return None
    if any(len(cell) > LONGEST_HEADING or re.search(r"\d", cell) for cell in told):
        return None
    both, over = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        under = lower[place].strip() if place < len(lower) else ""
        over = above or (over if under else "")
        joined = over if under == over else f"{over} {under}".strip()
        both.append(joined if under else above)
    return both
