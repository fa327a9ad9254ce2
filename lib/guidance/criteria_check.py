"""Whether the criteria of a case's type are met, as far as it can be told: by a few questions, each answerable 모름.

What the story tells fills the answers, with its words, to be corrected. A criterion is met, not met or unknown: unknown
wherever an answer that is missing could still turn it, so that 모름 never becomes not met. Types, questions and criteria
stand in `data/criteria_check.yaml`; what follows from the answers is reckoned by `Logic` in three values.
"""

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from lib.domain.intake import Case, Intake
from lib.guidance.cases import Scope, with_the_usual
from lib.guidance.entries import Frozen, Text, read_entries
from lib.guidance.evidence import EvidenceItem, evidence
from lib.guidance.factors import factors, read_factors
from lib.guidance.grounds import grounds, grounds_raised
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.told_grades import combined_grade, told_grades
from lib.guidance.told_numbers import Told, told_numbers
from lib.guidance.told_timetable import told_timetable, told_timetable_of_a_guard
from lib.guidance.working_hours import MOST_WEEKS, SHORT, WEEKS, Hours, Spread, Verdict, per_cent_over
from lib.text.from_until import day_told, find_from_until, years_after, years_between
from lib.text.numbers import calendar_day, find_dates, find_quantities, read_numeral
from lib.text.said import said
from lib.text.shipped import ShippedDataError, read_shipped
from lib.text.spelling import Squeezed, plain, squeeze
from lib.text.stance import Stance, read_stances

FROM_STORY, FROM_LETTER, FROM_TABLE, FROM_PERSON = "story", "letter", "table", "answer"
"""Where an answer comes from: the person's story, the words of the refusal, a table of hours, or the person's own answer."""
UNKNOWN = "모름"
AT_LEAST = "at least"
"""Of several: what is known to hold, where more may."""
RISE, WEIGHED, NEVER, COMBINED = "rise", "weighed", "never", "combined_grade"
_ROUGHLY = 0.05
"""A number told roughly (약 60시간) may be off by this share."""
_NIGHT_MOST = 1.3
"""What the addition for the night makes of hours at most (고시 Ⅰ.1.라)."""
_JUST = 1e-6
_YES = frozenset({"true", "yes", "y", "예", "네", "응", "그렇다", "그렇습니다", "맞음", "있음", "있다", "o"})
_NO = frozenset({"false", "no", "n", "아니오", "아니요", "아님", "없음", "없다", "x"})
_NOT_KNOWN = frozenset({"", "모름", "모르겠음", "모릅니다", "unknown", "none", "null", "?"})


# --- the data ------------------------------------------------------------------------------------


def _pattern(words: object) -> object:
    if isinstance(words, list | tuple):
        try:
            joined = "|".join(f"(?:{each})" for each in words)
            # What stands in a gap stays within its sentence.
            return re.compile(joined.replace(r"\S{0,", r"[^\s.!?]{0,"))
        except (re.error, TypeError) as error:
            raise ValueError(f"{words!r}: {error}") from error
    return words


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class FoundBy(Frozen):
    """One way to know the type of a case; everything named has to fit.

    `not_denied`: words that the person denies (`광산에서 일한 적은 없습니다`) count for nothing.
    """

    scope: Scope | None = None
    grounds: tuple[str, ...] = ()
    when: Pattern | None = None
    and_when: Pattern | None = None
    unless: Pattern | None = None
    not_denied: bool = False


class Onward(Frozen):
    """What remains where a criterion is not met, and what that rests on."""

    says: Text
    basis: Bases


class Type(Frozen):
    """A type of case; see the comment at the head of `data/criteria_check.yaml`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    name: Text
    found_by: tuple[FoundBy, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=3, max_length=8)
    overall: str
    onward: Onward


class Option(Frozen):
    """One thing that may be chosen, the words and the circumstances that tell it."""

    id: str
    name: Text
    when: Pattern | None = None
    circumstances: tuple[str, ...] = ()


class Telling(Frozen):
    """How an answer is read from what was told."""

    numbers: tuple[str, ...] = ()
    period: int | None = None
    largest: bool = False
    of_two: bool = False
    sum_of: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    since: date | None = None
    years_ago: tuple[int, int] | None = None
    from_until: bool = False
    until_illness: bool = False
    grade: int | None = None
    near: Pattern | None = None
    says_so: Pattern | None = None
    says_not: Pattern | None = None
    says_not_unless: Pattern | None = None
    never_denied: bool = False
    circumstances: tuple[str, ...] = ()
    circumstances_no: tuple[str, ...] = ()


class Question(Frozen):
    """A question of the check, answerable 모름."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    asks: Text
    short: Text
    kind: Literal["yes_no", "number", "choice", "several"]
    unit: str = ""
    least: float = Field(default=0, alias="from")
    most: float = Field(default=0, alias="to")
    options: tuple[Option, ...] = ()
    told: Telling = Telling()

    @model_validator(mode="after")
    def _is_whole(self) -> "Question":
        if bool(self.options) is not (self.kind in ("choice", "several")):
            raise ValueError("`options` are for choice and several, which need them")
        if (self.kind == "number") is not (self.most > self.least and bool(self.unit)):
            raise ValueError("a number needs `unit`, `from` and `to`, and nothing else has them")
        known = {factor.id for factor in factors()}
        named = {*self.told.circumstances, *self.told.circumstances_no}
        named |= {id_ for option in self.options for id_ in option.circumstances}
        if unknown := named - known:
            raise ValueError(f"no circumstance of the name {sorted(unknown)}")
        return self


