"""Reads a model's answer out of whatever it wrote around it.

Tolerated: fences, prose, trailing commas, single or smart quotes, comments, raw line breaks, a list
around the object, several objects. Never completed: an answer that was cut. Never taken: a refusal,
an answer that is not Korean.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import json_repair
from pydantic import ValidationError
from pydantic_core import from_json

from lib.models.schemas import Answer

M = TypeVar("M", bound=Answer)

LONGEST_ANSWER = 100_000
"""Characters of an answer that are read; far more than any model is allowed to write."""
_MOST_OBJECTS = 40
"""JSON objects looked at in one answer."""


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
    objects = list(_objects(text))
    is_open = bool(objects) and not objects[-1].is_complete
    if is_cut or is_open:
        raise Unreadable(is_mendable=True)
    for found in reversed(objects[-_MOST_OBJECTS:]):
        answer = _fitted(_parsed(found.text), model)
        if answer is not None:
            if not is_korean(answer):
                raise Unreadable(is_mendable=True)
            return answer
    raise Unreadable(is_mendable=bool(objects))


def read_partial(text: str, model: type[M]) -> M | None:
    """What is complete in an answer that is still being written: whole fields and whole list items.

    None while nothing is complete, and where the text is not an answer.
    """
    objects = list(_objects(text[:LONGEST_ANSWER]))
    if not objects:
        return None
    last = objects[-1]
    try:
        value = _parsed(last.text) if last.is_complete else from_json(last.whole, allow_partial=True)
    except (ValueError, TypeError):  # TypeError: half of a surrogate pair in the text
        return None
    answer = _fitted(value, model)
    return answer if answer is not None and is_korean(answer) else None


# --- finding the objects -------------------------------------------------------------------------


@dataclass
class _Object:
    """One `{…}` of a text; `whole` is what of an unfinished one is complete."""

    text: str = ""
    is_complete: bool = False
    whole: str = ""


_OPENING = {"{": "}", "[": "]"}
_SMART = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"'})
_STARTS_KEY = re.compile(r"\{\s*(?:[\"'“”„＂{}]|/[/*]|[A-Za-z가-힣_]+\s*:|$)")


def _objects(text: str) -> Iterator[_Object]:
    """The outermost objects of a text, in order; only the last can be incomplete."""
    position = 0
    while match := _STARTS_KEY.search(text, position):
        scan = _Scan(text, match.start())
        found = scan.run()
        yield found
        if not found.is_complete:
            return
        position = scan.position


@dataclass
class _Scan:
    """Walks one object, strings and comments aside, until its bracket is closed."""

    text: str
    position: int
    stack: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    safe: int = 0
    """Length of `written` up to the last complete field or list item."""

    def run(self) -> _Object:
        begin, text = self.position, self.text
        while self.position < len(text):
            char = text[self.position]
            if char in "\"“”„＂'‘":
                self._string(char)
            elif text.startswith(("//", "/*"), self.position):
                self._comment()
            else:
                self._mark(char)
                self.position += 1
            if not self.stack:
                return _Object(text[begin : self.position], is_complete=True)
        return _Object(text[begin:], whole="".join(self.written[: self.safe]))

    def _mark(self, char: str) -> None:
        if char in _OPENING:
            self.stack.append(_OPENING[char])
        elif char in "}]" and self.stack:
            # A bracket of the wrong kind closes nothing: json_repair is left to make sense of it.
            if self.stack[-1] != char and char in self.stack:
                while self.stack[-1] != char:
                    self.stack.pop()
            if self.stack[-1] == char:
                self.stack.pop()
        elif char == "," and self._is_outer:
            self.safe = len(self.written)
        self.written.append(char)
        if char in "}]" and self._is_outer:
            self.safe = len(self.written)

    @property
    def _is_outer(self) -> bool:
        return self.stack in (["}"], ["}", "]"])

    def _string(self, quote: str) -> None:
        end = _string_end(self.text, self.position, quote)
        if end is None:
            self.position = len(self.text)
            return
        inner = self.text[self.position + 1 : end]
        if quote != '"':
            inner = inner.replace('"', '\\"')
        self.written.append('"' + re.sub(r"[\x00-\x1f]+", " ", inner) + '"')
        self.position = end + 1
        if self._is_outer and not self._is_key:
            self.safe = len(self.written)

    @property
    def _is_key(self) -> bool:
        return self.stack == ["}"] and _COLON.match(self.text, self.position) is not None

    def _comment(self) -> None:
        closing = "*/" if self.text.startswith("/*", self.position) else "\n"
        end = self.text.find(closing, self.position)
        self.position = len(self.text) if end < 0 else end + len(closing)


_CLOSES = {'"': '"', "“": '”“"', "”": '”“"', "„": '”“"', "＂": '＂"', "'": "'", "‘": "’'"}
_COLON = re.compile(r"\s*[:：]")
_AFTER_STRING = re.compile(r"\s*(?:[,:：}\]]|//|/\*|$|\n\s*[\"“])")


def _string_end(text: str, start: int, quote: str) -> int | None:
    """Where the string that opens at `start` closes; a quotation mark inside the words does not close it."""
    position = start + 1
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if char in _CLOSES[quote] and _AFTER_STRING.match(text, position + 1):
            return position
        position += 1
    return None


# --- reading one ---------------------------------------------------------------------------------


def _parsed(text: str) -> object:
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        pass
    try:
        return json_repair.loads(_straight(text), skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, KeyError, TypeError):
        return None


def _straight(text: str) -> str:
    """Smart quotation marks that delimit strings made straight; those inside the words are kept."""
    if '"' in text:
        return re.sub(r"(?<=[{,\[:])(\s*)[“”„＂]|[“”„＂](?=\s*[,:}\]])", lambda m: (m[1] or "") + '"', text)
    return text.translate(_SMART)


def _fitted(value: object, model: type[M]) -> M | None:
    """The answer a parsed value is, also inside a list or a wrapper; None where it is another thing."""
    for _ in range(3):
        if isinstance(value, list):
            mappings = [item for item in value if isinstance(item, Mapping)]
            value = mappings[0] if len(mappings) == 1 else None
        if not isinstance(value, Mapping):
            return None
        known = [name for name in value if model.knows(name)]
        inner = [item for item in value.values() if isinstance(item, Mapping | list)]
        if not known and len(inner) == 1:
            value = inner[0]
            continue
        break
    if not isinstance(value, Mapping) or not any(model.knows(name) for name in value):
        return None
    try:
        answer = model.model_validate(_once(value))
    except (ValidationError, RecursionError):
        return None
    return None if _says_nothing(answer) else answer


def _says_nothing(answer: Answer) -> bool:
    return not any(True for _ in free_texts(answer))


# --- what it says --------------------------------------------------------------------------------


def free_texts(value: object) -> Iterator[str]:
    """The model's own words in an answer: no tags, no quotes of rulings, no leaning."""
    if isinstance(value, Answer):
        for name in type(value).model_fields:
            if name not in ("rests_on", "ruling", "leaning") and not name.endswith("_quotes"):
                yield from free_texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from free_texts(item)
    elif isinstance(value, str) and value:
        yield value


