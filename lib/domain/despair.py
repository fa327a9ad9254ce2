"""When a person says they no longer want to live: heard first, and never read as a symptom."""

import re

from lib.domain.lexicon import DESPAIR

_DESPAIR = re.compile("|".join(r"\s*".join(words) for words in DESPAIR) + r"(?:[가-힣]{0,4})")


def is_despairing(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return bool(_DESPAIR.search(text))


def without_despair(text: str) -> str:
    """The text with those words blanked by spaces: they tell of now, not of the case."""
    return _DESPAIR.sub(lambda match: " " * len(match[0]), text)
