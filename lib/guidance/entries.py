"""Entries of the data files: sentences in both languages, phrases to look for, and errors that name an entry."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from lib.text.shipped import ShippedDataError
from lib.text.spelling import squeeze

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Frozen(BaseModel):
    """Base of what is read from the data files: immutable, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Entry = TypeVar("Entry", bound=Frozen)


class Text(Frozen):
    """One text in both languages of the product."""

    ko: Sentence
    en: Sentence

    def in_language(self, language: str) -> str:
        """The English text for "en", the Korean one for anything else."""
        return self.en if language == "en" else self.ko


def _phrase(phrase: object) -> object:
    if isinstance(phrase, str) and (phrase != squeeze(phrase).lower() or len(phrase) < 2):
        raise ValueError(f"{phrase!r}: write phrases without white space, lower case, two characters or more")
    return phrase


Phrases = tuple[Annotated[str, BeforeValidator(_phrase)], ...]


def read_entries(name: str, content: object, model: type[Entry]) -> tuple[Entry, ...]:
    """The entries that `data/{name}.yaml` holds under the key of its own name. ShippedDataError names the entry."""
    rows = content.get(name) if isinstance(content, dict) and len(content) == 1 else None
    if not isinstance(rows, list):
        raise ShippedDataError(f"{name}.yaml: expected a list under the one key {name!r}")
    entries: dict[object, Entry] = {}
    for number, row in enumerate(rows, 1):
        id_ = row.get("id", "?") if isinstance(row, dict) else "?"
        try:
            entry = model.model_validate(row)
            if id_ in entries:
                raise ValueError("this id is used twice")
        except ValueError as error:
            raise ShippedDataError(f"{name}.yaml: entry {number} ({id_}): {error}") from error
        entries[id_] = entry
    return tuple(entries.values())
