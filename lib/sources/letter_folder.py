"""The letters in files, folders and zip files, one by one: each file is a letter, and so are the pages that say so.

`통지서 1쪽.jpg` and `통지서 2쪽.jpg` are pages of one. What cannot be taken in comes out with its reason.
"""

import hashlib
import io
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import IO

from lib.sources.found import LINK, Refused, broken, is_left_behind, shown, unreadable
from lib.sources.letter_file import LARGEST_FILE, LetterText, UnreadableLetterError, read_letter
from lib.sources.packed import BAD_ZIP, ZIP_ERRORS, Budget, Limits, TooMuchError, copy_member, open_zip
from lib.text.said import said, sentence_of

LIMITS = Limits(total_bytes=2**30, files=500)
"""What is taken in at once."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".tif", ".tiff", ".bmp", ".gif")
"""How the names of pictures end."""
DOCUMENTS = (".pdf", ".hwpx", ".hwp", ".hml", ".docx", ".txt")
"""How the names of other letters end."""
_SUFFIXES = (*PICTURES, *DOCUMENTS)
_PAGE = re.compile(
    r"[\s_\-(\[]*(?:(?P<n>\d{1,2})\s?(?:쪽|면|페이지|p)|(?:page|p)[\s_-]?(?P<m>\d{1,2}))[)\]]?$",
    re.IGNORECASE,
)
_NO_LETTER = said("통지서로 읽을 수 있는 파일이 아닙니다. 사진, PDF, 한글, DOCX, 텍스트 파일을 넣어 주세요.")


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """The files of one letter (name and content), and where they are, as it is shown.

    `name`: the first one's path below what was given.
    """

    path: str
    files: tuple[tuple[str, bytes], ...]
    name: str


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter that was read, named as `LetterFiles`; `mark`: digits that stand for what is in its files."""

    path: str
    name: str
    mark: str
    text: LetterText


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    name: str
    content: bytes


_Found = _File | Refused


def is_zip(name: str) -> bool:
    """Whether a name is that of a zip file of letters."""
    return name.lower().endswith(".zip")


def letters_in(paths: Sequence[Path], limits: Limits = LIMITS) -> Iterator[LetterFiles | Refused]:
    """Every letter in these files, folders and zip files, in the order of their names."""
    budget = Budget(limits)
    for path in paths:
        yield from _joined(_walk(path, "" if len(paths) == 1 else path.name, budget))


def letters_sent(
    files: Iterable[tuple[str, bytes]], limits: Limits = LIMITS
) -> Iterator[LetterFiles | Refused]:
    """Every letter in files that were sent (name and content), and in zip files among them, in the order of their names."""
    yield from _joined(_sent(sorted(files), Budget(limits)))


def read_each(letters: Iterable[LetterFiles | Refused]) -> Iterator[ReadLetter | Refused]:
    """Every letter, read when it is asked for; none stops the others, and one that is there twice is read once."""
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
        try:
            yield ReadLetter(each.path, each.name, mark, read_letter(each.files))
        except UnreadableLetterError as error:
            yield Refused(each.path, sentence_of(error))
        except Exception as error:
            # Nobody names all that a hostile file makes of its readers, and the next one is to be read.
            yield Refused(each.path, broken(error))


# Whatever they are called.
def _mark_of(letter: LetterFiles) -> str:
    marks = (hashlib.sha256(content).digest() for _name, content in letter.files)
    return hashlib.sha256(b"".join(marks)).hexdigest()


def _sent(files: Sequence[tuple[str, bytes]], budget: Budget) -> Iterator[_Found]:
    for given, content in files:
        name = shown(given)
        if stopped := budget.exhausted():
            yield Refused(name, stopped)
            return
        if is_zip(name):
            yield from _walk_zip(io.BytesIO(content), name, "" if len(files) == 1 else name, budget)
        elif PurePosixPath(name).suffix.lower() not in _SUFFIXES:
            yield Refused(name, _NO_LETTER)
        elif len(content) > LARGEST_FILE:
            yield Refused(name, _too_large())
        else:
            budget.files += 1
            budget.spend(len(content))
            yield _File(name, name, content)


