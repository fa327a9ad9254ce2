"""Answers of models about public rulings, and what each call took."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from lib.domain.records import Spent
from lib.store.precedents import Precedents, upsert_rows
from lib.store.schema import answers, calls


class Answers(Precedents):
    """Kept answers, and calls within the limits of a day (in the time zone of the caller's `day`)."""

    def answer(self, key: str) -> str | None:
        """The answer kept under this key, or None."""
        return self._value(sa.select(answers.c.answer).where(answers.c.key == key))

    def answers(self) -> int:
        """How many answers are kept."""
        return self._count(sa.select(answers.c.key))

    def keep_answer(self, key: str, answer: str, model: str, prompt_version: str) -> None:
        """Keep what a model answered about a public ruling, so that nobody pays for it again."""
        kept = {
            "key": key,
            "model": model,
            "prompt_version": prompt_version,
            "made_at": datetime.now(UTC),
            "answer": answer,
        }
        with self.write() as connection:
            upsert_rows(connection, answers, [kept])

    def begin_call(
        self, day: date, model: str, prompt_version: str, tokens: int, most_calls: int, most_tokens: int
    ) -> int | None:
        """Reserve a call of `tokens` within the limits of a day; its number, or None where they are reached.

        One transaction, so that callers at the same moment cannot pass a limit together.
        """
        new = sa.insert(calls).values(
            day=day,
            begun_at=datetime.now(UTC),
            model=model,
            prompt_version=prompt_version,
            tokens=tokens,
            counts=True,
        )
        with self.write() as connection:
            spent = Spent(*connection.execute(_spent(day)).one())
            if spent.calls + 1 > most_calls or spent.tokens + tokens > most_tokens:
                return None
            return int(connection.execute(new.returning(calls.c.id)).scalar_one())

    def end_call(
        self,
        call: int,
        tokens: int,
        seconds: float,
        cost: float | None = None,
        problem: str | None = None,
        counts: bool = True,
    ) -> None:
        """Write what a begun call really took, and whether it `counts` towards the limits."""
        ended = sa.update(calls).where(calls.c.id == call)
        with self.write() as connection:
            connection.execute(
                ended.values(tokens=tokens, seconds=seconds, cost=cost, problem=problem, counts=counts)
            )

    def spent(self, day: date) -> dict[str, Spent]:
        """Per model, what its calls of a day took."""
        by_model = _spent(day).add_columns(calls.c.model).group_by(calls.c.model).order_by(calls.c.model)
        return {model: Spent(*sums) for *sums, model in self._rows(by_model)}


# The fields of Spent, in order, over the calls of a day.
def _spent(day: date) -> sa.Select[Any]:
    over = calls.c.seconds.is_not(None)
    answered = over & calls.c.problem.is_(None)

    def total(column: sa.Column[Any], which: sa.ColumnElement[bool], none: float) -> sa.ColumnElement[Any]:
        return sa.func.coalesce(sa.func.sum(column).filter(which), none)

    return sa.select(
        sa.func.count().filter(calls.c.counts),
        total(calls.c.tokens, calls.c.counts, 0),
        sa.func.count().filter(answered),
        sa.func.count().filter(over, calls.c.problem.is_not(None)),
        total(calls.c.seconds, over, 0.0),
        total(calls.c.cost, answered, 0.0),
        sa.func.count().filter(answered, calls.c.cost.is_(None)),
    ).where(calls.c.day == day)
