"""Sentences in both languages, the rules of law they rest on, and the cases they are meant for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from lib.domain.taxonomy import Disease, Issue, KindB, KindC

Language = Literal["ko", "en"]

DATA = Path(__file__).resolve().parents[2] / "data"

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Frozen(BaseModel):
    """Base of what is read from the data files: immutable, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Entry = TypeVar("Entry", bound=Frozen)


class Text(Frozen):
    """One text in both languages of the product."""

    ko: Sentence
    en: Sentence

    def in_language(self, language: str) -> str:
        """The English text for "en", the Korean one for anything else."""
        return self.en if language == "en" else self.ko


@dataclass(frozen=True, slots=True)
class _Law:
    name: Text
    url: str
    by_article: bool = True


def _act(ko: str, en: str) -> _Law:
    return _Law(Text(ko=ko, en=en), "https://www.law.go.kr/법령/" + "".join(ko.split()))


LAWS: dict[str, _Law] = {
    "법": _act("산업재해보상보험법", "Industrial Accident Compensation Insurance Act"),
    "시행령": _act(
        "산업재해보상보험법 시행령",
        "Enforcement Decree of the Industrial Accident Compensation Insurance Act",
    ),
    "시행규칙": _act(
        "산업재해보상보험법 시행규칙",
        "Enforcement Rule of the Industrial Accident Compensation Insurance Act",
    ),
    "고시": _Law(
        Text(
            ko="고용노동부고시 제2026-14호(뇌혈관·심장·근골격계 질병 인정기준)",
            en="Ministry of Employment and Labor Notice 2026-14 (cerebrovascular, cardiac and "
            "musculoskeletal disease)",
        ),
        "https://www.law.go.kr/행정규칙/"
        "뇌혈관질병또는심장질병및근골격계질병의업무상질병인정여부결정에필요한사항",
        by_article=False,
    ),
    "근로기준법": _act("근로기준법", "Labor Standards Act"),
    "산업안전보건법": _act("산업안전보건법", "Occupational Safety and Health Act"),
    "정보공개법": _act("공공기관의 정보공개에 관한 법률", "Official Information Disclosure Act"),
    "개인정보보호법": _act("개인정보 보호법", "Personal Information Protection Act"),
    "의료법": _act("의료법", "Medical Service Act"),
    "행정소송법": _act("행정소송법", "Administrative Litigation Act"),
}
"""The laws that may be cited, by the short name used in the data files."""

_CITED = re.compile(r"(\S+) (.+)")
_ARTICLE = re.compile(r"제(\d+)조(?:의(\d+))?(?: 제(\d+)항)?(?: 제(\d+)호)?(?: ([가-하])목)?(?: 단서)?")
_NOTICE = re.compile(r"Ⅰ\.[12]\.[가-하](?:\.\d\))?[①-⑮]?")
_ITEMS = dict(
    zip("가나다라마바사아자차", ["ga", "na", "da", "ra", "ma", "ba", "sa", "a", "ja", "cha"], strict=True)
)


class Basis(Frozen):
    """A rule of law: `what` is the law's name, `article` the place in it, `url` leads to law.go.kr.

    In the data files it is one line: the law's short name and the article, as in
    `시행령 제35조 제2항 제4호`. ValueError for a law that is not in LAWS or a malformed article.
    """

    what: str
    article: str
    url: str
    law: str = Field(repr=False)

    def in_language(self, language: str) -> str:
        """Law and article as one would cite them."""
        name = LAWS[self.law].name.in_language(language)
        if language != "en":
            return f"{name} {self.article}"
        found = _ARTICLE.fullmatch(self.article)
        if found is None:
            return f"{name}, {self.article}"
        article, branch, paragraph, number, item = found.groups()
        cited = f"Article {article}" + (f"-{branch}" if branch else "")
        cited += f"({paragraph})" if paragraph else ""
        cited += f", subparagraph {number}" if number else ""
        cited += f", item ({_ITEMS.get(item, item)})" if item else ""
        cited += " (proviso)" if self.article.endswith("단서") else ""
        return f"{name}, {cited}"


def _basis(line: object) -> object:
    if not isinstance(line, str):
        return line
    cited = _CITED.fullmatch(line)
    if cited is None or cited[1] not in LAWS:
        raise ValueError(f"{line!r}: expected a law of {', '.join(LAWS)} and an article")
    law, article = LAWS[cited[1]], cited[2]
    found = (_ARTICLE if law.by_article else _NOTICE).fullmatch(article)
    if found is None:
        raise ValueError(f"{line!r}: {article!r} is not written like an article of it")
    url = f"{law.url}/{article.split()[0]}" if law.by_article else law.url
    return Basis(what=law.name.ko, article=article, url=url, law=cited[1])


