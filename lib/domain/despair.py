"""When a person says they no longer want to live: heard first, and never read as a symptom."""

import re

_WORDS = (
    "죽고싶", "죽어버리고", "죽는게낫", "죽는것이낫", "살고싶지않", "살기싫", "살기가싫", "살아서뭐", "살이유가없",
    "목숨을끊고싶", "스스로끝내", "자살하고싶", "자살생각", "선택을하고싶", "선택을할까", "사라지고싶",
)  # fmt: skip
_DESPAIR = re.compile("|".join(r"\s*".join(word) for word in _WORDS) + r"(?:[가-힣]{0,4})")


def is_despairing(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return bool(_DESPAIR.search(text))


def without_despair(text: str) -> str:
    """The text with those words blanked by spaces: they tell of now, not of the case."""
    return _DESPAIR.sub(lambda match: " " * len(match[0]), text)
