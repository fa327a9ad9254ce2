"""What happened on each day that a story names, and what became of the claim: weighed, not listed.

The rules of `told_events` read a day by the verb of its own clause. People also tell it a sentence before, without
any verb, or in words that no list foresees. So what stands around each day (`told_letters.day_signs`), with what the
rules read of it, has a weight for each `Role`; what the whole story says has one for each `Claim`. The weights
(`data/told_days.npz`) are learnt by `training/told_days.py` from stories written for it. A likelihood lies between
0 and 1; whoever asks says from which on it counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.domain.taxonomy import Stage
from lib.domain.told_letters import (
    SAME_LETTER,
    Telling,
    day_signs,
    may_be_a_letter,
    place_of,
    shrunk,
    signs_of_all_days,
    weights_of_days,
)
from lib.text.days import Day
from lib.text.odds import likelihoods
from lib.text.shipped import lines, read_shipped


class Role(StrEnum):
    """What happened on a day."""

    RECEIVED = "received"
    RECEIVED_BEFORE = "received_before"
    APPROVED = "approved"
    WRITTEN = "written"
    TOLD_BY_PHONE = "told_by_phone"
    E_NOTICE = "e_notice"
    RECORD = "record"
    HURT = "hurt"
    DIED = "died"
    HEALED = "healed"
    OFF = "off"
    TREATED = "treated"
    NURSED = "nursed"
    DIAGNOSED = "diagnosed"
    CLAIMED = "claimed"
    WORKED = "worked"
    OTHER = "other"


class Claim(StrEnum):
    """What became of the claim that a story asks about."""

    REFUSED = "refused"
    PENDING = "pending"
    NEVER = "never"
    GRANTED = "granted"
    OTHER = "other"


_WORD = 0.35
"""What a word next to a day counts beside the runs around it."""

_MOST = 2.0
"""How much the weight of `told_letters` counts at most."""

SURE, REFUSED, NOTHING, TOGETHER, UNLIKELY = 0.65, 0.8, 0.6, 0.75, 0.15
"""From which likelihood on a day has its role, a story tells of a refusal, or of nothing to contest (one way, or one of
the ways together); and below which a day is none of a letter.

