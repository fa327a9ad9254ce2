"""Learns `data/questions.npz`: `python -m training.questions [--measure]` (needs training/requirements.txt).

The questions of `bench/sets/short_questions.jsonl` were written for this: `question`, the `issue` that it asks about,
the group of illnesses (`disease`; none where the question leaves it open, no key where nobody marked it), and `by` whom.
`sa` and `sb` saw neither each other's questions nor any search; `sc` and `sd` are by who built the weights, `sd` after a
look at what was misread of the others.
Beside them stand the questions that the search is measured with (`colloquial_questions.jsonl`). A linear support-vector
machine each for issue and illness is learnt, one value against all, over runs of syllables (tf-idf), the meaning of the
question, what its words tell and what the weights of stories make of it.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lib.domain.intake import Intake
from lib.search.read_by_words import understand_text
from lib.search.weighed_questions import ASKED, LEAST_LENGTH, NOT_TOLD, asked_features, read_model
from lib.text.meanings import digest_of_meanings
from training.labels import Told, learn_stories

SETS = Path(__file__).parents[1] / "bench/sets"
SET = SETS / "short_questions.jsonl"
LEARNT_FROM = ("short_questions.jsonl", "colloquial_questions.jsonl")
SHIPPED = Path(__file__).parents[1] / "data/questions.npz"

_KEYS = {"issue_category": "issue", "disease_category": "disease"}
SEEN_RUNS = 2
KEPT = 0.6
"""Lower than for whole stories (`training.labels`): of a question few runs are there to weigh."""
SURE = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""From how likely on an answer is counted in the measure."""


def digest_of_sets() -> str:
    """A digest of all that is learnt from: the sets, the meanings and the weights of stories."""
    files = [SETS / name for name in LEARNT_FROM] + [SHIPPED.with_name("labels.npz")]
    parts = [path.read_bytes() for path in files] + [digest_of_meanings().encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def rows() -> list[tuple[str, Told]]:
    """Who wrote it, and the question as it is weighed."""
    return [(by, _told(question, answers)) for by, question, answers in _questions()]


def _questions() -> Iterator[tuple[str, str, dict[str, str]]]:
    for name in ("short_questions", "colloquial_questions"):
        for row in _lines(name):
            answers = {told: row[key] or NOT_TOLD for told, key in _KEYS.items() if key in row}
            yield row.get("by", "measured"), row["question"], answers


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _told(question: str, answers: dict[str, str]) -> Told:
    return Told(Intake(story=question), asked_features(question, understand_text(question)), answers)


def learn(training: Sequence[Told]) -> dict[str, Any]:
    """The arrays that ship."""
    arrays, answers = learn_stories(training, tuple(ASKED), KEPT, LEAST_LENGTH, seen_runs=SEEN_RUNS)
    return {
        "set": np.array(digest_of_sets()),
        "answers": np.array("\n".join(f"{name}\t{value}" for name, value in answers)),
        **arrays,
    }


def measure(told: Sequence[tuple[str, Told]]) -> None:
    """Print what is read right of each writer's questions by what was learnt without them: all, and the sure ones."""
    asked_by = sorted({row["by"] for row in _lines("short_questions")} | {"measured"})
    for writer in asked_by:
        model = read_model(learn([row for by, row in told if by != writer]))
        held = [row for by, row in told if by == writer]
        sure: dict[tuple[str, float], Counter[bool]] = defaultdict(Counter)
        of_issue: dict[str, Counter[bool]] = defaultdict(Counter)
        for row in held:
            shares = model.shares_of(row.intake, row.read)
            for name, right in row.answers.items():
                best = max(shares[name], key=shares[name].__getitem__)
                for least in SURE:
                    if shares[name][best] >= least:
                        sure[name, least][best == right] += 1
                if name == "issue_category":
                    of_issue[right][best == right] += 1
        for name in ASKED:
            told_right = "; ".join(
                f"{least}: {sure[name, least][True]} of {sure[name, least].total()}" for least in SURE
            )
            print(f"without {writer}, {name}: {told_right}")
        print(
            "  " + "; ".join(f"{issue} {n[True]} of {n.total()}" for issue, n in of_issue.items()), flush=True
        )


def write(told: Sequence[tuple[str, Told]]) -> None:
    """Write the model learnt from all rows."""
    np.savez_compressed(SHIPPED, **learn([row for _, row in told]))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(rows())
