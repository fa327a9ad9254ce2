"""Each reason of a letter in the letter's own words, with which kind it is and what that means."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lib.casework.letter_sentences import LetterSentence
from lib.domain.intake import LONGEST_STORY, Case
from lib.guidance.denial import Reason, denial_reasons, reason_of
from lib.guidance.denial_kinds import OTHER
from lib.text.sentences import sentences
from lib.text.spelling import Squeezed, places_of, squeeze
from lib.text.stance import denials, grants, recites

_SHORTEST = 8
"""Characters of words that give a reason."""
_FARTHEST = 300
"""Characters around the words by which a reason is told that belong to it."""
_LIKE = -0.75
"""How much a sentence has to be like a kind of reason to be read as one of it."""

Found = tuple[int, int, Reason]
"""A reason with where its words stand."""


@dataclass(frozen=True, slots=True)
class LetterReason:
    """One reason: the letter's words with their place, which kind it is, and what that means; `sure` from 0 to 1."""

    words: str
    start: int
    end: int
    kind: str
    reason: Reason
    sure: float
    more_words: tuple[str, ...] = ()


def reasons_of(
    text: str, given: Sequence[LetterSentence], case: Case, sure: Callable[[int, int], float]
) -> tuple[LetterReason, ...]:
    """The reasons that the `given` sentences of a letter give, each kind once, in the order of the letter.

    Where no clause of a sentence is read as a reason, all of it is one of the kind that it is most like. `text` flows.
    """
    read = list(_read(text, given, case))
    views = list(_views(text, read))
    for each in given:
        within = [reason for start, _end, reason in read if each.start <= start < each.end]
        is_told = any(each.start <= start < each.end for start, _end, _reason in views)
        # A view of many things is told by each of them.
        if _HELD.search(each.words) and not is_told and sum(not one.is_beside for one in within) <= 1:
            words = " ".join(each.words.split())
            views += [(each.start, each.end, reason_of(view, words, case)) for view in each.views]
    found = sorted((each for each in read if not each[2].is_beside), key=lambda each: each[:2])
    found = _together(text, _each_clause_once(text, found))
    placed = [*_to_their_ends(text, given, found), *views]
    for each in given:
        told = [reason for start, _end, reason in placed if each.start <= start < each.end]
        if all(reason.is_beside and reason.kind != each.kind for reason in told):
            kind = each.kind if each.scores[each.kind] >= _LIKE else OTHER
            placed.append((each.start, each.end, reason_of(kind, " ".join(each.words.split()), case)))
    by_kind: dict[str, LetterReason] = {}
    for start, end, reason in sorted(placed, key=lambda each: each[:2]):
        own = " ".join(text[start:end].split())
        if held := by_kind.get(reason.kind):
            by_kind[reason.kind] = replace(held, more_words=(*held.more_words, own))
        else:
            by_kind[reason.kind] = LetterReason(own, start, end, reason.kind, reason, sure(start, end))
    return tuple(by_kind.values())


# What is read of the sentences by themselves, one behind the other, with where it stands in the letter.
def _read(text: str, given: Sequence[LetterSentence], case: Case) -> Iterator[Found]:
    begins = [0, *accumulate(each.end - each.start + 1 for each in given)]
    own = "\n".join(text[each.start : each.end] for each in given)[:LONGEST_STORY]
    body = Squeezed(own)
    for reason in denial_reasons("", own, case):
        for words in (reason.words, *reason.more_words):
            squeezed = squeeze(words)
            at = next(iter(places_of(squeezed, body.chars)), -1)
            if at >= 0 and (len(squeezed) >= _SHORTEST or reason.is_beside):
                first, last = body.span(at, at + len(squeezed))
                sentence = bisect_right(begins, first) - 1
                shift = given[sentence].start - begins[sentence]
                yield first + shift, min(last + shift, given[sentence].end), reason


# Each to the ends of what belongs to it.
def _to_their_ends(text: str, given: Sequence[LetterSentence], found: Sequence[Found]) -> Iterator[Found]:
    for n, (start, end, reason) in enumerate(found):
        own = next((each for each in given if each.start <= start < each.end), None)
        before = max(found[n - 1][1] if n else 0, own.start if own else 0)
        after = found[n + 1][0] if n + 1 < len(found) else len(text)
        first, last = _whole(text, start, end, before, after)
        if not _SUPPOSED.search(text[first:last]):
            yield first, last, reason


