"""What a case is worth, for scripts: benefits."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lib.cli.case_input import intake_argument, today_option
from lib.cli.program import CommandError, cli, json_option, output
from lib.domain.given import impossible
from lib.domain.intake import Intake
from lib.guidance.amounts import amounts, given_of
from lib.guidance.asked import unknown_kind
from lib.guidance.average_wage import Worker, worker_of
from lib.guidance.benefits import Amount

_PER = {"day": "하루", "month": "한 달", "year": "1년", "total": "모두"}


@cli.command("benefits")
@intake_argument
@today_option
@json_option
def show_benefits(intake: Intake, today: date, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 given으로 얼마를 받을지 셉니다. 설명이지 약속이 아닙니다."""
    given = given_of(intake)
    if wrong := impossible(given, today, of_a_child=worker_of(given) is Worker.CHILD):
        raise CommandError(wrong)
    if wrong := unknown_kind(given):
        raise CommandError(wrong)
    document = benefits_document(amounts(given, today))
    output(as_json, document, _lines(document))


def benefits_document(found: Sequence[Amount]) -> dict[str, Any]:
    """The amounts as JSON has them, in the order in which they were worked out."""
    return {
        "amounts": [
            {
                "what": _named(each, found),
                "amount": each.won,
                "per": each.per,
                "article": ", ".join(basis.in_language("ko") for basis in each.benefit.basis),
                "how": " ".join(each.how),
                "known": " ".join(each.known),
            }
            for each in found
        ]
    }


# Days of one benefit that differ are told apart by when they are.
def _named(amount: Amount, found: Sequence[Amount]) -> str:
    name = amount.benefit.name.ko
    alike = [each for each in found if each.benefit == amount.benefit and each.per == amount.per]
    return f"{name} ({amount.period[0]}~{amount.period[1]})" if amount.period and len(alike) > 1 else name


def _lines(document: dict[str, Any]) -> Iterator[str]:
    for each in document["amounts"]:
        won = "모름" if each["amount"] is None else f"{each['amount']:,}원"
        yield f"{each['what']}: {won} ({_PER[each['per']]})"
        yield f"  {each['how']}"
        yield f"  근거: {each['article']}"
        yield f"  바탕: {each['known']}"
    yield "설명이지 약속이 아닙니다: 공단의 결정이 정합니다."