class Criterion(Frozen):
    """A criterion of law, and when it is met."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    of: str
    says: Text
    met: str
    only_if: str = ""
    shown_when: Pattern | None = None
    against: bool = False
    basis: Bases = Field(min_length=1)
    evidence: tuple[str, ...] = Field(min_length=1)
    beyond: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class Check:
    """All types, questions and criteria, by their ids and in their order."""

    types: Mapping[str, Type]
    questions: Mapping[str, Question]
    criteria: tuple[Criterion, ...]
    logic: Mapping[str, "Logic"]


@lru_cache(maxsize=1)
def check_data() -> Check:
    """The file, read once. ShippedDataError names the entry that is wrong."""
    raw = read_shipped("criteria_check.yaml")
    types = {each.id: each for each in read_entries("types", {"types": raw["types"]}, Type)}
    questions = {
        each.id: each for each in read_entries("questions", {"questions": raw["questions"]}, Question)
    }
    criteria = read_entries("criteria", {"criteria": raw["criteria"]}, Criterion)
    logic: dict[str, Logic] = {}
    pieces = {item.id for item in evidence()}
    raisable = {ground.id for ground in grounds()}
    for type_ in types.values():
        if unknown := {each for each in type_.questions if each not in questions}:
            raise ShippedDataError(f"criteria_check.yaml: {type_.id}: no question {sorted(unknown)}")
        if unknown := {each for rule in type_.found_by for each in rule.grounds} - raisable:
            raise ShippedDataError(f"criteria_check.yaml: {type_.id}: no ground {sorted(unknown)}")
        own = [each for each in criteria if each.of == type_.id]
        for id_, line in [
            (type_.id, type_.overall),
            *((each.id, each.met) for each in own),
            *((f"{each.id} only_if", each.only_if) for each in own if each.only_if),
        ]:
            logic[id_] = Logic.of(id_, line, [questions[each] for each in type_.questions])
    for criterion in criteria:
        if criterion.of not in types:
            raise ShippedDataError(f"criteria_check.yaml: {criterion.id}: no type {criterion.of}")
        if unknown := set(criterion.evidence) - pieces:
            raise ShippedDataError(f"criteria_check.yaml: {criterion.id}: no evidence {sorted(unknown)}")
    return Check(types, questions, criteria, logic)


# --- three values --------------------------------------------------------------------------------

Value = bool | str | Spread | None
"""What is known of an answer: yes or no, an option, or between which numbers it lies; None for 모름."""


@dataclass(frozen=True)
class Logic:
    """A condition over answers that is true, false or not known (None)."""

    tree: ast.expr
    names: tuple[str, ...]

    @classmethod
    def of(cls, id_: str, line: str, questions: Sequence[Question]) -> "Logic":
        """The condition a line of the file writes; ShippedDataError where it names what is not asked."""
        try:
            tree = ast.parse(" ".join(line.split()), mode="eval").body
        except SyntaxError as error:
            raise ShippedDataError(f"criteria_check.yaml: {id_}: {error}") from error
        names = tuple(dict.fromkeys(each.id for each in ast.walk(tree) if isinstance(each, ast.Name)))
        kinds = {each.id: each.kind for each in questions}
        if unknown := set(names) - {*kinds, RISE, WEIGHED, NEVER, COMBINED}:
            raise ShippedDataError(f"criteria_check.yaml: {id_}: not asked: {sorted(unknown)}")
        for each in ast.walk(tree):
            allowed = (ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Compare, ast.Name, ast.Constant)
            if not isinstance(each, (*allowed, ast.cmpop, ast.expr_context)):
                raise ShippedDataError(f"criteria_check.yaml: {id_}: {ast.dump(each)} has no meaning here")
        options = {each.id: {option.id for option in each.options} for each in questions}
        for each in ast.walk(tree):
            if isinstance(each, ast.Compare) and isinstance(each.left, ast.Name):
                right = each.comparators[0]
                value = right.value if isinstance(right, ast.Constant) else None
                if isinstance(value, str) and value not in options.get(each.left.id, set()):
                    raise ShippedDataError(f"criteria_check.yaml: {id_}: no option {value!r}")
        return cls(tree, names)

    def holds(self, values: Mapping[str, Value]) -> bool | None:
        """Whether it holds; None wherever an answer that is missing could turn it."""
        return _holds(self.tree, values)


def _holds(node: ast.expr, values: Mapping[str, Value]) -> bool | None:
    if isinstance(node, ast.BoolOp):
        parts = [_holds(each, values) for each in node.values]
        ends = isinstance(node.op, ast.Or)
        if ends in parts:
            return ends
        return None if None in parts else not ends
    if isinstance(node, ast.UnaryOp):
        part = _holds(node.operand, values)
        return None if part is None else not part
    if isinstance(node, ast.Name):
        value = values.get(node.id)
        return value if isinstance(value, bool) else None
    assert isinstance(node, ast.Compare)
    left, right = node.left, node.comparators[0]
    assert isinstance(left, ast.Name) and isinstance(right, ast.Constant)
    return _compared(values.get(left.id), type(node.ops[0]), right.value)


def _compared(value: Value, sign: type[ast.cmpop], other: Any) -> bool | None:
    if isinstance(value, str):
        return (value == other) is (sign is ast.Eq)
    if not isinstance(value, Spread):
        return None
    tests: dict[type[ast.cmpop], Callable[[float], bool]] = {
        ast.Gt: lambda number: number > other,
        ast.GtE: lambda number: number >= other,
        ast.Lt: lambda number: number < other,
        ast.LtE: lambda number: number <= other,
    }
    low, high = tests[sign](value.low), tests[sign](value.high)
    return low if low is high else None


# --- answers -------------------------------------------------------------------------------------


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
        return self.value != _open(self.question)

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
        return replace(nothing, value=_open(question))
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
            spread = _bounded(
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


# Of several nothing told leaves every number of them open.
def _open(question: Question) -> Value:
    return Spread(0, len(question.options)) if question.kind == "several" else None


_OVER = re.compile(r"\s?(?:정도|가까이)?\s?(?:을|를|이|가)?\s?(?:넘|초과|훨씬|더)")
_AT_LEAST = re.compile(r"\s?(?:은|는)?\s?(?:이상|부터)")
_UNDER = re.compile(
    r"\s?(?:이|가|에|도|은|는)?\s?(?:채|도)?\s?(?:안\s?[되돼됐된됨]|못\s?미|미만|미치지|모자|밑|되지\s?(?:않|못)|불과)"
)
_AT_MOST = re.compile(r"\s?(?:이|를|을)?\s?(?:이하|넘지\s?(?:않|못)|초과하지|까지)")
_ABOUT = re.compile(r"\s?(?:정도|쯤|가량|안팎|남짓|내외|전후)")
_ABOUT_BEFORE = re.compile(r"(?:약|대략|거의|한)\s?$")


# The numbers between which one lies, by the words around it.
def _bounded(value: float, behind: str, before: str, question: Question) -> Spread:
    if _AT_MOST.match(behind):
        return Spread(question.least, value)
    if _OVER.match(behind):
        return Spread(value + _JUST, question.most)
    if _AT_LEAST.match(behind):
        return Spread(value, question.most)
    if _UNDER.match(behind):
        return Spread(question.least, value - _JUST)
    if _ABOUT.match(behind) or _ABOUT_BEFORE.search(before):
        return Spread(value * (1 - _ROUGHLY), value * (1 + _ROUGHLY))
    return Spread(value, value)


# --- what was told -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """The texts of a case, and what is read of them."""

    story: str
    letter: str
    shown: Mapping[str, tuple[str, str]]
    accident_on: date | None
    today: date

    @cached_property
    def own_story(self) -> PhraseReader:
        return read_for_phrases(self.story)

    @cached_property
    def own_letter(self) -> PhraseReader:
        return read_for_phrases(self.letter)

    @property
    def texts(self) -> Iterable[tuple[str, str, PhraseReader]]:
        """The story, and what the refusal says, each with its name."""
        yield FROM_STORY, self.story, self.own_story
        if self.letter:
            yield FROM_LETTER, self.letter, self.own_letter

    def shown_in(self, source: str, ids: Iterable[str]) -> list[str]:
        """The words in which one of the texts shows these circumstances."""
        return [self.shown[id_][0] for id_ in ids if id_ in self.shown and self.shown[id_][1] == source]

    def answer(self, question: Question) -> Answer:
        """What the texts tell of a question, the story before the letter."""
        return _READERS[question.kind](self, question)


def _nothing(question: Question) -> Answer:
    return Answer(question, _open(question))


def _read_yes_no(told: _Told, question: Question) -> Answer:
    how = question.told
    if how.since:
        return _read_since(told, question, how.since, how.near)
    if how.years_ago:
        return _read_years_ago(told, question, how.years_ago, how.near)
    for source, text, reader in told.texts:
        yes, denied = _spans(reader, how.says_so, how.never_denied)
        is_out = how.says_not_unless and how.says_not_unless.search(squeeze(text).lower())
        no, _ = _spans(reader, None if is_out else how.says_not, never_denied=True)
        yes += told.shown_in(source, how.circumstances)
        no += told.shown_in(source, how.circumstances_no)
        no += denied
        if bool(yes) is not bool(no):
            return Answer(question, bool(yes), source, (yes or no)[0])
        if yes and no:
            # What says no says it of the very thing: 승인을 받지 않았다 holds the words for 승인을 받다, too.
            nearer = [each for each in no if any(word in each or each in word for word in yes)]
            if nearer:
                return Answer(question, False, source, nearer[0])
            return Answer(question, None, source, f"{yes[0]} / {no[0]}")
    return _nothing(question)


# The words that say so, and those that deny it.
def _spans(
    reader: PhraseReader, pattern: re.Pattern[str] | None, never_denied: bool
) -> tuple[list[str], list[str]]:
    if pattern is None:
        return [], []
    aside = {Stance.ASKED, Stance.UNCERTAIN}

    def told(not_as: Set[Stance]) -> list[str]:
        return [
            reader.text[slice(*span)]
            for span in reader.find_all((), [pattern], not_as=not_as)
            # What the other side says only to be refuted nobody tells.
            if not (reader.is_alleged(*span) and reader.teller(*span))
        ]

    said_so = told(aside if never_denied else aside | {Stance.DENIED})
    if never_denied:
        return said_so, []
    return said_so, [each for each in told(aside) if each not in said_so] if not said_so else []


def _read_since(told: _Told, question: Question, since: date, near: re.Pattern[str] | None) -> Answer:
    if near is None and told.accident_on:
        return Answer(question, told.accident_on >= since, FROM_STORY, told.accident_on.isoformat())
    found = [each for each in find_dates(told.story) if each.year is not None]
    if near:
        found = [
            each
            for each in found
            if near.search(squeeze(told.story[max(0, each.start - 20) : each.end + 30]))
        ]
    for each in found:
        assert each.year is not None
        first = date(each.year, each.month or 1, 1)
        last = date(each.year, each.month or 12, 28)
        if each.month and each.day:
            if (day := calendar_day(each.year, each.month, each.day)) is None:
                continue
            first = last = day
        words = told.story[each.start : each.end].strip()
        if first >= since or last < since:
            return Answer(question, first >= since, FROM_STORY, words)
    return _nothing(question)


# Whether the day beside some words lies at least so many years back, and not so many.
def _read_years_ago(
    told: _Told, question: Question, years: tuple[int, int], near: re.Pattern[str] | None
) -> Answer:
    for each in find_dates(told.story):
        if not (each.year and each.month and each.day):
            continue
        around = squeeze(told.story[max(0, each.start - 20) : each.end + 12])
        day = calendar_day(each.year, each.month, each.day)
        if day is None or (near and not near.search(around)):
            continue
        first, last = (years_after(day, number) for number in years)
        return Answer(
            question, first <= told.today < last, FROM_STORY, told.story[each.start : each.end].strip()
        )
    return _nothing(question)


# Years between the days, months or years that the text joins, of work that is not denied, and the words.
def _stretches(told: _Told, text: str, reader: PhraseReader, question: Question) -> list[tuple[Spread, str]]:
    found = []
    for each in find_from_until(text, told.today):
        behind = text[each.end : min(each.end + _TAIL, reader.sentence(each.start, each.end)[1])]
        if (
            _NOT_OF_WORK.search(behind)
            or not _OF_WORK.search(behind)
            or reader.is_put_as(
                (Stance.DENIED, Stance.ASKED, Stance.OTHERS, Stance.UNCERTAIN), each.start, each.end
            )
        ):
            continue
        least, most = each.years
        words = text[each.start : each.end].strip()
        if question.told.until_illness:
            illness = [
                day
                for match in _ILLNESS_FOUND.finditer(text, each.end)
                if (day := day_told(text, match.start(), told.today)) and day[1] > each.began[0]
            ]
            if not illness:
                continue
            least = years_between(each.began[1], illness[0][0])
            most = years_between(each.began[0], illness[0][1])
        found.append((Spread(least, min(most, question.most)), words))
    return found


_TAIL = 60
_NOT_OF_WORK = re.compile(
    r"^.{0,24}?(?:치료|입원|통원|요양|담배|흡연|금연|병원|소송|재판|연금|학교|복무|군대|휴직|앓|쉬었|투병)"
)
_OF_WORK = re.compile(r"일|근무|다녔|다니|다닌|작업|종사|했|하며|하면서|경력|재직|노출|캤|뜯|몰았|$")
_ILLNESS_FOUND = re.compile(r"진단|확진|발병|판정|발견")


def _read_number(told: _Told, question: Question) -> Answer:
    how = question.told
    if how.grade is not None:
        return _read_grade(told, question, how.grade)
    for source, text, reader in told.texts:
        stretches = _stretches(told, text, reader, question) if how.from_until else []
        if how.marks and (answer := _beside_mark(question, text, source)):
            return answer
        if stretches and how.until_illness:
            spread, words = max(stretches, key=lambda one: one[0].high)
            return Answer(question, spread, source, words)
        if how.sum_of:
            parts = [[each for each in told_numbers(text) if each.of == kind] for kind in how.sum_of]
            if all(parts):
                spreads = [_spread_of(text, max(each, key=lambda one: one.value), question) for each in parts]
                words = ", ".join(text[each[0].start : each[0].end].strip() for each in parts)
                return Answer(
                    question,
                    Spread(
                        sum(each.low for each in spreads),
                        min(question.most, sum(each.high for each in spreads)),
                    ),
                    source,
                    words,
                )
            continue
        fitting = [
            each
            for each in told_numbers(text)
            if each.of in how.numbers or (how.period and each.of in ("hours_a_week", "hours_of_a_week"))
        ]
        if how.period:
            fitting = [each for each in fitting if _period(text, each) == how.period]
        fitting = [each for each in fitting if question.least <= each.value <= question.most]
        # `2001년부터 2010년까지 통산 7년` counts itself, but for days that come to nearly the same.
        stretches = [each for each in stretches if not _is_counted(text, each, fitting)]
        if stretches:
            # Two years that are joined are read more exactly by their days.
            fitting = [
                each
                for each in fitting
                if not any(text[each.start : each.end].strip() in words for _, words in stretches)
            ]
        if not fitting and not stretches:
            continue
        best = (
            max(fitting, key=lambda each: each.value)
            if how.largest and fitting
            else next(iter(fitting), None)
        )
        longest = max(stretches, key=lambda one: one[0].high, default=None)
        if longest and (
            best is None or longest[0].high >= best.value or _is_day_to_day(longest[0], best.value)
        ):
            return Answer(question, longest[0], source, longest[1])
        assert best is not None
        spread = _spread_of(text, best, question)
        if how.of_two and len(fitting) == 1 and _ONE_SIDE.search(text[best.start : best.end]):
            # Two values of which only the last has its unit (오른쪽 42, 왼쪽 35dB), or one ear alone: the other may be worse.
            both = [float(each) for each in _VALUE.findall(text[best.start : best.end])]
            most = max(both) if len(both) > 1 else question.most
            spread = Spread(most if len(both) > 1 else spread.low, most)
        return Answer(question, spread, source, text[best.start : best.end].strip())
    return _nothing(question)


# Whether a number of years is told of a stretch, right behind it or of the same length, that tells it less exactly.
def _is_counted(text: str, stretch: tuple[Spread, str], fitting: Iterable[Told]) -> bool:
    spread, words = stretch
    end = text.find(words) + len(words)
    told = [
        each
        for each in fitting
        if end < each.end <= end + _BEHIND
        or (spread.low <= each.value <= spread.high and text[each.start : each.end].strip() not in words)
    ]
    return bool(told) and not _is_day_to_day(spread, told[0].value)


# Whether days tell exactly what was told in round years.
def _is_day_to_day(exact: Spread, years: float) -> bool:
    return exact.is_known and abs(exact.high - years) < 1


def _read_grade(told: _Told, question: Question, place: int) -> Answer:
    for source, text, _ in told.texts:
        grades = told_grades(text)
        if len(grades) > place:
            each = grades[place]
            value = float(each.grade)
            return Answer(question, Spread(value, value), source, each.words)
    return _nothing(question)


_ONE_SIDE = re.compile(r"오른|왼|우측|좌측|한쪽")
_VALUE = re.compile(r"(?<!\d)\d{1,3}(?:\.\d+)?(?!\d)")
_BEHIND, _AHEAD = 24, 44
_MONTHS = re.compile(r"(?:3개월|석달|세달|12주)(?!간?이상지)")


# The weeks that hours a week were counted over; without words for it the long average.
def _period(text: str, told: Told) -> int:
    before = squeeze(text[max(0, told.start - _AHEAD) : told.end])
    # Of several stretches named, the last before the number is its own.
    places = [(match.end(), weeks) for weeks, pattern in _STRETCHES for match in pattern.finditer(before)]
    if places:
        return max(places)[1]
    return told.period if told.period in (1, SHORT, WEEKS) else WEEKS


_STRETCHES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        13,
        re.compile(
            r"(?:그|이)(?:전|앞)(?:의)?(?:12주|3개월|석달|세달)|이전12주|2주?[~∼-]13주|직전12주를?제외"
        ),
    ),
    (WEEKS, re.compile(r"(?<!이전)(?<!그전)(?<!그앞)(?:12주|3개월|석달|세달)")),
    (SHORT, re.compile(r"(?<!\d)4주|(?:한|1개)(?:달|월)(?:간|동안|도|은|내내)|1개월")),
    (
        1,
        re.compile(
            r"(?<!\d)1주(?!일?에)(?!평균)(?!당)(?!간?평균)|마지막(?:한)?주|일주일(?:간|동안|은|에는)|직전주|발병(?:전|직전)(?:한|일)주"
        ),
    ),
)


# Between which numbers a told one lies: as its words say, with the number before it where it is the end of a stretch.
def _spread_of(text: str, told: Told, question: Question) -> Spread:
    quantity = next((each for each in find_quantities(text) if each.end == told.end), None)
    start = quantity.start if quantity else told.start
    before, behind = text[max(0, start - _BEHIND) : start], text[told.end : told.end + _BEHIND]
    if lower := _FROM.search(before):
        low = float(lower[1])
        if question.least <= low < told.value:
            return Spread(low, told.value)
    spread = _bounded(told.value, behind, before, question)
    if spread.is_known and told.bound:
        # told_numbers knows more ways to say so than stand here.
        spread = (
            Spread(told.value, question.most)
            if told.bound == "at least"
            else Spread(question.least, told.value)
        )
    return spread


_FROM = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:시간|데시벨|dB|년|%)?\s?(?:[~∼～-]|에서)\s?$", re.IGNORECASE
)
_PER_CENT = re.compile(r"[^\d]{0,16}?(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|퍼센트|프로)")


# A number of per cent behind the words that name it: 1초율 58%.
def _beside_mark(question: Question, text: str, source: str) -> Answer | None:
    for mark in question.told.marks:
        for match in re.finditer(mark, text, re.IGNORECASE):
            if number := _PER_CENT.match(text, match.end()):
                value = float(number[1])
                if question.least <= value <= question.most:
                    spread = _bounded(value, text[number.end() : number.end() + _BEHIND], number[0], question)
                    return Answer(question, spread, source, text[match.start() : number.end()].strip())
    return None


def _read_choice(told: _Told, question: Question) -> Answer:
    for source, _, reader in told.texts:
        for option in question.options:
            if words := _tells(told, reader, option, source):
                return Answer(question, option.id, source, words, (option.id,))
    return _nothing(question)


def _tells(told: _Told, reader: PhraseReader, option: Option, source: str) -> str:
    aside = (Stance.ASKED, Stance.UNCERTAIN, Stance.DENIED)
    if option.when and (words := reader.find((), [option.when], not_as=aside)):
        return words
    return next(iter(told.shown_in(source, option.circumstances)), "")


def _read_several(told: _Told, question: Question) -> Answer:
    found: dict[str, str] = {}
    for option in question.options:
        if words := _tells(told, told.own_story, option, FROM_STORY):
            found[option.id] = words
    most = float(len(question.options))
    if not found:
        for source, _, reader in told.texts:
            none = question.told.says_not
            if none and (denied := reader.find((), [none], not_as=())):
                return Answer(question, Spread(0, 0), source, denied)
        return _nothing(question)
    # What nobody told of may be so all the same.
    return Answer(
        question, Spread(float(len(found)), most), FROM_STORY, " · ".join(found.values()), tuple(found)
    )


_READERS: Mapping[str, Callable[[_Told, Question], Answer]] = {
    "yes_no": _read_yes_no,
    "number": _read_number,
    "choice": _read_choice,
    "several": _read_several,
}


# --- the check -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a case: its verdict, the answers it rests on and those that are missing."""

    criterion: Criterion
    verdict: Verdict
    rests_on: tuple[Answer, ...]
    missing: tuple[Answer, ...]
    evidence: tuple[EvidenceItem, ...]
    rise: Spread | None = None
    combined: Spread | None = None

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The articles."""
        return self.criterion.basis

    def why(self, language: str) -> str:
        """The answers that make it so, and what is missing, in words."""
        parts = [
            f"{each.question.short.in_language(language)}: {each.shown(language)}" for each in self.rests_on
        ]
        if self.rise:
            parts.append(_risen(self.rise, language))
        if self.combined:
            grade = f"{self.combined.low:g}"
            parts.append(f"combined grade: {grade}" if language == "en" else f"조정한 등급: 제{grade}급")
        if self.verdict == "unknown":
            names = [_missing(each, language) for each in self.missing]
            if names:
                parts.append(("not known: " if language == "en" else "모르는 것: ") + ", ".join(names))
            elif self.criterion.note is None:
                parts.append(
                    "it is weighed" if language == "en" else "숫자로 정해지지 않아 여러 사정을 함께 봄"
                )
        if self.criterion.note:
            parts.append(self.criterion.note.in_language(language))
        return ". ".join(part.rstrip(".") for part in parts) + "." if parts else ""


# By how much the last week was above the others.
def _risen(rise: Spread, language: str) -> str:
    low, high = f"{rise.low:.1f}", f"{rise.high:.1f}"
    shown = low if low == high else f"{low}~{high}"
    return f"against the weeks before: {shown}%" if language == "en" else f"그 앞 주들보다 {shown}%"


# What of an answer is not known: all of it, or how much exactly.
def _missing(answer: Answer, language: str) -> str:
    name = answer.question.short.in_language(language)
    if not answer.is_known:
        return name
    if answer.question.kind == "several":
        return f"more {name}" if language == "en" else f"그 밖의 {name}"
    return f"exact {name}" if language == "en" else f"정확한 {name}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A case held against the criteria of its type."""

    type: Type
    verdict: Verdict
    answers: tuple[Answer, ...]
    criteria: tuple[Judged, ...]
    rise: Spread | None
    hours: Hours | None


