"""Where our labels disagree with what a source calls a ruling: the list by which we find our errors.

The sources speak another language than our labels: 근로복지공단's result (kinda) names what the court
did, not whom it helps, and its case types (kindb) are coarser. So each of their words is compared
with the set of labels it is compatible with; only a label outside of it is a disagreement. Words
that say nothing about a label, and rulings we cannot read (판단불가), are counted apart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.domain.records import ListedRuling, Sighting
from lib.domain.taxonomy import Instance, KindB, KindC, Outcome
from lib.text.spelling import squeeze


@dataclass(frozen=True, slots=True)
class Example:
    """One ruling about which we and the source disagree."""

    id: str
    court: str
    case_number: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The source says `theirs`, we say `ours`, of `n` rulings, some of them named."""

    theirs: str
    ours: str
    n: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One label (`outcome`, `kind_b` or `kind_c`) beside one source's word for it, over all rulings with a word.

    `compared`: rulings where both say something; `agreed` of them agree, and `pairs` are the disagreements,
    the most frequent first. `unread`: rulings that we could not read (판단불가). `unmapped`: rulings with a
    word of the source that tells nothing of this label.
    """

    source: str
    label: str
    compared: int
    agreed: int
    unread: int
    unmapped: int
    pairs: tuple[Pair, ...]

    @property
    def disagreed(self) -> int:
        """How many rulings we and the source disagree about."""
        return self.compared - self.agreed


_AGREED, _UNREAD, _UNMAPPED = ("agreed",), ("unread",), ("unmapped",)


def disagreements(kinds: Iterable[tuple[ListedRuling, Sighting]], examples: int = 20) -> list[Compared]:
    """Compare every label with every source's words, one entry per source and label that has any.

    `examples`: how many rulings are named per pair of words; the counts are over all.
    """
    judged: dict[tuple[str, str], dict[tuple[str, ...], list[ListedRuling]]] = {}
    for ruling, theirs in kinds:
        for label, word, ours, allowed in (
            ("outcome", theirs.kind_a, ruling.outcome, compatible_outcomes(theirs.kind_a, ruling.instance)),
            ("kind_b", theirs.kind_b, ruling.kind_b, compatible_kinds_b(theirs.kind_b)),
            ("kind_c", theirs.kind_c, ruling.kind_c, compatible_kinds_c(theirs.kind_c)),
        ):  # fmt: skip
            if not word:
                continue
            verdict: tuple[str, ...] = (word, str(ours.value))
            if allowed is None:
                verdict = _UNMAPPED
            elif ours is Outcome.UNKNOWN:
                verdict = _UNREAD
            elif ours in allowed:
                verdict = _AGREED
            judged.setdefault((theirs.source, label), {}).setdefault(verdict, []).append(ruling)
    return [_compared(*key, of, examples) for key, of in sorted(judged.items())]


def _compared(
    source: str, label: str, of: dict[tuple[str, ...], list[ListedRuling]], examples: int
) -> Compared:
    agreed, unread, unmapped = (len(of.pop(verdict, ())) for verdict in (_AGREED, _UNREAD, _UNMAPPED))
    pairs = tuple(
        Pair(
            words[0],
            words[1],
            len(rulings),
            tuple(Example(r.id, r.court, r.case_number) for r in rulings[:examples]),
        )
        for words, rulings in sorted(of.items(), key=lambda pair: -len(pair[1]))
    )
    return Compared(source, label, agreed + sum(pair.n for pair in pairs), agreed, unread, unmapped, pairs)


# --- what a person's file says of a held ruling ----------------------------------------------------

Told = tuple[str, date | None, Outcome | None]
"""How a ruling is called, when it was decided, how it ended; empty or None where that is not told."""


def told_otherwise(ours: Told, instance: Instance, theirs: Told, word: str | None) -> tuple[str, ...]:
    """In what a file contradicts a ruling as it is held: of `outcome`, `decided_on` and `title`.

    `word` is the file's result (결과유형). What either does not tell is no contradiction.
    """
    (title, day, outcome), (their_title, their_day, their_outcome) = ours, theirs
    known = outcome not in (None, Outcome.UNKNOWN)
    allowed = compatible_outcomes(word, instance)
    ends = {"outcome"} if known and their_outcome not in (None, Outcome.UNKNOWN, outcome) else set()
    if known and allowed is not None and outcome not in allowed:
        ends.add("outcome")
    if day and their_day and day != their_day:
        ends.add("decided_on")
    if title and their_title and squeeze(title) != squeeze(their_title):
        ends.add("title")
    return tuple(name for name in ("outcome", "decided_on", "title") if name in ends)


# --- what a source's word is compatible with -----------------------------------------------------

_LOST_OR_WON = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.DENIED})
_REMANDED = frozenset({Outcome.REMANDED_FAVOURABLE, Outcome.REMANDED_UNFAVOURABLE})

_FIRST_INSTANCE = {
    # The agency's decision is set aside. Where an employer sued, that is a loss for the worker;
    # those few are in the list, and rightly looked at.
    "취소": frozenset({Outcome.GRANTED}),
    "일부취소": frozenset({Outcome.PARTLY_GRANTED}),
    "기각": frozenset({Outcome.DENIED}),
    "각하": frozenset({Outcome.DISMISSED}),
    "취하": frozenset({Outcome.WITHDRAWN}),
}
_ON_APPEAL = {
    # What is set aside may be the agency's decision or the ruling below, whichever way it went.
    "취소": _LOST_OR_WON | {Outcome.DISMISSED},
    "일부취소": _LOST_OR_WON,
    # Whose appeal was rejected the word does not tell; a dismissal below stands then, too.
    "기각": _LOST_OR_WON | {Outcome.DISMISSED},
    "각하": frozenset({Outcome.DISMISSED, Outcome.DENIED, Outcome.GRANTED}),
    "취하": frozenset({Outcome.WITHDRAWN, Outcome.GRANTED, Outcome.DENIED}),
    "파기환송": _REMANDED,
}


def compatible_outcomes(word: str | None, instance: Instance) -> frozenset[Outcome] | None:
    """Outcomes that the source's result (결과유형) allows at this instance; None where it tells nothing."""
    squeezed = re.sub(r"[\s()·,/]", "", word or "")
    if squeezed.startswith("파기"):
        # 파기자판 decides the case itself.
        return _LOST_OR_WON if "자판" in squeezed else _REMANDED
    return (_FIRST_INSTANCE if instance is Instance.FIRST else _ON_APPEAL).get(squeezed)


