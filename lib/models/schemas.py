"""What the models must answer, read tolerantly: strict on meaning, easy on form.

A missing field is empty, an unknown one is ignored, a wrong form is brought into the right one where
its meaning is plain. What is not plain is left out: an unclear leaning is "판단하기 어려움".
"""

import re
import types
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from lib.i18n import N_
from lib.text.sentences import sentences

MOST_ITEMS = 8
"""Grounds, differences, documents or factors kept; a person reads three to five."""
MOST_SENTENCES = 3
"""Sentences under one gloss: more of them nobody compares."""
LONGEST_TEXT = 2_000
"""Characters of one field: about two screens of a phone."""
LONGEST_ITEM = 600
LONGEST_NAME = 80


class Leaning(StrEnum):
    """Where a model leans, in the words the product shows."""

    APPROVAL = N_("승인 여지가 있음")
    DENIAL = N_("불승인 유지 가능성이 큼")
    UNCLEAR = N_("판단하기 어려움")


# --- forms ---------------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"[\s.…·\-_]*|(?:없음|해당 없음|해당없음|null|none|n/a)\.?", re.IGNORECASE)


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Text without control and zero-width characters, NFC, at most `longest` characters.

    What is too long ends after a whole sentence, or is empty where none fits. A placeholder
    ("…", "없음", "null") is empty.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = "".join(
        " " if char == "\t" else char
        for char in text
        # Controls, halves of pairs and what is not assigned.
        if char in "\n\t" or not unicodedata.category(char).startswith("C")
    )
    cleaned = re.sub(r"[^\S\n]+", " ", cleaned)
    cleaned = re.sub(r" ?\n[ \n]*", "\n", cleaned).strip()
    if _PLACEHOLDER.fullmatch(cleaned):
        return ""
    if len(cleaned) <= longest:
        return cleaned
    return cleaned[: max((each.end for each in sentences(cleaned) if each.end <= longest), default=0)]


