"""What can go wrong with an answer, drawn at random with a seed or by a script."""

import random
import threading
from collections.abc import Iterable

PASSING = (
    "500", "503", "429", "slow", "reset", "cut", "html", "plain", "empty body", "code 01", "code 04", "code 99",
    "empty", "total", "shifted", "doubled", "xml", "gzip", "cp949", "code 30",
)  # fmt: skip
"""Faults after which the same call may go well. Some are none: other shapes of a good answer."""


class Faults:
    """Which fault the next call meets; `rate` of them, or exactly those of the script first."""

    def __init__(
        self, rate: float = 0.0, seed: int = 0, kinds: Iterable[str] = PASSING, script: Iterable[str] = ()
    ) -> None:
        self.rate, self.kinds, self.script = rate, tuple(kinds), list(script)
        self._draw = random.Random(seed)
        self._lock = threading.Lock()

    def next(self) -> str:
        """The fault of this call, or an empty string."""
        with self._lock:
            if self.script:
                return self.script.pop(0)
            return self._draw.choice(self.kinds) if self._draw.random() < self.rate else ""
