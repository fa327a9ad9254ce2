"""Korean text as search terms: character bigrams inside words of Hangul and of Chinese characters.

A morphological analyser was measured a hundred times slower to index; bigrams need no model, do
not care where a particle begins, and survive the lost spaces of the public record.
"""

import re
import sys
from functools import lru_cache
from itertools import chain
from operator import add

import numpy as np
import numpy.typing as npt

_RUN = re.compile(r"[가-힣]+|[一-鿿]+|[a-z]+|\d+")


def terms(text: str) -> list[str]:
    """Search terms of a text, in order: bigrams of runs of Hangul and of Chinese characters, Latin words and numbers whole."""
    return list(chain.from_iterable(map(_parts, _RUN.findall(text.lower()))))


# Words recur, within a ruling and between them.
@lru_cache(maxsize=2**16)
def _parts(run: str) -> tuple[str, ...]:
    return tuple(map(add, run, run[1:])) if len(run) > 2 and run[0] >= "一" else (run,)


def term_text(text: str) -> str:
    """The same terms parted by white space: what the index is given of a text.

    Made from all characters at once, which takes a fifth of the time that `terms` takes: an index
    is made of two hundred million characters.
    """
    chars = np.frombuffer(text.lower().encode("utf-32-le", "replace"), np.uint32)
    kinds = _kinds()[chars]
    if (chars[kinds == _DIGIT] > ord("一")).any():
        # Digits of full width: `terms` cuts a number that begins with one into bigrams too.
        return " ".join(terms(text))
    # A syllable between two others ends one term and begins the next: 가나다 is 가나 나다.
    shared = np.zeros(len(chars), bool)
    for syllables in (kinds == _HANGUL, kinds == _HANJA):
        shared[1:-1] |= syllables[:-2] & syllables[1:-1] & syllables[2:]
    # A run may begin right behind one of another kind: 2021구단10.
    turns = np.zeros(len(chars), bool)
    turns[1:] = (kinds[1:] != kinds[:-1]) & (kinds[1:] != _NONE) & (kinds[:-1] != _NONE)
    copies = 1 + turns + 2 * shared
    made = np.repeat(np.where(kinds == _NONE, np.uint32(ord(" ")), chars), copies)
    # The last copy but one is the space before the term that begins here.
    made[np.cumsum(copies)[shared | turns] - 2] = ord(" ")
    return made.tobytes().decode("utf-32-le")


_NONE, _DIGIT, _LATIN, _HANGUL, _HANJA = range(5)


# For every character, the kind of run it can be part of.
@lru_cache(maxsize=1)
def _kinds() -> npt.NDArray[np.uint8]:
    kinds = np.full(sys.maxunicode + 1, _NONE, np.uint8)
    kinds[[code for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]] = _DIGIT
    kinds[ord("a") : ord("z") + 1] = _LATIN
    kinds[ord("가") : ord("힣") + 1] = _HANGUL
    kinds[ord("一") : ord("鿿") + 1] = _HANJA
    return kinds


def word_terms(text: str) -> list[list[str]]:
    """The same, one list per word (white space and punctuation part words)."""
    return [parts for word in re.findall(r"[가-힣一-鿿a-z0-9]+", text.lower()) if (parts := terms(word))]
