"""One ruling from several sources: what is known of it after another one gave it."""

from dataclasses import fields, replace

from lib.domain.records import Sighting, StoredRuling
from lib.domain.ruling import Precedent
from lib.text.spelling import squeeze

SEEN = tuple(field.name for field in fields(Sighting))
"""What is kept of each source."""

_HOW_IT_CAME = {"origin", "collection"}

_FILLED = {"title", "decided_on", "source_serial", "source_url", "kind_a", "kind_b", "kind_c"}


def merge(
    held: StoredRuling | None, new: Precedent, corrects: bool = False
) -> tuple[Precedent, tuple[Sighting, ...]]:
    """What is known of a ruling, and from whom, after `new` arrives.

    Where it `corrects`, its text replaces what the same source had said under the same serial, unless
    it has none.
    """
    seen = Sighting(**{name: getattr(new, name) for name in SEEN if name not in _HOW_IT_CAME})
    if held is None:
        return new, (seen,)
    old = held.precedent
    by_source = {sighting.source: sighting for sighting in held.sightings}
    known = by_source.get(new.source)
    own = corrects and known and (old.source, known.source_serial) == (new.source, new.source_serial)
    fuller = _fullness(new.text) > (0 if own else _fullness(old.text))
    # Who brings the fuller text also knows best what the ruling is called; everyone else only
    # fills gaps. So the end is the same when all of them come a second time.
    lead, rest = (new, old) if fuller else (old, new)
    precedent = replace(
        lead,
        case_number=old.case_number,
        court=old.court,
        digest=new.digest or old.digest,
        **{name: getattr(lead, name) or getattr(rest, name) for name in _FILLED},
    )
    if known:
        first, second = (seen, known) if fuller else (known, seen)
        gaps = {name: getattr(first, name) or getattr(second, name) for name in _FILLED.intersection(SEEN)}
        # How a ruling came is said when all of its collection is held, and meeting it again undoes nothing.
        seen = replace(first, **gaps, origin=known.origin, collection=known.collection)
    by_source[new.source] = seen
    return precedent, tuple(by_source[source] for source in sorted(by_source))


# Length without whitespace, so that a source that only breaks lines differently is not fuller.
def _fullness(text: str) -> int:
    return len(squeeze(text))