_SUPPOSED = re.compile(r"(?:더라도|[하여해]도)[\s,]*$")


# What a sentence only measures belongs to the next one of its kind, which says what follows from it.
def _together(text: str, found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for start, end, reason in found:
        last = kept[-1] if kept else None
        between = text[last[1] : start] if last else ""
        is_next = last and last[2].kind == reason.kind and re.fullmatch(r"[.,]?[^\S\n]*", between)
        if last and is_next and not denials(text[last[0] : last[1]]):
            kept[-1] = (last[0], end, reason)
        else:
            kept.append((start, end, reason))
    return kept


_BULLET = r"(?:[-–•·▪○●■□◦ㅇ]\s|\(?(?:\d{1,2}|[가-하])[.)]|[①-⑳])"


# What begins in the clause of another says the same: the one that the clause ends with tells what is denied.
def _each_clause_once(text: str, found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for start, end, reason in found:
        if kept and start < kept[-1][1]:
            continue
        last = kept[-1] if kept else None
        between = text[last[0] : start] if last else ""
        is_parted = _NUMBER_AT_END.search(between) or _PARTED.search(between.rstrip())
        if last and "." not in between and not is_parted and "," not in between:
            kept[-1] = (last[0], end, reason)
        else:
            kept.append((start, end, reason))
    return kept


# Whose view a refusal rests on is a reason where the sentence tells what the view is; all of the sentence tells it.
def _views(text: str, found: Sequence[Found]) -> Iterator[Found]:
    for start, _end, reason in found:
        if not reason.is_beside or reason.kind == OTHER:
            continue
        own = next((one for one in sentences(text, story=True) if one.start <= start < one.end), None)
        if own is None:
            continue
        beside = sum(1 for other, _last, each in found if each != reason and own.start <= other < own.end)
        is_told = _HELD.search(text, start, own.end) or denials(text[start : own.end])
        # A view of many things is told by each of them.
        if (is_told and beside <= 1) or (not beside and denials(own.words)):
            yield own.body, own.end, reason


_HELD = re.compile(r"[가-힣][다라](?:고|는|며|하)")


_NUMBER_AT_END = re.compile(rf"[\s,]*{_BULLET}\s*$")
_PARTED = re.compile(r"(?:(?<![다라자])고|[며나음함임됨]|는데|지만|므로|어서|아서)$")


# A reason to the ends of its sentence, or to the next reason in it; what is granted before it stays outside.
def _whole(text: str, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    sentence = next((each for each in sentences(text) if each.start <= start < each.end), None)
    if sentence is None:
        return start, end
    if (first := max(sentence.body, before)) < start and not (
        sentence.body < before and text[before - 1 : before].strip(":： \n")
    ):
        first = max([first, *(match.end() for match in _LINE_OF_A_LIST.finditer(text, first, start))])
        head = text[first:start]
        kept = len(head) if len(head) <= _FARTHEST else 0
        for clause in re.finditer(r"[^,:：]*[,:：]?\s*", head):
            words = clause[0].strip(" ,\n")
            # What is only supposed belongs to what follows from it.
            if (
                words
                and not words.endswith("더라도")
                and (grants(words) or recites(words) or words[-1] in ":：")
            ):
                kept = len(head) - clause.end()
        start -= kept
    stop = min(after, sentence.end)
    for stops in (_CONCLUDED, _LINE_OF_A_LIST):
        if found := stops.search(text, end, stop):
            stop = found.start()
    if end < stop <= end + _FARTHEST:
        end = stop
    while end > start and text[end - 1] in " ,\n":
        end -= 1
    return start, end


# A conclusion behind a list whose last item has no point.
_CONCLUDED = re.compile(r"(?<=[음함임됨])\s+(?=따라서|그러므로|그렇다면|이에 따라|결국)")
_LINE_OF_A_LIST = re.compile(rf"\n[^\S\n]*{_BULLET}\s*")
