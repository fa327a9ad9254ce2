"""The day of receipt that the cell of the stage tells: `1심 패소 11/18 송달`, `재심사 중(심사 기각 8/31 수령)`."""

import re
from datetime import date

from lib.domain.told_cell import CellError, folded
from lib.domain.told_cell_days import RECEIVED, read_day_cell
from lib.domain.told_cell_stages import CellStage, read_stage_cell
from lib.text.written_days import WRITTEN_DAY

_PARTS = re.compile(r"[()\[\],;→]|->|(?<=[가-힣\s])/")


def received_by_stage(cell: str, stage: CellStage, today: date, told_on: date | None) -> date | None:
    """The day on which the last decision came, where the cell of the stage has one day of a receipt behind its name.

    `stage` is what was read of the cell. A day of an earlier decision, or of what was filed, is none.
    """
    words = folded(cell)
    received = [
        match.start()
        for match in WRITTEN_DAY.finditer(words)
        if RECEIVED.search(_PARTS.split(words[match.start() :], maxsplit=1)[0])
    ]
    if len(received) != 1:
        return None
    (start,) = received
    # Before the day a longer cell may name what was asked for since: the day is of the decision named last before it.
    try:
        before = read_stage_cell(words[:start].strip(" (,"))
        day = read_day_cell(_PARTS.split(words[start:], maxsplit=1)[0], today, told_on, True).day
    except CellError:
        return None
    return day if before.stage is not None and before.stage is stage.stage else None
