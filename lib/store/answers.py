"""Answers of models about public rulings, and what each call took."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lib.domain.records import Spent
from lib.store.connection import upsert_rows
from lib.store.precedents import Precedents
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
        self,
        day: date,
        model: str,
        prompt_version: str,
        tokens: int,
        most_calls: int,
        most_tokens: int,
        person: str = "",
        most_of_person: tuple[int, int] | None = None,
    ) -> int | None:
        """Reserve a call of `tokens` within the limits of a day; its number, or None where they are reached.

        `most_of_person` bounds calls and tokens of this person alone. One transaction, so that callers at
        the same moment cannot pass a limit together.
        """
        new = sa.insert(calls).values(
            day=day,
            begun_at=datetime.now(UTC),
            model=model,
            prompt_version=prompt_version,
            tokens=tokens,
            counts=True,
            person=person,
        )
        limits = [(_spent(day), (most_calls, most_tokens))]
        if most_of_person is not None:
            limits.append((_spent(day).where(calls.c.person == person), most_of_person))
        with self.write() as connection:
            for query, (calls_left, tokens_left) in limits:
                spent = Spent(*connection.execute(query).one())
                if spent.calls + 1 > calls_left or spent.tokens + tokens > tokens_left:
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

    def spent_by(self, day: date, person: str) -> Spent:
        """What the calls of a person took on a day."""
        with self.read() as connection:
            return Spent(*connection.execute(_spent(day).where(calls.c.person == person)).one())

    def spent(self, day: date) -> dict[str, Spent]:
        """Per model, what its calls of a day took."""
        by_model = _spent(day).add_columns(calls.c.model).group_by(calls.c.model).order_by(calls.c.model)
        return {model: Spent(*sums) for *sums, model in self._rows(by_model)}


# No call goes on for so long: one that did not end was cut by the end of its program.
_EXPIRY = timedelta(hours=1)


# The fields of Spent, in order, over the calls of a day.
def _spent(day: date) -> sa.Select[Any]:
    over, now = calls.c.seconds.is_not(None), datetime.now(UTC)
    # One that a clock ahead of ours dated goes on no more than one of long ago.
    counting = calls.c.counts & (over | calls.c.begun_at.between(now - _EXPIRY, now + _EXPIRY))
    answered = over & calls.c.problem.is_(None)

    def total(column: sa.Column[Any], which: sa.ColumnElement[bool], none: float) -> sa.ColumnElement[Any]:
        return sa.func.coalesce(sa.func.sum(column).filter(which), none)

    return sa.select(
        sa.func.count().filter(counting),
        total(calls.c.tokens, counting, 0),
        sa.func.count().filter(answered),
        sa.func.count().filter(over, calls.c.problem.is_not(None)),
        total(calls.c.seconds, over, 0.0),
        total(calls.c.cost, answered, 0.0),
        sa.func.count().filter(answered, calls.c.cost.is_(None)),
    ).where(calls.c.day == day)
