"""Where the circumstances of `data/factors.yaml` are told in one of the texts of a case: by phrases, and by weights."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import islice

from lib.guidance import beside, misleading
from lib.guidance.clause_words import HARMED, only_ends, tells_no_protection
from lib.guidance.factor_entries import Factor, Side, conclusions, regions_of
from lib.guidance.phrases import AROUND, read_for_phrases
from lib.guidance.sure import Clause, Point, sure_of
from lib.guidance.told_circumstances import HELD, LEAST, NAMED, SIDES, SILENT, Reading, model
from lib.guidance.told_numbers import told_numbers
from lib.text.meanings import Vector
from lib.text.numbers import tells_of_none
from lib.text.spelling import squeeze
from lib.text.stance import grants, holds_denial, owns_up

_MOST_QUOTES = 3
"""Stretches of one text that one factor is shown with."""
# How a clause ends that is the name of what follows, and states nothing.
_HEADING = re.compile(r"(?:이유|요지|결과|내용|개요|사항|경위)(?:의)?$")
_SHORTEST_REASON = 6
"""Characters of a clause of a refusal that says something."""
_SUPPOSED = re.compile("(?:만약|만일|가령|설령)|.*(?:더라면|[었았했였]다면|[었았했였]으면)\\W*$")
_SHORTEST_POINT = 8
"""Characters without white space of a clause that tells a point by itself."""
_SEEMS = {"for": 0.7, "against": misleading.MISLEADING}
"""How likely a clause has to mislead for a circumstance of a side only to seem told in it."""
_DIGIT = re.compile(r"\d")

Span = tuple[int, int]


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


Misleads = Callable[[str, Sequence[Span]], Sequence[float]]
"""How likely each of some clauses of a text misleads."""
# A clause, the factors met in it with their places, and what it tells.
_Read = tuple[Span, list[tuple[Factor, Span]], Reading]


class FactorReading:
    """One of the two texts of a case, read.

    The account itself begins at `told_from`; before it stand names, as `of_case` holds those of the illness. `known` is
    what `marks_of` the case and the text gives.
    """

    def __init__(
        self,
        text: str,
        told_from: int = 0,
        of_case: str = "",
        known: Collection[str] = (),
        misleads: Misleads | None = None,
        beside_weights: Vector | None = None,
    ) -> None:
        self.phrases = read_for_phrases(text)
        self.numbers = told_numbers(text)
        self._told_from = told_from
        self._quoted: list[Span] = []
        self._told_read: list[_Read] = []
        self._sides: dict[int, dict[str, float]] = {}
        self._regions, self._body_sides = regions_of(of_case), _sides(of_case)
        self._known = known
        self._misleads = misleads or misleading.model().odds
        self._beside_weights = beside_weights

    def told(
        self, those: Sequence[Factor], weighed: bool, unnamed: Mapping[Side, Factor]
    ) -> dict[Factor, list[Span]]:
        """Where each of the factors is told.

        With `weighed`, by what the clauses most likely tell: one of those, or what takes the points of a side that none
        of them names.
        """
        if not weighed:
            told = self._met(those)
        elif "story" in self._known:
            told = self._sure(self.seeming(those, unnamed))
        else:
            told = self.seeming(those, unnamed)
        self._quoted = [span for spans in told.values() for span in spans]
        return told

    def rest(self, factor: Factor) -> list[Span]:
        """The clauses in which nothing is told, without those that help neither side: a heading, the result."""
        return [
            (start, end)
            for start, end in self.phrases.clauses(factor.pattern)
            if end - start >= _SHORTEST_REASON
            and self._sides.get(start, {}).get(factor.side, 1.0) >= SILENT
            and not self._is_quoted(start, end)
            and not _HEADING.search(self.phrases.text[start:end])
            and not grants(self.phrases.text[start:end])
        ]

    def met(self, factor: Factor) -> list[Span]:
        """Where phrases, patterns or numbers of a factor stand, the longest first."""
        spans = [
            (each.start, each.end) for number in factor.numbers for each in number.of_those(self.numbers)
        ]
        found = self.phrases.find_all(factor.any_, factor.pattern, factor.unless, factor.not_as, spans=spans)
        told = (
            span
            for span in found
            if not self._is_claimed(factor, *span) and not self._is_of_nothing(factor, *span)
        )
        return [span for span in islice(told, _MOST_QUOTES) if self._is_of_the_part(factor, *span)]

    # True where something against the person is only said by those on the other side, or passed on to be refuted.
    def _is_claimed(self, factor: Factor, start: int, end: int) -> bool:
        if factor.side != "against" or factor.whose != "own":
            return False
        is_refuted = "story" in self._known and self.phrases.is_alleged(start, end)
        return is_refuted or self.phrases.teller(start, end) == "party"

    # True where an amount of nothing is told of it, or it is denied only of what somebody else spoke of.
    def _is_of_nothing(self, factor: Factor, start: int, end: int) -> bool:
        words = self.phrases.text[start : self.phrases.clause_end(start, end)]
        if factor.side in SIDES and not factor.numbers and tells_of_none(words):
            return factor.id not in model().may_deny
        return factor.side == "against" and self.phrases.denies_a_claim(start, start + len(words))

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

    # What of a story seems to be told is sure.
    def _sure(self, told: Mapping[Factor, list[Span]]) -> dict[Factor, list[Span]]:
        points, clauses = self.points(told)
        unsure = {
            (point.id, point.start)
            for point, is_sure in zip(points, sure_of(points, clauses), strict=True)
            if not is_sure
        }
        kept = {
            factor: [
                span
                for span in spans
                # The part of the body, and that something was taken back, decide by themselves.
                if factor.same_part or factor.needs or (factor.id, span[0]) not in unsure
            ]
            for factor, spans in told.items()
        }
        return {factor: spans for factor, spans in kept.items() if spans}

    def points(self, told: Mapping[Factor, list[Span]]) -> tuple[list[Point], list[Clause]]:
        """What seems to speak for either side, and the clauses it stands in, as they are weighed together."""
        read = self._told_read
        clauses = [
            Clause(
                *span,
                each.sides,
                each.side_signs,
                self.alone(span, each).misleads,
                owns_up(self.phrases.text[slice(*span)]),
            )
            for span, _, each in read
        ]
        points = []
        for factor, spans in told.items():
            for start, end in spans if factor.side in SIDES and clauses else ():
                among = [at for at, each in enumerate(clauses) if each.start < end and start < each.end]
                first, last = (among[0], among[-1]) if among else (0, 0)
                points.append(
                    Point(
                        id=factor.id,
                        start=start,
                        words=self.phrases.unbroken(start, end),
                        side=factor.side,
                        first=first,
                        last=last,
                        is_met=any(each.id == factor.id for each, _ in read[last][1]),
                        odds=read[last][2].odds.get(factor.id),
                        traits=self._traits(factor, start, end),
                    )
                )
        return points, clauses

    # What is known of a circumstance and of who says it.
    def _traits(self, factor: Factor, start: int, end: int) -> tuple[bool, ...]:
        teller = self.phrases.teller(start, end)
        return (
            factor.rest,
            factor.whose == "any",
            factor.whose in ("others", "told"),
            factor.same_part,
            bool(factor.numbers),
            bool(factor.needs),
            self.phrases.is_alleged(start, end),
            teller == "agency",
            teller == "party",
            self.phrases.tells_of_another(start, end),
        )

    def seeming(self, those: Sequence[Factor], unnamed: Mapping[Side, Factor]) -> dict[Factor, list[Span]]:
        """Where each of the factors seems to be told, be it sure or not."""
        return self._weighed(self._met(those), {factor.id: factor for factor in those}, unnamed)

    def _met(self, those: Sequence[Factor]) -> dict[Factor, list[Span]]:
        return {factor: spans for factor in those if (spans := self.met(factor))}

    # What was met, less what its clause hardly tells; and of a clause in which nothing is left, what it likely tells.
    # Where it surely helps a side and no circumstance of that side is likely, it goes to what takes the rest of it.
    def _weighed(
        self, met: Mapping[Factor, list[Span]], among: Mapping[str, Factor], unnamed: Mapping[Side, Factor]
    ) -> dict[Factor, list[Span]]:
        told = {factor: list(spans) for factor, spans in met.items()}
        self._told_read = self._read(met, among)
        for (start, end), here, reading in self._told_read:
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

    # As `read_alone`; whom a clause of a story helps is told beside the others.
    def _read(self, met: Mapping[Factor, list[Span]], among: Mapping[str, Factor]) -> list[_Read]:
        read = self.read_alone(met, among)
        if "story" not in self._known:
            return read
        readings = [reading for _, _, reading in read]
        alone = [self.alone(span, each) for span, _, each in read]
        told = beside.told_beside(readings, alone, self._beside_weights)
        return [(span, here, reading) for (span, here, _), reading in zip(read, told, strict=True)]

    def read_alone(self, met: Mapping[Factor, list[Span]], among: Mapping[str, Factor]) -> list[_Read]:
        """Each clause of the account, what was met in it, and what it tells by itself."""
        side_of = {id_: factor.side for id_, factor in among.items()}
        read = []
        for start, end in self._statements():
            here = [
                (factor, span) for factor, spans in met.items() for span in spans if start <= span[0] < end
            ]
            clause, ids = self.phrases.text[start:end], {factor.id for factor, _ in here}
            read.append(((start, end), here, model().read(clause, ids, self._known, side_of)))
        return read

    def alone(self, span: Span, reading: Reading) -> beside.Alone:
        """What a clause of the account says by itself."""
        start, end = span
        likely = (odds for (first, last), odds in self._likely_misleading if first < end and start < last)
        return beside.Alone(
            self.phrases.text[start:end],
            reading.side_signs,
            max(likely, default=0.0),
            self.phrases.tells_of_another(start, end),
        )

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
        here = (odds for (first, last), odds in self._likely_misleading if first < end and start < last)
        return max(here, default=0.0) >= _SEEMS[factor.side]

    # How likely each clause of a story misleads.
    @cached_property
    def _likely_misleading(self) -> list[tuple[Span, float]]:
        if "story" not in self._known:
            return []
        clauses = [each for each in self.phrases.clauses() if each[0] >= self._told_from]
        odds = self._misleads(self.phrases.text, clauses)
        return list(zip(clauses, odds, strict=True))

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
            if not reading.may_help(side, beside.SURE[side]) or not self._may_tell(rest, start, end):
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
            if statements and only_ends(text[first:last], text[last:start], text[start:end]):
                statements[-1] = (first, end)
            else:
                statements.append((start, end))
        return statements

    # True where a clause may tell a factor of which no phrase is met in it.
    def _may_tell(self, factor: Factor, start: int, end: int) -> bool:
        clause = self.phrases.text[start:end]
        if _SUPPOSED.match(clause):
            return False
        if factor.weighed and len(squeeze(clause)) < _SHORTEST_POINT:
            return False
        is_denied = holds_denial(clause) or tells_of_none(clause)
        if is_denied and not factor.weighed and factor.id not in model().may_deny:
            return False
        if self.phrases.holds_beside(factor.unless, start, end):
            return False
        if not self._is_of_the_part(factor, start, end) or self._is_claimed(factor, start, end):
            return False
        if factor.needs and not factor.needs.search(squeeze(clause)):
            return False
        is_harm = factor.side == "against" and HARMED.search(clause)
        if is_harm and self.phrases.tells_of_another(start, end):
            return False
        if factor.side == "against" and (
            tells_no_protection(clause) or self.phrases.denies_a_claim(start, end)
        ):
            return False
        if factor.numbers and _DIGIT.search(clause):
            return False
        # A phrase of it that stands there was read, and put aside: it is denied, or somebody else's.
        is_put_aside = self.phrases.stands_in(start, end, factor.any_, factor.pattern)
        return not is_put_aside and not self.phrases.is_put_as(factor.not_as, start, end)

    def _is_quoted(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._quoted)


# Whether a clause is as likely to tell a factor, and does not rather help the other side. A factor of the body goes by
# its part alone.
def _is_likely(reading: Reading, factor: Factor, least: float) -> bool:
    if reading.odds.get(factor.id, 1.0) < least:
        return False
    return factor.same_part or reading.may_help(factor.side)
