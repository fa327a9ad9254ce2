"""When a person says they no longer want to live: heard first, and never read as a symptom.

People say it outright, by what they wish for (to end it all, to follow the dead, not to wake), or by what
they have prepared (pills saved up, a rope, a last letter). The same words tell of work, of a lawsuit and of
somebody else's death; `data/despair.yaml` says what each needs around it. Where it is not clear it is
heard: an offer of help costs little.
"""

import re
from collections.abc import Iterator

from lib.text.sentences import sentences
from lib.text.shipped import read_shipped

_SHIPPED = read_shipped("despair.yaml")
_PARTS = {name: "|".join(words) for name, words in _SHIPPED["parts"].items()}
_PART = re.compile("{([a-z_]+)}")


# The alternatives of the file under a name as one pattern; a space stands for white space or none.
def _pattern(name: str) -> re.Pattern[str]:
    words = _PART.sub(lambda part: _PARTS[part[1]], "|".join(_SHIPPED[name]))
    return re.compile(words.replace(" ", r"\s*"), re.IGNORECASE)


_SAID, _END, _FOLLOW, _PREPARED = map(_pattern, ("said", "end", "follow", "prepared"))
_DEATH, _WORK, _COMPLETED, _OTHERS = map(_pattern, ("death", "work", "completed", "others"))
_LEFT, _OWN = map(_pattern, ("left", "own"))


def is_despairing(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return any(True for _ in _spoken(text))


def without_despair(text: str) -> str:
    """The text with those words blanked by spaces: they tell of now, not of the case."""
    for start, end in list(_spoken(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# Where the writer says so.
def _spoken(text: str) -> Iterator[tuple[int, int]]:
    rules = [_SAID, _END, _PREPARED, *([_FOLLOW] if _DEATH.search(text) else ())]
    told = [(rule, match) for rule in rules for match in rule.finditer(text)]
    lived = list(sentences(text, story=True)) if told else []
    of_a_death = bool(_COMPLETED.search(text))
    for rule, match in told:
        within = [each for each in lived if each.start < match.end() and match.start() < each.end]
        if rule is _PREPARED and any(_WORK.search(each.words) for each in within):
            continue
        begin = min((each.start for each in within), default=0)
        end = max((each.end for each in within), default=len(text))
        if not (of_a_death and _is_others(text[begin : match.end()], text[begin:end])):
            yield match.span()


# True where words, up to the end of a rule's, are of somebody else, and none of the writer's own stand between;
# or where their sentence is of what somebody left behind.
def _is_others(words: str, sentence: str) -> bool:
    others = [match.start() for match in _OTHERS.finditer(words)]
    own = [match.start() for match in _OWN.finditer(words)]
    if not others:
        return not own and bool(_LEFT.search(sentence))
    return others[-1] > max(own, default=-1)
