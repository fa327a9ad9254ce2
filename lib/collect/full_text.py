"""The text of one ruling that is held without it: fetched by its serial, or pasted by a person."""

from datetime import UTC, datetime
from enum import StrEnum

from lib.access import Doing, Used, Visitor
from lib.collect.importing import SyncIndex, named
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import StoredRuling, Way
from lib.domain.reference import is_headed_by
from lib.domain.ruling import Precedent
from lib.domain.sections import Part, read_sections
from lib.domain.taxonomy import Outcome
from lib.sources.live import LiveSource, MissingRulingError
from lib.sources.shapes import serial_of
from lib.store import Store
from lib.store.merging import Given

PASTED = "pasted"
"""The source of a text that a person pasted."""

LONGEST = 300_000
"""Characters of a pasted text; the longest published rulings have about 200,000."""


class Refusal(StrEnum):
    """Why a text is not held."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNNAMED = "unnamed"
    """It names no case number."""
    OF_ANOTHER = "of_another"
    NO_RULING = "no_ruling"
    """It has no order or no reasons."""
    ENDS_OTHERWISE = "ends_otherwise"
    """It ends in another way than the ruling is known to."""
    UNCHECKED = "unchecked"
    """No digest tells what the ruling says, so nothing can be compared with it."""
    MISSING = "missing"
    """The source has no text of this ruling."""


class TextRefusedError(Exception):
    """The text is not that of the ruling, or there is none."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def serial_of_ruling(ruling: StoredRuling) -> str:
    """The 판례일련번호 under which 국가법령정보 has a ruling; empty where no source gave one."""
    seen = (ruling.precedent.source_serial, *(sighting.source_serial for sighting in ruling.sightings))
    return next((serial for each in seen if each and (serial := serial_of(each))), "")


def fetch_text(
    ruling: StoredRuling, source: LiveSource, store: Store, sync_index: SyncIndex, by: Visitor
) -> None:
    """Hold the text that a source of serials (lawgo) has of the ruling: one call, and the source is closed.

    Raises AccessRefusedError, SourceError, TextRefusedError and StoreError.
    """
    by.require(Doing.IMPORT)
    by.take(Used.IMPORTS)
    try:
        # Every ruling held is an industrial-accident one, so what the agency published is asked for as such.
        found = source.ruling("agency", serial_of_ruling(ruling))
    except MissingRulingError:
        found = None
    finally:
        source.close()
    if found is None or not found.text.strip():
        raise TextRefusedError(Refusal.MISSING)
    if found.id != ruling.id:
        raise TextRefusedError(Refusal.OF_ANOTHER)
    _hold(found, store, sync_index)


def keep_pasted(ruling: StoredRuling, text: str, store: Store, sync_index: SyncIndex, by: Visitor) -> None:
    """Hold a text that a person pasted, once it names this ruling's court and number first of all.

    It is an import of its own, which can be taken back, and turns nothing that is known of the ruling. Raises
    AccessRefusedError, TextRefusedError and StoreError.
    """
    by.require(Doing.IMPORT)
    text = text.strip()
    if not text:
        raise TextRefusedError(Refusal.EMPTY)
    if len(text) > LONGEST:
        raise TextRefusedError(Refusal.TOO_LONG)
    by.take(Used.IMPORTS)
    precedent = ruling.precedent
    names_it = is_headed_by(text, precedent)
    if not names_it:
        raise TextRefusedError(Refusal.UNNAMED if names_it is None else Refusal.OF_ANOTHER)
    pasted = Precedent(
        case_number=precedent.case_number,
        court=precedent.court,
        title=precedent.title,
        source=PASTED,
        text=text,
        fetched_at=datetime.now(UTC),
    )
    sections = read_sections(pasted.plain_text)
    if not sections.has_order or not sections.of(Part.REASONS):
        raise TextRefusedError(Refusal.NO_RULING)
    ours, theirs = ruling.labels.outcome.value, classify(pasted).outcome.value
    if Outcome.UNKNOWN not in (ours, theirs) and ours is not theirs:
        raise TextRefusedError(Refusal.ENDS_OTHERWISE)
    if not (precedent.digest or ruling.unvouched):
        raise TextRefusedError(Refusal.UNCHECKED)
    given = store.begin_import(Way.PASTED, named([f"{precedent.court} {precedent.case_number}"]), True)
    _hold(pasted, store, sync_index, given)


def _hold(precedent: Precedent, store: Store, sync_index: SyncIndex, given: Given | None = None) -> None:
    store.upsert([precedent], classify, CLASSIFIER_VERSION, given)
    sync_index(store)
