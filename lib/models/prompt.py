"""The prompts: plain text files, filled with data that cannot pass for instructions."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).resolve().parent / "prompts"

_FENCE = re.compile(r"<\s*(?=/?\s*자료)")
# What steers the chat template of a model: Gemma's <start_of_turn>, <|im_start|> and all that stands so between
# bars, <s> and <<SYS>> and [INST] of Llama 2 and Mistral.
_TURN = re.compile(
    r"<(?=\s*[|｜])|<(?=[^<>\n]{1,40}[|｜]\s*>)|<\s*<(?=\s*/?\s*sys\s*>)|<(?=\s*/?\s*s\s*>)"
    r"|<\s*(?=/?\s*(?:start_of_\w+|end_of_\w+|bos|eos|pad|unk)\b)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(?=\s*/?\s*(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_\w+)\s*\])", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file. `version` changes with every change of its words."""

    version: str
    _template: Template

    def filled(self, **values: str) -> str:
        """The prompt with these values; data goes through `as_data` first."""
        return self._template.substitute(values)


@lru_cache
def prompt(name: str) -> Prompt:
    """The prompt `prompts/{name}.txt`."""
    words = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
    version = f"{name}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    return Prompt(version, Template(words))


def as_data(text: str) -> str:
    """Text of a person, a ruling or a model as it may stand between <자료> and </자료>.

    It cannot close that fence or open a turn of its own, and hides nothing: invisible characters
    are gone, and letters are composed (NFC).
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _BRACKETED.sub("〔", _TURN.sub("〈", _FENCE.sub("〈", plain)))
