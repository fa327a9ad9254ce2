"""What reading files brings: rulings, and what could not be read, each with its place and its reason."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from lib.domain.ruling import Precedent


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling that was read.

    `note` says what of it could not be read as it stands (a Korean sentence); empty where nothing was lost.
    """

    path: str
    precedent: Precedent
    note: str = ""


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
    return f"손상되었거나 판례의 꼴이 아니어서 읽지 못했습니다({type(error).__name__})."


def unreadable(error: OSError) -> str:
    """Why a file is refused that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return "파일이나 폴더가 없습니다."
    if isinstance(error, PermissionError):
        return "읽을 권한이 없습니다."
    return f"읽을 수 없습니다: {error.strerror or error}"


def shown(path: Path | str) -> str:
    """A path fit to print: composed, control characters and bytes that are no text as `?`."""
    return "".join(char if char.isprintable() else "?" for char in unicodedata.normalize("NFC", str(path)))
