"""What a letter of the agency, of a committee or of a court says: which paper it is, what was decided, when, by whom, why.

Everything is read from the letter as it is masked, with the words it was read from. What a machine may have misread, and
what the letter tells in two ways, is marked; the day on which it was received no letter tells, and nobody guesses it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Generic, Protocol, TypeVar

from lib.casework.letter_dates import printed_day, told_day
from lib.casework.letter_masking import MaskedLetter, mask_letter
from lib.casework.letter_parts import Field, Parts, shipped
from lib.casework.letter_reasons import LetterReason, reason_text, reasons_of
from lib.domain.illness import QUOTES, each_once, names_in
from lib.domain.intake import LONGEST_STORY, Intake
from lib.domain.taxonomy import KindB, Stage
from lib.domain.told_illness import told_illnesses
from lib.search.understanding import understand
from lib.text.citations import instance_of_court
from lib.text.misread import Restored, nearest, restored
from lib.text.numbers import find_quantities
from lib.text.said import said
from lib.text.spelling import Squeezed, squeeze

T = TypeVar("T")

SURE = 0.85
"""How sure the reading of every word must be of which nothing is marked."""
_SURE_OF_A_DAY = 0.93
_RESTORED = 0.6
"""How sure a word is that was read otherwise and put right."""
_THIN = 3
"""By how much one kind of paper has to be likelier than another."""

NOTICE, REVIEW, SECOND_REVIEW, PANEL, JUDGMENT = "결정통지서", "심사결정서", "재결서", "판정서", "판결문"
KINDS = (NOTICE, REVIEW, SECOND_REVIEW, PANEL, JUDGMENT)
"""The papers that are told apart."""
_STAGES = {
    NOTICE: Stage.DECISION,
    PANEL: Stage.DECISION,
    REVIEW: Stage.REVIEW,
    SECOND_REVIEW: Stage.SECOND_REVIEW,
}
_OF_COURTS = {1: Stage.FIRST_INSTANCE, 2: Stage.SECOND_INSTANCE}


class WordRead(Protocol):
    """A word as a reader of files tells it (`lib/sources/letter_file.py`)."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def sure(self) -> float: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def box(self) -> tuple[int, int, int, int] | None: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102


class LetterText(Protocol):
    """The text of a letter as a reader of files tells it: with the words that have places, and pictures of its pages."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> Sequence[WordRead]: ...  # noqa: D102
    @property
    def pages(self) -> Sequence[bytes]: ...  # noqa: D102
    @property
    def by_ocr(self) -> bool: ...  # noqa: D102
    @property
    def unread(self) -> Sequence[int]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read, and the words it was read from: `text[start:end]` of the letter, `sure` from 0 to 1."""

    value: T
    words: str
    start: int
    end: int
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a field of the letter: the words, and why, as a sentence."""

    field: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, in the words of such papers, and whether that is against whoever asked."""

    what: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """How the letter tells of remedies: which, and within how many days where it says so."""

    remedies: tuple[str, ...]
    days: int | None


@dataclass(frozen=True)
class Letter:
    """A letter as it was understood; `text` is masked, and every place is one of it. None: not found.

    `kind` is one of KINDS. `office` wrote the letter, `first_office` made the decision that it is about where another
    did. `printed_on` is the day that it bears. `panel`: 업무상질병판정위원회 or 자문의, whoever's view it rests on.
    `reason_text` is the part that gives the reasons.
    """

    text: str
    kind: Read[str] | None = None
    stage: Stage | None = None
    office: Read[str] | None = None
    first_office: Read[str] | None = None
    printed_on: Read[date] | None = None
    benefit: Read[KindB] | None = None
    decision: Read[Decided] | None = None
    reasons: tuple[LetterReason, ...] = ()
    reason_text: str = ""
    panel: Read[str] | None = None
    review_told: Read[ReviewTold] | None = None
    diagnoses: tuple[Read[str], ...] = ()
    accident_on: Read[date] | None = None
    doubts: tuple[Doubt, ...] = ()
    source: LetterText | None = field(default=None, repr=False, compare=False)
    masked: MaskedLetter | None = field(default=None, repr=False, compare=False)

    def doubts_of(self, name: str) -> tuple[Doubt, ...]:
        """What is not certain of a field."""
        return tuple(each for each in self.doubts if each.field == name)

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, tuple[int, int, int, int], bool]]:
        """Where a stretch of the text stands on the pictures: page, box, and whether a mask hides it."""
        if self.source is None or self.masked is None:
            return
        first, last = self.masked.as_read(start, end)
        hidden = [(each.start, each.end) for each in self.masked.found]
        for word in self.source.words:
            stop = word.start + len(word.text)
            if word.box and word.start < last and first < stop:
                yield (
                    word.page,
                    word.box,
                    any(one < stop and word.start < other for one, other in hidden),
                )


