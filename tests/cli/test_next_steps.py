"""First steps and deadlines in the analysis, as a script sees them."""

import json
from datetime import date

from lib.cli.next_steps import steps_document, steps_lines
from lib.domain.intake import Case, Intake
from lib.guidance.deadlines import deadlines

TODAY = date(2026, 11, 28)


def test_the_document_and_its_lines() -> None:
    intake = Intake(story="어깨를 다쳐 불승인", received_on=date(2026, 11, 1))
    document = steps_document(intake, Case(), deadlines(intake, Case(), TODAY), TODAY)
    assert [step["n"] for step in document] == list(range(1, len(document) + 1))
    assert set(document[0]) == {"n", "do", "by", "bring", "write", "where", "call", "article"}
    assert document[0]["by"] == "2027-02-01까지" and "제96조" in document[0]["article"]
    assert document[-1]["call"] == "대한법률구조공단 132"
    assert json.loads(json.dumps(document)) == document
    lines = list(steps_lines(document))
    assert lines[0].startswith("1. 심사 청구서") and any("물어볼 곳" in line for line in lines)
