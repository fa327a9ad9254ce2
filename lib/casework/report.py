"""내 사건 정리: a person's case on a few pages, for the labour attorney or lawyer they will see."""

from datetime import date

from lib.casework.memo import (
    say_deadlines,
    say_issue,
    say_reasons,
    say_rulings,
    say_ways,
    say_what_is_missing,
    say_what_was_told,
)
from lib.casework.office_findings import Held, findings
from lib.casework.paper_lines import BLANK
from lib.casework.triage import Triaged
from lib.casework.word_file import WordFile
from lib.domain.intake import Intake
from lib.domain.office_case import OfficeCase
from lib.guidance.evidence import evidence_in_hand
from lib.search.understanding import understand


def report(intake: Intake, rulings: Held, today: date) -> bytes:
    """The report as DOCX: what was told, by when, reasons and answers, criteria, rulings of both sides, evidence.

    It is made of the same findings as an office's memo on a case, and of the whole story: it stays with the person.
    Raises StoreError.
    """
    found = findings(OfficeCase("", intake, {}, row=1), rulings, today)
    document = Triaged(1, "", found, "").document(today)
    made = WordFile()
    made.as_letter()
    made.title("내 사건 정리")
    made.say(
        f"{today.year}. {today.month}. {today.day}. 적은 이야기와 공개된 판결에서 자동으로 골라 정리했습니다. "
        "결과를 예측하지 않습니다. 상담할 때 결정 통지서와 함께 가져가세요.",
        italic=True,
    )
    for flag in document["flags"]:
        made.advise(flag["says"], "먼저 확인할 것: ")
    say_deadlines(made, document)
    say_ways(made, document)
    say_what_was_told(made, document)
    if document["kind"] == "case":
        say_reasons(made, document)
        say_issue(made, document)
        say_rulings(made, document)
        _evidence_in_hand(made, intake)
        say_what_is_missing(made, document)
    for place in document["turn_to"]:
        made.item(f"{place['name']} {place['phone']}: {place['why']}")
    if document["questions"]:
        made.heading("상담 전에 떠올려 볼 것")
        for question in document["questions"]:
            made.item(question, numbered=True)
    return made.packed()


def _evidence_in_hand(made: WordFile, intake: Intake) -> None:
    korean = intake.readable.in_korean
    had = evidence_in_hand(korean.text, korean.denial_reason, understand(intake).labels)
    made.heading("가진 것으로 적은 자료")
    for each in had:
        made.item(each.what.ko)
    if not had:
        made.say("이야기에서 읽은 것이 없습니다. 가진 자료를 여기에 적으세요: " + BLANK)
