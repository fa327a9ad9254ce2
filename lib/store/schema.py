"""The tables of the present layout. A change here needs a step in `migrations`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from lib.domain.digest import Digest
from lib.domain.labels import Labels
from lib.domain.office_case import CaseStatus
from lib.domain.records import Collection, Origin, Way
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit

metadata = sa.MetaData()


# A column that holds values of another kind: how they are written, and read again.
class _Kept(sa.types.UserDefinedType[Any]):
    cache_ok = True

    def __init__(
        self, write: Callable[[Any], object], read: Callable[[Any], object], spec: str = "TEXT"
    ) -> None:
        self.write, self.read, self.spec = write, read, spec

    def get_col_spec(self, **_options: object) -> str:
        return self.spec

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], object]:
        write = self.write
        return lambda value: None if value is None else write(value)

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], object]:
        read = self.read
        return lambda stored: None if stored is None else read(stored)


# ISO 8601 in UTC, so that text order is time order; a moment without a zone is taken as UTC.
def _utc(moment: datetime) -> str:
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()


def _term(vocabulary: type[Enum], spec: str = "TEXT") -> _Kept:
    # A table is many times faster than asking the class, and a listing asks 200,000 times.
    return _Kept(attrgetter("value"), {term.value: term for term in vocabulary}.__getitem__, spec)


_LABELS: TypeAdapter[Labels] = TypeAdapter(Labels)

DAY = _Kept(date.isoformat, date.fromisoformat)
MOMENT = _Kept(_utc, datetime.fromisoformat)
_LABELS_JSON = _Kept(
    lambda labels: _LABELS.dump_json(labels, exclude_defaults=True).decode(), _LABELS.validate_json
)
_DIGEST_JSON = _Kept(Digest.model_dump_json, Digest.model_validate_json)
_PRECEDENTS: TypeAdapter[Precedent] = TypeAdapter(Precedent)
# Text and digest have places of their own.
_PRECEDENT_JSON = _Kept(
    lambda said: _PRECEDENTS.dump_json(said, exclude={"text", "digest"}, exclude_none=True).decode(),
    _PRECEDENTS.validate_json,
)
_COLLECTIONS: TypeAdapter[Collection] = TypeAdapter(Collection)
_COLLECTION_JSON = _Kept(lambda kept: _COLLECTIONS.dump_json(kept).decode(), _COLLECTIONS.validate_json)

# The light columns have a table of their own: a scan for facets over 32,000 rulings then reads
# some 10 MB instead of walking past 600 MB of text.
rulings = sa.Table(
    "rulings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("case_number", sa.Text, nullable=False),
    sa.Column("case_key", sa.Text, nullable=False, index=True),
    sa.Column("court", sa.Text, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("decided_on", DAY),
    sa.Column("year", sa.Integer, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_serial", sa.Text, index=True),
    sa.Column("source_url", sa.Text),
    sa.Column("source_kind_a", sa.Text),
    sa.Column("source_kind_b", sa.Text),
    sa.Column("source_kind_c", sa.Text),
    sa.Column("fetched_at", MOMENT),
    sa.Column("text_source", sa.Text),
    sa.Column("instance", _term(Instance, "INTEGER"), nullable=False, index=True),
    sa.Column("outcome", _term(Outcome), nullable=False, index=True),
    sa.Column("kind_b", _term(KindB), nullable=False, index=True),
    sa.Column("kind_c", _term(KindC), nullable=False, index=True),
    sa.Column("disease_category", _term(Disease), nullable=False, index=True),
    sa.Column("issue_category", _term(Issue), nullable=False, index=True),
    sa.Column("suit", _term(Suit), nullable=False, index=True),
    sa.Column("has_text", sa.Boolean, nullable=False),
    sa.Column("has_digest", sa.Boolean, nullable=False),
    sa.Column("classifier_version", sa.Integer, nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False, unique=True),
    sa.Column("unvouched", sa.Boolean, nullable=False, server_default=sa.false()),
)
contents = sa.Table(
    "contents",
    metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("labels", _LABELS_JSON, nullable=False),
    sa.Column("digest", _DIGEST_JSON),
    sa.Column("text", sa.Text, nullable=False),
)
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("source", sa.Text, primary_key=True, index=True),
    sa.Column("source_serial", sa.Text),
    sa.Column("source_url", sa.Text),
    sa.Column("kind_a", sa.Text),
    sa.Column("kind_b", sa.Text),
    sa.Column("kind_c", sa.Text),
    sa.Column("fetched_at", MOMENT),
    sa.Column("origin", _term(Origin), nullable=False, index=True),
    sa.Column("collection", sa.Integer),
    sa.Column("from_file", sa.Boolean, nullable=False, server_default=sa.false()),
)
# What persons' files said, by import, so that any of it can be taken back. A text that is the ruling's
# own stands in `contents` alone: then it is NULL here.
imports = sa.Table(
    "imports",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("way", _term(Way), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("vouched", sa.Boolean, nullable=False),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    # The listing or sample that it was when it came, and the number under which that is held.
    sa.Column("collected", _COLLECTION_JSON),
    sa.Column("collection", sa.Integer),
)
sayings = sa.Table(
    "sayings",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("ruling_id", sa.Text, primary_key=True, index=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("vouched", sa.Boolean, nullable=False),
    sa.Column("said", _PRECEDENT_JSON, nullable=False),
    sa.Column("text", sa.Text),
    sa.Column("outcome", _term(Outcome)),
    sa.Column("differs", sa.Boolean, nullable=False, index=True),
)
# What official sources say of the rulings of which files speak too.
officials = sa.Table(
    "officials",
    metadata,
    sa.Column("ruling_id", sa.Text, primary_key=True),
    sa.Column("said", _PRECEDENT_JSON, nullable=False),
    sa.Column("text", sa.Text),
)
# Rulings that are held no more: what follows the store by revision meets them here.
removed = sa.Table(
    "removed",
    metadata,
    sa.Column("ruling_id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False, index=True),
)
# Whole listings and random samples that were taken in; what else is held was chosen by somebody.
collections = sa.Table(
    "collections",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("origin", _term(Origin), nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("seed", sa.Integer),
)
related = sa.Table(
    "related",
    metadata,
    sa.Column("ruling_id", sa.Text, sa.ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("related_id", sa.Text, primary_key=True, index=True),
)
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
marks = sa.Table(
    "marks",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# What live sources list, and what came of each entry; see lib.collect.
listing_rows = sa.Table(
    "listing_rows",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("listing", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    # One key may stand in several rows; what a row says tells them apart.
    sa.Column("fingerprint", sa.Text, primary_key=True),
    sa.Column("walk", sa.Integer, nullable=False),
)
collected_entries = sa.Table(
    "collected_entries",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("ruling_id", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("left_out", sa.Boolean, nullable=False),
)

# What models answered about public rulings, and what each call took. Neither holds a word of what
# people type.
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("prompt_version", sa.Text, nullable=False),
    sa.Column("made_at", MOMENT, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)
calls = sa.Table(
    "calls",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("day", DAY, nullable=False, index=True),
    sa.Column("begun_at", MOMENT, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("prompt_version", sa.Text, nullable=False),
    sa.Column("tokens", sa.Integer, nullable=False),
    # False where it surely cost nothing: such a call counts towards no limit.
    sa.Column("counts", sa.Boolean, nullable=False),
    # Empty while the call is under way, and for ever where the program was killed during it.
    sa.Column("seconds", sa.Float),
    sa.Column("cost", sa.Float),
    # Why there was no answer.
    sa.Column("problem", sa.Text),
    # Tells the calls of a person in a day apart from others'; nobody can be known by it.
    sa.Column("person", sa.Text, nullable=False, server_default=""),
)

# The cases of a labour attorney's office. Deleting writes each of these tables anew (`office_cases`), so nothing
# may refer to them from outside.
office_cases = sa.Table(
    "office_cases",
    metadata,
    sa.Column("list_name", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("intake_json", sa.Text, nullable=False),
    # None until it is analysed.
    sa.Column("result_json", sa.Text),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("status", _term(CaseStatus), nullable=False),
    sa.Column("assignee", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("consent", sa.Boolean, nullable=False),
    sa.Column("power_of_attorney", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("added_at", MOMENT, nullable=False),
    sa.Column("added_by", sa.Text, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
)
office_changes = sa.Table(
    "office_changes",
    metadata,
    sa.Column("list_name", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
)
# Who stands in which role in a case, as keyed hashes: no name is known by them without the key.
office_names = sa.Table(
    "office_names",
    metadata,
    sa.Column("list_name", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True, index=True),
)
