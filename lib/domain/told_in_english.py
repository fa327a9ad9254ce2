"""What a story in English tells of the days and the stage that the form leaves out.

A day counts only for the nearest word of its own sentence that says what happened on it, and a letter only where it
is one of this agency or of a court: nothing from the company, a hospital or the police, nothing that did not come.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.taxonomy import Stage
from lib.text.days import Day
from lib.text.english_days import find_english_days
from lib.text.sentences import sentences

_HAPPENED = {
    kind: re.compile(pattern, re.I)
    for kind, pattern in (
        ("received", r"\b(?:receiv\w+|got|gets?|came|comes?|arriv\w+|delivered|picked up|opened|(?:was|were) (?:told|notified|informed)|served|handed|gave (?:me|us|him|her)|gave it|signed for|reached|took it out|read it|in my hands?|have (?:the|their|this) (?:refusal|letter|decision))\b"),
        ("decided", r"\b(?:dated|decided|denied|refused|rejected|dismissed|turned down|ruled|made (?:the|its|a) decision)\b"),
        ("hurt", r"\b(?:accident|injur\w+|got hurt|was hurt|hurt my|fell|slipped|tripped|collapsed|crushed|broke|cut off|cut my|burnt|burned|was hit|had a stroke)\b"),
        ("died", r"\b(?:died|passed away|death|was found dead)\b"),
        # The day is of something else.
        ("elsewhere", r"\b(?:appl(?:y|ied)|sent|submitted|filed|hired|started|began|surgery|operation|mri|hospital|diagnosed|appointment|meeting|hearing|is coming|appealed)\b"),
        ("healed", r"\b(?:treatment (?:ended|was ended|finished|stopped)|finished (?:my|the) treatment|ended (?:my|the) treatment)\b"),
    )
}  # fmt: skip
_LETTER = re.compile(
    r"\b(?:letter|notice|decision|refusal|denial|rejection|judge?ment|ruling|result|answer|reply|mail|envelope|documents?|papers?|denied|refused|rejected|it)\b",
    re.I,
)
_NAMED_LETTER = re.compile(
    r"\b(?:letter|notice|decision|refusal|denial|rejection|judge?ment|result|denied|refused|rejected)\b", re.I
)
_FOREIGN = re.compile(
    r"\b(?:company|employer|boss|manager|hospital|doctor|police|immigration|bank|insurer|insurance company|private insurance"
    r"|landlord|school|ministry|dismissal|warning|appointment|hearing date|diagnosis|diagnosed|bill|contract|visa|salary|wages)\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:not|never|n't|didn't|haven't|hasn't|did not|yet to)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:(?:my|a) (?:friend|coworker|co-worker|colleague|neighbou?r|roommate)|another worker|other worker|he said|she said)\b",
    re.I,
)
_LOST = r"(?:lost|dismiss\w+|reject\w+|denied|refus\w+|turned down|against (?:me|us|him|her)|did not (?:win|accept))"
_STAGES = tuple(
    (stage, re.compile(pattern, re.I))
    for stage, pattern in (
        (Stage.SECOND_INSTANCE, rf"\b(?:high court|appeal court|appellate court|second instance|appeal trial)\b[^.!?\n]{{0,60}}\b{_LOST}|\b{_LOST}\b[^.!?\n]{{0,40}}\b(?:high court|appeal court|appellate court|second instance)\b"),
        (Stage.FIRST_INSTANCE, rf"\b(?:court|lawsuit|judge|trial|first instance)\b[^.!?\n]{{0,60}}\b{_LOST}|\b{_LOST}\b[^.!?\n]{{0,40}}\b(?:court|lawsuit|trial|first instance)\b"),
        (Stage.SECOND_REVIEW, rf"\b(?:re-?examination|(?:second|further) (?:review|examination)|second appeal|re-?review|two appeals|재심사)\b[^.!?\n]{{0,60}}(?:\b{_LOST}|says? no|said no)"),
        (Stage.REVIEW, rf"\b(?:review|(?:examination|review) request|request for (?:an? |the )?examination|first appeal|objection|reconsideration|심사)\b[^.!?\n]{{0,60}}\b{_LOST}"),
        (Stage.DECISION, r"\b(?:denied|refused|rejected|turned down|disapproved|not approved|did not approve|said no|says no)\b"),
    )
)  # fmt: skip
_NOT_CLAIMED = re.compile(
    r"\b(?:not|n't|never)\b[^.!?\n]{0,20}\b(?:appl\w+|claim\w*|filed?|submit\w*)\b[^.!?\n]{0,30}\b(?:yet|so far|still)\b"
    r"|\bnever (?:\w+ )?(?:appl(?:y|ied)|claim(?:ed)?|filed?|submit(?:ted)?)\b|\bbefore (?:i|we) (?:apply|claim|file)\b|\b(?:want|wish|going|plan) to (?:apply|file a claim|make a claim)\b",
    re.I,
)
_PANEL = re.compile(
    r"(?<!reexamination )(?<!re-examination )(?<!review )\b(?:committee|panel|judging board)\b(?! \(산업재해보상보험재심사)",
    re.I,
)
_PENDING = re.compile(r"\b(?:will|going to|waiting|wait|next|soon)\b", re.I)


@dataclass(frozen=True, slots=True)
class EnglishEvent:
    """What happened on a day, and the words that tell it."""

    kind: str
    day: date
    words: str


def told_events_in_english(text: str, today: date, is_refused: bool = False) -> list[EnglishEvent]:
    """What happened on the days up to today that the text names, in order.

    `is_refused`: it is known otherwise that there is a letter with a decision.
    """
    found = []
    before = ""
    for begin, end in _sentences(text):
        days = [each for each in find_english_days(text[begin:end], today) if each.day <= today]
        found += [event for day in days if (event := _event(text[begin:end], day, days, before, is_refused))]
        before = text[begin:end]
    return found


def told_stage_in_english(text: str) -> tuple[Stage, str] | None:
    """How far the dispute has come, with the words that tell it; None where they do not."""
    own = [text[begin:end] for begin, end in _sentences(text) if not _OTHERS.search(text, begin, end)]
    for stage, pattern in _STAGES:
        for sentence in own:
            if match := pattern.search(sentence):
                return stage, match[0]
    for sentence in own:
        if match := _NOT_CLAIMED.search(sentence):
            return Stage.BEFORE_CLAIM, match[0]
    return None


def told_panel_in_english(text: str) -> str | None:
    """The sentence that tells that a panel (업무상질병판정위원회) decided; None where none does."""
    for begin, end in _sentences(text):
        told = text[begin:end]
        if _PANEL.search(told) and not (
            _PENDING.search(told) or _DENIED.search(told) or _OTHERS.search(told)
        ):
            return told.strip()
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return ((each.start, each.end) for each in sentences(text, story=True))


# What the word nearest to a day says happened on it; nothing where another day stands between them.
def _event(
    sentence: str, day: Day, days: Sequence[Day], before: str, is_refused: bool
) -> EnglishEvent | None:
    near = []
    for kind, pattern in _HAPPENED.items():
        for match in pattern.finditer(sentence):
            first, last = sorted((match.span(), (day.start, day.end)))
            parted = any(first[1] <= other.start < last[0] for other in days if other is not day)
            if match.start() < day.end and day.start < match.end():
                continue
            # What stands before its day tells it more often than what follows.
            distance = last[0] - first[1] + (0 if match.start() < day.start else 12)
            if not parted:
                near.append((distance, kind, match))
    if not near:
        return None
    _, kind, match = min(near, key=lambda each: each[0])
    if kind == "elsewhere":
        return None
    clause = sentence[max(0, match.start() - 25) : match.end()]
    if _DENIED.search(clause) or _OTHERS.search(sentence):
        return None
    if kind in ("received", "decided"):
        if _FOREIGN.search(sentence) and not _NAMED_LETTER.search(sentence):
            return None
        letter = _NAMED_LETTER.search(sentence) or (
            _LETTER.search(sentence) and (_NAMED_LETTER.search(before) or is_refused)
        )
        if not letter or re.search(
            r"\b(?:from|by) (?:my |the |a )?(?:company|employer|boss|hospital|doctor|police|immigration|bank)\b",
            sentence,
            re.I,
        ):
            return None
    begin, end = min(day.start, match.start()), max(day.end, match.end())
    return EnglishEvent(kind, day.day, " ".join(sentence[begin:end].split()))
