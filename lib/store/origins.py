"""How rulings came: the whole listings and random samples that were taken in, and what belongs to them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime

import sqlalchemy as sa

from lib.domain.records import Collection, Origin
from lib.store.connection import among
from lib.store.precedents import Precedents, draw_revision
from lib.store.schema import collected_entries, collections, imports, listing_rows, sightings

_seen, _held, _listed, _entry = sightings.c, collections.c, listing_rows.c, collected_entries.c
_FIELDS = tuple(field.name for field in fields(Collection))
_CHOSEN = {"origin": Origin.CHOSEN, "collection": None}


class Origins(Precedents):
    """Rulings with how they came; every one that belongs to no collection was chosen."""

    def record_collection(
        self, collection: Collection, members: Mapping[str, Iterable[str]], number: int | None = None
    ) -> None:
        """Remember a whole listing or a sample, in one transaction; `members`: source → ids it gave.

        `number`: of the import that it came with, so that it is taken back with it.

        It takes the place of the listing of the same place, and a sample that of every earlier sample:
        two draws together are no random sample. What was listed stays listed when it is drawn.
        """
        with self.write() as connection:
            ids = [
                sa.and_(_seen.source == source, among(_seen.ruling_id, held))
                for source, held in members.items()
            ]
            id = record(connection, collection, sa.or_(sa.false(), *ids))
            kept = sa.update(imports).where(imports.c.number == number)
            connection.execute(kept.values(collected=collection, collection=id))

    def record_listing(self, source: str) -> None:
        """Remember that everything a live source lists was walked and what it gave is held, as of now."""
        rows = sa.select(_listed.key, _listed.fingerprint).where(_listed.source == source).distinct()
        listed = sa.select(_listed.key).where(_listed.source == source)
        # A key is the ruling itself, or what its ruling was fetched by.
        fetched = sa.select(_entry.ruling_id).where(
            _entry.source == source, _entry.key.in_(listed), _entry.ruling_id.is_not(None)
        )
        theirs = _seen.ruling_id.in_(listed) | _seen.ruling_id.in_(fetched)
        with self.write() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(rows.subquery()))
            if not total:
                return
            found = Collection(Origin.LISTING, source, total, datetime.now(UTC))
            record(connection, found, sa.and_(_seen.source == source, theirs))

    def collections(self) -> list[Collection]:
        """The listings and the sample that are held, the newest first."""
        query = sa.select(*(_held[name] for name in _FIELDS))
        return [Collection(*row) for row in self._rows(query.order_by(_held.at.desc(), _held.id.desc()))]

    def ids_of(self, origin: Origin) -> set[str]:
        """The rulings that at least one source gave in this way."""
        return {id for (id,) in self._rows(sa.select(_seen.ruling_id).where(_seen.origin == origin))}


def record(
    connection: sa.Connection,
    found: Collection,
    members: sa.ColumnElement[bool],
    id: int | None = None,
) -> int:
    """Hold a listing or a sample, under this number where it is free, and mark its sightings; its number."""
    same = _held.origin == found.origin
    if found.origin is Origin.RANDOM:
        members &= _seen.origin != Origin.LISTING
    else:
        same &= _held.place == found.place
    before = connection.scalars(sa.select(_held.id).where(same)).all()
    theirs = sa.select(_seen.ruling_id, _seen.source).where(_seen.collection.in_(before))
    once = set(connection.execute(theirs))
    connection.execute(sa.update(sightings).where(_seen.collection.in_(before)).values(_CHOSEN))
    connection.execute(sa.delete(collections).where(_held.id.in_(before)))
    taken = id is None or connection.scalar(sa.select(_held.id).where(_held.id == id))
    row = {name: getattr(found, name) for name in _FIELDS} | ({} if taken else {"id": id})
    new = sa.insert(collections).values(row)
    number = connection.execute(new.returning(_held.id)).scalar_one()
    came = {"origin": found.origin, "collection": number}
    now = sa.update(sightings).where(members).values(came).returning(_seen.ruling_id, _seen.source)
    if set(connection.execute(now)) != once:
        # No ruling changed, but what may be said of them did: who keeps things by the revision asks again.
        draw_revision(connection)
    return int(number)
