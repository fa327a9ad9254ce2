"""From the words people use to the words rulings use (`data/thesaurus.yaml`)."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from lib.domain.taxonomy import Disease, Issue, KindB, KindC

PATH = Path(__file__).resolve().parents[2] / "data" / "thesaurus.yaml"

LabelValue = Disease | Issue | KindB | KindC

_VOCABULARIES: dict[str, type[Disease] | type[Issue] | type[KindB] | type[KindC]] = {
    "disease_category": Disease,
    "issue_category": Issue,
    "kind_b": KindB,
    "kind_c": KindC,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Lay phrases (without white space, lower case), the rulings' words, and what they speak for."""

    lay: tuple[str, ...]
    legal: tuple[str, ...]
    labels: tuple[LabelValue, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """An entry met in a text, by the lay phrase that was met."""

    phrase: str
    entry: Entry = field(compare=False)


_GAP = "~"
"""In a lay phrase: up to `_WIDEST_GAP` characters may stand here (`말도~어눌` meets `말도 자꾸 어눌`)."""
_WIDEST_GAP = 8


class Thesaurus:
    """All entries; `find` looks them up in a text."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        # By how they begin: a text then meets a few dozen phrases instead of all of them.
        self._plain: dict[str, list[tuple[str, Entry]]] = {}
        self._gapped: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in entries:
            for phrase in entry.lay:
                if _GAP in phrase:
                    parts = tuple(phrase.split(_GAP))
                    self._gapped.setdefault(parts[0][:2], []).append((parts, entry))
                else:
                    self._plain.setdefault(phrase[:2], []).append((phrase, entry))

    def find(self, text: str) -> list[Found]:
        """Entries whose lay phrase stands in the text: phrases with a gap, then the longest first.

        A short phrase inside a longer one that was met does not count by itself: `교통사고` does not
        also say `사고`.
        """
        rest = "".join(text.lower().split())
        starts = list(dict.fromkeys([*(rest[i : i + 2] for i in range(len(rest))), *rest]))
        found: dict[int, Found] = {}
        for parts, entry in (pair for start in starts for pair in self._gapped.get(start, ())):
            # Nearly always a part is missing, and looking for it is much cheaper than matching.
            if all(part in rest for part in parts) and (match := _gapped(parts).search(rest)):
                found.setdefault(id(entry), Found(match[0], entry))
        plain = [pair for start in starts for pair in self._plain.get(start, ())]
        for phrase, entry in sorted(plain, key=lambda pair: -len(pair[0])):
            if phrase in rest and _is_meant(phrase, entry, rest):
                rest = rest.replace(phrase, "\n")
                found.setdefault(id(entry), Found(phrase, entry))
        return list(found.values())


_DENIED = re.compile(
    r"[가-힣]{0,5}?(?:없었|없이|없는데|지않|지는않|지도않|안했|안하|안마|아니(?:라|고|었|며)(?!고)|아닙|아닌)(?!.{0,3}(?:래|대요|답니다|랍니다))"
)
"""What takes a word back right behind it: `회식이 아니라`, `술을 마시지 않았고`."""
_DENIABLE = frozenset({Issue.IN_COURSE_OF_WORK, Issue.MISCONDUCT, Disease.MENTAL})
"""Only what a person did or suffered can be denied; `난청이 아니래요` is still about hearing."""


def _is_meant(phrase: str, entry: Entry, text: str) -> bool:
    """False where the phrase is the tail of a longer number, or is taken back wherever it stands."""
    deniable = not _DENIABLE.isdisjoint(entry.labels)
    numeric = phrase[0].isdigit()
    if not (deniable or numeric):
        return True
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        longer = numeric and start > 0 and text[start - 1].isdigit()
        if not longer and not (deniable and _DENIED.match(text, end)):
            return True
        start = text.find(phrase, start + 1)
    return False


@lru_cache(maxsize=1024)
def _gapped(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"[^.!?\n]{{0,{_WIDEST_GAP}}}?".join(map(re.escape, parts)))


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The shipped thesaurus, read once."""
    raw = yaml.load(PATH.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Thesaurus(tuple(_entry(item) for item in raw["entries"]))


def _entry(item: dict[str, object]) -> Entry:
    lay, legal = item["lay"], item.get("legal") or []
    labels = item.get("labels") or {}
    assert isinstance(lay, list) and isinstance(legal, list) and isinstance(labels, dict)
    return Entry(
        lay=tuple("".join(str(phrase).lower().split()) for phrase in lay),
        legal=tuple(str(word) for word in legal),
        labels=tuple(_VOCABULARIES[name](value) for name, value in labels.items()),
        weight=float(str(item.get("weight", 1.0))),
    )
