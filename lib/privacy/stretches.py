"""Stretches of a text that identify somebody by a learnt reading of their words and of the words around.

A recogniser waits for the words and shapes of its kind, and people hide a name or a number in forms that none waits
for. Here every word is weighed by its letters, its neighbours and its figures (`stretch_signs`); the weights
(`data/stretches.npz`) are learnt by `training/stretches.py` from texts of writers who had seen no rule. What neither
shape nor neighbours tell the rest of the text may: the encoder (`lib/text/encoder.py`) reads the word where it stands,
and what it makes of it is added.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from lib.privacy.recogniser import Kind
from lib.privacy.stretch_signs import Word, own_signs, signs_of, words_of
from lib.text.citations import find_case_numbers
from lib.text.encoder import read_meaning
from lib.text.shipped import lines, read_shipped
from lib.text.spoken_numbers import spoken_in

NEVER = -99.0
"""Weight of a word that is no part of such a stretch."""
BESIDE = 1.3
"""By how much less than the least a word weighs that belongs to a stretch, beside one that weighs enough."""
SHORT_CODE = 3.0
"""By how much more a code of few figures has to weigh: machines, norms, visas and tickets have such names."""
_FEW, _LONGEST_CODE = 4, 12
LEAST_HEARD, MOST_HEARD = -4.0, 5.0
"""What the encoder may take off the weight of a word and add to it."""
HEARD = 0.0
"""From here on the encoder takes a word for part of an identifier, and what stands around it is looked at."""
WORTH = -0.5
"""Weight of a word by itself from which what stands around it is looked at."""


def likely(words: Sequence[Word], weights: Sequence[float], least: float) -> Iterator[tuple[int, int]]:
    """From and to which word the stretches reach whose words weigh enough."""
    at, count = 0, len(words)
    while at < count:
        end = at
        while end < count and weights[end] >= least - BESIDE:
            end += 1
        if (
            end > at
            and max(weights[at:end]) >= least + SHORT_CODE * _is_short_code(words, at, end)
            and _says_something(words[at:end])
        ):
            yield at, end
        at = max(end, at + 1)


# Whether there is more than signs, a syllable or two that stand apart, or a figure or two, which stand in any text.
def _says_something(words: Sequence[Word]) -> bool:
    written = [each.text for each in words if each.text.isalnum()]
    letters = sum(map(len, written))
    if letters > _FEW_LETTERS:
        return True
    return (
        len(written) == 1 and letters == _FEW_LETTERS and written[0].isalpha() and not spoken_in(written[0])
    )


_FEW_LETTERS = 2


# Whether Latin letters, figures and signs without a blank make up the stretch and the word it stands in.
def _is_short_code(words: Sequence[Word], at: int, end: int) -> bool:
    first = at
    while at and not words[at].gap and first - at < _LONGEST_CODE:
        at -= 1
    figures = 0
    for place in range(at, min(len(words), end + _LONGEST_CODE)):
        word = words[place]
        if place > at and word.gap:
            if place >= end:
                break
            return False
        if word.text.isdigit():
            figures += len(word.text)
        elif not word.text.isascii():
            if place >= end:
                break
            return False
    return 0 < figures <= _FEW


class _Learnt(NamedTuple):
    weights: Mapping[str, float]
    least: float
    everyday: frozenset[str]


@cache
def _learnt() -> _Learnt:
    shipped = read_shipped("stretches.npz")
    weights = dict(zip(lines(shipped["signs"]), shipped["weights"].astype(float).tolist(), strict=True))
    return _Learnt(weights, float(shipped["least"]), frozenset(lines(shipped["everyday"])))


def weights_of(
    text: str,
    words: Sequence[Word],
    weights: Mapping[str, float],
    everyday: Collection[str],
    is_worth: Callable[[str], bool] = lambda word: True,
) -> list[float]:
    """The weight of each word of a text."""
    look_up = weights.get
    return [
        NEVER if signs is None else sum(map(look_up, signs, repeat(0.0)))
        for signs in signs_of(text, words, everyday, is_worth)
    ]


# What the encoder makes of each word where it stands; of what stands for an identifier that was masked, nothing. Numbers
# of cases are public, web addresses are for the recognisers, and a district named behind its city without a number is no address yet.
def _heard(text: str, words: Sequence[Word]) -> list[float]:
    read = read_meaning(text)
    public = [found.span() for found in _WEB_ADDRESS.finditer(text)]
    public += [(each.start, each.end) for each in find_case_numbers(text)]
    found = []
    for word in words:
        is_word = word.text.strip() and not word.text.startswith("[")
        scores = read.scores("ident", word.start, word.end) if is_word else None
        is_public = any(start <= word.start < end for start, end in public) or _is_district(text, word)
        heard = LEAST_HEARD if is_public else float(scores[0]) if scores is not None else NEVER
        found.append(heard if heard == NEVER else max(LEAST_HEARD, min(MOST_HEARD, heard)))
    return found


_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DISTRICT = re.compile(r"[가-힣]{1,3}[읍면동](?:에서|에|의|은|는|이|가)?(?![가-힣]|\s?\d)")
_CITY_BEFORE = re.compile(r"[가-힣]{1,4}[시도군구]\s$")


def _is_district(text: str, word: Word) -> bool:
    before = text[max(0, word.start - _LONGEST_CITY) : word.start]
    return bool(_DISTRICT.match(text, word.start) and _CITY_BEFORE.search(before))


_LONGEST_CITY = 6


# Whether a word weighs so much by itself that its neighbours can make it part of a stretch.
@lru_cache(maxsize=20_000)
def _is_worth(word: str) -> bool:
    weights = _learnt().weights
    return sum(map(weights.get, own_signs(word), repeat(0.0))) >= WORTH


def stretches(text: str, in_context: bool = True) -> dict[Kind, list[tuple[int, int]]]:
    """Where the stretches stand that the recognisers left in a text, under the kind that is written for them.

    The encoder, which learnt from what people write, is heard `in_context` alone.
    """
    weights, least, everyday = _learnt()
    words = words_of(text)
    found: dict[Kind, list[tuple[int, int]]] = {}
    heard = _heard(text, words) if in_context else [0.0] * len(words)
    lifted = {word.text for word, each in zip(words, heard, strict=True) if each >= HEARD}
    is_worth = (lambda word: word in lifted or _is_worth(word)) if in_context else _is_worth
    own = weights_of(text, words, weights, everyday, is_worth)
    weighed = [weight + each for weight, each in zip(own, heard, strict=True)]
    for at, end in likely(words, weighed, least):
        at = _behind_department(words, at, end)
        stretch = _trimmed(text, words[at:end])
        if stretch:
            found.setdefault(_kind_of(words[at:end]), []).append(stretch)
    return found


# Behind the number of a department that its name runs into: 요양보상3부-40417.
def _behind_department(words: Sequence[Word], at: int, end: int) -> int:
    runs_on = at > 0 and not words[at].gap and words[at - 1].text.isalpha()
    if runs_on and end - at > 3 and words[at].text.isdigit() and words[at + 1].text in ("부", "과", "팀"):
        return at + 3
    return at


_MARKS = frozenset("-.,!?;:'\"()[]{}<>「」『』“”‘’~…|=")
_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:입니다|이라는|이라고|라는|라고|이에요|예요|인데|이고|에서|에게|한테|으로|하고|이랑|랑|은|는|이|가|을|를|의|에|도|와|과|로|요)$"
)


# The stretch without marks at its ends and the particle of its last word; None where nothing is left.
def _trimmed(text: str, words: Sequence[Word]) -> tuple[int, int] | None:
    first, last = 0, len(words)
    while first < last and words[first].text in _MARKS:
        first += 1
    while first < last and words[last - 1].text in _MARKS:
        last -= 1
    if first == last:
        return None
    start, end = words[first].start, words[last - 1].end
    word = words[last - 1]
    if spoken := spoken_in(word.text):
        end = word.start + spoken[1]
    elif particle := _PARTICLE.search(word.text):
        end = word.start + particle.start()
    if first == last - 1 and spoken:
        start = word.start + spoken[0]
    return start, end


_HANGUL_OR_HAN = re.compile("[가-힣\u3040-\u30ff\u4e00-\u9fff]")


def _kind_of(words: Sequence[Word]) -> Kind:
    written = "".join(each.text for each in words)
    if any(each.isdigit() for each in written) or any(spoken_in(each.text) for each in words):
        return Kind.NUMBER
    return Kind.NAME if _HANGUL_OR_HAN.search(written) or written.istitle() else Kind.HANDLE