def type_of(intake: Intake, case: Case) -> Type | None:
    """The type of a case, by what was understood of it and by its words; None where nothing tells."""
    intake = intake.readable.in_korean
    both = f"{intake.text}\n{intake.denial_reason}"
    usual = with_the_usual(case)
    raised = grounds_raised(intake.text, intake.denial_reason, case)
    for type_ in check_data().types.values():
        if any(_fits(rule, case, usual, raised, both) for rule in type_.found_by):
            return type_
    return None


def _fits(rule: FoundBy, case: Case, usual: Case, raised: Set[str], text: str) -> bool:
    if rule.scope and not (rule.scope.fits(case) or rule.scope.fits(usual)):
        return False
    if rule.grounds and not raised & set(rule.grounds):
        return False
    if rule.unless and _stands_in(text, rule.unless, rule.not_denied):
        return False
    return all(each is None or _stands_in(text, each, rule.not_denied) for each in (rule.when, rule.and_when))


# Whether the words stand there; with `not_denied` somewhere where they are not denied.
def _stands_in(text: str, pattern: re.Pattern[str], not_denied: bool) -> bool:
    squeezed = Squeezed(text.lower())
    if not not_denied:
        return bool(pattern.search(squeezed.chars))
    stances = read_stances(text)
    return any(
        not stances.read(*squeezed.span(*match.span())).is_one_of((Stance.DENIED,))
        for match in pattern.finditer(squeezed.chars)
        if match[0]
    )


