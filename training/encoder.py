"""Learns the encoder: `python -m training.encoder` (needs training/requirements.txt).

Writes `data/encoder.onnx` (weights in 8 bits), `data/encoder.npz` (its heads) and `data/encoder_pieces.json` (the pieces
of words it knows). All heads are learnt together, a stretch of a text being the mean of its pieces
(`training/encoder_rows.py` has what from). First the clauses of circumstances, then all sets, then all once more,
those the most often of which there are few: some fifty minutes on two cores that multiply in bfloat16.

A fifth of the groups is never learnt from (`is_kept_out`): there the rooms learn how far they may trust it. What
ships are the heads that a room asks (`SHIPPED`); the others are learnt beside them, for what a story is about helps to
tell what its days are.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import nn
from torch.nn import functional

from lib.text.encoder import LONGEST
from training.encoder_rows import Example, Heads, Told, examples
from training.encoder_source import BEGIN, END, PAD, UNKNOWN, WIDTH, Source, Transformer, begin_with

DATA = Path(__file__).parents[1] / "data"
FIFTHS = 5
RATE, HEAD_RATE = 1e-4, 2e-3
BATCH, SORTED = 3000, 400
"""Pieces of a batch; so many texts are sorted by length before they are put into batches."""
ROUNDS = {"circumstances": 2.0, "all": 2.0, "last": 1.3}
"""How often each stage goes over its texts."""
AT_LAST = {
    "points": 2.0,
    "days": 4.0,
    "reasons": 1.0,
    "answers": 1.3,
    "identifiers": 1.0,
    "circumstances": 0.15,
}
"""How often the texts of a set stand in the last stage: few stories tell of days, many of circumstances."""
COUNTS = {"ident": 0.5}
COUNTS_AT_LAST = {"role": 6.0, "claim": 6.0, "stage": 3.0, "ans": 3.0, "why": 3.0, "point": 1.5}
"""What the loss of a head counts, where not one, and in the last stage."""
SHIPPED = ("ident",)
_NEVER = -30.0
COMMON_LATIN = 20_000
"""Latin pieces that stand before this place in the vocabulary are kept unseen."""


def is_kept_out(group: str) -> bool:
    """Whether a group is of the fifth that the encoder never learns from."""
    return _number(group) % FIFTHS == 0


def _number(group: str) -> int:
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16)


# --- pieces of words ---


def _tokenizer(pieces: Sequence[tuple[str, float]]) -> Any:
    made = Tokenizer(models.Unigram(list(pieces), UNKNOWN, False))
    made.normalizer, made.pre_tokenizer = normalizers.NFKC(), pre_tokenizers.Metaspace()
    return made


def kept_pieces(source: Source, texts: Sequence[str]) -> list[int]:
    """The pieces that ship: those of the texts, all of Hangul, single characters, short numbers, common Latin ones."""
    whole = _tokenizer([*zip(source.pieces, map(float, source.scores), strict=True)])
    often: Counter[int] = Counter()
    for cut in whole.encode_batch(list(texts)):
        often.update(cut.ids)

    def is_kept(place: int, piece: str) -> bool:
        bare = piece.lstrip("▁")
        is_hangul = all("가" <= each <= "힣" for each in bare)
        is_common = bare.isascii() and bare.isalpha() and place < COMMON_LATIN
        is_number = bare.isascii() and bare.isdigit() and len(bare) <= 4
        return often[place] > 1 or is_hangul or is_common or is_number

    special = [BEGIN, PAD, END, UNKNOWN]
    return special + [
        place for place, piece in enumerate(source.pieces) if place not in special and is_kept(place, piece)
    ]


# --- texts as the encoder takes them ---


@dataclass(frozen=True)
class Cut:
    """A text in pieces, with the places of its stretches among them."""

    ids: list[int]
    told: list[Told]


def cut_up(those: Sequence[Example], tokenizer: Any) -> list[Cut]:
    """The texts in pieces; what is longer than the encoder reads at once is cut before a stretch."""
    found = []
    for example, cut in zip(those, tokenizer.encode_batch([each.text for each in those]), strict=True):
        told = []
        for each in example.told:
            inside = [
                at for at, (a, b) in enumerate(cut.offsets) if a < each.end and b > each.start and b > a
            ]
            if inside:
                told.append(Told(inside[0], inside[-1] + 1, each.head, each.tells, each.asked))
        start = 0
        while start < len(cut.ids):
            begins = [each.start for each in told if start < each.start <= start + LONGEST]
            is_last = len(cut.ids) - start <= LONGEST
            end = len(cut.ids) if is_last else max(begins, default=start + LONGEST)
            here = [
                Told(each.start - start, min(each.end, end) - start, each.head, each.tells, each.asked)
                for each in told
                if start <= each.start < end
            ]
            if here:
                found.append(Cut(cut.ids[start:end], here))
            start = end
    return found


def batches(those: Sequence[Cut], chance: random.Random) -> list[list[Cut]]:
    """The texts in batches of like length, in any order."""
    mixed, found = chance.sample(those, len(those)), []
    for at in range(0, len(mixed), SORTED):
        batch: list[Cut] = []
        for each in sorted(mixed[at : at + SORTED], key=lambda each: len(each.ids)):
            if batch and (len(each.ids) + 2) * (len(batch) + 1) > BATCH:
                found.append(batch)
                batch = []
            batch.append(each)
        found.append(batch)
    return chance.sample(found, len(found))


# --- what is learnt ---


class Model(nn.Module):
    """The encoder with its heads, over meanings of mean zero and spread one."""

    def __init__(self, encoder: Transformer, heads: Heads) -> None:
        super().__init__()
        self.encoder, self.kind, self.counts = encoder, heads.kind, COUNTS
        self.heads = nn.ModuleDict(
            {
                name: nn.Linear(WIDTH, len(classes) + (heads.kind[name] == "none"))
                for name, classes in heads.classes.items()
            }
        )
        self.register_buffer("mean", torch.zeros(WIDTH))
        self.register_buffer("spread", torch.ones(WIDTH))
        for name, layer in self.heads.items():
            nn.init.normal_(layer.weight, std=0.01)
            nn.init.constant_(layer.bias, -1.0 if heads.kind[name] == "some" else 0.0)

    def meanings(self, batch: Sequence[Cut]) -> dict[str, tuple[torch.Tensor, list[Told]]]:
        """The meaning of each stretch of a batch, by head."""
        longest = max(len(each.ids) for each in batch) + 2
        ids = torch.full((len(batch), longest), PAD)
        for row, each in enumerate(batch):
            ids[row, : len(each.ids) + 2] = torch.tensor([BEGIN, *each.ids, END])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(ids, ids != PAD)
        # What is before a place in all, so that a stretch is a difference of two.
        sums = functional.pad(states.float().cumsum(1), (0, 0, 1, 0))
        by_head: dict[str, list[tuple[int, Told]]] = {}
        for row, each in enumerate(batch):
            for told in each.told:
                by_head.setdefault(told.head, []).append((row, told))
        found = {}
        for head, of_head in by_head.items():
            rows = torch.tensor([row for row, _ in of_head])
            start = torch.tensor([told.start + 1 for _, told in of_head])
            end = torch.tensor([told.end + 1 for _, told in of_head])
            found[head] = (
                (sums[rows, end] - sums[rows, start]) / (end - start)[:, None],
                [told for _, told in of_head],
            )
        return found

    def loss(self, batch: Sequence[Cut]) -> torch.Tensor:
        """How far the heads are from what the stretches of a batch tell, for one of them."""
        total, count = torch.zeros(()), 0
        for head, (meanings, told) in self.meanings(batch).items():
            even = functional.dropout((meanings - self.mean) / self.spread, 0.1, self.training)
            scores = self.heads[head](even)
            total = total + self.counts.get(head, 1.0) * _LOSSES[self.kind[head]](scores, told)
            count += len(told)
        return total / max(count, 1)


def _of_one(scores: torch.Tensor, told: Sequence[Told]) -> torch.Tensor:
    return functional.cross_entropy(scores, torch.tensor([each.tells[0] for each in told]), reduction="sum")


def _of_some(scores: torch.Tensor, told: Sequence[Told]) -> torch.Tensor:
    wanted, counts = torch.zeros_like(scores), torch.ones_like(scores)
    for row, each in enumerate(told):
        wanted[row, list(each.tells)] = 1
        if each.asked is not None:
            counts[row] = 0
            counts[row, list(each.asked)] = 1
    lost = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (lost * counts).sum()


def _of_none(scores: torch.Tensor, told: Sequence[Told]) -> torch.Tensor:
    wanted, beside = torch.zeros_like(scores), torch.zeros_like(scores)
    for row, each in enumerate(told):
        places = [place + 1 for place in each.tells] or [0]
        wanted[row, places] = 1 / len(places)
        if each.asked is not None:
            beside[row] = _NEVER
            beside[row, [0, *(place + 1 for place in each.asked)]] = 0
    return -(wanted * functional.log_softmax(scores + beside, 1)).sum()


_LOSSES: dict[str, Callable[[torch.Tensor, Sequence[Told]], torch.Tensor]] = {
    "one": _of_one,
    "some": _of_some,
    "none": _of_none,
}


def learn(model: Model, those: Sequence[Cut], rounds: float, chance: random.Random) -> None:
    """Go over the texts so often, faster at first and slower in the end."""
    if not model.mean.any():
        _even_out(model, those, chance)
    encoder = list(model.encoder.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": RATE}, {"params": model.heads.parameters(), "lr": HEAD_RATE}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = int(len(batches(those, chance)) * rounds)
    model.train()
    for step, batch in zip(range(steps), _again_and_again(those, chance), strict=False):
        share = min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = model.loss(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(encoder, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if step % 100 == 0:
            print(f"{step} of {steps}: {loss.item():.3f}", flush=True)
    model.eval()


def _again_and_again(those: Sequence[Cut], chance: random.Random) -> Iterator[list[Cut]]:
    while True:
        yield from batches(those, chance)


# E5 gives all texts much the same direction: what they share is taken out before a head looks.
def _even_out(model: Model, those: Sequence[Cut], chance: random.Random) -> None:
    model.eval()
    with torch.no_grad():
        some = batches(those, chance)[:12]
        seen = torch.cat([meanings for batch in some for meanings, _ in model.meanings(batch).values()])
    model.mean.copy_(seen.mean(0))
    model.spread.copy_(seen.std(0))


# --- what ships ---


class _One(nn.Module):
    def __init__(self, encoder: Transformer) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.encoder(ids)[0]


def write(model: Model, heads: Heads, tokenizer: Any, folder: Path) -> None:
    """Write the three files of an encoder into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside:
        whole = Path(aside) / "encoder.onnx"
        torch.onnx.export(
            _One(model.encoder).eval(),
            (torch.zeros((1, 20), dtype=torch.long),),
            str(whole),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {0: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True
        )
    arrays: dict[str, Any] = {}
    mean, spread = model.mean.numpy(), model.spread.numpy()
    for name in SHIPPED:
        layer = model.heads[name]
        weights = layer.weight.detach().numpy() / spread
        arrays[f"{name}_classes"] = np.array("\n".join(heads.classes[name]))
        arrays[f"{name}_weights"] = weights.astype(np.float16)
        arrays[f"{name}_bias"] = (layer.bias.detach().numpy() - weights @ mean).astype(np.float32)
    np.savez_compressed(folder / "encoder.npz", **arrays)
    tokenizer.save(str(folder / "encoder_pieces.json"), pretty=False)


def _mixed(
    learnt: Mapping[str, Sequence[Cut]], often: Mapping[str, float], chance: random.Random
) -> list[Cut]:
    found: list[Cut] = []
    for name, times in often.items():
        whole, rest = divmod(times, 1)
        found += [*learnt[name]] * int(whole)
        found += chance.sample(list(learnt[name]), int(rest * len(learnt[name])))
    return found


def main() -> None:
    """Learn in stages, and write what ships."""
    torch.manual_seed(0)
    chance, heads = random.Random(0), Heads()
    of_all = examples(heads)
    source = Source()
    kept = kept_pieces(source, sorted({each.text for those in of_all.values() for each in those}))
    tokenizer = _tokenizer([(source.pieces[place], float(source.scores[place])) for place in kept])
    learnt = {
        name: cut_up([each for each in those if not is_kept_out(each.group)], tokenizer)
        for name, those in of_all.items()
    }
    model = Model(begin_with(source, kept), heads)
    learn(model, learnt["circumstances"], ROUNDS["circumstances"], chance)
    learn(model, _mixed(learnt, dict.fromkeys(learnt, 1.0), chance), ROUNDS["all"], chance)
    model.counts = COUNTS_AT_LAST
    learn(model, _mixed(learnt, AT_LAST, chance), ROUNDS["last"], chance)
    write(model, heads, tokenizer, DATA)
    print(json.dumps({name: len(those) for name, those in learnt.items()}))


if __name__ == "__main__":
    main()
