"""What reading files brings: rulings, and what could not be read, each with its place and its reason."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from lib.domain.ruling import Precedent
from lib.text.said import said

UNREADABLE = said("이 판결을 읽다가 문제가 생겨 넣지 않았습니다. 판결문이 맞는지 확인해 주세요.")
"""What is said of a ruling that cannot be labelled."""
CROWDED = said(
    "이 판결에는 이미 여러 파일의 말이 있어 더 넣지 않았습니다. 먼저 넣은 것을 되돌린 뒤 다시 넣어 주세요."
)
"""What is said of a ruling of which files have said as much as is held of one."""
LINK = said("다른 파일을 가리키는 링크라서 따라가지 않았습니다.")
"""What is said of a link inside of a folder or a zip file."""


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling that was read.

    `notes` say what of it could not be read as it stands (Korean sentences).
    """

    path: str
    precedent: Precedent
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A row or a file whose ruling came in, and what of it could not be read (a Korean sentence)."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or a row that could not be taken in, and why (a Korean sentence)."""

    path: str
    reason: str


def broken(error: Exception) -> str:
    """Why a file or a row is refused whose reader failed in a way that nobody foresaw."""
    return said("손상되었거나 판례의 꼴이 아니어서 읽지 못했습니다({kind}).", kind=type(error).__name__)


def unreadable(error: OSError) -> str:
    """Why a file is refused that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return said("파일이나 폴더가 없습니다.")
    if isinstance(error, PermissionError):
        return said("읽을 권한이 없습니다.")
    return said("읽을 수 없습니다: {why}", why=error.strerror or str(error))


def is_left_behind(name: str) -> bool:
    """Whether a file or a folder is one of those that systems and Office leave beside others."""
    # __MACOSX is what the Finder adds to every zip file beside the files themselves.
    return name.startswith((".", "~$")) or name == "__MACOSX" or name.lower() in ("thumbs.db", "desktop.ini")


def shown(path: Path | str) -> str:
    """A path fit to print: composed, control characters and bytes that are no text as `?`."""
    return "".join(char if char.isprintable() else "?" for char in unicodedata.normalize("NFC", str(path)))