def check(
    intake: Intake,
    case: Case,
    answers: Mapping[str, object] | None = None,
    hours: Hours | None = None,
    type_id: str = "",
    read_story: bool = True,
    today: date | None = None,
) -> Checked | None:
    """The criteria of a case's type, each met, not met or unknown; None where no type can be told.

    `answers` (question id → what a form or a file gives) go before what the story tells, and a table of `hours` before
    both where it tells hours. `type_id` is the type that the person chose, `today` the day from which 작년 is told.
    AnswerError for an answer that cannot be.
    """
    data = check_data()
    if type_id and type_id not in data.types:
        raise AnswerError(
            said(
                "type: {id}은(는) 없는 종류입니다. {ids} 가운데 하나여야 합니다.",
                id=type_id[:40],
                ids=", ".join(data.types),
            )
        )
    type_ = data.types.get(type_id) or type_of(intake, case)
    if type_ is None:
        return None
    korean = intake.readable.in_korean
    story, letter = korean.text, korean.denial_reason
    shown = (
        {
            each.id: (" ".join(each.words.split()), each.source)
            for each in reversed(read_factors(story, letter, with_the_usual(case)))
            if not _is_left_open(story if each.source == FROM_STORY else letter, each.words)
        }
        if read_story
        else {}
    )
    told = _Told(story, letter, shown, korean.accident_on, today or date.today())
    given = answers or {}
    found: dict[str, Answer] = {}
    for id_ in type_.questions:
        question = data.questions[id_]
        if id_ in given:
            found[id_] = read_answer(question, given[id_])
        elif read_story:
            found[id_] = told.answer(question)
        else:
            found[id_] = _nothing(question)
    if hours:
        found |= _of_table(hours, found, given)
    elif "guard_duty" in found:
        found = _with_nights(found, shown, f"{story}\n{letter}")
        if read_story:
            found = _of_timetable(found, story, given)
    rise = _rise(found, hours, story) if "hours_1" in found else None
    words = squeeze(f"{story}\n{letter}").lower()
    own = [each for each in data.criteria if each.of == type_.id]
    raised = [each for each in own if each.shown_when is None or each.shown_when.search(words)]
    silent = _asked_by(own) - _asked_by(raised) - set(given)
    values: dict[str, Value] = {id_: answer.value for id_, answer in found.items()}
    # An exception that nobody speaks of is not asked about.
    values |= dict.fromkeys(silent, False)
    values[RISE], values[NEVER] = rise, False
    values[COMBINED] = combined = _combined(found)
    # What nobody tells of opens no further criterion.
    as_told = {name: False if value is None else value for name, value in values.items()}
    pieces = {item.id: item for item in evidence()}
    judged = [
        _judged(each, found, values, pieces, combined)
        for each in raised
        if not each.only_if or data.logic[f"{each.id} only_if"].holds(as_told)
    ]
    return Checked(
        type_,
        _verdict(data.logic[type_.id].holds(values)),
        tuple(found[id_] for id_ in type_.questions if id_ not in silent),
        tuple(judged),
        rise,
        hours,
    )


