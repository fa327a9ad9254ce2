"""The public archive of rulings in Markdown, and tables of rulings, from folders, files, zip files and uploads.

The archive (github.com/legalize-kr/precedent-kr) keeps one Markdown file per ruling: YAML front
matter with 사건번호, 법원명, 사건명 …, a `# title` line, and the ruling under `## 판례내용`, which the
판시사항, 판결요지 and 참조조문 of a published ruling precede. Its folder 일반행정 holds every kind of
administrative case; lib.domain.scope tells which are about industrial-accident insurance.

What cannot be read is never fatal: it comes out as a `Refused` with the reason.
"""

import io
import re
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from lib.sources import table
from lib.sources.found import LINK, Found, Refused, broken, is_left_behind, shown, unreadable
from lib.sources.markdown import UnreadableRulingError, read_noted
from lib.sources.packed import (
    BAD_ZIP,
    TOO_DENSE,
    ZIP_ERRORS,
    Budget,
    Limits,
    TooMuchError,
    copy_member,
    is_packed_too_densely,
    open_zip,
)
from lib.text.said import said, sentence_of

MAX_FILE_BYTES = 8 * 2**20
"""The longest rulings have some 300,000 characters, about 1 MB; far beyond that is not a ruling."""

OWN_ZIP = Limits(total_bytes=8 * 2**30, files=1_000_000)
"""For a zip file on the person's own disk: the whole public archive is some 130,000 files."""


def read_paths(paths: Iterable[Path]) -> Iterator[Found | Refused]:
    """Every ruling in these files, tables, folders and zip files, in the order of their names.

    Hidden files are passed over; everything else that is not a ruling is refused with its reason.
    """
    return _read_all(_walk(paths))


def count_paths(paths: Iterable[Path]) -> int | None:
    """How many items `read_paths` will yield, by their names; None where a table may hold any number of rows."""
    count = 0
    for entry in _walk(paths):
        if not isinstance(entry, Refused) and table.is_table(entry[0]):
            return None
        count += 1
    return count


def read_upload(files: Iterable[tuple[str, bytes]], limits: Limits) -> Iterator[Found | Refused]:
    """Every ruling in uploaded (name, content) pairs, .md, .zip or a table, all together within `limits`."""
    budget = Budget(limits)
    for name, content in files:
        if stopped := budget.exhausted():
            yield Refused(shown(name), stopped)
        elif content.startswith(_ZIP_SIGNATURES) and not _is_table(name, content):
            yield from _read_all(_walk_zip(shown(name), io.BytesIO(content), budget))
        else:
            yield from _read_all([(shown(name), partial(_read_upload, shown(name), content, budget))])


