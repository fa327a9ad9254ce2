"""What the story and the refusal tell of a question of the check."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lib.guidance.check_answers import FROM_LETTER, FROM_STORY, Answer, bounded, unanswered
from lib.guidance.check_entries import Option, Question
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.told_numbers import Told, told_numbers
from lib.guidance.working_hours import SHORT, WEEKS, Spread
from lib.text.numbers import calendar_day, find_dates, find_quantities
from lib.text.spelling import squeeze
from lib.text.stance import Stance


@dataclass(frozen=True)
class ToldAnswers:
    """The texts of a case, and what is read of them.

    `shown`: circumstance → the words that show it and which of the texts they stand in.
    """

    story: str
    letter: str
    shown: Mapping[str, tuple[str, str]]
    accident_on: date | None

    @cached_property
    def own_story(self) -> PhraseReader:
        """The story, read for phrases once."""
        return read_for_phrases(self.story)

    @cached_property
    def own_letter(self) -> PhraseReader:
        """The refusal, read for phrases once."""
        return read_for_phrases(self.letter)

    @property
    def texts(self) -> Iterable[tuple[str, str, PhraseReader]]:
        """The story, and what the refusal says, each with its name."""
        yield FROM_STORY, self.story, self.own_story
        if self.letter:
            yield FROM_LETTER, self.letter, self.own_letter

    def shown_in(self, source: str, ids: Iterable[str]) -> list[str]:
        """The words in which one of the texts shows these circumstances."""
        return [self.shown[id_][0] for id_ in ids if id_ in self.shown and self.shown[id_][1] == source]

    def answer(self, question: Question) -> Answer:
        """What the texts tell of a question, the story before the letter."""
        return _READERS[question.kind](self, question)


def _read_yes_no(told: ToldAnswers, question: Question) -> Answer:
    how = question.told
    if how.since:
        return _read_since(told, question, how.since, how.near)
    for source, _text, reader in told.texts:
        yes, denied = _spans(reader, how.says_so, how.never_denied)
        no, _ = _spans(reader, how.says_not, never_denied=True)
        yes += told.shown_in(source, how.circumstances)
        no += told.shown_in(source, how.circumstances_no)
        no += denied
        if bool(yes) is not bool(no):
            return Answer(question, bool(yes), source, (yes or no)[0])
        if yes and no:
            # What says no says it of the very thing: 승인을 받지 않았다 holds the words for 승인을 받다, too.
            nearer = [each for each in no if any(word in each or each in word for word in yes)]
            if nearer:
                return Answer(question, False, source, nearer[0])
            return Answer(question, None, source, f"{yes[0]} / {no[0]}")
    return unanswered(question)


# The words that say so, and those that deny it.
def _spans(
    reader: PhraseReader, pattern: re.Pattern[str] | None, never_denied: bool
) -> tuple[list[str], list[str]]:
    if pattern is None:
        return [], []
    aside = {Stance.ASKED, Stance.UNCERTAIN}
    said_so = [
        reader.text[slice(*span)]
        for span in reader.find_all((), [pattern], not_as=aside if never_denied else aside | {Stance.DENIED})
    ]
    if never_denied:
        return said_so, []
    everything = [reader.text[slice(*span)] for span in reader.find_all((), [pattern], not_as=aside)]
    return said_so, [each for each in everything if each not in said_so] if not said_so else []


def _read_since(told: ToldAnswers, question: Question, since: date, near: re.Pattern[str] | None) -> Answer:
    if near is None and told.accident_on:
        return Answer(question, told.accident_on >= since, FROM_STORY, told.accident_on.isoformat())
    found = [each for each in find_dates(told.story) if each.year is not None]
    if near:
        found = [
            each
            for each in found
            if near.search(squeeze(told.story[max(0, each.start - 20) : each.end + 30]))
        ]
    for each in found:
        assert each.year is not None
        first = date(each.year, each.month or 1, 1)
        last = date(each.year, each.month or 12, 28)
        if each.month and each.day:
            if (day := calendar_day(each.year, each.month, each.day)) is None:
                continue
            first = last = day
        words = told.story[each.start : each.end].strip()
        if first >= since or last < since:
            return Answer(question, first >= since, FROM_STORY, words)
    return unanswered(question)


def _read_number(told: ToldAnswers, question: Question) -> Answer:
    how = question.told
    for source, text, _ in told.texts:
        if how.marks and (answer := _beside_mark(question, text, source)):
            return answer
        if how.sum_of:
            parts = [[each for each in told_numbers(text) if each.of == kind] for kind in how.sum_of]
            if all(parts):
                spreads = [_spread_of(text, max(each, key=lambda one: one.value), question) for each in parts]
                words = ", ".join(text[each[0].start : each[0].end].strip() for each in parts)
                return Answer(
                    question,
                    Spread(
                        sum(each.low for each in spreads),
                        min(question.most, sum(each.high for each in spreads)),
                    ),
                    source,
                    words,
                )
            continue
        fitting = [
            each
            for each in told_numbers(text)
            if each.of in how.numbers or (how.period and each.of in ("hours_a_week", "hours_of_a_week"))
        ]
        if how.period:
            fitting = [each for each in fitting if _period(text, each) == how.period]
        fitting = [each for each in fitting if question.least <= each.value <= question.most]
        if not fitting:
            continue
        best = max(fitting, key=lambda each: each.value) if how.largest else fitting[0]
        spread = _spread_of(text, best, question)
        if how.of_two and len(fitting) == 1 and _ONE_SIDE.search(text[best.start : best.end]):
            # Of one ear alone: the other may be worse.
            spread = Spread(spread.low, question.most)
        return Answer(question, spread, source, text[best.start : best.end].strip())
    return unanswered(question)


_ONE_SIDE = re.compile(r"오른|왼|우측|좌측|한쪽")
_BEHIND, _AHEAD = 24, 44


# The weeks that hours a week were counted over; without words for it the long average.
def _period(text: str, told: Told) -> int:
    before = squeeze(text[max(0, told.start - _AHEAD) : told.end])
    # Of several stretches named, the last before the number is its own.
    places = [(match.end(), weeks) for weeks, pattern in _STRETCHES for match in pattern.finditer(before)]
    if places:
        return max(places)[1]
    return told.period if told.period in (1, SHORT, WEEKS) else WEEKS


_STRETCHES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (13, re.compile(r"(?:그|이)(?:전|앞)12주|이전12주|2주?[~∼-]13주|직전12주를?제외")),
    (WEEKS, re.compile(r"(?<!이전)(?<!그전)(?<!그앞)12주|3개월|석달|세달")),
    (SHORT, re.compile(r"(?<!\d)4주|(?:한|1개)(?:달|월)(?:간|동안)|1개월")),
    (
        1,
        re.compile(
            r"(?<!\d)1주(?!일?에)(?!평균)(?!당)(?!간?평균)|마지막(?:한)?주|일주일(?:간|동안|은|에는)|직전주|발병(?:전|직전)(?:한|일)주"
        ),
    ),
)


# Between which numbers a told one lies: as its words say, with the number before it where it is the end of a stretch.
def _spread_of(text: str, told: Told, question: Question) -> Spread:
    quantity = next((each for each in find_quantities(text) if each.end == told.end), None)
    start = quantity.start if quantity else told.start
    before, behind = text[max(0, start - _BEHIND) : start], text[told.end : told.end + _BEHIND]
    if lower := _FROM.search(before):
        low = float(lower[1])
        if question.least <= low < told.value:
            return Spread(low, told.value)
    spread = bounded(told.value, behind, before, question)
    if spread.is_known and told.bound:
        # told_numbers knows more ways to say so than stand here.
        spread = (
            Spread(told.value, question.most)
            if told.bound == "at least"
            else Spread(question.least, told.value)
        )
    return spread


_FROM = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:시간|데시벨|dB|년|%)?\s?(?:[~∼～-]|에서)\s?$", re.IGNORECASE
)
_PER_CENT = re.compile(r"[^\d]{0,16}?(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|퍼센트|프로)")


# A number of per cent behind the words that name it: 1초율 58%.
def _beside_mark(question: Question, text: str, source: str) -> Answer | None:
    for mark in question.told.marks:
        for match in re.finditer(mark, text, re.IGNORECASE):
            if number := _PER_CENT.match(text, match.end()):
                value = float(number[1])
                if question.least <= value <= question.most:
                    spread = bounded(value, text[number.end() : number.end() + _BEHIND], number[0], question)
                    return Answer(question, spread, source, text[match.start() : number.end()].strip())
    return None


def _read_choice(told: ToldAnswers, question: Question) -> Answer:
    for source, _, reader in told.texts:
        for option in question.options:
            if words := _tells(told, reader, option, source):
                return Answer(question, option.id, source, words, (option.id,))
    return unanswered(question)


def _tells(told: ToldAnswers, reader: PhraseReader, option: Option, source: str) -> str:
    aside = (Stance.ASKED, Stance.UNCERTAIN, Stance.DENIED)
    if option.when and (words := reader.find((), [option.when], not_as=aside)):
        return words
    return next(iter(told.shown_in(source, option.circumstances)), "")


def _read_several(told: ToldAnswers, question: Question) -> Answer:
    found: dict[str, str] = {}
    for option in question.options:
        if words := _tells(told, told.own_story, option, FROM_STORY):
            found[option.id] = words
    most = float(len(question.options))
    if not found:
        for source, _, reader in told.texts:
            none = question.told.says_not
            if none and (denied := reader.find((), [none], not_as=())):
                return Answer(question, Spread(0, 0), source, denied)
        return unanswered(question)
    # What nobody told of may be so all the same.
    return Answer(
        question, Spread(float(len(found)), most), FROM_STORY, " · ".join(found.values()), tuple(found)
    )


_READERS: Mapping[str, Callable[[ToldAnswers, Question], Answer]] = {
    "yes_no": _read_yes_no,
    "number": _read_number,
    "choice": _read_choice,
    "several": _read_several,
}
