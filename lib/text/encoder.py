"""What a stretch of a text means where it stands: a small encoder reads the whole text, and heads say what was learnt of it.

The same words are a fact of the case in one story and somebody else's in another; only what stands around them tells.
So a text is read once by a transformer (six layers of multilingual-e5-small, trained further by `training/encoder.py`),
which gives every piece of a word a vector that knows its neighbours. A stretch has the mean of its pieces, and for
each question that was learnt a linear head (`data/encoder.npz`) gives it one score a class. What the scores mean is up
to the room that asks. 40 ms for a story of 300 pieces on one core.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lib.text.once import once
from lib.text.shipped import FOLDER, lines

Vector = NDArray[np.float32]

_BEGIN, _END = 0, 2
"""Pieces that stand before a text and behind it."""
LONGEST = 500
"""Pieces that are read at once; a longer text is cut before a word."""
_NEW_WORD = "▁"
WIDTH = 384
_ERRORS = 3
"""Level from which onnxruntime speaks up."""


@dataclass(frozen=True)
class Head:
    """One question: its classes, and a row of weights for each."""

    classes: tuple[str, ...]
    weights: Vector
    bias: Vector


@dataclass(frozen=True)
class Read:
    """A text as it was read: a vector for each piece of a word, from and to where it stands, and whether it is blank."""

    states: Vector
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    blank: NDArray[np.bool_]
    encoder: "Encoder"

    def of(self, start: int, end: int) -> Vector | None:
        """The meaning of a stretch where it stands; None where no piece of a word stands in it."""
        inside = (self.starts < end) & (self.ends > start)
        return self.states[inside].mean(axis=0) if (inside & ~self.blank).any() else None

    def scores(self, name: str, start: int, end: int) -> Vector | None:
        """What a head gives for a stretch, one score a class."""
        meaning, asked = self.of(start, end), self.encoder.head(name)
        return None if meaning is None else asked.weights @ meaning + asked.bias


class Encoder:
    """The encoder of a folder: `encoder.onnx`, its heads in `encoder.npz` and its pieces in `encoder_pieces.json`."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        # One core a reading: several people, and the processes of a list, read at once.
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = _ERRORS
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "encoder_pieces.json"))
        with np.load(folder / "encoder.npz") as arrays:
            self._heads = {
                name.removesuffix("_classes"): Head(
                    tuple(lines(arrays[name])),
                    arrays[name.replace("_classes", "_weights")].astype(np.float32),
                    arrays[name.replace("_classes", "_bias")],
                )
                for name in arrays
                if name.endswith("_classes")
            }

    def head(self, name: str) -> Head:
        """The head of that name."""
        return self._heads[name]

    def read(self, text: str) -> Read:
        """The text, with the places of its pieces in it."""
        cut = self._tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(cut.offsets, np.int32).reshape(-1, 2)
        states = np.zeros((len(cut.ids), WIDTH), np.float32)
        start = 0
        while start < len(cut.ids):
            end = _end_of_window(cut.tokens, start)
            ids = np.array([[_BEGIN, *cut.ids[start:end], _END]], np.int64)
            states[start:end] = self._session.run(None, {"ids": ids})[0][1:-1]
            start = end
        blank = np.array([text[first:last].isspace() for first, last in cut.offsets], bool)
        return Read(states, offsets[:, 0], offsets[:, 1], blank, self)


def _end_of_window(tokens: list[str], start: int) -> int:
    if len(tokens) - start <= LONGEST:
        return len(tokens)
    begins = (at for at in range(start + LONGEST, start, -1) if tokens[at].startswith(_NEW_WORD))
    return next(begins, start + LONGEST)


@cache
def encoder() -> Encoder:
    """What ships, loaded once."""
    return Encoder(FOLDER)


def head(name: str) -> Head:
    """The head of that name of what ships."""
    return encoder().head(name)


@once
def read_meaning(text: str) -> Read:
    """The text as what ships reads it."""
    return encoder().read(text)
