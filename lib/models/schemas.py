"""What the models must answer, read tolerantly: strict on meaning, easy on form.

A missing field is empty, an unknown one is ignored, a wrong form is brought into the right one where
its meaning is plain. What is not plain is left out: an unclear leaning is "판단하기 어려움".
"""

import re
import types
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

MOST_ITEMS = 8
"""Grounds, differences, documents or factors kept; a person reads three to five."""
MOST_QUOTES = 12
LONGEST_TEXT = 2_000
"""Characters of one field: about two screens of a phone."""
LONGEST_ITEM = 600
LONGEST_QUOTE = 1_000
LONGEST_NAME = 80


class Leaning(StrEnum):
    """Where a model leans, in the words the product shows."""

    APPROVAL = "승인 여지가 있음"
    DENIAL = "불승인 유지 가능성이 큼"
    UNCLEAR = "판단하기 어려움"


# --- forms ---------------------------------------------------------------------------------------

_TEXT_KEYS = ("text", "says", "content", "summary", "value", "내용", "설명", "요약", "본문")
_PLACEHOLDER = re.compile(r"[\s.…·\-_]*|(?:없음|해당 없음|해당없음|null|none|n/a)\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。](?=\s|$)|\n")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Text without control and zero-width characters, NFC, at most `longest` characters.

    What is too long ends after a whole sentence, or is empty where none fits. A placeholder
    ("…", "없음", "null") is empty.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        " " if char == "\t" else char for char in text if char in "\n\t" or not _is_invisible(char)
    )
    kept = re.sub(r"[^\S\n]+", " ", kept)
    kept = re.sub(r" ?\n[ \n]*", "\n", kept).strip()
    if _PLACEHOLDER.fullmatch(kept):
        return ""
    if len(kept) <= longest:
        return kept
    ends = [match.end() for match in _SENTENCE_END.finditer(kept, 0, longest)]
    return kept[: ends[-1]].strip() if ends else ""


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        told = [value[key] for key in _TEXT_KEYS if key in value]
        return _as_text(told[0]) if told else _as_text(list(value.values()))
    if isinstance(value, Iterable):
        return " ".join(text for text in map(_as_text, value) if text.strip())
    return ""


_BULLET = re.compile(r"^\s*(?:[-*•·▪]\s+|\d{1,2}[.)]\s+|[①-⑳]\s*)")


def _as_items(value: object) -> list[object]:
    """A list of whatever stands for items; a string of several lines is one item a line."""
    if value is None or value == "" or isinstance(value, bool):
        return []
    if isinstance(value, str):
        return [_BULLET.sub("", line) for line in value.splitlines() if line.strip()]
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, Iterable):
        return list(value)
    return [value]


def _text_of(longest: int) -> BeforeValidator:
    return BeforeValidator(lambda value: clean(_as_text(value), longest))


def _texts_of(most: int, longest: int) -> BeforeValidator:
    def read(value: object) -> tuple[str, ...]:
        texts = (clean(_as_text(item), longest) for item in _as_items(value))
        return tuple(dict.fromkeys(text for text in texts if text))[:most]

    return BeforeValidator(read)


def _several(most: int) -> BeforeValidator:
    def read(value: object) -> list[Any]:
        usable = [item for item in _as_items(value) if isinstance(item, str | Mapping | BaseModel)]
        return usable[:most]

    return BeforeValidator(read)


def _full(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item for item in items if not item.is_empty))


class Answer(BaseModel):
    """What every part of an answer has in common."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    other_names: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Field → spellings of its key that models use, compared without case, spaces and marks."""
    main_field: ClassVar[str] = ""
    """The field a bare string stands for."""

    @model_validator(mode="before")
    @classmethod
    def _by_any_name(cls, data: object) -> object:
        if isinstance(data, str) and cls.main_field:
            return {cls.main_field: data}
        if not isinstance(data, Mapping):
            return data
        return cls._renamed({_key(name): value for name, value in data.items()})

    @classmethod
    def _renamed(cls, given: dict[str, object]) -> dict[str, object]:
        named: dict[str, object] = {}
        for field in cls.model_fields:
            for name in (field, *cls.other_names.get(field, ())):
                if _key(name) in given:
                    named[field] = given.pop(_key(name))
                    break
        return named

    @classmethod
    def knows(cls, name: object) -> bool:
        """True where a key of an answer names a field."""
        return any(
            _key(name) == _key(known)
            for field in cls.model_fields
            for known in (field, *cls.other_names.get(field, ()))
        )

    @property
    def is_empty(self) -> bool:
        """True where nothing was said: a tag or a leaning alone says nothing."""
        return not any(getattr(self, name) for name in type(self).model_fields if name not in _NOT_SAID)


