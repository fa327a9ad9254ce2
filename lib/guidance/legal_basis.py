"""The rules of law that entries rest on: one line in a data file, a citation and a link on the page."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from lib.guidance.entries import Frozen, Text
from lib.text.spelling import squeeze
from lib.text.statutes import read_article


@dataclass(frozen=True, slots=True)
class _Law:
    name: Text
    url: str
    by_article: bool = True


def _act(ko: str, en: str) -> _Law:
    return _Law(Text(ko=ko, en=en), "https://www.law.go.kr/법령/" + squeeze(ko))


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
        found = read_article(self.article)
        if found is None:
            return f"{name}, {self.article}"
        parts = (
            (", Article {}", found.number),
            ("-{}", found.branch),
            ("({})", found.paragraph),
            (", subparagraph {}", found.item),
            (", item ({})", _ITEMS.get(found.letter, found.letter)),
            (" (proviso)", found.proviso),
        )
        return name + "".join(form.format(part) for form, part in parts if part)


def _basis(line: object) -> object:
    if not isinstance(line, str):
        return line
    cited = _CITED.fullmatch(line)
    if cited is None or cited[1] not in LAWS:
        raise ValueError(f"{line!r}: expected a law of {', '.join(LAWS)} and an article")
    law, article = LAWS[cited[1]], cited[2]
    found = read_article(article) if law.by_article else _NOTICE.fullmatch(article)
    if found is None:
        raise ValueError(f"{line!r}: {article!r} is not written like an article of it")
    url = f"{law.url}/{article.split()[0]}" if law.by_article else law.url
    return Basis(what=law.name.ko, article=article, url=url, law=cited[1])


Bases = tuple[Annotated[Basis, BeforeValidator(_basis)], ...]
