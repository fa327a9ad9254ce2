"""The rulings that a paper rests on: words of a court only from a text that is held, else our summary, named as such.

A ruling of which nothing but our digest is held is cited by its number with our own words, and where its day is not
known a blank stands for it, so that nobody mistakes the summary for what a court said.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.casework.findings import findings, says_something
from lib.casework.office_findings import what_became_of_it
from lib.casework.paper_lines import UNDATED
from lib.domain.dispute import Dispute
from lib.domain.passages import Passage, Speaker, passages
from lib.domain.records import StoredRuling
from lib.domain.reference import cite, place_of
from lib.domain.taxonomy import FAVOURABLE
from lib.guidance.legal_basis import LAWS, Basis, Ruling, authorities
from lib.search.tokens import terms
from lib.store import Store

SUMMARY = "이 안내의 요약"
"""How our own words on a ruling are called."""
MOST_QUOTES = 2
"""Sentences of one ruling."""
_SHORTEST_QUOTE, _LONGEST_QUOTE, _LONGEST_LAW = 24, 600, 800
"""Characters of a finding and of how a court states the law, which takes it longer sentences."""
_ROOM = 4_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the deciding court: `text == ruling.precedent.shown_text[start:end]`, always. `place`: where in it."""

    text: str
    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A held ruling as a paper cites it.

    `summary` are our own words, empty where there are none; `quotes` the court's, empty where its text is not held.
    `afterwards` tells what later instances made of it.
    """

    id: str
    citation: str
    summary: str
    quotes: tuple[Quotation, ...]
    afterwards: str = ""
    unvouched: bool = False


def authority(
    ruling: StoredRuling, dispute: Dispute | None, about: str, summary: str = ""
) -> Authority | None:
    """A ruling as it is cited on a matter (`about`); None unless it and its whole dispute ended for the claimant.

    `summary`: our words on just this matter; else those of the digest.
    """
    ends = [ruling.labels.outcome.value, *([dispute.end] if dispute else [])]
    if not all(end in FAVOURABLE for end in ends):
        return None
    digest = ruling.precedent.digest
    return Authority(
        ruling.id,
        cite(ruling.precedent, UNDATED),
        summary or (digest.gist if digest else ""),
        _quotations(ruling, about),
        what_became_of_it(dispute, ruling.id) if dispute else "",
        ruling.unvouched,
    )


# The findings that decided: those that share most words with the matter, in the order of the ruling.
def _quotations(ruling: StoredRuling, about: str) -> tuple[Quotation, ...]:
    if not ruling.precedent.text:
        return ()
    decided = (
        each for each in findings(ruling, _ROOM, len) if each.speaker is Speaker.COURT and each.decides
    )
    return _best(ruling, decided, about, MOST_QUOTES)


# How a court states the law itself, in one sentence, whatever the case before it was about.
def _on_the_law(ruling: StoredRuling, about: str) -> tuple[Quotation, ...]:
    stated = (
        each for each in passages(ruling) if each.speaker is Speaker.LAW and not _LEANING.match(each.text)
    )
    return _best(ruling, stated, about, 1, _LONGEST_LAW)


def _best(
    ruling: StoredRuling, row: Iterable[Passage], about: str, most: int, longest: int = _LONGEST_QUOTE
) -> tuple[Quotation, ...]:
    text, asked = ruling.precedent.shown_text, set(terms(about))
    found: list[tuple[float, Passage]] = []
    for each in row:
        words = text[each.start : each.end]
        # Broken over lines it could not be told from a slip of the pen.
        is_whole = "\n" not in words and _SHORTEST_QUOTE <= len(words) <= longest
        if is_whole and says_something(words):
            of_words = set(terms(words))
            shared = len(asked & of_words) / math.sqrt(len(of_words) or 1)
            found.append((shared * (_LEANS if _LEANING.match(words) else 1), each))
    best = sorted(found, key=lambda one: -one[0])[:most]
    return tuple(
        Quotation(text[each.start : each.end], each.start, each.end, place_of(ruling.sections, each.start))
        for _shared, each in sorted(best, key=lambda one: one[1].start)
    )


# A sentence that leans on what stands before it says less where it stands alone.
_LEANING = re.compile(r"\s*(?:[가-하]\.?항|따라서|그렇다면|그러므로|이러한|그런데|그러나|원심|위와\s?같)")
_LEANS = 0.5


def of_serials(
    store: Store, serials: Iterable[str], dispute_of: Mapping[str, Dispute]
) -> dict[str, tuple[StoredRuling, Dispute | None]]:
    """The held rulings of these serials of law.go.kr; those that are not held are left out. Raises StoreError."""
    found = {}
    for serial in dict.fromkeys(serials):
        if ids := store.named(serial)[:1]:
            ruling = store.get_many(ids)[0]
            found[serial] = (ruling, dispute_of.get(ruling.id))
    return found


def of_bases(
    store: Store, basis: Sequence[Basis], dispute_of: Mapping[str, Dispute], about: str
) -> list[Authority]:
    """The rulings among these rules of law whose texts are held, with how the court states the law. Raises StoreError."""
    found = []
    for each in basis:
        if each.law == _COURT and (ruling := store.get(f"{_COURT}_{each.article.split()[0]}")):
            made = authority(ruling, dispute_of.get(ruling.id), about)
            stated = _on_the_law(ruling, about) if made else ()
            if made and stated:
                found.append(replace(made, summary="", quotes=stated))
    return found


def to_cite(basis: Sequence[Basis]) -> list[Basis]:
    """The same without rulings that the claimant's side lost, where one that it won says the same."""
    won = any(each.law == _COURT and not _ruling(each).lost for each in basis)
    return [each for each in basis if not (won and each.law == _COURT and _ruling(each).lost)]


def is_held(store: Store, basis: Basis) -> bool:
    """Whether a rule of law may be cited in a paper: an article, or a ruling that is held. Raises StoreError."""
    return basis.law != _COURT or store.get(f"{_COURT}_{basis.article.split()[0]}") is not None


def cited(basis: Sequence[Basis]) -> str:
    """Articles and rulings as a paper cites them (`to_cite`), a law once for articles that follow on one another.

    Leaflets and other practice that we read are no authority before an office: they are left out. Beside a ruling that
    was lost stands that it was (`LOST`).
    """
    said, before = [], ""
    for each in to_cite(basis):
        if each.law == _COURT:
            ruling, number = _ruling(each), each.article.split()[0]
            day, beside = ruling.decided, f"({LOST})" if ruling.lost else ""
            said.append(f"{_COURT} {day.year}. {day.month}. {day.day}. 선고 {number} 판결{beside}")
        elif each.law in LAWS:
            said.append(each.article if each.what == before else f"{each.what} {each.article}")
        before = each.what
    return ", ".join(said)


def _ruling(basis: Basis) -> Ruling:
    return authorities().rulings[basis.article.split()[0]]


_COURT = "대법원"
LOST = "법리 부분만. 그 사건에서 근로자 쪽은 졌습니다"
"""What stands beside a ruling that is cited for what it says of the law alone."""
