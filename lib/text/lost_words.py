"""Words that were lost where a text was saved in an encoding without them: only question marks are left."""

import re

_LEAST = 4


def are_lost(text: str) -> bool:
    """True for a text of nothing but question marks and the marks between words: `???? ?????? ??? ??.`; a `??` is only asked."""
    marks = len(re.findall(r"[?？]", text))
    return marks >= _LEAST and bool(re.search(r"[?？]\s+[?？]|[?？]{4}", text)) and not re.search(r"\w", text)
