"""One ruling from several sources: what is known of it after another one gave it.

Official sources (live ones, and what ships) come first. What a person's file says is kept beside
them, one saying to each import, and the ruling is made of all of it anew (`together`), so that an
import can be taken back. Files that somebody vouched for come before the others; among files of one
rank, as among official sources, the fuller text leads.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import reduce
from typing import NamedTuple, Self, TypeVar

from lib.domain.disagreements import compatible_outcomes, told_otherwise
from lib.domain.labels import Labels
from lib.domain.records import Origin, Sighting, StoredRuling
from lib.domain.reference import decision_day
from lib.domain.ruling import Precedent, is_cut_off, without_cut_mark
from lib.domain.sections import Part, read_sections
from lib.domain.taxonomy import Outcome
from lib.text.spelling import plain, squeeze

Classify = Callable[[Precedent], Labels]

SEEN = tuple(field.name for field in fields(Sighting))
"""What is kept of each source."""

_HOW_IT_CAME = {"origin", "collection", "from_file"}

_FILLED = {"title", "decided_on", "source_serial", "source_url", "kind_a", "kind_b", "kind_c"}

# What a file that is vouched for may add to what ranks higher.
_ADDED = ("title", "decided_on", "source_serial", "source_url")

_Told = TypeVar("_Told", Precedent, Sighting)

Official = tuple[Precedent, tuple[Sighting, ...]]
"""What official sources say of a ruling, and which of them do."""


def merge(held: StoredRuling | None, new: Precedent, corrects: bool = False) -> Official:
    """What is known of a ruling, and from whom, after a source gave `new`.

    Where it `corrects`, its text replaces what the same source had said under the same serial, unless
    it has none.
    """
    seen = _sighting(new)
    if held is None:
        return new, (seen,)
    old = held.precedent
    by_source = {sighting.source: sighting for sighting in held.sightings}
    known = by_source.get(new.source)
    own = corrects and known and (old.source, known.source_serial) == (new.source, new.source_serial)
    fuller = _fullness(new.text) > (0 if own else _fullness(old.text))
    if known:
        first, second = (seen, known) if fuller else (known, seen)
        gaps = {name: getattr(first, name) or getattr(second, name) for name in _FILLED.intersection(SEEN)}
        # How a ruling came is said when all of its collection is held, and meeting it again undoes nothing.
        seen = replace(first, **gaps, origin=known.origin, collection=known.collection)
    now = _merged(old, new, fuller)
    # Given again word for word, it changes nothing but when it was read last.
    if known and now == _at(old, now) and seen == _at(known, seen):
        now, seen = old, known
    by_source[new.source] = seen
    return now, tuple(by_source[source] for source in sorted(by_source))


# The same with the moment of another.
def _at(old: _Told, now: _Told) -> _Told:
    return replace(old, fetched_at=now.fetched_at)


# Who brings the fuller text also knows best what the ruling is called; everyone else only fills gaps. So
# the end is the same when all of them come a second time.
def _merged(old: Precedent, new: Precedent, fuller: bool) -> Precedent:
    lead, rest = (new, old) if fuller else (old, new)
    return replace(
        lead,
        case_number=old.case_number,
        court=old.court,
        digest=new.digest or old.digest,
        **{name: getattr(lead, name) or getattr(rest, name) for name in _FILLED},
    )


def _sighting(precedent: Precedent) -> Sighting:
    return Sighting(**{name: getattr(precedent, name) for name in SEEN if name not in _HOW_IT_CAME})


# Length without whitespace, so that a source that only breaks lines differently is not fuller.
def _fullness(text: str) -> int:
    return _words(without_cut_mark(text)).length


class _Words(NamedTuple):
    length: int
    digest: bytes


# Texts that were read lately, by digest: all that is said of a ruling is compared with each saying that comes, and a
# long text takes a second to bring to plain form.
_READ: dict[bytes, _Words] = {}
_MOST_READ = 10_000


# Two texts that say the same are alike in this, whatever form their characters have.
def _words(text: str) -> _Words:
    key = _digest(text)
    found = _READ.get(key)
    if found is None:
        words = squeeze(plain(text))
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        found = _READ[key] = _Words(len(words), _digest(words))
    return found


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


# --- what files say ------------------------------------------------------------------------------


class Given(NamedTuple):
    """The import that a ruling came with, and whether the person vouches for it."""

    number: int
    vouched: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one import said of a ruling under one source, and whether that is another thing than it is held as.

    `outcome` is read from its text; None where it gave none, or the ruling's own.
    """

    number: int
    vouched: bool
    precedent: Precedent
    outcome: Outcome | None = None
    differs: bool = False


class Joined(NamedTuple):
    """A ruling made of all that is said of it. `unvouched`: nobody but unvouched files tells of it."""

    precedent: Precedent
    sightings: tuple[Sighting, ...]
    unvouched: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """All that is said of one ruling: by official sources, and by files in the order of their imports."""

    official: Official | None = None
    said: tuple[Said, ...] = field(default=())

    def told(self, given: Given, new: Precedent) -> Self:
        """The same after an import said `new`; what one import says of a ruling twice is one saying."""
        key = (given.number, new.source)
        own = next((each for each in self.said if (each.number, each.precedent.source) == key), None)
        others = [each for each in self.said if each is not own]
        now = Said(*given, _together([own.precedent, new]) if own else new)
        said = sorted([*others, now], key=lambda each: (each.number, each.precedent.source))
        return replace(self, said=tuple(said))


