"""Reading a letter of the agency, of a committee or of a court: which paper it is, what was decided, when, by whom, why.

Everything is read from the letter as it is masked, with the words it was read from. What a machine may have misread, and
what the letter tells in two ways, is marked; the day on which it was received no letter tells, and nobody guesses it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from lib.casework.letter import Decided, Doubt, Letter, LetterText, Read, ReviewTold, T
from lib.casework.letter_body import Body, body_of
from lib.casework.letter_dates import Day, printed_day, told_day
from lib.casework.letter_diagnoses import diagnoses_of
from lib.casework.letter_kind import NOTICE, PANEL, kind_of, stage_of
from lib.casework.letter_masking import mask_letter
from lib.casework.letter_offices import court_of, offices_of, panel_of
from lib.casework.letter_parts import Named, Parts, pattern, shipped
from lib.casework.letter_reasons import LetterReason, reasons_of
from lib.casework.letter_sentences import (
    LIKELY,
    Decision,
    LetterSentence,
    given_of,
    letter_sentences,
)
from lib.domain.intake import LONGEST_STORY, Case, Intake
from lib.domain.taxonomy import KindB, Stage
from lib.search.understanding import understand
from lib.text.misread import Restored, restored
from lib.text.numbers import find_quantities
from lib.text.said import said
from lib.text.spelling import Squeezed, squeeze
from lib.text.stance import denials

SURE = 0.85
"""How sure the reading of every word must be of which nothing is marked."""
_SURE_OF_A_DAY = 0.93
_RESTORED = 0.6
"""How sure a word is that was read otherwise and put right."""


def understand_letter(letter: LetterText, today: date | None = None) -> Letter:
    """What a letter says. `today`: a day behind it is none that a letter bears."""
    return _Reader(letter, today).letter()


def sentences_of(letter: LetterText, today: date | None = None) -> list[LetterSentence]:
    """The sentences of a letter with what each is weighed by, for whoever learns the weights."""
    return _Reader(letter, today).sentences


class _Reader:
    def __init__(self, source: LetterText, today: date | None) -> None:
        self.source = source
        self.today = today
        self.restored = (
            restored(source.text, shipped()["words"], _known_heads())
            if source.by_ocr
            else Restored(source.text, ())
        )
        self.masked = mask_letter(self.restored.text)
        self.text = self.masked.text
        self.parts = Parts(self.text)
        self.doubts: list[Doubt] = []

    # --- how sure -------------------------------------------------------------------------------

    def sure(self, start: int, end: int) -> float:
        """How sure a stretch was read, by its least sure word."""
        if not self.source.by_ocr:
            return 1.0
        first, last = self.masked.as_read(start, end)
        of_words = [
            word.sure
            for word in self.source.words
            if word.start < last and first < word.start + len(word.text)
        ]
        sure = min(of_words, default=1.0)
        return min(sure, _RESTORED) if self.restored.is_changed(first, last) else sure

    def read(self, value: T, start: int, end: int) -> Read[T]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Read(value, self.text[start:end], start, end, self.sure(start, end))

    def _named(self, found: Named) -> Read[str]:
        read = self.read(found.name, found.start, found.end)
        return replace(read, sure=min(read.sure, _RESTORED)) if found.is_restored else read

    def doubt(self, name: str, words: str, why: str) -> None:
        self.doubts.append(Doubt(name, words, why))

    # --- the whole ------------------------------------------------------------------------------

    def letter(self) -> Letter:
        kind = self.kind
        decision, benefit = self._decision(), self._benefit()
        diagnoses = tuple(self._named(each) for each in diagnoses_of(self.parts))
        refuses = decision is None or decision.value.refuses
        name = kind.value if kind else ""
        office, first = (
            each and self._named(each) for each in offices_of(self.parts, name, self.source.by_ocr)
        )
        # What is no such paper gives no reasons, whatever its words are like.
        is_paper = kind or (decision and office)
        given = given_of(self.sentences) if is_paper and refuses else []
        reasons = reasons_of(self.parts.flowing, given, self._case, self.sure)
        words = "\n".join(" ".join(each.words.split()) for each in given)
        for each in given:
            if each.likely < LIKELY:
                self.doubt("reasons", each.words, _unsure(each.words))
        printed, accident = self._printed_on(), self._accident_on()
        panel, review = panel_of(self.parts, name), self._review_told()
        self._doubt_of_the_rest(kind, decision, benefit, office, reasons, diagnoses)
        return Letter(
            self.text, kind, self._stage(), office, first, printed, benefit, decision, reasons, words,
            panel and self._named(panel), review,            diagnoses, accident, tuple(self.doubts), self.source, self.masked,
        )  # fmt: skip

    def _doubt_of_the_rest(
        self,
        kind: Read[str] | None,
        decision: Read[Decided] | None,
        benefit: Read[KindB] | None,
        office: Read[str] | None,
        reasons: Sequence[LetterReason],
        diagnoses: Sequence[Read[str]],
    ) -> None:
        lacking = {
            "kind": (kind, said("어떤 문서인지 알아보지 못했습니다.")),
            "decision": (decision, said("무엇으로 결정했는지 찾지 못했습니다.")),
            "benefit": (benefit, said("어떤 보상에 대한 결정인지 찾지 못했습니다.")),
            "office": (office, said("어디에서 보냈는지 찾지 못했습니다.")),
        }
        for name, (found, why) in lacking.items():
            if found is None:
                self.doubt(name, "", why)
            elif found.sure < SURE:
                self.doubt(name, found.words, _MISREAD)
        if not reasons and (decision is None or decision.value.refuses):
            self.doubt("reasons", "", said("거절한 이유를 찾지 못했습니다."))
        for reason in reasons:
            if reason.sure < SURE:
                self.doubt("reasons", reason.words, _MISREAD)
        for each in diagnoses:
            if each.sure < SURE:
                self.doubt("diagnoses", each.words, _MISREAD)

    # --- why ------------------------------------------------------------------------------------

    @cached_property
    def _body(self) -> Body:
        return body_of(self.parts, self.is_of_notice)

    @cached_property
    def _case(self) -> Case:
        benefit = self._benefit()
        return understand(
            Intake(
                denial_reason=(self._body.words or self.parts.without_notices)[:LONGEST_STORY],
                diagnoses=tuple(each.name[:300] for each in diagnoses_of(self.parts))[:30],
                kind_b=benefit.value if benefit else None,
                stage=Stage.DECISION,
            )
        )

    @cached_property
    def sentences(self) -> list[LetterSentence]:
        """The sentences of the letter, each with what tells how likely it gives a reason."""
        paper, decided = self.kind.value if self.kind else "", self._decision()
        decision = Decision(decided.value.what, decided.start, decided.end) if decided else None
        return letter_sentences(self.parts, paper, self._body, self._case, decision)

    # --- kind and stage -------------------------------------------------------------------------

    @cached_property
    def kind(self) -> Read[str] | None:
        """Which paper it is."""
        found = kind_of(self.parts)
        if found is None:
            return None
        words = " ".join(self.text[found.start : found.end].split())
        if found.other:
            self.doubt(
                "kind",
                words,
                said(
                    "{one}인지 {other}인지 분명하지 않습니다. 문서의 제목을 확인해 주세요.",
                    one=found.name,
                    other=found.other,
                ),
            )
        # All the signs together tell it, not the words alone.
        return Read(found.name, words, found.start, found.end)

    @property
    def is_of_notice(self) -> bool:
        """Whether it is laid out as the agency's own papers are; what is no known paper is read so too."""
        return self.kind is None or self.kind.value in (NOTICE, PANEL)

    def _stage(self) -> Stage | None:
        court = court_of(self.text)
        return stage_of(self.kind.value, court.name if court else "") if self.kind else None

    # --- what was decided -----------------------------------------------------------------------

    def _zones(self, name: str) -> list[tuple[int, int]]:
        of_name = self.parts.values(name)
        return [
            (each.start, self.parts.first_line(each) if name == "benefit" else each.end) for each in of_name
        ]

    def _titles(self) -> list[tuple[int, int]]:
        return [(line.start, line.end) for line in self.parts.head[:4]]

    def _met(self, rules: Sequence[tuple[Any, re.Pattern[str]]], spans: Iterable[tuple[int, int]]) -> Any:
        for start, end in spans:
            zone = Squeezed(self.parts.without_notices[start:end])
            for value, says in rules:
                if hit := says.search(zone.chars):
                    first, last = zone.span(*hit.span())
                    return value, hit, start + first, start + last
        return None

    def _decision(self) -> Read[Decided] | None:
        rules = _decisions("notice" if self.is_of_notice else "ruling")
        whole = (0, len(self.text))
        if self.is_of_notice:
            if partial := self._partial_by_rows(rules):
                return partial
            listed = list(self.parts.values("diagnoses"))
            refused = next((each for each in listed if each.head.startswith("불승인")), None)
            if refused and any(each.head.startswith("승인") for each in listed):
                return self.read(Decided("일부승인", refuses=True), refused.at, refused.end)
            spans = [*self._zones("decision"), *self._zones("benefit"), *self._titles(), whole]
        else:
            order = [(each.start, each.end) for each in self.parts.values("decision") if each.head == "주문"]
            spans = [*order, *self._zones("decision"), whole]
        met = self._met(rules, spans)
        if met is None:
            return None
        rule, hit, start, end = met
        what = f"장해등급 제{int(hit[1])}급" if rule.what == "장해등급" and hit[1] else rule.what
        if self.is_of_notice and not rule.refuses and (part := self._part()):
            return self.read(Decided(_IN_PART.get(what, "일부승인"), refuses=True), *part)
        return self.read(Decided(what, rule.refuses), start, end)

    # Where rows of one table are decided in two ways.
    def _partial_by_rows(self, rules: Sequence[tuple[Decided, re.Pattern[str]]]) -> Read[Decided] | None:
        starts = {each.start for each in self.parts.cells}
        rows = [each for each in self.parts.values("decision") if each.start in starts]
        met = [found for each in rows if (found := self._met(rules, [(each.start, each.end)]))]
        if len({rule.refuses for rule, *_ in met}) < 2:
            return None
        granted = next(rule for rule, *_ in met if not rule.refuses)
        return self.read(
            Decided(_IN_PART.get(granted.what, "일부승인"), refuses=True), rows[0].start, rows[-1].end
        )

    # What says that only a part was granted, as a period that was cut: `…까지만 승인`, `나머지 기간은 …`.
    def _part(self) -> tuple[int, int] | None:
        zone = Squeezed(self.parts.without_notices)
        if hit := pattern("partly").search(zone.chars):
            return zone.span(*hit.span())
        # Of several sums one is nought.
        if pattern("sums_granted").search(zone.chars) and (nought := _NOUGHT.search(self.text)):
            return nought.span()
        # A head that says why something was refused: it was, in part.
        heads = (each for each in self.parts.values("reasons") if _refuses(each.head))
        return next(((each.at, each.start) for each in heads), None)

    def _benefit(self) -> Read[KindB] | None:
        spans = [*self._zones("benefit"), *self._titles(), (0, len(self.text))]
        met = self._met(_benefits(), spans)
        return self.read(met[0], met[2], met[3]) if met else None

    def _review_told(self) -> Read[ReviewTold] | None:
        if not self.parts.notices:
            return None
        start, end = self.parts.notices[0][0], self.parts.notices[-1][1]
        words = "\n".join(self.text[one:other] for one, other in self.parts.notices)
        squeezed = squeeze(words)
        remedies = tuple(name for name, says in _remedies() if says.search(squeezed))
        days = next(
            (
                int(each.value)
                for each in find_quantities(words)
                if each.unit == "일" and each.value in (14, 30, 60, 90)
            ),
            None,
        )
        return self.read(ReviewTold(remedies, days), start, end) if remedies else None

    # --- what, and when -------------------------------------------------------------------------

    def _printed_on(self) -> Read[date] | None:
        found = printed_day(self.parts, self.today, self.is_of_notice)
        if found is None:
            self.doubt("printed_on", "", said("문서에 적힌 날짜를 찾지 못했습니다."))
            return None
        return self._day("printed_on", found)

    def _accident_on(self) -> Read[date] | None:
        found = told_day(self.parts, "accident_on", self.today)
        return self._day("accident_on", found) if found else None

    def _day(self, name: str, found: Day) -> Read[date]:
        read = self.read(found.day, found.start, found.end)
        if found.why:
            self.doubt(name, read.words, found.why)
        elif read.sure < (_SURE_OF_A_DAY / 2 if found.is_repeated else _SURE_OF_A_DAY):
            self.doubt(name, read.words, _MISREAD_DAY)
        return read


