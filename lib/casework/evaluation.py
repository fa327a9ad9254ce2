"""How good the analysis is, measured over questions whose outcome is known.

So that a model, a prompt or the base rate is judged by figures: every share with its n and interval.
A ruling the question was made from, and the other instances of its dispute, can be left out of what
is searched and counted, because its own answer would otherwise be among them.
"""

import csv
import io
import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lib.casework.analysis import Analysis, analyze
from lib.casework.opinion import CaseOpinion
from lib.casework.pairings import Dropped
from lib.domain.counting import wilson
from lib.domain.dispute import by_ruling, disputes
from lib.domain.intake import Intake
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE
from lib.models.reply import ModelError, Problem
from lib.models.schemas import Leaning
from lib.rulings.statistics import basis
from lib.search.index import SearchIndex
from lib.store import Store
from lib.text.spelling import squeeze

# Columns in Korean; the field's own name is one too.
_COLUMNS = {
    "이야기": "story",
    "진단명": "diagnoses",
    "거절이유": "denial_reason",
    "하던일": "occupation",
    "업종": "industry",
    "유형": "kind_c",
    "급여": "kind_b",
    "결과": "outcome",
    "판례": "id",
    "사건번호": "id",
}

# What the column of outcomes may say, and whether that favours the claimant.
_OUTCOMES = {
    **dict.fromkeys((*FAVOURABLE, "1", "승", "승소", "취소", "granted", "true", "approved"), True),
    **dict.fromkeys((*UNFAVOURABLE, "0", "패", "패소", "기각", "denied", "false", "rejected"), False),
}


class SetError(Exception):
    """The file is no set of questions; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Question:
    """One case with its known outcome; `row` as a spreadsheet shows it (the header is row 1).

    `ruling` is the id or case number of the ruling it was made from, "" where none is given.
    """

    row: int
    intake: Intake
    favourable: bool
    ruling: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be used, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, with the Wilson 95% interval; None where n is 0."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Brier:
    """Mean squared error of a probability (0 perfect, 0.25 as good as a coin), with its 95% interval."""

    n: int
    score: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` found. Without a model `model` is None and nobody took a side.

    `failed` maps a problem to how many questions the model gave no usable answer to because of it;
    `unasked` counts those it was not asked any more, after a failure that would only have come again.
    `correct` is of the opinions that took a side; `disagreed` counts those that went against the whole
    interval of the base rate, `pairs_shown` and `dropped` (by reason) say what of the
    pairings chosen was shown and what was not, over all answers.
    """

    questions: int
    refused: tuple[RefusedRow, ...]
    model: str | None
    prompt_version: str | None
    answered: int
    failed: Mapping[str, int]
    unasked: int
    took_side: Share
    correct: Share
    disagreed: int
    base_rate: Brier
    pairs_shown: int
    dropped: Mapping[str, int]
    seconds_median: float | None
    seconds_total: float


_WILL_COME_AGAIN = frozenset(
    {Problem.KEY, Problem.MISSING, Problem.SENT_ON, Problem.ASLEEP, Problem.DAY_LIMIT, Problem.PERSON_LIMIT}
)

Opine = Callable[[Analysis], CaseOpinion]
"""Asks the model about an analysed case; raises ModelError."""


def rows_of(
    path: Path, columns: Mapping[str, str], needed: Mapping[str, str]
) -> list[tuple[int, dict[str, str]]]:
    """The rows of a set (CSV in UTF-8 or CP949), each with its number as a spreadsheet shows it.

    `columns`: what a header may say and the field it is; `needed`: fields without which it is no such set, and what
    people call them. Raises SetError.
    """
    try:
        header, *rows = [row for row in csv.reader(io.StringIO(_text(path))) if row] or [[]]
    except csv.Error as error:
        raise SetError(f"{path.name}을(를) CSV로 읽을 수 없습니다: {error}") from error
    fields = [columns.get(name, name) for name in (squeeze(each).lower() for each in header)]
    for field, name in needed.items():
        if field not in fields:
            raise SetError(f"{path.name}에 {name} 열이 없습니다.")
    return [(number, dict(zip(fields, cells, strict=False))) for number, cells in enumerate(rows, start=2)]


