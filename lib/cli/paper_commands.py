"""Papers on a person's case as Word files: the request for review or re-examination, the request for the file, the report."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.casework.analysis import Analysis, analyze
from lib.casework.appeal import Draft, NoDraft, Paper, case_to_contest, draft_appeal
from lib.casework.crisis import first_said
from lib.casework.disclosure import disclosure_request
from lib.casework.office_findings import held
from lib.casework.paper_lines import as_word
from lib.casework.report import report
from lib.cli.case_input import intake_argument, today_option
from lib.cli.program import CommandError, cli, json_option, opened, output
from lib.domain.intake import Intake
from lib.domain.told_dates import filled
from lib.guidance.told_impossible import impossible

_ENDING = ".docx"


def _read_place(_context: click.Context, _parameter: click.Parameter, place: Path) -> Path:
    if place.suffix.lower() != _ENDING:
        raise CommandError(f"-o {place}: 파일 이름은 {_ENDING}로 끝나야 합니다.")
    return place


place_option = click.option(
    "-o",
    "--output",
    "place",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_read_place,
    help="쓸 파일(.docx). 있으면 새로 씁니다.",
)


@cli.command("appeal")
@intake_argument
@today_option
@click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    help="둘 다 낼 수 있을 때 쓸 것. 적지 않으면 먼저 할 수 있는 것을 씁니다.",
)
@place_option
@json_option
def write_appeal(intake: Intake, today: date, paper: str | None, place: Path, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)으로 심사청구서나 재심사청구서의 초안을 씁니다. AI 모델을 쓰지 않습니다."""
    intake = _contested(intake, today)
    with opened() as (store, index):
        rulings = held(store, index)
        analysis = analyze(intake, store, index, rulings.counted, dispute_of=rulings.dispute_of)
        draft = draft_appeal(
            analysis, store, rulings.dispute_of, today, wanted=Paper(paper) if paper else None
        )
    if isinstance(draft, NoDraft):
        raise CommandError(draft.why)
    if paper and draft.paper != paper:
        raise CommandError(f"이 사건에서 쓸 수 있는 것은 {', '.join(draft.choices)}입니다.")
    place.write_bytes(as_word(draft.lines))
    output(as_json, _document(draft, place), _lines(draft, analysis, place))


def _contested(intake: Intake, today: date) -> Intake:
    if wrong := impossible(intake, today):
        raise CommandError(wrong)
    return case_to_contest(filled(intake, today)[0], today)


def _document(draft: Draft, place: Path) -> dict[str, Any]:
    due = draft.deadline.due
    return {
        "paper": draft.paper,
        "choices": list(draft.choices),
        "due": due and due.isoformat(),
        "file": str(place),
        "asks": [each.question for each in draft.asks],
        "warnings": list(draft.warnings),
        "left_out": [{"words": each.words, "why": each.why} for each in draft.account.left_out],
        "rulings": [
            {
                "id": each.id,
                "citation": each.citation,
                "quotes": [{"text": one.text, "start": one.start, "end": one.end} for one in each.quotes],
            }
            for each in draft.authorities
        ],
    }


def _lines(draft: Draft, analysis: Analysis, place: Path) -> Iterator[str]:
    if first := first_said(analysis.needs_support, analysis.understood):
        yield first
    yield f"{draft.paper} 초안: {place}"
    if draft.deadline.due:
        yield f"기한: {draft.deadline.due}까지"
    if draft.deadline.to_whom:
        yield draft.deadline.to_whom.ko
    yield from draft.warnings
    if draft.asks:
        yield "빈칸으로 둔 것"
    yield from (f"  - {each.question}" for each in draft.asks)
    if draft.account.left_out:
        yield "이야기에서 넣지 않은 말"
    yield from (f"  - “{each.words}” {each.why}" for each in draft.account.left_out)


@cli.command("disclosure")
@intake_argument
@today_option
@place_option
def write_disclosure(intake: Intake, today: date, place: Path) -> None:
    """INTAKE.json(또는 표준 입력)으로 공단이 가진 내 사건 서류의 정보공개 청구서 초안을 씁니다."""
    intake = _contested(intake, today)
    with opened() as (store, index):
        analysis = analyze(intake, store, index)
    if analysis.kind != "case":
        raise CommandError(
            "무슨 사건인지 읽지 못해 청구서를 쓰지 못했습니다. 다치거나 병든 일을 적어 주세요."
        )
    place.write_bytes(as_word(disclosure_request(analysis).lines))
    output(False, {}, [f"정보공개 청구서 초안: {place}"])


@cli.command("report")
@intake_argument
@today_option
@place_option
def write_report(intake: Intake, today: date, place: Path) -> None:
    """INTAKE.json(또는 표준 입력)을 노무사에게 보일 ‘내 사건 정리’로 씁니다."""
    if wrong := impossible(intake, today):
        raise CommandError(wrong)
    with opened() as (store, index):
        content = report(intake, held(store, index), today)
    place.write_bytes(content)
    output(False, {}, [f"내 사건 정리: {place}"])
