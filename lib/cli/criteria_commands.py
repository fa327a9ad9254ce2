"""Whether the criteria of law are met, as far as it can be told: hours, criteria."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.cli.program import CommandError, cli, json_option, output, require
from lib.domain.shifts import ImpossibleShiftError, Line, RefusedLine
from lib.guidance.working_hours import SHORT, WEEKS, Counted, Hours, Spread, count_hours
from lib.sources.shift_table import ShiftTableError, read_shift_table


def _read_onset(_context: click.Context, _parameter: click.Parameter, day: str | None) -> date | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise CommandError(f"--onset {day}: 날짜는 2026-01-31처럼 연-월-일로 적습니다.") from error


@cli.command("hours")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--onset", callback=_read_onset, help="발병일(2026-01-31처럼). 없으면 마지막 기록의 다음 날로 칩니다."
)
@click.option("--guard", is_flag=True, help="승인받은 감시·단속 업무입니다. 밤 시간을 더하지 않습니다.")
@json_option
def show_hours(file: Path, onset: date | None, guard: bool, as_json: bool) -> None:
    """FILE(csv, xlsx, txt)의 근무 기록을 고시가 세는 대로 셉니다: 주마다, 1·4·12주 평균, 밤 시간을 더하기 전과 뒤.

    열은 날짜, 시작(출근), 끝(퇴근), 휴게(분)이고, 열 이름이 없으면 '3/2 09:00~21:30 휴게 60분' 같은 줄로 읽습니다.
    """
    require([file])
    try:
        with file.open("rb") as opened:
            read = read_shift_table(file.name, opened, onset or date.today())
        hours = count_hours([each for each in read if isinstance(each, Line)], onset, guard)
    except (ShiftTableError, ImpossibleShiftError) as error:
        raise CommandError(str(error)) from error
    except ValueError as error:
        refused = [each for each in read if isinstance(each, RefusedLine)]
        first = f" {refused[0].row}번째 줄: {refused[0].why}" if refused else ""
        raise CommandError(f"{error}{first}") from error
    document = hours_document(hours, [each for each in read if isinstance(each, RefusedLine)])
    output(as_json, document, _hours_lines(document))


def hours_document(hours: Hours, refused: list[RefusedLine]) -> dict[str, Any]:
    """The hours as JSON: numbers are hours a week, null where the entries do not reach so far back.

    `with_night` is the least where it is not told where a break lies; `with_night_range` is from the least to the most.
    """
    spans = (1, SHORT, WEEKS)
    averages = hours.averages
    rise = hours.rise
    return {
        "onset": hours.onset.isoformat(),
        "onset_given": hours.onset_is_told,
        "guard": hours.guard,
        "weeks": [
            {
                "week": week.number,
                "from": week.first.isoformat(),
                "to": week.last.isoformat(),
                **_counted(week.counted),
            }
            for week in hours.weeks
        ],
        "average": {str(span): (each := averages[span]) and _round(each.hours) for span in spans},
        "with_night": {str(span): (each := averages[span]) and _round(each.between.low) for span in spans},
        "with_night_range": {str(span): (each := averages[span]) and _range(each.between) for span in spans},
        "recorded": {"weeks": min(hours.reached, WEEKS), **_counted(hours.recorded)},
        "last_week_against_others": rise
        and {
            "last": _round(rise.last.between.low),
            "others": _round(rise.base.between.low),
            "weeks": rise.weeks,
            "per_cent": [_round(rise.per_cent.low), _round(rise.per_cent.high)],
            "verdict": rise.verdict,
        },
        "if_counted_by_start": hours.by_start
        and {str(span): _counted(each) for span, each in hours.by_start.items()},
        "gaps": [
            {"from": gap.first.isoformat(), "to": gap.last.isoformat(), "says": gap.says}
            for gap in hours.gaps
        ],
        "notes": list(hours.notes),
        "refused": [{"row": each.row, "words": each.words, "why": each.why} for each in refused],
    }


def _counted(counted: Counted) -> dict[str, Any]:
    return {
        "hours": _round(counted.hours),
        "with_night": _round(counted.between.low),
        "with_night_range": _range(counted.between),
    }


def _range(spread: Spread) -> list[float]:
    return [_round(spread.low), _round(spread.high)]


def _round(value: float) -> float:
    return round(value, 2)


def _hours_lines(document: dict[str, Any]) -> Iterator[str]:
    for week in document["weeks"]:
        yield f"{week['week']}주 전 ({week['from']} ~ {week['to']}): {_said(week['hours'], week['with_night_range'])}"
    for span, hours in document["average"].items():
        told = "모름(기록이 모자람)" if hours is None else _said(hours, document["with_night_range"][span])
        yield f"{span}주 평균: {told}"
    if rise := document["last_week_against_others"]:
        low, high = rise["per_cent"]
        shown = f"{low:g}%" if low == high else f"{low:g}~{high:g}%"
        yield f"마지막 1주는 나머지 {rise['weeks']}주 평균보다 {shown} (30% 이상인지를 봅니다)"
    yield from (f"{gap['from']} ~ {gap['to']}: {gap['says']}" for gap in document["gaps"])
    yield from document["notes"]
    yield from (
        f"읽지 못한 {each['row']}번째 줄 “{each['words']}”: {each['why']}" for each in document["refused"]
    )


def _said(hours: float, night: list[float]) -> str:
    low, high = night
    more = f"{low:g}시간" if low == high else f"{low:g}~{high:g}시간"
    return f"{hours:g}시간, 밤을 더하면 {more}"
