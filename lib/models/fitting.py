"""Fitting what a model reads into the room it has: by whole sentences, and a ruling by its sections."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import ceil

from lib.domain.sections import Part, Section, read_sections
from lib.text.sentences import sentences as split

SKIPPED = "(줄임)"
"""Stands where sentences were left out."""


# Tokens a character, by what it is. Of 265 pieces of rulings, acts, stories and digests (800 characters
# and more, of our own corpus), counted on 2026-11-28 by the tokeniser of Gemma 2 (256,000 tokens, which
# ko-gemma-2-9b-it shares), least squares gave .89 a syllable, .99 a digit, .32 a Latin letter, .09 a space
# before a word, .93 other white space and .81 the rest: .74 a character. The rates here stand above that
# by 9% on average, and no piece took more than 97% of what they say; Gemma 3 takes a seventh less.
_RATES = (
    (re.compile("[가-힣]"), 0.9),
    (re.compile("[0-9]"), 1.1),
    # Names and codes take more than words.
    (re.compile("[A-Za-z]"), 0.7),
    (re.compile(" (?=[가-힣A-Za-z])"), 0.3),
)
# A letter of its own each.
_REST = 1.0

# Of the syllables of Hangul only the 2,350 of KS X 1001 are met; a tokeniser spells out the others.
_SYLLABLES = "".join(
    letter for letter in map(chr, range(0xAC00, 0xD7A4)) if len(letter.encode("euc_kr")) == 2
)
_RARE = re.compile(f"[^\\x00-\\x7f{_SYLLABLES}·…“”‘’「」『』〈〉《》①②③④⑤⑥⑦⑧⑨⑩○~％㎏]")


def most_tokens(text: str) -> int:
    """As many tokens as a text can be expected to take with Gemma 2's tokeniser, and a tenth more.

    What a tokeniser may have to spell byte by byte (rare letters, emoji) counts its UTF-8 bytes.
    """
    usual = _RARE.sub("", text)
    counts = [(len(pattern.findall(usual)), rate) for pattern, rate in _RATES]
    rest = len(usual) - sum(count for count, _ in counts)
    spelled = sum(len(letter.encode()) for letter in _RARE.findall(text))
    return ceil(sum(count * rate for count, rate in counts) + rest * _REST + spelled)


Measure = Callable[[str], int]


def fit_sentences(
    sentences: Sequence[str], room: int, worth: Callable[[str], float], measure: Measure
) -> str:
    """As many whole sentences as fit into `room`, in their order, with a mark where some are left out.

    Those of the greatest `worth` stay, among equals the earlier ones. A sentence that alone exceeds
    the room is broken after a word, because else nothing of it would be left.
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
    return " ".join(
        sentence if number in chosen else SKIPPED
        for number, sentence in enumerate(sentences)
        # Of several left out in a row the first becomes the mark.
        if number in chosen or number == 0 or number - 1 in chosen
    )


# The first words of a sentence; of a word that alone exceeds the room its first letters.
def _broken(sentence: str, room: int, measure: Measure) -> str:
    cut = sentence
    while cut and measure(f"{cut} {SKIPPED}") > room:
        cut = cut[: len(cut) * 9 // 10]
    return f"{cut.rpartition(' ')[0] or cut} {SKIPPED}" if cut else ""


# 판단 takes at most so much while other sections could use the rest.
_JUDGMENT_SHARE = 0.6

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


def fit_ruling(text: str, characters: int) -> str:
    """A ruling in at most about so many characters: whole when it fits, else by its sections.

    판단 and 처분의 경위 stay before everything else but the order; the section at which the room ends
    gives as many whole sentences as fit. Sections keep the order of the text, under their names.
    """
    if len(text) <= characters:
        return text
    sections = read_sections(text)
    named = [section for section in sections.parts if section.part is not Part.REASONS]
    if not any(section.part is Part.JUDGMENT for section in named):
        return _ends(text, characters) or text[:characters]
    ranks = {part: rank for rank, part in enumerate(_FIRST)}
    ranked = sorted(named, key=lambda section: (ranks.get(section.part, len(ranks)), section.start))
    rest = sum(section.end - section.start for section in named if section.part is not Part.JUDGMENT)
    judgment = max(int(characters * _JUDGMENT_SHARE), characters - rest)
    fitted: dict[Section, str] = {}
    left = characters
    for section in ranked:
        heading = f"[{section.part.value}]\n"
        body = text[section.start : section.end].strip()
        room = min(left, judgment if section.part is Part.JUDGMENT else left) - len(heading) - 1
        words = body if len(body) <= room else _ends(body, room)
        if words:
            fitted[section] = heading + words
            left -= len(heading) + len(words) + 1
    return "\n".join(fitted[section] for section in named if section in fitted)


# The beginning and, twice as long, the end of a text: courts tell first and decide last.
def _ends(text: str, room: int) -> str:
    sentences = [sentence.words for sentence in split(text)]
    usable = room - len(SKIPPED) - 2
    head = _leading(sentences, usable // 3)
    tail = _leading(sentences[: head - 1 if head else None : -1], usable * 2 // 3)
    if not head and not tail:
        return ""
    return " ".join([*sentences[:head], SKIPPED, *sentences[len(sentences) - tail :]])


# How many sentences from the first on fit.
def _leading(sentences: Sequence[str], room: int) -> int:
    return sum(length <= room for length in accumulate(len(sentence) + 1 for sentence in sentences))
