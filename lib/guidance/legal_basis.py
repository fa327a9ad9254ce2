"""The rules of law that entries rest on: one line in a data file, a citation and a link on the page."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from lib.guidance.entries import Frozen, Text
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.statutes import read_annex, read_article


@dataclass(frozen=True, slots=True)
class _Law:
    name: Text
    url: str
    by_article: bool = True
    in_force: date | None = None


def _act(ko: str, en: str, in_force: date | None = None) -> _Law:
    return _Law(Text(ko=ko, en=en), "https://www.law.go.kr/법령/" + squeeze(ko), in_force=in_force)


LAWS: dict[str, _Law] = {
    "법": _act("산업재해보상보험법", "Industrial Accident Compensation Insurance Act", date(2026, 7, 1)),
    "시행령": _act(
        "산업재해보상보험법 시행령",
        "Enforcement Decree of the Industrial Accident Compensation Insurance Act",
        date(2026, 1, 2),
    ),
    "시행규칙": _act(
        "산업재해보상보험법 시행규칙",
        "Enforcement Rule of the Industrial Accident Compensation Insurance Act",
        date(2026, 2, 2),
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
        in_force=date(2026, 2, 23),
    ),
    "근로기준법": _act("근로기준법", "Labor Standards Act"),
    "산업안전보건법": _act("산업안전보건법", "Occupational Safety and Health Act"),
    "정보공개법": _act("공공기관의 정보공개에 관한 법률", "Official Information Disclosure Act"),
    "개인정보보호법": _act("개인정보 보호법", "Personal Information Protection Act"),
    "의료법": _act("의료법", "Medical Service Act"),
    "행정소송법": _act("행정소송법", "Administrative Litigation Act"),
    "행정심판법": _act("행정심판법", "Administrative Appeals Act"),
    "민사소송법": _act("민사소송법", "Civil Procedure Act"),
    "민소전자문서법": _act(
        "민사소송 등에서의 전자문서 이용 등에 관한 법률", "Act on Electronic Documents in Civil Litigation"
    ),
    "민법": _act("민법", "Civil Act"),
}
"""The laws that may be cited, by the short name used in the data files; `in_force` is the day from which the text that
was read applies, for those that were read in full."""


def latest_in_force() -> date:
    """The day on which the newest of the texts that were read in full came into force: nothing later is known."""
    return max(law.in_force for law in LAWS.values() if law.in_force)


class Ruling(Frozen):
    """A ruling that was read: when it was given, its serial at law.go.kr, the numbers that stand in it.

    `lost`: the claimant's side lost there, so that only what it says of the law helps anybody.
    """

    lost: bool = False
    decided: date
    serial: str | None = Field(default=None, pattern=r"^\d+$")
    numbers: tuple[str, ...] = ()


class Source(Frozen):
    """Where a rule was read that is in no text at hand: a ruling that quotes it, or a dated page."""

    ruling: str | None = None
    url: str | None = Field(default=None, pattern=r"^https?://[^\s\"'<>]+$")
    dated: date | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> "Source":
        if (self.ruling is None) is (self.url is None) or (self.url is None) is not (self.dated is None):
            raise ValueError("a source is a ruling, or an address with its date")
        return self

    @property
    def place(self) -> str:
        """The ruling or the host: two of the same are one source."""
        return self.ruling or (self.url or "").split("/")[2]


class Elsewhere(Frozen):
    """A rule that is in no text at hand: its sources, and the numbers that stand in them.

    `name` says what it is where it is no article.
    """

    name: Text | None = None
    sources: tuple[Source, ...]
    numbers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_two_sources(self) -> "Elsewhere":
        if len({source.place for source in self.sources}) < 2:
            raise ValueError("fewer than two sources")
        return self


class Authorities(Frozen):
    """What may be cited beside the articles; see the comments of `data/parameters/authorities.yaml`."""

    rulings: dict[str, Ruling]
    elsewhere: dict[str, Elsewhere]


@lru_cache(maxsize=1)
def authorities() -> Authorities:
    """All of them, read once. ValueError names what is wrong."""
    return Authorities.model_validate(read_shipped("parameters/authorities.yaml"))


_COURT = Text(ko="대법원", en="Supreme Court")
_READ_IN_FULL = ("법", "시행령", "시행규칙", "고시")
"""Laws whose articles are at hand; of others, and of annexes, only what `elsewhere` holds may be cited."""

_CITED = re.compile(r"(\S+) (.+)")
_NOTICE = re.compile(r"Ⅰ\.[12]\.[가-하](?:\.\d\))?[①-⑮]?")
_ITEMS = dict(
    zip("가나다라마바사아자차", ["ga", "na", "da", "ra", "ma", "ba", "sa", "a", "ja", "cha"], strict=True)
)


class Basis(Frozen):
    """A rule of law: `what` is the law or the court, `article` the place or the ruling, `url` leads to it.

    In the data files it is one line: a law's short name with the article or annex, as in
    `시행령 제35조 제2항 제4호`; `대법원` with the number of a ruling; or `자료` with a name of
    `data/parameters/authorities.yaml`. ValueError for what is malformed, or stands neither in a text
    at hand nor in that file.
    """

    what: str
    article: str
    url: str
    law: str = Field(repr=False)

    def in_language(self, language: str) -> str:
        """Law and article, or court, day and number, as one would cite them."""
        name = _name(self.law).in_language(language)
        if language != "en":
            return f"{name} {self.article}".strip()
        if annex := read_annex(self.article):
            parts = [f"Annex {annex.number.replace('의', '-')}", annex.item and f"no. {annex.item}"]
            parts.append(annex.letter and f"item ({_ITEMS.get(annex.letter, annex.letter)})")
            return ", ".join([name, *filter(None, parts)])
        found = read_article(self.article)
        if found is None:
            return ", ".join(filter(None, (name, self.article)))
        forms = (
            (", Article {}", found.number),
            ("-{}", found.branch),
            ("({})", found.paragraph),
            (", subparagraph {}", found.item),
            (", item ({})", _ITEMS.get(found.letter, found.letter)),
            (" (proviso)", found.proviso),
        )
        return name + "".join(form.format(part) for form, part in forms if part)


def _name(law: str) -> Text:
    if law in LAWS:
        return LAWS[law].name
    return _COURT if law == _COURT.ko else authorities().elsewhere[law].name or Text(ko=law, en=law)


def _basis(line: object) -> object:
    if not isinstance(line, str):
        return line
    cited = _CITED.fullmatch(line)
    if cited and cited[1] == _COURT.ko:
        return _of_ruling(cited[2])
    if cited and cited[1] == "자료":
        return _of_practice(cited[2])
    if cited is None or cited[1] not in LAWS:
        raise ValueError(f"{line!r}: expected a law of {', '.join(LAWS)} and an article")
    law, article = LAWS[cited[1]], cited[2]
    annex = read_annex(article)
    if not (annex or (read_article(article) if law.by_article else _NOTICE.fullmatch(article))):
        raise ValueError(f"{line!r}: {article!r} is not written like an article of it")
    is_at_hand = cited[1] in _READ_IN_FULL and not (annex and annex.item)
    if not is_at_hand and line not in authorities().elsewhere:
        raise ValueError(f"{line!r}: neither in a text at hand nor in authorities.yaml")
    url = f"{law.url}/{article.split()[0]}" if law.by_article and not annex else law.url
    return Basis(what=law.name.ko, article=article, url=url, law=cited[1])


def _of_ruling(number: str) -> Basis:
    ruling = authorities().rulings.get(number)
    if ruling is None:
        raise ValueError(f"{number!r}: no ruling of authorities.yaml")
    url = f"https://www.law.go.kr/판례/({number})"
    if ruling.serial:
        url = f"https://www.law.go.kr/LSW/precInfoP.do?precSeq={ruling.serial}"
    return Basis(what=_COURT.ko, article=f"{number} ({ruling.decided})", url=url, law=_COURT.ko)


def _of_practice(key: str) -> Basis:
    found = authorities().elsewhere.get(key)
    if found is None or found.name is None:
        raise ValueError(f"{key!r}: nothing of that name in authorities.yaml")
    first = found.sources[0]
    url = first.url or f"https://www.law.go.kr/LSW/precInfoP.do?precSeq={first.ruling}"
    return Basis(what=found.name.ko, article=f"{first.dated or ''}", url=url, law=key)


Bases = tuple[Annotated[Basis, BeforeValidator(_basis)], ...]