Bases = tuple[Annotated[Basis, BeforeValidator(_basis)], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The labels understood of one case; None where nothing was understood."""

    kind_b: KindB | None = None
    kind_c: KindC | None = None
    disease: Disease | None = None
    issue: Issue | None = None


class Scope(Frozen):
    """The cases an entry is meant for: any value of each label that is named, and all labels named.

    A label that is unknown for the case does not fit where the scope names it, unless `loose`: that
    is for entries whose phrases leave no doubt what the case is about.
    """

    disease_category: tuple[Disease, ...] = ()
    issue_category: tuple[Issue, ...] = ()
    kind_c: tuple[KindC, ...] = ()
    kind_b: tuple[KindB, ...] = ()
    loose: bool = False

    def _named(self, case: Case) -> Iterable[tuple[tuple[object, ...], object]]:
        pairs = (
            (self.issue_category, case.issue),
            (self.disease_category, case.disease),
            (self.kind_c, case.kind_c),
            (self.kind_b, case.kind_b),
        )
        return ((values, known) for values, known in pairs if values)

    def fits(self, case: Case) -> bool:
        """True where every label named holds the case's value."""
        return all(self.loose if known is None else known in values for values, known in self._named(case))

    def specificity(self, case: Case) -> tuple[bool, int, int]:
        """Sorts higher what speaks to the issue itself, names more labels, and is narrower in them."""
        known = [values for values, value in self._named(case) if value is not None]
        on_the_issue = bool(self.issue_category) and case.issue is not None
        return on_the_issue, len(known), -sum(len(values) for values in known)


def squeeze(text: str) -> str:
    """The text as phrases are written in the data files: without white space, lower case."""
    return "".join(_lower(char) for char in text if not char.isspace())


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


_NEGATION = re.compile(
    r"않(?!을수[가는도밖에]*없|으면안)"
    r"|(?<!어이)(?<!끝)(?<!틈)(?<!수)(?<!수도)(?<!날)(?<!날도)없"
    r"|아니(?!면|나다)|아닌|아닙|아녔"
    r"|(?<![동불보치제대위집])안(?:마시|마셨|마신|마십|먹|피|했|하|한|갔|가|간|썼|쓰|어겼|어긴|넘|졸|취|앓"
    r"|다녔|다니|나갔|댔|그랬|싸웠|있었|찍|지났|지나)"
    r"|못(?:하|했|마|먹|피|가(?![려리누])|갔)"
)
"""Words that deny what stands before them. 안 only before verbs a circumstance is told with, so that
`산재가 안 된다` or `회사 안에서` deny nothing."""

_CLAUSE_END = re.compile(
    r"[,.!?;:…]|[는은인던한운]데|지만|으나|[어아해여워라]서|니까|면서|다가|느라|[라다냐]고|고|며|때문|탓|이유"
    r"|산재|업무|직원|근로자|인정|관계|관련|상관|해당|약|치료|진료|진단|관리|거절|밖에"
)
"""Where the clause of a phrase ends, or speaks of something else: a denial behind it is not meant."""

_DENIED_BEFORE = re.compile(r"(?:없던|지도않은)$")
_REACH = 8
_NEGATIVE_ITSELF = re.compile(r"않|없|아니|아닌|아닙|못|모르|몰[라랐]|(?<![동불])안(?![전에쪽])")
_SENTENCE_END = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?…\n]")
_LONGEST_WORD = 15
_ALWAYS_ONE_PIECE = 3
"""Phrases up to this long are not read across a space out of the middle of a word."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text, with their offsets in it: `text[start:end] == words`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """One text, read for phrases: matched without white space, given back in its own words."""

    text: str

    @cached_property
    def _places(self) -> list[int]:
        return [i for i, char in enumerate(self.text) if not char.isspace()]

    @cached_property
    def chars(self) -> str:
        """The text as `squeeze` leaves it."""
        return squeeze(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        """Positions in `chars` at which a sentence has ended."""
        ends, squeezed = [], 0
        closing = {found.end() - 1 for found in _SENTENCE_END.finditer(self.text)}
        for i, char in enumerate(self.text):
            squeezed += not char.isspace()
            if i in closing:
                ends.append(squeezed)
        return [*ends, len(self.chars)]

    def _sentence(self, start: int, end: int) -> str:
        first = max((at for at in self._ends if at <= start), default=0)
        last = min((at for at in self._ends if at >= end), default=len(self.chars))
        return self.chars[first:last]

    def find(
        self,
        phrases: Iterable[str],
        pattern: re.Pattern[str] | None = None,
        unless: Iterable[str] = (),
        denials: re.Pattern[str] | None = None,
    ) -> Words | None:
        """The longest phrase or match that the text holds and does not deny.

        A hit is cancelled by an `unless` phrase in the same sentence, or by a denial close behind it
        in the same clause; a phrase that is a denial itself (`약을안먹`) is taken as it stands.
        `denials` are further words that deny when they stand close behind.
        """
        cancelling = tuple(unless)
        for start, end in sorted(self._hits(phrases, pattern), key=lambda span: (span[0] - span[1], span[0])):
            if any(phrase in self._sentence(start, end) for phrase in cancelling):
                continue
            if not self._denied(start, end, denials):
                return self._words(start, end)
        return None

    def _hits(self, phrases: Iterable[str], pattern: re.Pattern[str] | None) -> Iterable[tuple[int, int]]:
        for phrase in phrases:
            at = self.chars.find(phrase)
            while at >= 0:
                if len(phrase) > _ALWAYS_ONE_PIECE or not self._is_made_of_pieces(at, at + len(phrase)):
                    yield at, at + len(phrase)
                at = self.chars.find(phrase, at + 1)
        if pattern is not None:
            shown = "words" if "words" in pattern.groupindex else 0
            yield from (found.span(shown) for found in pattern.finditer(self.chars) if found[shown])

    def _is_made_of_pieces(self, start: int, end: int) -> bool:
        """True for the end of one word joined to the beginning of the next: `다음 주` holds no 음주."""
        first, last = self._places[start], self._places[end - 1]
        begins_inside = first > 0 and self.text[first - 1].isalnum()
        return begins_inside and last - first >= end - start

    def _denied(self, start: int, end: int, denials: re.Pattern[str] | None) -> bool:
        after = self.chars[end : end + _REACH + 4]
        if denials is not None and denials.search(after):
            return True
        if _NEGATIVE_ITSELF.search(self.chars, start, end):
            return False
        if _DENIED_BEFORE.search(self.chars[:start]):
            return True
        denial = _NEGATION.search(self.chars, end, end + _REACH + 4)
        if denial is None or denial.start() - end > _REACH:
            return False
        return _CLAUSE_END.search(self.chars, end, denial.start()) is None

    def _words(self, start: int, end: int) -> Words:
        first, last = self._places[start], self._places[end - 1] + 1
        while (
            first > 0 and not self.text[first - 1].isspace() and self._places[start] - first < _LONGEST_WORD
        ):
            first -= 1
        stop = last
        while last < len(self.text) and not self.text[last].isspace() and last - stop < _LONGEST_WORD:
            last += 1
        while last > stop and not self.text[last - 1].isalnum():
            last -= 1
        while first < self._places[start] and not self.text[first].isalnum():
            first += 1
        return Words(self.text[first:last], first, last)


def load_entries(path: Path, key: str, model: type[Entry]) -> tuple[Entry, ...]:
    """The entries under `key` of a data file. ValueError names the file and the entry."""
    raw: Any = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    if not isinstance(raw, dict) or set(raw) != {key} or not isinstance(raw[key], list):
        raise ValueError(f"{path.name}: expected a list under the one key {key!r}")
    entries: dict[str, Entry] = {}
    for number, item in enumerate(raw[key], 1):
        name = str(item.get("id", "?")) if isinstance(item, dict) else "?"
        try:
            entry = model.model_validate(item)
        except ValidationError as error:
            reasons = "; ".join(
                f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
            )
            raise ValueError(f"{path.name}: entry {number} ({name}): {reasons}") from error
        if name in entries:
            raise ValueError(f"{path.name}: entry {number} ({name}): this id is used twice")
        entries[name] = entry
    return tuple(entries.values())


def _phrase(phrase: object) -> object:
    if isinstance(phrase, str) and (phrase != squeeze(phrase) or len(phrase) < 2):
        raise ValueError(f"{phrase!r}: write phrases without white space, lower case, two characters or more")
    return phrase


Phrases = tuple[Annotated[str, BeforeValidator(_phrase)], ...]