_NOT_SAID = ("rests_on", "ruling", "leaning")


def _key(name: object) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", str(name).lower())


# --- Gemma: the analysis of a case ---------------------------------------------------------------

Text = Annotated[str, _text_of(LONGEST_TEXT)]
Item = Annotated[str, _text_of(LONGEST_ITEM)]
Name = Annotated[str, _text_of(LONGEST_NAME)]
Names = Annotated[tuple[str, ...], _texts_of(MOST_ITEMS, LONGEST_NAME)]
Items = Annotated[tuple[str, ...], _texts_of(MOST_ITEMS, LONGEST_ITEM)]
Quotes = Annotated[tuple[str, ...], _texts_of(MOST_QUOTES, LONGEST_QUOTE)]


class Ground(Answer):
    """One ground, and the rulings or criteria it rests on."""

    says: Item = Field("", description="근거 한두 문장")
    rests_on: Names = Field((), description="근거가 된 판결·기준의 표시 (예: R1, C2)")

    main_field = "says"
    other_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "says": ("text", "내용", "주장", "설명", "ground", "point", "claim", "content", "문장", "근거"),
        "rests_on": (
            "rests", "sources", "source", "refs", "references", "citations", "cites", "ids", "id",
            "rulings", "ruling", "출처", "근거판결", "근거자료", "판결", "인용", "근거",
        ),
    }  # fmt: skip


class Difference(Answer):
    """How one ruling differs from this case."""

    ruling: Name = Field("", description="판결의 표시 (예: R1)")
    says: Item = Field("", description="그 판결과 이 사건이 다른 점")

    main_field = "says"
    other_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "ruling": ("id", "판결", "source", "case", "tag", "rulingid", "사건", "사건번호", "rests_on", "출처"),
        "says": ("text", "내용", "차이", "차이점", "difference", "content", "설명", "다른점"),
    }


class Missing(Answer):
    """A document the person lacks, and how to get it."""

    what: Item = Field("", description="더 필요한 자료")
    how: Item = Field("", description="그 자료를 구하는 방법")

    main_field = "what"
    other_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "what": ("evidence", "자료", "증거", "item", "name", "무엇", "document", "부족한증거", "필요한자료"),
        "how": ("howto", "howtoget", "방법", "구하는방법", "확보방법", "어떻게", "method", "obtain"),
    }


class Opinion(Answer):
    """A model's view of one case; every field may be empty, and whoever shows it decides."""

    issue: Text = Field("", description="다툼의 핵심(쟁점) 한두 문장")
    for_claimant: Annotated[tuple[Ground, ...], _several(MOST_ITEMS)] = Field(
        (), description="신청인에게 유리한 근거"
    )
    for_agency: Annotated[tuple[Ground, ...], _several(MOST_ITEMS)] = Field(
        (), description="공단에게 유리한 근거"
    )
    differences: Annotated[tuple[Difference, ...], _several(MOST_ITEMS)] = Field(
        (), description="비교한 판결과 이 사건의 차이"
    )
    missing_evidence: Annotated[tuple[Missing, ...], _several(MOST_ITEMS)] = Field(
        (), description="더 필요한 자료"
    )
    leaning: Annotated[Leaning, BeforeValidator(lambda value: read_leaning(value))] = Field(
        Leaning.UNCLEAR, description="어느 쪽으로 기우는지"
    )
    reason: Text = Field("", description="그렇게 보는 까닭 두세 문장")
    confidence: Annotated[int | None, BeforeValidator(lambda value: read_confidence(value))] = Field(
        None, description="스스로 매긴 확신 (0~100)"
    )

    other_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "issue": ("쟁점", "다툼", "핵심쟁점", "mainissue", "issues", "question"),
        "for_claimant": (
            "claimant", "groundsforclaimant", "claimantgrounds", "proclaimant", "forworker", "worker",
            "신청인", "근로자", "유리한근거", "유리한점", "신청인에게유리한근거", "근로자측근거", "신청인측근거",
        ),
        "for_agency": (
            "agency", "groundsforagency", "agencygrounds", "proagency", "againstclaimant", "fordefendant",
            "공단", "불리한근거", "불리한점", "공단에게유리한근거", "공단측근거",
        ),
        "differences": ("difference", "차이", "차이점", "판결과의차이", "다른점"),
        "missing_evidence": (
            "missing", "evidenceneeded", "부족한증거", "부족한자료", "필요한자료", "필요한증거",
            "보완할자료", "추가증거",
        ),
        "leaning": ("lean", "verdict", "opinion", "conclusion", "결론", "판단", "전망", "경향", "기울기"),
        "reason": ("reasoning", "rationale", "이유", "판단이유", "까닭", "leaningreason"),
        "confidence": ("certainty", "확신", "확신도", "신뢰도", "자신감"),
    }  # fmt: skip

    @model_validator(mode="after")
    def _drop_empty(self) -> "Opinion":
        for name in ("for_claimant", "for_agency", "differences", "missing_evidence"):
            object.__setattr__(self, name, _full(getattr(self, name)))
        return self


