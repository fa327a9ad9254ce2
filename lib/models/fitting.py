"""Fitting what a model reads into the room it has: by whole sentences, and a ruling by its sections."""

import re
from collections.abc import Callable, Iterable, Sequence

from lib.domain.sections import Part, Section, read_sections

SKIPPED = "(줄임)"
"""Stands where sentences were left out."""


def most_tokens(text: str) -> int:
    """The most tokens a text can take: never fewer than the model counts.

    One a character is more than any tokeniser with Hangul syllables in its vocabulary needs (Gemma
    2 takes one for 1.5 to 2 characters of Korean); what it may have to spell byte by byte (rare
    letters, emoji) counts its UTF-8 bytes.
    """
    return sum(1 if _is_common(character) else len(character.encode()) for character in text)


def _is_common(character: str) -> bool:
    return character <= "\u007f" or "\uac00" <= character <= "\ud7a3" or character in _PUNCTUATION


_PUNCTUATION = frozenset("·…“”‘’「」『』〈〉《》①②③④⑤⑥⑦⑧⑨⑩○~％㎏")

_END = re.compile(r"(?<=[.?!。？！…])[\"'”’)\]]*\s+|\n+")
_SPOKEN_END = re.compile(r"(?<=[요죠])\s+|(?<=니다)\s+|(?<=[았었했]음)\s+|(?<=[았었했]다)\s+")
# Rulings are wrapped at the margin, so a line break ends nothing there.
_COURT_END = re.compile(r"(?<=[다음함임됨까]\.)[\"'”’)\]]*\s+|(?<=[?？])\s+|\n\s*\n")
_LONG = 300
"""Characters after which a sentence without a full stop is taken apart at spoken endings."""


def sentences_of(text: str) -> list[str]:
    """The sentences of what a person wrote, in order, without the white space between."""
    found: list[str] = []
    for sentence in _END.split(text):
        found += _SPOKEN_END.split(sentence) if len(sentence) > _LONG else [sentence]
    return [sentence.strip() for sentence in found if sentence.strip()]


Measure = Callable[[str], int]


def fit_sentences(
    sentences: Sequence[str], room: int, worth: Callable[[str], float], measure: Measure
) -> str:
    """As many whole sentences as fit into `room`, in their order, with a mark where some are left out.

    Those of the greatest `worth` stay, among equals the earlier ones. A sentence that alone exceeds
    the room is broken after a word, because else nothing of it could be told.
    """
    ranked = sorted(range(len(sentences)), key=lambda n: (-worth(sentences[n]), n))
    if sum(measure(sentence) + 1 for sentence in sentences) <= room:
        return " ".join(sentences)
    chosen: set[int] = set()
    mark = measure(f" {SKIPPED} ")
    left = room - mark
    for number in ranked:
        # Before each sentence there may be a gap.
        cost = measure(sentences[number]) + mark
        if cost <= left:
            chosen.add(number)
            left -= cost
    if not chosen and sentences:
        return _broken(sentences[ranked[0]], room, measure)
    return _joined(sentences, chosen)


def _joined(sentences: Sequence[str], chosen: Iterable[int]) -> str:
    kept = sorted(chosen)
    parts: list[str] = []
    last = -1
    for number in kept:
        if number != last + 1:
            parts.append(SKIPPED)
        parts.append(sentences[number])
        last = number
    if kept and last != len(sentences) - 1:
        parts.append(SKIPPED)
    return " ".join(parts)


def _broken(sentence: str, room: int, measure: Measure) -> str:
    left = room - measure(SKIPPED) - 1
    if left <= 0:
        return ""
    words = []
    for word in sentence.split():
        if measure(word) + 1 > left:
            break
        words.append(word)
        left -= measure(word) + 1
    if not words:
        # No space anywhere near: as many letters as fit.
        words = [sentence[:left]]
        while measure(words[0]) > left:
            words = [words[0][: len(words[0]) * 3 // 4]]
    return " ".join([*words, SKIPPED]) if words[0] else ""


# What tells most about why a ruling went as it did comes first.
_FIRST = (
    Part.ORDER,
    Part.JUDGMENT,
    Part.HISTORY,
    Part.CONCLUSION,
    Part.FACTS,
    Part.MEDICAL,
    Part.ARGUMENT,
    Part.HOLDINGS,
    Part.SUMMARY,
    Part.CLAIM,
    Part.LAW,
)
_INSIDE = frozenset({Part.REASONS})


def fit_ruling(text: str, characters: int) -> str:
    """A ruling in at most about so many characters: whole when it fits, else by its sections.

    판단 and 처분의 경위 stay before everything else but the order; the section at which the room ends
    gives as many whole sentences as fit. Sections keep the order of the text, under their names.
    """
    if len(text) <= characters:
        return text
    sections = read_sections(text)
    named = [section for section in sections.parts if section.part not in _INSIDE]
    if not any(section.part is Part.JUDGMENT for section in named):
        return _ends(text, characters) or text[:characters]
    ranked = sorted(named, key=lambda section: (_rank(section), section.start))
    rest = sum(section.end - section.start for section in named if section.part is not Part.JUDGMENT)
    judgment = max(int(characters * _JUDGMENT_SHARE), characters - rest)
    kept: dict[Section, str] = {}
    left = characters
    for section in ranked:
        heading = f"[{section.part.value}]\n"
        body = text[section.start : section.end].strip()
        room = min(left, judgment if section.part is Part.JUDGMENT else left) - len(heading) - 1
        fitted = body if len(body) <= room else _ends(body, room)
        if fitted:
            kept[section] = heading + fitted
            left -= len(heading) + len(fitted) + 1
    return "\n".join(kept[section] for section in named if section in kept)


_JUDGMENT_SHARE = 0.6
"""판단 takes at most so much while other sections could use the rest."""


def _rank(section: Section) -> int:
    return _FIRST.index(section.part) if section.part in _FIRST else len(_FIRST)


def _ends(text: str, room: int) -> str:
    """The beginning and, twice as long, the end of a text: courts tell first and decide last."""
    sentences = [sentence.strip() for sentence in _COURT_END.split(text) if sentence.strip()]
    usable = room - len(SKIPPED) - 2
    head = _leading(sentences, usable // 3)
    tail = _leading(sentences[: head - 1 if head else None : -1], usable * 2 // 3)
    if not head and not tail:
        return ""
    kept = [*sentences[:head], SKIPPED, *sentences[len(sentences) - tail :]]
    return " ".join(kept)


def _leading(sentences: Sequence[str], room: int) -> int:
    """How many sentences from the first on fit."""
    count = 0
    for sentence in sentences:
        room -= len(sentence) + 1
        if room < 0:
            break
        count += 1
    return count