def read_questions(path: Path) -> tuple[list[Question], list[RefusedRow]]:
    """The questions of a CSV file (UTF-8 or CP949), and the rows that cannot be used. Raises SetError."""
    questions: list[Question] = []
    refused: list[RefusedRow] = []
    for number, cells in rows_of(path, _COLUMNS, {"outcome": "결과(outcome)", "story": "이야기(story)"}):
        try:
            questions.append(_question(number, cells))
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"])) or "이야기"
            refused.append(RefusedRow(number, f"{place} 값을 쓸 수 없습니다."))
        except ValueError as error:
            refused.append(RefusedRow(number, str(error)))
    return questions, refused


def _text(path: Path) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return path.read_text(encoding=encoding)
        except UnicodeDecodeError:
            continue
    raise SetError(f"{path.name}의 글자를 읽을 수 없습니다. UTF-8이나 CP949로 저장해 주세요.")


def _question(row: int, cells: Mapping[str, str]) -> Question:
    outcome = cells.get("outcome", "").strip().lower()
    if outcome not in _OUTCOMES:
        raise ValueError(f"결과를 알 수 없습니다: {outcome[:20] or '(빈칸)'}")
    intake = Intake.model_validate({name: cells[name] for name in Intake.model_fields if name in cells})
    return Question(row, intake, _OUTCOMES[outcome], cells.get("id", "").strip())


def evaluate(
    questions: Sequence[Question],
    refused: Sequence[RefusedRow],
    store: Store,
    index: SearchIndex,
    opine: Opine | None,
    progress: Callable[[int], None] = lambda done: None,
) -> Evaluation:
    """Analyse every question, with a model where `opine` is given. Raises StoreError."""
    listing = store.listing()
    found = disputes(listing, store.related())
    dispute_of = by_ruling(found)
    together = {id: {each.id for each in dispute.rulings} for id, dispute in dispute_of.items()}
    counted = basis(store)
    ids = {ruling.case_number: ruling.id for ruling in listing} | {ruling.id: ruling.id for ruling in listing}
    squared: list[float] = []
    opinions: list[tuple[Question, CaseOpinion]] = []
    failed: Counter[str] = Counter()
    gave_up = False
    for done, question in enumerate(questions, start=1):
        own = ids.get(question.ruling, question.ruling)
        left_out = together.get(own, {own})
        analysis = analyze(question.intake, store, index, counted, without=left_out, dispute_of=dispute_of)
        rate = analysis.similar.base_rate.rate
        if rate is not None:
            squared.append((rate - question.favourable) ** 2)
        if opine and not gave_up:
            try:
                opinions.append((question, opine(analysis)))
            except ModelError as error:
                failed[error.problem.value] += 1
                gave_up = error.problem in _WILL_COME_AGAIN
        progress(done)
    sided = [(question, each) for question, each in opinions if each.opinion.leaning is not Leaning.UNCLEAR]
    right = sum((each.opinion.leaning is Leaning.APPROVAL) is question.favourable for question, each in sided)
    seconds = [each.use.seconds for _, each in opinions]
    use = opinions[0][1].use if opinions else None
    return Evaluation(
        questions=len(questions),
        refused=tuple(refused),
        model=use.name if use else None,
        prompt_version=use.prompt_version if use else None,
        answered=len(opinions),
        failed=dict(failed),
        unasked=len(questions) - len(opinions) - failed.total() if opine else 0,
        took_side=share_of(len(sided), len(opinions)),
        correct=share_of(right, len(sided)),
        disagreed=sum(each.disagrees for _, each in opinions),
        base_rate=_brier(squared),
        pairs_shown=sum(
            len(each.opinion.for_claimant) + len(each.opinion.for_agency) for _, each in opinions
        ),
        dropped={
            why.value: n
            for why, n in sum((each.opinion.dropped for _, each in opinions), Counter[Dropped]()).items()
        },
        seconds_median=statistics.median(seconds) if seconds else None,
        seconds_total=sum(seconds),
    )


def share_of(hits: int, n: int) -> Share:
    """A share with its Wilson 95% interval."""
    low, high = wilson(hits, n) if n else (None, None)
    return Share(hits, n, hits / n if n else None, low, high)


_Z95 = 1.96


def _brier(squared: Sequence[float]) -> Brier:
    n = len(squared)
    if n == 0:
        return Brier(0, None, None, None)
    score = statistics.fmean(squared)
    if n == 1:
        return Brier(1, score, None, None)
    half = _Z95 * statistics.stdev(squared) / math.sqrt(n)
    return Brier(n, score, max(0.0, score - half), min(1.0, score + half))