_KINDS_B: tuple[tuple[str, frozenset[KindB]], ...] = (
    # `재요양등` gathers what comes after a recognised injury; the order matters: 요양 is in 재요양.
    ("재요양", frozenset({KindB.RENEWED_TREATMENT, KindB.ADDED_DIAGNOSIS, KindB.TREATMENT_PLAN})),
    ("추가상병", frozenset({KindB.ADDED_DIAGNOSIS})),
    ("진료계획", frozenset({KindB.TREATMENT_PLAN})),
    ("요양", frozenset({KindB.TREATMENT, KindB.ADDED_DIAGNOSIS})),
    ("휴업", frozenset({KindB.WAGE_LOSS})),
    ("장해", frozenset({KindB.DISABILITY})),
    ("유족", frozenset({KindB.SURVIVORS})),
    ("평균임금", frozenset({KindB.AVERAGE_WAGE})),
    ("간병", frozenset({KindB.NURSING})),
    ("부당이득", frozenset({KindB.CLAWBACK})),
    ("예방", frozenset({KindB.PREVENTION})),
    ("보험료", frozenset({KindB.OTHER})),
    ("기타", frozenset({KindB.OTHER})),
)
_KINDS_C = {
    # The record began long before 출퇴근재해 became a kind of its own in 2018 (법 제37조 제1항 제3호).
    "업무상사고": frozenset({KindC.ACCIDENT, KindC.COMMUTE}),
    "업무상질병": frozenset({KindC.DISEASE}),
    "출퇴근재해": frozenset({KindC.COMMUTE}),
}


def compatible_kinds_b(word: str | None) -> frozenset[KindB] | None:
    """Benefits that the source's case type (사건유형) allows; None where it tells nothing (퇴직후진단)."""
    squeezed = squeeze(word or "")
    return next((kinds for name, kinds in _KINDS_B if name in squeezed), None)


def compatible_kinds_c(word: str | None) -> frozenset[KindC] | None:
    """Kinds of injury that the source's word allows; None where it tells nothing."""
    return _KINDS_C.get(squeeze(word or ""))
