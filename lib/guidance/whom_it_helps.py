"""How likely a sentence of a story helps the claimant, and how likely the agency, be it a circumstance of the file or not."""

from functools import lru_cache

from lib.domain.intake import Case
from lib.guidance.factor_entries import factors
from lib.guidance.told_circumstances import marks_of, model


@lru_cache(maxsize=1)
def _sides() -> dict[str, str]:
    known = set(model().ids)
    return {each.id: each.side for each in factors() if each.id in known}


def whom_it_helps(words: str, case: Case) -> tuple[float, float]:
    """How likely the words of a person help them, and how likely the other side; each from 0 to 1."""
    sides = model().read(words, (), marks_of(case, "story"), _sides()).sides
    return sides["for"], sides["against"]
