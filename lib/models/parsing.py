"""Reads a model's answer out of whatever it wrote around it.

Tolerated: fences, prose, trailing commas, single quotes, comments, raw line breaks, a list or an
object around the answer, several objects. Never completed: an answer that was cut. Never taken: a
refusal, an answer that is not Korean.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import Enum
from typing import Any

import json_repair
from pydantic import ValidationError
from pydantic_core import from_json

from lib.models.schemas import Answer, M, name_in_json
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

LONGEST_ANSWER = 100_000
"""Characters of an answer that are read; far more than any model is allowed to write."""
# JSON objects looked at in one answer, the last ones.
_MOST_OBJECTS = 40
# How deep an answer may be packed into other objects and lists.
_MOST_WRAPPERS = 3


class Unreadable(Exception):
    """No answer could be read; `is_mendable` where one stands there but is cut, misshapen or not Korean."""

    def __init__(self, is_mendable: bool) -> None:
        super().__init__("mendable" if is_mendable else "no answer")
        self.is_mendable = is_mendable


def read_answer(text: str, model: type[M], is_cut: bool = False) -> M:
    """The answer that stands in a model's text. Raises Unreadable.

    Of several objects that fit, the last one counts: what comes before it may be an example the
    model repeated. `is_cut` is what the server said about its reason to stop.
    """
    if len(text) > LONGEST_ANSWER:
        raise Unreadable(is_mendable=False)
    objects, unfinished = _objects(text)
    if is_cut or unfinished:
        raise Unreadable(is_mendable=True)
    for found in reversed(objects[-_MOST_OBJECTS:]):
        answer = _fitted(_parsed(found), model)
        if answer is not None:
            if not is_korean(answer):
                raise Unreadable(is_mendable=True)
            return answer
    raise Unreadable(is_mendable=bool(objects))


def read_partial(text: str, model: type[M]) -> M | None:
    """What is complete in an answer that is still being written: whole fields and whole list items.

    None while nothing is complete, and where the text is not an answer.
    """
    objects, unfinished = _objects(text[:LONGEST_ANSWER])
    value = _complete_part(unfinished) if unfinished else _parsed(objects[-1]) if objects else None
    answer = _fitted(value, model)
    return answer if answer is not None and is_korean(answer) else None


# --- finding and reading objects -----------------------------------------------------------------

_STRICT = json.JSONDecoder(strict=False)


# The outermost objects of a text, and the last one apart where its bracket is not closed.
def _objects(text: str) -> tuple[list[str], str]:
    objects: list[str] = []
    start = text.find("{")
    while start >= 0:
        try:
            _, end = _STRICT.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = _closing(text, start)
        if not end:
            return objects, text[start:]
        objects.append(text[start:end])
        start = text.find("{", end)
    return objects, ""


# Where the object that begins at `start`, and is no strict JSON, ends; 0 where it does not.
def _closing(text: str, start: int) -> int:
    depth = 0
    for mark in re.compile("[{}]").finditer(text, start):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return 0


def _parsed(text: str) -> object:
    with suppress(ValueError, RecursionError):
        return json.loads(text, strict=False)
    with suppress(ValueError, RecursionError, LookupError, TypeError):
        return json_repair.loads(text, skip_json_loads=True)
    return None


# An unfinished object without its last number and its last list item: they may not be whole.
def _complete_part(text: str) -> dict[str, Any] | None:
    try:
        value: dict[str, Any] = from_json(re.sub(r"[\x00-\x1f]+", " ", text), allow_partial=True)
    except (ValueError, TypeError):  # TypeError: half of a surrogate pair in the text
        return None
    if value:
        name, last = value.popitem()
        if isinstance(last, list):
            value[name] = last if last and isinstance(last[-1], str) else last[:-1]
        elif isinstance(last, str):
            value[name] = last
    return value


# The answer a parsed value is, also inside lists and wrappers; None where it is another thing.
def _fitted(value: object, model: type[M]) -> M | None:
    named = {key for name, field in model.model_fields.items() for key in (name, name_in_json(name, field))}
    for _ in range(_MOST_WRAPPERS):
        if isinstance(value, Mapping) and not named & value.keys():
            value = list(value.values())
        if isinstance(value, list):
            inner = [item for item in value if isinstance(item, Mapping | list)]
            value = inner[0] if len(inner) == 1 else None
    if not isinstance(value, Mapping) or not named & value.keys():
        return None
    try:
        answer = model.model_validate(_once(value))
    except (ValidationError, RecursionError):
        return None
    return None if answer.is_empty else answer


# --- what it says --------------------------------------------------------------------------------


def free_texts(value: object) -> Iterator[str]:
    """The model's own words in an answer: no ids, no value of a closed list."""
    if isinstance(value, Answer):
        for name in type(value).model_fields:
            yield from free_texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from free_texts(item)
    elif isinstance(value, str) and value and not (isinstance(value, Enum) or _ID.fullmatch(value)):
        yield value


_ID = re.compile(r"[A-Z]\d{1,3}(?:\.\d{1,3})?|\?")


# In no language, and taken out later.
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
# Share of a text's letters that are Hangul from which it counts as Korean: 'MRI 소견' does.
_KOREAN_SHARE = 0.4


def is_korean(answer: Answer) -> bool:
    """True where most of the texts, weighed by their length, are Korean; also where there is none."""
    balance = 0
    for text in free_texts(answer):
        text = _ADDRESS.sub(" ", text)
        letters = len(_LETTER.findall(text))
        balance += letters if len(_HANGUL.findall(text)) >= _KOREAN_SHARE * letters else -letters
    return balance >= 0


# --- the same words over and over ----------------------------------------------------------------

_LOOP = re.compile(r"(?P<words>[^\n]{4,120}?)(?:\s*(?P=words)){2,}")
_LONGEST_STRING = 20_000
# Squeezed characters; what is shorter may well be said twice.
_SHORTEST_SENTENCE = 8


# A parsed value whose strings say each sentence, and each run of words, only once.
def _once(value: Any) -> Any:
    if isinstance(value, str):
        return _without_loops(value[:_LONGEST_STRING])
    if isinstance(value, Mapping):
        return {name: _once(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_once(item) for item in value]
    return value


def _without_loops(text: str) -> str:
    text = _LOOP.sub(lambda m: m["words"] if _HANGUL.search(m["words"]) else m[0], text)
    parts: list[str] = []
    seen: set[str] = set()
    begin = 0
    for sentence in sentences(text):
        words = squeeze(sentence.words).strip(".!?。")
        if words not in seen or len(words) < _SHORTEST_SENTENCE:
            parts.append(text[begin : sentence.end])
        seen.add(words)
        begin = sentence.end
    return "".join(parts).strip()
