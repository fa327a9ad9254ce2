"""A ruling's text cut for reading."""

import re
from dataclasses import dataclass
from itertools import pairwise

from lib.domain.lexicon import DISEASE_TERMS, ISSUE_TERMS
from lib.domain.sections import Part, Section, Sections
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.domain.topics import strongest_term
from lib.search.read_by_words import Understood
from lib.text.english import in_korean
from lib.text.spelling import Squeezed, squeeze


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a ruling's text under one heading; `part` is None before the first one."""

    part: Part | None
    heading: str
    start: int
    end: int


def passages(sections: Sections) -> tuple[Passage, ...]:
    """The whole text, cut at its headings: every character is in exactly one passage."""
    text = sections.text
    heads = {_head(text, section): section for section in reversed(sections.parts)}
    cuts = sorted(heads)
    before = cuts[0] if cuts else len(text)
    found = [Passage(None, "", 0, before)] if text[:before].strip() else []
    begin = before if found else 0
    for cut, end in pairwise([*cuts, len(text)]):
        section = heads[cut]
        # A heading with nothing under it (이유 right before 1. 처분의 경위) goes with what follows.
        if text[section.start : end].strip() or end == len(text):
            found.append(Passage(section.part, section.heading.strip("【】# \t"), begin, end))
            begin = end
    return tuple(found)


# Where a section begins, its heading included.
def _head(text: str, section: Section) -> int:
    place = text.rfind(section.heading, 0, section.start) if section.heading else -1
    near = place >= 0 and not text[place + len(section.heading) : section.start].strip(" \t\r\n】:：")
    return place if near else section.start


def own_words(text: str, understood: Understood, value: Disease | Issue | KindB | KindC) -> tuple[str, ...]:
    """The person's own words that spoke for a label, as they wrote them; at most three."""
    squeezed, korean = Squeezed(text), in_korean(text)
    chars = squeezed.chars.lower()
    terms = list(understood.words.get(value.value, ()))
    if not terms and isinstance(value, Disease):
        terms = [strongest_term(DISEASE_TERMS.get(value, {}), korean.text.lower())]
    elif not terms and isinstance(value, Issue):
        terms = [strongest_term(ISSUE_TERMS.get(value, {}), korean.text.lower())]
    terms = [squeeze(korean.own_words(term).lower()) for term in terms if term]
    found: dict[str, None] = {}
    for term in terms:
        place = chars.find(term) if term else -1
        if place >= 0 and len(chars) == len(squeezed.chars):
            start, end = squeezed.span(place, place + len(term))
            rest = re.match(r"\w{0,8}", text[end:])
            found.setdefault(" ".join(text[start : end + (rest.end() if rest else 0)].split()))
    return tuple(found)[:3]
