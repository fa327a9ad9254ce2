"""What is known of a question of the check, and how an answer that a form or a file gives is read."""

import re
from dataclasses import dataclass, replace

from lib.guidance.check_entries import Question
from lib.guidance.three_values import Value
from lib.guidance.working_hours import Spread
from lib.text.numbers import find_quantities, read_numeral
from lib.text.said import said
from lib.text.spelling import plain, squeeze

FROM_STORY, FROM_LETTER, FROM_TABLE, FROM_PERSON = "story", "letter", "table", "answer"
"""Where an answer comes from: the person's story, the words of the refusal, a table of hours, or the person's own answer."""
UNKNOWN = "모름"
AT_LEAST = "at least"
"""Of several: what is known to hold, where more may."""
ROUGHLY = 0.05
"""A number told roughly (약 60시간) may be off by this share."""
_JUST = 1e-6
_YES = frozenset({"true", "yes", "y", "예", "네", "응", "그렇다", "그렇습니다", "맞음", "있음", "있다", "o"})
_NO = frozenset({"false", "no", "n", "아니오", "아니요", "아님", "없음", "없다", "x"})
_NOT_KNOWN = frozenset({"", "모름", "모르겠음", "모릅니다", "unknown", "none", "null", "?"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a question: `shown` says it in the person's language of numbers and options.

    `source` is one of FROM_STORY, FROM_LETTER, FROM_TABLE, FROM_PERSON, or empty where nothing is known; `words` are the
    words it was read from. `chosen` are the options known to hold, of several or of one.
    """

    question: Question
    value: Value = None
    source: str = ""
    words: str = ""
    chosen: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything was told or answered."""
        return self.value != all_open(self.question)

    def shown(self, language: str) -> str:
        """The answer in words."""
        if not self.is_known:
            return "not known" if language == "en" else UNKNOWN
        names = {option.id: option.name.in_language(language) for option in self.question.options}
        if self.question.kind == "several":
            chosen = [name for id_, name in names.items() if id_ in self.chosen]
            return ", ".join(chosen) or ("none" if language == "en" else "없음")
        if isinstance(self.value, bool):
            no, yes = ("no", "yes") if language == "en" else ("아니오", "예")
            return yes if self.value else no
        if isinstance(self.value, str):
            return names[self.value]
        assert isinstance(self.value, Spread)
        return _numbers(self.value, self.question, language)


_UNITS_IN_ENGLISH = {"시간": "h", "년": "years", "급": "(grade)"}


def _numbers(value: Spread, question: Question, language: str) -> str:
    is_english = language == "en"
    unit = _UNITS_IN_ENGLISH.get(question.unit, question.unit) if is_english else question.unit
    space = " " if is_english and unit != "%" else ""
    low, high = round(value.low, 2), round(value.high, 2)
    if low == high:
        return f"{low:g}{space}{unit}"
    if value.high >= question.most:
        more = ("more than {}", "{} 초과") if low != value.low else ("{} or more", "{} 이상")
        return more[not is_english].format(f"{low:g}{space}{unit}")
    if value.low <= question.least:
        less = ("less than {}", "{} 미만") if high != value.high else ("{} or less", "{} 이하")
        return less[not is_english].format(f"{high:g}{space}{unit}")
    return f"{low:g}~{high:g}{space}{unit}"


class AnswerError(ValueError):
    """An answer that cannot be; the message is a Korean sentence."""


def read_answer(question: Question, told: object) -> Answer:
    """The answer that a form or a file gives to a question. AnswerError for what cannot be one."""
    words = plain(str(told)).strip() if told is not None and not isinstance(told, list | tuple) else ""
    nothing = Answer(question, source=FROM_PERSON)
    is_option = any(option.id == words for option in question.options)
    is_nothing = words.lower() in _NOT_KNOWN and not (is_option or isinstance(told, list | tuple))
    if told is None or is_nothing:
        return replace(nothing, value=all_open(question))
    if question.kind == "yes_no":
        key = words.lower()
        if key not in _YES | _NO:
            raise AnswerError(
                said(
                    "{id}: 예, 아니오, 모름 가운데 하나로 답해 주세요({words}).",
                    id=question.id,
                    words=words[:40],
                )
            )
        return replace(nothing, value=key in _YES, words=words)
    if question.kind == "number":
        return replace(nothing, value=_number(question, told, words), words=words)
    options = {option.id: option for option in question.options}
    by_name = {
        squeeze(name): option.id for option in question.options for name in (option.name.ko, option.name.en)
    }
    if question.kind == "choice":
        one = words if words in options else by_name.get(squeeze(words))
        if one is None:
            raise AnswerError(_no_option(question, words))
        return replace(nothing, value=one, words=words, chosen=(one,))
    if isinstance(told, dict) and set(told) == {AT_LEAST}:
        some = read_answer(question, told[AT_LEAST])
        return replace(some, value=Spread(float(len(some.chosen)), float(len(options))))
    if isinstance(told, int | float) and not isinstance(told, bool):
        if not 0 <= told <= len(options):
            raise AnswerError(_no_option(question, words))
        return replace(nothing, value=Spread(told, told), words=words)
    given = (
        [plain(str(each)).strip() for each in told]
        if isinstance(told, list | tuple)
        else re.split(r"[,;]", words)
    )
    found = []
    for each in given:
        if each.lower() in _NO:
            continue
        id_ = each if each in options else by_name.get(squeeze(each))
        if id_ is None:
            raise AnswerError(_no_option(question, each))
        found.append(id_)
    count = float(len(set(found)))
    return replace(nothing, value=Spread(count, count), words=words, chosen=tuple(dict.fromkeys(found)))


def _no_option(question: Question, words: str) -> str:
    return said(
        "{id}: {words}은(는) 고를 수 있는 답이 아닙니다. {options} 가운데에서 골라 주세요.",
        id=question.id,
        words=words[:40],
        options=", ".join(option.id for option in question.options),
    )


def _number(question: Question, told: object, words: str) -> Spread:
    if isinstance(told, bool):
        raise AnswerError(said("{id}: 숫자로 답해 주세요.", id=question.id))
    if isinstance(told, int | float):
        value: float | None = float(told)
        spread = Spread(float(told), float(told))
    else:
        bare = words.removesuffix(question.unit).strip()
        if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", bare):
            value = float(bare)
            spread = Spread(value, value)
        else:
            found = next((each for each in find_quantities(words) if each.unit == question.unit), None)
            value = found.value if found else read_numeral(bare)
            if value is None:
                raise AnswerError(
                    said("{id}: 숫자로 답해 주세요({words}).", id=question.id, words=words[:40])
                )
            spread = bounded(
                value, words[found.end :] if found else "", words[: found.start] if found else "", question
            )
    if value is None or value != value or not question.least <= value <= question.most:
        raise AnswerError(
            said(
                "{id}: {words}은(는) 있을 수 없는 값입니다. {least}부터 {most}까지로 적어 주세요.",
                id=question.id,
                words=words[:40],
                least=f"{question.least:g}",
                most=f"{question.most:g}",
            )
        )
    return spread


def unanswered(question: Question) -> Answer:
    """The answer of which nothing is known."""
    return Answer(question, all_open(question))


def all_open(question: Question) -> Value:
    """What nothing told leaves open: of several every number of them."""
    return Spread(0, len(question.options)) if question.kind == "several" else None


_OVER = re.compile(r"\s?(?:정도|가까이)?\s?(?:을|를|이|가)?\s?(?:넘|초과|훨씬|더)")
_AT_LEAST = re.compile(r"\s?(?:은|는)?\s?(?:이상|부터)")
_UNDER = re.compile(
    r"\s?(?:이|가|에|도|은|는)?\s?(?:채|도)?\s?(?:안\s?[되돼됐된됨]|못\s?미|미만|미치지|모자|밑|되지\s?(?:않|못)|불과)"
)
_AT_MOST = re.compile(r"\s?(?:이|를|을)?\s?(?:이하|넘지\s?(?:않|못)|초과하지|까지)")
_ABOUT = re.compile(r"\s?(?:정도|쯤|가량|안팎|남짓|내외|전후)")
_ABOUT_BEFORE = re.compile(r"(?:약|대략|거의|한)\s?$")


def bounded(value: float, behind: str, before: str, question: Question) -> Spread:
    """The numbers between which one lies, by the words around it."""
    if _AT_MOST.match(behind):
        return Spread(question.least, value)
    if _OVER.match(behind):
        return Spread(value + _JUST, question.most)
    if _AT_LEAST.match(behind):
        return Spread(value, question.most)
    if _UNDER.match(behind):
        return Spread(question.least, value - _JUST)
    if _ABOUT.match(behind) or _ABOUT_BEFORE.search(before):
        return Spread(value * (1 - ROUGHLY), value * (1 + ROUGHLY))
    return Spread(value, value)
