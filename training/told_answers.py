"""Learns `data/told_answers.npz`: `python -m training.told_answers [--measure]` (needs training/requirements.txt).

The stories of `bench/sets/told_answers.jsonl` were written for this by writers (`by`) without sight of the word lists
of `data/criteria_check.yaml` and of any set that is used to accept the result: each with its `type` and, of every
question of that type, the `value` that is told with its `words`, or null. The clauses of
`bench/sets/told_answer_clauses.jsonl` were written question by question, by one who knew the lists: `value` true, false
or an option, and null for what only sounds like an answer. Clauses of `bench/sets/circumstances.jsonl` that help nobody
are learnt as telling nothing. One linear support-vector machine an answer; what the writers marked as only sounding like
an answer (`none`) is told from answers by one logistic regression for all questions. How the scores of both are weighed
into what a clause tells, and that into a decision, is learnt from stories of writers that had no part in them.

The meanings of pieces and the likeness to circumstances come from `data/circumstances.npz`: after
`python -m training.circumstances` this has to be learnt anew.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from lib.guidance.check_entries import Question, check_data
from lib.guidance.weighed_answers import (
    ASIDE,
    NO,
    YES,
    Model,
    WeighedPiece,
    joined,
    option_signs,
    read_model,
    yes_no_signs,
)
from lib.guidance.weighed_type import PREFIX, read_types
from lib.guidance.whose_number import Candidate
from lib.guidance.whose_number import read_model as read_numbers
from lib.text.meanings import digest_of_meanings, meanings
from training.clauses import Array, learn_apart, learn_weights
from training.misleading import learn_views
from training.scored_answers import compared, told
from training.told_answer_rows import (
    CLAUSES,
    SILENT,
    STORIES,
    Row,
    Story,
    clauses,
    names_of,
    numbers_alone,
    stories,
)

SHIPPED = Path(__file__).parents[1] / "data/told_answers.npz"

SEEN_RUNS, KEPT, MARKED = 2, 0.12, 0.4
SEEN_IN_TYPES, KEPT_IN_TYPES, MARKED_IN_TYPES = 3, 0.04, 0.3
NUMBERS_FREE = 200.0
"""How little the weights of numbers are held back."""
_OTHERS = 300
"""Clauses of the other questions of a type that are learnt as telling nothing of one."""
_FOLDS = 5
_APART = 3
"""The parts into which the writers fall, each read by weights that were learnt from the others."""
SEEN_ASIDE, KEPT_ASIDE = 2, 0.02
"""Clauses that a run has to stand in to tell what only sounds like an answer; weights below are dropped."""
_SELDOM = 5
"""Of so many clauses that are far from telling an answer one is learnt from."""
_FAR = -1.1
"""A score from which on a clause is far from telling an answer."""
_AT_FIRST = np.array([1.5, 1.0, 1.5])
"""How often a question that was never seen is answered yes, no, and not at all."""


def answers_of(question: Question) -> list[str]:
    """The answers that a question may have, but for numbers."""
    return [option.id for option in question.options] or ([YES, NO] if question.kind == "yes_no" else [])


# Which rows may tell each answer, and whether they do.
def _told_where(training: Sequence[Row]) -> dict[str, list[tuple[int, bool]]]:
    data, by_of = check_data(), defaultdict[str, list[int]](list)
    for at, row in enumerate(training):
        by_of[row.of].append(at)
    found = {}
    for question in data.questions.values():
        types = [each for each in data.types.values() if question.id in each.questions]
        others = [at for type_ in types for id_ in type_.questions if id_ != question.id for at in by_of[id_]]
        those = [at for type_ in types for at in by_of[type_.id]]
        those += [*by_of[question.id], *by_of[""], *others[:: max(1, len(others) // _OTHERS)]]
        for answer in answers_of(question):
            name = f"{question.id} {answer}"
            told = [(at, name in training[at].tells) for at in those]
            if sum(is_told for _, is_told in told) > 1:
                found[name] = told
    return found


def learn(training: Sequence[Row]) -> dict[str, Any]:
    """The weights of the answers."""
    like = [row.like for row in training]
    meant, circumstances = (np.array([each[part] for each in like]) for part in (0, 1))
    centre = np.concatenate([meant.mean(axis=0), circumstances.mean(axis=0)]).astype(np.float32)
    spread = np.concatenate([np.ones(meant.shape[1]), circumstances.std(axis=0)]).astype(np.float32)
    learnt = learn_apart(
        [row.words for row in training],
        np.array([joined(*each, centre, spread) for each in like]),
        [row.marks for row in training],
        _told_where(training),
        seen=SEEN_RUNS,
        kept=KEPT,
        marked=MARKED,
        balanced=True,
    )
    return {"centre": centre, "spread": spread, **learnt}


def learn_types(those: Sequence[Story]) -> dict[str, Any]:
    """The weights of the types; a case of which nothing is told is of none."""
    texts = [*(story.type_row[0] for story in those), ""]
    learnt = learn_weights(
        texts,
        np.array([meanings().of(text) for text in texts]),
        [*(story.type_row[1] for story in those), set()],
        [*({story.row["type"]} for story in those), set()],
        seen=SEEN_IN_TYPES,
        kept=KEPT_IN_TYPES,
        marked=MARKED_IN_TYPES,
    )
    return {f"{PREFIX}{name}": array for name, array in learnt.items()}


def learn_numbers(training: Sequence[tuple[Candidate, str]]) -> dict[str, Any]:
    """The weights of what a number is: logistic regression over its signs."""
    often = Counter(sign for candidate, _ in training for sign in candidate.signs)
    place = {sign: at for at, sign in enumerate(sorted(sign for sign, n in often.items() if n > 1))}
    known = [sorted(place[sign] for sign in candidate.signs if sign in place) for candidate, _ in training]
    worth = np.repeat([1 / np.sqrt(len(candidate.signs)) for candidate, _ in training], [*map(len, known)])
    ends = np.cumsum([0, *map(len, known)])
    signs = csr_matrix((worth, [at for each in known for at in each], ends), (len(training), len(place)))
    machine = LogisticRegression(C=NUMBERS_FREE, max_iter=2000).fit(signs, [each for _, each in training])
    return {
        "number_classes": np.array("\n".join(machine.classes_)),
        "number_signs": np.array("\n".join(place)),
        "number_weights": machine.coef_.T.astype(np.float16),
        "number_bias": machine.intercept_.astype(np.float32),
    }


@dataclass(frozen=True)
class Seen:
    """What a model that did not learn from a story's writer reads in it."""

    story: Story
    weighed: Sequence[WeighedPiece]
    model: Model
    listed: Mapping[str, Any]


