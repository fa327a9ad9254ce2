"""Which sentences where a letter gives its reasons give none: what the law asks, a party's words, what was done before, what is granted.

`kinds` of such sentences are told by how they begin and end (`asides` in `data/letters.yaml`), whatever they are about.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest

from lib.casework.letter_parts import Parts, shipped
from lib.text.sentences import Sentence, sentences
from lib.text.spelling import squeeze
from lib.text.stance import denials, ends_granted, only_recites, turns

_OF_RULINGS = frozenset({"done_before", "party"})
"""What the agency's own letter tells of itself."""


_TELLS = re.compile(r"[다라자]고(?:되어|적혀|쓰여|기재되어)있[^.]{0,6}[.]?$")


@cache
def _asides() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(says) for name, says in shipped()["asides"].items()}


def asides_in(squeezed: str) -> list[str]:
    """The kinds of asides whose form words without blanks have."""
    return [name for name, says in _asides().items() if says.search(squeezed)]


def gives_none(words: str, is_notice: bool) -> bool:
    """Whether a sentence without its number gives no reason. `is_notice`: the agency's or the panel's own letter."""
    squeezed = squeeze(words)
    asides = _asides()
    met = {
        name: hit
        for name, says in asides.items()
        if not (is_notice and name in _OF_RULINGS) and (hit := says.search(squeezed))
    }
    # What is denied before the thing that is granted tells only what that is: `일하지 못한 사실은 인정된다`.
    topic = met.pop("topic", None)
    if met or (topic and not denials(squeezed[topic.start() :])):
        return True
    # The last clause may be a party's alone: `…하였으며, 귀하는 …라고 호소하셨습니다`.
    if only_recites(words) or only_recites(words.rpartition(",")[2]):
        return True
    # `그러나 … 인정됩니다`: what it turns to is granted as well, unless it denies something on the way.
    return ends_granted(words) and not denials(words) and not turns(words)


def reasoning(parts: Parts, start: int, end: int, is_notice: bool) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` whose sentences may give a reason, in order."""
    text = parts.flowing[start:end]
    every = list(sentences(text, story=True))
    for each, after in zip_longest(every, every[1:]):
        is_granted = after and _asides()["granted_before"].search(squeeze(_body(after, text)))
        # What a paper says, before the agency turns from it.
        is_granted = is_granted or (
            after and turns(_body(after, text)) and _TELLS.search(squeeze(each.words))
        )
        is_told = parts.is_notice(start + each.start)
        if not (is_granted or is_told or gives_none(_body(each, text), is_notice)):
            yield start + each.start, start + each.end


def _body(sentence: Sentence, text: str) -> str:
    return text[sentence.body : sentence.end]
