"""The grades of impairment that a text tells, and the one that several come to (시행령 제53조 제2항)."""

import re
from dataclasses import dataclass

from lib.text.once import once
from lib.text.stance import Stance, read_stances

_GRADE = re.compile(
    r"(?<![\d가-힣A-Za-z])(?:제\s?)?(?P<grade>1[0-4]|[1-9])\s?급(?!여|식|성|격|히|속|수|의\s?(?:기준|요건))"
)
# What is hoped for, supposed, said to be so or only asked about; a rise in grades (`2개 등급`) is none.
_NOT_SO = re.compile(
    r"^(?:[은는이도]\s)?(?:나온다|맞[다는])|^[^.!?,]{0,10}?(?:되는\s?줄|된다고\s?생각|인\s?줄|이상(?:이어야|을\s?원)|로\s?(?:올|바꿔|해\s?달)|을\s?(?:원|바라|주장))"
)
_PART = re.compile(
    r"어깨|팔꿈치|손목|손가락|엄지|검지|손|팔|고관절|엉덩|무릎|발목|발가락|다리|발|허리|요추|경추|척추|등뼈|목|눈|시력|시야|귀|청력|코|턱|치아|얼굴|흉터|머리|신경|정신|언어|심장|폐|방광|복부|내장|생식"
)
_OF_THE_WHOLE = re.compile(r"(?:합쳐|합해|조정|준용|최종|종합)[가-힣]*\s?(?:\S+\s){0,2}$")
_NOT_OF_THE_CASE = (Stance.DENIED, Stance.ASKED, Stance.OTHERS)
_SAME_PART = 24
_IN_BRACKETS = re.compile(r"\s?\([^)\n]{1,12}\)")


@dataclass(frozen=True, slots=True)
class ToldGrade:
    """A grade of one impairment, with the words that tell it."""

    grade: int
    words: str


def combined_grade(heaviest: int, second: int) -> int:
    """The grade that two or more impairments come to, by the two heaviest of them (시행령 제53조 제2항): 6 and 8 come to 4."""
    raised = 3 if second <= 5 else 2 if second <= 8 else 1 if second <= 13 else 0
    return max(1, heaviest - raised)


@once
def told_grades(text: str) -> tuple[ToldGrade, ...]:
    """The grades of different impairments that stand together in one sentence, the heaviest first.

    Where no sentence tells of two parts, the one grade that is told; nothing where several are told.
    """
    stances = read_stances(text)
    best: dict[str, ToldGrade] = {}
    every: dict[int, ToldGrade] = {}
    for first, last in _sentences(text):
        here: dict[str, ToldGrade] = {}
        behind = first
        for match in _GRADE.finditer(text, first, last):
            begun, behind = max(behind, match.start() - _SAME_PART), match.end()
            before = text[begun : match.start()]
            told_so = stances.read(*match.span()).stance not in _NOT_OF_THE_CASE
            if not told_so or _NOT_SO.match(text[match.end() : last]) or _OF_THE_WHOLE.search(before):
                continue
            told = ToldGrade(int(match["grade"]), text[begun : match.end()].strip(" \n,.·"))
            every.setdefault(told.grade, told)
            # Two grades of one part are two opinions of it.
            behind_it = _IN_BRACKETS.match(text, match.end())
            if parts := _PART.findall(behind_it[0] if behind_it else before):
                here.setdefault(parts[-1], told)
        if len(here) > len(best):
            best = here
    if len(best) < 2:
        return tuple(every.values()) if len(every) == 1 else ()
    return tuple(sorted(best.values(), key=lambda each: each.grade))


_OF_THE_AGENCY = re.compile(r"공단|결정|판정|통지|나왔|나온|받았|받은|줬|주었|됐|되었")
_OF_A_DOCTOR = re.compile(r"주치의|의사|교수|병원|진단서|소견|감정")


def decided_grade(story: str, letter: str = "") -> ToldGrade | None:
    """The grade that the agency gave, where the letter, else the story, tells just one; a doctor's view is none."""
    for text, is_letter in ((letter, True), (story, False)):
        stances = read_stances(text)
        told: dict[int, ToldGrade] = {}
        for first, last in _sentences(text):
            for match in _GRADE.finditer(text, first, last):
                clause = text[max(first, match.start() - _SAME_PART) : stances.clause_end(*match.span())]
                is_told = stances.read(*match.span()).stance not in _NOT_OF_THE_CASE
                is_given = is_letter or (_OF_THE_AGENCY.search(clause) and not _OF_A_DOCTOR.search(clause))
                if is_told and is_given and not _NOT_SO.match(text[match.end() : last]):
                    told.setdefault(int(match["grade"]), ToldGrade(int(match["grade"]), clause.strip()))
        if told:
            return next(iter(told.values())) if len(told) == 1 else None
    return None


def _sentences(text: str) -> list[tuple[int, int]]:
    stances, found, place = read_stances(text), [], 0
    while place < len(text):
        found.append(stances.sentence(place, place + 1))
        place = max(found[-1][1], place + 1)
    return found
