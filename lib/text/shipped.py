"""The one loader of the data that ships with the project: the YAML, JSON and array files of `data/`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data"
"""What ships."""

# The C loader is some ten times faster and missing only in odd builds.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ShippedDataError(ValueError):
    """A file of `data/` was changed so that it cannot be read; the message names the file and the place in it."""


@contextmanager
def entry_of(name: str, number: int, words: object = "") -> Iterator[None]:
    """Around what reads one entry of `data/{name}`, the first being 1: what goes wrong names it, and its first words."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        why = f"{error} 항목이 없습니다." if isinstance(error, KeyError) else " ".join(str(error).split())
        raise ShippedDataError(
            f"data/{name}의 {number}번째 항목({words})을 읽을 수 없습니다: {why}"
        ) from error


def read_shipped(name: str) -> Any:
    """The content of `data/{name}`, read once; whoever asks must not change it. Of .npz the arrays by name.

    Raises ShippedDataError.
    """
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
    try:
        text = (FOLDER / name).read_text(encoding="utf-8")
        # YAML would read it too, a hundred times slower.
        return json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        where = f"의 {error.problem_mark.line + 1}번째 줄" if error.problem_mark else ""
        raise ShippedDataError(f"data/{name}{where}을 읽을 수 없습니다: {error.problem}") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ShippedDataError(f"data/{name} 파일을 읽을 수 없습니다: {error}") from error


def lines(array: Any) -> list[str]:
    """The lines of a text that ships among arrays."""
    return str(array).split("\n")
