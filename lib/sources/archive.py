"""The public archive of rulings in Markdown, from folders, files, zip files and uploads.

The archive (github.com/legalize-kr/precedent-kr) keeps one Markdown file per ruling: YAML front
matter with 사건번호, 법원명, 사건명 …, a `# title` line, and the ruling under `## 판례내용`, which the
판시사항, 판결요지 and 참조조문 of a published ruling precede. Its folder 일반행정 holds every kind of
administrative case; lib.domain.scope tells which are about industrial-accident insurance.

What cannot be read is never fatal: it comes out as a `Refused` with the reason.
"""

import io
import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from lib.domain.ruling import Precedent
from lib.sources.markdown import UnreadableRulingError, read_file

MAX_FILE_BYTES = 8 * 2**20
"""The longest rulings have some 300,000 characters, about 1 MB; far beyond that is not a ruling."""

MAX_RATIO = 200
"""Korean text packs 3 to 6 times smaller; only made-up data packs hundreds of times smaller."""

# A short file of blanks packs as well and does no harm.
_RATIO_COUNTS_FROM = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be taken in. Bytes are counted as they come out, not as a zip file declares them."""

    total_bytes: int
    files: int


OWN_ZIP = Limits(total_bytes=8 * 2**30, files=1_000_000)
"""For a zip file on the person's own disk: the whole public archive is some 130,000 files."""


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling that was read."""

    path: str
    precedent: Precedent


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken in, and why (a Korean sentence)."""

    path: str
    reason: str


def read_paths(paths: Iterable[Path]) -> Iterator[Found | Refused]:
    """Every ruling in these files, folders and zip files, in the order of their names.

    Hidden files are passed over; everything else that is not a ruling is refused with its reason.
    """
    return _read_all(_walk(paths))


def count_paths(paths: Iterable[Path]) -> int:
    """How many items `read_paths` will yield; looks at names only."""
    return sum(1 for _ in _walk(paths))


def read_upload(files: Iterable[tuple[str, bytes]], limits: Limits) -> Iterator[Found | Refused]:
    """Every ruling in uploaded (name, content) pairs, .md or .zip, all together within `limits`."""
    budget = _Budget(limits)
    for name, content in files:
        if stopped := budget.exhausted():
            yield Refused(shown(name), stopped)
        elif content.startswith(_ZIP_SIGNATURES):
            yield from _read_all(_walk_zip(shown(name), io.BytesIO(content), budget))
        else:
            yield from _read_all([(shown(name), partial(budget.take, io.BytesIO(content)))])


# --- many files ----------------------------------------------------------------------------------

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_MARKDOWN = "판례 Markdown(.md) 파일이 아닙니다."
_LINK = "다른 파일을 가리키는 링크라서 따라가지 않았습니다."
_TOO_BIG = f"판결문이라기에는 너무 큰 파일입니다(한도 {MAX_FILE_BYTES // 2**20} MB)."
_TOO_DENSE = "비정상적으로 많이 압축된 파일입니다."
_CHUNK = 2**20
_BAD_ZIP = "손상된 압축 파일입니다."
# What zipfile lets through of a damaged or exotic file, beside its own BadZipFile.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)


# A file that waits to be read: its path as it is shown, and its content.
_Entry = tuple[str, Callable[[], bytes]]


@dataclass(slots=True)
class _Budget:
    limits: Limits
    unpacked: int = 0
    files: int = 0

    def exhausted(self) -> str | None:
        """Why nothing more is read, or None."""
        if self.files >= self.limits.files:
            return f"한 번에 읽을 수 있는 파일 수({self.limits.files:,}개)를 넘어 나머지는 읽지 않았습니다."
        if self.unpacked >= self.limits.total_bytes:
            return (
                f"압축을 푼 크기가 한도({self.limits.total_bytes // 2**20:,} MB)를 넘어 "
                "나머지는 읽지 않았습니다."
            )
        return None

    def take(self, stream: IO[bytes]) -> bytes:
        """Read one whole file and count it."""
        self.files += 1
        content = _bounded(stream)
        self.unpacked += len(content)
        return content


def _read_all(entries: Iterable[_Entry | Refused]) -> Iterator[Found | Refused]:
    for entry in entries:
        if isinstance(entry, Refused):
            yield entry
            continue
        path, read = entry
        try:
            yield Found(path, read_file(read()))
        except UnreadableRulingError as error:
            yield Refused(path, str(error))
        except OSError as error:
            yield Refused(path, _unreadable(error))
        except _ZIP_ERRORS:
            yield Refused(path, _BAD_ZIP)
        # Nobody names all that a hostile file makes of its readers, and the next file is to be read.
        except Exception as error:
            yield Refused(path, broken(error))


