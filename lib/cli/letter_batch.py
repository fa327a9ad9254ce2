"""Letters of many people: each as it was understood, and what could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from lib.casework.letter import Letter
from lib.casework.letter_intake import case_of_letter
from lib.casework.letter_reading import understand_letter
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.sources.found import Refused, broken
from lib.sources.letter_file import UnreadableLetterError, read_letter
from lib.sources.letter_folder import LetterFiles, letters_in
from lib.text.said import said, sentence_of

_NO_CASE = said("무슨 문서인지 알아보지 못했습니다. 글자가 보이게 다시 찍거나 표에 직접 적어 주세요.")
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class LetterOf:
    """A letter and where its files are."""

    path: str
    letter: Letter


def read_letters(paths: Iterable[Path], today: date | None = None) -> Iterator[LetterOf | Refused]:
    """Every letter in files, folders and zip files as it was understood; none stops the others."""
    for each in letters_in(paths):
        yield each if isinstance(each, Refused) else _read(each, today)


def _read(each: LetterFiles, today: date | None) -> LetterOf | Refused:
    try:
        return LetterOf(each.path, understand_letter(read_letter(each.files), today))
    except UnreadableLetterError as error:
        return Refused(each.path, sentence_of(error))
    except Exception as error:
        # Nobody names all that a hostile file makes of its readers, and the next one is to be read.
        return Refused(each.path, broken(error))


def cases_of(read: Iterable[LetterOf | Refused]) -> tuple[list[OfficeCase], list[RefusedCase]]:
    """The letters as rows of an office's list, numbered in their order, and what could not be read."""
    cases: list[OfficeCase] = []
    refused: list[RefusedCase] = []
    for row, each in enumerate(read, start=1):
        code = PurePosixPath(each.path).stem[:_LONGEST_CODE]
        if isinstance(each, Refused):
            refused.append(RefusedCase(row, f"{PurePosixPath(each.path).name}: {each.reason}"))
        elif case := case_of_letter(each.letter, code, row):
            cases.append(case)
        else:
            refused.append(RefusedCase(row, f"{PurePosixPath(each.path).name}: {_NO_CASE}"))
    return cases, refused