# Pages that stand beside each other are one letter.
def _joined(found: Iterator[_Found]) -> Iterator[LetterFiles | Refused]:
    for _key, group in groupby(found, key=_letter_of):
        files: list[_File] = []
        for each in group:
            if isinstance(each, Refused):
                yield each
            else:
                files.append(each)
        if files:
            files.sort(key=lambda file: _page_of(file.path))
            yield LetterFiles(
                files[0].path,
                tuple((PurePosixPath(file.path).name, file.content) for file in files),
                files[0].name,
            )


# Two that say no page are never one, whatever they are called.
def _letter_of(each: _Found) -> object:
    path = PurePosixPath(each.path)
    marked = _PAGE.search(path.stem) if isinstance(each, _File) else None
    return (path.parent, path.stem[: marked.start()]) if marked else object()


def _page_of(name: str) -> int:
    marked = _PAGE.search(PurePosixPath(name).stem)
    return int(marked["n"] or marked["m"]) if marked else 0


def _below(name: str, part: str) -> str:
    return f"{name}/{part}" if name else part


def _walk(path: Path, name: str, budget: Budget, named: bool = True) -> Iterator[_Found]:
    if stopped := budget.exhausted():
        yield Refused(shown(path), stopped)
        return
    try:
        mode = (path.stat() if named else path.lstat()).st_mode
        if stat.S_ISDIR(mode):
            for each in sorted(path.iterdir()):
                if not is_left_behind(each.name):
                    yield from _walk(each, _below(name, each.name), budget, named=False)
        elif stat.S_ISLNK(mode):
            yield Refused(shown(path), LINK)
        elif is_zip(path.name):
            with path.open("rb") as file:
                yield from _walk_zip(file, shown(path), name, budget)
        elif path.suffix.lower() not in _SUFFIXES and not named:
            yield Refused(shown(path), _NO_LETTER)
        elif path.stat().st_size > LARGEST_FILE:
            yield Refused(shown(path), _too_large())
        else:
            budget.files += 1
            content = path.read_bytes()
            budget.spend(len(content))
            yield _File(shown(path), shown(name or path.name), content)
    except OSError as error:
        yield Refused(shown(path), unreadable(error))


def _too_large() -> str:
    return said("파일이 너무 큽니다({mb} MB까지).", mb=str(LARGEST_FILE // 2**20))


def _walk_zip(file: IO[bytes], path: str, name: str, budget: Budget) -> Iterator[_Found]:
    try:
        with open_zip(file) as packed:
            for member in sorted(packed.infolist(), key=lambda each: each.filename):
                inside = PurePosixPath(member.filename)
                place = f"{path}/{shown(member.filename)}"
                if member.is_dir() or any(is_left_behind(part) for part in inside.parts):
                    continue
                if stopped := budget.exhausted():
                    yield Refused(place, stopped)
                    return
                if inside.suffix.lower() not in _SUFFIXES:
                    yield Refused(place, _NO_LETTER)
                elif member.file_size > LARGEST_FILE:
                    yield Refused(place, _too_large())
                elif member.flag_bits & 1:
                    yield Refused(place, said("암호가 걸린 압축 파일입니다. 암호를 풀어 넣어 주세요."))
                else:
                    content = io.BytesIO()
                    try:
                        copy_member(packed, member, content, budget)
                    except TooMuchError as error:
                        yield Refused(place, sentence_of(error))
                    except ZIP_ERRORS:
                        yield Refused(place, BAD_ZIP)
                    else:
                        yield _File(place, shown(_below(name, member.filename)), content.getvalue())
    except ZIP_ERRORS:
        yield Refused(path, BAD_ZIP)
