"""A case as a person takes it home and brings it back: one JSON file, of which nothing is kept here.

What comes back may have been written by anybody, so it is read like anything typed: within bounds, in the one plain
form, and as a whole or not at all.
"""

import json
import math
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from lib.domain.given import FIRST_DAY
from lib.domain.intake import DATES, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Stage
from lib.text.encoding import decode
from lib.text.said import Said, said
from lib.text.spelling import plain

PRODUCT = "sanjae-guide"
VERSION = 2
"""Grows with the shape of the file; what stands in `_TO_NEXT` brings an older one to it."""

LARGEST_FILE = 2_000_000
"""Bytes of a file that are read: a story, a letter and long answers fill a tenth of it."""

_MOST_ENTRIES, _MOST_VALUES, _DEEPEST, _LONGEST_TEXT = 400, 20_000, 8, 20_000
EARLIEST_TICK = date(2000, 1, 1)
"""The first day on which anything can have been ticked, or asked for."""

_LATEST_DAY = date(2100, 12, 31)


class SavedCaseError(ValueError):
    """A file is no case of ours, or cannot be read; the first argument is a sentence (`Said`) for the person."""


def plain_value(value: object, depth: int = 0) -> object:
    """A value as JSON has it, in the plain form. ValueError for one deeper or larger than pages have any use for."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, dict):
        if len(value) > _MOST_ENTRIES:
            raise ValueError("too many entries")
        return {_text(str(name)): plain_value(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list | tuple):
        if len(value) > _MOST_VALUES:
            raise ValueError("too long a list")
        return [plain_value(each, depth + 1) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise ValueError("no value of JSON")


def _text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError("too long a text")
    # A half of a character pair is no text; whoever wrote it by hand is told so.
    text.encode("utf-8")
    return plain(text)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Values = Annotated[dict[str, Any], BeforeValidator(plain_value), Field(max_length=_MOST_ENTRIES)]
TickDay = Annotated[date, Field(ge=EARLIEST_TICK, le=_LATEST_DAY)]
ToldDay = Annotated[date, Field(ge=FIRST_DAY, le=_LATEST_DAY)]

EvidenceState = Literal["have", "asked", "cannot"]
"""In hand, asked for, or not to be had; what is none of these is still to be seen to."""


class EvidenceTick(BaseModel):
    """How far one piece of evidence has come: since `day`, or the day on which it was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: EvidenceState
    day: TickDay | None = None


class Notes(BaseModel):
    """What a person keeps beside their story.

    `steps`: first step → the day it was done; `evidence`: piece → how far it has come, both by their ids in `data/`.
    `answers` is open to every page: name of a question → what was answered, any JSON, the name beginning with the
    page's own (`criteria_…`, `appeal_…`). `given` are the facts that benefits are counted from, as an intake's `given`.
    """

    model_config = ConfigDict(extra="ignore")

    steps: Annotated[dict[Id, TickDay], Field(max_length=_MOST_ENTRIES)] = {}
    evidence: Annotated[dict[Id, EvidenceTick], Field(max_length=_MOST_ENTRIES)] = {}
    answers: Values = {}
    given: Values = {}


class Progress(BaseModel):
    """How far a case has come and its days, as they were corrected in the result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Stage | None = None
    panel: bool | None = None
    decision_date: ToldDay | None = None
    received_on: ToldDay | None = None
    benefit_from: ToldDay | None = None
    accident_on: ToldDay | None = None


class SavedCase(Notes):
    """All that a file holds; None for the intake where nothing was told yet, and for what was not corrected."""

    saved_on: TickDay | None = None
    intake: Intake | None = None
    choice: tuple[KindC | None, KindB | None, Disease | None, Issue | None] | None = None
    progress: Progress | None = None

    @property
    def notes(self) -> Notes:
        """What stands beside the story."""
        return Notes(steps=self.steps, evidence=self.evidence, answers=self.answers, given=self.given)


def write_saved(saved: SavedCase) -> bytes:
    """The file of a case, in UTF-8, readable by people too."""
    content = {"product": PRODUCT, "version": VERSION, **saved.model_dump(mode="json")}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def read_saved(content: bytes) -> SavedCase:
    """The case in a file of this version or an older one. SavedCaseError tells in a sentence why it is none."""
    if len(content) > LARGEST_FILE:
        raise SavedCaseError(too_large())
    try:
        told = json.loads(decode(content).strip("\ufeff\0 \t\r\n"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise SavedCaseError(
            said("파일이 깨졌거나 끝이 잘려 읽을 수 없습니다. 처음 저장한 파일을 다시 골라 주세요.")
        ) from error
    if not isinstance(told, dict) or told.get("product") != PRODUCT:
        raise SavedCaseError(
            said("내 사건 파일이 아닙니다. 이 안내에서 ‘내 사건 파일 저장’으로 받은 파일을 골라 주세요.")
        )
    version = told.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SavedCaseError(_wrong("version"))
    if version > VERSION:
        raise SavedCaseError(
            said("이 안내보다 새로운 안내에서 저장한 파일이라 열 수 없습니다. 그 안내에서 열어 주세요.")
        )
    while version < VERSION:
        told = _TO_NEXT[version](told)
        version += 1
    return _read(told)


def too_large() -> Said:
    """What is said of a file that is too large to be one of ours."""
    return said("파일이 너무 큽니다. 내 사건 파일은 {n}MB를 넘지 않습니다.", n=f"{LARGEST_FILE // 1_000_000}")


def _read(told: dict[str, Any]) -> SavedCase:
    intake = told.get("intake")
    days = intake if isinstance(intake, dict) else {}
    try:
        # The days of a story are bounded as those that were corrected.
        Progress.model_validate({name: days.get(name) or None for name in DATES})
    except (ValueError, RecursionError) as error:
        raise SavedCaseError(_wrong("days")) from error
    try:
        return SavedCase.model_validate(told)
    except ValidationError as error:
        raise SavedCaseError(_wrong(str(error.errors()[0]["loc"][0]))) from error
    except (ValueError, RecursionError) as error:
        raise SavedCaseError(_wrong("")) from error


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


# Never in the file's own words, which may be anybody's.
def _wrong(place: str) -> Said:
    if place in ("days", "progress", "saved_on"):
        return said("파일에 적힌 날짜가 있을 수 없는 날입니다. 처음 저장한 파일을 다시 골라 주세요.")
    return said("파일에 읽을 수 없는 값이 있어 열지 않았습니다. 처음 저장한 파일을 다시 골라 주세요.")


# The first files: a step was ticked without a day, and so was what was in hand.
def _from_first(told: dict[str, Any]) -> dict[str, Any]:
    saved_on = told.get("saved_on")
    steps, evidence = told.get("steps"), told.get("evidence")
    if isinstance(steps, list):
        steps = {str(id_): saved_on or str(EARLIEST_TICK) for id_ in steps[:_MOST_ENTRIES]}
    if isinstance(evidence, dict):
        evidence = {
            id_: {"state": state} if isinstance(state, str) else state for id_, state in evidence.items()
        }
    return {**told, "steps": steps or {}, "evidence": evidence or {}}


_TO_NEXT = {1: _from_first}