def understand_letter(letter: LetterText, today: date | None = None) -> Letter:
    """What a letter says. `today`: a day behind it is none that a letter bears."""
    return _Reader(letter, today).letter()


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

    def doubt(self, name: str, words: str, why: str) -> None:
        self.doubts.append(Doubt(name, words, why))

    # --- the whole ------------------------------------------------------------------------------

    def letter(self) -> Letter:
        kind = self.kind
        decision, benefit = self._decision(), self._benefit()
        diagnoses = tuple(self._diagnoses())
        told = reason_text(self.parts, self.is_of_notice)
        lists = told.is_labelled and self.is_of_notice
        refuses = decision is None or decision.value.refuses
        reasons: tuple[LetterReason, ...] = ()
        # What is no such paper gives no reasons, whatever its words are like.
        if kind and refuses and told.words:
            case = understand(
                Intake(
                    denial_reason=told.words[:LONGEST_STORY],
                    diagnoses=tuple(each.value[:300] for each in diagnoses)[:30],
                    kind_b=benefit.value if benefit else None,
                    stage=Stage.DECISION,
                )
            )
            reasons = tuple(reasons_of(self.parts, told, case, lists, self.sure))
        office, first = self._offices()
        printed, accident = self._printed_on(), self._accident_on()
        panel, review = self._panel(), self._review_told()
        self._doubt_of_the_rest(kind, decision, benefit, office, reasons, diagnoses)
        return Letter(
            self.text, kind, self._stage(), office, first, printed, benefit, decision, reasons, told.words, panel, review,
            diagnoses, accident, tuple(self.doubts), self.source, self.masked,
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

    # --- kind and stage -------------------------------------------------------------------------

    @cached_property
    def kind(self) -> Read[str] | None:
        """Which paper it is, by all its signs."""
        scores: dict[str, float] = {}
        first: dict[str, tuple[int, int]] = {}
        zones = {
            "head": [(line.squeezed, line.start, line.end) for line in self.parts.head],
            "tail": [(line.squeezed, line.start, line.end) for line in self.parts.tail],
        }
        whole = Squeezed(self.parts.without_notices)
        for raw, signs in _kinds().items():
            for zone, patterns in signs.items():
                for says, weight in patterns:
                    if zone == "any":
                        hit = says.search(whole.chars)
                        place = whole.span(*hit.span()) if hit else None
                    else:
                        place = next(
                            (
                                (start, end)
                                for words, start, end in zones[zone]
                                if says.search(words) and not self.parts.is_notice(start)
                            ),
                            None,
                        )
                    if place:
                        scores[raw] = scores.get(raw, 0) + weight
                        if weight > 2:
                            first.setdefault(raw, place)
        if not scores:
            return None
        (best, most), *others = sorted(scores.items(), key=lambda each: -each[1])
        if most < _THIN:
            return None
        start, end = first.get(best, (self.parts.lines[0].start, self.parts.lines[0].end))
        read = Read(best, " ".join(self.text[start:end].split()), start, end, 1.0)
        if others and most - others[0][1] < _THIN:
            self.doubt(
                "kind",
                read.words,
                said(
                    "{one}인지 {other}인지 분명하지 않습니다. 문서의 제목을 확인해 주세요.",
                    one=best,
                    other=others[0][0],
                ),
            )
        return read

    @property
    def is_of_notice(self) -> bool:
        """Whether it is laid out as the agency's own papers are; what is no known paper is read so too."""
        return self.kind is None or self.kind.value in (NOTICE, PANEL)

    def _stage(self) -> Stage | None:
        if self.kind is None:
            return None
        if self.kind.value != JUDGMENT:
            return _STAGES[self.kind.value]
        court = self._court()
        return _OF_COURTS.get(instance_of_court(court.value)) if court else Stage.FIRST_INSTANCE

    def _court(self) -> Read[str] | None:
        for match in _COURT.finditer(self.text):
            # A spelling that is close to a court's was put right before.
            return self.read(squeeze(match["court"]), *match.span("court"))
        return None

    # --- what was decided -----------------------------------------------------------------------

    def _zones(self, *names: str) -> Iterator[tuple[int, int]]:
        for name in names:
            for each in self.parts.values(name):
                yield each.start, self._first_line(each) if name == "benefit" else each.end

    def _first_line(self, field_: Field) -> int:
        text = self.parts.flowing
        line = text.find("\n", field_.start, field_.end)
        while line >= 0 and not text[field_.start : line].strip():
            line = text.find("\n", line + 1, field_.end)
        return field_.end if line < 0 else line

    def _titles(self) -> Iterator[tuple[int, int]]:
        yield from ((line.start, line.end) for line in self.parts.head[:4])

    def _met(self, rules: Sequence[tuple[Any, re.Pattern[str]]], spans: Iterator[tuple[int, int]]) -> Any:
        for start, end in spans:
            zone = Squeezed(self.parts.without_notices[start:end])
            for value, says in rules:
                if hit := says.search(zone.chars):
                    first, last = zone.span(*hit.span())
                    return value, hit, start + first, start + last
        return None

    def _decision(self) -> Read[Decided] | None:
        heads = {each.head for each in self.parts.values("diagnoses")}
        rules = _decisions("notice" if self.is_of_notice else "ruling")
        whole = (0, len(self.text))
        if self.is_of_notice:
            is_split = any(head.startswith("승인") for head in heads) and any(
                head.startswith("불승인") for head in heads
            )
            if is_split:
                both = next(each for each in self.parts.values("diagnoses") if each.head.startswith("불승인"))
                return self.read(Decided("일부승인", refuses=True), both.at, both.end)
            spans = [*self._zones("decision"), *self._zones("benefit"), *self._titles(), whole]
        else:
            order = [(each.start, each.end) for each in self.parts.values("decision") if each.head == "주문"]
            spans = [*order, *self._zones("decision"), whole]
        met = self._met(rules, iter(spans))
        if met is None:
            return None
        rule, hit, start, end = met
        what = f"장해등급 제{int(hit[1])}급" if rule.what == "장해등급" and hit[1] else rule.what
        return self.read(Decided(what, rule.refuses), start, end)

    def _benefit(self) -> Read[KindB] | None:
        spans = [*self._zones("benefit"), *self._titles(), (0, len(self.text))]
        met = self._met(_benefits(), iter(spans))
        return self.read(met[0], met[2], met[3]) if met else None

    # --- who ------------------------------------------------------------------------------------

    def _offices(self) -> tuple[Read[str] | None, Read[str] | None]:
        branch = self._branch()
        kind = self.kind.value if self.kind else ""
        if kind == JUDGMENT:
            return self._court(), branch
        if kind == SECOND_REVIEW and (found := _COMMITTEE.search(self.text)):
            return self.read("산업재해보상보험재심사위원회", *found.span()), branch
        if kind == PANEL and (panels := list(_PANEL.finditer(self.text))):
            named = next((each for each in reversed(panels) if each["of"]), panels[-1])
            return self.read(squeeze(named[0]), *named.span()), branch
        if kind == REVIEW and (found := _AGENCY.search(self.text)):
            return self.read("근로복지공단", *found.span()), branch
        return branch, None

    # The branch that decided first: named by its field, by who signs, or most often.
    def _branch(self) -> Read[str] | None:
        fields = [(each.start, each.end) for each in self.parts.values("office")]
        found: list[tuple[float, re.Match[str]]] = []
        for match in _BRANCH.finditer(self.text):
            weight = 1.0 + (2 if match["agency"] else 0)
            weight += 4 * any(start <= match.start() < end for start, end in fields)
            weight += 2 * (self.text[match.end() : match.end() + 1] == "장")
            weight -= 2 * self.parts.is_notice(match.start())
            found.append((weight, match))
        if not found:
            return None
        totals: dict[str, float] = {}
        for weight, match in found:
            name = squeeze(match["name"])
            totals[name] = totals.get(name, 0) + weight
        best = max(totals, key=lambda name: totals[name])
        match = max((each for each in found if squeeze(each[1]["name"]) == best), key=lambda each: each[0])[1]
        known = shipped()["branches"]
        if match["name"][-1] in "시샤무" and not match["agency"] and nearest(best, known) is None:
            return None
        name = best if best in known or not self.source.by_ocr else nearest(best, known) or best
        read = self.read(f"근로복지공단 {name}", *match.span())
        if name != best:
            read = Read(read.value, read.words, read.start, read.end, min(read.sure, _RESTORED))
        return read

    def _panel(self) -> Read[str] | None:
        if self.kind and self.kind.value == PANEL and (found := _PANEL.search(self.text)):
            return self.read("업무상질병판정위원회", *found.span())
        whole = Squeezed(self.text)
        for name, says, unless in _panels():
            for hit in says.finditer(whole.chars):
                around = whole.chars[hit.start() : hit.end() + 30]
                start, end = whole.span(*hit.span())
                told = not unless.search(around)
                if told and (not self.parts.is_notice(start) or _HEARD.search(around)):
                    return self.read(name, start, end)
        return None

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

    def _diagnoses(self) -> Iterator[Read[str]]:
        found: list[Read[str]] = []
        for each in self.parts.values("diagnoses"):
            end = self._field_end(each)
            found += self._listed(each.start, end)
        body = self.parts.without_notices
        granted: list[Read[str]] = []
        if not found:
            for match in _QUOTED.finditer(body):
                near = squeeze(
                    body[max(0, match.start() - 24) : match.start()] + body[match.end() : match.end() + 24]
                )
                if _OF_ILLNESS.search(near):
                    listed = list(self._listed(*match.span("words")))
                    (
                        granted if _GRANTED.match(squeeze(body[match.end() : match.end() + 12])) else found
                    ).extend(listed)
            found = found or granted
        if not found:
            names = [*(each.name for each in told_illnesses(body)), *_named_in(body)]
            places = ((name, body.find(name)) for name in dict.fromkeys(names))
            found = [self.read(name, at, at + len(name)) for name, at in places if at >= 0][:3]
        kept = set(each_once([each.value for each in found]))
        for name in found:
            if name.value in kept:
                kept.discard(name.value)
                yield name

    # The lines of a list of illnesses: it goes on while a line ends in a comma or begins with a number.
    def _field_end(self, field_: Field) -> int:
        end = self._first_line(field_)
        while end < field_.end:
            last = self.text[field_.start : end].rstrip()[-1:]
            stop = self.text.find("\n", end + 1, field_.end)
            stop = field_.end if stop < 0 else stop
            line = self.text[end:stop]
            if not line.strip() or not (last in ",·" or _ITEM.match(line)):
                break
            end = stop
        return end

    def _listed(self, start: int, end: int) -> Iterator[Read[str]]:
        for match in _NAMES.finditer(self.parts.flowing, start, end):
            words = _ITEM_FIRST.sub("", _CODE.sub("", match[0]))
            words = _balanced(words).strip(f" {QUOTES}.-·○:：|")
            words = " ".join(words.split())
            if (
                len(words) >= _LEAST_OF_A_NAME
                and re.search("[가-힣A-Za-z]", words)
                and not _NO_ILLNESS.search(squeeze(words))
            ):
                at = self.text.find(words.split()[0], match.start(), match.end())
                yield self.read(words, max(at, match.start()), match.end())

    def _printed_on(self) -> Read[date] | None:
        found = printed_day(self.parts, self.today)
        if found is None:
            self.doubt("printed_on", "", said("문서에 적힌 날짜를 찾지 못했습니다."))
            return None
        read = self.read(found.day, found.start, found.end)
        if found.why:
            self.doubt("printed_on", read.words, found.why)
        elif read.sure < (_SURE_OF_A_DAY / 2 if found.is_repeated else _SURE_OF_A_DAY):
            self.doubt("printed_on", read.words, _MISREAD_DAY)
        return read

    def _accident_on(self) -> Read[date] | None:
        found = told_day(self.parts, "accident_on", self.today)
        if found is None:
            return None
        read = self.read(found.day, found.start, found.end)
        if found.why:
            self.doubt("accident_on", read.words, found.why)
        elif read.sure < _SURE_OF_A_DAY:
            self.doubt("accident_on", read.words, _MISREAD_DAY)
        return read


# The words before a bracket that was opened before them is closed, and without one that nothing closes.
def _balanced(words: str) -> str:
    depth = 0
    for n, char in enumerate(words):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return words[:n]
    return words if depth == 0 else words[: max(words.rfind("("), words.rfind("["))]


def _named_in(text: str) -> list[str]:
    return [name for line in text.split("\n") for name in names_in(line.strip(), is_quoted=False)]


_MISREAD = said("흐리게 읽혔습니다. 사진과 견주어 주세요.")
_MISREAD_DAY = said("숫자가 흐리게 읽혔습니다. 날짜를 사진과 견주어 주세요.")
_LEAST_OF_A_NAME = 2
_COURT = re.compile(
    r"(?P<court>(?<![가-힣])[가-힣][^\S\n]{0,3}[가-힣]{1,2}[^\S\n]{0,3}(?:고\s{0,3}등|지\s{0,3}방|행\s{0,3}정)\s{0,3}법\s{0,3}원(?:\s?[가-힣]{2,4}지원)?|대\s{0,3}법\s{0,3}원)"
)
_BRANCH = re.compile(
    r"(?P<agency>근\s?로\s?복\s?지\s?공\s?단\s{0,3})?(?P<name>(?<![가-힣])(?:[가-힣]\s?){2,5}(?:지\s?[사시샤]|지\s?역\s?본\s?[부무])|(?<=공단)[가-힣]{2,6}(?:지[사시샤]|지역본[부무]))(?=장|[^가-힣]|의|에|은|는|이|가|$)"
)
_COMMITTEE = re.compile(r"산\s?업\s?재\s?해\s?보\s?상\s?보\s?험\s?재\s?심\s?사\s?위\s?원\s?회")
_PANEL = re.compile(
    r"(?P<of>서\s?울|부\s?산|대\s?구|경\s?인|광\s?주|대\s?전|강\s?원|경\s?남|울\s?산|인\s?천)?\s?(?:업\s?무\s?상\s?)?질\s?병\s?판\s?정\s?위\s?원\s?회"
)
_AGENCY = re.compile(r"근\s?로\s?복\s?지\s?공\s?단")
_HEARD = re.compile(r"거친것|거친처분|거친결정이므로|거쳐(?:결정|처분)(?:되|하|한)")
_QUOTED = re.compile(rf"[{QUOTES}](?P<words>[^{QUOTES}\n]{{2,60}}(?:\n[^{QUOTES}\n]{{0,40}})?)[{QUOTES}]")
_OF_ILLNESS = re.compile(r"상병|진단|질병|병명|승인받|요양|발병|사망|신청|장해|청구")
_GRANTED = re.compile(r"(?:으로|로|에대하여|을|를)?(?:기)?승인")
_NAMES = re.compile(r"[^,;，、\n]+")
_CODE = re.compile(r"[(\[]\s*[A-Z]\s?\d{2}[^)\]]*[)\]]|(?<![A-Za-z])[A-Z]\d{2}\.\d+")
_ITEM = re.compile(r"\s*(?:[①-⑳]|\(?\d{1,2}\s?[.)](?!\d)|[-–○•·▪])\s*")
_ITEM_FIRST = re.compile(rf"^(?:{_ITEM.pattern})+")
_NO_ILLNESS = re.compile(r"^(?:해당|없음|미상|별첨|아래|위|다음|등|불승인|승인)$|^\[|결정|사유")


@lru_cache(maxsize=1)
def _known_heads() -> tuple[str, ...]:
    return tuple(head for heads in shipped()["labels"].values() for head in heads)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, Mapping[str, Sequence[tuple[re.Pattern[str], float]]]]:
    return {
        raw["kind"]: {
            zone: [(re.compile(sign["says"]), sign["weight"]) for sign in raw.get(zone, ())]
            for zone in ("head", "any", "tail")
        }
        for raw in shipped()["kinds"]
    }


@lru_cache(maxsize=2)
def _decisions(of: str) -> list[tuple[Decided, re.Pattern[str]]]:
    return [
        (Decided(raw["is"], raw["refuses"]), re.compile(raw["says"])) for raw in shipped()["decisions"][of]
    ]


@lru_cache(maxsize=1)
def _benefits() -> list[tuple[KindB, re.Pattern[str]]]:
    return [(KindB(raw["is"]), re.compile(raw["says"])) for raw in shipped()["benefits"]]


@lru_cache(maxsize=1)
def _panels() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    return [(raw["is"], re.compile(raw["says"]), re.compile(raw["unless"])) for raw in shipped()["panels"]]


@lru_cache(maxsize=1)
def _remedies() -> list[tuple[str, re.Pattern[str]]]:
    return [(raw["is"], re.compile(raw["says"])) for raw in shipped()["remedies"]]
