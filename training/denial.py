"""Learns `data/denial.npz`: `python -m training.denial [--measure]` (needs training/requirements.txt).

The letters of `bench/sets/denial_letters.jsonl` were written for this by writers (`by`) without sight of the phrases
of `data/denial.yaml` and `data/evidence.yaml`, of each other's letters and of any set that is used to accept the
result (but for `h`, who wrote of what the others lacked, and `f` and `g`, sets that were used for that before): what
the letter is about, and its clauses in order, each with the `kind` of reason it gives, further kinds
that would be as right (`also`), or `why` it gives none. Both the clauses as they were marked and those that the
reader cuts are learnt, with those clauses of `bench/sets/circumstances.jsonl` that tell a circumstance by which a kind
of reason is read, and some that tell nothing.

The meaning of pieces of words comes from `data/circumstances.npz`: after `python -m training.circumstances` this has
to be learnt anew.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.model_selection import GroupKFold

from lib.casework.analysis import refused_for
from lib.domain.intake import Intake
from lib.guidance.clause_weights import read_weights
from lib.guidance.denial_clauses import clause_marks
from lib.guidance.denial_kinds import OTHER, kinds
from lib.guidance.grounds import grounds
from lib.search.understanding import understand
from lib.text.meanings import digest_of_meanings, meanings
from training.clauses import learn_weights

SET = Path(__file__).parents[1] / "bench/sets/denial_letters.jsonl"
CIRCUMSTANCES = SET.with_name("circumstances.jsonl")
SHIPPED = Path(__file__).parents[1] / "data/denial.npz"

SEEN_RUNS, KEPT, MARKED = 2, 0.1, 0.4
VIEWS = {kind.id for kind in kinds() if kind.stands}
"""Kinds that only say whose view a clause holds."""
_OVERLAP = 3
"""Characters that a clause the reader cuts shares with a clause that was marked, to give what that gives."""


@dataclass(frozen=True)
class Letter:
    """One letter of the training set."""

    letter: str
    by: str
    case: str
    kind_b: str
    kind_c: str | None
    diagnoses: list[str]
    clauses: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """The letter as one text."""
        return " ".join(clause["text"] for clause in self.clauses)

    @property
    def intake(self) -> Intake:
        """The case as a person would hand it in."""
        told = {"kind_b": self.kind_b, "kind_c": self.kind_c, "diagnoses": self.diagnoses}
        given = {name: value for name, value in told.items() if value}
        return Intake.model_validate(given | {"story": self.case, "denial_reason": self.text})

    def spans(self) -> Iterator[tuple[int, int, set[str]]]:
        """Where each marked clause stands, with the kinds it gives."""
        start = 0
        for clause in self.clauses:
            end = start + len(clause["text"])
            yield start, end, gives(clause)
            start = end + 1


@dataclass(frozen=True)
class Row:
    """One clause to learn from."""

    text: str
    marks: set[str]
    tells: set[str]


def gives(clause: dict[str, Any]) -> set[str]:
    """The kinds that a marked clause gives."""
    return {clause["kind"], *clause.get("also", ())} if "kind" in clause else set()


def letters() -> list[Letter]:
    """The training set."""
    return [Letter(**json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]


def rows(letter: Letter) -> list[Row]:
    """The clauses of a letter, as they were marked and as the reader cuts them."""
    intake, spans = letter.intake, list(letter.spans())
    korean = intake.in_korean
    found = []
    marked = [(start, end) for start, end, _ in spans]
    for start, end, known in clause_marks(letter.text, korean.text, understand(intake), marked):
        over = [told for first, last, told in spans if min(end, last) - max(start, first) > _OVERLAP]
        if over:
            tells = set().union(*over)
            # Whose view it is, the reader tells beside what it holds.
            found.append(Row(letter.text[start:end], known, tells - VIEWS or tells))
    return found


SILENT = 16
"""Of so many clauses of stories that help nobody one is learnt from."""


def rows_of_circumstances() -> list[Row]:
    """Clauses of the circumstances by which grounds of one kind are read, and some that help nobody."""
    kinds_by: dict[str, set[str]] = defaultdict(set)
    by_id = {ground.id: ground for ground in grounds()}
    for kind in kinds():
        for circumstance in (each for name in kind.grounds for each in by_id[name].circumstances):
            kinds_by[circumstance].add(kind.id)
    told = [json.loads(line) for line in CIRCUMSTANCES.read_text(encoding="utf-8").splitlines()]
    silent = [each for each in told if each["id"] is None and not each.get("side")]
    tell = [each for each in told if len(kinds_by.get(each["id"], ())) == 1]
    return [Row(each["text"], set(), kinds_by.get(each["id"], set())) for each in (*tell, *silent[::SILENT])]


def learn(letters_rows: Sequence[Row]) -> dict[str, Any]:
    """The arrays that ship, learnt from the rows of letters and of circumstances."""
    training = [*letters_rows, *rows_of_circumstances()]
    learnt = learn_weights(
        [row.text for row in training],
        np.array([meanings().of(row.text) for row in training]),
        [row.marks for row in training],
        [row.tells for row in training],
        seen=SEEN_RUNS,
        kept=KEPT,
        marked=MARKED,
    )
    return {
        "set": np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        "circumstances": np.array(hashlib.sha256(CIRCUMSTANCES.read_bytes()).hexdigest()),
        "meanings": np.array(digest_of_meanings()),
        **learnt,
    }


def measure(all_letters: Sequence[Letter]) -> None:
    """Print what the reader finds in letters that the model was not learnt from, a quarter of them at a time."""
    by_letter = [rows(letter) for letter in all_letters]
    found: Counter[str] = Counter()
    of_each = [letter.letter for letter in all_letters]
    for training, held_out in GroupKFold(4).split(all_letters, groups=of_each):
        weights = read_weights(learn([row for at in training for row in by_letter[at]]))
        with patch("lib.guidance.told_reasons.weights", lambda weights=weights: weights):
            for at in held_out:
                found += counts(all_letters[at])
    print(
        f"{found['right']} of {found['reasons']} reasons, {found['wrong']} kinds that no clause gives,"
        f" {found['granted']} of what is granted; of what fits no kind {found['shown']} of {found['other']} shown"
    )


def counts(letter: Letter) -> Counter[str]:
    """What the reader makes of one letter."""
    read = refused_for(letter.intake, understand(letter.intake))
    named = {reason.kind for reason in read}
    expected = set().union(*map(gives, letter.clauses))
    found: Counter[str] = Counter()
    for clause in letter.clauses:
        kinds, kind = gives(clause), clause.get("kind")
        quoted = {
            reason.kind
            for reason in read
            for words in (reason.words, *reason.more_words)
            if words in clause["text"] or clause["text"] in words
        }
        found["reasons"] += kind not in (None, OTHER)
        found["right"] += kind not in (None, OTHER) and bool(kinds & named)
        found["granted"] += clause.get("why") == "conceded" and bool(quoted)
        found["other"] += kind == OTHER
        found["shown"] += kind == OTHER and bool(quoted)
    found["wrong"] += len(named - expected - {OTHER})
    return found


def write(all_letters: Sequence[Letter]) -> None:
    """Write the model learnt from all letters."""
    np.savez_compressed(SHIPPED, **learn([row for letter in all_letters for row in rows(letter)]))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(letters())
