"""Which question of the check a clause answers, and with what, weighed by its words, its meaning and how it is put.

People answer the questions of a case in other words every time: `팀장님이 빠지면 두고 보자고` tells that one had to come.
Stories in which writers marked every answer with its words (`bench/sets/told_answers.jsonl`), and clauses written for
each answer (`bench/sets/told_answer_clauses.jsonl`), teach a linear model (`training/told_answers.py`,
`data/told_answers.npz`): of each clause, and of two that follow each other in a sentence, the runs of syllables, the
meanings of pieces of words, how much it is like each circumstance, and how it is put. How much a clause gives a yes or
no is weighed, alike for all questions, with how much it gives the opposite and any other answer of the case's type, and
with how much it is put like clauses that only sound like answers (`aside`: a colleague's, denied, not seen yet). What the
whole story tells of a question is decided by the likeliest clauses for either answer, by what the word lists of
`data/criteria_check.yaml` say, and by how often such a question is answered so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from lib.guidance import misleading, told_circumstances
from lib.guidance.clause_weights import Weights, read_weights
from lib.guidance.phrases import read_for_phrases
from lib.text.meanings import Vector, meanings
from lib.text.odds import likelihoods, likely
from lib.text.shipped import lines, read_shipped
from lib.text.stance import denials, passes_on, read_stances

LEAST = 0.62
"""How likely an answer has to be to be read; see docs/decisions.md for what that costs and finds."""
LISTED = 0.5
"""How likely it has to be where the word lists say the same."""
YES, NO = "yes", "no"
_MOST_DENIALS = 2
_NOTHING = -1.5
"""The score where no clause is left."""
_UNLIKELY = -8.0
"""The logarithm of odds there."""
_LIKE_CIRCUMSTANCES = 0.7
"""What likeness to circumstances counts beside the meaning of pieces of words, each of length one."""


ASIDE = "aside_"
"""Before the names of the arrays that tell what only sounds like an answer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of a text, or two of a sentence: `text[start:end]`, and what is known of it beside its words."""

    start: int
    end: int
    marks: frozenset[str]
    clauses: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WeighedPiece:
    """A piece of a text as it was weighed: a score for each answer, and the least and most that its clauses are aside."""

    words: str
    source: str
    scores: Vector
    aside: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Told:
    """What the pieces of a case tell of an answer: the two likeliest, and the words of the likeliest with their text.

    `best` and `second` are logarithms of odds, `score` is the score of the likeliest piece alone and `most` the highest.
    """

    best: float = _UNLIKELY
    second: float = _UNLIKELY
    score: float = _NOTHING
    most: float = _NOTHING
    words: str = ""
    source: str = ""


NOT_TOLD = Told()


def pieces_of(text: str, source: str, told_from: int = 0) -> list[Piece]:
    """The clauses of a text from a place on, and each two that follow each other in a sentence.

    What is only passed on (`약품 때문이라고`) is weighed with what is said of it alone.
    """
    reader = read_for_phrases(text)
    clauses = [each for each in reader.clauses() if each[0] >= told_from]
    odds = dict(zip(clauses, misleading.model().odds(text, clauses), strict=True))
    found = []
    for one, following in pairwise([*clauses, None]):
        assert one is not None
        is_within = following is not None and reader.sentence(*one) == reader.sentence(*following)
        behind = text[slice(*following)] if following and is_within else ""
        if not (behind and _PASSED_ON.search(text[slice(*one)])):
            found.append(_piece(text, (one,), source, odds[one], behind))
        if following and is_within:
            misleads = max(odds[one], odds[following])
            found.append(_piece(text, (one, following), source, misleads, ""))
    return found


_PASSED_ON = re.compile(r"[다라자냐]고[는도만]?$")


# A stretch with how it is put: whose it is, how often it denies, who only says so, what the next clause says.
def _piece(
    text: str, clauses: tuple[tuple[int, int], ...], source: str, misleads: float, behind: str
) -> Piece:
    start, end = clauses[0][0], clauses[-1][1]
    words, stances = text[start:end], read_stances(text)
    last = start + words.rstrip().rfind(" ") + 1
    teller = stances.teller(start, end)
    put = {
        source,
        f"denies {min(denials(words), _MOST_DENIALS)}",
        f"put {stances.read(last, end).stance}",
        f"told by {teller}" if teller else "",
        "passed on" if passes_on(words) else "",
        "misleads" if misleads >= misleading.MISLEADING else "",
        "then denies" if behind and denials(behind) else "",
        "asks" if text[end : end + 1] == "?" else "",
    }
    return Piece(start, end, frozenset(put - {""}), clauses)


def likeness(words: str, source: str) -> tuple[Vector, Vector]:
    """The meaning of words, and how much they are like each circumstance."""
    circumstances, meaning = told_circumstances.model(), meanings().of(words)
    return meaning, circumstances.weights.scores(words, meaning, {source})


@dataclass(frozen=True)
class Model:
    """What was learnt: weights of each answer of each question, and how its scores are weighed into a decision.

    `centre` and `spread` are of the meanings and likenesses of the learnt clauses. `put` weighs the signs of a piece for
    yes or no. `decision` has a row for yes, for no and for neither, `option_decision` one row; `usual` is how often a
    question is answered yes, no or not at all.
    """

    weights: Weights
    centre: Vector
    spread: Vector
    aside: misleading.Model
    put: Vector
    decision: Vector
    option_decision: Vector
    usual: Mapping[str, Vector]

    def scores(self, words: str, source: str, marks: frozenset[str]) -> Vector:
        """How much a clause is like those that give each answer of `weights.classes`."""
        vector = joined(*likeness(words, source), self.centre, self.spread)
        return self.weights.scores(words, vector, marks)[1:]

    def weigh(self, texts: Sequence[tuple[str, str, int]]) -> list[WeighedPiece]:
        """The pieces of some texts; each text with its name and the place where it begins."""
        found = []
        for source, text, told_from in texts:
            pieces = pieces_of(text, source, told_from)
            clauses = list(dict.fromkeys(clause for each in pieces for clause in each.clauses))
            aside = dict(zip(clauses, self.aside.scores(text, clauses), strict=True))
            for each in pieces:
                words, those = text[each.start : each.end], [aside[clause] for clause in each.clauses]
                found.append(
                    WeighedPiece(
                        words, source, self.scores(words, source, each.marks), (min(those), max(those))
                    )
                )
        return found

    def told(self, weighed: Sequence[WeighedPiece], asked: Sequence[str]) -> dict[str, Told]:
        """What weighed pieces tell of the questions asked, by answer."""
        if not weighed:
            return {}
        found = {}
        for name, scores, signs in self.signs(weighed, asked):
            odds = scores if signs is None else signs @ self.put
            [best, *others] = np.argsort(-odds, kind="stable").tolist()
            second = float(odds[others[0]]) if others else _UNLIKELY
            piece = weighed[best]
            found[name] = Told(
                float(odds[best]), second, float(scores[best]), float(scores.max()), piece.words, piece.source
            )
        return found

    def signs(
        self, weighed: Sequence[WeighedPiece], asked: Sequence[str]
    ) -> Iterator[tuple[str, Vector, Vector | None]]:
        """Each answer of the questions asked with the scores of the pieces, and of yes and no what speaks for each piece."""
        table = np.array([each.scores for each in weighed])
        aside = np.array([each.aside for each in weighed])
        column = dict(zip(self.weights.classes, table.T, strict=True))
        of = {id_: [name for name in column if name.split(" ")[0] == id_] for id_ in asked}
        nothing = np.full(len(weighed), _NOTHING, np.float32)
        for id_, names in of.items():
            others = [column[name] for other, those in of.items() if other != id_ for name in those]
            rival = np.max(others, axis=0) if others else nothing
            for name in names:
                score, answer = column[name], name.split(" ")[1]
                if answer not in (YES, NO):
                    yield name, score, None
                    continue
                opposite = column.get(f"{id_} {NO if answer == YES else YES}", nothing)
                parts = [score, np.maximum(score, -0.5), np.maximum(score, 0.0), opposite, rival]
                parts += [np.maximum(rival, 0.0), *aside.T, np.ones_like(score)]
                yield name, score, np.column_stack(parts)

    def decide(self, question: str, told: Mapping[str, Told], listed: bool | None) -> tuple[float, float]:
        """How likely the answer of a question is yes, and no; `listed` is what its word lists say."""
        usual = self.usual.get(question, self.usual[""])
        scores = self.decision @ np.array([*yes_no_signs(question, told, listed), *usual, 1.0])
        yes, no, _ = likelihoods(scores).tolist()
        return yes, no

    def decide_option(
        self, question: str, options: Sequence[str], told: Mapping[str, Told], listed: Sequence[str]
    ) -> dict[str, float]:
        """How likely each option of a question is told; `listed` are those that its word lists name."""
        signs = option_signs(question, options, told, listed)
        return {option: likely(self.option_decision, [*each, 1.0]) for option, each in signs.items()}


def joined(meaning: Vector, likeness: Vector, centre: Vector, spread: Vector) -> Vector:
    """Both as one vector, each part of one length."""
    parts = np.split((np.concatenate([meaning, likeness]) - centre) / spread, [len(meaning)])
    lengths = [float(np.linalg.norm(part)) or 1.0 for part in parts]
    return np.concatenate([parts[0] / lengths[0], parts[1] / lengths[1] * _LIKE_CIRCUMSTANCES]).astype(
        np.float32
    )


def yes_no_signs(question: str, told: Mapping[str, Told], listed: bool | None) -> list[float]:
    """What speaks for yes and for no."""
    yes, no = (told.get(f"{question} {each}", NOT_TOLD) for each in (YES, NO))
    return [
        yes.best,
        no.best,
        max(yes.best, -3.0) - max(no.best, -3.0),
        yes.second,
        no.second,
        max(yes.best, -1.0),
        max(no.best, -1.0),
        yes.score,
        no.score,
        yes.most,
        no.most,
        float(listed is True),
        float(listed is False),
    ]


def option_signs(
    question: str, options: Sequence[str], told: Mapping[str, Told], listed: Sequence[str]
) -> dict[str, list[float]]:
    """What speaks for each option."""
    scores = {option: told.get(f"{question} {option}", NOT_TOLD).score for option in options}
    found = {}
    for option, score in scores.items():
        rival = max((other for each, other in scores.items() if each != option), default=_NOTHING)
        found[option] = [
            score,
            max(score, 0.0),
            min(score - rival, 0.5),
            float(option in listed),
            float(bool(listed) and option not in listed),
            float(option in listed[:1]),
        ]
    return found


def read_model(shipped: Mapping[str, Any]) -> Model:
    """The model from the arrays of `data/told_answers.npz`."""
    return Model(
        read_weights(shipped),
        shipped["centre"],
        shipped["spread"],
        misleading.read_model(
            {name.removeprefix(ASIDE): array for name, array in shipped.items() if name.startswith(ASIDE)}
        ),
        shipped["put"],
        shipped["decision"],
        shipped["option_decision"],
        dict(zip(lines(shipped["questions"]), shipped["usual"], strict=True)),
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """What ships, read once."""
    return read_model(read_shipped("told_answers.npz"))


def known_answers(shipped: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The answers that were learnt, each as its question and yes, no or an option."""
    for each in lines(shipped["classes"]):
        question, answer = each.split(" ")
        yield question, answer