def one_side(several: Sequence[Sides]) -> Sides:
    """All that is said of one ruling, where it was held as several; the first leads."""
    officials = [each.official for each in several if each.official]
    official = None
    if officials:
        seen = {sighting.source: sighting for _, those in reversed(officials) for sighting in those}
        precedent = _together(precedent for precedent, _ in officials)
        official = precedent, tuple(seen[source] for source in sorted(seen))
    said = {(each.number, each.precedent.source): each for one in reversed(several) for each in one.said}
    return Sides(official, tuple(said[key] for key in sorted(said)))


def together(sides: Sides, classify: Classify, before: Iterable[Sighting] = ()) -> Joined:
    """The ruling, of at least one side; `before` has the sightings that were held, which say how it came."""
    came = {sighting.source: (sighting.origin, sighting.collection) for sighting in before}
    vouched = [each.precedent for each in sides.said if each.vouched]
    others = [each.precedent for each in sides.said if not each.vouched]
    if sides.official:
        precedent, sightings = sides.official
    else:
        precedent, sightings = _together(vouched or others), ()
    # What nobody vouched for stands beside a ruling as what a file says, and never in it.
    if sides.official and vouched:
        precedent = _with_file(precedent, _together(vouched), classify)
    by_source = {**_of_files([*vouched, *others], came), **{each.source: each for each in sightings}}
    unvouched = not (sides.official or vouched)
    return Joined(precedent, tuple(by_source[source] for source in sorted(by_source)), unvouched)


def judged(said: Said, held: Precedent, labels: Labels, classify: Classify) -> Said:
    """A saying beside the ruling as it is held: how its own text ends, and whether it differs."""
    precedent = said.precedent
    outcome = None
    if precedent.text.strip() and _words(precedent.text) != _words(held.text):
        read = classify(precedent).outcome.value
        outcome = None if read is Outcome.UNKNOWN else read
    differs = told_otherwise(
        (held.title, held.decided_on, labels.outcome.value),
        labels.instance.value,
        (precedent.title, precedent.decided_on, outcome),
        precedent.kind_a,
    )
    return replace(said, outcome=outcome, differs=bool(differs))


def _together(said: Iterable[Precedent]) -> Precedent:
    return reduce(lambda old, new: _merged(old, new, _fullness(new.text) > _fullness(old.text)), said)


# One sighting to each source of files.
def _of_files(
    said: Iterable[Precedent], came: Mapping[str, tuple[Origin, int | None]]
) -> dict[str, Sighting]:
    by_source: dict[str, list[Precedent]] = {}
    for precedent in said:
        by_source.setdefault(precedent.source, []).append(precedent)
    found = {}
    for source, precedents in by_source.items():
        origin, collection = came.get(source, (Origin.CHOSEN, None))
        times = [each.fetched_at for each in precedents if each.fetched_at]
        found[source] = replace(
            _sighting(_together(precedents)),
            fetched_at=max(times, default=None),
            origin=origin,
            collection=collection,
            from_file=True,
        )
    return found


# What ranks higher, with what it lacks of a file that was vouched for: its text, its name, its day.
def _with_file(higher: Precedent, file: Precedent, classify: Classify) -> Precedent:
    if _other_day(higher.decided_on, file.decided_on) or _ends_otherwise(higher, file, classify):
        return higher
    filled = replace(higher, **{name: getattr(higher, name) or getattr(file, name) for name in _ADDED})
    if not _is_whole(file.plain_text) or read_sections(higher.plain_text).has_order:
        return filled
    day = filled.decided_on or decision_day(file)
    return replace(filled, decided_on=day, text=file.text, text_source=file.source)


def _is_whole(text: str) -> bool:
    if is_cut_off(text):
        return False
    sections = read_sections(text)
    return sections.has_order and bool(sections.of(Part.REASONS))


# True where a file's text or its own word (결과유형) tells another end than what ranks higher.
def _ends_otherwise(higher: Precedent, file: Precedent, classify: Classify) -> bool:
    words = _words(file.text)
    told = None if not words.length or words == _words(higher.text) else classify(file)
    if told is None and not file.kind_a:
        return False
    if higher.digest:
        ours, instance = higher.digest.labels.outcome, higher.digest.labels.instance
    else:
        labels = classify(higher)
        ours, instance = labels.outcome.value, labels.instance.value
    allowed = compatible_outcomes(file.kind_a, instance)
    if ours is not Outcome.UNKNOWN and allowed is not None and ours not in allowed:
        return True
    if told is None or told.outcome.value is Outcome.UNKNOWN:
        return False
    if ours is Outcome.UNKNOWN and not higher.digest:
        by_word = compatible_outcomes(higher.kind_a, instance)
        return by_word is not None and told.outcome.value not in by_word
    return told.outcome.value is not ours


def _other_day(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one != other


def remembering(classify: Classify) -> Classify:
    """The same function, which reads no ruling twice; for as long as a few hundred rulings take."""
    read: dict[tuple[object, ...], Labels] = {}

    def once(precedent: Precedent) -> Labels:
        digest = precedent.digest
        key = (precedent.id, precedent.title, precedent.text, precedent.text_source, digest and digest.serial)
        if key not in read:
            read[key] = classify(precedent)
        return read[key]

    return once
