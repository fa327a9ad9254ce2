"""The rulings that a paper rests on: words of a court only from a text that is held, else our summary, named as such.

A ruling of which nothing but our digest is held is cited by its number with our own words, and where its day is not
known a blank stands for it, so that nobody mistakes the summary for what a court said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.casework.findings import findings, says_something
from lib.casework.office_findings import what_became_of_it
from lib.casework.paper_lines import UNDATED
from lib.domain.dispute import Dispute
from lib.domain.passages import Speaker
from lib.domain.records import StoredRuling
from lib.domain.reference import cite, place_of
from lib.domain.taxonomy import FAVOURABLE
from lib.guidance.legal_basis import LAWS, Basis, authorities
from lib.search.tokens import terms
from lib.store import Store

SUMMARY = "이 안내의 요약"
"""How our own words on a ruling are called."""
MOST_QUOTES = 2
"""Sentences of one ruling."""
_LONGEST_QUOTE, _SHORTEST_QUOTE = 320, 24
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


# The findings that decided, those that share most words with the matter first, in the order of the ruling.
def _quotations(ruling: StoredRuling, about: str) -> tuple[Quotation, ...]:
    text = ruling.precedent.shown_text
    if not text:
        return ()
    asked = set(terms(about))
    found = []
    for each in findings(ruling, _ROOM, len):
        words = text[each.start : each.end]
        # Broken over lines it could not be told from a slip of the pen.
        is_whole = "\n" not in words and _SHORTEST_QUOTE <= len(words) <= _LONGEST_QUOTE
        if each.speaker is Speaker.COURT and each.decides and is_whole and says_something(words):
            found.append((each, len(asked & set(terms(words)))))
    best = sorted(found, key=lambda one: -one[1])[:MOST_QUOTES]
    return tuple(
        Quotation(text[each.start : each.end], each.start, each.end, place_of(ruling.sections, each.start))
        for each, _shared in sorted(best, key=lambda one: one[0].start)
    )


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


def cited(basis: Sequence[Basis]) -> str:
    """Articles and rulings as a paper cites them, a law once for articles that follow on one another.

    Leaflets and other practice that we read are no authority before an office: they are left out.
    """
    said, before = [], ""
    for each in basis:
        if each.law == _COURT:
            ruling = authorities().rulings[number := each.article.split()[0]]
            day = ruling.decided
            said.append(f"{_COURT} {day.year}. {day.month}. {day.day}. 선고 {number} 판결")
        elif each.law in LAWS:
            said.append(each.article if each.what == before else f"{each.what} {each.article}")
        before = each.what
    return ", ".join(said)


_COURT = "대법원"
