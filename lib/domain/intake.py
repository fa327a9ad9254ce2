"""What a person tells about their case."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from lib.domain.given import Given
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Stage, Suit
from lib.text.documents import read_json
from lib.text.encoding import Damage, damage, decode
from lib.text.english import in_korean, is_english
from lib.text.spelling import plain

LONGEST_STORY = 20_000
"""Characters of a story that are read; longer input is refused with a sentence."""

# Where nothing parts the text for so long, no pattern finds an end: a space is put in. Nobody tells a number of more
# than 24 digits and marks; what follows them is left out of it.
_NO_WORD = re.compile(r"\S{60}(?=\S)")
_NO_NUMBER = re.compile(r"(?<=[\d,.]{24})[\d,.]+")
# A blank of any length says no more than a short one: lines stay apart, and so do paragraphs.
_LONG_BLANK = re.compile(r"\s{3,}")


def _shorter(blank: re.Match[str]) -> str:
    lines = len(f".{blank[0]}.".splitlines())
    return "\n" * min(2, lines - 1) or "  "


# What is told by hand, in the one form in which all else reads it.
def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return plain(value) if isinstance(value, str) else value


DATES = ("decision_date", "received_on", "benefit_from", "accident_on")
"""The fields of an intake that are days."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_STORY)]


@dataclass(frozen=True, slots=True)
class Case:
    """The labels understood of one case; None where nothing was understood.

    `suit`: whether a refusal is attacked by the person, or by their employer what was granted to them.
    """

    kind_b: KindB | None = None
    kind_c: KindC | None = None
    disease_category: Disease | None = None
    issue_category: Issue | None = None
    suit: Suit | None = None

    @property
    def labels(self) -> "Case":
        """The labels alone, without what a reader adds to them."""
        return Case(self.kind_b, self.kind_c, self.disease_category, self.issue_category, self.suit)


class Intake(BaseModel):
    """One person's case. Everything is optional, but a story, a diagnosis, a stage or a day has to be told.

    `decision_date` is printed on the letter of the last decision, and `received_on` the day it was received
    or learned of. `panel`: whether a 업무상질병판정위원회 decided. `benefit_from` is the day from which the
    benefit in dispute could be claimed: of healing, of death, of the first day off work. `given` is what amounts are
    worked out from.

    Raises pydantic.ValidationError; `what_is_wrong` turns that into a sentence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind_c: KindC | None = None
    kind_b: KindB | None = None
    industry: Line = ""
    occupation: Line = ""
    diagnoses: tuple[Line, ...] = Field(default=(), max_length=30)
    story: Prose = ""
    denial_reason: Prose = ""
    decision_date: date | None = None
    stage: Stage | None = None
    received_on: date | None = None
    panel: bool | None = None
    benefit_from: date | None = None
    accident_on: date | None = None
    given: Given | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_plain_form(cls, told: object) -> object:
        return {name: _plain(value) for name, value in told.items()} if isinstance(told, dict) else told

    @field_validator("kind_c", "kind_b", "stage", "panel", *DATES, mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return None if value in ("", "모름") else value

    @field_validator("industry", "occupation", "story", "denial_reason", mode="before")
    @classmethod
    def _null_is_empty(cls, value: object) -> object:
        return "" if value is None else value

    @field_validator("story", "denial_reason", mode="after")
    @classmethod
    def _of_words(cls, text: str) -> str:
        text = _LONG_BLANK.sub(_shorter, text)
        # Spaces make it longer; what has passed here once passes again.
        return _NO_WORD.sub(r"\g<0> ", _NO_NUMBER.sub("…", text))[:LONGEST_STORY].rstrip()

    @field_validator("diagnoses", mode="before")
    @classmethod
    def _split_diagnoses(cls, value: object) -> object:
        if value is None:
            return ()
        if isinstance(value, str):
            value = value.replace("，", ",").replace("\n", ",").split(",")
        return (
            tuple(v for v in value if not isinstance(v, str) or v.strip())
            if isinstance(value, list | tuple)
            else value
        )

    @model_validator(mode="after")
    def _tells_something(self) -> "Intake":
        told = (self.story, self.diagnoses, self.stage, self.given, *(getattr(self, day) for day in DATES))
        if not any(told):
            raise ValueError(
                "무슨 일이 있었는지(story), 진단명(diagnoses), 단계나 날짜 가운데 하나는 있어야 합니다."
            )
        return self

    @property
    def in_korean(self) -> "Intake":
        """The intake with its English phrases in Korean, as it is understood and compared."""
        return self.model_copy(
            update={
                "diagnoses": tuple(in_korean(name).text.strip() for name in self.diagnoses),
                **{
                    name: in_korean(getattr(self, name)).text
                    for name in ("industry", "occupation", "story", "denial_reason")
                },
            }
        )

    def own_words(self, phrase: str) -> str:
        """The person's words that a phrase found in the intake `in_korean` stands for; itself where it is theirs."""
        for text in (*self.diagnoses, self.occupation, self.story, self.denial_reason):
            if (words := in_korean(text).own_words(phrase)) != phrase:
                return words
        return phrase

    @property
    def tells_when(self) -> bool:
        """Whether a stage or a day was told, from which a deadline follows without any story."""
        return self.stage is not None or any(getattr(self, name) for name in DATES)

    @property
    def is_in_english(self) -> bool:
        """True where the story is not written in Korean."""
        return is_english(self.story)

    @property
    def damage(self) -> Damage | None:
        """What happened to the words of the story on the way here, or to those of the refusal; mostly None."""
        return damage(self.story) or damage(self.denial_reason)

    @property
    def readable(self) -> "Intake":
        """The intake without the texts whose words did not arrive: what is left in them tells nothing."""
        lost = {name: "" for name in ("story", "denial_reason") if damage(getattr(self, name))}
        return self.model_copy(update=lost) if lost else self

    @property
    def text(self) -> str:
        """All free text of the intake, for search and understanding."""
        return "\n".join(part for part in (", ".join(self.diagnoses), self.occupation, self.story) if part)


