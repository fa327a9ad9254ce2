"""What persons' files say of rulings, kept by import beside what official sources say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.store.connection import among, upsert_rows
from lib.store.merging import Classify, Said, Sides, judged
from lib.store.schema import officials, sayings


def load_sides(connection: sa.Connection, held: Mapping[str, StoredRuling]) -> dict[str, Sides]:
    """By id, who says what of the rulings of which some file speaks."""
    if not held:
        return {}
    query = sa.select(sayings).where(among(sayings.c.ruling_id, held))
    said: dict[str, list[Said]] = {}
    for row in connection.execute(query.order_by(sayings.c.number, sayings.c.source)):
        precedent = _with_text(row, held[row.ruling_id])
        said.setdefault(row.ruling_id, []).append(
            Said(row.number, row.vouched, precedent, row.outcome, row.differs)
        )
    if not said:
        return {}
    official = {}
    for row in connection.execute(sa.select(officials).where(among(officials.c.ruling_id, said))):
        ruling = held[row.ruling_id]
        precedent = replace(_with_text(row, ruling), digest=ruling.precedent.digest)
        official[row.ruling_id] = precedent, tuple(s for s in ruling.sightings if not s.from_file)
    return {id: Sides(official.get(id), tuple(each)) for id, each in said.items()}


def save_sides(
    connection: sa.Connection,
    sides: Mapping[str, Sides],
    held: Mapping[str, StoredRuling],
    classify: Classify,
    settled: Mapping[str, Sequence[Said]] | None = None,
) -> None:
    """Write who says what of these rulings, which are `held` so now, in place of what was written before.

    `settled`: by id, sayings that were judged beside the ruling as it is held.
    """
    if not sides:
        return
    for table in (sayings, officials):
        connection.execute(sa.delete(table).where(among(table.c.ruling_id, sides)))
    said, official = [], []
    for id, each in sides.items():
        known = (settled or {}).get(id, ())
        for one in each.said:
            ruling = held[id]
            if not any(one is other for other in known):
                one = judged(one, ruling.precedent, ruling.labels, classify)
            said.append(
                _row(id, one.precedent, ruling)
                | {
                    "number": one.number,
                    "source": one.precedent.source,
                    "vouched": one.vouched,
                    "outcome": one.outcome,
                    "differs": one.differs,
                }
            )
        if each.said and each.official:
            official.append(_row(id, each.official[0], held[id]))
    upsert_rows(connection, sayings, said)
    upsert_rows(connection, officials, official)


MOST_SAID, MOST_TEXT_SAID = 300, 2_000_000
"""Sayings of one ruling, and characters of their texts: with each that comes all of them are written anew."""


def crowded(connection: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Those of these rulings of which files say so much already that no more is taken in."""
    length = sa.func.coalesce(sa.func.sum(sa.func.length(sayings.c.text)), 0)
    query = (
        sa.select(sayings.c.ruling_id).where(among(sayings.c.ruling_id, ids)).group_by(sayings.c.ruling_id)
    )
    return set(connection.scalars(query.having((sa.func.count() >= MOST_SAID) | (length >= MOST_TEXT_SAID))))


def _with_text(row: sa.Row[Any], held: StoredRuling) -> Precedent:
    precedent: Precedent = row.said
    return replace(precedent, text=held.precedent.text if row.text is None else row.text)


def _row(id: str, said: Precedent, held: StoredRuling) -> dict[str, Any]:
    text = None if said.text == held.precedent.text else said.text
    return {"ruling_id": id, "said": said, "text": text}
