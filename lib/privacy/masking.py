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
from lib.privacy.firms import FIRMS
from lib.privacy.labelled import HANDLES, NUMBERS
from lib.privacy.name_weights import Weighed
from lib.privacy.names import names
from lib.privacy.network_marks import COORDINATES, MACHINES
from lib.privacy.recogniser import PLACEHOLDER, Found, Kind, Reading, Recogniser, Spans, placeholder
from lib.privacy.state_numbers import BUSINESSES, FOREIGNERS, LICENCES, PASSPORTS, PLATES, RESIDENTS
from lib.privacy.stretches import stretches
from lib.privacy.unexplained import UNEXPLAINED
from lib.text.spelling import Plain


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which "[주민등록번호]", "[이름]" … stand for what was found in the original."""

    text: str
    found: tuple[Found, ...]


def find(text: str, in_context: bool = True) -> tuple[Found, ...]:
    """Every stretch of the text that identifies a person, in order, not overlapping.

    A printed form is read without what the encoder makes of its words `in_context`: it has heads, and words spelled
    apart (`변 론 종 결`), which in what people write are names.
    """
    draft = _Draft(text)
    weighed: Weighed = {}
    while True:
        draft.settle(weighed)
        before = len(draft.masks)
        for kind, spans in stretches(draft.reading.text, in_context).items():
            draft.replace(kind, iter(spans))
        if len(draft.masks) == before:
            return draft.found()


def by_rules(text: str) -> tuple[str, list[int]]:
    """The plain copy of a text as the recognisers leave it, and for each of its characters its place in the plain copy."""
    draft = _Draft(text)
    draft.settle({})
    places: list[int] = []
    end = 0
    for start, stop, kind in draft.masks:
        places += [*range(end, start), *([start] * (len(placeholder(kind)) - 1)), stop - 1]
        end = stop
    places += range(end, end + len(draft.reading.text) - len(places))
    return draft.reading.text, places


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
_ONE_OR_NOUGHT = re.compile(r"[oOlI](?:(?<=[0-9].)(?=[0-9-])|(?<=[0-9]-.)(?=[0-9]))")


# The plain copy of a text, masked step by step: `reading` is what it has become, `masks` are the stretches of the
# plain copy that were masked, in order.
class _Draft:
    def __init__(self, text: str) -> None:
        self._plain = Plain(text)
        chars = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), self._plain.chars)
        chars = chars.translate(_SIGNS)
        self.reading = Reading(_ONE_OR_NOUGHT.sub(lambda match: "0" if match[0] in "oO" else "1", chars))
        self.masks: list[tuple[int, int, Kind]] = []

    def replace(self, kind: Kind, spans: Spans) -> None:
        """Mask the spans of the reading, passing over those that touch what is masked already."""
        text = self.reading.text
        apart = _apart(spans, text)
        if not apart:
            return
        parts: list[str] = []
        new: list[tuple[int, int, Kind]] = []
        earlier, longer, end = iter(self.masks), 0, 0
        mask = next(earlier, None)
        for start, stop in apart:
            # By how much the masks before it have made the reading longer than the plain copy.
            while mask and mask[0] + longer < start:
                longer += len(placeholder(mask[2])) - (mask[1] - mask[0])
                mask = next(earlier, None)
            new.append((start - longer, stop - longer, kind))
            parts += [text[end:start], placeholder(kind)]
            end = stop
        self.masks = sorted([*self.masks, *new])
        self.reading = Reading("".join([*parts, text[end:]]))

    def settle(self, weighed: Weighed) -> None:
        """Mask what the recognisers know, until nothing is new: a mask may bring a keyword nearer to a number."""
        before = -1
        while len(self.masks) > before:
            before = len(self.masks)
            for recognisers in _RECOGNISERS:
                spans = chain.from_iterable(each.spans(self.reading) for each in recognisers)
                self.replace(recognisers[0].kind, spans)
            self.replace(Kind.NAME, names(self.reading, weighed))

    def found(self) -> tuple[Found, ...]:
        """What was masked, in places of the original text."""
        return tuple(Found(kind, *self._plain.span(start, end)) for start, end, kind in self.masks)


# The spans in order, joined where they overlap, without those that overlap what is masked already.
def _apart(spans: Spans, text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    masked = (match.span() for match in PLACEHOLDER.finditer(text))
    mask = next(masked, None)
    for start, stop in sorted(spans):
        while mask and mask[1] <= start:
            mask = next(masked, None)
        if start < stop and not (mask and mask[0] < stop):
            if joined and start < joined[-1][1]:
                start, stop = joined[-1][0], max(stop, joined.pop()[1])
            joined.append((start, stop))
    return joined


# The surer shapes first: what one has masked, the next does not see.
_RECOGNISERS: tuple[tuple[Recogniser, ...], ...] = (
    EMAILS, MACHINES, COORDINATES, FOREIGNERS, RESIDENTS, CARDS, PHONES, BUSINESSES, LICENCES, PASSPORTS, ACCOUNTS, PLATES, BIRTH_DATES,
    HANDLES, NUMBERS, ADDRESSES, UNEXPLAINED, FIRMS,
)  # fmt: skip
