"""The words of a refusal as a paper answers them: which reasons get one answer, what is said of each, what is admitted."""

import re
from collections.abc import Sequence

from lib.guidance.denial import Reason
from lib.guidance.denial_kinds import OTHER
from lib.text.sentences import sentences
from lib.text.spelling import squeeze
from lib.text.stance import denials

Placed = tuple[int, int, Reason]
"""A reason with where its words stand in the letter; both ends are -1 for words that stand in none."""


# Where each reason stands, with what the letter says around it that belongs to no other and refuses as well.
def _spans(letter: str, reasons: Sequence[Reason]) -> list[tuple[int, int]]:
    spans: list[list[int] | None] = []
    for reason in reasons:
        start = letter.find(reason.words)
        spans.append([start, start + len(reason.words)] if letter and start >= 0 else None)
    placed = sorted((each for each in spans if each), key=lambda each: each[0])
    for sentence in sentences(letter, story=True):
        own = [each for each in placed if sentence.start <= each[0] < sentence.end]
        before = sentence.body
        for last, each in zip([None, *own], own, strict=False):
            if last and not denials(letter[before : each[0]]):
                # `비만, 골다공증 및 고령에 따른 것으로`: up to the end of a clause it belongs to the reason before it.
                ends = [found.end() for found in _CLAUSE_END.finditer(letter, before, each[0])]
                last[1] = before = ends[-1] if ends else before
            gap = letter[before : each[0]]
            # What leads to the first reason of a sentence is the fact that it rests on.
            if denials(gap) or (each is own[0] and not granted_in(without_lead(gap))):
                each[0] = min(before, each[0])
            before = max(before, each[1])
        if own and denials(letter[before : sentence.end]):
            own[-1][1] = max(own[-1][1], sentence.end)
    return [(each[0], each[1]) if each else (-1, -1) for each in spans]


_CLAUSE_END = re.compile(r"(?:으로|며|고|나|여|서|니|므로)[,]?(?=\s)")


def words_of(letter: str, placed: Sequence[Placed]) -> str:
    """The letter's words for reasons that are answered together, the first of them to the last.

    So nothing that a letter refuses with goes unanswered: what stands before a reason in its sentence is its own, and
    what follows the last one too. Words that stand in no letter are as they were read.
    """
    start, end = min(each[0] for each in placed), max(each[1] for each in placed)
    words = letter[start:end] if start >= 0 else " ".join(each[2].words for each in placed)
    if start >= 0 and words.count("(") > words.count(")") and letter[end : end + 1] == ")":
        words += ")"
    if (granted := granted_in(words)) and squeeze(words) != squeeze(granted):
        words = words.replace(granted, "", 1)
    all_more = dict.fromkeys(each for _start, _end, reason in placed for each in reason.more_words)
    more = [each for each in all_more if squeeze(each) not in squeeze(words)]
    return "” · “".join(_NUMBER.sub("", without_lead(_as_said(each))) for each in (words, *more))


_GRANTED = re.compile(
    r"[^.!?]*?(?:인정(?:되|하)(?:나|지만|더라도)|인정(?:되|하)기는\s?하나|(?:볼|판단할)\s?(?:여지[가는]\s?있|수\s?있)(?:으나|지만)|벗어났(?:으나|지만)|사실이(?:나|지만))[,]?\s*"
)


def granted_in(words: str) -> str:
    """What a refusal admits before it turns: `소음에 3년 이상 노출된 이력은 인정되나`; empty where it admits nothing."""
    found = _GRANTED.match(words)
    return found[0].strip() if found and not (denials(found[0]) or _AGAINST.search(squeeze(found[0]))) else ""


# Of such things a concession concedes nothing: `퇴행성 변화가 인정되지만`.
_AGAINST = re.compile("퇴행|기왕|기존질|기저|지병|흡연|음주|과음|위반|노인성|고령|과실")


def answered_together(letter: str, reasons: Sequence[Reason]) -> list[list[Placed]]:
    """The reasons with where they stand, those in one list that get one answer, the weightiest first.

    Whose view a reason is says nothing without what was held: an opinion goes with the reason next to it in its sentence.
    """
    placed = [(*span, each) for span, each in zip(_spans(letter, reasons), reasons, strict=True)]
    groups = [[each] for each in placed if not _only_tells_whose(each[2])]
    for view in (each for each in placed if _only_tells_whose(each[2])):
        near = [
            group
            for sentence in sentences(letter, story=True)
            if sentence.start <= view[0] < sentence.end
            for group in groups
            if sentence.start <= group[0][0] < sentence.end
        ]
        if near:
            min(near, key=lambda group: (group[0][0] < view[0], abs(group[0][0] - view[0]))).append(view)
        else:
            groups.append([view])
    return sorted(groups, key=lambda group: placed.index(group[0]))


def _only_tells_whose(reason: Reason) -> bool:
    return reason.is_beside and reason.kind != OTHER and not denials(reason.words) and not reason.more_words


def without_lead(letter: str) -> str:
    """The letter without what only leads to its reasons: `공단 통지서에는 이렇게 적혀 있습니다.`"""
    return _LEAD.sub("", letter, count=1)


# The letter's words without the particle that hands them on: `퇴행성으로 보인다고`.
def _as_said(words: str) -> str:
    return _HANDED_ON.sub("", " ".join(words.split())).strip(" ,.;")


_HANDED_ON = re.compile(r"(?<=[다라])(?:고|며|면서)[,.]?$")
_LEAD = re.compile(
    r"^(?:[^.:\n]{0,24}(?:이렇게|다음과\s?같이|아래와\s?같이)\s?(?:적혀|쓰여|써)\s?있(?:습니다|어요|음|다)\s*[.:]?|"
    r"(?:심사\s?)?(?:결정서?|재결서?)?\s?(?:이유|사유)(?:의)?\s?(?:요지)?(?:는|은)?\s?:|(?:심사\s?)?(?:결정\s?)?(?:이유\s?)?요지[는:])?\s*"
)
_NUMBER = re.compile(r"^[①-⑳]\s*")
