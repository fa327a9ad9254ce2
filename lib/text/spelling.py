"""A text without its white space, that still knows where each character stood.

The published rulings are hard-wrapped: a line may break inside a word and the space between two
words may be lost. Rules that read them therefore match against the text without any white space,
and translate what they found back to offsets in the original.
"""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Squeezed:
    """`chars` is `text` without white space; `span` leads back to offsets in `text`."""

    text: str

    @cached_property
    def chars(self) -> str:
        """The characters that are not white space, in order."""
        return "".join(self.text.split())

    @cached_property
    def _offsets(self) -> list[int]:
        return [i for i, char in enumerate(self.text) if not char.isspace()]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of the non-empty squeezed range `start:end`."""
        return self._offsets[start], self._offsets[end - 1] + 1

    def index(self, offset: int) -> int:
        """Position in `chars` of the first character that stands at or after `offset` in `text`."""
        return len("".join(self.text[:offset].split()))

    def search(
        self, pattern: re.Pattern[str], start: int = 0, end: int | None = None
    ) -> re.Match[str] | None:
        """First match of a pattern (written without white space) in the squeezed characters."""
        return pattern.search(self.chars, start, len(self.chars) if end is None else end)

    def words(self, match: re.Match[str], group: int = 0) -> tuple[str, int, int]:
        """The original words a match was made of, with their offsets in `text`."""
        start, end = self.span(*match.span(group))
        return self.text[start:end], start, end
