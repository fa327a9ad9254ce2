"""On which day the letter of the last decision came, and how far a dispute has come: weighed, not listed.

People tell it in words that no list foresees: who took the letter in, what it looked like, which one it was. So
every day that a story names is a candidate. The runs of syllables before and behind it, in its sentence, in the
neighbouring ones and in the whole story, how it stands among the other days, and what the rules read of it
(`told_events`) have weights (`data/told_letters.npz`), learnt by `training/told_letters.py` from stories written
for it. The stage is weighed likewise, over the story, the reason of the refusal and what the rules read
(`told_stage`). A day is told only where its weight is plain: a wrong day is far worse than none.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.domain.taxonomy import Stage
from lib.domain.told_events import FOREIGN_LETTER, FOREIGN_SENDER, UNSURE, Event
from lib.domain.told_stage import OF_ANOTHER_SUIT, SOMEONE_ELSE
from lib.text.days import Day, find_days
from lib.text.runs import syllable_runs
from lib.text.sentences import Sentence, sentences
from lib.text.shipped import lines, read_shipped

STAGES = tuple(Stage)
"""The stages in the order of their weights."""

# Syllables before and behind a day that are looked at, near and far.
_NEAR_BEFORE, _NEAR_BEHIND, _BEFORE, _BEHIND = 16, 10, 40, 30
_SIGN = 0.6
"""What a sign beside the words counts, where all runs of a window together have length one."""
_DAYS_AGO = (3, 10, 21, 35, 60, 95, 200)
_APART = (5, 15, 31)
_SHRINKS = 0.35
"""How strongly the length of a story shrinks each of its words."""

# What speaks against a day, as the rules know it: another's letter, another sender, another matter.
_AGAINST = {
    "someone else": SOMEONE_ELSE,
    "another sender": FOREIGN_SENDER,
    "another letter": FOREIGN_LETTER,
    "another suit": OF_ANOTHER_SUIT,
}

LEAST = 0.15
"""The weight from which on a day is told."""
LEAST_OF_KNOWN = 0.0
"""The same where the form tells which day the letter bears."""
RIVAL = 0.0
"""The weight from which on another day may be the letter's, too, where it is not far behind the heaviest."""
BEHIND = 0.5
"""How far it may be behind."""
SAME_LETTER = 31
"""Days within which one letter may come twice, to the family and to oneself, or as a message and on paper: the first counts."""
NO_LETTER, FROM = 0.7, -0.3
"""How much a story that tells of no letter takes from each of its days, beyond the weight it may have for that."""
BY_RULES = 0.7
"""What the rules' stage, where it is beyond the first decision, weighs more."""
UNTOLD = 0.2
"""What `BEFORE_CLAIM` weighs more where neither rules nor form know of a decision."""