# --- Gemini: the retelling of a ruling -----------------------------------------------------------


class Retelling(Answer):
    """A ruling told in plain words, with the ruling's own words it rests on."""

    preview: Text = Field("", description="처음 읽는 사람을 위한 한 문단 요약")
    plaintiff: Item = Field("", description="원고가 누구인지")
    defendant: Item = Field("", description="피고가 누구인지")
    result: Item = Field("", description="결과: 누가 이겼는지, 처분이 어떻게 되었는지")
    background: Text = Field("", description="사건의 경위")
    background_quotes: Quotes = Field((), description="경위의 근거: 판결문에서 그대로 옮긴 문장")
    issue: Text = Field("", description="쟁점")
    issue_quotes: Quotes = Field((), description="쟁점의 근거: 판결문에서 그대로 옮긴 문장")
    reason: Text = Field("", description="법원이 그렇게 판단한 까닭")
    reason_quotes: Quotes = Field((), description="까닭의 근거: 판결문에서 그대로 옮긴 문장")
    deciding_factors: Items = Field((), description="결론을 가른 사정")
    meaning: Text = Field("", description="비슷한 처지의 사람에게 주는 뜻")

    other_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "preview": ("summary", "요약", "미리보기", "개요", "overview"),
        "plaintiff": ("원고",),
        "defendant": ("피고",),
        "result": ("outcome", "결과", "판결결과", "주문", "결론"),
        "background": ("facts", "배경", "사건배경", "경위", "사건경위", "사실관계"),
        "background_quotes": ("backgroundquote", "factsquotes", "배경인용", "배경근거", "경위인용"),
        "issue": ("쟁점", "question", "issues"),
        "issue_quotes": ("issuequote", "쟁점인용", "쟁점근거"),
        "reason": ("reasoning", "holding", "이유", "판단", "판단이유", "까닭"),
        "reason_quotes": ("reasonquote", "reasoningquotes", "이유인용", "이유근거", "판단인용"),
        "deciding_factors": (
            "factors", "decidingfactor", "keyfactors", "결정적요인", "결정요인", "결정적사정", "핵심사정",
        ),
        "meaning": ("implication", "implications", "takeaway", "의미", "시사점", "뜻"),
    }  # fmt: skip

    @classmethod
    def _renamed(cls, given: dict[str, object]) -> dict[str, object]:
        """Also takes `{"background": {"text": …, "quotes": […]}}`."""
        named = super()._renamed(given)
        for field in ("background", "issue", "reason"):
            told = named.get(field)
            if isinstance(told, Mapping):
                quotes = [told[key] for key in told if _key(key) in ("quotes", "quote", "인용", "근거")]
                if quotes and not named.get(f"{field}_quotes"):
                    named[f"{field}_quotes"] = quotes[0]
                named[field] = {key: told[key] for key in told if told[key] not in quotes}
        return named


# --- a leaning and a confidence in any words -----------------------------------------------------

