"""What follows from a letter: the intake of a case, and the items of a request for review that the letter settles."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.casework.intake_masking import masked
from lib.casework.letter import Letter
from lib.casework.letter_kind import NOTICE
from lib.domain.intake import LONGEST_STORY, Intake
from lib.domain.office_case import OfficeCase, Unclear
from lib.domain.taxonomy import KindC
from lib.text.said import said

_MOST_DIAGNOSES, _LONGEST_NAME = 30, 300


def intake_of(letter: Letter, received_on: date | None = None, only_sure: bool = False) -> Intake | None:
    """The case as the letter tells it; the day it was received is told by a person or not at all.

    `only_sure` leaves out each day of which the letter is not certain. None where the letter tells of no case.
    """
    days = {"decision_date": letter.printed_on, "accident_on": letter.accident_on}
    names = {"decision_date": "printed_on", "accident_on": "accident_on"}
    told = {
        field: read.value
        for field, read in days.items()
        if read and not (only_sure and letter.doubts_of(names[field]))
    }
    if not letter.stage and not told and not letter.diagnoses:
        return None
    return Intake.model_validate(
        {
            "stage": letter.stage,
            "kind_b": letter.benefit.value if letter.benefit else None,
            "kind_c": KindC.DISEASE if letter.is_of_the_panel else None,
            "panel": True if letter.is_of_the_panel else None,
            "diagnoses": [each.value[:_LONGEST_NAME] for each in letter.diagnoses][:_MOST_DIAGNOSES],
            "denial_reason": letter.reason_text[:LONGEST_STORY],
            "received_on": received_on,
            **told,
        }
    )


def case_of_letter(letter: Letter, code: str, row: int) -> OfficeCase | None:
    """The letter as one case of an office's list, masked; what it leaves open is told with its words."""
    intake = intake_of(letter, only_sure=True)
    if intake is None:
        return None
    columns = {
        "printed_on": ("decision_date", said("편지에 적힌 날짜")),
        "accident_on": ("accident_on", said("재해일")),
    }
    unclear = tuple(
        Unclear(*columns[each.field], each.words, each.why) for each in letter.doubts if each.field in columns
    )
    return masked(OfficeCase(code, intake, {}, row, unclear=unclear))


def settled_items(letter: Letter) -> dict[str, Any]:
    """The items of a request for review (시행령 제96조 제1항) that the letter settles; what it does not tell is left out.

    `branch` and `decision`: which decision, of which branch of the agency; `decided_on` the day that its letter bears; `notice` and
    `notice_words`: whether and how the remedy was told.
    """
    first = letter.first_office or (letter.office if letter.kind and letter.kind.value == NOTICE else None)
    decided = letter.printed_on if letter.kind and letter.kind.value == NOTICE else None
    what = " ".join(
        part
        for part in (
            letter.benefit.value.value if letter.benefit else "",
            letter.decision.value.what if letter.decision and decided else "",
        )
        if part
    )
    items: dict[str, Any] = {"notice": letter.review_told is not None}
    if first:
        items["branch"] = first.value.removeprefix("근로복지공단 ")
    if what and decided:
        items["decision"] = what
        items["decided_on"] = decided.value
    if letter.review_told:
        items["notice_words"] = " ".join(letter.review_told.words.split())[:_LONGEST_NAME]
    return items


def letter_document(letter: Letter) -> dict[str, Any]:
    """The letter as JSON has it; the text and all words are masked."""
    first = letter.first_office
    offices = [letter.office.value] if letter.office else []
    if first and first.value not in offices:
        offices.append(f"(원처분: {first.value})" if offices else first.value)
    review = letter.review_told
    return {
        "kind": letter.kind.value if letter.kind else None,
        "office": " ".join(offices) or None,
        "printed_on": letter.printed_on.value.isoformat() if letter.printed_on else None,
        "benefit": letter.benefit.value.value if letter.benefit else None,
        "decision": letter.decision.value.what if letter.decision else None,
        "reasons": [
            {
                "words": each.words,
                "more_words": list(each.more_words),
                "kind": each.kind,
                "reason": each.reason.reason.ko,
            }
            for each in letter.reasons
        ],
        "panel": letter.panel.value if letter.panel else None,
        "review_told": {
            "remedies": list(review.value.remedies),
            "days": review.value.days,
            "words": " ".join(review.words.split()),
        }
        if review
        else None,
        "diagnoses": [each.value for each in letter.diagnoses],
        "doubts": [
            {"field": each.field, "words": each.words, "why": str(each.why)} for each in letter.doubts
        ],
        "text": letter.text,
    }


def intake_document(case: OfficeCase) -> Mapping[str, Any]:
    """A case as a row of a table of intakes, which `triage` reads."""
    told = case.intake.model_dump(mode="json", exclude_defaults=True)
    return {"code": case.code or f"편지 {case.row}", **told}
