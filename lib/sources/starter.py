"""The rulings that ship with the app: our own-words digests, one JSON file per ruling."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from lib.domain.digest import Digest
from lib.domain.ruling import Precedent
from lib.sources.found import Refused, unreadable
from lib.text.said import said

SOURCE = "starter"

FOLDER = Path(__file__).resolve().parents[2] / "data" / "starter"


def fingerprint(folder: Path = FOLDER) -> str:
    """A value that changes with any file of the folder (SHA-256 over names and contents)."""
    content = hashlib.sha256()
    for path in _files(folder):
        try:
            held = path.read_bytes()
        except OSError as error:
            held = type(error).__name__.encode()
        content.update(path.name.encode() + b"\0" + held + b"\0")
    return content.hexdigest()


def read_starter(folder: Path = FOLDER) -> Iterator[Precedent]:
    """Every starter ruling that can be read, in the order of the file names; `refused_starter` tells of the rest."""
    return (item for item in _read(folder) if isinstance(item, Precedent))


def refused_starter(folder: Path = FOLDER) -> list[Refused]:
    """The starter files that do not fit the schema or cannot be read, and why."""
    return [item for item in _read(folder) if isinstance(item, Refused)]


def _read(folder: Path) -> Iterator[Precedent | Refused]:
    for path in _files(folder):
        try:
            digest = Digest.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            why = f"{place or 'JSON'}: {first['msg']}"
            yield Refused(path.name, said("기본 판례의 꼴이 아닙니다({why}).", why=why))
            continue
        except OSError as error:
            yield Refused(path.name, unreadable(error))
            continue
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
