"""A number that answers a question of the check, by the words that mostly stand beside it and by the days that are joined."""

import re
from collections.abc import Iterable
from datetime import date

from lib.guidance.check_answers import Answer, bounded, unanswered
from lib.guidance.check_entries import Question
from lib.guidance.phrases import PhraseReader
from lib.guidance.told_numbers import Told, told_numbers
from lib.guidance.working_hours import SHORT, WEEKS, Spread
from lib.text.from_until import day_told, find_from_until, years_between
from lib.text.numbers import find_quantities
from lib.text.spelling import squeeze
from lib.text.stance import Stance

Texts = Iterable[tuple[str, str, PhraseReader]]
"""The texts of a case, each with its name and its reader."""


# Years between the days, months or years that the text joins, of work that is not denied, and the words.
def _stretches(text: str, reader: PhraseReader, question: Question, today: date) -> list[tuple[Spread, str]]:
    found = []
    for each in find_from_until(text, today):
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
                if (day := day_told(text, match.start(), today)) and day[1] > each.began[0]
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


def number_by_words(texts: Texts, question: Question, today: date) -> Answer:
    """The number that the texts tell for a question, the story's before the letter's."""
    how = question.told
    for source, text, reader in texts:
        stretches = _stretches(text, reader, question, today) if how.from_until else []
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
