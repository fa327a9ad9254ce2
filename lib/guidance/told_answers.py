"""What the story and the refusal tell of a question of the check: by its word lists, its numbers, and what clauses weigh."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lib.guidance.check_answers import FROM_LETTER, FROM_STORY, Answer, unanswered
from lib.guidance.check_entries import Option, Question
from lib.guidance.number_by_words import number_by_words
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.three_values import Value
from lib.guidance.told_grades import decided_grade, told_grades
from lib.guidance.weighed_answers import LEAST, LISTED, NO, NOT_TOLD, YES, model
from lib.guidance.weighed_answers import Told as Weighed
from lib.guidance.whose_number import CLASS_OF, YEARS, Weighing, is_put_aside, told_number, weigh
from lib.guidance.working_hours import Spread
from lib.text.days import find_days
from lib.text.from_until import find_points, years_after
from lib.text.spelling import squeeze
from lib.text.stance import Stance


@dataclass(frozen=True)
class ToldAnswers:
    """The texts of a case, and what is read of them.

    `shown`: circumstance → the words that show it and which of the texts they stand in. In the story the account
    begins at `told_from`; before it stand names. `asked` are the questions of the case's type.
    """

    story: str
    letter: str
    shown: Mapping[str, tuple[str, str]]
    accident_on: date | None
    today: date
    told_from: int = 0
    asked: tuple[str, ...] = ()

    @cached_property
    def own_story(self) -> PhraseReader:
        """The story, read for phrases once."""
        return read_for_phrases(self.story)

    @cached_property
    def own_letter(self) -> PhraseReader:
        """The refusal, read for phrases once."""
        return read_for_phrases(self.letter)

    @cached_property
    def weighed(self) -> Mapping[str, Weighed]:
        """What the clauses of both texts weigh, by answer."""
        texts = [(FROM_STORY, self.story, self.told_from), (FROM_LETTER, self.letter, 0)]
        return model().told(model().weigh(texts), self.asked)

    @cached_property
    def numbers(self) -> tuple[Weighing, ...]:
        """The numbers of both texts, with how likely each answers one of the questions asked."""
        texts = [(FROM_STORY, self.story, self.told_from), (FROM_LETTER, self.letter, 0)]
        return weigh(texts, {CLASS_OF[id_] for id_ in self.asked if id_ in CLASS_OF})

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

    def listed(self, question: Question) -> bool | None:
        """What the word lists of a question alone say."""
        answer = _listed(self, question)
        return answer.value if isinstance(answer.value, bool) else None

    def listed_options(self, question: Question) -> dict[str, tuple[str, str]]:
        """The options that the word lists of a question name, with the words and their text, the story's first."""
        found: dict[str, tuple[str, str]] = {}
        for source, _, reader in self.texts:
            for option in question.options:
                if words := _tells(self, reader, option, source):
                    found.setdefault(option.id, (words, source))
        return found


def _read_yes_no(told: ToldAnswers, question: Question) -> Answer:
    how = question.told
    by_day = unanswered(question)
    if how.since:
        by_day = _read_since(told, question, how.since, how.near)
    if how.years_ago:
        by_day = _read_years_ago(told, question, how.years_ago, how.near)
    return by_day if by_day.is_known else _decided(told, question, _listed(told, question))


# What word lists and clauses come to; the words are those of the list where it says the same.
def _decided(told: ToldAnswers, question: Question, listed: Answer) -> Answer:
    said = listed.value if isinstance(listed.value, bool) else None
    yes, no = model().decide(question.id, told.weighed, said)
    is_yes = yes >= no
    if max(yes, no) < (LISTED if said is is_yes else LEAST):
        return replace(listed, value=None) if listed.words and said is None else unanswered(question)
    if said is is_yes:
        return listed
    clause = told.weighed.get(f"{question.id} {YES if is_yes else NO}", NOT_TOLD)
    return (
        Answer(question, is_yes, clause.source, clause.words) if _tells_it(clause) else unanswered(question)
    )


_HARDLY = -0.6
"""A clause that scores less tells nothing that could be shown for an answer."""
_ONLY_CLOSES = re.compile(r"(?:(?:되어|돼|적혀|쓰여|씌어|나와)\s?있|했|합니|하[더셨])\S{0,6}")


# Whether a clause could be shown for an answer: it is likely enough, and does not only close what is quoted before it.
def _tells_it(clause: Weighed) -> bool:
    return clause.score >= _HARDLY and not _ONLY_CLOSES.fullmatch(clause.words)


# What the word lists of a question say, and the circumstances by which it is answered.
def _listed(told: ToldAnswers, question: Question) -> Answer:
    how = question.told
    for source, text, reader in told.texts:
        yes, denied = _spans(reader, how.says_so, how.never_denied)
        is_out = how.says_not_unless and how.says_not_unless.search(squeeze(text).lower())
        no, _ = _spans(reader, None if is_out else how.says_not, never_denied=True)
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

    def told(not_as: Set[Stance]) -> list[str]:
        return [
            reader.text[slice(*span)]
            for span in reader.find_all((), [pattern], not_as=not_as)
            # What the other side says only to be refuted nobody tells.
            if not (reader.is_alleged(*span) and reader.teller(*span))
        ]

    said_so = told(aside if never_denied else aside | {Stance.DENIED})
    if never_denied:
        return said_so, []
    return said_so, [each for each in told(aside) if each not in said_so] if not said_so else []


