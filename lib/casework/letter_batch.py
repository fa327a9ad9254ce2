"""Letters of many people: each as it was understood, as a case of an office's list, and what could not be read."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from lib.casework.letter import Letter, understand_letter
from lib.casework.letter_intake import case_of_letter
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.sources.found import Refused, broken
from lib.sources.letter_file import UnreadableLetterError, read_letter
from lib.sources.letter_folder import LetterFiles
from lib.text.said import said, sentence_of

_NO_CASE = said("무슨 문서인지 알아보지 못했습니다. 글자가 보이게 다시 찍거나 표에 직접 적어 주세요.")
_LONGEST_CODE = 60
_NAMELESS = "편지"


@dataclass(frozen=True, slots=True)
class LetterOf:
    """A letter, where its files are, and their `name` below what was given.

    `mark`: some digits that stand for what is in the files.
    """

    path: str
    letter: Letter
    name: str
    mark: str


def read_letters(
    letters: Iterable[LetterFiles | Refused], today: date | None = None
) -> Iterator[LetterOf | Refused]:
    """Every letter as it was understood; none stops the others, and one that is there twice is read once."""
    seen: dict[str, str] = {}
    for each in letters:
        if isinstance(each, Refused):
            yield each
            continue
        mark = _mark_of(each)
        if mark in seen:
            why = said("{other}와 같은 파일이어서 한 번만 넣었습니다.", other=PurePosixPath(seen[mark]).name)
            yield Refused(each.path, why)
            continue
        seen[mark] = each.path
        yield _read(each, mark, today)


# Whatever they are called.
def _mark_of(letter: LetterFiles) -> str:
    marks = (hashlib.sha256(content).digest() for _name, content in letter.files)
    return hashlib.sha256(b"".join(marks)).hexdigest()


def _read(each: LetterFiles, mark: str, today: date | None) -> LetterOf | Refused:
    try:
        return LetterOf(each.path, understand_letter(read_letter(each.files), today), each.name, mark)
    except UnreadableLetterError as error:
        return Refused(each.path, sentence_of(error))
    except Exception as error:
        # Nobody names all that a hostile file makes of its readers, and the next one is to be read.
        return Refused(each.path, broken(error))


class LetterCases(Iterator[OfficeCase | RefusedCase]):
    """The letters as rows of an office's list, numbered in their order, and what could not be read; each has a code.

    A letter is read when it is asked for. The code is the path of its file, so that the same letters are the same
    cases whenever they are taken in; one that tells a name is not kept, and what the file holds stands for it.
    """

    def __init__(self, read: Iterable[LetterOf | Refused]) -> None:
        self._read = iter(read)
        self._row = 0
        self._codes: set[str] = set()

    def __next__(self) -> OfficeCase | RefusedCase:
        each = next(self._read)
        self._row += 1
        file = PurePosixPath(each.path).name
        if isinstance(each, Refused):
            return RefusedCase(self._row, f"{file}: {each.reason}")
        case = case_of_letter(each.letter, _code(each.name), self._row)
        if case is None:
            return RefusedCase(self._row, f"{file}: {_NO_CASE}")
        code = case.code
        if not code or code in self._codes:
            code = f"{code or _NAMELESS}-{each.mark[:8]}"
        self._codes.add(code)
        return replace(case, code=code)


def _code(name: str) -> str:
    code = str(PurePosixPath(name).with_suffix(""))
    # What tells letters apart stands at the end.
    return code if len(code) <= _LONGEST_CODE else f"…{code[-_LONGEST_CODE + 1 :]}"


def cases_of(read: Iterable[LetterOf | Refused]) -> tuple[list[OfficeCase], list[RefusedCase]]:
    """The cases of all letters, and what could not be read, as `LetterCases` gives them."""
    cases: list[OfficeCase] = []
    refused: list[RefusedCase] = []
    for each in LetterCases(read):
        if isinstance(each, OfficeCase):
            cases.append(each)
        else:
            refused.append(each)
    return cases, refused
