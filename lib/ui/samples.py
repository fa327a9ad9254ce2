"""The example cases of the landing page (`data/samples.yaml`)."""

from datetime import date, timedelta
from functools import lru_cache

from lib.domain.intake import Intake
from lib.guidance.entries import Frozen, Text
from lib.text.shipped import read_shipped


class Sample(Frozen):
    """One invented case: what the tap says, its gist, and what it puts into the form."""

    id: str
    title: Text
    gist: Text
    intake: Intake
    letter_days_ago: int

    def on(self, today: date) -> Intake:
        """The whole intake, with the day the letter was received counted back from today."""
        return self.intake.model_copy(update={"received_on": today - timedelta(days=self.letter_days_ago)})


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """All examples, read once, in the order they are offered."""
    return tuple(Sample.model_validate(sample) for sample in read_shipped("samples.yaml")["samples"])
