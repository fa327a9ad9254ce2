"""Which paper a letter is, by all its signs, and the stage that the paper ends."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lib.casework.letter_parts import Parts, shipped
from lib.domain.taxonomy import Stage
from lib.text.citations import instance_of_court
from lib.text.spelling import Squeezed

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
_THIN = 3
"""By how much one kind of paper has to be likelier than another."""
_HEAVY = 2
"""A sign of more weight than this tells the kind by itself."""


@dataclass(frozen=True, slots=True)
class KindRead:
    """One of KINDS, where its first heavy sign stands, and another that is nearly as likely, or nothing."""

    name: str
    start: int
    end: int
    other: str = ""


def kind_of(parts: Parts) -> KindRead | None:
    """Which paper it is; None where the signs are too few."""
    whole = Squeezed(parts.without_notices)
    zones = {
        name: [line for line in lines if not parts.is_notice(line.start)]
        for name, lines in (("head", parts.head), ("tail", parts.tail))
    }

    def place(zone: str, says: re.Pattern[str]) -> tuple[int, int] | None:
        if zone == "any":
            hit = says.search(whole.chars)
            return whole.span(*hit.span()) if hit else None
        return next(((line.start, line.end) for line in zones[zone] if says.search(line.squeezed)), None)

    scores: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    for name, signs in _kinds().items():
        for zone, patterns in signs.items():
            for says, weight in patterns:
                if at := place(zone, says):
                    scores[name] = scores.get(name, 0) + weight
                    if weight > _HEAVY:
                        first.setdefault(name, at)
    if not scores:
        return None
    (best, most), *others = sorted(scores.items(), key=lambda each: -each[1])
    if most < _THIN:
        return None
    start, end = first.get(best, (parts.lines[0].start, parts.lines[0].end))
    is_close = others and most - others[0][1] < _THIN
    return KindRead(best, start, end, others[0][0] if is_close else "")


def stage_of(kind: str, court: str) -> Stage | None:
    """The stage that a paper of a kind ends; `court` gave the judgment, empty where it is not known.

    None of the highest court: nothing follows it.
    """
    if kind != JUDGMENT:
        return _STAGES[kind]
    return _OF_COURTS.get(instance_of_court(court)) if court else Stage.FIRST_INSTANCE


@cache
def _kinds() -> Mapping[str, Mapping[str, Sequence[tuple[re.Pattern[str], float]]]]:
    return {
        raw["kind"]: {
            zone: [(re.compile(sign["says"]), sign["weight"]) for sign in raw.get(zone, ())]
            for zone in ("head", "any", "tail")
        }
        for raw in shipped()["kinds"]
    }