_UNCERTAIN = re.compile(
    r"판단(?:이|하기|은)?(?:매우|다소)?(?:어려|어렵|곤란|불가|유보|보류)|불명|불확실|불분명|알수없|단정|모름|중립|반반|보류|"
    r"uncertain|unclear|undetermin|unknown|neutral|cannot|can't|inconclusive|hardto|difficult|mixed|depends|"
    r"undecided|insufficient"
)
_WEAKENED = re.compile(
    r"않|아니|아님|어렵|어려|없|못|힘들|부정|낮|적음|적다|작음|작다|희박|부족|취소|뒤집|번복|unlikely|not|n't|\bno\b|"
    r"low|overturn|revers|little|slim|doubt"
)
_FOR_DENIAL = re.compile(
    r"불승인|불인정|부지급|기각|패소|불리|disapprov|den(?:y|ied|ial)|reject|unfavou?rabl|dismiss"
)
_FOR_APPROVAL = re.compile(r"승인|인정|승소|유리|approv|favou?rabl|grant|accept|recogni[sz]")


_LONGEST_LEANING = 30
"""More words than this argue both ways; no side is read out of them."""


def read_leaning(value: object) -> Leaning:
    """The leaning that words name, where they name one plainly; never a side out of a negated phrase."""
    words = unicodedata.normalize("NFKC", _as_text(value)).strip(" \"'“”‘’.`*\n\t").lower()
    squeezed = re.sub(r"\s+", "", words)
    for leaning in Leaning:
        if squeezed == re.sub(r"\s+", "", leaning.value) or squeezed == leaning.name.lower():
            return leaning
    rest = squeezed
    for leaning in (Leaning.DENIAL, Leaning.APPROVAL):
        exact = re.sub(r"\s+", "", leaning.value)
        if re.match(rf"{exact}(?![가-힣])", squeezed):
            rest = squeezed.removeprefix(exact)
            others = "|".join(re.sub(r"\s+", "", o.value) for o in Leaning if o is not leaning)
            if not re.search(rf"{others}|아니|아님|않|not", rest):
                return leaning
    if len(squeezed) > _LONGEST_LEANING or _UNCERTAIN.search(squeezed) or _WEAKENED.search(squeezed):
        return Leaning.UNCLEAR
    denial = bool(_FOR_DENIAL.search(squeezed))
    approval = bool(_FOR_APPROVAL.search(_FOR_DENIAL.sub("", squeezed)))
    if denial == approval:
        return Leaning.UNCLEAR
    return Leaning.DENIAL if denial else Leaning.APPROVAL


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_confidence(value: object) -> int | None:
    """0 to 100 out of 70, 0.7, "70%", "70/100", "7/10"; None for words and for what names no one number.

    "높음" is None: a number for it would be ours, not the model's.
    """
    if isinstance(value, bool) or value is None:
        return None
    words = unicodedata.normalize("NFKC", _as_text(value)).replace("⁄", "/")
    numbers = [float(number) for number in _NUMBER.findall(words)]
    if re.search(r"-\s*\d", words):
        return None
    if len(numbers) == 2 and "/" in words and numbers[1] in (10, 100):
        share = numbers[0] / numbers[1]
    elif len(numbers) == 1:
        is_share = "%" not in words and (numbers[0] < 1 or (numbers[0] == 1 and "." in words))
        share = numbers[0] if is_share else numbers[0] / 100
    else:
        return None
    return round(share * 100) if 0 <= share <= 1 else None


# --- what the models are told --------------------------------------------------------------------


def json_schema(model: type[Answer]) -> dict[str, Any]:
    """The JSON schema of an answer: plain, without references, as both servers take it."""
    fields = model.model_fields
    return {
        "type": "object",
        "properties": {
            name: {**_schema_of(field.annotation), "description": field.description}
            for name, field in fields.items()
        },
        "required": list(fields),
    }


def _schema_of(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0])}
    if get_origin(kind) in (Union, types.UnionType):
        return _schema_of(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, Answer):
        return json_schema(kind)
    if kind is Leaning:
        return {"type": "string", "enum": [leaning.value for leaning in Leaning]}
    return {"type": "integer" if kind is int else "string"}


def prompt_shape(model: type[Answer]) -> str:
    """A short skeleton of the answer for a prompt; read back, it is an empty answer."""
    return _shape_of(model)


_SHAPES = {
    "rests_on": '["R1"]',
    "ruling": '"R1"',
    "leaning": '"' + " | ".join(Leaning) + '"',
    "confidence": "0",
}


def _shape_of(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return f"[{_shape_of(get_args(kind)[0])}]"
    if isinstance(kind, type) and issubclass(kind, Answer):
        fields = (
            f'"{name}":{_SHAPES.get(name) or _shape_of(field.annotation)}'
            for name, field in kind.model_fields.items()
        )
        return "{" + ",".join(fields) + "}"
    return '"…"'
