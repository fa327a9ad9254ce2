"""One plain form of a text, and a text without its white space; both know where each character stood.

The published rulings are hard-wrapped: a line may break inside a word and the space between two
words may be lost. Rules that read them therefore match against the text without any white space,
and translate what they found back to offsets in the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

# Full-width signs; blanks of every width, one that does not break and the wide one of Chinese included; and
# what ends a line in a word processor.
_OTHER_FORM = re.compile(r"[\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\uff01-\uff5e]")
_LINE_ENDS = frozenset("\x0b\x0c\x85\u2028\u2029")
# Control characters, soft hyphens, zero-width spaces, marks of direction, letters that only fill a place,
# selectors of variants, tags.
_UNSEEN = (
    r"\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_MARKS = r"\u0300-\u036f\u1161-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a"
# A character with the combining marks or the vowels and final consonants (자모) that complete it, also
# behind what nobody sees. A run of that is taken whole, so that no character of it is looked past again.
_CLUSTER = re.compile(rf"(?:[{_UNSEEN}]++|.)(?:[{_UNSEEN}{_MARKS}]*(?<=[{_MARKS}]))?", re.DOTALL)

LOST = "\ufffd"
"""Stands in a text where a character was that cannot be had back."""

_HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def plain(text: str) -> str:
    """The text in composed characters (NFC), full-width signs and blanks as ASCII, without invisible characters."""
    return Plain(text).chars


def decoded(words: str) -> str:
    """Words copied out of an address as a person reads them, however often they were encoded; others as they are."""
    for _ in range(ENCODED_AT_MOST):
        if not _ENCODED.search(words):
            break
        words = unquote(words)
    return words


# A syllable is three bytes. A messenger and a mail program each encode an address once more.
_ENCODED = re.compile(r"(?:%(?:25)*[89A-Fa-f][0-9A-Fa-f]){3}")
ENCODED_AT_MOST = 3
"""How often words in an address are decoded."""


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def whole(text: str) -> str:
    """The text with `�` for each half of a surrogate pair, which JSON may hold and no file or database can.

    Two halves that stand side by side are the one character that they are of.
    """
    if not _HALF.search(text):
        return text
    paired = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return _HALF.sub(LOST, paired)


def blanked(text: str, start: int, end: int) -> str:
    """The text with `text[start:end]` as spaces; offsets stay."""
    return text[:start] + " " * (end - start) + text[end:]


def places_of(words: str, text: str) -> Iterator[int]:
    """Where the words begin in the text, in order; they may overlap."""
    at = -1
    while words and (at := text.find(words, at + 1)) >= 0:
        yield at


@dataclass(frozen=True)
class Plain:
    """`chars` is the plain form of `text`; `span` leads back to offsets in `text`."""

    text: str

    @cached_property
    def _narrow(self) -> str:
        return _OTHER_FORM.sub(_usual, self.text)

    # Every plain character with its place in `text`; None where all have kept their places.
    @cached_property
    def _clusters(self) -> list[tuple[str, int, int]] | None:
        text = self._narrow
        if unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text):
            return None
        return [
            (char, *cluster.span())
            for cluster in _CLUSTER.finditer(text)
            for char in unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster[0]))
        ]

    @cached_property
    def chars(self) -> str:
        """The plain characters, in order."""
        clusters = self._clusters
        return self._narrow if clusters is None else "".join(char for char, _, _ in clusters)

    @property
    def keeps_places(self) -> bool:
        """Whether every plain character stands where it stands in `text`."""
        clusters = self._clusters
        return clusters is None or (
            len(clusters) == len(self.text) and all(start == n for n, (_, start, _) in enumerate(clusters))
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of the non-empty plain range `start:end`."""
        clusters = self._clusters
        return (start, end) if clusters is None else (clusters[start][1], clusters[end - 1][2])


def _usual(match: re.Match[str]) -> str:
    char = match[0]
    if char in _LINE_ENDS:
        return "\n"
    return chr(ord(char) - 0xFEE0) if char > "\uff00" else " "


@dataclass(frozen=True)
class Squeezed:
    """`chars` is `text` without white space; `span` leads back to offsets in `text`."""

    text: str

    @cached_property
    def chars(self) -> str:
        """The characters that are not white space, in order."""
        return squeeze(self.text)

    @cached_property
    def begins(self) -> frozenset[int]:
        """Where in `chars` a written word begins, and the end of the last one."""
        return frozenset(accumulate(map(len, self.text.split()), initial=0))

    @cached_property
    def _offsets(self) -> list[int]:
        return [i for i, char in enumerate(self.text) if not char.isspace()]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of the non-empty squeezed range `start:end`."""
        return self._offsets[start], self._offsets[end - 1] + 1


def with_particle(word: str, pair: str) -> str:
    """A word with the particle that goes with its last syllable, of `이/가`, `을/를`, `은/는`, `과/와`.

    Behind anything else than a Korean syllable stand both: `____을(를)`.
    """
    closed, open_ = pair.split("/")
    if not "가" <= word[-1:] <= "힣":
        return f"{word}{closed}({open_})"
    return word + (closed if (ord(word[-1]) - ord("가")) % 28 else open_)
