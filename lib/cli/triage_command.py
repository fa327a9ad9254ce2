"""The intakes of a labour attorney's office, sorted: triage."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.access import OWNER, Doing
from lib.casework.conflicts import (
    NO_KEY,
    OTHER_KEY,
    NameKeyError,
    NameMarks,
    check_key,
    flagged,
    held_conflicts,
    name_marks,
    remember,
)
from lib.casework.letter_batch import LetterCases, understood
from lib.casework.memo import file_name, memo
from lib.casework.office_urgency import by_urgency, is_urgent
from lib.casework.triage import Triaged, triage, triage_each, version_of
from lib.casework.triage_processes import MOST_JOBS, Processes, usual_jobs
from lib.casework.triage_sheet import as_lines, flag_name, workbook
from lib.cli.case_input import today_option
from lib.cli.program import CommandError, cli, json_option, opened, output, progress_bar, require, say
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.settings import read_settings
from lib.sources.intake_table import IntakeTableError, is_intake_table, read_whole
from lib.sources.intake_template import template
from lib.sources.letter_folder import is_zip, letters_in, read_each

_WHO = "command line"
_LONGEST_LIST = 100


@cli.command("triage")
@click.argument("intakes", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False),
    help="결과를 적을 파일: .xlsx 또는 .jsonl.",
)  # fmt: skip
@json_option
@click.option("--list", "list_name", help="사건을 둘 목록의 이름. 적지 않으면 파일 이름입니다.")
@today_option
@click.option("--keep-names", is_flag=True, help="이름, 전화 같은 개인정보를 가리지 않습니다.")
@click.option(
    "--memos", type=click.Path(path_type=Path, file_okay=False), help="사건마다 메모(.docx)를 둘 폴더."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    help="함께 일할 프로세스 수. 하나에 메모리 100 MB쯤 더 듭니다. 적지 않으면 코어 수, 많아도 둘입니다.",
)
@click.option(
    "--template", "template_path", type=click.Path(path_type=Path, dir_okay=False),
    help="빈 양식(.xlsx)을 이 파일에 적고 끝냅니다.",
)  # fmt: skip
def triage_intakes(
    intakes: Path | None,
    out: Path | None,
    as_json: bool,
    list_name: str | None,
    today: date,
    keep_names: bool,
    memos: Path | None,
    jobs: int | None,
    template_path: Path | None,
) -> None:
    """상담 표 INTAKES(.csv, .tsv, .xlsx, .jsonl)나 편지 폴더, 편지 zip의 사건을 급한 것부터 정리합니다.

    편지는 파일마다 한 통입니다(사진, PDF, 한글, DOCX, 텍스트). 읽지 못한 편지는 까닭과 함께 따로 알립니다.
    개인정보는 가리고 시작합니다. 중간에 멈춰도 끝난 행은 남고, 다시 실행하면 나머지만 합니다.
    """
    OWNER.require(Doing.TRIAGE)
    if template_path:
        template_path.write_bytes(template())
        say(f"양식을 적었습니다: {template_path}", err=as_json)
        if not intakes:
            return
    if intakes is None:
        raise CommandError(
            "상담 표 파일이나 편지 폴더를 적어 주세요. 빈 양식은 --template 양식.xlsx로 받습니다."
        )
    if out and out.suffix.lower() not in (".xlsx", ".jsonl"):
        raise CommandError(f"-o {out}: .xlsx나 .jsonl로 끝나는 이름을 적어 주세요.")
    require([intakes])
    started = time.perf_counter()
    are_letters = intakes.is_dir() or is_zip(intakes.name)
    cases, refused, unread = ([], [], ()) if are_letters else _read(intakes, today)
    settings = read_settings()
    processes = Processes(
        settings.database_path, settings.index_path, today, min(jobs or usual_jobs(), max(1, len(cases)))
    )
    marks = _marks()
    name = list_name or _name_of(intakes.resolve())[:_LONGEST_LIST]
    parties = {case.row: case.parties for case in cases}
    done: list[Triaged] = []
    with processes, opened() as (store, _index), _shown(are_letters) as show:
        sorted_out = (
            triage_each(
                LetterCases(understood(read_each(letters_in([intakes])), today)), processes.analyse, version_of(store),
                store, name, _WHO,
            )
            if are_letters
            else triage(
                cases, processes.analyse, version_of(store), store, name, _WHO,
                keep_names,
            )
        )  # fmt: skip
        for n, each in enumerate(sorted_out, start=1):
            if isinstance(each, Triaged):
                done.append(each)
                if marks and any(parties.get(each.row, {}).values()):
                    remember(parties[each.row], marks, store, name, each.case)
            else:
                refused.append(each)
            show(n, None if are_letters else len(cases))
        said = NO_KEY if marks is None else "" if check_key(marks, store) else OTHER_KEY
        rows = by_urgency(
            flagged(each.document(today), held_conflicts(store, name, each.case)) for each in done
        )
    left_out = [{"row": each.row, "reason": each.reason} for each in sorted(refused, key=_row)]
    document = {"rows": rows, "refused": left_out, "seconds": round(time.perf_counter() - started, 2)}
    if out:
        is_lines = out.suffix.lower() == ".jsonl"
        out.write_bytes(as_lines(rows) if is_lines else workbook(rows, left_out, today.isoformat()))
    if memos:
        _write_memos(memos, rows, today)
    if unread and as_json:
        say(_not_read(unread), err=True)
    kept = sum(each.was_kept for each in done)
    lines = _lines(document, kept, unread, out, memos)
    output(as_json, document, (*lines, *([said] if said else [])))
    if are_letters and not rows:
        raise CommandError("읽은 편지가 없습니다.")


def _name_of(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


# Letters are counted as they are read.
def _shown(are_letters: bool) -> AbstractContextManager[Callable[..., None]]:
    return progress_bar("편지", "통") if are_letters else progress_bar("사건", "건")


# Makes marks of names, where there is a key.
def _marks() -> NameMarks | None:
    try:
        return name_marks(read_settings().name_key.get_secret_value())
    except NameKeyError as error:
        raise CommandError(str(error)) from error


def _read(path: Path, today: date) -> tuple[list[OfficeCase], list[RefusedCase], tuple[str, ...]]:
    if not is_intake_table(path.name):
        raise CommandError(f"{path.name}: .csv, .tsv, .xlsx, .jsonl 파일이나 편지 폴더, 편지 zip만 읽습니다.")
    try:
        with path.open("rb") as file:
            return read_whole(path.name, file, today)
    except IntakeTableError as error:
        raise CommandError(f"{path.name}: {error}") from error


def _row(refused: RefusedCase) -> int:
    return refused.row


def _write_memos(folder: Path, rows: Sequence[dict[str, Any]], today: date) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for row in rows:
        name = file_name(row["case"], row["row"])
        if name.lower() in taken:
            name = file_name(f"{Path(name).stem} {row['row']}", row["row"])
        taken.add(name.lower())
        (folder / name).write_bytes(memo(row, today))


def _not_read(columns: Sequence[str]) -> str:
    return f"읽지 않은 열: {', '.join(columns)}"


def _lines(
    document: dict[str, Any], kept: int, unread: Sequence[str], out: Path | None, memos: Path | None
) -> Iterator[str]:
    rows, refused = document["rows"], document["refused"]
    yield f"사건 {len(rows)}건을 정리했습니다({document['seconds']:.1f}초)." + (
        f" {kept}건은 전에 끝난 것입니다." if kept else ""
    )
    for row in rows:
        urgent = row["urgency"]
        mark = "!" if is_urgent(row) else " "
        flags = "".join(f" [{flag_name(flag['flag'])}]" for flag in row["flags"])
        yield f"{mark} {row['case']}: {urgent['what']} {urgent['due'] or ''} {urgent['says']}{flags}"
    if refused:
        yield f"받지 못한 행 {len(refused)}개:"
        yield from (f"  {each['row']}행: {each['reason']}" for each in refused)
    if unread:
        yield _not_read(unread)
    if out:
        yield f"적었습니다: {out}"
    if memos:
        yield f"메모를 적었습니다: {memos}"
