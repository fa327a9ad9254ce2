"""Finds and masks what says who a person is: numbers, addresses, names.

Medical facts, dates, statutes and case numbers stay: they are the case. Where a stretch could be
either, shape and the words beside it decide. Patterns are read on the plain form of the text
(`lib.text.spelling`: composed, no full width, nothing invisible) in which the many dashes and signs
are made one as well; what is found is given in places of the original text. Every pattern is
bounded, so that the time grows with the length.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

from lib.privacy.addresses import ADDRESSES
from lib.privacy.bank_numbers import ACCOUNTS, CARDS
from lib.privacy.birth_dates import BIRTH_DATES
from lib.privacy.contacts import EMAILS, PHONES
from lib.privacy.labelled import HANDLES, NUMBERS
from lib.privacy.names import names
from lib.privacy.network_marks import COORDINATES, MACHINES
from lib.privacy.recogniser import PLACEHOLDER, Found, Kind, Recogniser, Spans, placeholder
from lib.privacy.state_numbers import BUSINESSES, FOREIGNERS, LICENCES, PASSPORTS, PLATES, RESIDENTS
from lib.text.spelling import Plain


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which "[주민등록번호]", "[이름]" … stand for what was found in the original."""

    text: str
    found: tuple[Found, ...]


def find(text: str) -> tuple[Found, ...]:
    """Every stretch of the text that identifies a person, in order, not overlapping."""
    draft = _Draft(text)
    while True:
        before = len(draft.found)
        for recognisers in _RECOGNISERS:
            spans = chain.from_iterable(each.spans(draft.text) for each in recognisers)
            draft.replace(recognisers[0].kind, spans)
        draft.replace(Kind.NAME, names(draft.text))
        # A mask may bring a keyword nearer to a number, so one more look until nothing is new.
        if len(draft.found) == before:
            return tuple(sorted(draft.found, key=lambda found: found.start))


def mask(text: str) -> Masked:
    """The text with every found stretch masked; masking the result again changes nothing."""
    found = find(text)
    parts, end = [], 0
    for each in found:
        parts += [text[end : each.start], placeholder(each.kind)]
        end = each.end
    return Masked("".join([*parts, text[end:]]), found)


# --- the plain copy ---

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣⁃ーㅡ─━˗➖"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3164\t\r"), " ")
_OTHER_SIGNS = {
    **dict.fromkeys(map(ord, "∗✱⁎●○◯◎■□•◆◇"), "*"),
    **dict.fromkeys(map(ord, "․。ㆍ・‧∙･"), "."),
    **dict.fromkeys(map(ord, "﹕∶"), ":"),
    ord("│"): "|",
    ord("┃"): "|",
    ord("〜"): "~",
    ord("﹫"): "@",
}
_SIGNS = _DASHES | _SPACES | _OTHER_SIGNS
# Digits of other alphabets and of mathematics.
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# Letters typed for digits, or read so from paper.
_ONE_OR_NOUGHT = re.compile(r"(?<=[0-9])[oOlI](?=[0-9-])|(?<=[0-9]-)[oOlI](?=[0-9])")


# The plain copy of a text, masked step by step, and where each character comes from.
class _Draft:
    def __init__(self, text: str) -> None:
        plain = Plain(text)
        chars = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain.chars)
        self.text = chars.translate(_SIGNS)
        # Where in `text` each character begins and ends.
        self._places = [plain.span(place, place + 1) for place in range(len(self.text))]
        self.text = _ONE_OR_NOUGHT.sub(lambda match: "0" if match[0] in "oO" else "1", self.text)
        self.found: list[Found] = []

    def replace(self, kind: Kind, spans: Spans) -> None:
        """Mask the spans of `self.text`, passing over those that touch what is masked already."""
        stand_in = placeholder(kind)
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        end = 0
        for start, stop in _apart(spans, self.text):
            whole = (self._places[start][0], self._places[stop - 1][1])
            self.found.append(Found(kind, *whole))
            parts += [self.text[end:start], stand_in]
            places += [*self._places[end:start], *[whole] * len(stand_in)]
            end = stop
        self.text = "".join([*parts, self.text[end:]])
        self._places = places + self._places[end:]


# The spans in order, joined where they overlap, without those that overlap what is masked already.
def _apart(spans: Spans, text: str) -> list[tuple[int, int]]:
    masked = {place for match in PLACEHOLDER.finditer(text) for place in range(*match.span())}
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if start < stop and masked.isdisjoint(range(start, stop)):
            if joined and start < joined[-1][1]:
                start, stop = joined[-1][0], max(stop, joined.pop()[1])
            joined.append((start, stop))
    return joined


# The surer shapes first: what one has masked, the next does not see.
_RECOGNISERS: tuple[tuple[Recogniser, ...], ...] = (
    EMAILS, MACHINES, COORDINATES, FOREIGNERS, RESIDENTS, CARDS, PHONES, BUSINESSES, LICENCES, PASSPORTS, ACCOUNTS, PLATES, BIRTH_DATES,
    HANDLES, NUMBERS, ADDRESSES,
)  # fmt: skip