def _refuses(head: str) -> bool:
    return bool(denials(head)) or head.startswith(("불", "부지급", "미지급", "일부"))


def _unsure(words: str) -> str:
    words = " ".join(words.split())
    return said(
        "“{words}”: 거절한 이유인지 분명하지 않습니다. 이유가 아니면 지워 주세요.",
        words=words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…",
    )


# The last cell of a row, or one of them, is nought.
_NOUGHT = re.compile(r"(?<=[^\S\n]{2}|[\d가-힣)]\t)0(?:[^\S\n]?원)?(?=[^\S\n]*$|\t|[^\S\n]{2})", re.MULTILINE)
_SHOWN = 40
_IN_PART = {"지급": "일부지급"}
_MISREAD = said("흐리게 읽혔습니다. 사진과 견주어 주세요.")
_MISREAD_DAY = said("숫자가 흐리게 읽혔습니다. 날짜를 사진과 견주어 주세요.")


@cache
def _known_heads() -> tuple[str, ...]:
    return tuple(head for heads in shipped()["labels"].values() for head in heads)


@cache
def _decisions(of: str) -> list[tuple[Decided, re.Pattern[str]]]:
    return [
        (Decided(raw["is"], raw["refuses"]), re.compile(raw["says"])) for raw in shipped()["decisions"][of]
    ]


@cache
def _benefits() -> list[tuple[KindB, re.Pattern[str]]]:
    return [(KindB(raw["is"]), re.compile(raw["says"])) for raw in shipped()["benefits"]]


@cache
def _remedies() -> list[tuple[str, re.Pattern[str]]]:
    return [(raw["is"], re.compile(raw["says"])) for raw in shipped()["remedies"]]
