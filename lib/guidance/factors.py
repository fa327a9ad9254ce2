"""Which circumstances in a person's own story usually weigh for the claimant, which against, and which neither way.

Nothing is predicted here and nothing is guessed: a factor is named only where the story or the
agency's reason holds the words for it, and each rests on an article of law or on rulings shown.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, field_validator, model_validator

from lib.domain.intake import Case
from lib.guidance import misleading
from lib.guidance.cases import ScopedEntry
from lib.guidance.entries import Frozen, Phrases, Text, read_entries
from lib.guidance.legal_basis import Bases, Basis
from lib.guidance.phrases import AROUND, PhraseReader, read_for_phrases
from lib.guidance.told_circumstances import (
    HELD,
    LEAST,
    NAMED,
    SIDES,
    SILENT,
    SURE,
    Reading,
    marks_of,
    model,
)
from lib.guidance.told_numbers import Told, told_numbers
from lib.text.once import once
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import Stance, grants, holds_denial

MOST_PER_SIDE = 8
"""More than these on one side is a wall of text on a phone."""

_MOST_QUOTES = 3
"""Stretches of one text that one factor is shown with."""
# How a clause ends that is the name of what follows, and states nothing.
_HEADING = re.compile(r"(?:이유|요지|결과|내용|개요|사항|경위)(?:의)?$")
_SHORTEST_REASON = 6
"""Characters of a clause of a refusal that says something."""
_SUPPOSED = re.compile("(?:만약|만일|가령|설령)|.*(?:더라면|[었았했였]다면|[었았했였]으면)\\W*$")
_SHORTEST_POINT = 10
"""Characters without white space of a clause that tells a point by itself."""
_QUOTING = re.compile(r"(?:[다라자냐]고|때문에|탓에|이유로)$")
_LONGEST_TAIL = 14
"""Characters behind something quoted or a cause that only say who said so or what came of it."""
_DIGIT = re.compile(r"\d")

Span = tuple[int, int]
Side = Literal["for", "against", "neutral"]
"""Neutral: the law has a rule of its own for it, which may lead either way."""
Source = Literal["story", "denial"]


class Number(Frozen):
    """A number that shows a factor: `of` as `data/told_numbers.yaml` names it, over or up to a limit.

    With `all`, every such number of the text has to be, and none of what `but_no` names may be told.
    """

    of: str
    over: float | None = None
    up_to: float | None = None
    all: bool = False
    but_no: str = ""

    def of_those(self, told: Sequence[Told]) -> list[Told]:
        """The numbers that are so."""
        if any(each.of == self.but_no for each in told):
            return []
        mine = [each for each in told if each.of == self.of]
        met = [
            each
            for each in mine
            if (self.over is None or each.may_be_over(self.over))
            and (self.up_to is None or each.may_be_under(self.up_to))
        ]
        return [] if self.all and len(met) < len(mine) else met


class Among(Frozen):
    """What a factor says instead where the text speaks of something."""

    where: Annotated[Phrases, Field(min_length=1)]
    says: Text


class Factor(ScopedEntry):
    """One entry of `data/factors.yaml`; see the comment at its head. Patterns are for text without white space."""

    side: Side
    any_: Phrases = Field(default=(), alias="any")
    pattern: tuple[re.Pattern[str], ...] = ()
    numbers: tuple[Number, ...] = ()
    unless: Phrases = ()
    where: Phrases = ()
    not_where: Phrases = ()
    whose: Literal["own", "others", "any", "told"] = "own"
    rest: bool = False
    weighed: bool = False
    same_part: bool = False
    needs: re.Pattern[str] | None = None
    in_: Literal["story", "denial", "both"] | None = Field(default=None, alias="in")
    says: Text
    among: Among | None = None
    basis: Bases = ()
    rulings: tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...] = ()

    @field_validator("pattern", mode="before")
    @classmethod
    def _with_its_parts(cls, written: object) -> object:
        patterns = [written] if isinstance(written, str) else written
        return [_filled(each) for each in patterns] if isinstance(patterns, list) else patterns

    @model_validator(mode="after")
    def _is_usable(self) -> "Factor":
        if not (self.any_ or self.pattern or self.numbers or self.rest):
            raise ValueError("neither `any` nor `pattern` nor `numbers`: nothing would ever be found")
        if not self.basis and not self.rulings:
            raise ValueError("neither `basis` nor `rulings`: every factor rests on something")
        return self

    @property
    def not_as(self) -> tuple[Stance, ...]:
        """Stances in which it does not count: what others did is no circumstance of one's own."""
        if self.whose == "told":
            return ()
        if self.weighed:
            # A denial was weighed with the rest of the clause.
            return (Stance.ASKED, Stance.OTHERS)
        always = (Stance.DENIED, Stance.ASKED)
        if self.whose == "others":
            return (*always, Stance.AFFIRMED, Stance.UNCERTAIN)
        return always if self.whose == "any" else (*always, Stance.OTHERS)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it is looked for, in order. A refusal lists what speaks against; all others mean the story."""
        asked = self.in_ or ("both" if self.side == "against" else "story")
        return ("story", "denial") if asked == "both" else (asked,)


@dataclass(frozen=True, slots=True)
class FactorFound:
    """A circumstance of this case.

    `words` are the person's own words that show it, in the story or the denial reason as `source`
    says. `says` addresses the person. `rulings` are serials of starter rulings in which this weighed
    the same way.
    """

    id: str
    side: Side
    says: Text
    words: str
    source: Source
    basis: tuple[Basis, ...]
    rulings: tuple[str, ...]


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    return {name: "|".join(words) for name, words in read_shipped("factors.yaml")["parts"].items()}


def regions_of(words: str) -> set[str]:
    """The regions of the body that some words name: neck, back, shoulder, elbow, hand, hip, knee, leg, ankle."""
    said = squeeze(words)
    named = read_shipped("factors.yaml")["regions"]
    return {region for region, names in named.items() if any(name in said for name in names)}


# The sides of the body that some words name.
def _sides(words: str) -> set[str]:
    return {side for side, pattern in _BODY_SIDES.items() if pattern.search(words)}


_BODY_SIDES = {
    "left": re.compile(r"왼|좌측|\(좌\)|양[측쪽]"),
    "right": re.compile(r"오른(?=[\s쪽손발팔])|우측|\(우\)|양[측쪽]"),
}


# Whether both name some, and none in common.
def _are_apart(some: set[str], others: set[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


# A pattern of the file: {name} is a list of `parts`, white space is for the eye alone, and gaps are as short as can be.
def _filled(pattern: str) -> str:
    whole = "".join(re.sub(r"{([a-z_]+)}", lambda part: f"(?:{_parts()[part[1]]})", pattern).split())
    return re.sub(r"(\[\^[^]]*\]\{\d+,\d+\})(?!\?)", r"\1?", whole)


@lru_cache(maxsize=1)
def factors() -> tuple[Factor, ...]:
    """All factors, read once. ValueError names the entry that is wrong."""
    return read_entries("factors", {"factors": read_shipped("factors.yaml")["factors"]}, Factor)


def conclusions() -> tuple[re.Pattern[str], ...]:
    """Words with which a refusal only draws its conclusion: `업무와의 상당인과관계를 인정하기 어려움`."""
    return next(factor.pattern for factor in factors() if factor.rest and not factor.weighed)


# One of the two texts of a case, read. The account itself begins at `told_from`; before it stand names, as `of_case`
# holds those of the illness.
class _Reading:
    def __init__(self, text: str, told_from: int = 0, of_case: str = "", known: Collection[str] = ()) -> None:
        self.phrases = read_for_phrases(text)
        self.numbers = told_numbers(text)
        self._told_from = told_from
        self._quoted: list[Span] = []
        self._sides: dict[int, dict[str, float]] = {}
        self._regions, self._body_sides = regions_of(of_case), _sides(of_case)
        self._known = known

    # Where each of the factors is told; with `weighed`, by what the clauses most likely tell: one of those, or what
    # takes the points of a side that none of them names.
    def told(
        self, those: Sequence[Factor], weighed: bool, unnamed: Mapping[Side, Factor]
    ) -> dict[Factor, list[Span]]:
        met = {factor: spans for factor in those if (spans := self._met(factor))}
        told = self._weighed(met, {factor.id: factor for factor in those}, unnamed) if weighed else met
        self._quoted = [span for spans in told.values() for span in spans]
        return told

    # The clauses in which nothing is told, without those that help neither side: a heading, the result.
    def rest(self, factor: Factor) -> list[Span]:
        return [
            (start, end)
            for start, end in self.phrases.clauses(factor.pattern)
            if end - start >= _SHORTEST_REASON
            and self._sides.get(start, {}).get(factor.side, 1.0) >= SILENT
            and not self._is_quoted(start, end)
            and not _HEADING.search(self.phrases.text[start:end])
            and not grants(self.phrases.text[start:end])
        ]

    # Where phrases, patterns or numbers of a factor stand, the longest first.
    def _met(self, factor: Factor) -> list[Span]:
        spans = [
            (each.start, each.end) for number in factor.numbers for each in number.of_those(self.numbers)
        ]
        found = self.phrases.find_all(factor.any_, factor.pattern, factor.unless, factor.not_as, spans=spans)
        told = (span for span in found if not self._is_claimed(factor, *span))
        return [span for span in islice(told, _MOST_QUOTES) if self._is_of_the_part(factor, *span)]

    # True where something against the person is only said by those on the other side, or passed on to be refuted.
    def _is_claimed(self, factor: Factor, start: int, end: int) -> bool:
        if factor.side != "against" or factor.whose != "own":
            return False
        is_refuted = "story" in self._known and self.phrases.is_alleged(start, end)
        return is_refuted or self.phrases.teller(start, end) == "party"

    # False where a factor is of the part in dispute, and the words name another alone.
    def _is_of_the_part(self, factor: Factor, start: int, end: int) -> bool:
        if not factor.same_part:
            return True
        words = self.phrases.text[start:end]
        if not (regions_of(words) or _sides(words)):
            # It stands before in the sentence: `왼쪽 어깨는 십 년 전 다쳐 수술했고`.
            words = self.phrases.text[self.phrases.sentence(start, end)[0] : end]
        return not (
            _are_apart(regions_of(words), self._regions) or _are_apart(_sides(words), self._body_sides)
        )

    # What was met, less what its clause hardly tells; and of a clause in which nothing is left, what it likely tells.
    # Where it surely helps a side and no circumstance of that side is likely, it goes to what takes the rest of it.
    def _weighed(
        self, met: Mapping[Factor, list[Span]], among: Mapping[str, Factor], unnamed: Mapping[Side, Factor]
    ) -> dict[Factor, list[Span]]:
        told = {factor: list(spans) for factor, spans in met.items()}
        side_of = {id_: factor.side for id_, factor in among.items()}
        for start, end in self._statements():
            clause = self.phrases.text[start:end]
            here = [
                (factor, span) for factor, spans in met.items() for span in spans if start <= span[0] < end
            ]
            reading = model().read(clause, {factor.id for factor, _ in here}, self._known, side_of)
            self._sides[start] = reading.sides
            unlikely = [
                (factor, span)
                for factor, span in here
                # What goes on over clauses is told by the last of them.
                if self._only_seems(factor, span[1] - 1, span[1]) or not _is_likely(reading, factor, HELD)
            ]
            for factor, span in unlikely:
                told[factor].remove(span)
            if len(unlikely) < len(here):
                continue
            likeliest = self._likeliest(reading, among, unnamed, start, end)
            if (
                likeliest
                and not self._only_seems(likeliest, start, end)
                and self._ends_before(start, likeliest, told)
            ):
                told.setdefault(likeliest, []).append((start, end))
        return {factor: spans for factor, spans in told.items() if spans}

    # Whether nothing that was told before goes on into the clause that begins there, or what does ends before it: a
    # phrase of the other side that took the clause along (`담배는 20년 피웠고 10년 전에 끊었음`).
    def _ends_before(self, start: int, told_here: Factor, told: dict[Factor, list[Span]]) -> bool:
        running = [
            (factor, span) for factor, spans in told.items() for span in spans if span[0] < start < span[1]
        ]
        if any(told_here.rest or {factor.side, told_here.side} != set(SIDES) for factor, _ in running):
            return False
        last = len(self.phrases.text[:start].rstrip(AROUND))
        for factor, span in running:
            told[factor][told[factor].index(span)] = (span[0], last)
        return True

    # Whether a stretch of a story only seems to tell a factor: it is somebody else's, or taken back. That something
    # was taken back may be what is told.
    def _only_seems(self, factor: Factor, start: int, end: int) -> bool:
        if factor.side not in SIDES or factor.needs:
            return False
        return any(first < end and start < last for first, last in self._misleading)

    @cached_property
    def _misleading(self) -> list[Span]:
        if "story" not in self._known:
            return []
        clauses = [each for each in self.phrases.clauses() if each[0] >= self._told_from]
        odds = misleading.model().odds(self.phrases.text, clauses)
        return [each for each, likely in zip(clauses, odds, strict=True) if likely >= misleading.MISLEADING]

    # What a clause without a phrase likely tells, None where that is nothing.
    def _likeliest(
        self,
        reading: Reading,
        among: Mapping[str, Factor],
        unnamed: Mapping[Side, Factor],
        start: int,
        end: int,
    ) -> Factor | None:
        ranked = sorted(reading.odds, key=lambda id_: -reading.odds[id_])
        best = among[ranked[0]] if ranked else None
        if best and _is_likely(reading, best, LEAST) and self._may_tell(best, start, end):
            return best
        for side, rest in unnamed.items():
            if not reading.may_help(side, SURE[side]) or not self._may_tell(rest, start, end):
                continue
            named = next((id_ for id_ in ranked if among[id_].side == side), None)
            if named and reading.odds[named] >= NAMED and self._may_tell(among[named], start, end):
                return among[named]
            return rest
        return None

    # The clauses of the account; what is only the end of what was said before it goes with that: `… 때문이라고 | 했어요`.
    def _statements(self) -> list[Span]:
        text, statements = self.phrases.text, list[Span]()
        for start, end in self.phrases.clauses(conclusions()):
            if start < self._told_from:
                continue
            first, last = statements[-1] if statements else (start, start)
            if statements and _only_ends(text[first:last], text[last:start], text[start:end]):
                statements[-1] = (first, end)
            else:
                statements.append((start, end))
        return statements

    # True where a clause may tell a factor of which no phrase is met in it.
    def _may_tell(self, factor: Factor, start: int, end: int) -> bool:
        clause = self.phrases.text[start:end]
        if _SUPPOSED.match(clause):
            return False
        if factor.weighed and (
            len(squeeze(clause)) < _SHORTEST_POINT or self.phrases.teller(start, end) is not None
        ):
            return False
        if holds_denial(clause) and not factor.weighed and factor.id not in model().may_deny:
            return False
        if not self._is_of_the_part(factor, start, end) or self._is_claimed(factor, start, end):
            return False
        if factor.needs and not factor.needs.search(squeeze(clause)):
            return False
        is_harm = factor.side == "against" and _HARMED.search(clause)
        if is_harm and self.phrases.tells_of_another(start, end):
            return False
        if factor.side == "against" and _tells_no_protection(clause):
            return False
        if factor.numbers and _DIGIT.search(clause):
            return False
        # A phrase of it that stands there was read, and put aside: it is denied, or somebody else's.
        is_put_aside = self.phrases.stands_in(start, end, factor.any_, factor.pattern)
        return not is_put_aside and not self.phrases.is_put_as(factor.not_as, start, end)

    def _is_quoted(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._quoted)


# Whether a clause tells that something was missing that protects who works there, and of no order that was broken:
# that speaks for the person.
def _tells_no_protection(clause: str) -> bool:
    said = squeeze(clause)
    return bool(_no_protection().search(said)) and not _BROKEN_ORDER.search(said)


@lru_cache(maxsize=1)
def _no_protection() -> re.Pattern[str]:
    return re.compile(_filled(_MISSING))


_MISSING = r"{measures}[를을도은는이가]?(?:한번|한대|하나|원칙|제대로)?(?:없[이었는고어으]|안[주줬줘켜]|못받|미지급|지급하지|지급되지|주지않|설치되지|설치하지|고장|꺼져|막혀|막힌)"
_BROKEN_ORDER = re.compile(r"지시|어[기겼긴]|무시|말라|금지|규정|수칙|경고")


# What befalls somebody: told of another's act, it speaks against nobody (`손님이 밀어서 넘어졌다`).
_HARMED = re.compile(
    r"넘어[지져졌]|쓰러[지져졌]|떨어[지져졌]|나동그라|자빠|주저앉|다[쳤치친]|부딪|찧[었고]|[찔찍]렸|맞았|부러[지졌]|끼[었였]|데었|물렸|찢[어겼]"
)


# Whether a clause is as likely to tell a factor, and does not rather help the other side. A factor of the body goes by
# its part alone.
def _is_likely(reading: Reading, factor: Factor, least: float) -> bool:
    if reading.odds.get(factor.id, 1.0) < least:
        return False
    return factor.same_part or reading.may_help(factor.side)


# Whether a clause only ends the one before it, of which `between` parts it.
def _only_ends(before: str, between: str, words: str) -> bool:
    if between.strip():
        return False
    return " " not in words.strip() or (_QUOTING.search(before) is not None and len(words) <= _LONGEST_TAIL)


def met_by_phrases(text: str) -> list[str]:
    """The circumstances whose phrases, patterns or numbers stand in a text as told, whatever the dispute."""
    told = _Reading(text).told([factor for factor in factors() if not factor.rest], False, {})
    return [factor.id for factor in told]


@once
def read_factors(
    story: str, denial: str, case: Case, further: tuple[Case, ...] = (), told_from: int | None = None
) -> tuple[FactorFound, ...]:
    """The circumstances found, those for the claimant first, each side by how closely it fits the case.

    `further` is the case as its second illness or issue makes it; what fits that alone comes behind. From
    `told_from` on, where the account begins behind diagnoses and occupation, each clause is weighed as a whole:
    what no phrase tells it may tell, and a phrase in it may tell nothing. Without it phrases alone are read, for
    those who decide by what was found.

    At most MOST_PER_SIDE on a side, each once for every stretch of the text that shows it. What stands in the
    denial reason is told as the agency's reason.
    """
    names = story[: told_from or 0]
    readings: dict[Source, _Reading] = {
        "story": _Reading(story, told_from or 0, names, marks_of(case, "story")),
        "denial": _Reading(denial, 0, names, marks_of(case, "denial")),
    }
    whole = read_for_phrases(f"{story}\n{denial}")
    fitting = [
        factor
        for factor in factors()
        if any(map(factor.scope.fits, (case, *further)))
        and (not factor.where or whole.holds(factor.where))
        and not (factor.not_where and whole.holds(factor.not_where))
    ]
    # What is told to some is told to them alone.
    said = {
        factor: factor.among.says if factor.among and whole.holds(factor.among.where) else factor.says
        for factor in fitting
    }
    shown: dict[Factor, list[FactorFound]] = {}
    for source, reading in readings.items():
        those = [factor for factor in fitting if not factor.rest and source in factor.sources]
        rests = [factor for factor in fitting if factor.rest and source in factor.sources]
        unnamed = {factor.side: factor for factor in rests if factor.weighed}
        told = reading.told(those, told_from is not None, unnamed)
        told |= {factor: spans for factor in rests if not factor.weighed and (spans := reading.rest(factor))}
        for factor, spans in told.items():
            shown.setdefault(factor, []).extend(
                FactorFound(
                    factor.id,
                    factor.side,
                    _as_of(said[factor])
                    if _is_reason(factor, source, reading.phrases, span)
                    else said[factor],
                    reading.phrases.unbroken(*span),
                    source,
                    factor.basis,
                    factor.rulings,
                )
                for span in spans
            )
    found = sorted(
        shown.items(),
        key=lambda pair: (
            pair[0].scope.fits(case),
            *pair[0].scope.specificity(case),
            len(pair[1][0].words),
        ),
        reverse=True,
    )
    sides = ([each for factor, each in found if factor.side == side] for side in get_args(Side))
    return tuple(each for side in sides for one in side[:MOST_PER_SIDE] for each in one)


# Whether it is told as a reason of the refusal: in its text, or where the person passes it on.
def _is_reason(factor: Factor, source: Source, phrases: PhraseReader, span: Span) -> bool:
    if factor.rest or factor.side != "against":
        return not factor.rest and source == "denial"
    return source == "denial" or phrases.teller(*span) == "agency"


# What a factor says as such a reason, be it of the agency, the committee or a court.
def _as_of(said: Text) -> Text:
    return Text(
        ko=f"거절의 이유로 든 점입니다. {said.ko}",
        en=f"Given as a reason for the refusal. {said.en}",
    )