def _as_text(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return next((text for text in value.values() if isinstance(text, str)), "")
    if isinstance(value, Iterable):
        return " ".join(text for text in map(_as_text, value) if text.strip())
    return ""


_BULLET = re.compile(r"^\s*(?:[-*•·▪]\s+|\d{1,2}[.)]\s+|[①-⑳]\s*)")


# A list of whatever stands for items; a string of several lines is one item a line.
def _as_items(value: object) -> list[object]:
    if isinstance(value, str):
        return [_BULLET.sub("", line) for line in value.splitlines() if line.strip()]
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return list(value)
    return [] if value is None or isinstance(value, bool) else [value]


def _text_of(longest: int) -> BeforeValidator:
    return BeforeValidator(lambda value: clean(_as_text(value), longest))


def _texts_of(most: int, longest: int) -> BeforeValidator:
    def read(value: object) -> tuple[str, ...]:
        texts = (clean(_as_text(item), longest) for item in _as_items(value))
        return tuple(dict.fromkeys(text for text in texts if text))[:most]

    return BeforeValidator(read)


def _records(value: object) -> Sequence[object]:
    usable = [item for item in _as_items(value) if isinstance(item, str | Mapping | BaseModel)]
    return usable[:MOST_ITEMS]


def _full(items: tuple["M", ...]) -> tuple["M", ...]:
    return tuple(dict.fromkeys(item for item in items if not item.is_empty))


class Answer(BaseModel):
    """What every part of an answer has in common."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    # A bare text stands for the first field.
    @model_validator(mode="before")
    @classmethod
    def _from_a_text(cls, data: object) -> object:
        return {next(iter(cls.model_fields)): data} if isinstance(data, str) else data

    @property
    def is_empty(self) -> bool:
        """True where nothing was said: a leaning or a kind alone says nothing."""
        return not any(getattr(self, name) for name in type(self).model_fields if name not in _NOT_SAID)


_NOT_SAID = ("leaning", "kind", "n")

M = TypeVar("M", bound=Answer)

# --- the analysis of a case ------ ---------------------------------------------------------------

Text = Annotated[str, _text_of(LONGEST_TEXT)]
Item = Annotated[str, _text_of(LONGEST_ITEM)]
Name = Annotated[str, _text_of(LONGEST_NAME)]
Names = Annotated[tuple[str, ...], _texts_of(MOST_ITEMS, LONGEST_NAME)]
Items = Annotated[tuple[str, ...], _texts_of(MOST_ITEMS, LONGEST_ITEM)]
Several = Annotated[tuple[M, ...], BeforeValidator(_records), AfterValidator(_full)]


_NUMBERED = r"(?<![A-Z\d])(?:(?P<kind>[A-Z])[\s#:._-]*)?(?P<number>\d{1,3})(?!\d)"
_ID = re.compile(_NUMBERED)
# Only a sentence of a ruling has a number of two parts.
_ID_OF_RULING = re.compile(_NUMBERED + r"(?:(?:[\s._·-]|번)+(?P<part>\d{1,3})(?!\d))?")
_BETWEEN_IDS = re.compile(r"[\s,;/&·.()\[\]{}#\"'-]|번|및|[와과]")
_EXAMPLE = re.compile(r"[A-Z]번호(?:\.번호)?")
NO_ID = "?"
"""Stands for words where an id was asked for: it is none that was given."""


# The ids that stand in a value, in one form: "s1", "S1번", 1 and ["S 1"] are S1, "r1-3" is R1.3. No word gets
# through; an id of another kind stays what it is, for whoever knows which were given.
def _ids_in(value: object, kind: str) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        found = [_ids_in(each, kind) for each in value.values()]
        return next((ids for ids in found if ids and NO_ID not in ids), next(filter(None, found), ()))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(dict.fromkeys(id for each in value for id in _ids_in(each, kind)))[:MOST_ITEMS]
    written = _as_text(value).strip()
    if not clean(written) or _EXAMPLE.fullmatch(written):
        return ()
    written = unicodedata.normalize("NFKC", written).upper()
    pattern = _ID_OF_RULING if kind == "R" else _ID
    matches = list(pattern.finditer(written))
    if _BETWEEN_IDS.sub("", pattern.sub("", written)):
        # Words stand there, too: a number without its letter may be one of theirs.
        matches = [each for each in matches if each["kind"]]
    return tuple(dict.fromkeys(_id(each, kind) for each in matches))[:MOST_ITEMS] or (NO_ID,)


def _id(match: re.Match[str], kind: str) -> str:
    part = match.groupdict().get("part")
    return f"{match['kind'] or kind}{int(match['number'])}" + (f".{int(part)}" if part else "")


def _ids_of(kind: str) -> BeforeValidator:
    return BeforeValidator(lambda value: _ids_in(value, kind))


def _id_of(kind: str) -> BeforeValidator:
    return BeforeValidator(lambda value: next(iter(_ids_in(value, kind)), ""))


Sentences = Annotated[tuple[str, ...], _ids_of("S")]
Law = Annotated[str, _id_of("C")]
Said = Annotated[str, _id_of("R")]
Papers = Annotated[tuple[str, ...], _ids_of("E")]


class Contrast(StrEnum):
    """In what a ruling differs from a case: the whole list, in the words the product shows."""

    EXPOSURE = N_("노출 기간")
    LOAD = N_("시간·업무량")
    WORK = N_("하던 일")
    ILLNESS = N_("병의 종류")
    EVIDENCE = N_("증거")
    PERSON = N_("나이·지병")
    PROCEDURE = N_("절차·기한")
    BENEFIT = N_("급여의 종류")
    DISPUTE = N_("다툼")


def _contrast(value: object) -> Contrast | None:
    words = _letters(_as_text(value))
    return next((each for each in Contrast if _letters(each) == words), None)


def _letters(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words) if char.isalnum())


class Pairing(Answer):
    """Sentences of the person beside a criterion, beside a sentence of a ruling, or beside both, by their ids."""

    story: Sentences = Field((), description="이 사람의 문장 번호 (예: S1)")
    law: Law = Field("", description="기준 번호 (예: C1)")
    ruling: Said = Field("", description="법원이 한 말의 번호 (예: R1.2)")


class Difference(Answer):
    """In what a ruling differs from the case: a sentence of each by its id, and a kind of the closed list."""

    story: Sentences = Field((), description="이 사람의 문장 번호")
    ruling: Said = Field("", description="법원이 한 말의 번호")
    kind: Annotated[Contrast | None, BeforeValidator(_contrast)] = Field(None, description="다른 점의 종류")


class Opinion(Answer):
    """A model's view of one case: ids that it was given and values of closed lists, no words of its own."""

    for_claimant: Several[Pairing] = Field((), alias="for", description="이 사람에게 유리한 짝")
    for_agency: Several[Pairing] = Field((), alias="against", description="공단에 유리한 짝")
    differences: Several[Difference] = Field((), description="판결과 이 사람의 일이 다른 점")
    missing: Papers = Field((), description="더 필요한 증거의 번호 (예: E1)")
    leaning: Annotated[Leaning, BeforeValidator(lambda value: read_leaning(value))] = Field(
        Leaning.UNCLEAR, description="어느 쪽으로 기우는지"
    )


# --- the retelling of a ruling -------------------------------------------------------------------

_NUMBER = re.compile(r"\d{1,4}")


# The numbers in whatever stands for a list of them: [3, 4], "3, 4", "[3]".
def _numbers_of(value: object) -> tuple[int, ...]:
    found = (int(number) for number in _NUMBER.findall(_as_text(value)))
    return tuple(dict.fromkeys(found))[:MOST_SENTENCES]


Numbers = Annotated[tuple[int, ...], BeforeValidator(_numbers_of)]


class Gloss(Answer):
    """Sentences of a ruling by their numbers, and the plain words that stand above them."""

    s: Numbers = Field((), description="풀어 쓰는 문장의 번호")
    gloss: Item = Field("", description="그 문장을 쉬운 말로 옮긴 것")


class Retelling(Answer):
    """A ruling in plain words: every one above the sentences it puts so."""

    facts: Several[Gloss] = Field((), description="무슨 일이 있었나")
    issue: Several[Gloss] = Field((), description="무엇이 다툼이었나")
    reasons: Several[Gloss] = Field((), description="법원은 왜 그렇게 판단했나")
    factors: Several[Gloss] = Field((), description="결과를 이끈 사정")


class Verdict(Answer):
    """Whether a gloss says the same as its sentence, in a second reader's word."""

    n: Numbers = Field((), description="번호")
    verdict: Name = Field("", description="같음, 다름 또는 모름")


class Verdicts(Answer):
    """The second reader's words on all of them."""

    verdicts: Several[Verdict] = Field((), description="번호마다 한 낱말")


# --- a leaning ---------------------------------------------------------------------------------


def read_leaning(value: object) -> Leaning:
    """The leaning whose words these are, a remark in brackets aside; UNCLEAR for any other words."""
    words = unicodedata.normalize("NFKC", _as_text(value)).partition("(")[0]
    words = "".join(words.split()).strip("\"'“”‘’.`*")
    return next((each for each in Leaning if "".join(each.split()) == words), Leaning.UNCLEAR)


# --- for the prompt and the servers --------------------------------------------------------------------


def name_in_json(name: str, field: FieldInfo) -> str:
    """What a field is called in the answer."""
    return field.alias or name


def json_schema(model: type[Answer]) -> dict[str, Any]:
    """The JSON schema of an answer: plain, without references, as both servers take it."""
    fields = model.model_fields
    return {
        "type": "object",
        "properties": {
            name_in_json(name, field): {**_schema_of(field.annotation), "description": field.description}
            for name, field in fields.items()
        },
        "required": [name_in_json(name, field) for name, field in fields.items()],
    }


def _schema_of(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0])}
    if get_origin(kind) in (Union, types.UnionType):
        return _schema_of(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, Answer):
        return json_schema(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [each.value for each in kind]}
    return {"type": "integer" if kind is int else "string"}


def prompt_shape(model: type[Answer]) -> str:
    """A short skeleton of the answer for a prompt; read back, it is an empty answer."""
    fields = (
        f'"{name_in_json(name, field)}":{_SHAPES.get(name) or _shape_of(field.annotation)}'
        for name, field in model.model_fields.items()
    )
    return "{" + ",".join(fields) + "}"


# No number stands in them: read back, they are no ids.
_SHAPES = {
    "s": '["번호"]',
    "n": '["번호"]',
    "story": '["S번호"]',
    "law": '"C번호"',
    "missing": '["E번호"]',
    "leaning": '"' + " | ".join(Leaning) + '"',
    "ruling": '"R번호.번호"',
    "kind": '"' + " | ".join(Contrast) + '"',
}


def _shape_of(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return f"[{_shape_of(get_args(kind)[0])}]"
    return prompt_shape(kind) if isinstance(kind, type) and issubclass(kind, Answer) else '"…"'
