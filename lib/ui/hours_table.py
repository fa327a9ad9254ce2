"""A table of hours that a person typed, pasted or uploaded, and what it comes to before the day of onset."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from lib.domain.shifts import (
    FIRST_YEAR,
    ImpossibleShiftError,
    Line,
    RefusedLine,
    lines_as_json,
    lines_from_json,
    read_cells,
)
from lib.guidance.working_hours import SHORT, WEEKS, Counted, Hours, Spread, count_hours
from lib.sources.rows import cell_text
from lib.sources.shift_table import Read, ShiftTableError, read_shift_lines, read_shift_table
from lib.text.said import sentence_of, translated
from lib.ui.kept_notes import answers, keep_answer, kept_key, remembered
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.style import bold, bullets, plain

# Names in the notes: the lines that were read, the text they were typed as, and the day of onset.
_LINES, _TEXT, _ONSET = "criteria_hours", "criteria_hours_text", "criteria_onset"
# State of this session alone: why nothing could be read, the file, the table, and what stood in it at first.
_PROBLEM, _FILE, _TABLE, _ROWS = (
    kept_key(f"criteria_hours_{name}") for name in ("problem", "file", "table", "rows")
)
_DAY, _START, _END, _REST = "day", "start", "end", "rest"
_ROWS_AT_FIRST = 7

state = st.session_state


def ask_hours(onset: date | None, guard: bool) -> Hours | None:
    """Ask for a table of hours and show what it comes to; None while there is none. `onset` as the case tells it."""
    lines = _kept_lines(onset)
    with st.expander(_("근무 기록으로 시간 세기"), icon=":material/schedule:", expanded=bool(lines)):
        st.markdown(
            _(
                "발병 앞 13주의 출근과 퇴근 시각을 주세요. 고시가 세는 대로 셉니다. 밤 10시부터 아침 6시까지는 30%를 더합니다."
            )
        )
        earliest, today = date(FIRST_YEAR, 1, 1), today_in_korea()
        chosen = st.date_input(
            _("발병일 (쓰러지거나 증상이 나타난 날. 모르면 비워 두세요)"),
            key=remembered(_ONSET, _day_between(earliest, today), _within(onset, earliest, today)),
            min_value=earliest,
            max_value=today,
            format="YYYY-MM-DD",
        )
        day = chosen if isinstance(chosen, date) else None
        latest = day or today_in_korea()
        pasted, typed, uploaded = st.tabs([_("붙여 넣기"), _("표에 적기"), _("파일 올리기")])
        with pasted:
            text = st.text_area(
                _("하루에 한 줄씩"),
                key=remembered(_TEXT, str),
                height=160,
                placeholder="3/2 09:00~21:30 휴게 60분\n3/3 오후 10시 ~ 익일 오전 6시\n3/4 휴무",
            )
            if st.button(_("이 글로 세기"), key="criteria_count_text", icon=":material/calculate:"):
                _take(lambda: read_shift_lines(text, latest))
        with typed:
            table = _editor(lines)
            if st.button(_("이 표로 세기"), key="criteria_count_table", icon=":material/calculate:"):
                _take(lambda: _of_rows(table, latest))
        with uploaded:
            file = st.file_uploader(
                _("근무 기록 파일 (csv, xlsx, txt)"), type=["csv", "tsv", "xlsx", "txt"], key=_FILE
            )
            st.caption(_("열은 날짜, 출근, 퇴근, 휴게(분)입니다. 파일은 저장하지 않습니다."))
            if file and st.button(
                _("이 파일로 세기"), key="criteria_count_file", icon=":material/calculate:"
            ):
                _take(lambda: read_shift_table(file.name, file, latest))
        if problem := state.get(_PROBLEM):
            st.warning(plain(translated(problem, _)), icon=":material/edit_note:")
        return _counted(_kept_lines(day), day, guard)


def _take(read: Any) -> None:
    keep_answer(_LINES, None)
    state.pop(_PROBLEM, None)
    try:
        keep_answer(_LINES, lines_as_json(read()))
    except (ImpossibleShiftError, ShiftTableError) as error:
        state[_PROBLEM] = sentence_of(error)


# What was read before, here or on another day; what was never written so is passed over.
def _kept_lines(onset: date | None) -> Sequence[Read]:
    try:
        return lines_from_json(answers("criteria_").get("hours", []), onset or today_in_korea())
    except (ValueError, TypeError, LookupError, OverflowError):
        return ()


def _within(day: date | None, earliest: date, latest: date) -> date | None:
    return day if day and earliest <= day <= latest else None


def _day_between(earliest: date, latest: date) -> Callable[[Any], date | None]:
    return lambda kept: None if kept is None else _within(date.fromisoformat(kept), earliest, latest)


def _counted(lines: Sequence[Read], onset: date | None, guard: bool) -> Hours | None:
    if not lines:
        return None
    refused = [each for each in lines if isinstance(each, RefusedLine)]
    hours = None
    try:
        hours = count_hours([each for each in lines if isinstance(each, Line)], onset, guard)
    except ValueError as error:
        st.warning(plain(translated(sentence_of(error), _)), icon=":material/edit_note:")
    if hours:
        _show(hours)
    if refused:
        st.markdown(bold(_("읽지 못해 세지 않은 줄 {n}개").format(n=len(refused))))
        st.markdown(
            bullets(
                _("{row}번째 줄 “{words}”: {why}").format(
                    row=each.row, words=plain(each.words), why=plain(translated(each.why, _))
                )
                for each in refused[:20]
            )
        )
    return hours


def _editor(lines: Sequence[Read]) -> list[dict[str, Any]]:
    # Under what is typed the rows stay as they were when the page was opened.
    if _TABLE not in state or _ROWS not in state:
        state[_ROWS] = _rows_of(lines) or [
            {_DAY: None, _START: "", _END: "", _REST: 60} for _row in range(_ROWS_AT_FIRST)
        ]
    edited = st.data_editor(
        state[_ROWS],
        key=_TABLE,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            _DAY: st.column_config.DateColumn(_("날짜"), format="YYYY-MM-DD"),
            _START: st.column_config.TextColumn(_("출근"), help="09:00"),
            _END: st.column_config.TextColumn(_("퇴근"), help="18:00"),
            _REST: st.column_config.NumberColumn(_("휴게(분)"), min_value=0, max_value=1440, step=10),
        },
    )
    return [dict(row) for row in edited]


# Lines as rows of the table, to go on with; none where one of them tells more than a row holds.
def _rows_of(lines: Sequence[Read]) -> list[dict[str, Any]]:
    rows = []
    for line in lines:
        if not isinstance(line, Line) or len(line.shifts) > 1 or any(each.rests for each in line.shifts):
            return []
        row: dict[str, Any] = {_DAY: line.day, _START: "", _END: "", _REST: 0}
        for shift in line.shifts:
            row |= {_START: f"{shift.start:%H:%M}", _END: f"{shift.end:%H:%M}", _REST: shift.rest}
        rows.append(row)
    return rows


def _of_rows(rows: Sequence[dict[str, Any]], latest: date) -> list[Read]:
    return [
        read_cells(
            cell_text(row[_DAY]),
            cell_text(row[_START]),
            cell_text(row[_END]),
            cell_text(row[_REST]),
            number,
            latest,
        )
        for number, row in enumerate(rows, 1)
        if row.get(_DAY)
    ]


# --- what it comes to ----------------------------------------------------------------------------


def _show(hours: Hours) -> None:
    st.markdown(bold(_("한 주에 평균 몇 시간이었나")))
    lines = []
    for span in (1, SHORT, WEEKS):
        counted = hours.averages[span]
        label = _("마지막 1주") if span == 1 else _("{n}주 평균").format(n=span)
        told = (
            _("{hours}시간, 밤을 더하면 {night}시간").format(
                hours=_number(counted.hours), night=_range(counted.between)
            )
            if counted
            else _("모름 (기록이 {n}주뿐입니다)").format(n=hours.reached)
        )
        lines.append(f"{label}: {bold(told)}")
    st.markdown(bullets(lines))
    if hours.rise:
        st.markdown(
            _("마지막 1주는 나머지 {n}주의 평균보다 {per_cent}% 많습니다. 30% 이상인지를 봅니다.").format(
                n=hours.rise.weeks, per_cent=bold(_range(hours.rise.per_cent))
            )
        )
    if hours.by_start:
        st.markdown(
            _("밤 근무를 시작한 날로 세면 {told}입니다.").format(
                told=", ".join(
                    _("{n}주 {hours}시간").format(n=span, hours=_range(each.between))
                    for span, each in hours.by_start.items()
                )
            )
        )
    st.table(
        {
            _("주"): [_("{n}주 전").format(n=each.number) for each in hours.weeks],
            _("기간"): [f"{each.first:%m-%d} ~ {each.last:%m-%d}" for each in hours.weeks],
            _("시간"): [_number(each.counted.hours) for each in hours.weeks],
            _("밤을 더하면"): [_range(each.counted.between) for each in hours.weeks],
        }
    )
    notes = [
        *(f"{gap.first} ~ {gap.last}: {plain(translated(gap.says, _))}" for gap in hours.gaps),
        *(plain(translated(note, _)) for note in hours.notes),
    ]
    st.caption("  \n".join(notes))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _range(spread: Spread) -> str:
    low, high = _number(spread.low), _number(spread.high)
    return low if low == high else f"{low} – {high}"


__all__ = ["Counted", "ask_hours"]
