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


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    words: int
    cues: re.Pattern[str]
    ends: re.Pattern[str] | None
    doubled: bool

    def behind(self, text: str, start: int, end: int) -> int | None:
        """Where the first cue within reach begins in `text[start:end]`, which stands behind a phrase."""
        pieces = text[start:end].split(None, self.words + 1)
        last = end - len(pieces[-1]) if len(pieces) > self.words + 1 else end
        cue = self.cues.search(text, start, end)
        if cue is None or cue.start() > last or (self.ends and self.ends.search(text, start, cue.start())):
            return None
        return cue.start()

    def in_front(self, text: str, start: int, end: int) -> bool:
        """True where a cue within reach stands in `text[start:end]`, which stands before a phrase."""
        pieces = text[start:end].rsplit(None, self.words + 1)
        first = start + len(pieces[0]) if len(pieces) > self.words + 1 else start
        cues = list(self.cues.finditer(text, first, end))
        return bool(cues) and not (self.ends and self.ends.search(text, cues[-1].end(), end))


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """The alternatives as one pattern; a space stands for white space or none."""
    return re.compile("|".join(alternatives).replace(" ", r"\s*"))


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[_Rule, ...], tuple[_Rule, ...], dict[str, re.Pattern[str]]]:
    """The rules that look behind a phrase, those that look before it, and the patterns of the phrase itself."""
    raw = read_shipped("stance.yaml")
    sides: dict[str, list[_Rule]] = {"after": [], "before": []}
    for rule in raw["rules"]:
        ends = [end for name in rule["ends"] for end in raw["ends"][name]]
        sides[rule["side"]].append(
            _Rule(
                Stance(rule["stance"]),
                rule["words"],
                _pattern(*rule["any"]),
                _pattern(*ends) if ends else None,
                rule.get("doubled", False),
            )
        )
    patterns = {name: _pattern(*patterns) for name, patterns in raw["phrase"].items()}
    return tuple(sides["after"]), tuple(sides["before"]), patterns


_SENTENCE_END = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?…\n]")


@dataclass(frozen=True)
class StanceReader:
    """Reads how one text puts the things it speaks of."""

    text: str

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *(end.end() for end in _SENTENCE_END.finditer(self.text)), len(self.text)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the sentence, or sentences, that `text[start:end]` stands in."""
        return self._ends[bisect_right(self._ends, start) - 1], self._ends[bisect_left(self._ends, end)]

    def read(self, start: int, end: int) -> Reading:
        """The stance of `text[start:end]`."""
        text, (first, last) = self.text, self.sentence(start, end)
        after, before, patterns = _rules()
        phrase = text[start:end]
        completed = patterns["stem"].search(phrase) and patterns["completed"].match(text, end, last)
        if completed:
            end = completed.end()
        elif patterns["only_completed"].search(phrase):
            return Reading(Stance.DENIED)
        is_denial = bool(completed or patterns["own_denial"].search(phrase))
        nearest, found = last + 1, None
        for rule in after:
            if not is_denial or rule.doubled or rule.stance is not Stance.DENIED:
                cue = rule.behind(text, end, last)
                if cue is not None and cue < nearest:
                    nearest, found = cue, rule
        if found is not None:
            return Reading(found.stance, found.stance is Stance.DENIED and self._is_reported(first, nearest))
        for rule in before:
            if not (is_denial and rule.stance is Stance.DENIED) and rule.in_front(text, first, start):
                return Reading(rule.stance)
        return Reading(Stance.AFFIRMED)

    def is_withheld(self, end: int) -> bool:
        """True where what is named up to `end` is said to exist, but refused, deleted or not found."""
        return bool(_rules()[2]["withheld"].match(self.text, end, self.sentence(end, end)[1]))

    def _is_reported(self, first: int, cue: int) -> bool:
        """True where the denial whose cue begins there is somebody else's."""
        _, _, patterns = _rules()
        if patterns["hearsay"].match(self.text, cue):
            return True
        return bool(patterns["quoted"].match(self.text, cue)) and not patterns["self"].search(
            self.text, first, cue
        )