UNDECIDED = {
    "put": np.zeros(9, np.float32),
    "decision": np.zeros((3, 17), np.float32),
    "option_decision": np.zeros(7, np.float32),
    "questions": np.array(""),
    "usual": np.zeros((1, 3), np.float32),
}


def held_out(all_stories: Sequence[Story], alone: Sequence[Row]) -> Iterator[tuple[Seen, dict[str, Any]]]:
    """Every story as read by weights learnt without its writer, and those weights."""
    often = Counter(story.by for story in all_stories)
    parts: list[set[str]] = [set() for _ in range(min(_APART, len(often)))]
    for writer in sorted(often, key=lambda each: (-often[each], each)):
        min(parts, key=lambda part: sum(often[each] for each in part)).add(writer)
    for part in parts:
        learnt = learn_all([story for story in all_stories if story.by not in part], alone)
        model = read_model(learnt | UNDECIDED)
        for story in all_stories:
            if story.by in part:
                yield Seen(story, model.weigh(story.texts), model, story.listed), learnt


def learn_aside(those: Sequence[Story]) -> dict[str, Any]:
    """The weights that tell what only sounds like an answer."""
    marked = [each for story in those for each in story.aside]
    machine = LogisticRegression(solver="liblinear", class_weight="balanced", random_state=0)
    learnt = learn_views(
        [signs for signs, _ in marked], [is_aside for _, is_aside in marked], machine, SEEN_ASIDE, KEPT_ASIDE
    )
    return {f"{ASIDE}{name}": array for name, array in learnt.items()}


def learn_all(those: Sequence[Story], alone: Sequence[Row]) -> dict[str, Any]:
    """All weights."""
    numbers = [each for story in those for each in story.numbers]
    return {
        **learn([*(row for story in those for row in story.rows), *alone]),
        **learn_aside(those),
        **learn_types(those),
        **learn_numbers([*numbers, *numbers_alone()]),
    }


