"""Whether the criteria of law are met, as far as it can be told: hours, criteria."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.casework.authority import of_serials
from lib.cli.case_input import both_argument, read_day, today_option
from lib.cli.program import CommandError, cli, json_option, opened, output, require
from lib.domain.intake import Intake
from lib.domain.records import StoredRuling
from lib.domain.shifts import MOST_LINES, ImpossibleShiftError, Line, RefusedLine, read_cells
from lib.guidance.check_answers import Answer, AnswerError
from lib.guidance.check_entries import check_data
from lib.guidance.criteria_check import Checked, check
from lib.guidance.told_impossible import impossible_told
from lib.guidance.working_hours import SHORT, WEEKS, Counted, Hours, Spread, count_hours
from lib.search.understanding import understand
from lib.sources.rows import cell_text
from lib.sources.shift_table import ShiftTableError, read_shift_lines, read_shift_table
from lib.store import Store


@cli.command("hours")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--onset", callback=read_day, help="발병일(2026-01-31처럼). 없으면 마지막 기록의 다음 날로 칩니다."
)
@click.option("--guard", is_flag=True, help="승인받은 감시·단속 업무입니다. 밤 시간을 더하지 않습니다.")
@json_option
def show_hours(file: Path, onset: date | None, guard: bool, as_json: bool) -> None:
    """FILE(csv, xlsx, txt)의 근무 기록을 고시가 세는 대로 셉니다: 주마다, 1·4·12주 평균, 밤 시간을 더하기 전과 뒤.

    열은 날짜, 시작(출근), 끝(퇴근), 휴게(분)이고, 열 이름이 없으면 '3/2 09:00~21:30 휴게 60분' 같은 줄로 읽습니다.
    """
    require([file])
    refused: list[RefusedLine] = []
    try:
        with file.open("rb") as table:
            read = read_shift_table(file.name, table, onset or date.today())
        refused = [each for each in read if isinstance(each, RefusedLine)]
        hours = count_hours([each for each in read if isinstance(each, Line)], onset, guard)
    except (ShiftTableError, ImpossibleShiftError) as error:
        raise CommandError(str(error)) from error
    except ValueError as error:
        first = f" {refused[0].row}번째 줄: {refused[0].why}" if refused else ""
        raise CommandError(f"{error}{first}") from error
    document = hours_document(hours, refused)
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


@cli.command("criteria")
@both_argument
@today_option
@json_option
def show_criteria(intake: tuple[Intake, dict[str, Any]], today: date, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 사건이 그 종류의 인정기준에 맞는지 따집니다: 충족, 미충족, 모름.

    이야기에서 읽은 답으로 따지고, "answers"에 {질문 id: 답}이 있으면 그 답을 씁니다. 답은 true/false(예/아니오), 숫자, 고를 것의
    id(여럿이면 목록)이며 "모름"이나 null은 모름입니다. "type"에는 사건 종류의 id, "shifts"에는 근무 기록
    ([{"date", "start", "end", "break_minutes"}]나 줄로 된 글), "onset"에는 발병일, "guard"에는 감시·단속인지를 적습니다.

    \b
    {"type", "name", "verdict", "questions": [{"id", "asks", "kind", "options", "answer", "shown", "from", "words"}],
     "criteria": [{"id", "says", "verdict": "met"|"not met"|"unknown", "why", "article", "against",
                   "evidence": [{"id", "what", "how"}], "beyond": [{"id", "case", "gist"}], "beyond_says"}],
     "onward": {"says", "article"}, "hours": {...}|null, "unread": [...]}
    """
    told, beside = intake
    answers = beside.get("answers") or {}
    if not isinstance(answers, dict):
        raise CommandError('INTAKE의 answers는 {"질문 id": 답} 꼴이어야 합니다.')
    if wrong := impossible_told(told, today):
        raise CommandError(wrong)
    case = understand(told)
    try:
        hours, refused = _hours_beside(answers, told)
        type_id = str(answers.get("type") or "")
        asked = {name: answers[name] for name in answers if name in check_data().questions}
        found = check(told, case, asked, hours, type_id, today=today)
    except (AnswerError, ImpossibleShiftError, ShiftTableError) as error:
        raise CommandError(f"INTAKE의 answers를 쓸 수 없습니다: {error}") from error
    if found is None:
        document: dict[str, Any] = {
            "type": None,
            "questions": [],
            "criteria": [],
            "hours": None,
            "asks": "어떤 사건인지 알 수 없습니다(모름). 진단명이나 무슨 일이 있었는지를 더 적거나 answers의 type에 종류를 적어 주세요.",
            "types": {each.id: each.name.ko for each in check_data().types.values()},
        }
        output(
            as_json,
            document,
            [document["asks"], *(f"  - {id_}: {name}" for id_, name in document["types"].items())],
        )
        return
    with opened() as (store, _index):
        document = _criteria_document(found, store)
    document["hours"] = hours and hours_document(hours, refused)
    known = {*found.type.questions, *_BESIDE_QUESTIONS}
    document["unread"] = [str(name)[:80] for name in answers if name not in known]
    output(as_json, document, _criteria_lines(document))


