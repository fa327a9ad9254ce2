"""Finds and masks what says who a person is: numbers, addresses, names.

Medical facts, dates, statutes and case numbers stay: they are the case. Where a stretch could be
either, shape and the words beside it decide. Patterns are read on a copy of the text in which
full-width digits, the many dashes and invisible characters are made plain; what is found is given
in places of the original text. Every pattern is bounded, so that the time grows with the length.
"""

import re
from dataclasses import dataclass
from itertools import chain

from lib.privacy.addresses import ADDRESSES
from lib.privacy.bank_numbers import ACCOUNTS, CARDS
from lib.privacy.contacts import EMAILS, PHONES
from lib.privacy.names import names
from lib.privacy.recogniser import PLACEHOLDER, Found, Kind, Recogniser, Spans, placeholder
from lib.privacy.state_numbers import BUSINESSES, FOREIGNERS, LICENCES, PASSPORTS, PLATES, RESIDENTS


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

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_FULL_WIDTH = {ord("！") + n: chr(ord("!") + n) for n in range(94)}
_MATH_DIGITS = {0x1D7CE + n: str(n % 10) for n in range(50)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣⁃ーㅡ─━˗➖"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000\u3164\t\r"), " ")
_OTHER_SIGNS = {
    **dict.fromkeys(map(ord, "∗✱⁎●○◯◎■□•◆◇"), "*"),
    **dict.fromkeys(map(ord, "․。ㆍ・‧∙･"), "."),
    **dict.fromkeys(map(ord, "：﹕∶"), ":"),
    ord("～"): "~",
    ord("│"): "|",
    ord("┃"): "|",
    ord("〜"): "~",
    ord("﹫"): "@",
}
_PLAIN = _FULL_WIDTH | _MATH_DIGITS | _DASHES | _SPACES | _OTHER_SIGNS
# Letters typed for digits, or read so from paper.
_ONE_OR_NOUGHT = re.compile(r"(?<=[0-9])[oOlI](?=[0-9-])|(?<=[0-9]-)[oOlI](?=[0-9])")


# The plain copy of a text, masked step by step, and where each character comes from.
class _Draft:
    def __init__(self, text: str) -> None:
        self._origins = [place for place, char in enumerate(text) if char not in _INVISIBLE]
        self.text = "".join(text[place] for place in self._origins).translate(_PLAIN)
        self.text = _ONE_OR_NOUGHT.sub(lambda match: "0" if match[0] in "oO" else "1", self.text)
        self.found: list[Found] = []

    def replace(self, kind: Kind, spans: Spans) -> None:
        """Mask the spans of `self.text`, passing over those that touch what is masked already."""
        stand_in = placeholder(kind)
        parts: list[str] = []
        origins: list[int] = []
        end = 0
        for start, stop in _apart(spans, self.text):
            first, last = self._origins[start], self._origins[stop - 1]
            self.found.append(Found(kind, first, last + 1))
            parts += [self.text[end:start], stand_in]
            origins += [*self._origins[end:start], *[first] * len(stand_in)]
            end = stop
        self.text = "".join([*parts, self.text[end:]])
        self._origins = origins + self._origins[end:]


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
    EMAILS, FOREIGNERS, RESIDENTS, CARDS, PHONES, BUSINESSES, LICENCES, PASSPORTS, ACCOUNTS, PLATES, ADDRESSES,
)  # fmt: skip
