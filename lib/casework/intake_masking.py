"""What says who a person is, taken out of a case on its way into an office's list."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from lib.domain.intake import Intake
from lib.domain.office_case import OfficeCase
from lib.privacy.masking import find, mask
from lib.privacy.recogniser import Kind, placeholder

_FIRM = placeholder(Kind.FIRM)
_FORMS_OF_FIRMS = re.compile(r"\(주\)|㈜|주식회사|유한회사|\(유\)|합자회사|재단법인|사단법인|\(재\)|\(사\)")
_LINES = ("industry", "occupation")
_PROSE = ("story", "denial_reason")
# What in a code tells who somebody is; a code is a number by itself, so numbers are none.
_OF_A_PERSON = frozenset(
    {
        Kind.NAME, Kind.RESIDENT_NUMBER, Kind.FOREIGNER_NUMBER, Kind.PHONE, Kind.EMAIL, Kind.PASSPORT,
        Kind.BIRTH_DATE, Kind.PLATE,
    }
)  # fmt: skip
_SHORTEST_NAME = 2


def masked(case: OfficeCase) -> OfficeCase:
    """The case with every identifier in its texts masked, and the names that its columns give wherever they stand.

    A code that names a person is left out. Who handles the case stays. `parties` stay: whoever keeps the case must not
    keep them in clear.
    """
    names = _by_name(case)
    lines: dict[str, object] = {field: names(getattr(case.intake, field)) for field in _LINES}
    prose: dict[str, object] = {field: mask(names(getattr(case.intake, field))).text for field in _PROSE}
    named = {"diagnoses": tuple(mask(names(each)).text for each in case.intake.diagnoses)}
    masked_lines = {field: mask(str(text)).text for field, text in lines.items()}
    # A mask may be longer than what it stands for; what was short enough to be read stays so.
    intake = Intake.model_construct(**dict(case.intake) | masked_lines | prose | named)
    unclear = tuple(replace(each, words=mask(names(each.words)).text) for each in case.unclear)
    awaited = case.awaited and replace(case.awaited, words=mask(names(case.awaited.words)).text)
    note = mask(names(case.note)).text
    return replace(
        case, intake=intake, code=_code(case.code, names), unclear=unclear, awaited=awaited, note=note
    )


def _code(code: str, names: Callable[[str], str]) -> str:
    tells = names(code) != code or any(found.kind in _OF_A_PERSON for found in find(code))
    return "" if tells else code


# Replaces the names of the row's columns in a text, however they are spaced there.
def _by_name(case: OfficeCase) -> Callable[[str], str]:
    people = [name for role, names in case.parties.items() if role != "company" for name in names]
    firms = [*case.parties.get("company", ()), *(name for name in people if _FORMS_OF_FIRMS.search(name))]
    patterns = [
        (pattern, stand_in)
        for given, stand_in in ((firms, _FIRM), (people, placeholder(Kind.NAME)))
        if (pattern := _any_of(given))
    ]

    def replaced(text: str) -> str:
        for pattern, stand_in in patterns:
            text = pattern.sub(stand_in, text)
        return text

    return replaced


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    bare = {re.sub(r"\s", "", form) for name in names for form in (name, _FORMS_OF_FIRMS.sub("", name))}
    # The longest first: a firm's whole name before its kernel.
    told = sorted((name for name in bare if len(name) >= _SHORTEST_NAME), key=len, reverse=True)
    return re.compile("|".join(r"\s?".join(map(re.escape, name)) for name in told)) if told else None