_BESIDE_QUESTIONS = ("type", "shifts", "onset", "guard")


def _hours_beside(answers: dict[str, Any], intake: Intake) -> tuple[Hours | None, list[RefusedLine]]:
    shifts = answers.get("shifts")
    if not shifts:
        return None, []
    onset = intake.accident_on
    if given := answers.get("onset"):
        try:
            onset = date.fromisoformat(str(given))
        except ValueError as error:
            raise AnswerError("onset: 날짜는 2026-01-31처럼 연-월-일로 적습니다.") from error
    latest = onset or date.today()
    read: list[Line | RefusedLine] = []
    if isinstance(shifts, str):
        read = list(read_shift_lines(shifts, latest))
    elif isinstance(shifts, list) and all(isinstance(each, dict) for each in shifts):
        for row, each in enumerate(shifts[:MOST_LINES], 1):
            day, start, end, rest = (_cell(each, *names) for names in _NAMES)
            read.append(read_cells(day, start, end, rest, row, latest))
    else:
        raise AnswerError("shifts: 근무 기록의 목록이나 줄로 된 글이어야 합니다.")
    try:
        hours = count_hours(
            [each for each in read if isinstance(each, Line)],
            onset,
            answers.get("guard") in (True, "true", "예"),
        )
    except ImpossibleShiftError:
        raise
    except ValueError as error:
        raise AnswerError(f"shifts: {error}") from error
    return hours, [each for each in read if isinstance(each, RefusedLine)]


_NAMES = (
    ("date", "날짜"),
    ("start", "시작", "출근"),
    ("end", "끝", "퇴근"),
    ("break_minutes", "break", "휴게(분)", "휴게"),
)


def _cell(row: dict[str, Any], *names: str) -> str:
    return cell_text(next((row[name] for name in names if name in row), ""))


def _criteria_document(found: Checked, store: Store) -> dict[str, Any]:
    held = of_serials(store, (serial for each in found.criteria for serial in each.criterion.beyond), {})
    return {
        "type": found.type.id,
        "name": found.type.name.ko,
        "verdict": found.verdict,
        "questions": [_question(each) for each in found.answers],
        "criteria": [
            {
                "id": each.criterion.id,
                "says": each.criterion.says.ko,
                "verdict": each.verdict,
                "why": each.why("ko"),
                "article": ", ".join(basis.in_language("ko") for basis in each.basis),
                "against": each.criterion.against,
                "evidence": [
                    {"id": item.id, "what": item.what.ko, "how": item.how.ko} for item in each.evidence
                ],
                "beyond": (
                    beyond := [
                        {"id": ruling.id, "case": ruling.id.replace("_", " "), "gist": _gist(ruling)}
                        for serial in each.criterion.beyond
                        if serial in held
                        for ruling, _dispute in [held[serial]]
                    ]
                ),
                "beyond_says": "" if beyond else NONE_HELD,
            }
            for each in found.criteria
        ],
        "onward": {
            "says": found.type.onward.says.ko,
            "article": ", ".join(basis.in_language("ko") for basis in found.type.onward.basis),
        },
    }


NONE_HELD = "이 기준 너머로 나아간 판결을 가지고 있지 않습니다."


def _gist(ruling: StoredRuling) -> str:
    digest = ruling.precedent.digest
    return digest.gist if digest else ""


def _question(answer: Answer) -> dict[str, Any]:
    question, value = answer.question, answer.value
    given: object = value
    if question.kind == "several":
        given = list(answer.chosen) if answer.is_known else None
    elif isinstance(value, Spread):
        given = value.low if value.is_known else [value.low, value.high]
    return {
        "id": question.id,
        "asks": question.asks.ko,
        "kind": question.kind,
        "unit": question.unit,
        "options": {option.id: option.name.ko for option in question.options},
        "answer": "모름" if given is None else given,
        "shown": answer.shown("ko"),
        "from": answer.source if answer.is_known else None,
        "words": answer.words,
    }


_MARKS = {"met": "충족", "not met": "미충족", "unknown": "모름"}


def _criteria_lines(document: dict[str, Any]) -> Iterator[str]:
    yield f"사건의 종류: {document['name']}"
    for each in document["questions"]:
        words = f' ("{each["words"]}")' if each["words"] else ""
        yield f"  ? {each['asks']} → {each['shown']}{words}"
    for each in document["criteria"]:
        yield f"[{_MARKS[each['verdict']]}] {each['says']} ({each['article']})"
        if each["why"]:
            yield f"    {each['why']}"
        yield f"    보일 자료: {each['evidence'][0]['what']}"
        yield from (f"    기준 너머의 판결: {ruling['case']}: {ruling['gist']}" for ruling in each["beyond"])
    yield f"{document['onward']['says']} ({document['onward']['article']})"
    if document["hours"]:
        yield from _hours_lines(document["hours"])
    yield from (f"읽지 않은 답: {name}" for name in document["unread"])
