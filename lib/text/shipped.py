"""The one loader of the data that ships with the project: the YAML files of `data/`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data"
"""What ships."""

# The C loader is some ten times faster and missing only in odd builds.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_shipped(name: str) -> Any:
    """The content of `data/{name}`, read once; whoever asks must not change it."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=_LOADER)
