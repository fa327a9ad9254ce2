"""A case goes into a file and comes back as it was; what is no such file gets one sentence."""

import json
from datetime import date
from typing import Any

import pytest

from lib.domain.intake import Intake
from lib.domain.saved_case import (
    LARGEST_FILE,
    PRODUCT,
    VERSION,
    EvidenceTick,
    Progress,
    SavedCase,
    SavedCaseError,
    read_saved,
    write_saved,
)
from lib.domain.taxonomy import Disease, Issue, KindC, Stage
from lib.text.sentences import sentences

STORY = "조선소에서 20년 용접했습니다. <script>alert(1)</script>"


def case(**more: Any) -> SavedCase:
    return SavedCase.model_validate(
        {
            "saved_on": date(2026, 11, 30),
            "intake": Intake(story=STORY, diagnoses=("난청",), received_on=date(2026, 10, 20)),
            "choice": (KindC.DISEASE, None, Disease.HEARING, Issue.CAUSATION),
            "progress": Progress(stage=Stage.DECISION, panel=True, received_on=date(2026, 10, 20)),
            "steps": {"agency_file": date(2026, 11, 2)},
            "evidence": {
                "noise_measurements": EvidenceTick(state="asked", day=date(2026, 11, 3)),
                "past_hearing_tests": EvidenceTick(state="cannot"),
            },
            "answers": {
                "criteria_years": 12,
                "appeal_name": "김",
                "criteria_rows": [["2026-01-01", 9.5, None]],
            },
            "given": {"average_wage": 120000, "pay": [{"from": "2026-01-01", "won": 3_000_000}]},
            **more,
        }
    )


def written(**changed: Any) -> bytes:
    """The file of the case with something else in it."""
    return json.dumps({**json.loads(write_saved(case())), **changed}, ensure_ascii=False).encode()


def test_what_was_saved_comes_back_as_it_was() -> None:
    assert read_saved(write_saved(case())) == case()


def test_a_file_without_a_story_comes_back() -> None:
    saved = SavedCase(answers={"criteria_years": 3})
    assert read_saved(write_saved(saved)) == saved


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_a_file_that_an_editor_wrote_anew_opens(encoding: str) -> None:
    assert read_saved(write_saved(case()).decode().encode(encoding)) == case()


def test_a_file_of_the_first_version_opens() -> None:
    first = {
        "product": PRODUCT,
        "version": 1,
        "saved_on": "2026-11-30",
        "intake": {"story": STORY},
        "steps": ["agency_file"],
        "evidence": {"noise_measurements": "have"},
    }
    opened = read_saved(json.dumps(first).encode())
    assert opened.steps == {"agency_file": date(2026, 11, 30)}
    assert opened.evidence == {"noise_measurements": EvidenceTick(state="have")}
    assert opened.intake and opened.intake.story == STORY and not opened.answers


def test_a_file_of_now_that_calls_itself_the_first_opens() -> None:
    assert read_saved(written(version=1)) == case()


def test_what_a_later_program_adds_to_a_file_of_this_version_is_passed_over() -> None:
    assert read_saved(written(more={"x": 1})) == case()


def test_loaded_text_is_in_the_form_of_what_is_typed() -> None:
    told = read_saved(written(answers={"appeal_name": "\u1100\u1175\u11b7\u200b"})).answers
    assert told == {"appeal_name": "김"}


NESTED = "[" * 50_000
BROKEN: dict[str, bytes] = {
    "empty": b"",
    "cut off": write_saved(case())[:-40],
    "no text": bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "nested too deep": NESTED.encode(),
    "nested within": written(answers="@").replace(b'"@"', (NESTED + "]" * 50_000).encode()),
    "nested some": written(answers={"a": json.loads("[" * 30 + "]" * 30)}),
    "too large": b" " * (LARGEST_FILE + 1),
    "ten megabytes": b'{"a": "' + b"a" * 10_000_000,
    "a list": b"[]",
    "null": b"null",
    "an intake": Intake(story=STORY).model_dump_json().encode(),
    "another product's": b'{"product": "other", "version": 2}',
    "no version": written(version=None),
    "a version that is none": written(version="2"),
    "a version of yes": written(version=True),
    "a version of old": written(version=0),
    "of a later version": written(version=VERSION + 1),
    "a story that is a number": written(intake={"story": 5}),
    "a story too long": written(intake={"story": "가" * 20_001}),
    "an intake with more": written(intake={"story": STORY, "admin": True}),
    "an intake of nothing": written(intake={}),
    "a list of intakes": written(intake=[STORY]),
    "a day of 1900": written(intake={"story": STORY, "accident_on": "1900-01-01"}),
    "a corrected day of 1900": written(progress={"received_on": "1900-01-01"}),
    "a day that is none": written(intake={"story": STORY, "received_on": "2026-02-30"}),
    "a tick of 1900": written(steps={"agency_file": "1900-01-01"}),
    "a tick of a far day": written(steps={"agency_file": "9999-01-01"}),
    "an unknown state": written(evidence={"x": {"state": "stolen"}}),
    "an unknown label": written(choice=["x", None, None, None]),
    "too few labels": written(choice=[None]),
    "a name that is no id": written(steps={"<script>": "2026-01-01"}),
    "many ticks": written(steps={f"a{n}": "2026-01-01" for n in range(500)}),
    "many answers": written(answers={f"a{n}": 1 for n in range(500)}),
    "a long answer": written(answers={"a": "가" * 20_001}),
    "answers that are a list": written(answers=[1]),
    "a number that is none": written(given={"average_wage": 1}).replace(b'"average_wage": 1', b'"average_wage": NaN'),
    "a number without end": written(given={"a": 1}).replace(b'"a": 1', b'"a": 1e999'),
    "a number of thousands of digits": written(given={"a": 1}).replace(b'"a": 1', b'"a": ' + b"9" * 6000),
    "half a character": written(answers={"a": "?"}).replace(b'"?"', b'"\\ud800"'),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_such_file_gets_one_sentence(name: str) -> None:
    with pytest.raises(SavedCaseError) as told:
        read_saved(BROKEN[name])
    sentence = str(told.value)
    assert len([*sentences(sentence)]) <= 2 and sentence.endswith(".")
    assert "script" not in sentence and "Traceback" not in sentence
