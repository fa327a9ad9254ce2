"""Korean text as search terms: character bigrams inside words.

A morphological analyser was measured a hundred times slower to index; bigrams need no model, do
not care where a particle begins, and survive the lost spaces of the public record.
"""

import re
from functools import lru_cache
from itertools import chain
from operator import add

_RUN = re.compile(r"[가-힣]+|[a-z]+|\d+")


def terms(text: str) -> list[str]:
    """Search terms of a text, in order: bigrams of Hangul runs, Latin words and numbers whole."""
    return list(chain.from_iterable(map(_parts, _RUN.findall(text.lower()))))


def term_text(text: str) -> str:
    """The same, parted by spaces: what the index is given of a text."""
    return " ".join(map(_joined, _RUN.findall(text.lower())))


# Words recur, within a ruling and between them; remembering them makes indexing some three times faster.
@lru_cache(maxsize=2**16)
def _parts(run: str) -> tuple[str, ...]:
    return tuple(map(add, run, run[1:])) if len(run) > 2 and run[0] >= "가" else (run,)


@lru_cache(maxsize=2**16)
def _joined(run: str) -> str:
    return " ".join(_parts(run))


def word_terms(text: str) -> list[list[str]]:
    """The same, one list per word (white space and punctuation part words)."""
    return [parts for word in re.findall(r"[가-힣a-z0-9]+", text.lower()) if (parts := terms(word))]
