"""Where the headings of a letter say that its reasons stand, before any sentence is weighed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.casework.letter_asides import reasoning
from lib.casework.letter_chapters import OPEN, judging, tells_facts
from lib.casework.letter_parts import Parts, shipped
from lib.text.sentences import is_sentence
from lib.text.spelling import squeeze

Span = tuple[int, int]

_LONG_DECISION = 40
"""Characters of what was decided from which it also says why."""


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a letter that gives its reasons by its headings, and whether a head says that it does.

    `chapters` are the whole of it, `spans` its sentences that do not give none by their form, and `words` their words.
    """

    chapters: tuple[Span, ...]
    spans: tuple[Span, ...]
    words: str
    is_labelled: bool


def body_of(parts: Parts, is_notice: bool) -> Body:
    """What gives the reasons. `is_notice`: the agency's or the panel's own letter.

    A chapter that judges comes before the one around it. Without a head it is what remains of the letter without its
    fields, its officers and its notices.
    """
    chapters, is_labelled = _chapters(parts, is_notice)
    kept = tuple(each for span in chapters for each in reasoning(parts, *span, is_notice))
    if not is_labelled:
        # Without a head what is no sentence may be a field or a title.
        kept = tuple(span for span in kept if is_sentence(parts.flowing[slice(*span)]))
    words = "\n".join(parts.flowing[slice(*span)].strip() for span in kept).strip()
    return Body(chapters, kept, words, is_labelled)


def _chapters(parts: Parts, is_notice: bool) -> tuple[tuple[Span, ...], bool]:
    fields = list(parts.values("reasons"))
    whole = set(shipped()["whole_reasons"])
    named = [each for each in fields if is_notice or each.head not in whole]
    if not named and not is_notice and (spans := judging(parts.text, parts.chapters)):
        return tuple(spans), True
    named = named or fields
    if named:
        return tuple((each.start, each.end) for each in named), True
    long = [
        (each.start, each.end)
        for each in parts.values("decision")
        if len(squeeze(parts.text[each.start : each.end])) > _LONG_DECISION
    ]
    if long:
        return tuple(long), True
    return tuple(_rest(parts, is_notice)), False


_ADDRESSED = re.compile(
    r"^(?:수신|\(?경유|제목|시행|우\d{5}|전화|담당|근로복지공단)|귀하(?:\(|$)|https?:|^붙임|\[전화번호\]"
)


# The lines of the body that stand in no field of something else.
def _rest(parts: Parts, is_notice: bool) -> Iterator[Span]:
    fields = [
        (each.at, each.end if parts.is_chapter(each) and each.name != OPEN else each.start)
        for each in parts.fields
        if each.name not in (("benefit", "decision") if is_notice else ())
        and not (is_notice and tells_facts(each.head))
    ]
    begun: int | None = None
    for line in parts.lines:
        is_told = any(start < line.end and line.start < end for start, end in fields)
        if not is_told and not parts.is_notice(line.start) and not _ADDRESSED.search(line.squeezed):
            begun = line.start if begun is None else begun
            last = line.end
        elif begun is not None:
            yield begun, last
            begun = None
    if begun is not None:
        yield begun, last