With a writer held out, from .65 on some 118 days of letters more are right of 747 and 8 more too late; of 754 stories
of a refusal none is lost at .6.
"""
_OF_A_CLAIM = re.compile(r"신청|청구|접수|승인|넣었|넣은|안\s?넣|냈|급여")

ROLES, CLAIMS = tuple(Role), tuple(Claim)
"""The roles and claims in the order of their weights."""


def role_signs(telling: Telling, stage: Stage) -> Iterator[tuple[Day, dict[str, float]]]:
    """Each day of a story with what tells its role, and how much each sign counts.

    To what tells whether a letter came on it, the words next to the day and the last of its sentence are added.
    """
    of_all, came = signs_of_all_days(telling), weights_of_days(telling, stage)
    for day, signs in day_signs(telling, stage):
        weight = max(-_MOST, min(_MOST, came[day.day]))
        beside = {"came": weight, f"came {round(2 * weight)}": _WORD}
        yield day, signs | of_all | dict.fromkeys(_next_words(telling, day), _WORD) | beside


# A word counts by its first syllables too: endings differ, stems do not.
def _next_words(telling: Telling, day: Day) -> Iterator[str]:
    sentence = telling.sentences[place_of(telling, day)]
    before = telling.story[sentence.start : day.start].split()[-2:]
    behind = telling.story[day.end : sentence.end].split()
    ends = {"b": before[-1:], "bb": before, "a": behind[1:2], "aa": behind[:3], "z": behind[-1:]}
    for tag, words in ends.items():
        for word in words:
            plain = word.strip(".,!?()~…\"'")
            yield from (f"{tag}={plain[:length]}" for length in (1, 2, 3) if len(plain) >= length)
    yield f"particle {(behind or [''])[0][:2]}"


@dataclass(frozen=True)
class DayWeights:
    """What each sign weighs: for a day one weight for each role, for a story one for each claim."""

    of_days: Mapping[str, NDArray[Any]]
    day_bias: NDArray[Any]
    of_stories: Mapping[str, NDArray[Any]]
    story_bias: NDArray[Any]

    def roles(self, telling: Telling, stage: Stage) -> list[tuple[Day, NDArray[Any]]]:
        """Each day that the story names up to today, with the likelihood of each role."""
        return [
            (day, likelihoods(_weight(self.of_days, signs, self.day_bias)))
            for day, signs in role_signs(telling, stage)
        ]

    def claim(self, telling: Telling) -> NDArray[Any]:
        """The likelihood of each claim."""
        counts = dict.fromkeys(telling.signs, shrunk(len(telling.signs)))
        return likelihoods(_weight(self.of_stories, counts, self.story_bias))


def _weight(
    weights: Mapping[str, NDArray[Any]], signs: Mapping[str, float], bias: NDArray[Any]
) -> NDArray[Any]:
    known = [(weights[sign], counts) for sign, counts in signs.items() if sign in weights]
    if not known:
        return bias.astype(np.float64)
    rows, counts = zip(*known, strict=True)
    return np.asarray(bias + np.asarray(counts) @ np.asarray(rows))


def read_day_weights(arrays: Mapping[str, Any]) -> DayWeights:
    """The weights from the arrays that ship."""
    of_days, of_stories = (
        dict(
            zip(
                lines(arrays[f"{name}_signs"]),
                arrays[f"{name}_weights"] * arrays[f"{name}_scale"],
                strict=True,
            )
        )
        for name in ("day", "story")
    )
    return DayWeights(of_days, arrays["day_bias"], of_stories, arrays["story_bias"])


@lru_cache(maxsize=1)
def _shipped() -> DayWeights:
    return read_day_weights(read_shipped("told_days.npz"))


@dataclass(frozen=True)
class Roles:
    """What happened on the days of a story, by how likely it is."""

    of_days: Sequence[tuple[Day, Mapping[Role, float]]]

    def day_of(self, *roles: Role, least: float = SURE) -> Day | None:
        """The first day that likely has one of the roles; None where none has, or they lie further apart than a letter's."""
        found = [(day, sum(likely[role] for role in roles)) for day, likely in self.of_days]
        days = [day for day, likely in found if likely >= least]
        if not days or (max(each.day for each in days) - min(each.day for each in days)).days > SAME_LETTER:
            return None
        return min(days, key=lambda each: each.day)

    def likely(self, day: date, role: Role) -> float:
        """How likely something happened on a day, by the words that tell it most plainly."""
        return max((likely[role] for each, likely in self.of_days if each.day == day), default=0.0)

    def is_something_else(self, day: date, role: Role) -> bool:
        """Whether a day likely has another role and hardly that one."""
        others = (self.likely(day, each) for each in ROLES if each is not role)
        return self.likely(day, role) < UNLIKELY and max(others) >= SURE


def weighed_roles(telling: Telling, stage: Stage) -> Roles:
    """What happened on the days that a story names, for a dispute that has come so far."""
    return Roles(
        [
            (day, dict(zip(ROLES, likely.tolist(), strict=True)))
            for day, likely in _shipped().roles(telling, stage)
        ]
    )


def weighed_claim(telling: Telling) -> Mapping[Claim, float]:
    """How likely each is of what may have become of the claim."""
    return dict(zip(CLAIMS, _shipped().claim(telling).tolist(), strict=True))


def contests_nothing(telling: Telling) -> bool:
    """Whether the story plainly tells of no decision that one may contest: nothing claimed, none made yet, or a grant."""
    likely = weighed_claim(telling)
    of_each = [likely[claim] for claim in (Claim.NEVER, Claim.PENDING, Claim.GRANTED)]
    is_likely = max(of_each) >= NOTHING or sum(of_each) >= TOGETHER
    return is_likely and bool(_OF_A_CLAIM.search(telling.story))


def likeliest_letter(telling: Telling, roles: Roles, weighed: Day | None) -> Day | None:
    """The day on which the letter of the last decision came: the one weighed by itself, unless the roles speak against it.

    A day that is told as unsure, lies before the one the letter bears, or by the rules was of a harm, is none.
    """
    if weighed and roles.likely(weighed.day, Role.RECEIVED) >= UNLIKELY:
        return weighed
    if weighed_claim(telling)[Claim.REFUSED] < REFUSED:
        return None
    harmed = {each.day for each in telling.events if each.kind in _HARMS}
    may_be = [
        each for each in roles.of_days if may_be_a_letter(telling, each[0]) and each[0].day not in harmed
    ]
    return Roles(may_be).day_of(Role.RECEIVED)


_HARMS = ("hurt", "died", "healed", "off")
