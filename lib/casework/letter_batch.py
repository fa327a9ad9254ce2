"""Letters of many people: each as it was understood, as a case of an office's list, and what could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Protocol, runtime_checkable

from lib.casework.letter import Letter, LetterText
from lib.casework.letter_intake import case_of_letter
from lib.casework.letter_reading import understand_letter
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.text.said import said

_NO_CASE = said("무슨 문서인지 알아보지 못했습니다. 글자가 보이게 다시 찍거나 표에 직접 적어 주세요.")
_LONGEST_CODE = 60
_NAMELESS = "편지"


class ToldLetter(Protocol):
    """A letter as a reader of files tells it (`lib/sources/letter_folder.py`)."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> LetterText: ...  # noqa: D102


@runtime_checkable
class NotTold(Protocol):
    """A file that it could not read, and why."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class LetterOf:
    """A letter, where its files are, and their `name` below what was given.

    `mark`: some digits that stand for what is in the files.
    """

    path: str
    letter: Letter
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class UnreadLetter:
    """A file that gave no letter, and why."""

    path: str
    reason: str


def understood(
    read: Iterable[ToldLetter | NotTold], today: date | None = None
) -> Iterator[LetterOf | UnreadLetter]:
    """Every letter as it was understood, when it is asked for; none stops the others."""
    for each in read:
        if isinstance(each, NotTold):
            yield UnreadLetter(each.path, each.reason)
            continue
        try:
            yield LetterOf(each.path, understand_letter(each.text, today), each.name, each.mark)
        except Exception as error:
            # Nobody names all that letters say, and the next one is to be read.
            why = said("이 편지를 읽다가 문제가 생겨 넣지 않았습니다({kind}).", kind=type(error).__name__)
            yield UnreadLetter(each.path, why)


class LetterCases(Iterator[OfficeCase | RefusedCase]):
    """The letters as rows of an office's list, numbered in their order, and what could not be read; each has a code.

    A letter is read when it is asked for. The code is the path of its file, so that the same letters are the same
    cases whenever they are taken in; one that tells a name is not kept, and what the file holds stands for it.
    """

    def __init__(self, read: Iterable[LetterOf | UnreadLetter]) -> None:
        self._read = iter(read)
        self._row = 0
        self._codes: set[str] = set()

    def __next__(self) -> OfficeCase | RefusedCase:
        each = next(self._read)
        self._row += 1
        file = PurePosixPath(each.path).name
        if isinstance(each, UnreadLetter):
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


def cases_of(read: Iterable[LetterOf | UnreadLetter]) -> tuple[list[OfficeCase], list[RefusedCase]]:
    """The cases of all letters, and what could not be read, as `LetterCases` gives them."""
    cases: list[OfficeCase] = []
    refused: list[RefusedCase] = []
    for each in LetterCases(read):
        if isinstance(each, OfficeCase):
            cases.append(each)
        else:
            refused.append(each)
    return cases, refused
