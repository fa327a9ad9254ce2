"""What words mean: the sum of their pieces, each a vector that ships in `data/circumstances.npz` for all models."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.text.shipped import lines, read_shipped
from lib.text.spelling import plain

Vector = NDArray[np.float32]

_KOREAN = re.compile(r"[가-힣]+")
_LONGEST_PIECE = 4


def pieces(words: str, known: Collection[str]) -> list[str]:
    """The words cut into the longest known pieces of up to four syllables, from the left; what is unknown is passed."""
    found = []
    for word in _KOREAN.findall(plain(words)):
        place = 0
        while place < len(word):
            lengths = range(min(_LONGEST_PIECE, len(word) - place), 0, -1)
            length = next((length for length in lengths if word[place : place + length] in known), 0)
            if length:
                found.append(word[place : place + length])
            place += length or 1
    return found


@dataclass(frozen=True)
class Meanings:
    """The vectors of pieces of words, each weighed by how rare it is; `row` is where a piece stands among them."""

    row: dict[str, int]
    vectors: Vector

    def of(self, words: str) -> Vector:
        """The sum of the pieces of the words."""
        known = [self.row[each] for each in pieces(words, self.row)]
        return np.asarray(self.vectors[known].sum(axis=0), dtype=np.float32)


def digest_of_meanings() -> str:
    """A digest of the vectors that ship: weights learnt over others mean nothing."""
    shipped = read_shipped("circumstances.npz")
    parts = (str(shipped["pieces"]).encode(), shipped["vectors"].tobytes(), shipped["rarity"].tobytes())
    return hashlib.sha256(b"".join(parts)).hexdigest()


def read_meanings(shipped: Any) -> Meanings:
    """The meanings from the arrays of `data/circumstances.npz`."""
    row = {piece: place for place, piece in enumerate(lines(shipped["pieces"]))}
    return Meanings(row, (shipped["vectors"] * shipped["rarity"][:, None]).astype(np.float32))


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """What ships, read once."""
    return read_meanings(read_shipped("circumstances.npz"))