@dataclass(frozen=True)
class Telling:
    """A story with what the form and the rules know: the rules' stage and day are None where they read none."""

    story: str
    denial_reason: str
    today: date
    decided_on: date | None
    stage: Stage | None
    received_on: date | None
    events: Sequence[Event]

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days up to today that the story names."""
        return tuple(each for each in find_days(self.story, self.today) if each.day <= self.today)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the story."""
        return tuple(sentences(self.story, story=True))

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs of the story (`story_signs`), which three weights ask for."""
        return frozenset(story_signs(self))

    @cached_property
    def held(self) -> dict[Stage, tuple[tuple[Day, dict[str, float]], ...]]:
        """The signs of its days (`day_signs`) by stage, held as they are asked for."""
        return {}


def story_signs(telling: Telling) -> set[str]:
    """What tells of the stage, and of whether a letter came: runs of the story (`s`) and of the reason (`d`), and what else is known."""
    known = {
        f"rules {telling.stage}",
        f"reason {bool(telling.denial_reason)}",
        f"letter {telling.decided_on is not None}",
    }
    reason = _tagged("d", telling.denial_reason)
    return _tagged("s", telling.story) | reason | known


def shrunk(signs: int) -> float:
    """What each of so many signs of a story counts."""
    return float(max(1, signs) ** -_SHRINKS)


def signs_of_all_days(telling: Telling) -> dict[str, float]:
    """What the whole story tells of each of its days, and how much each sign counts."""
    whole = _tagged("w", telling.story)
    return dict.fromkeys(whole, 1 / math.sqrt(len(whole))) if whole else {}


def day_signs(telling: Telling, stage: Stage) -> Sequence[tuple[Day, dict[str, float]]]:
    """Each day of a story with what tells whether the letter came on it, and how much each sign counts.

    What the whole story tells (`signs_of_all_days`) counts beside that.
    """
    if stage not in telling.held:
        telling.held[stage] = tuple(_day_signs(telling, stage))
    return telling.held[stage]


def _day_signs(telling: Telling, stage: Stage) -> Iterator[tuple[Day, dict[str, float]]]:
    order = sorted({each.day for each in telling.days})
    for number, day in enumerate(telling.days):
        place = place_of(telling, day)
        before, behind = _windows(telling, number, place)
        signs: dict[str, float] = {}
        for runs, weight in (
            (_tagged("b", before[-_NEAR_BEFORE:]), 1.0),
            (_tagged("a", behind[:_NEAR_BEHIND]), 1.0),
            (_tagged("A", behind[:_BEHIND]), 1.0),
            (_tagged("B", before[-_BEFORE:]), 0.7),
            (_around(telling, "s", place), 0.6),
            (_around(telling, "p", place - 1), 0.4),
            (_around(telling, "q", place + 1), 0.4),
        ):
            signs |= dict.fromkeys(runs, weight / math.sqrt(len(runs)) if runs else 0.0)
        beside = {*_of_the_day(telling, day, order), *_of_the_place(telling, number, place, before, behind)}
        yield day, signs | dict.fromkeys({*beside, f"stage {stage}"}, _SIGN)


def place_of(telling: Telling, day: Day) -> int:
    """The number of the sentence that a day stands in."""
    return max(0, bisect_right(telling.sentences, day.start, key=lambda each: each.start) - 1)


# The words of that sentence before and behind the day, up to the next day on either side.
def _windows(telling: Telling, number: int, place: int) -> tuple[str, str]:
    day, sentence = telling.days[number], telling.sentences[place]
    begin = max([sentence.start, *(each.end for each in telling.days[:number][-1:])])
    end = min([sentence.end, *(each.start for each in telling.days[number + 1 :][:1])])
    return telling.story[begin : day.start], telling.story[day.end : max(end, day.end)]


def _of_the_day(telling: Telling, day: Day, order: Sequence[date]) -> Iterator[str]:
    kinds = {each.kind for each in telling.events if each.day == day.day}
    yield from (f"event {kind}" for kind in kinds or {"none"})
    read = telling.received_on
    yield f"rules {'none' if read is None else (read > day.day) - (read < day.day)}"
    yield f"ago {_step((telling.today - day.day).days, _DAYS_AGO)}"
    place = order.index(day.day)
    yield f"later days {min(2, len(order) - 1 - place)}"
    yield f"alone {len(order) == 1}"
    if order[place + 1 :]:
        yield f"next {_step((order[place + 1] - day.day).days, _APART)}"
    if place:
        yield f"last {_step((day.day - order[place - 1]).days, _APART)}"
    if decided := telling.decided_on:
        yield f"letter {-1 if day.day < decided else _step((day.day - decided).days, (0, SAME_LETTER))}"


def _of_the_place(telling: Telling, number: int, place: int, before: str, behind: str) -> Iterator[str]:
    day, sentence = telling.days[number], telling.sentences[place]
    yield f"since {day.since}"
    shapes = {"ago": "전", "week": "요일", "month": "월"}
    yield f"shape {next((name for name, mark in shapes.items() if mark in day.words), 'other')}"
    yield f"first {number == 0}"
    yield f"end {number == len(telling.days) - 1}"
    yield f"sentence {min(place, 3)}"
    yield f"behind a day {len(before) < day.start - sentence.start}"
    yield f"before a day {len(behind) < sentence.end - day.end}"
    yield from (name for name, pattern in _AGAINST.items() if pattern.search(f"{before} {behind}"))


def _step(days: int, steps: Sequence[int]) -> int:
    return next((number for number, step in enumerate(steps) if days <= step), len(steps))


def _tagged(tag: str, words: str) -> set[str]:
    return {tag + run for run in syllable_runs(words)} if words.strip() else set()


def _around(telling: Telling, tag: str, place: int) -> set[str]:
    return _tagged(tag, telling.sentences[place].words) if 0 <= place < len(telling.sentences) else set()


# Without any of these nobody tells of more than the first decision.
_APPEALED = re.compile(
    r"심사|재결|소송|법원|재판|판결|항소|상고|고법|지법|[12]심|이의|불복|한\s?번\s?더|두\s?번\s?[째다]|둘째|또\s|다시|역시|본부(?!장)|노동부|고용부|(?<!판정)(?<!판정\s)위원회|세종|위에"
)
# What would be done if something came about, up to the end of its sentence: 기각되면 소송까지 갈 생각입니다.
_SUPPOSED = re.compile(r"\S+(?:되|하|나|오|지|받으|없으|안\s?주)면(?=[\s,])[^.!?\n]*")


@dataclass(frozen=True)
class Weights:
    """What each sign weighs: for a day one weight, for a story one for each stage and one for no letter at all."""

    of_day: Mapping[str, float]
    day_bias: float
    of_stories: Mapping[str, NDArray[Any]]
    story_bias: NDArray[Any]

    def stage(self, telling: Telling) -> Stage:
        """The stage that weighs most; none before a claim where a letter is known."""
        weights = self.of_story(telling)[:-1]
        if telling.stage not in (None, Stage.DECISION):
            weights[STAGES.index(telling.stage)] += BY_RULES
        if telling.denial_reason or telling.decided_on:
            weights[0] = -np.inf
        elif telling.stage is None:
            weights[0] += UNTOLD
        if not _APPEALED.search(_SUPPOSED.sub("", f"{telling.story}\n{telling.denial_reason}")):
            weights[STAGES.index(Stage.DECISION) + 1 :] = -np.inf
        return STAGES[int(np.argmax(weights))]

    def of_story(self, telling: Telling) -> NDArray[Any]:
        """What a story weighs for each stage, and at last for that no letter has come or its day is not told."""
        signs = telling.signs
        told = [self.of_stories[each] for each in signs if each in self.of_stories]
        return self.story_bias + (np.sum(told, axis=0) * shrunk(len(signs)) if told else 0.0)

    def days(self, telling: Telling, stage: Stage) -> dict[date, float]:
        """The weight of each day that a story names."""
        found: dict[date, float] = {}
        no_letter = max(0.0, float(self.of_story(telling)[-1]) - FROM)
        of_all = self.day_bias + self._weight(signs_of_all_days(telling)) - NO_LETTER * no_letter
        for day, signs in day_signs(telling, stage):
            found[day.day] = max(found.get(day.day, -math.inf), of_all + self._weight(signs))
        return found

    def _weight(self, signs: Mapping[str, float]) -> float:
        return sum(self.of_day.get(sign, 0.0) * counts for sign, counts in signs.items())


def chosen(weights: Mapping[date, float], least: float = LEAST) -> date | None:
    """The day that weighs enough; of several within a month the first, and none where they lie further apart."""
    most = max(weights.values(), default=-math.inf)
    if most < least:
        return None
    likely = [day for day, weight in weights.items() if weight >= max(RIVAL, most - BEHIND)]
    return min(likely) if (max(likely) - min(likely)).days <= SAME_LETTER else None


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    return read_weights(read_shipped("told_letters.npz"))


def read_weights(arrays: Mapping[str, Any]) -> Weights:
    """The weights from the arrays that ship."""
    of_day = dict(
        zip(lines(arrays["day_signs"]), (arrays["day_weights"] * arrays["day_scale"]).tolist(), strict=True)
    )
    of_stories = dict(
        zip(lines(arrays["story_signs"]), arrays["story_weights"] * arrays["story_scale"], strict=True)
    )
    return Weights(of_day, float(arrays["day_bias"]), of_stories, arrays["story_bias"])


def weighed_stage(telling: Telling) -> Stage:
    """How far the dispute has come: `DECISION` where nothing else weighs more."""
    return _shipped().stage(telling)


def weights_of_days(telling: Telling, stage: Stage) -> dict[date, float]:
    """How much speaks for it that the letter of the last decision came, for each day that a story names."""
    return _shipped().days(telling, stage)


def day_of_the_letter(telling: Telling, stage: Stage) -> Day | None:
    """Where the story names the day on which the letter of the last decision came; None where it is not plain."""
    may_be = {each.day: may_be_a_letter(telling, each) for each in telling.days}
    weights = {day: weight for day, weight in weights_of_days(telling, stage).items() if may_be[day]}
    day = chosen(weights, LEAST_OF_KNOWN if telling.decided_on else LEAST)
    return next((each for each in telling.days if each.day == day), None)


def may_be_a_letter(telling: Telling, day: Day) -> bool:
    """Whether a day is told as sure, and is not before the one that the letter bears."""
    is_sure = not UNSURE.search(telling.sentences[place_of(telling, day)].words)
    return is_sure and (telling.decided_on is None or day.day >= telling.decided_on)


def words_around(telling: Telling, day: Day) -> str:
    """The words that tell of a day: itself and what stands around it up to the next days."""
    before, behind = _windows(telling, telling.days.index(day), place_of(telling, day))
    return " ".join(f"{before[-_BEFORE:]}{day.words}{behind[:_BEHIND]}".split()).strip(" ,.(")


def weightiest_sentence(telling: Telling, stage: Stage) -> str:
    """The sentence of the story that speaks most for a stage."""
    of_stories, at = _shipped().of_stories, STAGES.index(stage)

    def weight(sentence: Sentence) -> float:
        signs = _tagged("s", sentence.words)
        return sum(float(of_stories[each][at]) for each in signs if each in of_stories)

    return max((each for each in telling.sentences), key=weight, default=Sentence("", 0, 0, 0)).words
