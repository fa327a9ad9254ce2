"""Which circumstances in a person's own story usually weigh for the claimant, which against, and which neither way.

Nothing is predicted here and nothing is guessed: a factor is named only where the story or the
agency's reason holds the words for it, and each rests on an article of law or on rulings shown.
"""

from dataclasses import dataclass
from typing import get_args

from lib.domain.intake import Case
from lib.guidance import beside
from lib.guidance.entries import Text
from lib.guidance.factor_entries import Factor, Side, Source, factors
from lib.guidance.factor_reading import FactorReading, Misleads, Span
from lib.guidance.legal_basis import Basis
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.sure import Clause, Point
from lib.guidance.told_circumstances import marks_of
from lib.text.meanings import Vector
from lib.text.once import once

MOST_PER_SIDE = 8
"""More than these on one side is a wall of text on a phone."""


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


def met_by_phrases(text: str) -> list[str]:
    """The circumstances whose phrases, patterns or numbers stand in a text as told, whatever the dispute."""
    told = FactorReading(text).told([factor for factor in factors() if not factor.rest], False, {})
    return [factor.id for factor in told]


def alone_in(story: str, case: Case, misleads: Misleads) -> list[tuple[Span, beside.Alone]]:
    """Where the clauses of a story stand, and what each says by itself; for who learns what they say together."""
    reading = FactorReading(story, known=marks_of(case, "story"), misleads=misleads)
    those = [
        factor
        for factor in factors()
        if not factor.rest and "story" in factor.sources and factor.scope.fits(case)
    ]
    met = {factor: spans for factor in those if (spans := reading.met(factor))}
    read = reading.read_alone(met, {factor.id: factor for factor in those})
    return [(span, reading.alone(span, each)) for span, _, each in read]


def points_in(
    story: str, case: Case, misleads: Misleads, beside_weights: Vector
) -> tuple[list[Point], list[Clause]]:
    """What seems to be a point in a story, sure or not, and its clauses; for who learns which of them are right."""
    reading = FactorReading(
        story, known=marks_of(case, "story"), misleads=misleads, beside_weights=beside_weights
    )
    those, _, unnamed = _named_and_not(_fitting(read_for_phrases(story), (case,)), "story")
    return reading.points(reading.seeming(those, unnamed))


# The circumstances that may be told in a text of such cases.
def _fitting(whole: PhraseReader, cases: tuple[Case, ...]) -> list[Factor]:
    return [
        factor
        for factor in factors()
        if any(map(factor.scope.fits, cases))
        and (not factor.where or whole.holds(factor.where))
        and not (factor.not_where and whole.holds(factor.not_where))
    ]


# Those that have a name and may stand in one of the texts, those that take the rest of it, and of these what takes
# the points of a side that have no name.
def _named_and_not(
    fitting: list[Factor], source: Source
) -> tuple[list[Factor], list[Factor], dict[Side, Factor]]:
    those = [factor for factor in fitting if not factor.rest and source in factor.sources]
    rests = [factor for factor in fitting if factor.rest and source in factor.sources]
    return those, rests, {factor.side: factor for factor in rests if factor.weighed}


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
    readings: dict[Source, FactorReading] = {
        "story": FactorReading(story, told_from or 0, names, marks_of(case, "story")),
        "denial": FactorReading(denial, 0, names, marks_of(case, "denial")),
    }
    whole = read_for_phrases(f"{story}\n{denial}")
    fitting = _fitting(whole, (case, *further))
    # What is told to some is told to them alone.
    said = {
        factor: factor.among.says if factor.among and whole.holds(factor.among.where) else factor.says
        for factor in fitting
    }
    shown: dict[Factor, list[FactorFound]] = {}
    for source, reading in readings.items():
        those, rests, unnamed = _named_and_not(fitting, source)
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
