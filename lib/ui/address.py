"""A search as the address of its page, both ways, so that it can be shared, reloaded and gone back to."""

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar
from urllib.parse import unquote_plus

from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.search.query import LONGEST_QUESTION, Filters
from lib.text.spelling import ENCODED_AT_MOST, decoded, plain

PER_PAGE = 10
_LAST_PAGE = 10_000
_MOST_COURTS = 20

T = TypeVar("T")

PARAMETERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "outcome": ("outcome", Outcome),
    "kind_c": ("kind_c", KindC),
    "kind_b": ("kind_b", KindB),
    "disease_category": ("disease", Disease),
    "issue_category": ("issue", Issue),
    "instance": ("instance", lambda value: Instance(int(value))),
    "suit": ("suit", Suit),
    "court": ("court", str),
}
"""Field of Filters → its parameter in the address, and how one value of it is read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search page shows: the words, the filters, and which page of results (from 1)."""

    text: str = ""
    filters: Filters = dataclasses.field(default_factory=Filters)
    page: int = 1

    @property
    def offset(self) -> int:
        """How many results stand before this page."""
        return (self.page - 1) * PER_PAGE


def ruling_named(value: str) -> str:
    """What the address of a ruling's page names it by, as a person reads it, however often it was encoded."""
    for _ in range(ENCODED_AT_MOST):
        value = unquote_plus(value)
    return plain(value).strip()


def question(words: str) -> str:
    """What a person asks, as it is read: in plain form, without blanks around it, cut where it is too long."""
    return plain(decoded(words)).strip()[:LONGEST_QUESTION]


def read_address(parameters: dict[str, list[str]]) -> Asked:
    """What an address asks for; values that mean nothing are passed over."""
    parameters = {name: list(map(plain, values)) for name, values in parameters.items()}
    chosen: dict[str, Any] = {
        field: _values(parameters.get(name, []), read) for field, (name, read) in PARAMETERS.items()
    }
    chosen["court"] = tuple(court for court in chosen["court"] if court.strip())[:_MOST_COURTS]
    years = [_number(parameters, name, 1900, 2200) for name in ("year_from", "year_to")]
    if None not in years:
        years.sort(key=lambda year: year or 0)
    return Asked(
        text=question((parameters.get("q") or [""])[0]),
        filters=Filters(**chosen, year_from=years[0], year_to=years[1]),
        page=_number(parameters, "page", 1, _LAST_PAGE) or 1,
    )


def write_address(asked: Asked) -> dict[str, list[str]]:
    """The parameters of the address that asks for this; what is not asked for is not in it."""
    filters = asked.filters
    parameters: dict[str, Sequence[Any]] = {
        "q": [asked.text],
        **{name: getattr(filters, field) for field, (name, _) in PARAMETERS.items()},
        "year_from": [filters.year_from],
        "year_to": [filters.year_to],
        "page": [asked.page if asked.page > 1 else None],
    }
    return {name: [str(value) for value in values] for name, values in parameters.items() if any(values)}


def filtered(asked: Asked, **chosen: Any) -> Asked:
    """The same question with some filters chosen anew, from its first page."""
    return replace(asked, filters=replace(asked.filters, **chosen), page=1)


def without(asked: Asked, field: str, value: object) -> Asked:
    """The same question without one value of a filter."""
    left = tuple(other for other in getattr(asked.filters, field) if other != value)
    return filtered(asked, **{field: left})


def active(filters: Filters) -> list[tuple[str, Any]]:
    """Every value that is filtered by, with its field, years aside."""
    return [
        (field.name, value)
        for field in fields(filters)
        if field.name in PARAMETERS
        for value in getattr(filters, field.name)
    ]


def _values(raw: Sequence[str], read: Callable[[str], T]) -> tuple[T, ...]:
    found: dict[T, None] = {}
    for value in raw:
        with suppress(ValueError):
            found[read(value)] = None
    return tuple(found)


def _number(parameters: dict[str, list[str]], name: str, least: int, most: int) -> int | None:
    raw = (parameters.get(name) or [""])[0]
    if not (raw.isascii() and raw.isdigit() and len(raw) <= len(str(most))):
        return None
    return int(raw) if least <= int(raw) <= most else None
