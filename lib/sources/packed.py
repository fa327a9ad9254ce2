"""What packed files may unpack to, counted as it comes out, whatever they say of themselves."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from lib.text.said import said

MAX_RATIO = 200
"""Korean text packs 3 to 6 times smaller; only made-up data packs hundreds of times smaller."""

# A short file of blanks packs as well and does no harm.
_RATIO_COUNTS_FROM = 2**20
_CHUNK = 2**20

TOO_DENSE = said("비정상적으로 많이 압축된 파일입니다.")
"""Why a file is refused that only made-up data can be."""
BAD_ZIP = said("손상된 압축 파일입니다.")
"""Why a zip file or a part of it is refused that zipfile cannot read."""

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
"""What zipfile lets through of a damaged or exotic file, beside its own BadZipFile."""


_TOO_LARGE = said("압축을 푼 크기가 한도({mb} MB)를 넘는 파일입니다.")


def _megabytes(size: int) -> str:
    return f"{size // 2**20:,}"


class TooMuchError(Exception):
    """More comes out of a packed file than may; the message is a Korean sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be taken in. Bytes are counted as they come out, not as a zip file declares them."""

    total_bytes: int
    files: int


@dataclass(slots=True)
class Budget:
    """What is left of `limits`, for all that is read together."""

    limits: Limits
    unpacked: int = 0
    files: int = 0

    def exhausted(self) -> str | None:
        """Why nothing more is read, or None."""
        if self.files >= self.limits.files:
            return said(
                "한 번에 읽을 수 있는 파일 수({n}개)를 넘어 나머지는 읽지 않았습니다.",
                n=f"{self.limits.files:,}",
            )
        if self.unpacked >= self.limits.total_bytes:
            return said(
                "압축을 푼 크기가 한도({mb} MB)를 넘어 나머지는 읽지 않았습니다.",
                mb=_megabytes(self.limits.total_bytes),
            )
        return None

    @property
    def left(self) -> int:
        """Bytes that may still come out."""
        return max(0, self.limits.total_bytes - self.unpacked)

    def spend(self, size: int) -> None:
        """Count bytes that came out."""
        self.unpacked += size


def unpacking_problem(
    packed: zipfile.ZipFile, most: int, spend: Callable[[int], None] | None = None, short: int = 0
) -> str:
    """Why a packed file is not read (a Korean sentence): it unpacks to more than `most` bytes, or far too densely.

    A part of up to `short` bytes may be as dense as it likes. Counted as it comes out, whatever the file says of itself, and told to `spend`. A part that breaks off counts as
    far as it comes: whoever reads it meets the break.
    """
    unpacked = 0
    for member in packed.infolist():
        size = 0
        try:
            for chunk in chunks(packed, member):
                size += len(chunk)
                if unpacked + size > most:
                    return said(_TOO_LARGE, mb=_megabytes(most))
                if size > short and is_packed_too_densely(size, member.compress_size):
                    return TOO_DENSE
        except (*ZIP_ERRORS, OSError, RuntimeError):
            pass
        unpacked += size
        if spend:
            spend(size)
    return ""


def chunks(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part of a packed file holds, a megabyte at a time. Raises what zipfile raises of a damaged one."""
    with packed.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def copy_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: IO[bytes], budget: Budget) -> None:
    """Write a part of a packed file to `target`, which then stands at its beginning. Raises TooMuchError."""
    budget.files += 1
    size = 0
    for chunk in chunks(packed, member):
        size += len(chunk)
        budget.spend(len(chunk))
        if is_packed_too_densely(size, member.compress_size):
            raise TooMuchError(TOO_DENSE)
        if not budget.left:
            raise TooMuchError(said(_TOO_LARGE, mb=_megabytes(budget.limits.total_bytes)))
        target.write(chunk)
    target.seek(0)


def is_packed_too_densely(size: int, packed: int) -> bool:
    """Whether so many bytes are more than text unpacks to from so many packed ones."""
    return size > _RATIO_COUNTS_FROM and size > MAX_RATIO * packed


def inflated(content: bytes, most: int) -> bytes:
    """What a stream of deflate without a head holds, `most` bytes at most.

    Raises TooMuchError, and zlib.error where it is damaged or breaks off.
    """
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    out = unpacking.decompress(content, most + 1)
    if len(out) > most:
        raise TooMuchError(said(_TOO_LARGE, mb=_megabytes(most)))
    if is_packed_too_densely(len(out), len(content)):
        raise TooMuchError(TOO_DENSE)
    if not unpacking.eof:
        raise zlib.error("breaks off")
    return out


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """A zip file. Raises what zipfile raises of a damaged one."""
    try:
        # Korean Windows writes names in CP949 where a zip file does not say UTF-8.
        return zipfile.ZipFile(file, metadata_encoding="cp949")
    except UnicodeDecodeError:
        return zipfile.ZipFile(file)