# What was named is followed wherever it leads; a link inside of a folder is not.
def _walk(paths: Iterable[Path], named: bool = True) -> Iterator[_Entry | Refused]:
    for path in paths:
        try:
            mode = (path.stat() if named else path.lstat()).st_mode
            inside = sorted(path.iterdir()) if stat.S_ISDIR(mode) else ()
        except OSError as error:
            yield Refused(shown(path), _unreadable(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk((each for each in inside if not each.name.startswith(".")), named=False)
        elif stat.S_ISLNK(mode):
            yield Refused(shown(path), _LINK)
        elif named or path.suffix.lower() in (".md", ".zip"):
            yield from _walk_file(path, mode)
        else:
            yield Refused(shown(path), _NOT_MARKDOWN)


def _walk_file(path: Path, mode: int) -> Iterator[_Entry | Refused]:
    if not stat.S_ISREG(mode):
        yield Refused(shown(path), "보통 파일이 아닙니다.")
    elif path.suffix.lower() == ".zip":
        try:
            with path.open("rb") as file:
                yield from _walk_zip(shown(path), file, _Budget(OWN_ZIP))
        except OSError as error:
            yield Refused(shown(path), _unreadable(error))
    else:
        yield shown(path), partial(_read_bounded, path)


def _walk_zip(path: str, file: IO[bytes], budget: _Budget) -> Iterator[_Entry | Refused]:
    try:
        archive = _open_zip(file)
    except Exception:
        yield Refused(path, _BAD_ZIP)
        return
    with archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            parts = PurePosixPath(name).parts
            is_hidden = any(part.startswith(".") and part != ".." for part in parts)
            # __MACOSX is what the Finder adds to every zip file beside the files themselves.
            if name.endswith("/") or is_hidden or parts[:1] == ("__MACOSX",):
                continue
            if stopped := budget.exhausted():
                yield Refused(path, stopped)
                return
            where = f"{path}/{shown(name)}"
            if refusal := _member_refusal(member, name):
                budget.files += 1
                yield Refused(where, refusal)
            else:
                yield where, partial(_read_member, archive, member, budget)


def unpacking_problem(packed: zipfile.ZipFile, most: int) -> str:
    """Why a packed file is not read (a Korean sentence): it unpacks to more than `most` bytes, or far too densely.

    Counted as it comes out, whatever the file says of itself. Raises what zipfile raises of a damaged file.
    """
    unpacked = 0
    for member in packed.infolist():
        size = 0
        with packed.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if unpacked + size > most:
                    return f"압축을 푼 크기가 한도({most // 2**20:,} MB)를 넘는 파일입니다."
                if _is_packed_too_densely(size, member):
                    return _TOO_DENSE
        unpacked += size
    return ""


def _is_packed_too_densely(size: int, member: zipfile.ZipInfo) -> bool:
    return size > _RATIO_COUNTS_FROM and size > MAX_RATIO * member.compress_size


def _open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        # Korean Windows writes names in CP949 where a zip file does not say UTF-8.
        return zipfile.ZipFile(file, metadata_encoding="cp949")
    except UnicodeDecodeError:
        return zipfile.ZipFile(file)


def _member_refusal(member: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in PurePosixPath(name).parts:
        return "압축 파일 안의 이름이 폴더 밖을 가리킵니다."
    if stat.S_ISLNK(member.external_attr >> 16):
        return _LINK
    if name.lower().endswith(".zip"):
        return "압축 파일 안에 든 압축 파일은 열지 않습니다."
    if not name.lower().endswith(".md"):
        return _NOT_MARKDOWN
    if member.flag_bits & 0x1:
        return "암호가 걸린 압축 파일입니다."
    if member.file_size > MAX_FILE_BYTES:
        return _TOO_BIG
    return None


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> bytes:
    with archive.open(member) as stream:
        content = budget.take(stream)
    if _is_packed_too_densely(len(content), member):
        raise UnreadableRulingError(_TOO_DENSE)
    return content


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        return _bounded(stream)


def _bounded(stream: IO[bytes]) -> bytes:
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableRulingError(_TOO_BIG)
    return content


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "파일이나 폴더가 없습니다."
    if isinstance(error, PermissionError):
        return "읽을 권한이 없습니다."
    return f"읽을 수 없습니다: {error.strerror or error}"


def broken(error: Exception) -> str:
    """Why a file or a row is refused whose reader failed in a way that nobody foresaw."""
    return f"손상되었거나 판례의 꼴이 아니어서 읽지 못했습니다({type(error).__name__})."


def shown(path: Path | str) -> str:
    """A path fit to print: composed, control characters and bytes that are no text as `?`."""
    return "".join(char if char.isprintable() else "?" for char in unicodedata.normalize("NFC", str(path)))
