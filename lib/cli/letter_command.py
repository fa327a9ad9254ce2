"""A letter as a file or a photo, or a folder of them: letter."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.casework.letter import Letter
from lib.casework.letter_batch import LetterOf, UnreadLetter, cases_of, understood
from lib.casework.letter_intake import intake_document, intake_of, letter_document, settled_items
from lib.casework.letter_reading import understand_letter
from lib.cli.case_commands import deadline_lines, deadlines_document
from lib.cli.case_input import today_option
from lib.cli.program import CommandError, cli, json_option, output, paths_argument, progress_bar, require
from lib.guidance.deadlines import deadlines
from lib.guidance.told_impossible import impossible
from lib.search.understanding import understand
from lib.sources.letter_file import MOST_PAGES, UnreadableLetterError, read_letter
from lib.sources.letter_folder import PICTURES, is_zip, letters_in, read_each
from lib.text.said import sentence_of


def _received(_context: click.Context, _parameter: click.Parameter, told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        raise CommandError(f"--received {told}: 날짜는 2026-01-31처럼 연-월-일로 적습니다.") from error


@cli.command("letter")
@paths_argument
@json_option
@today_option
@click.option("--received", callback=_received, help="편지를 받은 날. 기한은 이 날부터 셉니다.")
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False),
    help="사건 목록을 적을 파일(.jsonl). triage가 읽습니다.",
)  # fmt: skip
def show_letter(
    paths: tuple[Path, ...], as_json: bool, today: date, received: date | None, out: Path | None
) -> None:
    """통지서나 결정서(사진, PDF, 한글, DOCX, 텍스트)를 읽습니다. 아무것도 밖으로 보내지 않습니다.

    사진 여러 장은 한 통의 쪽으로 읽습니다. 폴더나 zip, 여러 문서는 파일마다 한 통으로 읽어 사건 목록을 만듭니다.
    개인정보는 가리고 시작합니다.
    """
    require(paths)
    if out and out.suffix.lower() != ".jsonl":
        raise CommandError(f"-o {out}: .jsonl로 끝나는 이름을 적어 주세요.")
    are_pages = all(path.suffix.lower() in PICTURES for path in paths)
    is_one = (len(paths) == 1 or are_pages) and not any(path.is_dir() or is_zip(path.name) for path in paths)
    if is_one and not out:
        _show_one(_one(paths, today), as_json, today, received)
    else:
        _show_many(paths, as_json, today, out)


def _one(paths: tuple[Path, ...], today: date) -> Letter:
    if len(paths) > MOST_PAGES:
        raise CommandError(
            f"사진 {len(paths)}장은 한 통으로 읽기에 너무 많습니다({MOST_PAGES}장까지). 여러 통이면 폴더에 넣어 폴더를 적어 주세요."
        )
    try:
        with progress_bar("편지", "쪽") as show:
            read = read_letter([(path.name, path.read_bytes()) for path in paths], show)
    except UnreadableLetterError as error:
        raise CommandError(sentence_of(error)) from error
    return understand_letter(read, today)


def _show_one(letter: Letter, as_json: bool, today: date, received: date | None) -> None:
    document = letter_document(letter)
    output(as_json, document, _lines(letter, document, today, received))


_FIELDS = {
    "kind": "문서",
    "office": "보낸 곳",
    "printed_on": "적힌 날짜",
    "benefit": "보상",
    "decision": "결정",
    "panel": "누구의 판단",
}
_NAMES = _FIELDS | {"reasons": "이유", "diagnoses": "진단명", "accident_on": "재해일"}


def _lines(letter: Letter, document: dict[str, Any], today: date, received: date | None) -> Iterator[str]:
    for name, title in _FIELDS.items():
        yield f"{title}: {document[name] or '찾지 못함'}"
    if letter.stage:
        yield f"단계: {letter.stage}"
    if letter.diagnoses:
        yield f"진단명: {', '.join(document['diagnoses'])}"
    if letter.accident_on:
        yield f"재해일: {letter.accident_on.value}"
    for reason in document["reasons"]:
        yield f'거절 이유: "{reason["words"]}" {reason["reason"]}'
    told = document["review_told"]
    yield f"불복 방법 안내: {', '.join(told['remedies'])}" if told else "불복 방법 안내: 없음"
    for doubt in document["doubts"]:
        yield f"확인하세요: {_NAMES.get(doubt['field'], doubt['field'])} {doubt['words']} {doubt['why']}".replace(
            "  ", " "
        )
    yield from _what_follows(letter, today, received)


# The stage and the days; the day on which it came is nobody's to guess.
def _what_follows(letter: Letter, today: date, received: date | None) -> Iterator[str]:
    intake = intake_of(letter, received)
    if intake is None or (letter.decision and not letter.decision.value.refuses):
        return
    if received is None:
        yield "받은 날은 편지에 없습니다. --received 2026-01-31처럼 받은 날을 적으면 기한을 셉니다."
    elif wrong := impossible(intake, today):
        yield wrong
    else:
        case = understand(intake)
        document = deadlines_document(deadlines(intake, case, today), case, today, ())
        yield from deadline_lines(document)
    items = settled_items(letter)
    if "decision" in items:
        yield f"청구서에 적을 결정: 근로복지공단 {items.get('branch', '')} {items['decided_on']} {items['decision']} 처분"
    yield f"청구서에 적을 고지: {items.get('notice_words', '불복 방법을 알리지 않았습니다.')}"


def _show_many(paths: tuple[Path, ...], as_json: bool, today: date, out: Path | None) -> None:
    read: list[LetterOf | UnreadLetter] = []
    with progress_bar("편지", "통") as show:
        for each in understood(read_each(letters_in(paths)), today):
            read.append(each)
            show(len(read), None)
    cases, refused = cases_of(read)
    rows = [intake_document(case) for case in cases]
    document = {
        "letters": [
            {"file": Path(each.path).name, **letter_document(each.letter)}
            for each in read
            if isinstance(each, LetterOf)
        ],
        "intakes": rows,
        "refused": [{"row": each.row, "reason": each.reason} for each in refused],
    }
    if out:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    output(as_json, document, _many_lines(document, out))
    if not rows:
        raise CommandError("읽은 편지가 없습니다.")


def _many_lines(document: dict[str, Any], out: Path | None) -> Iterator[str]:
    for each in document["letters"]:
        told = (each[name] or "?" for name in ("kind", "office", "printed_on", "benefit", "decision"))
        mark = f" (확인할 것 {len(each['doubts'])})" if each["doubts"] else ""
        yield f"{each['file']}: {' · '.join(told)}{mark}"
    if document["refused"]:
        yield f"읽지 못한 것 {len(document['refused'])}개:"
        yield from (f"  {each['reason']}" for each in document["refused"])
    if out:
        yield f"적었습니다: {out}"
