"""What the story and the refusal tell of a question of the check."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lib.guidance.check_answers import FROM_LETTER, FROM_STORY, Answer, bounded, unanswered
from lib.guidance.check_entries import Option, Question
from lib.guidance.phrases import PhraseReader, read_for_phrases
from lib.guidance.told_grades import told_grades
from lib.guidance.told_numbers import Told, told_numbers
from lib.guidance.working_hours import SHORT, WEEKS, Spread
from lib.text.from_until import day_told, find_from_until, years_after, years_between
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
    today: date

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
    if how.years_ago:
        return _read_years_ago(told, question, how.years_ago, how.near)
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


# Whether the day beside some words lies at least so many years back, and not so many.
def _read_years_ago(
    told: ToldAnswers, question: Question, years: tuple[int, int], near: re.Pattern[str] | None
) -> Answer:
    for each in find_dates(told.story):
        if not (each.year and each.month and each.day):
            continue
        around = squeeze(told.story[max(0, each.start - 20) : each.end + 12])
        day = calendar_day(each.year, each.month, each.day)
        if day is None or (near and not near.search(around)):
            continue
        first, last = (years_after(day, number) for number in years)
        return Answer(
            question, first <= told.today < last, FROM_STORY, told.story[each.start : each.end].strip()
        )
    return unanswered(question)


# Years between the days, months or years that the text joins, of work that is not denied, and the words.
def _stretches(
    told: ToldAnswers, text: str, reader: PhraseReader, question: Question
) -> list[tuple[Spread, str]]:
    found = []
    for each in find_from_until(text, told.today):
        behind = text[each.end : min(each.end + _TAIL, reader.sentence(each.start, each.end)[1])]
        if (
            _NOT_OF_WORK.search(behind)
            or not _OF_WORK.search(behind)
            or reader.is_put_as(
                (Stance.DENIED, Stance.ASKED, Stance.OTHERS, Stance.UNCERTAIN), each.start, each.end
            )
        ):
            continue
        least, most = each.years
        words = text[each.start : each.end].strip()
        if question.told.until_illness:
            illness = [
                day
                for match in _ILLNESS_FOUND.finditer(text, each.end)
                if (day := day_told(text, match.start(), told.today)) and day[1] > each.began[0]
            ]
            if not illness:
                continue
            least = years_between(each.began[1], illness[0][0])
            most = years_between(each.began[0], illness[0][1])
        found.append((Spread(least, min(most, question.most)), words))
    return found


_TAIL = 60
_NOT_OF_WORK = re.compile(
    r"^.{0,24}?(?:치료|입원|통원|요양|담배|흡연|금연|병원|소송|재판|연금|학교|복무|군대|휴직|앓|쉬었|투병)"
)
_OF_WORK = re.compile(r"일|근무|다녔|다니|다닌|작업|종사|했|하며|하면서|경력|재직|노출|캤|뜯|몰았|$")
_ILLNESS_FOUND = re.compile(r"진단|확진|발병|판정|발견")


def _read_number(told: ToldAnswers, question: Question) -> Answer:
    how = question.told
    if how.grade is not None:
        return _read_grade(told, question, how.grade)
    for source, text, reader in told.texts:
        stretches = _stretches(told, text, reader, question) if how.from_until else []
        if how.marks and (answer := _beside_mark(question, text, source)):
            return answer
        if stretches and how.until_illness:
            spread, words = max(stretches, key=lambda one: one[0].high)
            return Answer(question, spread, source, words)
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
        # `2001년부터 2010년까지 통산 7년` counts itself, but for days that come to nearly the same.
        stretches = [each for each in stretches if not _is_counted(text, each, fitting)]
        if stretches:
            # Two years that are joined are read more exactly by their days.
            fitting = [
                each
                for each in fitting
                if not any(text[each.start : each.end].strip() in words for _, words in stretches)
            ]
        if not fitting and not stretches:
            continue
        best = (
            max(fitting, key=lambda each: each.value)
            if how.largest and fitting
            else next(iter(fitting), None)
        )
        longest = max(stretches, key=lambda one: one[0].high, default=None)
        if longest and (
            best is None or longest[0].high >= best.value or _is_day_to_day(longest[0], best.value)
        ):
            return Answer(question, longest[0], source, longest[1])
        assert best is not None
        spread = _spread_of(text, best, question)
        if how.of_two and len(fitting) == 1 and _ONE_SIDE.search(text[best.start : best.end]):
            # Two values of which only the last has its unit (오른쪽 42, 왼쪽 35dB), or one ear alone: the other may be worse.
            both = [float(each) for each in _VALUE.findall(text[best.start : best.end])]
            most = max(both) if len(both) > 1 else question.most
            spread = Spread(most if len(both) > 1 else spread.low, most)
        return Answer(question, spread, source, text[best.start : best.end].strip())
    return unanswered(question)


# Whether a number of years is told of a stretch, right behind it or of the same length, that tells it less exactly.
def _is_counted(text: str, stretch: tuple[Spread, str], fitting: Iterable[Told]) -> bool:
    spread, words = stretch
    end = text.find(words) + len(words)
    told = [
        each
        for each in fitting
        if end < each.end <= end + _BEHIND
        or (spread.low <= each.value <= spread.high and text[each.start : each.end].strip() not in words)
    ]
    return bool(told) and not _is_day_to_day(spread, told[0].value)


# Whether days tell exactly what was told in round years.
def _is_day_to_day(exact: Spread, years: float) -> bool:
    return exact.is_known and abs(exact.high - years) < 1


def _read_grade(told: ToldAnswers, question: Question, place: int) -> Answer:
    for source, text, _ in told.texts:
        grades = told_grades(text)
        if len(grades) > place:
            each = grades[place]
            value = float(each.grade)
            return Answer(question, Spread(value, value), source, each.words)
    return unanswered(question)


_ONE_SIDE = re.compile(r"오른|왼|우측|좌측|한쪽")
_VALUE = re.compile(r"(?<!\d)\d{1,3}(?:\.\d+)?(?!\d)")
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
    (
        13,
        re.compile(
            r"(?:그|이)(?:전|앞)(?:의)?(?:12주|3개월|석달|세달)|이전12주|2주?[~∼-]13주|직전12주를?제외"
        ),
    ),
    (WEEKS, re.compile(r"(?<!이전)(?<!그전)(?<!그앞)(?:12주|3개월|석달|세달)")),
    (SHORT, re.compile(r"(?<!\d)4주|(?:한|1개)(?:달|월)(?:간|동안|도|은|내내)|1개월")),
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