# --- many files ----------------------------------------------------------------------------------

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_A_RULING = said("판례 파일(.md)도 판례 표(.csv, .tsv, .xlsx, .jsonl)도 아닙니다.")
_TOO_BIG = said("판결문이라기에는 너무 큰 파일입니다(한도 {mb} MB).", mb=str(MAX_FILE_BYTES // 2**20))
_TOO_DEEP = said("압축 파일이 너무 여러 겹으로 들어 있습니다.")
_DEEPEST = 4
# Up to here a table out of a zip file is kept in memory, beyond in a file of its own.
_IN_MEMORY = 8 * 2**20


# What waits to be read: its path as it is shown, and how all that is in it is read.
_Entry = tuple[str, Callable[[], Iterator[Found | Refused]]]


def _read_all(entries: Iterable[_Entry | Refused]) -> Iterator[Found | Refused]:
    for entry in entries:
        if isinstance(entry, Refused):
            yield entry
            continue
        path, read = entry
        try:
            yield from read()
        except (UnreadableRulingError, TooMuchError) as error:
            yield Refused(path, sentence_of(error))
        except OSError as error:
            yield Refused(path, unreadable(error))
        except ZIP_ERRORS:
            yield Refused(path, BAD_ZIP)
        # Nobody names all that a hostile file makes of its readers, and the next file is to be read.
        except Exception as error:
            yield Refused(path, broken(error))


def _is_table(name: str, begins: bytes) -> bool:
    # A ruling of the archive may be called .txt, and begins as none of our tables does.
    return table.is_table(name) and not begins.removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _ruling(path: str, content: bytes) -> Iterator[Found | Refused]:
    precedent, notes = read_noted(content)
    yield Found(path, precedent, notes)


# What was named is followed wherever it leads; a link inside of a folder is not.
def _walk(paths: Iterable[Path], named: bool = True) -> Iterator[_Entry | Refused]:
    for path in paths:
        try:
            mode = (path.stat() if named else path.lstat()).st_mode
            inside = sorted(path.iterdir()) if stat.S_ISDIR(mode) else ()
        except OSError as error:
            yield Refused(shown(path), unreadable(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk((each for each in inside if not is_left_behind(each.name)), named=False)
        elif stat.S_ISLNK(mode):
            yield Refused(shown(path), LINK)
        elif named or path.suffix.lower() in (".md", ".zip") or table.is_table(path.name):
            yield from _walk_file(path, mode, path.name if named else shown(path))
        else:
            yield Refused(shown(path), _NOT_A_RULING)


def _walk_file(path: Path, mode: int, table_name: str) -> Iterator[_Entry | Refused]:
    if not stat.S_ISREG(mode):
        yield Refused(shown(path), said("보통 파일이 아닙니다."))
    elif path.suffix.lower() == ".zip":
        try:
            with path.open("rb") as file:
                yield from _walk_zip(shown(path), file, Budget(OWN_ZIP))
        except OSError as error:
            yield Refused(shown(path), unreadable(error))
        except Exception as error:
            yield Refused(shown(path), broken(error))
    else:
        yield shown(path), partial(_read_path, path, table_name)


def _walk_zip(path: str, file: IO[bytes], budget: Budget, depth: int = 1) -> Iterator[_Entry | Refused]:
    try:
        archive = open_zip(file)
    except Exception:
        yield Refused(path, BAD_ZIP)
        return
    with archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            parts = PurePosixPath(name).parts
            if name.endswith("/") or any(is_left_behind(part) and part != ".." for part in parts):
                continue
            if stopped := budget.exhausted():
                yield Refused(path, stopped)
                return
            where = f"{path}/{shown(name)}"
            if refusal := _member_refusal(member, name):
                budget.files += 1
                yield Refused(where, refusal)
            elif name.lower().endswith(".zip"):
                yield from _walk_inner(where, archive, member, budget, depth + 1)
            else:
                yield where, partial(_read_member, where, archive, member, budget)


# A zip file within another, of one budget with it.
def _walk_inner(
    path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, depth: int
) -> Iterator[_Entry | Refused]:
    if depth > _DEEPEST:
        budget.files += 1
        yield Refused(path, _TOO_DEEP)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as inner:
        try:
            copy_member(archive, member, inner, budget)
        except TooMuchError as error:
            yield Refused(path, sentence_of(error))
        except Exception:
            yield Refused(path, BAD_ZIP)
        else:
            yield from _walk_zip(path, inner, budget, depth)


def _member_refusal(member: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in PurePosixPath(name).parts:
        return said("압축 파일 안의 이름이 폴더 밖을 가리킵니다.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return LINK
    is_ruling = name.lower().endswith(".md")
    if not (is_ruling or name.lower().endswith(".zip") or table.is_table(name)):
        return _NOT_A_RULING
    if member.flag_bits & 0x1:
        return said("암호가 걸린 압축 파일입니다.")
    if is_ruling and member.file_size > MAX_FILE_BYTES:
        return _TOO_BIG
    return None


def _read_member(
    path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> Iterator[Found | Refused]:
    if table.is_table(path):
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            copy_member(archive, member, copy, budget)
            begins = copy.read(_BEGINNING)
            copy.seek(0)
            if _is_table(path, begins):
                yield from table.read_stream(path, copy, budget.left, budget.spend)
            else:
                yield from _ruling(path, _bounded(copy))
        return
    with archive.open(member) as stream:
        content = _bounded(stream)
    budget.files += 1
    budget.spend(len(content))
    if is_packed_too_densely(len(content), member.compress_size):
        raise UnreadableRulingError(TOO_DENSE)
    yield from _ruling(path, content)


_BEGINNING = 16


def _read_path(path: Path, table_name: str) -> Iterator[Found | Refused]:
    with path.open("rb") as file:
        begins = file.read(_BEGINNING)
        file.seek(0)
        if _is_table(path.name, begins):
            yield from table.read_stream(table_name, file)
        else:
            yield from _ruling(shown(path), _bounded(file))


def _read_upload(path: str, content: bytes, budget: Budget) -> Iterator[Found | Refused]:
    budget.files += 1
    budget.spend(len(content))
    if not _is_table(path, content):
        yield from _ruling(path, _bounded(io.BytesIO(content)))
    elif len(content) > budget.limits.total_bytes:
        yield Refused(path, said("올릴 수 있는 크기를 넘는 파일입니다."))
    else:
        yield from table.read_stream(path, io.BytesIO(content), budget.left, budget.spend)


def _bounded(stream: IO[bytes]) -> bytes:
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableRulingError(_TOO_BIG)
    return content