BESIDE = ("answers",)
"""What a file may hold beside an intake, for one use of it alone."""


def intake_and_beside(content: bytes) -> tuple[Intake, dict[str, Any]]:
    """The intake that JSON tells, as a file or a pipe gives it, in whatever encoding `decode` reads, and what of BESIDE it holds.

    Raises UnicodeDecodeError, json.JSONDecodeError, RecursionError where brackets nest too deep, ValidationError
    (`what_is_wrong` tells of it) and ValueError for a number of thousands of digits.
    """
    text = decode(content).strip("\ufeff\0 \t\r\n")
    # The old console of Windows passes on the marks that other shells put around a text.
    told = read_json(text[1:-1] if text.startswith("'") and text.endswith("'") else text)
    beside = {name: told.pop(name) for name in BESIDE if name in told} if isinstance(told, dict) else {}
    return Intake.model_validate(told), beside


# pydantic's kind of error → what is wrong with a value, as a sentence.
_INVALID = {
    "string_too_long": "너무 깁니다(최대 {max_length}자).",
    "extra_forbidden": "모르는 항목입니다.",
    "enum": "쓸 수 있는 값이 아닙니다: {expected} 가운데 하나여야 합니다.",
    "too_long": "개수가 너무 많습니다(최대 {max_length}개).",
    "string_type": "글이어야 합니다.",
    "string_unicode": "글자로 읽을 수 없는 것이 들어 있습니다.",
    "tuple_type": "목록이어야 합니다.",
    "model_type": "항목과 값을 담은 JSON 객체여야 합니다.",
    "model_attributes_type": "항목과 값을 담은 JSON 객체여야 합니다.",
    "bool_parsing": "true, false, null 가운데 하나여야 합니다.",
    "int_parsing": "숫자로 적습니다.",
    "int_type": "숫자로 적습니다.",
    "int_from_float": "소수점 없는 숫자로 적습니다.",
    "decimal_parsing": "돈은 숫자로 적습니다. 예: 3000000",
    "decimal_type": "돈은 숫자로 적습니다. 예: 3000000",
    "finite_number": "돈은 숫자로 적습니다. 예: 3000000",
    "missing": "빠졌습니다.",
    "literal_error": "쓸 수 있는 값이 아닙니다: {expected} 가운데 하나여야 합니다.",
    "bool_type": "true, false, null 가운데 하나여야 합니다.",
    "value_error": "{error}",
}


def what_is_wrong(error: ValidationError) -> tuple[str, str]:
    """Why something is no intake: the name of the first field that is wrong (empty: the whole), and a sentence."""
    first: Any = error.errors()[0]
    place = ".".join(map(str, first["loc"]))[:80]
    if first["type"].startswith("date"):
        return place, "날짜는 2026-01-31처럼 연-월-일로 적습니다."
    told = {name: str(value).replace(" or ", ", ") for name, value in first.get("ctx", {}).items()}
    return place, _INVALID.get(first["type"], "읽을 수 없는 값입니다.").format_map(told)
