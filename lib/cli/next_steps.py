"""The first steps of a case, as JSON has them and for people."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lib.domain.intake import Case, Intake
from lib.guidance.deadlines import Deadline
from lib.guidance.steps import first_steps


def steps_document(
    intake: Intake, case: Case, found: Sequence[Deadline], today: date
) -> list[dict[str, Any]]:
    """The steps of a case with these deadlines."""
    return [
        {
            "n": step.n,
            "do": step.do.ko,
            "by": step.by.ko,
            "bring": step.bring and step.bring.ko,
            "write": step.write and step.write.ko,
            "where": step.where and step.where.ko,
            "call": step.call and " ".join(filter(None, (step.call.name.ko, step.call.phone))),
            "article": ", ".join(basis.in_language("ko") for basis in step.basis),
        }
        for step in first_steps(intake, case, found, today)
    ]


def steps_lines(document: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same for people."""
    for step in document:
        yield f"{step['n']}. {step['do']} ({step['by']})"
        for name, key in (
            ("가져갈 것", "bring"),
            ("종이에 적을 것", "write"),
            ("어디서", "where"),
            ("물어볼 곳", "call"),
        ):
            if step[key]:
                yield f"   {name}: {step[key]}"
        yield f"   {step['article']}"
