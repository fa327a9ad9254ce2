"""Whether a stretch of a text is affirmed, denied, somebody else's, asked or wished for, or uncertain.

One engine in the shape of ConText (Harkema and others, J. Biomed. Inform. 42 (2009) 839-851): a
cue before or behind a phrase speaks of it unless something between them ends its reach. The rules
are data (`data/stance.yaml`); everything that asks how a writer puts a thing asks here.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from lib.text.sentences import sentences
from lib.text.shipped import read_shipped


class Stance(StrEnum):
    """How the writer puts a thing."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    OTHERS = "others"
    """It is so, but of somebody else: the other driver, a colleague, a customer."""
    ASKED = "asked"
    """Asked, wished for or supposed."""
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Reading:
    """The stance of a phrase; `is_reported` where a denial is passed on from others (`난청이 아니래요`)."""

    stance: Stance
    is_reported: bool = False


_LOOK_AHEAD = 6
"""Characters behind an ending of a clause that may tell that it is none."""


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    words: int
    ends: re.Pattern[str]
    doubled: bool

    def reaches(self, text: str, start: int, end: int) -> bool:
        """True where `text[start:end]`, between a phrase and a cue, keeps neither from the other."""
        between = text[start:end]
        if len(between.split()) > self.words + (not between[:1].isspace()):
            return False
        # Past the cue's beginning, because an ending may be told only by what follows it.
        ended = self.ends.search(text, start, end + _LOOK_AHEAD)
        return not ended or ended.end() > end


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    """The alternatives as one pattern; a space stands for white space or none."""
    return re.compile("|".join(alternatives).replace(" ", r"\s*"))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules by the names of their groups, the cues on either side, and the patterns of a phrase itself."""

    rules: dict[str, _Rule]
    after: re.Pattern[str]
    before: re.Pattern[str]
    clause_end: re.Pattern[str]
    phrase: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _shipped() -> _Rules:
    raw = read_shipped("stance.yaml")
    rules = {}
    sides: dict[str, list[str]] = {"after": [f"(?P<pseudo>{'|'.join(raw['pseudo'])})"], "before": []}
    for number, rule in enumerate(raw["rules"]):
        ends = [end for name in ("clause", *rule["ends"]) for end in raw["ends"][name]]
        rules[f"rule{number}"] = _Rule(
            Stance(rule["stance"]),
            rule["words"],
            _pattern(ends),
            rule.get("doubled", False),
        )
        sides[rule["side"]].append(f"(?P<rule{number}>{'|'.join(rule['any'])})")
    phrase = {name: _pattern(alternatives) for name, alternatives in raw["phrase"].items()}
    return _Rules(
        rules, _pattern(sides["after"]), _pattern(sides["before"]), _pattern(raw["ends"]["clause"]), phrase
    )


_LONGEST_CUE = 24
"""Characters; a cue that begins within a clause may go on past its end by nearly as many."""


@dataclass(frozen=True)
class StanceReader:
    """Reads how one text puts the things it speaks of."""

    text: str

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *(sentence.end for sentence in sentences(self.text, story=True)), len(self.text)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the sentence, or sentences, that `text[start:end]` stands in."""
        return self._ends[bisect_right(self._ends, start) - 1], self._ends[bisect_left(self._ends, end)]

    def read(self, start: int, end: int) -> Reading:
        """The stance of `text[start:end]`."""
        text, (first, last), shipped = self.text, self.sentence(start, end), _shipped()
        phrase = text[start:end]
        completed = shipped.phrase["stem"].search(phrase) and shipped.phrase["completed"].match(
            text, end, last
        )
        if completed:
            end = completed.end()
        elif shipped.phrase["only_completed"].search(phrase):
            return Reading(Stance.DENIED)
        elif listed := shipped.phrase["listed"].match(text, end, last):
            end = listed.end()
        is_denial = bool(completed or shipped.phrase["own_denial"].search(phrase))

        def speaks_of_it(cue: re.Match[str], after: int, before: int) -> bool:
            rule = shipped.rules.get(cue.lastgroup or "")
            if rule is None or (is_denial and rule.stance is Stance.DENIED and not rule.doubled):
                return False
            return rule.reaches(text, after, before)

        reading = Reading(Stance.AFFIRMED)
        clause = shipped.clause_end.search(text, end, last)
        for cue in shipped.after.finditer(
            text, end, min(last, clause.end() + _LONGEST_CUE) if clause else last
        ):
            if speaks_of_it(cue, end, cue.start()):
                stance = shipped.rules[cue.lastgroup or ""].stance
                reading = Reading(stance, stance is Stance.DENIED and self._is_reported(first, cue.start()))
                break
        if reading.is_reported or reading.stance not in (Stance.AFFIRMED, Stance.DENIED):
            return reading
        for cue in reversed(list(shipped.before.finditer(text, first, start))):
            if speaks_of_it(cue, cue.end(), start):
                return Reading(shipped.rules[cue.lastgroup or ""].stance)
        return reading

    def is_withheld(self, end: int) -> bool:
        """True where what is named up to `end` is said to exist, but refused, deleted or not found."""
        return bool(_shipped().phrase["withheld"].match(self.text, end, self.sentence(end, end)[1]))

    def _is_reported(self, first: int, cue: int) -> bool:
        """True where the denial whose cue begins there is somebody else's."""
        patterns = _shipped().phrase
        if patterns["hearsay"].match(self.text, cue):
            return True
        return bool(patterns["quoted"].match(self.text, cue)) and not patterns["self"].search(
            self.text, first, cue
        )
