"""Codes of cases that an office gave none: a case told again is known by its story."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from lib.domain.intake import Intake
from lib.domain.kept_case import KeptCase
from lib.domain.office_case import OfficeCase


def digest(*parts: str) -> str:
    """32 hexadecimal digits that stand for these texts in this order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


_MADE = "무번호-"
_ALIKE = 0.6
"""How much of a story has to be the same, 0 to 1, for it to be the same case told anew."""


def name_of(document: Mapping[str, Any]) -> str:
    """What a case is called before people: the office's code; without one its row in the file and how its story begins."""
    code = str(document["case"])
    if not code.startswith(_MADE):
        return code
    words = " ".join(document["intake"]["story"].split()) or ", ".join(document["intake"]["diagnoses"])
    begins = words
    if len(words) > _BEGINS:
        # Whole words, unless one alone is longer.
        begins = f"{words[:_BEGINS].rpartition(' ')[0] or words[:_BEGINS]}…"
    return " ".join(filter(None, (f"{document['row']}행", begins)))


_BEGINS = 18


def with_codes(cases: Sequence[OfficeCase], kept: Collection[KeptCase] = ()) -> list[OfficeCase]:
    """The cases, each with a code of its own.

    A case without one gets that of the kept case without one that it is: the same intake, else the one whose story is
    most alike, wherever in the file it stands. A row that was put between others never takes another's code.
    """
    given = {case.code for case in cases if case.code}
    free = {
        each.code: each.intake_json for each in kept if each.code.startswith(_MADE) and each.code not in given
    }
    taken = given | {each.code for each in kept}
    codes: dict[int, str] = {place: case.code for place, case in enumerate(cases) if case.code}
    open_ = [place for place in range(len(cases)) if place not in codes]
    by_intake: dict[str, list[str]] = {}
    for code, intake in free.items():
        by_intake.setdefault(intake, []).append(code)
    for place in open_:
        if same := by_intake.get(cases[place].intake.model_dump_json()):
            codes[place] = same.pop(0)
            del free[codes[place]]
    for place in open_:
        if place not in codes and (alike := _most_alike(cases[place].intake, free)):
            codes[place] = alike
            del free[alike]
    for place in open_:
        if place not in codes:
            codes[place] = _new_code(cases[place], taken | set(codes.values()))
    return [replace(case, code=codes[place]) for place, case in enumerate(cases)]


def _most_alike(intake: Intake, free: Mapping[str, str]) -> str | None:
    best, found = _ALIKE, None
    for code, kept in free.items():
        story = json.loads(kept).get("story", "")
        if not (story and intake.story):
            continue
        matcher = SequenceMatcher(None, intake.story[:_COMPARED], story[:_COMPARED], autojunk=False)
        if (
            matcher.real_quick_ratio() > best
            and matcher.quick_ratio() > best
            and (alike := matcher.ratio()) > best
        ):
            best, found = alike, code
    return found


_COMPARED = 400


def _new_code(case: OfficeCase, taken: set[str]) -> str:
    made = digest(case.intake.model_dump_json())[:6]
    code, n = f"{_MADE}{made}", 1
    while code in taken:
        n += 1
        code = f"{_MADE}{made}-{n}"
    return code
