"""A text in the forms in which people and machines hand it over; each says the same."""

import re
import unicodedata
from collections.abc import Callable, Mapping

# A zero-width space, joiners, a byte order mark, a soft hyphen, marks of direction, a letter that fills a place.
_UNSEEN = "\u200b\u200d\u200c\ufeff\u00ad\u202b\u200e\u2060\ufe0f\u3164"


def decomposed(text: str) -> str:
    """Hangul as its letters, as file names and PDFs of a Mac have it."""
    return unicodedata.normalize("NFD", text)


def full_width(text: str) -> str:
    """ASCII as wide as Hangul, blanks too."""
    return re.sub("[!-~]", lambda sign: chr(ord(sign[0]) + 0xFEE0), text).replace(" ", "\u3000")


def with_unseen(text: str) -> str:
    """Characters that nobody sees, inside of words too."""
    return "".join(
        char + _UNSEEN[n % len(_UNSEEN)] if n % 3 == 0 and char != "\n" else char
        for n, char in enumerate(text)
    )


def unbroken(text: str) -> str:
    """Blanks at which no line breaks, as web pages have them."""
    return text.replace(" ", "\u00a0")


FORMS: Mapping[str, Callable[[str], str]] = {
    "decomposed": decomposed,
    "full width": full_width,
    "unseen": with_unseen,
    "unbroken": unbroken,
    "all": lambda text: with_unseen(decomposed(full_width(text))),
}
"""Name → how a text is written in that form."""