# Whether the words ask what the person does not know the answer to.
def _is_left_open(text: str, words: str) -> bool:
    start = text.find(words)
    return start >= 0 and read_stances(text).is_left_open(start, start + len(words))


# The questions that the conditions of some criteria ask.
def _asked_by(criteria: Iterable[Criterion]) -> set[str]:
    return {name for each in criteria for name in check_data().logic[each.id].names}


def _verdict(holds: bool | None) -> Verdict:
    return "unknown" if holds is None else "met" if holds else "not met"


def _judged(
    criterion: Criterion,
    found: Mapping[str, Answer],
    values: Mapping[str, Value],
    pieces: Mapping[str, EvidenceItem],
    combined: Spread | None,
) -> Judged:
    logic = check_data().logic[criterion.id]
    verdict = _verdict(logic.holds(values))
    names = chain.from_iterable(_MADE_OF.get(name, (name,)) for name in logic.names)
    asked = [found[name] for name in dict.fromkeys(names) if name in found]
    return Judged(
        criterion,
        verdict,
        tuple(each for each in asked if each.is_known),
        tuple(each for each in asked if not each.is_known or not _is_exact(each)),
        tuple(pieces[id_] for id_ in criterion.evidence),
        rise if RISE in logic.names and isinstance(rise := values[RISE], Spread) else None,
        combined if {COMBINED, "second_grade"} & set(logic.names) else None,
    )


