"""Messages of the interface: Korean is the source language, English is complete.

Messages are written in Korean in the code, inside `_(…)` where they are shown at once and inside
`N_(…)` where they are kept for later. `python -m tools.messages` collects them into the catalogues.
"""

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LANGUAGES = {"ko": "한국어", "en": "English"}
"""Language codes and how each language calls itself."""

DOMAIN = "sanjae"
FOLDER = Path(__file__).resolve().parent


def N_(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Callable[[str], str]:
    """What turns a Korean message into this language; an unknown language stays Korean."""
    chosen = language if language in LANGUAGES else "ko"
    return gettext.translation(DOMAIN, str(FOLDER), languages=[chosen], fallback=True).gettext
