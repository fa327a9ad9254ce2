"""The one loader of the data that ships with the project: the YAML, JSON and array files of `data/`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data"
"""What ships."""

# The C loader is some ten times faster and missing only in odd builds.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_shipped(name: str) -> Any:
    """The content of `data/{name}`, read once; whoever asks must not change it. Of .npz the arrays by name."""
    return _arrays(name) if name.endswith(".npz") else _entries(name)


def forget_arrays() -> None:
    """Let go of the arrays as they ship: what was made of them by now needs them no more."""
    _arrays.cache_clear()


@cache
def _arrays(name: str) -> Any:
    with np.load(FOLDER / name) as arrays:
        return dict(arrays)


@cache
def _entries(name: str) -> Any:
    text = (FOLDER / name).read_text(encoding="utf-8")
    # YAML would read it too, a hundred times slower.
    return json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=_LOADER)


def lines(array: Any) -> list[str]:
    """The lines of a text that ships among arrays."""
    return str(array).split("\n")