_MADE_OF = {RISE: ("hours_1", "hours_before"), COMBINED: ("heaviest_grade", "second_grade")}


# The grade that two impairments come to.
def _combined(found: Mapping[str, Answer]) -> Spread | None:
    grades = [found[name].value for name in _MADE_OF[COMBINED] if name in found]
    if len(grades) == 2 and found["several_impaired"].value is False and isinstance(grades[0], Spread):
        return grades[0]
    if len(grades) < 2 or not all(isinstance(each, Spread) and each.is_known for each in grades):
        return None
    first, second = sorted(int(each.low) for each in grades if isinstance(each, Spread))
    grade = float(combined_grade(first, second))
    return Spread(grade, grade)


def _is_exact(answer: Answer) -> bool:
    return not isinstance(answer.value, Spread) or answer.value.is_known


# --- hours ---------------------------------------------------------------------------------------


# A table of hours answers what it reaches; beyond it only what was typed stands.
def _of_table(hours: Hours, told: Mapping[str, Answer], given: Mapping[str, object]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for id_, span in (("hours_12", WEEKS), ("hours_4", SHORT), ("hours_1", 1)):
        if id_ not in told or id_ in given:
            continue
        question, counted = told[id_].question, hours.averages[span]
        if counted is None and told[id_].is_known:
            continue
        spread = counted.between if counted else Spread(hours.at_least[span], question.most)
        found[id_] = Answer(question, spread, FROM_TABLE)
    if "hours_before" in told and "hours_before" not in given and hours.rise:
        base = hours.rise.base.between if hours.rise.is_sure else None
        found["hours_before"] = Answer(told["hours_before"].question, base, FROM_TABLE)
    if "guard_duty" in told and "guard_duty" not in given and hours.guard:
        found["guard_duty"] = Answer(told["guard_duty"].question, True, FROM_TABLE)
    return found


# What numbers leave open a timetable tells: from when to when, on which days, for how long. It counts the night itself.
def _of_timetable(found: Mapping[str, Answer], story: str, given: Mapping[str, object]) -> dict[str, Answer]:
    read = dict(found)
    own = [each for each in (found["hours_12"], found["hours_4"]) if each.source not in (FROM_LETTER, "")]
    guard = found["guard_duty"].value is True
    table = (told_timetable_of_a_guard if guard else told_timetable)(story)
    if table is None:
        return read
    counts_breaks = table.is_of_whole_days and table.hours.low > 0
    if any(each.is_known for each in own) and not counts_breaks:
        return read
    for id_, weeks in _SPANS:
        question = found[id_].question
        is_told = found[id_].is_known and found[id_].source != FROM_LETTER
        if id_ in given or (is_told and not (counts_breaks and id_ == "hours_12")):
            continue
        spread = table.over(weeks, question.most)
        # What is only an upper limit says less than what the agency counted.
        if spread and (spread.low or not found[id_].is_known):
            read[id_] = Answer(question, spread, FROM_STORY, table.words)
    return read


_SPANS = (("hours_12", WEEKS), ("hours_4", SHORT), ("hours_1", 1), ("hours_before", MOST_WEEKS))

_ADDED_ALREADY = re.compile(
    r"(?:야간|밤|30%|30퍼센트)\S{0,8}(?:가산|할증|더해|더하|포함|반영)|가산(?:하여|해서|한|해|시)"
)


# Hours told beside work by night may lack its addition: they are so many or more, up to three tenths.
def _with_nights(
    found: Mapping[str, Answer], shown: Mapping[str, tuple[str, str]], words: str
) -> dict[str, Answer]:
    read = dict(found)
    by_night = "night_work" in shown or (
        "burdens" in found and "shifts" in found["burdens"].chosen and "야간" in words
    )
    if not by_night or found["guard_duty"].value is True or _ADDED_ALREADY.search(squeeze(words)):
        return read
    for id_ in ("hours_12", "hours_4"):
        answer = read.get(id_)
        if answer and isinstance(answer.value, Spread) and answer.source in (FROM_STORY, FROM_LETTER):
            high = min(answer.question.most, answer.value.high * _NIGHT_MOST)
            read[id_] = replace(answer, value=Spread(answer.value.low, high))
    return read


_RISEN = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?)(?:%|퍼센트|프로)(?:나|가|이|정도|가량|이상|넘게)?[^\d.]{0,6}(?:늘|증가|많아|높|상승)"
)
_DOUBLED = re.compile(r"(?:두|2)배(?:로|나|가|이상|넘게|가까이)?\S{0,4}(?:늘|증가|많)")
_TWICE = 100.0


# By how many per cent the last week was above the weeks before it, as typed, told or counted.
def _rise(found: Mapping[str, Answer], hours: Hours | None, story: str) -> Spread | None:
    last, before = found["hours_1"], found["hours_before"]
    if hours and hours.rise and last.source == FROM_TABLE and before.source == FROM_TABLE:
        return hours.rise.per_cent if hours.rise.is_sure else None
    one, base = last.value, before.value
    if base is None and before.source != FROM_PERSON and isinstance(one, Spread):
        # Where one mean was told, it is that of the weeks before.
        base = found["hours_12"].value if found["hours_12"].source == FROM_STORY else None
    if isinstance(one, Spread) and isinstance(base, Spread) and base.low > 0:
        return per_cent_over(one, base)
    squeezed = squeeze(story)
    if match := _RISEN.search(squeezed):
        told = float(match[1])
        return Spread(told, told)
    if _DOUBLED.search(squeezed):
        return Spread(_TWICE * (1 - _ROUGHLY), _TWICE * (1 + _ROUGHLY))
    return None


__all__ = [
    "Answer",
    "AnswerError",
    "Checked",
    "Judged",
    "check",
    "check_data",
    "read_answer",
    "type_of",
]
