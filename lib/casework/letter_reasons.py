"""The part of a letter that gives its reasons, and each reason in the letter's own words with what it means."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lib.casework.letter_asides import gives_none, reasoning
from lib.casework.letter_chapters import OPEN, judging, tells_facts
from lib.casework.letter_parts import Parts, pattern, shipped
from lib.domain.intake import LONGEST_STORY, Case
from lib.guidance.denial import Reason, denial_reasons, unread_reason
from lib.guidance.denial_kinds import OTHER
from lib.text.sentences import is_sentence, sentences
from lib.text.spelling import Squeezed, places_of, squeeze
from lib.text.stance import concludes, denials, grants, recites

_LONG_DECISION = 40
"""Characters of what was decided from which it also says why."""
_SHORTEST = 8
"""Characters of words that give a reason."""
_FARTHEST = 300
"""Characters around the words by which a reason is told that belong to it."""


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


@dataclass(frozen=True, slots=True)
class ReasonText:
    """The part of a letter that gives its reasons, and whether a head says that it does.

    `spans` are its sentences that may give one, `words` their words, `chapters` the whole of it.
    """

    spans: tuple[tuple[int, int], ...]
    chapters: tuple[tuple[int, int], ...]
    words: str
    is_labelled: bool


def reason_text(parts: Parts, is_notice: bool) -> ReasonText:
    """What gives the reasons.

    A chapter that judges comes before the one around it. Without a head it is what remains of the letter without its
    fields, its officers and its notices.
    """
    chapters, is_labelled = _reason_spans(parts, is_notice)
    kept = tuple(each for span in chapters for each in reasoning(parts, *span, is_notice))
    if not is_labelled:
        # Without a head what is no sentence may be a field or a title.
        kept = tuple(span for span in kept if is_sentence(parts.flowing[slice(*span)]))
    words = "\n".join(parts.flowing[slice(*span)].strip() for span in kept).strip()
    return ReasonText(kept, chapters, words, is_labelled)


def _reason_spans(parts: Parts, is_notice: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
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
def _rest(parts: Parts, is_notice: bool) -> Iterator[tuple[int, int]]:
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


def reasons_of(
    parts: Parts,
    told: ReasonText,
    case: Case,
    lists_reasons: bool,
    sure: Callable[[int, int], float],
) -> Iterator[LetterReason]:
    """Each reason once, in the order of the letter; whose view it rests on is none, and what fits no kind only under a head.

    `lists_reasons`: each item of a list there gives one, whatever words it has.
    """
    text, spans = parts.flowing, told.spans
    body = Squeezed(text[: max(end for _start, end in spans)])
    first = min(start for start, _end in spans)
    found: list[tuple[int, int, Reason]] = []
    for reason in denial_reasons("", told.words[:LONGEST_STORY], case):
        if reason.kind == OTHER and not told.is_labelled:
            continue
        for each in (reason.words, *reason.more_words):
            own = squeeze(each)
            at = next((n for n in places_of(own, body.chars) if body.span(n, n + 1)[0] >= first), -1)
            if at >= 0 and (len(own) >= _SHORTEST or reason.is_beside):
                found.append((*body.span(at, at + len(own)), reason))
    views = list(_views(text, found))
    found = [each for each in found if not each[2].is_beside or each[2].kind == OTHER]
    found = _each_clause_once(text, sorted(found, key=lambda each: each[:2]))
    found = _together(text, found)
    by_kind: dict[str, LetterReason] = {}
    for n, (start, end, reason) in enumerate(found):
        before = found[n - 1][1] if n else 0
        after = found[n + 1][0] if n + 1 < len(found) else len(text)
        before = max(before, max((one for one, _other in spans if one <= start), default=0))
        start, end = _whole(text, start, end, before, after)
        own = " ".join(text[start:end].split())
        if pattern("only_refers").search(squeeze(own)) or (
            reason.kind == OTHER and (pattern("says_nothing").search(squeeze(own)) or not _weighs(own))
        ):
            continue
        if _SUPPOSED.search(own):
            continue
        is_bare = pattern("bare_conclusion").search(squeeze(own).rstrip(".")) or (
            reason.kind == OTHER and _concludes(text, start)
        )
        if is_bare and len(found) > 1:
            continue
        if held := by_kind.get(reason.kind):
            by_kind[reason.kind] = replace(held, more_words=(*held.more_words, own))
        else:
            by_kind[reason.kind] = LetterReason(own, start, end, reason.kind, reason, sure(start, end))
    for start, end, reason in views:
        own = " ".join(text[start:end].split())
        if held := by_kind.get(reason.kind):
            by_kind[reason.kind] = replace(held, more_words=(*held.more_words, own))
        else:
            by_kind[reason.kind] = LetterReason(own, start, end, reason.kind, reason, sure(start, end))
    reasons = list(by_kind.values())
    if lists_reasons:
        for start, end in told.chapters:
            reasons += _items(text, start, end, reasons, sure)
        for start, end in told.spans:
            reasons += _causes(text, start, end, reasons, sure)
    yield from sorted(reasons, key=lambda each: each.start)


# Whether a place stands in a sentence that only draws a conclusion: `따라서 …`.
def _concludes(text: str, at: int) -> bool:
    own = next((each for each in sentences(text, story=True) if each.start <= at < each.end), None)
    return own is not None and concludes(words := text[own.body : own.end]) and not _BECAUSE.search(words)


_BECAUSE = re.compile(r"[가-힣](?:므로|어서|아서|커서|여서|때문에)[\s,]")
_SUPPOSED = re.compile(r"(?:더라도|[하여해]도)[\s,]*$")


# What a sentence only measures belongs to the next one of its kind, which says what follows from it.
def _together(text: str, found: Sequence[tuple[int, int, Reason]]) -> list[tuple[int, int, Reason]]:
    kept: list[tuple[int, int, Reason]] = []
    for start, end, reason in found:
        last = kept[-1] if kept else None
        between = text[last[1] : start] if last else ""
        is_next = last and last[2].kind == reason.kind and re.fullmatch(r"[.,]?[^\S\n]*", between)
        if last and is_next and not denials(text[last[0] : last[1]]):
            kept[-1] = (last[0], end, reason)
        else:
            kept.append((start, end, reason))
    return kept


# The items of a list in which no reason was read: what fits no kind is shown as it stands.
def _items(
    text: str,
    start: int,
    end: int,
    reasons: Sequence[LetterReason],
    sure: Callable[[int, int], float],
) -> Iterator[LetterReason]:
    items = [match for match in _ITEM.finditer(text, start, end) if match["words"].strip()]
    if len(items) < _LEAST_ITEMS:
        return
    held = [squeeze(words) for each in reasons for words in (each.words, *each.more_words)]
    for match in items:
        own = " ".join(match["words"].split())
        squeezed = squeeze(own)
        is_held = any(each in squeezed or squeezed in each for each in held)
        is_empty = (
            len(squeezed) < _SHORTEST
            or pattern("says_nothing").search(squeezed)
            or pattern("bare_conclusion").search(squeezed.rstrip("."))
        )
        says = _weighs(own) and not gives_none(own, is_notice=True)
        if is_held or is_empty or not says or recites(own) or grants(own) or concludes(own):
            continue
        first, last = match.span("words")
        yield LetterReason(own, first, last, OTHER, unread_reason(own), sure(first, last))


# What a sentence of the agency puts as the cause of what it decides, where no kind was read in it.
def _causes(
    text: str, start: int, end: int, reasons: Sequence[LetterReason], sure: Callable[[int, int], float]
) -> Iterator[LetterReason]:
    if _ITEM.match(text, start, end) and _items_in(text[start:end]) > 1:
        return
    sentence = next(iter(sentences(text[start:end], story=True)), None)
    if sentence is None:
        return
    own = " ".join(text[start + sentence.body : end].split())
    squeezed = squeeze(own)
    held = " ".join(squeeze(words) for each in reasons for words in (each.words, *each.more_words))
    is_held = squeezed[:_OF_AN_END] in held or squeezed.rstrip(".")[-_OF_AN_END:] in held
    if len(squeezed) < _SHORTEST or is_held or grants(own):
        return
    is_empty = any(
        pattern(name).search(squeezed.rstrip("."))
        for name in ("says_nothing", "only_refers", "bare_conclusion")
    )
    if pattern("causes").search(squeezed) and not is_empty and not concludes(own):
        yield LetterReason(own, start + sentence.body, end, OTHER, unread_reason(own), sure(start, end))


def _items_in(words: str) -> int:
    return sum(1 for match in _ITEM.finditer(words) if match["words"].strip())


# Whether words that fit no kind weigh something, rather than only tell it.
def _weighs(words: str) -> bool:
    return bool(denials(words) or pattern("assesses").search(squeeze(words)))


_OF_AN_END = 16
_LEAST_ITEMS = 2
_BULLET = r"(?:[-–•·▪○●■□◦ㅇ]\s|\(?(?:\d{1,2}|[가-하])[.)]|[①-⑳])"
_ITEM = re.compile(
    rf"^[^\S\n]*{_BULLET}\s*(?P<words>[^\n]+(?:\n(?!\s*(?:{_BULLET}|\n))[^\n]+)*)",
    re.MULTILINE,
)


# What begins in the clause of another says the same: the one that the clause ends with tells what is denied.
def _each_clause_once(text: str, found: Sequence[tuple[int, int, Reason]]) -> list[tuple[int, int, Reason]]:
    kept: list[tuple[int, int, Reason]] = []
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
def _views(text: str, found: Sequence[tuple[int, int, Reason]]) -> Iterator[tuple[int, int, Reason]]:
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
