"""Whether a stretch of a text is affirmed, denied, somebody else's, asked or wished for, or uncertain.

One engine in the shape of ConText (Harkema and others, J. Biomed. Inform. 42 (2009) 839-851): a
cue before or behind a phrase speaks of it unless something between them ends its reach. The rules
are data (`data/stance.yaml`); everything that asks how a writer puts a thing asks here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Literal

from lib.text.once import once
from lib.text.persons import FARTHEST, People, Persons
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped


class Stance(StrEnum):
    """How the writer puts a thing.

    `OTHERS`: it is so, but of somebody else, the other driver, a colleague, a customer. `ASKED`: asked,
    wished for or supposed.
    """

    AFFIRMED = "affirmed"
    DENIED = "denied"
    OTHERS = "others"
    ASKED = "asked"
    UNCERTAIN = "uncertain"


Teller = Literal["agency", "party"]
"""Who says something that the writer passes on: who refused, or the company or another on the other side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The stance of a phrase; `is_reported` where a denial is passed on from others (`난청이 아니래요`).

    `is_denied` where what is said of somebody else is denied of them: `부모님은 음주 사실이 없다`.
    """

    stance: Stance
    is_reported: bool = False
    is_denied: bool = False

    def is_one_of(self, stances: Collection[Stance]) -> bool:
        """Whether it is put in one of the stances, were it of somebody else."""
        return self.stance in stances or (self.is_denied and Stance.DENIED in stances)


# Characters behind the end of a clause that may tell that it is none.
_LOOK_AHEAD = 6
# Characters by which a cue that begins within a clause may go on past its end.
_LONGEST_CUE = 24


# One rule of the file: what its cues say, and how far they reach.
class _Rule:
    def __init__(self, raw: Any, ends: dict[str, list[str]]) -> None:
        self.stance = Stance(raw["stance"])
        self.words = raw["words"]
        self.turns_denials = raw.get("doubled", False) or self.stance is not Stance.DENIED
        self.ends = _pattern([end for name in ("clause", *raw["ends"]) for end in ends[name]])

    # True where `text[start:end]`, between a phrase and a cue, keeps neither from the other.
    def reaches(self, text: str, start: int, end: int) -> bool:
        between = text[start:end]
        if len(between.split()) > self.words + (not between[:1].isspace()):
            return False
        ended = self.ends.search(text, start, end + _LOOK_AHEAD)
        return not ended or ended.end() > end


# The rules, the cues on either side of a phrase by the names of their rules, and patterns of its own.
class _Rules:
    def __init__(self, raw: Any) -> None:
        sides: dict[str, list[str]] = {"after": [f"(?P<pseudo>{'|'.join(raw['pseudo'])})"], "before": []}
        self.rules = {}
        for number, rule in enumerate(raw["rules"]):
            self.rules[f"rule{number}"] = _Rule(rule, raw["ends"])
            sides[rule["side"]].append(f"(?P<rule{number}>{'|'.join(rule['any'])})")
        self.after, self.before = _pattern(sides["after"]), _pattern(sides["before"])
        self.clause_end = _pattern(raw["ends"]["clause"])
        self.phrase = {name: _pattern(alternatives) for name, alternatives in raw["phrase"].items()}
        self.people = People(raw["people"], _pattern)


_ENDING_IN_L = "".join(chr(code) for code in range(ord("가") + 8, ord("힣") + 1, 28))


# The alternatives as one pattern; a space stands for white space or none, {ㄹ} for a syllable that ends in ㄹ.
def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives).replace(" ", r"\s*").replace("{ㄹ}", f"[{_ENDING_IN_L}]"))


@lru_cache(maxsize=1)
def _shipped() -> _Rules:
    return _Rules(read_shipped("stance.yaml"))


def holds_denial(words: str) -> bool:
    """True where a denial stands in the words, whatever it is of: `인과관계가 없다`, `해당하지 않는`."""
    return bool(_shipped().phrase["own_denial"].search(words))


def denials(words: str) -> int:
    """How many times the words deny: once in `인정하기 어렵다`, twice in `없다고 볼 수 없다`, which affirms."""
    patterns = _shipped().phrase
    return len(patterns["own_denial"].findall(words)) + len(patterns["refused"].findall(words))


def grants(clause: str) -> bool:
    """True where a clause says that something is so only to turn from it: `기준을 충족하나`, or disputes nothing."""
    patterns = _shipped().phrase
    if patterns["undisputed"].search(clause) or patterns["admitting"].search(clause):
        return True
    return bool(patterns["granting"].search(clause)) and not denials(clause)


def turns(sentence: str) -> bool:
    """True where a sentence turns from what was said before it: `그러나 …`."""
    return bool(_shipped().phrase["turning"].match(sentence))


def concludes(sentence: str) -> bool:
    """True where a sentence only draws a conclusion from those before it: `따라서 …`."""
    return bool(_shipped().phrase["concluding"].match(sentence))


def recites(clause: str) -> bool:
    """True where a clause passes on what a party claims only to turn from it: `… 없었다고 주장하나`."""
    return bool(_shipped().phrase["reciting"].search(clause))


def only_recites(sentence: str) -> bool:
    """True where a sentence does no more than pass on a claim, or a view that was not followed."""
    return begins_with_party(sentence) and bool(_shipped().phrase["recited"].search(sentence))


def announces(sentence: str) -> bool:
    """True where a sentence only lets know: `… 길이 있음을 알려 드립니다`."""
    return bool(_shipped().phrase["announcing"].search(sentence)) and not denials(sentence)


def begins_with_party(clause: str) -> bool:
    """True where a clause begins with whoever claims: `청구인은 …`."""
    return bool(_shipped().phrase["party"].match(clause))


def ends_granted(sentence: str) -> bool:
    """True where a sentence ends in finding that something is so: `… 점은 인정했다`."""
    return any(_shipped().phrase[name].search(sentence) for name in ("granted", "undisputed"))


def names_speaker(sentence: str) -> bool:
    """True where a sentence names somebody who says a thing: the company, a doctor, a colleague."""
    return any(_shipped().phrase[name].search(sentence) for name in ("claimant", "speaker"))


def owns_up(clause: str) -> bool:
    """True where who tells something says that it is so, mostly to their cost: `늦게 간 것은 맞습니다`, `줄긴 했고`."""
    return bool(_shipped().phrase["owning"].search(clause))


def passes_on(words: str) -> bool:
    """True where words pass on what somebody said, with 고 or without: `나이 탓이래요`, `산재가 아니다 했습니다`."""
    patterns = _shipped().phrase
    return bool(patterns["passing_on"].search(patterns["alternating"].sub(" ", words)))


@once
def read_stances(text: str) -> "StanceReader":
    """The one reader of a text."""
    return StanceReader(text)


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

    # The sentence as far as its words can bear on the place: one that never ends would be read anew at each place.
    def _within_reach(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.sentence(start, end)
        return max(first, start - FARTHEST), min(last, end + FARTHEST)

    def clause_end(self, start: int, end: int) -> int:
        """Where the clause ends that `text[start:end]` stands in, or its sentence; not before `end`."""
        last = self.sentence(start, end)[1]
        ended = _shipped().clause_end.search(self.text, end, last)
        return ended.end() if ended else last

    @cached_property
    def _held(self) -> dict[tuple[int, int], Reading]:
        return {}

    def read(self, start: int, end: int) -> Reading:
        """The stance of `text[start:end]`."""
        if (start, end) not in self._held:
            self._held[start, end] = self._read(start, end)
        return self._held[start, end]

    def _read(self, start: int, end: int) -> Reading:
        text, (first, last), shipped = self.text, self._within_reach(start, end), _shipped()
        phrase, patterns = text[start:end], shipped.phrase
        completed = patterns["completed"].match(text, end, last) if phrase.endswith("지") else None
        if completed is None and patterns["only_completed"].search(phrase):
            return Reading(Stance.DENIED)
        is_denial = bool(completed or patterns["own_denial"].search(phrase))
        if passed := completed or patterns["listed"].match(text, end, last):
            end = passed.end()

        def rule_of(cue: re.Match[str], after: int, before: int) -> _Rule | None:
            rule = shipped.rules.get(cue.lastgroup or "")
            fits = rule and (rule.turns_denials or not is_denial) and rule.reaches(text, after, before)
            return rule if fits else None

        reading = Reading(Stance.AFFIRMED)
        clause = shipped.clause_end.search(text, end, last)
        reach = min(last, clause.end() + _LONGEST_CUE) if clause else last
        for cue in shipped.after.finditer(text, end, reach):
            if rule := rule_of(cue, end, cue.start()):
                reported = rule.stance is Stance.DENIED and self._is_reported(first, cue.start())
                reading = Reading(rule.stance, reported)
                break
        if reading.is_reported or reading.stance not in (Stance.AFFIRMED, Stance.DENIED):
            return reading
        taken_back = any(patterns["taken_back"].match(text, place, last) for place in (start, end))
        if taken_back or self._is_refuted(start, end):
            return Reading(Stance.DENIED)
        for cue in reversed(list(shipped.before.finditer(text, first, start))):
            if rule := rule_of(cue, cue.end(), start):
                reading = Reading(rule.stance)
                break
        if reading.stance is Stance.ASKED or not self._persons.is_of_another(start, end):
            return reading
        return Reading(Stance.OTHERS, is_denied=reading.stance is Stance.DENIED)

    @property
    def is_of_the_writer(self) -> bool:
        """True where the case is the writer's own, as far as the text tells; a relative's else."""
        return self._persons.is_of_the_writer

    @property
    def kin_of_the_case(self) -> str:
        """How the text calls the relative whose case it is; empty where it is the writer's own, or a stranger's."""
        return self._persons.kin_of_the_case

    def is_left_open(self, start: int, end: int) -> bool:
        """True where `text[start:end]` is, or holds, a question to which the writer knows no answer: `…길이었는지는 모릅니다`."""
        last = min(self.sentence(start, end)[1], end + 2 * _LONGEST_CUE)
        asked = _shipped().phrase["open_question"].search(self.text, start, last)
        return bool(asked and asked.start() <= end)

    def is_withheld(self, end: int) -> bool:
        """True where what is named up to `end` is said to exist, but refused, deleted or not found."""
        return bool(_shipped().phrase["withheld"].match(self.text, end, self.sentence(end, end)[1]))

    def teller(self, start: int, end: int) -> Teller | None:
        """Who only says so, the agency or another party; None where the writer tells it.

        `회사는 제가 과속했다고 합니다`, `빚이 있다는 소문`.
        """
        text, (first, last), patterns = self.text, self._within_reach(start, end), _shipped().phrase
        reach = min(last, end + _LONGEST_CUE)
        if any(patterns[name].search(text, start, reach) for name in ("told_behind", "hearsay")):
            return "party"
        told = patterns["telling"].search(text, start, reach)
        if not told:
            return None
        begun = max(
            (each.end() for each in _shipped().clause_end.finditer(text, first, start)), default=first
        )
        if patterns["agency"].search(text, begun, told.start()):
            return "agency"
        if patterns["expert"].search(text, begun, told.start()):
            return None
        return "party" if patterns["teller"].search(text, begun, told.start()) else None

    def is_alleged(self, start: int, end: int) -> bool:
        """True where `text[start:end]` is passed on only to be refuted: `사업자가 있다고 서류에 적혔는데, 그건 …`.

        What an expert or a court says is a finding, whatever is said of it.
        """
        text, (first, last), shipped = self.text, self._within_reach(start, end), _shipped()
        reach = min(last, self.clause_end(start, end) + _LONGEST_CUE)
        alleging = shipped.phrase["alleging"].search(text, start, reach)
        if not alleging or (
            alleging.start() >= end and shipped.clause_end.search(text, end, alleging.start())
        ):
            return False
        if shipped.phrase["expert"].search(text, first, alleging.end()):
            return False
        return bool(shipped.phrase["rebutting"].search(text, alleging.end(), last))

    # True where the phrase is what the company or another says of the writer, who says otherwise.
    def _is_refuted(self, start: int, end: int) -> bool:
        text, (first, last), patterns = self.text, self._within_reach(start, end), _shipped().phrase
        if not patterns["claimant"].search(text, first, start):
            return False
        if patterns["falsely"].match(text, end, last):
            return True
        claimed = patterns["claimed"].match(text, end, last)
        return bool(claimed and patterns["refuted"].search(text, claimed.end(), self.sentence(last, last)[1]))

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self.text, _shipped().people, _shipped().clause_end, self.sentence)

    # True where the denial whose cue begins there, in a sentence from `first` on, is somebody else's.
    def _is_reported(self, first: int, cue: int) -> bool:
        patterns = _shipped().phrase
        own = patterns["quoted"].match(self.text, cue) and patterns["self"].search(self.text, first, cue)
        return bool(patterns["reported"].match(self.text, cue)) and not own
