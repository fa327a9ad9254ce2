"""Korean text as search terms: character bigrams inside words.

A morphological analyser was measured a hundred times slower to index; bigrams need no model, do
not care where a particle begins, and survive the lost spaces of the public record.
"""

import re
from itertools import pairwise

_RUN = re.compile(r"[가-힣]+|[a-z]+|\d+")


def terms(text: str) -> list[str]:
    """Search terms of a text, in order: bigrams of Hangul runs, Latin words and numbers whole."""
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if len(run) > 2 and run[0] >= "가":
            found += [first + second for first, second in pairwise(run)]
        else:
            found.append(run)
    return found


def word_terms(text: str) -> list[list[str]]:
    """The same, one list per word (white space and punctuation part words)."""
    return [parts for word in re.findall(r"[가-힣a-z0-9]+", text.lower()) if (parts := terms(word))]
