"""Of whom a stretch of a text speaks: of the one the case is about, or of somebody else.

Korean leaves the subject out where it is the one the talk is about, so nobody named near a phrase means the person
of the case. Somebody else is found by whom the clause names: as its subject or topic before the phrase, with a
particle or without one (`친구 당뇨 있어요`), as the topic of the clauses it is joined to by and, or behind the phrase
where that is the topic (`축구는 제 동생이 합니다`). The words are data (`people` in `data/stance.yaml`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lib.text.sentences import is_sentence

# Words between a subject and what is said of it, and fewer where it has no particle.
_REACH, _BARE_REACH = 8, 2
# Words between a thing and the subject behind it that has or does it.
_BEHIND = 5
FARTHEST = 400
"""Characters around a phrase that may bear on it, be it by whom they name: some sentences never end."""
# Characters in which a person is said to have come to harm.
_HARMED_IN = 40
# Points for the first that is named, the one that the text says it is about, a death (harm makes one), and off for
# a relative at one remove.
_OPENING, _ABOUT, _DEATH, _DISTANT = 2, 3, 2, 2
# Characters before the first that is named.
_LONGEST_OPENING = 12
_SELF = "self"
_LISTS = ("kin", "marks", "plural")
# Letters with which an alternative may begin: at its start, behind what may be left out, and all of a class.
_FIRST = re.compile(r"(?:(?<=[|(>:])|(?<=[?] )|(?<=[?])|(?<=x20[?]))[가-힣故]|\[[가-힣A-Z○-]+\]")


class People:
    """The patterns of `people`; `compiled` makes one of alternatives."""

    def __init__(self, raw: Any, compiled: Callable[[list[str]], re.Pattern[str]]) -> None:
        relatives = [*raw["kin"]["near"], *raw["kin"]["distant"]]
        kinds = {f"kin{number}": names for number, names in enumerate(relatives)}
        self.distant = {f"kin{number}" for number in range(len(raw["kin"]["near"]), len(relatives))}
        kinds |= {
            name: "|".join(raw[name])
            for name in ("own", "others", "another", "named", "superior", "office", "he")
        }
        order = ["own", "another", "others", "named", *(kind for kind in kinds if kind.startswith("kin"))]
        order += ["he", "superior", "office"]
        marks = "|".join(f"(?P<{mark}>{'|'.join(raw['marks'][mark])})" for mark in raw["marks"])
        end = f"{raw['plural']}(?:{marks})"
        named = "|".join(f"(?P<{kind}>{kinds[kind]})" for kind in order)
        # A look at the first letter spares trying all of them at every word.
        begins = "".join({letter for found in _FIRST.findall(named) for letter in found.strip("[]")} - {"-"})
        follows = re.sub(r"[?]P<[a-z]+>", "?:", end)
        self.mention = compiled([rf"(?<![\w○])(?=[A-Z{begins}])(?:{named})(?={follows})"])
        self.mark = compiled([end])
        self.patterns = {
            name: compiled(patterns) for name, patterns in raw.items() if name not in (*_LISTS, *order)
        }


# Whether a person with this particle may be one that something is said of.
def _is_usable(kind: str, words: str, mark: str | None) -> bool:
    if mark == "bare":
        return words in ("제", "난", "혼자", "홀로") or kind not in ("own", "others", "superior", "office")
    return mark != "object" or kind == "own"


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    kind: str
    name: str
    mark: str


@dataclass(frozen=True)
class Persons:
    """The people named in one text; `ends` finds the end of a clause, `sentence` the bounds of a sentence."""

    text: str
    people: People
    clause_end: re.Pattern[str]
    sentence: Callable[[int, int], tuple[int, int]]

    @cached_property
    def _read(self) -> dict[tuple[int, int], list[_Mention]]:
        return {}

    # Who is named from one place up to another; both are bounds of sentences.
    def _named(self, start: int, end: int) -> list[_Mention]:
        if (found := self._read.get((start, end))) is None:
            found = self._read[start, end] = []
            for match in self.people.mention.finditer(self.text, start, end):
                kind = match.lastgroup or ""
                mark = self.people.mark.match(self.text, match.end(), end)
                if mark and _is_usable(kind, match[0], mark.lastgroup):
                    name = kind if kind.startswith("kin") else re.sub(r"\s", "", match[0])
                    found.append(_Mention(match.start(), mark.end(), kind, name, mark.lastgroup or ""))
        return found

    # Those of them who are named near a place: sentences without an end name hundreds.
    @staticmethod
    def _near(named: list[_Mention], place: int) -> list[_Mention]:
        first = bisect_left(named, place - FARTHEST, key=lambda each: each.start)
        return named[first : bisect_right(named, place + FARTHEST, key=lambda each: each.start)]

    @property
    def _everybody(self) -> list[_Mention]:
        return self._named(0, len(self.text))

    # True where the first that is named, in the first sentence but for headings and greetings, is another than
    # the writer.
    @cached_property
    def _opens_with_another(self) -> bool:
        first = next(iter(self._everybody), None)
        if not first or first.mark == "too":
            return False
        start, end = self.sentence(first.start, first.end)
        start = max(start, self.text.rfind("\n", 0, first.start) + 1)
        *headings, begun = self.text[:start].split("\n")
        told = "\n".join([*filter(is_sentence, headings), begun])
        greeted = self.people.patterns["greeting"].sub("", told)
        beside = any(each.kind == "own" for each in self._everybody if each.start < end)
        return not (beside or greeted.strip() or self.text[start : first.start].strip()[_LONGEST_OPENING:])

    # Whose case the text is: the name of a relative, of one with a title, or self.
    @cached_property
    def _case(self) -> str:
        text, patterns = self.text, self.people.patterns
        points: defaultdict[str, int] = defaultdict(int)
        opens = self._opens_with_another
        points[_SELF] = -_ABOUT if patterns["teller"].search(text) else 1 + (not opens)
        for place, mention in enumerate(self._everybody):
            is_self = mention.kind == "own"
            if not (is_self or mention.kind == "named" or mention.kind.startswith("kin")):
                continue
            if patterns["teller"].match(text, mention.start):
                continue
            name = _SELF if is_self else mention.name
            if place == 0 and opens:
                points[name] += _OPENING
            points[name] += _ABOUT * bool(patterns["about"].match(text, mention.end))
            if mention.mark not in ("subject", "topic"):
                continue
            last = min(mention.end + _HARMED_IN, self.sentence(mention.start, mention.end)[1])
            if place + 1 < len(self._everybody):
                last = min(last, self._everybody[place + 1].start)
            is_dead = bool(patterns["dead"].search(text, mention.start, last))
            is_harmed = bool(patterns["harmed"].search(text, mention.end, last))
            points[name] += is_harmed and not is_dead if is_self else is_harmed + _DEATH * is_dead
        for name in points.keys() & self.people.distant:
            points[name] -= _DISTANT
        return max(points, key=lambda name: points[name])

    @property
    def is_of_the_writer(self) -> bool:
        """True where the case is the writer's own, as far as the text tells."""
        return self._case == _SELF

    @property
    def kin_of_the_case(self) -> str:
        """How the text calls the relative whose case it is; empty where it is the writer's own, or a stranger's."""
        of_it = (each for each in self._everybody if each.kind.startswith("kin") and each.name == self._case)
        first = next(of_it, None)
        named = self.people.mention.match(self.text, first.start) if first else None
        return named[0] if named else ""

    # True for one who is neither the person of the case nor acts on them as their company does.
    def _is_another(self, mention: _Mention, told: int) -> bool:
        kind = mention.kind
        if kind in ("own", "office"):
            return False
        if kind == "superior":
            return bool(self.people.patterns["personal"].search(self.text, mention.end, told))
        if kind == "he":
            before = [each for each in self._everybody if each.start < mention.start]
            meant = next(
                (each for each in reversed(before) if each.kind not in ("own", "office", "he")), None
            )
            return meant is None or self._is_another(meant, meant.end)
        return mention.name != self._case

    def is_of_another(self, start: int, end: int) -> bool:
        """True where `text[start:end]` is said of somebody whose case it is not."""
        first, last = self.sentence(start, end)
        named = self._near(self._named(first, last), start)
        told = self.clause_end.search(self.text, end, last)
        said = told.end() if told else last
        after = [each for each in named if each.start > start]
        if (behind := self._subject_behind(start, end, after)) is not None:
            return behind
        for mention in reversed(named):
            if mention.end <= start and (reached := self._reaches(mention, start, end, said)) is not None:
                return reached and self._is_another(mention, said)
        return not named and self._goes_on(first, start, said)

    # Whether a mention is the subject of what stands at `start`; None where it has no part in it.
    def _reaches(self, mention: _Mention, start: int, end: int, said: int) -> bool | None:
        text, patterns = self.text, self.people.patterns
        between = text[mention.end : start]
        words = len(between.split())
        if mention.mark == "is":
            # What follows is of the one the talk is about.
            return None
        if mention.mark == "to" and not patterns["has"].match(text, end):
            return None
        if mention.mark == "bare":
            is_theirs = mention.kind == "own" or not patterns["not_bare"].search(text, mention.end, end + 1)
            fits = words <= _BARE_REACH and is_theirs
            fits = fits and not self._ended(mention.end, start)
            return True if fits else None
        if mention.kind not in ("own", "office") and patterns["told_by"].search(text, end, said + 8):
            return None
        ends = self._ended(mention.end, start)
        if not ends:
            is_inside = mention.mark != "topic" and patterns["embedded"].search(text, mention.end, start)
            return None if is_inside or words > _REACH else True
        if mention.kind in ("own", "office"):
            return False
        is_shared = mention.mark == "topic" and all(patterns["shared"].search(each) for each in ends)
        return True if is_shared and not patterns["left"].search(text, mention.end, start) else None

    # The words that end the clauses between the two places.
    def _ended(self, start: int, end: int) -> list[str]:
        ended = self.clause_end.finditer(self.text, start, min(len(self.text), end + 6))
        return [self.text[max(start, each.start() - 2) : each.end()] for each in ended if each.end() <= end]

    # Whether another is named as subject behind a topic, or within a phrase that begins with one; None for no one.
    def _subject_behind(self, start: int, end: int, after: list[_Mention]) -> bool | None:
        text, patterns = self.text, self.people.patterns
        for mention in after:
            between = text[start : mention.start]
            if self._ended(start, mention.start) or len(text[end : mention.start].split()) > _BEHIND:
                return None
            if not patterns["topic"].search(between):
                return None
            is_of_case = not self._is_another(mention, mention.end)
            if patterns["not_theirs"].match(text, mention.end):
                if is_of_case:
                    return True
                continue
            if (
                mention.mark not in ("subject", "bare", "is")
                and "만" not in text[mention.start : mention.end]
            ):
                return None
            if mention.mark == "bare" and not patterns["is_that"].match(text, mention.end):
                continue
            last = self.sentence(mention.start, mention.end)[1]
            ended = self.clause_end.search(text, mention.end, last)
            said = ended.end() if ended else last
            if patterns["for_another"].search(text, mention.end, said):
                return None
            if mention.kind == "superior":
                return bool(patterns["personal"].search(text, start, said)) or None
            return self._is_another(mention, said) or None
        return None

    # True where a sentence that names nobody goes on about somebody else whom the one before was of.
    def _goes_on(self, first: int, start: int, said: int) -> bool:
        if first == 0 or not self.people.patterns["honoured"].search(self.text, start, said):
            return False
        named = self._named(*self.sentence(first - 1, first - 1))
        is_of_kin = bool(named) and named[-1].kind.startswith("kin")
        return is_of_kin and self._case == _SELF and self._is_another(named[-1], first)