# How what speaks for a piece is weighed into how likely it gives yes or no.
def _put(seen: Sequence[Seen]) -> Array:
    signs, tells = [], []
    for each in seen:
        if not each.weighed:
            continue
        of_pieces = [row.tells for row in each.story.rows]
        for name, scores, those in each.model.signs(each.weighed, list(each.story.answers)):
            if those is not None:
                told = np.array([name in names for names in of_pieces])
                taken = told | (scores > _FAR)
                taken[::_SELDOM] = True
                signs.append(those[taken])
                tells.append(told[taken])
    machine = LogisticRegression(C=10, max_iter=2000, fit_intercept=False)
    machine.fit(np.concatenate(signs), np.concatenate(tells))
    return machine.coef_[0].astype(np.float32)


def decisions(seen: Sequence[Seen]) -> dict[str, Any]:
    """How scores are weighed, learnt from what was read by weights that had not learnt it."""
    put = _put(seen)
    data = check_data()
    counted: dict[str, Array] = defaultdict(lambda: _AT_FIRST.copy())
    for each in seen:
        for id_, value in each.story.answers.items():
            if id_ in data.questions and data.questions[id_].kind == "yes_no":
                counted[id_][_place(value)] += 1
    usual = {id_: np.log(count / count.sum()) for id_, count in ({"": _AT_FIRST} | counted).items()}
    signs, which, option_of, is_told = [], [], [], []
    for each in seen:
        told_of = replace(each.model, put=put).told(each.weighed, list(each.story.answers))
        for id_, value in each.story.answers.items():
            question = data.questions[id_]
            if question.kind == "yes_no":
                signs.append([*yes_no_signs(id_, told_of, each.listed.get(id_)), *usual[id_]])
                which.append(_place(value))
            elif question.options:
                options = [option.id for option in question.options]
                found = option_signs(id_, options, told_of, each.listed.get(id_) or ())
                right = set(names_of(value))
                option_of += found.values()
                is_told += [option in right for option in found]
    machine = LogisticRegression(max_iter=5000).fit(signs, which)
    of_options = LogisticRegression(max_iter=5000).fit(option_of, is_told)
    return {
        "put": put,
        "decision": np.column_stack([machine.coef_, machine.intercept_]).astype(np.float32),
        "option_decision": np.array([*of_options.coef_[0], of_options.intercept_[0]], np.float32),
        "questions": np.array("\n".join(usual)),
        "usual": np.array([*usual.values()], np.float32),
    }


def _place(value: Any) -> int:
    return 2 if value is None else 0 if value else 1


def measure(all_stories: Sequence[Story]) -> None:
    """Print what is read in stories of writers that the weights were not learnt from, before the rows are counted again."""
    told_apart = list(held_out(all_stories, clauses()))
    seen = [each for each, _ in told_apart]
    counted: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for training, others in GroupKFold(_FOLDS).split(seen, groups=list(range(len(seen)))):
        decided = decisions([seen[at] for at in training])
        models: dict[int, Model] = {}
        for at in others:
            learnt = told_apart[at][1]
            if id(learnt) not in models:
                models[id(learnt)] = read_model(learnt | decided)
            model, numbers, types = models[id(learnt)], read_numbers(learnt), read_types(learnt)
            with (
                patch("lib.guidance.told_answers.model", lambda model=model: model),
                patch("lib.guidance.whose_number.model", lambda numbers=numbers: numbers),
                patch("lib.guidance.weighed_type.types", lambda types=types: types),
            ):
                found, notes = compared(seen[at].story.row, type_told="--type-told" in sys.argv)
            counted += found
            for note in notes:
                how, *rest = note.split()
                if how in ("wrong:", "missed:", "invented:"):
                    by_kind[f"{rest[0]} {how}"] += 1
            if "--wrong" in sys.argv:
                print(seen[at].story.row["id"], *notes, sep="\n    ")
    print(told(counted))
    if "--questions" in sys.argv:
        print(*sorted(by_kind.items(), key=lambda pair: -pair[1])[:60], sep="\n")


def write(all_stories: Sequence[Story]) -> None:
    """Write the model learnt from all rows."""
    alone = clauses()
    decided = decisions([each for each, _ in held_out(all_stories, alone)])
    learnt = learn_all(all_stories, alone)
    digests = {
        name: np.array(hashlib.sha256(path.read_bytes()).hexdigest())
        for name, path in (("stories", STORIES), ("clauses", CLAUSES), ("circumstances", SILENT))
    }
    np.savez_compressed(SHIPPED, **digests, meanings=np.array(digest_of_meanings()), **learnt, **decided)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(str(learnt['runs']).split())} runs")


if __name__ == "__main__":
    (measure if "--measure" in sys.argv else write)(stories())
