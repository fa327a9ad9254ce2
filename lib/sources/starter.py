"""The rulings that ship with the app: our own-words digests, one JSON file per ruling."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from lib.domain.digest import Digest
from lib.domain.ruling import Precedent

SOURCE = "starter"

FOLDER = Path(__file__).resolve().parents[2] / "data" / "starter"


class StarterError(Exception):
    """A starter file does not fit the schema; the message names the file and the field."""


def fingerprint(folder: Path = FOLDER) -> str:
    """A value that changes with any file of the folder (SHA-256 over names and contents)."""
    content = hashlib.sha256()
    for path in _files(folder):
        content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()


def read_starter(folder: Path = FOLDER) -> Iterator[Precedent]:
    """Every starter ruling, in the order of the file names. Raises StarterError."""
    for path in _files(folder):
        try:
            digest = Digest.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise StarterError(f"기본 판례 파일 {path.name}의 {place}: {first['msg']}") from error
        yield Precedent(
            case_number=digest.case_number,
            court=digest.court,
            title=digest.title,
            source=SOURCE,
            digest=digest,
            decided_on=digest.decided_on,
            source_serial=digest.serial,
            source_url=digest.source_url,
        )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))