# The days, months and years that a story names and that something is told beside, each between two days.
def _points(told: ToldAnswers, near: re.Pattern[str] | None) -> list[tuple[str, date, date]]:
    text = told.story
    points = [(start, end, *between) for start, end, between in find_points(text, told.today)]
    points += [
        (each.start, each.end, each.day, each.day)
        for each in find_days(text, told.today)
        if not any(start < each.end and each.start < end for start, end, *_ in points)
    ]
    return [
        (text[start:end].strip(), first, last)
        for start, end, first, last in sorted(points)
        if near is None or near.search(squeeze(text[max(0, start - _BESIDE) : end + _BESIDE]))
    ]


_BESIDE = 26
_HAPPENED = re.compile(r"사고|다[쳤치]|넘어|부딪|치[였이]|추락|미끄|굴[렀러]|부러|받혔|박[았은]|떨어")


# Whether something was since a day: where several days are told, as all of them say, or those beside which it happened.
def _read_since(told: ToldAnswers, question: Question, since: date, near: re.Pattern[str] | None) -> Answer:
    if near is None and told.accident_on:
        return Answer(question, told.accident_on >= since, FROM_STORY, told.accident_on.isoformat())
    for beside in (near,) if near else (None, _HAPPENED):
        points = [each for each in _points(told, beside) if each[1] >= since or each[2] < since]
        if len({first >= since for _, first, _ in points}) == 1:
            words, first, _ = points[0]
            return Answer(question, first >= since, FROM_STORY, words)
    return unanswered(question)


# Whether the day beside some words lies at least so many years back, and not so many.
def _read_years_ago(
    told: ToldAnswers, question: Question, years: tuple[int, int], near: re.Pattern[str] | None
) -> Answer:
    for words, *ends in _points(told, near):
        passed = [tuple(years_after(day, number) <= told.today for number in years) for day in ends]
        if passed[0] == passed[1]:
            return Answer(question, passed[0] == (True, False), FROM_STORY, words)
    return unanswered(question)


def _read_number(told: ToldAnswers, question: Question) -> Answer:
    if question.told.grade is not None:
        return _read_grade(told, question, question.told.grade)
    by_words = number_by_words(told.texts, question, told.today)
    if question.id not in CLASS_OF:
        return by_words
    weighed = told_number(told.numbers, question)
    if weighed is None:
        return unanswered(question) if is_put_aside(told.numbers, question, by_words) else by_words
    # Of years in several places the words tell the longest alone.
    is_longest = CLASS_OF[question.id] == YEARS and " · " in weighed.words
    if by_words.is_known and _meet(by_words.value, weighed.value) and not is_longest:
        return by_words
    return weighed


# Whether two answers can both be so.
def _meet(one: Value, other: Value) -> bool:
    return (
        isinstance(one, Spread)
        and isinstance(other, Spread)
        and one.low <= other.high
        and other.low <= one.high
    )


# The grade of one part, by its place among several; the heaviest is the one the agency gave where no part is named.
def _read_grade(told: ToldAnswers, question: Question, place: int) -> Answer:
    for source, text, _ in told.texts:
        grades = told_grades(text)
        decided = None
        if not grades and place == 0:
            decided = decided_grade("", text) if source == FROM_LETTER else decided_grade(text)
        found = grades[place] if len(grades) > place else decided
        if found:
            value = float(found.grade)
            return Answer(question, Spread(value, value), source, found.words)
    return unanswered(question)


# The options that are told likely enough, the likeliest first, with the words that tell them.
def _options(told: ToldAnswers, question: Question) -> dict[str, tuple[str, str]]:
    listed = told.listed_options(question)
    options = [option.id for option in question.options]
    odds = model().decide_option(question.id, options, told.weighed, list(listed))
    found = {}
    for id_ in sorted(options, key=lambda id_: -odds[id_]):
        clause = told.weighed.get(f"{question.id} {id_}", NOT_TOLD)
        words = listed.get(id_) or ((clause.words, clause.source) if _tells_it(clause) else None)
        if odds[id_] >= LEAST and words:
            found[id_] = words
    return found


def _read_choice(told: ToldAnswers, question: Question) -> Answer:
    for id_, (words, source) in _options(told, question).items():
        return Answer(question, id_, source, words, (id_,))
    return unanswered(question)


def _tells(told: ToldAnswers, reader: PhraseReader, option: Option, source: str) -> str:
    aside = (Stance.ASKED, Stance.UNCERTAIN, Stance.DENIED)
    if option.when and (words := reader.find((), [option.when], not_as=aside)):
        return words
    return next(iter(told.shown_in(source, option.circumstances)), "")


def _read_several(told: ToldAnswers, question: Question) -> Answer:
    found = _options(told, question)
    most = float(len(question.options))
    if not found:
        for source, _, reader in told.texts:
            none = question.told.says_not
            if none and (denied := reader.find((), [none], not_as=())):
                return Answer(question, Spread(0, 0), source, denied)
        return unanswered(question)
    # What nobody told of may be so all the same.
    words = " · ".join(words for words, _ in found.values())
    chosen = tuple(option.id for option in question.options if option.id in found)
    return Answer(question, Spread(float(len(found)), most), FROM_STORY, words, chosen)


_READERS: Mapping[str, Callable[[ToldAnswers, Question], Answer]] = {
    "yes_no": _read_yes_no,
    "number": _read_number,
    "choice": _read_choice,
    "several": _read_several,
}