_SENTENCE = re.compile(r"[^.!?。\n]+[.!?。\n]*")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
"""In no language, and taken out later."""
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_KOREAN_SHARE = 0.4
"""Share of a sentence's letters that are Hangul from which it counts as Korean: 'MRI 소견' does."""


def is_korean(answer: Answer) -> bool:
    """True where most of the sentences, weighed by their length, are Korean; also where there is none."""
    korean = other = 0
    for text in free_texts(answer):
        for sentence in _SENTENCE.findall(_ADDRESS.sub(" ", text)):
            letters = len(_LETTER.findall(sentence))
            if len(_HANGUL.findall(sentence)) >= _KOREAN_SHARE * letters:
                korean += letters
            else:
                other += letters
    return korean >= other


# --- the same words over and over ----------------------------------------------------------------

_LOOP = re.compile(r"(?P<words>[^\n]{4,120}?)(?:\s*(?P=words)){2,}")
_ENDS = re.compile(r"(?<=[가-힣)\]\"'”’])[.!?。]+(?:\s+|$)|\n+")
"""A full stop after a digit is part of a date or a number."""
_LONGEST_STRING = 20_000
_SHORTEST_SENTENCE = 8
"""Squeezed characters; what is shorter may well be said twice."""


def _once(value: Any) -> Any:
    """A parsed value whose strings say each sentence, and each run of words, only once."""
    if isinstance(value, str):
        return _without_loops(value[:_LONGEST_STRING])
    if isinstance(value, Mapping):
        return {name: _once(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_once(item) for item in value]
    return value


def _without_loops(text: str) -> str:
    text = _LOOP.sub(lambda m: m["words"] if _HANGUL.search(m["words"]) else m[0], text)
    kept, seen, begin = [], set(), 0
    for end in [*(match.end() for match in _ENDS.finditer(text)), len(text)]:
        sentence, begin = text[begin:end], end
        squeezed = "".join(sentence.split()).strip(".!?。")
        if squeezed not in seen or len(squeezed) < _SHORTEST_SENTENCE:
            kept.append(sentence)
        seen.add(squeezed)
    return "".join(kept).strip()
